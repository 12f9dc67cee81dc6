"""Find the title at the top of a plain text, with the lines below it that tell who wrote it and how to read it."""

from __future__ import annotations

import re
from itertools import pairwise, takewhile

from voicecoach.caseless import Caseless
from voicecoach.importing.document import Document, Heading, Note
from voicecoach.importing.lines.about_text import (
    is_about_session,
    is_contact,
    is_dosage,
    is_form,
    is_postal_address,
    is_reading_instruction,
)
from voicecoach.importing.lines.around_text import is_around_text
from voicecoach.importing.lines.bylines import is_byline
from voicecoach.importing.lines.exercise_lines import read_exercise
from voicecoach.importing.lines.joined_lines import SourceLine
from voicecoach.importing.lines.labels import is_fact_key, names_session, split_fact, without_speaker
from voicecoach.importing.lines.rounds import read_rounds
from voicecoach.importing.readers.sheet_title import is_of_patient, names_exercises, sheet_title
from voicecoach.script.directions import BreathPause, NamedPause, NoteDirection, TimedPause, read_direction
from voicecoach.script.listener import addresses_listener
from voicecoach.script.reader_notes import sound_direction
from voicecoach.script.word_patterns import TEXT_NOUN
from voicecoach.units import MINUTE_MS

_AUTHOR = re.compile(r"\s*[–—~]\s?[A-ZÀ-Ý][\w.'’-]*(?: (?:[A-ZÀ-Ý][\w.'’-]*|de|van|von|der|da|di)){0,4}\s*")
_NAMES = re.compile(r"(?:[A-ZÀ-Ý][\w'’-]+\.?\s?){1,3}")
_STOP = re.compile(r"[.!?…,;:]|[)\]]$")
_READING = re.compile(
    r"\b(?:lesen|vorlesen|lezen|voorlezen|leggere|lire|leer)\W*$|^(?:\w+:\s*)?(?:please |bitte |por favor,? )?"
    r"(?:read|lies|leer|lee|lire|lisez|leggi|leggere|ler|leia|lees)\b",
    re.IGNORECASE,
)
_WITH_LENGTH = re.compile(
    r"(?P<title>\w[^()\[\]]*?)\s*(?P<length>[(\[]\s*(?:~|ca\.?|approx\.?|unos|env\.?|circa|aprox\.?)?\s*\d[\d\s–-]*"
    r"(?:min\w*\.?|m|')\s*[)\]])",
    re.IGNORECASE,
)
_LETTERED = re.compile(r"\s{0,3}[A-H]\.\s+[^\W\d_]{2}")
_LENGTH_BEHIND = re.compile(r"\s*[(\[](?:[\d:.,\s–~-]|ca\b|approx\b|about\b|min\w*\b)+[)\]]$", re.IGNORECASE)
_WITH_LENGTH_BEHIND_DASH = re.compile(
    r"(?P<title>\w[^()\[\]–—]*?)\s+[-–—]\s+(?P<length>~?\d[\d\s–-]*\s?(?:min\w*\.?|['’]))",
    re.IGNORECASE,
)
_WITH_LENGTH_BEHIND_COMMA = re.compile(
    r"(?P<title>\w[^()\[\],;:–—]*?)\s*,\s+(?P<length>(?:~|ca\.?|approx\.?|env\.?|circa)?\s?\d[\d\s–-]*\s?min[^\W\d_]*\.?)",
    re.IGNORECASE,
)
_SECTION_NUMBER = re.compile(r"\d{1,2}\.\d{1,2}\.?\s+(?=[A-ZÀ-Ý])")  # 6.6 Rest
_IN_QUOTES = re.compile(r"^[\"“„«]\s?([^\"“„«”»]+?)\s?[\"”“»]$")
_SUBTITLE = re.compile(r"\s+(?:[–—|]|-)\s+")
_ENDS = re.compile(r"(?:[!?…,;:]|(?<!\s[A-ZÀ-Ý])\.)[\"'”’»)\]*_]*(?:\[\^\w{1,10}\])?\s*$")
_SIGNS = re.compile(r"(?:^|\s)[^\w\s]{1,6}\s?=\s?[^\W\d_]{3}|^[A-Z]{1,4}\s?=[^=(]{3,30}\(\s?\d")  # / = short pause
_BRACKETED = re.compile(r"[(\[][^()\[\]]+[)\]]")
_NO_TITLE = re.compile(
    r"(?:intro(?:duction)?|opening|induction|part|step|warm-?up|welcome|einleitung|einführung|begrüßung|teil|"
    r"introducci[oó]n|bienvenida|parte|partie|accueil|introduzione|benvenut[oi]|introdução|inleiding|deel|narrator|"
    r"section|phase|day|tag|chapter|kapitel)\b",
    re.IGNORECASE,
)
HEADING = re.compile(r"\s{0,3}(#{1,6})\s*(?!\d+\s?s?#)(\S.*?)\s*#*\s*")
"""A heading of Markdown, also without the space behind its signs."""

_FRAMED = re.compile(r"\s*([*=~_+#-])\1+\s+(?P<words>[^\s*=~_+#-].*?)\s+\1{2,}\s*")
_PART = re.compile(
    r"\s*(?:(?:step|schritt|paso|étape|passo|etapa|stap)\s+\w+\s+(?:of|von|de|sur|di|van|/)\s+\w+|"
    r"\d{1,2}\.\s*(?:schritt|teil|phase)|\d{1,2}(?:e|de|ste)\s+stap|"
    r"(?P<whole>(?:part|teil|parte|partie|deel|phase|fase|piece|chapter|kapitel|chapitre|capítulo|capitolo|hoofdstuk)"
    r"\s+(?:\d{1,2}|[ivx]{1,4}|one|two|three|four|five|six|seven|eight))|"
    r"(?:step|schritt|paso|étape|passo|etapa|stap)\s+\d{1,2}"
    r"(?=\s*[:.–—-]\s*(?:(?:[^\W\d_]+\s?){1,4}|(?:[^\W\d_]+\s){1,7}\([^()\d]{0,12}\d[^()]{1,12}\))$)|"
    r"(?:exercises?|übung|ejercicio|exercice|esercizio|exercício|oefening)\s+(?:n[.º°]?\s?)?\d{1,2}[a-z]?)"
    r"\s*[:.–—-]\s*(?P<words>[^\W_].*)",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\s*(?:[*_]{2})?(?:[^\W\d_]+\s)?(?:title|titel|título|titulo|titre|titolo)\s*:\s*(?:[*_]{2})?\s*(?P<title>\w.*?)[\s*_]*",
    re.IGNORECASE,
)
_KIND_OF_TEXT = re.compile(
    r"\b(?:\w*yoga|nidra|tai ?chi|qi ?gong|pilates|hiit|tabata|workout|\w*training|treino|allenamento|entrenamiento|"
    r"entraînement|\w*hypnos[ei]\w*|hipnos[ie]s|ipnosi|autohipnosis|story|geschichte|märchen|cuento|histoire|conte|"
    r"storia|história|conto|verhaal|\w*übung|\w*oefening|\w*programm?|programa|programme|\w*programma|body ?scan|"
    r"affirm\w+|"
    r"strength|cardio|mobility|stretch(?:ing)?|kraft|beweglichkeit|fuerza|movilidad|renforcement|mobilité|forza|"
    r"mobilità|força|mobilidade|kracht|mobiliteit|afirma\w+|visuali[sz]\w+)\b",
    re.IGNORECASE,
)
_SCRIPT_NAMED = re.compile(r"\s*(?:script|skript|guion|guión|roteiro|copione)\s*:\s*(?P<title>\w.*?)\s*", re.IGNORECASE)
_LENGTH_LAST = re.compile(
    r"[,·|–—-]\s?(?:approx\.?|about|ca\.?|environ|unos|circa|~)?\s?\d{1,3}\s?min[^\W\d_]*\.?$", re.IGNORECASE
)
_TIME_FIRST = re.compile(r"\d{1,3}(?:\s*[-–]\s*\d{1,3})?[\s-]?min\w*\b", re.IGNORECASE)
_AGES = Caseless(r"(?:ages?|alter|âge|edad|età|idade|leeftijd)\b")
_FOR_FIRST = Caseless(rf"(?:suitable )?(?:for|für|voor|para|pour|per)\b|{_AGES.pattern}")
_LEAST_WORDS_OF_ASIDE = 4
_MOST_WORDS = 9
_MOST_LINES = 5
_MOST_LINES_OF_LETTERHEAD = 8
_MOST_WORDS_WITH_BRACKET = 5
_LEAST_LETTERS = 3
_SENTENCE_OR_MARKS = re.compile(  # no "Mrs. B.", "Dr. med. Roth"
    r"(?:[!?…]|(?<!\s[A-ZÀ-Ý])(?<!\b(?:Mr|Dr|Fr|Hr|Sr|St))(?<!\b(?:Mrs|Sra|Sig|med|dhr))(?<!\bmevr)\.)[\"'”’»)]*\s|[<>{}|/]{2}"
)


def with_title(lines: list[SourceLine], document: Document) -> list[SourceLine]:
    """Return the lines below the title of a text that has no marked headings; the title becomes a heading."""
    first = next((index for index, line in enumerate(lines) if line.text.strip()), None)
    if first is not None and (named := _named_at_top(lines, first)):
        title, at = named
        document.blocks += [Note(line.text.strip(), line.number) for line in lines[first:at]]
        facts = list(takewhile(lambda line: _is_fact_below(line.text.strip()), lines[at + 1 :])) if at > first else []
        document.blocks.append(Heading(title, 1, lines[at].number))
        document.blocks += [Note(line.text.strip(), line.number) for line in facts]
        return lines[at + 1 + len(facts) :]
    if first is None or any(re.match(r"\s{0,3}#{1,6}\s", line.text) for line in lines):
        return lines
    if below_sheet := _below_sheet_title(lines, first, document):
        return below_sheet
    end = next((index for index in range(first, len(lines)) if not lines[index].text.strip()), len(lines))
    line = _IN_QUOTES.sub(r"\1", lines[first].text.strip())
    if end == first + 1 and line.isupper() and names_text(line.rstrip(" :")):
        line = line.rstrip(" :")  # "TRAINING AUTOGENO :"
    title, subtitle = _parts(_SECTION_NUMBER.sub("", line))
    is_sure = _SECTION_NUMBER.match(line) is not None or _WITH_LENGTH_BEHIND_COMMA.fullmatch(line) is not None
    others = [line.text.strip() for line in lines[first + 1 if is_sure else end :] if line.text.strip()]
    # "I am calm", "I am safe": lines without stops are all alike, and the first of them is no title.
    is_alike = len(others) > 1 and not any(_STOP.search(line) for line in others) and not title.isupper()
    has_maker = any(is_byline(line.text.strip()) for line in lines[first + 1 : end])
    is_of_place = is_about_session(title) and not (names_text(title) or title.isupper() or has_maker)
    is_of_place = (
        is_of_place and not names_exercises(title) and not (len(others) > 1 and _is_named_alone(title, others[0]))
    )
    is_of_place = is_of_place or (is_byline(title) and not names_text(title))
    is_verse = (is_alike and _are_verses(lines[first:])) or _goes_on(lines[end:])
    if not others or is_of_place or is_verse or is_around_text(title) or not is_title(title):
        return lines
    below = lines[first + 1 : end]
    notes = [line for line in below if _is_about_text(line.text.strip())]
    others_below = [line.text.strip() for line in below if line not in notes]
    if 0 < len(others_below) <= len(notes) <= _MOST_LINES and not any(map(_is_for_listener, others_below)):
        notes = below  # "Best heard lying down", beside who wrote it
    if below and not (title.isupper() or is_sure or (len(notes) == len(below) <= _MOST_LINES)):
        return lines
    number = lines[first].number
    notes = notes if len(notes) == len(below) else []
    if is_alike or _may_be_verses(lines[end:]):
        why = "used as the title, which is not spoken. To have it spoken, add a title line above it"
        document.remarks.append(Note(title, number, why))
    document.blocks.append(Heading(title, 1, number))
    if subtitle:
        document.blocks.append(Note(subtitle, number))
    document.blocks += [Note(line.text.strip(), line.number) for line in notes]
    return lines[end:] if notes else lines[first + 1 :]


def _below_sheet_title(lines: list[SourceLine], first: int, document: Document) -> list[SourceLine]:
    """Return the lines below the title of a sheet for a patient, with those of a letterhead above it as notes."""
    for at in range(first, min(first + _MOST_LINES_OF_LETTERHEAD, len(lines))):
        line = lines[at].text.strip().replace("**", "")
        title, about = sheet_title(line)
        title = title or (line if at > first and names_exercises(line) and is_title(line) else "")
        is_named = bool(title) and split_fact(title) is None and (at > first or "**" in lines[at].text)
        if is_named and not is_contact(line) and not is_form(line):
            above = [Note(line.text.strip(), line.number) for line in lines[first:at] if line.text.strip()]
            document.blocks += [*above, Heading(title, 1, lines[at].number)]
            document.blocks += [Note(about, lines[at].number)] if about else []
            return lines[at + 1 :]
        if len(line.split()) > 2 * _MOST_WORDS or (line and not _is_about_text(line)):
            break
    return []


def _named_at_top(lines: list[SourceLine], first: int) -> tuple[str, int] | None:
    """Return the title that one of the first lines names, "Title: The lake", and its place; none below speech."""
    for at in range(first, min(first + _MOST_LINES_OF_LETTERHEAD, len(lines))):
        text = lines[at].text.strip()
        if title := named_title(text, _text_at(lines, at + 1) if at == first else None):
            return title, at
        if not text or _is_for_listener(text) or len(text.split()) > _MOST_WORDS:
            return None
    return None


def _is_fact_below(line: str) -> bool:
    return bool(line) and _is_about_text(line) and not _is_for_listener(line)


def named_title(words: str, below: str | None = None) -> str:
    """Return the title in a line such as "Titolo: Il respiro"; empty for any other line.

    Args:
        words: The line.
        below: The line below a first line: above a blank one or a bracket, "SCRIPT: LET GO" has the title, too.
    """
    found = _NAMED.fullmatch(words)
    is_first = below is not None and (
        not below.strip() or _BRACKETED.fullmatch(below.strip()) is not None or bool(sound_direction(below))
    )
    if found is None and is_first and (script := _SCRIPT_NAMED.fullmatch(words)) and is_title(script["title"]):
        return script["title"]
    return found["title"] if found else ""


def without_author(lines: list[SourceLine], document: Document) -> list[SourceLine]:
    """Turn a last line with a dash and a name, as below a poem, into a note: "— R. Hall"; in a dialogue it is said."""
    filled = [index for index, line in enumerate(lines) if line.text.strip() and not line.text.startswith("[^")]
    if len(filled) < 2 or not _AUTHOR.fullmatch(lines[filled[-1]].text):  # noqa: PLR2004
        return lines
    *above, last = filled
    if any(lines[index].text.lstrip()[0] == lines[last].text.lstrip()[0] for index in above):
        return lines  # a dialogue: "— Who is it?"
    document.blocks.append(Note(lines[last].text.strip(), lines[last].number))
    return [SourceLine("", line.number) if index == last else line for index, line in enumerate(lines)]


def has_lettered_items(lines: list[SourceLine]) -> bool:
    """Return whether a text has a list with capital letters: "A. Bridge", "B. Plank"."""
    letters = [line.text.lstrip()[:1] for line in lines if _LETTERED.match(line.text)]
    return letters[:2] == ["A", "B"]


def part_heading(line: str) -> str:
    """Return the name of a part that a line begins; empty for any other line.

    >>> part_heading("*** Part 2: Breath ***"), part_heading("Step 1 of 5: Sight"), part_heading("Part 1: Sit down.")
    ('Part 2: Breath', 'Sight', '')
    """
    framed, part = _FRAMED.fullmatch(line), _PART.fullmatch(line)
    words = framed["words"] if framed else part["words"] if part else ""
    if not words or len(words.split()) > _MOST_WORDS or _ENDS.search(words):
        return ""
    direction = read_direction(words) if framed else None
    is_counted = isinstance(direction, BreathPause) and re.search(r"\d", words)  # "-- 3 breaths --", not "The breath"
    if is_counted or not isinstance(direction, BreathPause | None):
        return ""
    is_step = part is not None and not part["whole"]
    return words.strip() if framed or is_step else line.strip()


def is_framed_aside(line: str) -> bool:
    """Return whether a line between marks goes on in small letters, as no name of a part does.

    >>> is_framed_aside("-- same for the right leg --"), is_framed_aside("--- warm up ---")
    (True, False)
    """
    found = _FRAMED.fullmatch(line)
    words = found["words"] if found else ""
    is_long = words[:1].islower() and len(words.split()) >= _LEAST_WORDS_OF_ASIDE
    return is_long and part_heading(line) != ""


def marked_heading(line: str) -> tuple[int, str] | None:
    """Return the level and the words of a heading that is marked as one; None for any other line."""
    found = HEADING.fullmatch(line)
    part = "" if found else part_heading(line)
    return (len(found[1]), found[2]) if found else (2, part) if part else None


def _is_named_alone(title: str, below: str) -> bool:
    """Return whether a first line is all that can be a title: "Relaxation for the Thursday group" above a sentence."""
    is_name = not (is_form(title) or is_contact(title) or _FOR_FIRST.match(title) or is_byline(title))
    return is_name and (_ENDS.search(below) is not None or not is_title(below))


def _text_at(lines: list[SourceLine], index: int) -> str:
    return lines[index].text if index < len(lines) else ""


def _goes_on(lines: list[SourceLine]) -> bool:
    """Return whether the first of some paragraphs begins in the middle of a sentence, as the second verse may."""
    return next((line.text.strip() for line in lines if line.text.strip()), "")[:1].islower()


def _are_verses(lines: list[SourceLine]) -> bool:
    """Return whether each line is a paragraph of its own that begins with the same word as another one."""
    first_words = [line.text.split()[0].lower() for line in lines if line.text.strip()]
    return _are_spaced(lines) and first_words.count(first_words[0]) > 1


def _may_be_verses(lines: list[SourceLine]) -> bool:
    """Return whether each line is a paragraph of its own, and a third of them end without a stop, or with a comma."""
    ends = [line.text.rstrip()[-1] for line in lines if line.text.strip()]
    return _are_spaced(lines) and 3 * sum(end.isalpha() or end in ",;" for end in ends) >= len(ends)


def _are_spaced(lines: list[SourceLine]) -> bool:
    filled = [bool(line.text.strip()) for line in lines]
    return not any(before and after for before, after in pairwise(filled))


def _parts(line: str) -> tuple[str, str]:
    """Return a title in capitals and what follows it behind a dash; any other line is whole.

    >>> _parts("EVENING REST — Yoga Nidra"), _parts("Rest — Yoga Nidra")
    (('EVENING REST', 'Yoga Nidra'), ('Rest — Yoga Nidra', ''))
    """
    sheet = sheet_title(line)
    if sheet[0]:
        return sheet
    behind_dash = _WITH_LENGTH_BEHIND_DASH.fullmatch(line)
    if behind_dash is not None and len(behind_dash["title"].split()) > 1:
        return behind_dash["title"], behind_dash["length"]
    behind_comma = _WITH_LENGTH_BEHIND_COMMA.fullmatch(line)
    if behind_comma is not None and names_text(behind_comma["title"]):
        return behind_comma["title"], behind_comma["length"]
    timed = _WITH_LENGTH.fullmatch(line)
    if timed is not None and not _SUBTITLE.search(line):
        return timed["title"], timed["length"]
    head, *rest = _SUBTITLE.split(line, maxsplit=1)
    is_below = bool(rest) and (not rest[0].isupper() if head.isupper() else _is_long_subtitle(line, rest[0]))
    return (head, rest[0]) if is_below else (line, "")


def _is_long_subtitle(line: str, words: str) -> bool:
    """Return whether a line is too long for a title, and the words behind its dash tell what kind of text it is."""
    return len(line.split()) > _MOST_WORDS and names_text(words) and not _ENDS.search(words)


def is_title(words: str, *, is_part: bool = False) -> bool:
    """Return whether a line can be a title: short, without a stop, and no direction, fact, speaker or exercise.

    Args:
        words: The line.
        is_part: Whether it may also name a part of a session, such as "Introduction".
    """
    letters = re.sub(r"[\W\d_]", "", words)
    is_code = sum(map(str.isdigit, words)) > len(letters)  # UBI03049_000 08/07/2
    count = sum(word not in "-–—:" for word in words.split())
    is_short = len(letters) >= _LEAST_LETTERS and count <= _MOST_WORDS and not is_code
    without_brackets = re.sub(r"[(\[][^()\[\]]*[)\]]", "", words)
    if not is_short or _ENDS.search(words) or _SENTENCE_OR_MARKS.search(without_brackets) or not words[0].isalnum():
        return False
    brackets = re.findall(r"[(\[]([^()\[\]]+)", words)
    is_short_name = len(without_brackets.split()) <= _MOST_WORDS_WITH_BRACKET and words.endswith(")")
    if any(_is_direction(one, is_name=is_short_name) for one in brackets):
        return False
    direction = read_direction(words)
    is_name = isinstance(direction, NamedPause | TimedPause) and not re.search(r"\d", words)  # "The Quiet Hour"
    is_name = is_name or (is_part and isinstance(direction, BreathPause) and words.isalpha())  # "3. Respiración"
    is_direction = not is_name and not isinstance(direction, NoteDirection | None)
    name = _LENGTH_BEHIND.sub("", words)
    fact = split_fact(name)
    is_fact = fact is not None and not names_text(fact[0]) and not _SUBTITLE.search(fact[0])
    is_exercise = read_exercise(name, 1, is_listed=True) and not (_TIME_FIRST.match(name) and names_text(name))
    is_other = without_speaker(words)[1] or is_fact or is_exercise
    is_part_only = not is_part and _NO_TITLE.match(words) is not None and not names_text(words)
    return not (is_direction or is_other or is_part_only or re.match(r"\d+[.:)]", words))


def _is_for_listener(line: str) -> bool:
    """Return whether a line may be spoken: it is a sentence, or has a word that addresses the listener."""
    return _ENDS.search(line) is not None or addresses_listener(line)


def names_text(key: str) -> bool:
    """Return whether the words before a colon say what kind of text follows: "Kinderyoga: op safari"."""
    if is_fact_key(key) or key.lower() in TEXT_NOUN.split("|"):
        return False
    return names_session(key) or _KIND_OF_TEXT.search(key) is not None


def _is_direction(words: str, *, is_name: bool) -> bool:
    """Return whether words in brackets are a direction, and not about the session: "Scan (10:00)", "Sun (slow)"."""
    direction = read_direction(words)
    if is_name and isinstance(direction, NoteDirection):
        return False
    return direction is not None and not (isinstance(direction, TimedPause) and direction.span_ms.low >= MINUTE_MS)


def _is_about_text(line: str) -> bool:
    """Return whether a line below a title tells who wrote the text, or how to read it."""
    fact = split_fact(line)
    direction = read_direction(line)
    is_length = isinstance(direction, TimedPause) and direction.span_ms.low >= MINUTE_MS  # (25 min)
    is_note = _BRACKETED.fullmatch(line) and (is_length or isinstance(direction, NoteDirection | None))
    is_reading = _READING.search(line) is not None and len(line.split()) <= _MOST_WORDS
    is_about = (
        is_about_session(line) or is_dosage(line) or is_contact(line) or is_form(line) or is_reading_instruction(line)
    )
    is_about = is_about or is_postal_address(line) or is_byline(line) or _SIGNS.search(line) is not None
    is_about = is_about or is_of_patient(line) or (fact is not None and _AGES.match(line) is not None)
    is_about = is_about or (fact is not None and _NAMES.fullmatch(fact[1]) is not None)  # Prof.: Inés
    is_about = is_about or (_LENGTH_LAST.search(line) is not None and len(line.split()) <= _MOST_WORDS)
    return bool(is_reading or is_note or is_about or (fact and is_fact_key(fact[0])) or read_rounds(line))
