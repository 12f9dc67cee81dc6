"""Take the head, the greeting and the signature of an e-mail for notes, and its subject for the title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from voicecoach.importing.document import Document, Note
from voicecoach.importing.lines.around_text import OF_LETTER
from voicecoach.importing.lines.joined_lines import SourceLine

_HEAD = re.compile(
    r"(?P<key>from|to|cc|bcc|date|sent|subject|reply-to|message-id|von|an|betreff|datum|gesendet|de|à|objet|envoyé|"
    r"para|asunto|fecha|enviado|assunto|data|da|a|oggetto|inviato|van|aan|onderwerp|verzonden|"
    r"kopie)\s*:\s*(?P<value>\S.*)",
    re.IGNORECASE,
)
_SUBJECTS = frozenset(["subject", "betreff", "objet", "asunto", "assunto", "oggetto", "onderwerp"])
_REPLY = re.compile(r"(?:(?:re|fwd?|aw|wg|rv|tr|r|i|enc|antw|doorst)\s*:\s*)+", re.IGNORECASE)
_GREETING = re.compile(
    r"(?:hi|hello|hey|dear|good (?:morning|evening)|hallo|liebe[rs]?|guten (?:tag|morgen|abend)|moin|hola|querid[oa]s?|"
    r"estimad[oa]s?|bonjour|bonsoir|salut|ch[eè]re?s?|ciao|car[oaie]|buongiorno|gentil[ei]|ol[áa]|oi|prezad[oa]s?|hoi|"
    r"beste|dag|lieve)\b[^.?]{0,50}(?:[,!:.]?|\b(?:tudo bem|como vai|come stai|come va|cómo estás|qué tal|"
    r"ça va|wie geht['’]?s|hoe gaat het|how are you)\s?\?)",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:(?:with )?(?:best|kind|warm|warmest) (?:wishes|regards)|best|regards|warmly|love|cheers|yours\b.*|"
    r"(?:many )?thanks|(?:big )?hugs|take care|sincerely|bussi|besos|besitos|bisous|(?:un )?bac[io]+n[ei]|"
    r"(?:un |tanti )?bac(?:io|i)|beijinhos|un beso|uma? beijo|"
    r"kus(?:jes)?|knuffels?|liebe grüße|lg|vg|(?:viele|herzliche|beste|liebe) (?:grüße|gruesse|grüsse)|"
    r"mit freundlichen grüßen|(?:un )?saludos?(?: cordiales)?|un (?:fuerte )?abrazo(?: muy fuerte| fuerte| grande)?|"
    r"atentamente|con cariño|"
    r"(?:bien )?cordialement|bien à vous|bises|amicalement|à bientôt|(?:cordiali|cari|tanti)? ?saluti|un saluto|"
    r"un (?:forte |caro )?abbraccio(?: forte| grande)?|"
    r"(?:um )?(?:grande |forte )?abraços?(?: forte| grande)?|atenciosamente|beijos|"
    r"groet(?:jes|en)?|liefs|(?:met )?(?:vriendelijke|hartelijke|"
    r"lieve) groet(?:en|jes)?|see you (?:\w+ ?){1,3}|talk (?:to you )?soon|bis (?:bald|dann|morgen|nächste\w? woche|"
    r"\w+tag)|"
    r"tot (?:snel|dan|morgen|volgende week|\w+dag)|hasta (?:pronto|luego|el \w+|la próxima)|à (?:plus|la semaine "
    r"prochaine|demain|\w+di)|a presto|ci vediamo \w+|até (?:logo|breve|já|amanhã)|take care|enjoy)\W*",
    re.IGNORECASE,
)
_SENT_FROM = re.compile(
    r"(?:sent from my|von meinem .* gesendet|gesendet mit|enviado desde mi|envoyé de mon|inviato da|enviado do meu|"
    r"verstuurd vanaf|get outlook)\b.*",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"--\s*")
_NAME = re.compile(r"(?:[A-ZÀ-Ý][\w.'’-]*|&|and|und|et|y|e|en)(?: (?:[A-ZÀ-Ý][\w.'’-]*|&|and|und|et|y|e|en)){0,3}")
_SAID = re.compile(r"(?!p\.?\s?s\b)(?:.*[.!?…)\]]$|(?:\d{1,2}[.)]|[-*•])\s)", re.IGNORECASE)
"""A sentence or an item of a list, and no postscript."""

_MOST_CLOSING_WORDS = 4
_MOST_CLOSING_WORDS_OF_LETTER = 12
_LEAST_HEADS = 2
_MOST_LINES_BELOW = 12
_MOST_NAME_WORDS = 4
_LEAST_BELOW_LETTER = 2


def without_mail(lines: Sequence[SourceLine], document: Document) -> list[SourceLine]:
    """Return the lines of an e-mail that are its text; any other text stays as it is."""
    first = next((index for index, line in enumerate(lines) if line.text.strip()), 0)
    end, has_address = first, False
    while end < len(lines) and lines[end].text.strip():
        is_folded = end > first and lines[end].text[:1] in " \t"
        head = _HEAD.fullmatch(lines[end].text.strip())
        if head is None and not is_folded:
            break
        if head and head["key"].lower() in _SUBJECTS:
            document.title = document.title or _REPLY.sub("", head["value"]).strip()
            has_address = True
        has_address = has_address or "@" in lines[end].text
        end += 1
    is_mail = end - first >= _LEAST_HEADS and has_address and end < len(lines) and not lines[end].text.strip()
    end = end if is_mail else first
    greeting = _greeting(lines, end)
    above = _letter_above(lines, min(greeting)) if greeting else set()
    signature = _signature(lines, max(above, default=end - 1) + 1, is_letter=bool(greeting))
    if not is_mail and not above and not (greeting and signature):
        return list(lines)
    notes = set(range(first, end)) | greeting | signature | above
    for index in sorted(notes):
        if lines[index].text.strip(" -"):
            document.blocks.append(Note(lines[index].text.strip(), lines[index].number, OF_LETTER))
    return [SourceLine("", line.number) if index in notes else line for index, line in enumerate(lines)]


def _greeting(lines: Sequence[SourceLine], end: int) -> set[int]:
    index = next((index for index in range(end, len(lines)) if lines[index].text.strip()), len(lines))
    text = lines[index].text.strip() if index < len(lines) else ""
    return {index} if _GREETING.fullmatch(text) and len(text.split()) <= _MOST_NAME_WORDS + 1 else set()


def _letter_above(lines: Sequence[SourceLine], begin: int) -> set[int]:
    """Return the lines of a letter that hands over a text below it: from its greeting to its closing and a name."""
    for index in range(begin + 1, min(begin + _MOST_LINES_BELOW, len(lines))):
        words, _, name = lines[index].text.strip().partition(",")
        is_closed = _CLOSING.fullmatch(words) is not None and (not name or _NAME.fullmatch(name.strip(" .!")))
        if not is_closed:
            continue
        below = [line.text.strip() for line in lines[index + 1 :] if line.text.strip()]
        count = sum(bool(line.text.strip()) for line in lines[begin + 1 : index])
        said = sum(_SAID.match(line) is not None for line in below)
        if said >= max(_LEAST_BELOW_LETTER, count / 2):
            is_named = not name and _NAME.fullmatch(below[0]) is not None and not lines[index + 1].text.isspace()
            return set(range(begin, index + 1 + is_named))
    return set()


def _is_closing(text: str, below: Sequence[str], most_words: int) -> bool:
    """Return whether a line closes a letter: by its words, or by its comma and the name right below it."""
    is_longer = most_words == _MOST_CLOSING_WORDS_OF_LETTER and _CLOSING.match(text) is not None
    is_before_name = (len(text.split()) <= most_words and text.endswith(",") and text[:1].isupper()) or is_longer
    return _CLOSING.fullmatch(text) is not None or (
        is_before_name and bool(below) and _NAME.fullmatch(below[0]) is not None
    )


def _signature(lines: Sequence[SourceLine], begin: int, *, is_letter: bool) -> set[int]:
    """Return the places of the closing formula and all lines below it; below a greeting it may be a longer one."""
    most_words = _MOST_CLOSING_WORDS_OF_LETTER if is_letter else _MOST_CLOSING_WORDS
    for index in range(max(begin, len(lines) - _MOST_LINES_BELOW), len(lines)):
        text = lines[index].text.strip()
        below = [line.text.strip() for line in lines[index + 1 : index + 3] if line.text.strip()]
        is_closing = _is_closing(text, below, most_words) and all(
            len(one.split()) <= _MOST_NAME_WORDS for one in below[:1]
        )
        if is_closing or _SIGNATURE.fullmatch(text) or _SENT_FROM.fullmatch(text):
            return set(range(index, len(lines)))
    return set()
