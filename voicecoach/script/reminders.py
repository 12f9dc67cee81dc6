"""The days and the time of a reminder: ``- remind: Mon Wed Fri 18:30``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

from voicecoach.script.report import Report
from voicecoach.script.source import SourceText
from voicecoach.script.spec import Codec
from voicecoach.text import quoted

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_GROUPS = {
    "daily": range(7),
    "every day": range(7),
    "weekdays": range(5),
    "weekends": range(5, 7),
    "weekend": range(5, 7),
}
_TIME = re.compile(r"(?:at\s+)?(\d{1,2})(?:[:.](\d\d))?\s*(am|pm)?", re.IGNORECASE)
_DAYS_AND_TIME = re.compile(rf"(.*?)[\s,]*\b({_TIME.pattern})", re.IGNORECASE | re.DOTALL)
_FORM = "Mon Wed Fri 18:30"
_NOON_H = 12


@dataclass(frozen=True, slots=True)
class Reminder:
    """The days and the time at which a person wants to be reminded.

    Attributes:
        days: The days of the week in order, 0 for Monday.
        at: The time of the day, where the person is.
    """

    days: tuple[int, ...]
    at: time

    def __str__(self) -> str:
        return f"{' '.join(DAYS[day] for day in self.days)} {self.at:%H:%M}"


def _read(source: SourceText, report: Report) -> Reminder | None:
    found = _DAYS_AND_TIME.fullmatch(source.text)
    at = _time(found[2]) if found else None
    if found is None or at is None:
        report.error(source.at(), f"{quoted(source.text)} does not end with a time of day", f"write - remind: {_FORM}")
        return None
    words = " ".join(found[1].lower().split())
    if words in _GROUPS:
        return Reminder(tuple(_GROUPS[words]), at)
    days = set()
    for word in re.split(r"[\s,;+&]+|\band\b", words):
        if word:
            day = _day(word)
            if day is None:
                report.error(source.at(), f"{quoted(word)} is not a day of the week", f"write - remind: {_FORM}")
                return None
            days.add(day)
    if not days:
        report.error(source.at(), "a reminder needs its days", f"write - remind: {_FORM}, or daily {at:%H:%M}")
        return None
    return Reminder(tuple(sorted(days)), at)


def _day(word: str) -> int | None:
    """Return the day of a name or of its first letters, two at least: ``we``, ``Wed``, ``wednesdays``."""
    least = 2
    named = [day for day, name in enumerate(_NAMES) if len(word) >= least and name.startswith(word.rstrip(".s"))]
    exact = [day for day, name in enumerate(_NAMES) if word.rstrip(".") in (name[:2], name[:3], name, f"{name}s")]
    return next(iter(exact or named), None)


def _time(text: str) -> time | None:
    found = _TIME.fullmatch(text)
    assert found is not None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if not found[2] and not half:
        return None
    if half:
        if not 1 <= hour <= _NOON_H:
            return None
        hour = hour % _NOON_H + (_NOON_H if half == "pm" else 0)
    try:
        return time(hour, minute)
    except ValueError:
        return None


REMINDER: Codec[Reminder] = Codec(_read, str, _FORM)
"""The days and the time of a reminder."""
