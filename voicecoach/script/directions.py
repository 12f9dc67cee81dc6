"""Read the ways in which people write a pause or a direction, in seven languages.

A *direction* is an instruction to whoever reads a text aloud: ``pause 5s``, ``hold for three slow breaths``,
``softly``, ``bell``. :func:`read_direction` tells which one some words are, wherever they stand: in brackets, stars,
underscores or dashes. Words are a pause only if every one of them is understood, so that no number is lost or changed.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from voicecoach.script.direction_tokens import Token, number_at, number_word, tokens_of
from voicecoach.script.direction_words import (
    BESIDE_END,
    BETWEEN,
    DEFINITE,
    ENDS,
    MUSIC,
    OFTEN,
    SOME,
    STRIKE,
    STRONG_NOTES,
    VERY,
    VOICE_KINDS,
    WEAK_NOTES,
    WORDS,
    DirectionWords,
    is_plural,
)
from voicecoach.script.number_words import JOINING
from voicecoach.text import base_code
from voicecoach.units import LONGEST_SESSION_MS, MINUTE_MS, SECOND_MS, Span, UnitError, parse_duration_ms, round_half_up


class PauseKind(StrEnum):
    """A pause without a number; its length is a setting of the session."""

    SHORT = "short"
    PLAIN = "plain"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class TimedPause:
    """A pause with a length, or a range of lengths, in milliseconds."""

    span_ms: Span


@dataclass(frozen=True, slots=True)
class BreathPause:
    """A pause of so many breaths; the length of one is a setting of the session."""

    breaths: Span


@dataclass(frozen=True, slots=True)
class NamedPause:
    """A pause that is only called short, long, or nothing at all."""

    kind: PauseKind


PauseLength = TimedPause | BreathPause | NamedPause


@dataclass(frozen=True, slots=True)
class ChimeDirection:
    """A sound that is asked for: ``bell``, ``(bell x3)``, ``[gong]``.

    Attributes:
        sound: The nearest chime that ships with the tool.
        times: The number of strikes.
    """

    sound: str
    times: int = 1


@dataclass(frozen=True, slots=True)
class MusicDirection:
    """Music or ambience that begins, fades or ends; in a script that is a bed.

    ``is_certain`` is false where the words may as well be meant for the listener.
    """

    is_certain: bool = True


@dataclass(frozen=True, slots=True)
class NoteDirection:
    """An instruction to the reader that has no sound: ``softly``, ``Demonstrate``, ``speak slowly``.

    ``is_certain`` is false where the words may as well be meant for the listener: ``Slowly lower your arms``.
    """

    is_certain: bool = True


Direction = PauseLength | ChimeDirection | MusicDirection | NoteDirection

LANGUAGES = tuple(WORDS)
"""The languages whose directions are known, by their base codes."""

LONGEST_DIRECTION_CHARACTERS = 200  # longer words are words to be spoken

_MINUTE_S = 60
_MOST_WORDS = 14
_MOST_MUSIC_WORDS = 8
_MOST_STRIKES = 108  # a mala
_MOST_BREATHS = 1_000
_ZERO = Fraction(0)
_KEY_WORDS = frozenset().union(*(one.keys for one in WORDS.values()))
"""No pause is without one of these, or a clock time."""
_NOTABLE_WORDS = frozenset().union(*(one.notable for one in WORDS.values()))
"""No other direction is without one of these, unless it says that the text ends."""
# p. 5", which needs a unit; of "16 counts = 16 s" the length is what counts
_SHORT_FOR_PAUSE = re.compile(r"^\W*(?:p[.:]?\s?(?=\d)|\d{1,3}[^=\d]{1,20}=(?=\D{0,6}\d+\s?[^\W\d_]))", re.IGNORECASE)
_AT_LEAST = re.compile(
    r"(?<![^\W_])(?:at least|up to|from|(?:al|pelo) menos|au moins|a good|the next|gut)\s", re.IGNORECASE
)
_KINDS = ("breath", "pause", "hold", "short", "long")


@functools.lru_cache(maxsize=1_000)
def read_pause(words: str, language: str = "en") -> PauseLength | None:
    """Return the pause that some words mean, or None where one of them is not understood.

    A number without a unit is seconds, but only beside a word for a pause.

    Args:
        words: As written, with or without brackets, stars, dashes, quotation marks and colons.
        language: The base code of the text's language; its words are tried first, then those of the others.

    >>> read_pause("PAUSE: 5"), read_pause("hold for three slow breaths")
    (TimedPause(span_ms=Span(low=5000, high=5000)), BreathPause(breaths=Span(low=3, high=3)))
    >>> read_pause("Pausa de 3 segundos", "es"), read_pause("long pause")
    (TimedPause(span_ms=Span(low=3000, high=3000)), NamedPause(kind=<PauseKind.LONG: 'long'>))
    """
    if len(words) > LONGEST_DIRECTION_CHARACTERS:
        return None
    tokens = tokens_of(_AT_LEAST.sub(" ", _SHORT_FOR_PAUSE.sub("", words)))
    whole = {text for _, text in tokens if "-" not in text}
    parts = whole.union(*(text.split("-") for _, text in tokens if "-" in text))
    has_clock = any(kind == "clock" for kind, _ in tokens)
    if len(tokens) > 2 * _MOST_WORDS or not (has_clock or not parts.isdisjoint(_KEY_WORDS)):
        return None
    whole = {text for text in whole if text[0].isalpha()}
    # The languages that lack a word need not be tried.
    tables = (
        table for table in _in_order(language)
        if whole <= table.of_pauses and (has_clock or not parts.isdisjoint(table.keys))
    )  # fmt: skip
    found = (_PauseReader(tokens, table).pause() for table in tables)
    return next((pause for pause in found if pause is not None), None)


@functools.lru_cache(maxsize=1_000)
def read_direction(words: str, language: str = "en") -> Direction | None:
    """Return what some words instruct the reader of a text to do, or None where they are words to be spoken.

    Args:
        words: The words in a bracket, or on an emphasised line of its own.
        language: As for :func:`read_pause`.

    >>> read_direction("bell x3"), read_direction("music fades in"), read_direction("Speak in a quiet voice")
    (ChimeDirection(sound='bell', times=3), MusicDirection(is_certain=True), NoteDirection(is_certain=True))
    >>> read_direction("Slowly lower your arms"), read_direction("both hands")
    (NoteDirection(is_certain=False), None)
    """
    pause = read_pause(words, language)
    if pause is not None or len(words) > LONGEST_DIRECTION_CHARACTERS:
        return pause
    tokens = [token for token in tokens_of(words) if token[0] != "dash"]
    if not tokens or len(tokens) > _MOST_WORDS:
        return None
    if is_end(words):
        return NoteDirection()
    texts = {text for kind, text in tokens if kind == "word"}
    if texts.isdisjoint(_NOTABLE_WORDS):
        return None
    tables = (table for table in _in_order(language) if not texts.isdisjoint(table.notable))
    found = (_chime(tokens, table) or _music(tokens, table) or _note(tokens, table) for table in tables)
    return next((direction for direction in found if direction is not None), None)


@functools.lru_cache(maxsize=100)  # a script may state any language
def _in_order(language: str) -> tuple[DirectionWords, ...]:
    base = base_code(language)
    own = (WORDS[base],) if base in WORDS else ()
    return (*own, *(table for code, table in WORDS.items() if code != base))


class _PauseReader:
    """Reads tokens as a pause in one language; each of them has to be understood."""

    def __init__(self, tokens: Sequence[Token], table: DirectionWords) -> None:
        self._tokens = tokens
        self._table = table
        self._numbers: list[Fraction] = []  # not yet given a unit
        self._total_ms = [_ZERO, _ZERO]
        self._low_ms: Fraction | None = None  # the first end of a range of which both ends have a unit
        self._last_unit_ms = 0
        self._is_range = False
        self._is_either = False  # a minute or two
        self._seen: set[str] = set()

    def pause(self) -> PauseLength | None:
        """Return the pause; None where a token is not understood, or a number is left that means nothing."""
        index = 0
        while index < len(self._tokens):
            taken = self._take(index)
            if not taken:
                return None
            index += taken
        is_range = self._is_range or self._low_ms is not None
        if ("beside pause" in self._seen and "pause" not in self._seen) or ("between" in self._seen and not is_range):
            return None
        has_ends = len(self._numbers) <= (2 if self._is_range else 1)
        if "breath" in self._seen:
            return self._breaths() if has_ends and not self._last_unit_ms else None
        if self._numbers and not self._last_unit_ms and self._seen & {"pause", "hold"} and has_ends:
            return _timed(self._numbers[0] * SECOND_MS, self._numbers[-1] * SECOND_MS)
        if self._numbers and not self._take_last_number():
            return None
        if self._last_unit_ms:
            low_ms, high_ms = self._total_ms
            return _timed(low_ms if self._low_ms is None else self._low_ms, high_ms)
        kind = next((kind for kind in (PauseKind.SHORT, PauseKind.LONG) if kind in self._seen), PauseKind.PLAIN)
        is_told_before = len(self._tokens) > 1 and self._tokens[0][1] in DEFINITE  # the deep silence
        return NamedPause(kind) if "pause" in self._seen and not is_told_before else None

    def _take_last_number(self) -> bool:
        """Take the number behind a unit: seconds in "1 min 30", minutes in "a minute or two"."""
        if len(self._numbers) > 1:
            return False
        if self._is_either:
            self._total_ms = [self._numbers[0] * self._last_unit_ms] * 2
            return True
        if self._last_unit_ms != MINUTE_MS or self._numbers[0] >= _MINUTE_S:
            return False
        self._total_ms = [end_ms + self._numbers[0] * SECOND_MS for end_ms in self._total_ms]
        return True

    def _breaths(self) -> BreathPause | None:
        low, high = (self._numbers[0], self._numbers[-1]) if self._numbers else (Fraction(1), Fraction(1))
        is_whole = low.denominator == high.denominator == 1
        return BreathPause(Span(int(low), int(high))) if is_whole and 0 < low <= high <= _MOST_BREATHS else None

    def _take(self, index: int) -> int:
        """Take in the tokens at a place; return how many they are, 0 where they are not understood."""
        kind, text = self._tokens[index]
        if kind == "clock":
            return int(self._take_clock(text))
        if kind == "dash":
            return int(not self._number_at(index + 1) or self._take_to())
        is_to = text in self._table.to or ("between" in self._seen and text in JOINING)
        if is_to and self._number_at(index + 1) and (self._numbers or self._last_unit_ms):
            return int(self._take_to(is_either=True))
        number = self._number_at(index)
        if number is not None:
            return number[1] if self._take_number(*number, index) else 0
        return int(kind == "word" and self._take_word(index, text))

    def _take_to(self, *, is_either: bool = False) -> bool:
        """Take what stands between the two ends of a range; return whether it can stand there."""
        if self._numbers:
            self._is_range = True
        elif self._last_unit_ms:
            if self._low_ms is not None:
                return False
            self._is_either = is_either
            self._low_ms = self._total_ms[0]
            self._total_ms = [_ZERO, _ZERO]
        return True

    def _take_clock(self, text: str) -> bool:
        try:
            clock_ms = Fraction(parse_duration_ms(text))
        except UnitError:
            return False
        self._total_ms = [end_ms + clock_ms for end_ms in self._total_ms]
        self._last_unit_ms = SECOND_MS
        return True

    def _take_word(self, index: int, text: str) -> bool:
        table = self._table
        if text in table.units_ms and (self._numbers or not self._last_unit_ms):
            return self._take_unit(text, table.units_ms[text])
        if text in SOME and not self._number_at(index + 1):
            self._numbers += [Fraction(2), Fraction(4)]
            self._is_range = True
            return True
        # "break" and "rest" are words for silence as well as for waiting.
        kinds = [kind for kind in _KINDS if text in getattr(table, kind)]
        is_filler = text in table.filler or text in table.breath_kind
        if text in BETWEEN:
            kinds.append("between")
        if not kinds and text in table.beside_pause and not is_filler:
            kinds.append("beside pause")
        self._seen.update(kinds)
        if not kinds and not is_filler and "-" in text:  # ten-second, Fünf-Sekunden-Pause
            return all(self._take_part(part) for part in text.split("-"))
        return bool(kinds) or is_filler

    def _take_part(self, part: str) -> bool:
        """Take a part of a word with hyphens."""
        number = number_word(part, self._table)
        if number is None:
            return self._take_word(len(self._tokens), part)
        self._numbers.append(number)
        return True

    def _take_number(self, number: Fraction, count: int, index: int) -> bool:
        is_part = number < 1 and not self._numbers and not self._is_either
        if is_part and self._last_unit_ms and not self._is_unit(index + count):  # a minute and a half
            self._total_ms = [end_ms + number * self._last_unit_ms for end_ms in self._total_ms]
            return True
        if self._numbers and not self._is_range:
            return False
        self._numbers.append(number)
        return True

    def _take_unit(self, text: str, unit_ms: int) -> bool:
        low, high = (self._numbers[0], self._numbers[-1]) if self._numbers else (Fraction(1), Fraction(1))
        if len(self._numbers) > (2 if self._is_range else 1) or (not self._numbers and is_plural(text, self._table)):
            return False
        self._total_ms = [self._total_ms[0] + low * unit_ms, self._total_ms[1] + high * unit_ms]
        self._numbers.clear()
        self._last_unit_ms = unit_ms
        return True

    def _number_at(self, index: int) -> tuple[Fraction, int] | None:
        return number_at(self._tokens, index, self._table)

    def _is_unit(self, index: int) -> bool:
        return index < len(self._tokens) and self._tokens[index][1] in self._table.units_ms


def _timed(low_ms: Fraction, high_ms: Fraction) -> TimedPause | None:
    span_ms = Span(round_half_up(low_ms), round_half_up(high_ms))
    return TimedPause(span_ms) if 0 < span_ms.low <= span_ms.high <= LONGEST_SESSION_MS else None


def _chime(tokens: list[Token], table: DirectionWords) -> ChimeDirection | None:
    """Return the chime that tokens ask for; every one of them has to be understood."""
    if all(text not in table.bells for _, text in tokens):
        return None
    beside = table.times | table.filler | table.breath_kind | table.short | table.long | STRIKE | table.notes
    sound, times = "", 1
    for kind, text in tokens:
        counted = re.fullmatch(r"x(\d+)", text)
        if kind == "number" and text.isdigit():
            times = int(text)
        elif text in OFTEN:
            times = OFTEN[text]
        elif text in table.bells:
            sound = table.bells[text]  # the last one: the sound of a bowl
        elif counted is not None:
            times = int(counted[1])
        elif text in table.numbers and text not in table.filler and table.numbers[text].denominator == 1:
            times = int(table.numbers[text])
        elif kind != "word" or text not in beside:
            return None
    return ChimeDirection(sound, times) if sound and 0 < times <= _MOST_STRIKES else None


def _music(tokens: list[Token], table: DirectionWords) -> MusicDirection | None:
    texts = {text for kind, text in tokens if kind == "word"}
    if not texts & table.music:
        return None
    return MusicDirection(bool(texts & MUSIC) and len(tokens) <= _MOST_MUSIC_WORDS and not texts & table.listener)


def is_end(words: str) -> bool:
    """Return whether words only say that the text ends, such as ``THE END``."""
    texts = {text for _, text in tokens_of(words)}
    return not texts.isdisjoint(ENDS) and texts <= ENDS | BESIDE_END


def _note(tokens: list[Token], table: DirectionWords) -> NoteDirection | None:
    texts = {text for kind, text in tokens if kind == "word"} - (VERY - table.notes)
    first = next((text for _, text in tokens if text not in VERY or text in table.notes), "")
    is_about_reader = not texts.isdisjoint(table.reader)
    if not is_about_reader and first not in table.notes:
        return None
    beside = table.filler | table.beside_pause | table.breath_kind | table.to | VOICE_KINDS
    is_only_notes = texts <= table.notes | table.reader | beside
    if is_about_reader and is_only_notes:  # in a low voice
        return NoteDirection()
    if first not in table.notes and first not in WEAK_NOTES:
        return None
    is_for_reader = is_only_notes or is_about_reader or not texts.isdisjoint(STRONG_NOTES)
    return NoteDirection(is_for_reader and not texts & table.listener)
