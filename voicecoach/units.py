"""Convert between durations as people write them, milliseconds, frames, decibels and gains.

Time is an integer number of milliseconds from script to timeline; the mix runs at 48 000 Hz, so that one
millisecond is exactly 48 frames and nothing rounds between the two. Where something must be rounded, the
function says so: halves go up.
"""

from __future__ import annotations

import functools
import math
import re
from dataclasses import dataclass
from fractions import Fraction

MIX_RATE_HZ = 48_000
FRAMES_PER_MS = MIX_RATE_HZ // 1000

SECOND_MS = 1_000
MINUTE_MS = 60 * SECOND_MS
HOUR_MS = 60 * MINUTE_MS
LONGEST_SESSION_MS = 24 * HOUR_MS

_UNITS_MS = {
    HOUR_MS: "h hr hrs hour hours std stunde stunden hora horas heure heures",
    MINUTE_MS: "m min mins minute minutes minuten minuto minutos",
    SECOND_MS: "s sec secs second seconds sek sekunde sekunden segundo segundos seg seconde secondes",
    1: "ms msec millisecond milliseconds millisekunde millisekunden milisegundo milisegundos",
}
_UNIT_MS = {word: unit_ms for unit_ms, words in _UNITS_MS.items() for word in words.split()}
DURATION_UNITS = tuple(_UNIT_MS)
"""The words for units of a duration, in all languages."""

_NUMBER = r"\d{1,12}(?:[.,]\d{1,12})?"  # no longer: Python refuses to read a number of thousands of digits
_PART = re.compile(rf"({_NUMBER})\s*([a-z]+)\.?\s*", re.IGNORECASE)
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2})")
_RANGE_DASH = re.compile(r"\s*[-\u2013\u2014]\s*")
_COUNT = re.compile(r"\d{1,9}")


class UnitError(ValueError):
    """Raised when a text is not wholly understood as a duration, a count or a range of them."""


@dataclass(frozen=True, slots=True)
class Span:
    """An inclusive range of whole milliseconds or counts; both ends are equal for a single value."""

    low: int
    high: int

    def pick(self, position: Fraction, step: int = 1) -> int:
        """Return the value at a position from 0 (low) to 1 (high), rounded to a multiple of ``step``, halves up.

        The result never leaves the range: where rounding would, the nearer end is returned. A single value
        is returned as it was written.

        >>> Span(5_000, 10_000).pick(Fraction(1, 2), step=1_000)
        8000
        """
        if self.low == self.high:
            return self.low
        exact = self.low + (self.high - self.low) * position
        return min(max(round_half_up(exact / step) * step, self.low), self.high)


def round_half_up(value: Fraction | float) -> int:
    """Return the nearest whole number; a half goes up.

    >>> [round_half_up(x) for x in (0.5, 1.5, 2.4)]
    [1, 2, 2]
    """
    return math.floor(value + Fraction(1, 2)) if isinstance(value, Fraction) else math.floor(value + 0.5)


def parse_duration_ms(text: str) -> int:
    """Return a duration in milliseconds; fractions of one are rounded, halves up.

    Reads ``30s``, ``30 sec.``, ``1m30s``, ``1.5 min``, ``1,5 min``, ``1:30``, ``1:02:03``, ``500ms`` and the
    like in any case; a bare number is seconds.

    Raises:
        UnitError: The text is not wholly understood, is negative, or is longer than 24 hours.

    >>> parse_duration_ms("1m30s"), parse_duration_ms("1,5 Min."), parse_duration_ms("1:30")
    (90000, 90000, 90000)
    """
    duration_ms, _ = _parse_duration(text)
    return duration_ms


def parse_duration_span(text: str) -> Span:
    """Return a range of durations in milliseconds: ``5-10s``, ``30 s – 1 min``, or a single ``30s``.

    A first number without a unit takes the unit of the second.

    Raises:
        UnitError: As for :func:`parse_duration_ms`, or the range is upside down.

    >>> parse_duration_span("5-10s")
    Span(low=5000, high=10000)
    """
    return _upright(Span(*parse_duration_ends(text)), text)


def parse_duration_ends(text: str) -> tuple[int, int]:
    """Return the first and the last duration of ``6-10s`` or ``10-6s``; both are the same for a single one.

    Raises:
        UnitError: As for :func:`parse_duration_ms`.

    >>> parse_duration_ends("10-6s")
    (10000, 6000)
    """
    ends = _RANGE_DASH.split(text.strip())
    if len(ends) == 1 or not ends[0]:
        duration_ms = parse_duration_ms(text)
        return duration_ms, duration_ms
    if len(ends) != 2 or not ends[1]:  # noqa: PLR2004 - a range has two ends
        raise UnitError(f"{text.strip()!r} is not a range such as 5-10s")
    last_ms, unit_ms = _parse_duration(ends[1])
    first_ms, _ = _parse_duration(ends[0], bare_unit_ms=unit_ms)
    return first_ms, last_ms


def parse_count_span(text: str) -> Span:
    """Return a range of counts: ``6-10``, or a single ``8``.

    Raises:
        UnitError: The text is not wholly understood, or the range is upside down.

    >>> parse_count_span("6–10")
    Span(low=6, high=10)
    """
    ends = _RANGE_DASH.split(text.strip())
    if len(ends) > 2 or not all(_COUNT.fullmatch(end) for end in ends):  # noqa: PLR2004 - a range has two ends
        raise UnitError(f"{text.strip()!r} is not a whole number such as 3, or a range such as 6-10")
    return _upright(Span(int(ends[0]), int(ends[-1])), text)


def format_duration(duration_ms: int) -> str:
    """Return the shortest duration that :func:`parse_duration_ms` reads back as the same.

    >>> format_duration(90_000), format_duration(1_500), format_duration(3_600_000)
    ('1m30s', '1.5s', '1h')
    """
    if duration_ms == 0:
        return "0s"
    hours, rest_ms = divmod(duration_ms, HOUR_MS)
    minutes, rest_ms = divmod(rest_ms, MINUTE_MS)
    seconds, milliseconds = divmod(rest_ms, SECOND_MS)
    if not (hours or minutes or seconds):
        return f"{milliseconds}ms"
    text = (f"{hours}h" if hours else "") + (f"{minutes}m" if minutes else "")
    if milliseconds:
        return text + f"{seconds}.{milliseconds:03d}".rstrip("0") + "s"
    return text + (f"{seconds}s" if seconds else "")


def format_duration_span(span: Span) -> str:
    """Return a range of durations as :func:`parse_duration_span` reads it.

    >>> format_duration_span(Span(5_000, 10_000)), format_duration_span(Span(30_000, 90_000))
    ('5-10s', '30s-1m30s')
    """
    return format_duration_ends(span.low, span.high)


def format_duration_ends(first_ms: int, last_ms: int) -> str:
    """Return two durations as :func:`parse_duration_ends` reads them; one where they are the same."""
    first, last = format_duration(first_ms), format_duration(last_ms)
    if first_ms == last_ms:
        return first
    one_unit = re.compile(r"([\d.]+)(s|m|h|ms)")
    first_part, last_part = one_unit.fullmatch(first), one_unit.fullmatch(last)
    if first_part and last_part and first_part[2] == last_part[2]:
        return f"{first_part[1]}-{last}"
    return f"{first}-{last}"


def format_count_span(span: Span) -> str:
    """Return a range of counts as :func:`parse_count_span` reads it."""
    return str(span.low) if span.low == span.high else f"{span.low}-{span.high}"


def format_clock(time_ms: int) -> str:
    """Return a place in a session as a player shows it, whole seconds rounded down.

    >>> format_clock(754_999), format_clock(3_723_000)
    ('12:34', '1:02:03')
    """
    minutes, seconds = divmod(time_ms // SECOND_MS, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"


def format_tenths(time_ms: int) -> str:
    """Return a place in a session with tenths of a second, rounded up; a whole second has none.

    >>> format_tenths(70_000), format_tenths(73_410)
    ('1:10', '1:13.5')
    """
    tenths = -(-time_ms // 100)
    clock = format_clock(tenths // 10 * SECOND_MS)
    return f"{clock}.{tenths % 10}" if tenths % 10 else clock


def format_timestamp(time_ms: int) -> str:
    """Return a time as ``HH:MM:SS.mmm``, as captions and chapter tags have it.

    >>> format_timestamp(3_723_045)
    '01:02:03.045'
    """
    minutes, rest_ms = divmod(time_ms, MINUTE_MS)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{rest_ms // SECOND_MS:02d}.{rest_ms % SECOND_MS:03d}"


def ms_to_frames(time_ms: int) -> int:
    """Return the exact number of frames of the mix in a time."""
    return time_ms * FRAMES_PER_MS


def frames_to_ms_up(frames: int) -> int:
    """Return the whole milliseconds that hold this many frames of the mix, rounded up."""
    return -(-frames // FRAMES_PER_MS)


def db_to_gain(level_db: float) -> float:
    """Return the factor on amplitude for a level in decibels."""
    return float(10.0 ** (level_db / 20.0))


def gain_to_db(gain: float) -> float:
    """Return the level in decibels of a factor on amplitude; minus infinity for zero."""
    return 20.0 * math.log10(gain) if gain > 0 else -math.inf


def _upright(span: Span, text: str) -> Span:
    if span.low > span.high:
        raise UnitError(f"the range {text.strip()!r} is upside down: the smaller value comes first")
    return span


@functools.lru_cache(maxsize=1_000)  # a script says the same lengths again and again
def _parse_duration(text: str, bare_unit_ms: int = SECOND_MS) -> tuple[int, int]:
    """Return a duration in milliseconds and the unit of its last part, in milliseconds."""
    stripped = text.strip()
    if not stripped:
        raise UnitError("a duration is missing, such as 30s or 1m30s")
    if clock := _CLOCK.fullmatch(stripped):
        hours, minutes, seconds = (int(part or 0) for part in clock.groups())
        if seconds >= 60 or (clock[1] is not None and minutes >= 60):  # noqa: PLR2004 - a clock counts to 59
            raise UnitError(f"{stripped!r} is not a time: minutes and seconds go to 59")
        clock_ms = hours * HOUR_MS + minutes * MINUTE_MS + seconds * SECOND_MS
        return _bounded(Fraction(clock_ms), stripped), SECOND_MS
    if re.fullmatch(_NUMBER, stripped):
        return _bounded(_number(stripped) * bare_unit_ms, stripped), bare_unit_ms
    total_ms = Fraction(0)
    last_unit_ms = LONGEST_SESSION_MS
    position = 0
    while position < len(stripped):
        part = _PART.match(stripped, position)
        unit_ms = _UNIT_MS.get(part[2].lower()) if part else None
        if part is None or unit_ms is None or unit_ms >= last_unit_ms:
            raise UnitError(f"{stripped!r} is not a duration such as 30s, 1m30s, 1.5 min or 1:30")
        total_ms += _number(part[1]) * unit_ms
        last_unit_ms = unit_ms
        position = part.end()
    return _bounded(total_ms, stripped), last_unit_ms


def _number(text: str) -> Fraction:
    return Fraction(text.replace(",", "."))


def _bounded(duration_ms: Fraction, text: str) -> int:
    if duration_ms > LONGEST_SESSION_MS:
        raise UnitError(f"{text!r} is longer than 24 hours, the longest session")
    return round_half_up(duration_ms)
