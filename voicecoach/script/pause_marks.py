"""Read pauses between pairs of marks, such as ``//5//``, ``>> 5 sec <<`` and ``---long pause---``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from voicecoach.script.direction_words import BREATHE, WORDS, folded
from voicecoach.script.directions import BreathPause, NamedPause, PauseLength, TimedPause, read_pause
from voicecoach.script.listener import folded_words
from voicecoach.script.word_patterns import PAUSE_NOUN
from voicecoach.units import MINUTE_MS

_PAIRS = re.compile(
    r"(?<![\w:/])//\s?(?P<slashes>[^/\s](?:[^/\n]{0,40}[^/\s])?)\s?//(?![\w/])"
    r"|>>+\s?(?P<arrows>[^<>\s](?:[^<>\n]{0,40}[^<>\s])?)\s?<<+"
    r"|<<+\s?(?P<inward>[^<>\s](?:[^<>\n]{0,40}[^<>\s])?)\s?>>+"
    r"|[«]\s?(?P<quoted>[^«»\s](?:[^«»\n]{0,40}[^«»\s])?)\s?[»]"
    r"|(?<![^\s])\|\s?(?P<pipes>[^|\s](?:[^|\n]{0,40}[^|\s])?)\s?\|(?![^\s.,;!?])"
)
_DASHES = re.compile(
    r"(?<!\S)(?P<mark>[-–—~=]{1,4}) ?"
    r"(?P<words>[^\s\[\](){}–—~|=-][^\[\](){}~|\n]{1,60}?) ?(?P=mark)(?=[\s.,;!?]|$)(?!\s*\d)"
)
_DOTS = re.compile(r"(?P<mark>…|\.{2,3})(?P<words>[^\s\[\](){}….][^\[\](){}….\n]{1,60}[^\s….])(?P=mark)(?!\.)")
_SPACED_DOTS = re.compile(
    r"(?<![^\s])(?<![^.!?…] )(?P<mark>…|\.{3}) (?P<words>[^\s\[\](){}….][^\[\](){}….\n]{1,60}[^\s….]) (?P=mark)(?!\.)"
)
# "Inspire pela narina esquerda – 4 segundos."
_BEHIND_DASH = re.compile(
    r"(?:^\s*|(?<=[.!?…] ))(?P<words>[^\W\d_][^.!?…–—:()\[\]{}\n]{1,60}?)\s?"
    r"(?P<length>(?:\s[-–—]|:)\s?\d[^.!?…–—:()\[\]{}\n]{0,20})"
    r"(?=[.!…]?(?:\s+[^\W\d_a-zà-ÿ]|\s*$))"
)
_NESTED = re.compile(r"[(\[](?P<outer>[^()\[\]\n]{1,60})[(\[](?P<inner>[^()\[\]\n]{1,40})[)\]]\s*[)\]]")
PAUSE_NOUNS = frozenset(folded(PAUSE_NOUN).split("|"))
SILENCE_NOUNS = frozenset(["silence", "stille", "schweigen", "silencio", "silenzio", "silêncio", "stilte"])
_NUMBERS = frozenset().union(*(table.numbers.keys() for table in WORDS.values()))
_SILENCE = frozenset().union(*(table.pause for table in WORDS.values()))
_BREATHING = BREATHE | frozenset(
    folded(
        "hold retain keep anhalten halte halten retén retenga retener mantén mantenga mantener aguanta retiens retenez "
        "retenir bloque bloquez trattieni trattenete trattenere tieni retenha reter segure segurar prenda solte suelta "
        "vasthouden houd pausa pause"
    ).split()
)
_ENDS = (*tuple('.!?…:"”»)]'), "")
_ASKING = frozenset().union(*(table.hold for table in WORDS.values())) | {"rest"}


@dataclass(frozen=True, slots=True)
class MarkedPause:
    """A pause between two marks, with its place in the line and its words."""

    begin: int
    end: int
    words: str
    pause: PauseLength


def pauses_between_marks(line: str, language: str) -> Iterator[MarkedPause]:
    """Yield the pauses between marks that mean nothing else; a number alone is seconds.

    >>> [(found.words, found.pause.span_ms.low) for found in pauses_between_marks("In. //5// Out. >>3 Sek.<<", "de")]
    [('5', 5000), ('3 Sek.', 3000)]
    """
    for found in _PAIRS.finditer(line):
        words = str(found[str(found.lastgroup)])
        if found["pipes"] and not says_silence(words) and line[: found.start()].rstrip()[-1:] not in _ENDS:
            continue  # "Year 4 | 15 minutes | Resources: a bell" is a row of cells
        pause = read_pause(words, language) or (read_pause(f"pause {words}", language) if words[0].isdigit() else None)
        if found["quoted"] and not (says_silence(words) and isinstance(pause, TimedPause | BreathPause)):
            continue
        if pause is not None:
            yield MarkedPause(*found.span(), words, pause)


def nested_pauses(line: str, language: str) -> Iterator[MarkedPause]:
    """Yield the brackets inside round brackets that are one pause together.

    >>> [found.words for found in nested_pauses("Rest. (pause (5 seconds)) Now (a (b)) go.", "en")]
    ['pause 5 seconds']
    """
    for found in _NESTED.finditer(line):
        words = f"{found['outer'].strip(' :,')} {found['inner'].strip()}"
        if (pause := read_pause(words, language)) is not None:
            yield MarkedPause(*found.span(), words, pause)


_STOPS = tuple(".!?…")
_NOTHING_BEHIND = re.compile(r"[ .]*\Z")


def pauses_between_dashes(line: str, language: str) -> Iterator[MarkedPause]:
    """Yield the pauses between dashes, tildes or dots, which stand around other words as well.

    They have a word for silence, or are all of the line.
    """
    bare = line.strip()
    for pattern in (_DASHES, _DOTS, _SPACED_DOTS):
        for found in pattern.finditer(line):
            words = found["words"]
            if (pause := read_pause(words, language)) is None:
                continue
            is_doubled = pattern is _DASHES and len(found["mark"]) > 1 and words[0].isdigit()  # --20 sec--
            # "Breathe in – 4 seconds –"
            is_last = words[0].isdigit() and _NOTHING_BEHIND.match(line, found.end()) is not None
            is_doubled = is_doubled or (pattern is _DOTS and _is_apart(line, found))
            is_inside = pattern is _DASHES and (_is_short_count(words, pause) or _is_between(line, found))
            if is_doubled or is_last or is_inside or says_silence(words) or found[0] == bare:
                yield MarkedPause(*found.span(), words, pause)


def lengths_of_breath(line: str, language: str) -> Iterator[MarkedPause]:
    """Yield the length behind a dash or colon that ends a sentence, where the sentence asks for a part of a breath.

    >>> [found.words for found in lengths_of_breath("Inspire pela narina – 4 segundos. Plank – 30 s.", "pt")]
    ['4 segundos']
    """
    for found in _BEHIND_DASH.finditer(line) if re.search(r"\d", line) else ():
        words = found["length"].strip(" -–—:")
        first = re.match(r"[^\W\d_]+", folded(found["words"]))
        pause = read_pause(words, language) if first and first[0] in _BREATHING else None
        if isinstance(pause, TimedPause) and pause.span_ms.high <= MINUTE_MS:
            yield MarkedPause(*found.span("length"), words, pause)


def _is_between(line: str, found: re.Match[str]) -> bool:
    """Return whether a length stands between two sentences: "Let go. — 5 minutes — Come back."."""
    if not found["words"][0].isdigit():
        return False
    # Only the spaces beside the length are read: a long line may have many lengths.
    before = next((line[at] for at in range(found.start() - 1, -1, -1) if not line[at].isspace()), "")
    after = next((line[at] for at in range(found.end(), len(line)) if not line[at].isspace()), "")
    return before in _STOPS and after.isupper()


def _is_apart(line: str, found: re.Match[str]) -> bool:
    """Return whether a length between dots touches no other word: "Look into the flame. ..30 secs.." does not."""
    before, after = line[: found.start()][-1:], line[found.end() : found.end() + 1]
    is_apart = not before.strip() and not after.strip()
    return is_apart and found["words"][0].isdigit()


def _is_short_count(words: str, pause: PauseLength | None) -> bool:
    """Return whether some words have a number of breaths, or of seconds up to a minute: "go – 3 breaths – and feel"."""
    if isinstance(pause, BreathPause):
        return pause.breaths.low > 1
    return isinstance(pause, TimedPause) and words[0].isdigit() and pause.span_ms.high <= MINUTE_MS


def says_silence(words: str) -> bool:
    """Return whether a word for silence is among some words, in any language."""
    return not _SILENCE.isdisjoint(folded_words(words))


def begins_with_silence(words: str, language: str) -> PauseLength | None:
    """Return the pause of a sentence with a length that begins with a word for silence, such as "Pause of 20 seconds".

    >>> begins_with_silence("Pause de 20 s.", "fr").span_ms.low, begins_with_silence("Hold for 20 s.", "en")
    (20000, None)
    """
    first = re.match(r"\W*([^\W\d_]+)", folded(words))
    if first is None or first[1] not in PAUSE_NOUNS:
        return None
    pause = read_pause(words, language)
    return None if isinstance(pause, NamedPause) else pause


def ends_with_silence(words: str, language: str) -> PauseLength | None:
    """Return the pause of a sentence that is a length of silence, such as "Thirty seconds of silence."; else None.

    >>> ends_with_silence("Trente secondes de silence.", "fr").span_ms.low, ends_with_silence("Rest in silence.", "en")
    (30000, None)
    """
    first = re.match(r"\W*(\w+)", words)
    is_counted = first is not None and (first[1].isdecimal() or folded(first[1]) in _NUMBERS)
    last = re.search(r"(\w+)\W*$", folded(words)) if is_counted else None
    if last is None or last[1] not in SILENCE_NOUNS or asks_listener(words):
        return None
    pause = read_pause(words, language)
    return pause if isinstance(pause, TimedPause) else None


def asks_listener(words: str) -> bool:
    """Return whether words for silence ask the listener for it: "Rest in silence"."""
    return not _ASKING.isdisjoint(folded_words(words))
