"""Join the lines of a paragraph, but keep verses, directions and speakers on lines of their own."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from voicecoach.importing.directions.bracket_words import DOTS_ONLY, PAUSE_WORD, counted_chime
from voicecoach.importing.directions.struck_chimes import struck_chime
from voicecoach.importing.document import Block, TextBlock
from voicecoach.importing.lines.around_text import is_around_text
from voicecoach.importing.lines.exercise_lines import is_exercise, read_exercise
from voicecoach.importing.lines.figure_sides import has_sides, is_sides_alone
from voicecoach.importing.lines.figures import figures_alone
from voicecoach.importing.lines.labels import is_text_label, split_fact, without_speaker
from voicecoach.importing.lines.rounds import read_rounds
from voicecoach.importing.lines.words import STOP_AT_END
from voicecoach.script.directions import is_end, read_pause
from voicecoach.script.reader_notes import is_for_reader, sound_direction
from voicecoach.script.sound_cues import is_sound_cue
from voicecoach.script.word_patterns import PAUSE_NOUN

_DIVIDED = re.compile(r"(?<![^\W_])([^\W\d_]{2,})[-\u00ad\u2010]$")
_HYPHENATED_TEXT = (
    "self well non half semi long short deep slow one two three four five six seven eight nine ten low high left right "
    "full body mind heart side full-body peut est dit là vous moi toi celui"
)
_HYPHENATED = frozenset(_HYPHENATED_TEXT.split())
# "aperta-o", "deixá-lo", "détendez-vous": no word ends with one letter behind a hyphen
_WITH_PRONOUN = re.compile(r"(?:-[oa]s?|[áâéêíóô]-l[oa]s?|-[mt]oi|ez-vous|ons-nous)(?![^\W_])", re.IGNORECASE)
# "manter-se", "deite-se", "sentar-te": in Portuguese, where words such as "fer-se" and "tex-te" of others are none
_PORTUGUESE = re.compile("[ãõ]", re.IGNORECASE)
_WITH_PORTUGUESE = re.compile(r"[a-z]{3}(?:[aei]r-(?:[st]e|me|lhes?|vos)|[ae]-se)(?![^\W_])", re.IGNORECASE)
_PAUSE_FIRST = re.compile(r"[«\"“„\s]{0,2}(?:" + PAUSE_NOUN + r")\b", re.IGNORECASE)
_QUOTES = '«"“„'
_CLOSING_QUOTES = '"”“»'
_COMMAS = ",;"
_LONGEST_PAUSE_CHARACTERS = 40
_SHORT_BLOCK_CHARACTERS = 45
_MOST_WORDS_OF_NAME = 9
_MOST_WORDS_OF_LABEL = 4
_LEAST_WORDS_OF_CAPITALS = 4
_LEAST_RAGGED = 3
_MOST_OF_RAGGED = 0.8
_OUTLIERS = 6
"""In so many lines of a paragraph one may be longer than the width at which the others were wrapped."""
_MOST_OF_WIDTH = 1.2
_STANDS_ALONE = re.compile(
    r"\s*(?:(?i:\[\s*repeat\b)[^\[\]]*\].*|>>+\s?\w.*<<+|[\[(*_~</].*[\])*_~>]|[-–—~=]+\s?\w.*\s?[-–—~=]+|\.{2,}\s?\w.*\.{2,}|\.|(?:\.{3}|…)\s?\d{1,3}\s?(?:[\"″]|''|[^\W\d_]{1,9}\.?)|/\w+|/{1,3}\s?\d{1,3}|#\d+\s?s?#)\s*\\?"
)
_NOTE_LABEL = re.compile(
    r"(?:n\.?b\.?|notes?|hinweis|anmerkung|nota|remarque|opmerking|observa\w{3,5}|obs\.?|achtung|atención|atenção|"
    r"attenzione|let op|caution|warning|p\.?s\.?)\s*:\s|©|\(c\)\s*\d{4}|copyright\b",
    re.IGNORECASE,
)
_FIELD = re.compile(r"[^\W\d_][^:.!?]{1,30}:\s*(?:_{3,}|\.{4,}|…{2,})")
_FACT = re.compile(r"[^\W\d_]+(?:[ /-][^\W\d_]+){0,2}\s?:\s+\S[^:]*")
# A pause with a name, and its length in brackets
_NAMED_PAUSE = re.compile(r"(?i:pau[sz][ae]|sil[eê]n[cz](?:e|io)|stille|stilte)\b[^.!?\d]{0,30}\(\d[^.!?()]{0,12}\)")
_MOST_WORDS_OF_REPEAT = 6
_ABBREVIATED = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,2}\.$")
_LENGTH = re.compile(r"\d{1,3}(?:\s?[-–]\s?\d{1,3})?\s?[^\W\d_]+\.?")
_BRACKET_BEHIND = re.compile(r"\s*[(\[][^()\[\]]*[)\]]$")
_COUNTED = re.compile(r"\d{1,3}\s(?:[^\W\d_][^\s,;:.!?]*\s?){1,4}")  # "10 push-ups"
_INNER_STOP = re.compile(r"[^\W\d_]{4}[.!?…]\s|…")
_ENDS_WITH_UNIT = re.compile(r"\d\s?(?:sek|sec|seg|min|wdh|rep|wh|rip|herh)\.$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of the source and its number."""

    text: str
    number: int


def joined_lines(lines: Sequence[SourceLine]) -> Iterator[SourceLine]:
    """Yield the texts of a block of lines, each with the number of its first line.

    Lines that were only wrapped are joined; a line that was ended on purpose stays by itself: it is short and the next
    begins with a capital letter, it has a hard break, it is a direction or an exercise, or the next one has a speaker.
    """
    if not lines:
        return
    lengths = [len(line.text.strip()) for line in lines]
    width = 0 if _is_ragged(lines, lengths) else _width(lines, lengths)
    is_portuguese = any(not line.text.isascii() and _PORTUGUESE.search(line.text) for line in lines)
    # Nothing is joined in a block without a width.
    parts, number = [_without_hard_break(lines[0].text.strip())], lines[0].number
    for before, line in pairwise(lines):
        words = _without_hard_break(line.text.strip())
        # To look for exercises takes the longest, and most lines that stay by themselves are ended on purpose.
        if _is_ended(before.text, line.text, width) or _has_exercise(before.text, line.text, width):
            yield SourceLine("".join(parts), number)
            parts, number = [words], line.number
        else:
            parts[-1], separator = _joint(parts[-1], words, is_portuguese=is_portuguese)
            parts.append(separator + words)
    yield SourceLine("".join(parts), number)


def _width(lines: Sequence[SourceLine], lengths: Sequence[int]) -> int:
    """Return how wide the lines were wrapped: as the longest; in prose that has a few longer ones, as the others."""
    longest, nearly = max(lengths), sorted(lengths)[-1 - len(lengths) // _OUTLIERS]
    full = sum(_MOST_OF_RAGGED * nearly <= length <= nearly for length in lengths)
    is_apart = longest > _MOST_OF_WIDTH * nearly and nearly > _SHORT_BLOCK_CHARACTERS and 2 * full > len(lengths)
    is_prose = is_apart and 3 * sum(_INNER_STOP.search(line.text) is not None for line in lines) >= len(lines)
    return nearly if is_prose else longest


def _is_ragged(lines: Sequence[SourceLine], lengths: Sequence[int]) -> bool:
    """Return whether lines without any stop are of such lengths that none was wrapped: notes, verses, a plan."""
    bare = (_BRACKET_BEHIND.sub("", line.text.strip()) for line in lines)
    if len(lines) < _LEAST_RAGGED or any(map(STOP_AT_END.search, bare)):
        return False
    longest = max(lengths)
    short = sum(length < _MOST_OF_RAGGED * longest for length in lengths[:-1])
    return longest < _SHORT_BLOCK_CHARACTERS or 2 * short >= len(lines) - 1


def lines_of_paragraph(lines: Sequence[SourceLine], *, is_top: bool) -> Iterable[SourceLine]:
    """Return the texts of a paragraph as :func:`joined_lines` does; at the top, names stay lines of their own.

    Args:
        lines: Its lines.
        is_top: Whether no block above it ends with a stop, as :func:`ends_with_stop` tells.
    """
    return lines if is_top and _are_names(lines) else joined_lines(lines)


def ends_with_stop(block: Block) -> bool:
    """Return whether a block is a paragraph that ends as a sentence does."""
    return isinstance(block, TextBlock) and STOP_AT_END.search(block.text) is not None


def _are_names(lines: Sequence[SourceLine]) -> bool:
    """Return whether no line goes on in the next one: all are short and begin like names, and none has a stop."""
    texts = [line.text.strip() for line in lines]
    return all(
        len(text.split()) <= _MOST_WORDS_OF_NAME
        and not _INNER_STOP.search(text)
        and (text[:1].isupper() or text[:1].isdigit() or text[:1] in "([")
        and (not STOP_AT_END.search(text) or text[-1] in ")]" or _ABBREVIATED.search(text) is not None)
        for text in texts
    )


def _has_exercise(before: str, after: str, width: int) -> bool:
    """Return whether one of two lines is an exercise, so that they are no wrapped sentence."""
    if after.strip()[:1].islower() and not _has_room(before.strip(), after.strip(), width):
        return False
    return any(read_exercise(one.strip(), 1, is_listed=False) for one in (before, after)) or _is_list(before, after)


def _is_list(before: str, after: str) -> bool:
    """Return whether a line is an exercise below another one or the name of their part, or the sentence below one."""
    is_line = re.search(r"\d", before) and not re.search(r"[.!?…]\s", before.strip())
    if is_line and after.strip()[:1].isupper() and read_exercise(before.strip(), 1, is_listed=True):
        return True
    if before.rstrip().endswith(":") and _COUNTED.fullmatch(after.strip()):
        return True  # "4 rounds of:"
    if not re.search(r"\d", after) or not is_exercise(after.strip()):
        return False
    if STOP_AT_END.search(before.strip()) and len(after.split()) <= _MOST_WORDS_OF_NAME and after.strip()[:1].isupper():
        return not STOP_AT_END.search(after.strip())
    is_name = len(before.split()) <= _MOST_WORDS_OF_NAME and not STOP_AT_END.search(before.strip())
    return (is_name and before.strip()[:1].isupper()) or is_exercise(before.strip())


def _joint(before: str, after: str, *, is_portuguese: bool) -> tuple[str, str]:
    """Return a line, and what stands between it and the next; a word that was divided at its end is one again."""
    divided = _DIVIDED.search(before) if after[:1].islower() else None
    if divided is None:
        return before, " "
    is_whole = divided[1].lower() in _HYPHENATED or _WITH_PRONOUN.search(before[-4:] + after[:5]) is not None
    is_whole = is_whole or (is_portuguese and _WITH_PORTUGUESE.search(before[-7:] + after[:5]) is not None)
    return (before if is_whole else before[:-1]), ""


def _is_ended(before: str, after: str, width: int) -> bool:
    """Return whether a line was ended on purpose."""
    stripped, following = before.strip(), after.strip()
    if before.endswith(("  ", "\\")) or not following or not stripped:
        return True
    # The end of a sentence is a stop in any case.
    goes_on = width and (
        following[0].islower() or (STOP_AT_END.search(stripped) and not _ENDS_WITH_UNIT.search(stripped))
    )
    if not goes_on and _has_room(stripped, following, width):
        return True
    return (
        _is_label_above(stripped, following)
        or _is_no_speech(stripped)
        or _is_no_speech(following)
        or _ends_with_pause(stripped)
        or _is_of_reader(following)
        or _is_beside_pause(stripped, following, width)
        or _are_of_two_kinds(stripped, following)
        or _begins_anew(following)
        or (without_speaker(stripped)[0] != stripped and not without_speaker(stripped)[0])
    )


@functools.lru_cache(maxsize=2)  # each line is looked at below one and above the next
def _is_no_speech(line: str) -> bool:
    """Return whether a line is a direction, a sound, a note to the reader, or a label of the text."""
    return (
        _stands_alone(line)
        or _begins_text(line)
        or is_for_reader(line)
        or bool(sound_direction(line))
        or is_sound_cue(line, "en")
        or struck_chime(line, "en") is not None
    )


def _begins_anew(line: str) -> bool:
    """Return whether a line is not the rest of the sentence above it: a picture, a speaker, a field, a note."""
    is_picture = unicodedata.category(line[0]) == "So" and not PAUSE_WORD.search(line)
    is_labelled = is_picture or _FIELD.match(line) or _NOTE_LABEL.match(line) or without_speaker(line)[1]
    if is_labelled or is_around_text(line) or (line[0].isupper() and is_end(line)):
        return True
    is_fact = split_fact(line) is not None
    if (line.startswith(("**", "__")) and is_fact) or (line[0].isupper() and is_sides_alone(line)):
        return True
    is_own = line[0].isupper() or is_fact or has_sides(" ".join(line.split(maxsplit=2)[:2]))  # "je Seite 30 Sek., 2x"
    return is_own and figures_alone(line) is not None


def _is_of_reader(line: str) -> bool:
    """Return whether a line is a pause in quotation marks or with a name, or asks for a repetition: "5x herhalen"."""
    is_repeat = len(line.split()) <= _MOST_WORDS_OF_REPEAT and read_rounds(line) is not None
    return is_repeat or _NAMED_PAUSE.fullmatch(line) is not None or (line[0] in _QUOTES and _is_pause(line))


def _begins_text(line: str) -> bool:
    return len(line.split()) <= _MOST_WORDS_OF_REPEAT and is_text_label(line)


def _are_facts(before: str, after: str) -> bool:
    """Return whether two lines have each a key with a value, such as "Age: 4 to 6" above "Place: the hall"."""
    keys = [found[0].partition(":")[0].strip() for one in (before, after) if (found := _FACT.fullmatch(one))]
    is_sentence = STOP_AT_END.search(before) is not None and not _ABBREVIATED.search(before)
    has_both = len(set(keys)) == 2 and not is_sentence  # noqa: PLR2004 - and no "Inhale: … Inhale: …"
    return has_both and all(key[0].isupper() for key in keys)


def _is_label_above(before: str, after: str) -> bool:
    """Return whether two lines have a label each, "Materials: a bell", or a quotation begins or ends between them."""
    if after[0] in _QUOTES and STOP_AT_END.search(before) and before[-1] not in _COMMAS:
        return before[0] in _QUOTES or before[-1] not in _CLOSING_QUOTES
    if before[-1] in _CLOSING_QUOTES:
        return after[0] not in _QUOTES and not after[0].islower()
    return STOP_AT_END.search(before) is None and _is_label(before) and (_is_label(after) or after.endswith(":"))


def _is_label(line: str) -> bool:
    """Return whether a line begins with a label of a few words: "Materials: a bell"."""
    fact = split_fact(line) if line[:1].isupper() else None
    return fact is not None and bool(fact[1]) and len(fact[0].split()) <= _MOST_WORDS_OF_LABEL


def _are_of_two_kinds(before: str, after: str) -> bool:
    """Return whether two lines are facts, each of its own, or one of them is in capitals and the other is not."""
    return _are_facts(before, after) or _is_capital(before) != _is_capital(after)


def _is_capital(line: str) -> bool:
    """Return whether a line of several words is in capitals, as no sentence is that goes on in small letters."""
    return line.isupper() and len(line.split()) >= _LEAST_WORDS_OF_CAPITALS


def _stands_alone(line: str) -> bool:
    """Return whether a line is a direction by its marks, a pause of dots, or a bell with a number: "Gong 3x"."""
    is_marked = _STANDS_ALONE.fullmatch(line) or DOTS_ONLY.fullmatch(line)
    return is_marked is not None or counted_chime(line) is not None


def _is_beside_pause(above: str, below: str, width: int) -> bool:
    """Return whether one of two lines is a pause without marks; words that were only wrapped fill their line."""
    has_room = _has_room(above, below, width)
    return (_is_bare_pause(below) and (has_room or STOP_AT_END.search(above) is not None)) or (
        has_room and _is_bare_pause(above)
    )


def _is_bare_pause(line: str) -> bool:
    is_short = len(line) <= _LONGEST_PAUSE_CHARACTERS and PAUSE_WORD.search(line) is not None
    return is_short and read_pause(line) is not None


def _has_room(above: str, line: str, width: int) -> bool:
    """Return whether the first word of a line had found room in the line above; short lines were never wrapped."""
    return width < _SHORT_BLOCK_CHARACTERS or len(above) + 1 + len(line.split(maxsplit=1)[0]) <= width * 0.9


def _ends_with_pause(line: str) -> bool:
    """Return whether a line is a pause, or ends with one as a sentence: "Fermez les yeux. Silence : 15 s"."""
    last = re.split(r"(?<=[.!?…])\s+", line.rstrip(" \\"))[-1]
    return _is_pause(last) or (last != line and _LENGTH.fullmatch(last) is not None and read_pause(last) is not None)


def _is_pause(line: str) -> bool:
    """Return whether a line begins with a word for silence, and is a pause as a whole: "« Silence »"."""
    is_short = len(line) <= _LONGEST_PAUSE_CHARACTERS and _PAUSE_FIRST.match(line) is not None
    return is_short and read_pause(line) is not None


def _without_hard_break(text: str) -> str:
    return text.rstrip().removesuffix("\\").rstrip()
