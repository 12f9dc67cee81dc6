"""Find the clock times at the beginnings of lines that say when the words are due."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from voicecoach.importing.lines.joined_lines import SourceLine
from voicecoach.importing.readers.heads import is_head_above
from voicecoach.units import UnitError, parse_duration_ms

_STAMP = re.compile(
    r"\s*(?P<mark>(?:[-*+•]|\d{1,3}[.)])\s+)?(?:\*\*)?(?P<bracket>[\[(])?(?P<start>(?:\d{1,2}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?)(?P<end>\s*(?:[-–—]|to|->|-->)\s*"
    r"(?:\d{1,2}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?)?[\])]?(?:\*\*)?\s*(?:[-–—:|]\s*)?(?P<text>.*)"
)
_CLOCK_ALONE = re.compile(r"\s*[\[(](?:\d{1,2}:)?\d{1,3}:\d{2}[\])]\s*")
_BOLD_LINE = re.compile(r"\s*(?:\*\*|__)([^*_]{1,80}?):?(?:\*\*|__):?\s*")
_UNIT = re.compile(r"\s*(?:hours?|minutes?|mins?|seconds?|secs?)\b")
_STOP = re.compile(r"\w [^\d].*[.!?…][\"'”’*_)]*\s*$")
_LEAST_OF_LIST = 3


@dataclass(frozen=True, slots=True)
class _Stamp:
    """A time stamp at the beginning of a line.

    Attributes:
        time_ms: When its words are due.
        text: The words behind it in its line.
        is_head: Whether these are the name of a part, whose words are below: "[0:40 - 2:00] Breathing".
        end_ms: The end of the whole session, where it is the last of several ranges; else 0.
    """

    time_ms: int
    text: str
    is_head: bool = False
    end_ms: int = 0


def rising_stamps(lines: Sequence[SourceLine]) -> dict[int, _Stamp]:
    """Return the time stamps at the beginnings of lines, by line; none where they do not rise."""
    found: dict[int, _Stamp] = {}
    bare: set[int] = set()
    are_alone = True
    for line in lines:
        stamp = None if _BOLD_LINE.fullmatch(line.text) else _STAMP.fullmatch(line.text)
        is_bare = stamp is not None and bool(stamp["mark"]) and not stamp["bracket"]
        if (
            stamp is None
            or (is_bare and stamp["end"])
            or re.match(r"\s*(?:hours?|minutes?|mins?|seconds?|secs?)\b", stamp["text"])
        ):
            continue
        try:
            time_ms = _clock_ms(stamp["start"])
        except UnitError:
            continue
        found[line.number] = _Stamp(time_ms, stamp["text"], end_ms=_end_ms(stamp["end"] or "", time_ms))
        bare |= {line.number} if is_bare else set()
        are_alone = are_alone and _CLOCK_ALONE.fullmatch(line.text) is not None
    if bare and not _are_times(list(found.values())):
        found = {number: stamp for number, stamp in found.items() if number not in bare}
    times_ms = [stamp.time_ms for stamp in found.values()]
    falls = sum(before >= after for before, after in pairwise(times_ms))
    is_rising = len(times_ms) > 1 and falls == 0
    is_opening = len(times_ms) == 1 and times_ms[0] == 0
    # Several parts, each with clock times that rise: they are no lengths.
    is_of_parts = are_alone and 0 < 2 * falls < len(times_ms)
    return _with_heads(found, lines) if is_rising else found if is_opening or is_of_parts else {}


def _are_times(stamps: Sequence[_Stamp]) -> bool:
    """Return whether bare clock times in a list are no lengths, unlike "- 0:30 Plank": from zero on."""
    is_rising = all(before.time_ms < after.time_ms for before, after in pairwise(stamps))
    stops = sum(_STOP.search(stamp.text) is not None for stamp in stamps)
    is_from_zero = stamps[0].time_ms == 0 and len(stamps) > 1
    return is_rising and (is_from_zero or (stops == len(stamps) >= _LEAST_OF_LIST))


def _with_heads(stamps: dict[int, _Stamp], lines: Sequence[SourceLine]) -> dict[int, _Stamp]:
    """Return the stamps with the names of parts told, where all of them have one, and with the end of the last one."""
    below = {line.number: following.text for line, following in pairwise(lines)}
    are_heads = all(is_head_above(stamp.text.strip(), below.get(line, "")) for line, stamp in stamps.items())
    are_ranges = all(stamp.end_ms for stamp in stamps.values())
    last = max(stamps)
    return {
        line: replace(stamp, is_head=are_heads, end_ms=stamp.end_ms if are_ranges and line == last else 0)
        for line, stamp in stamps.items()
    }


def _end_ms(words: str, start_ms: int) -> int:
    """Return the end of a range such as " - 2:00"; 0 where there is none behind its beginning."""
    clock = words.strip(" -–—>to")
    try:
        end_ms = _clock_ms(clock) if clock else 0
    except UnitError:
        return 0
    return end_ms if end_ms > start_ms else 0


def _clock_ms(words: str) -> int:
    whole, _, fraction = words.replace(",", ".").partition(".")
    return parse_duration_ms(whole) + int(fraction.ljust(3, "0") or 0)
