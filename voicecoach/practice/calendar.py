"""A reminder as a calendar file (iCalendar, RFC 5545), which every calendar opens."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, time, timedelta

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def calendar_bytes(
    name: str, title: str, days: Sequence[int], at: time, length: timedelta, now: datetime, words: str = ""
) -> bytes:
    """Return a calendar with one event that comes back every week, and an alarm at its beginning.

    The event's time has no zone: it is that of the clock on the wall, wherever the calendar is opened.

    Args:
        name: The script's name: another reminder of the same script replaces this one.
        title: The name of the event.
        days: The days of the week, 0 for Monday.
        at: The time of the day.
        length: The length of a session.
        now: The time, with its zone; the event begins on the next of its days.
        words: The words below the name.
    """
    from icalendar import Alarm, Calendar, Event

    first = _next(days, at, now)
    event = Event()
    event.add("uid", f"{hashlib.sha256(name.encode()).hexdigest()[:24]}@voicecoach")
    event.add("dtstamp", now)
    event.add("summary", title)
    event.add("dtstart", first)
    event.add("dtend", first + length)
    event.add("rrule", {"freq": "weekly", "byday": [_DAYS[day] for day in days]})
    if words:
        event.add("description", words)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", timedelta(0))
    event.add_component(alarm)
    calendar = Calendar()
    calendar.add("prodid", "-//voicecoach//EN")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _next(days: Sequence[int], at: time, now: datetime) -> datetime:
    """Return the next time that is one of the days, today's included if it is still to come; without a zone."""
    here = now.replace(tzinfo=None)
    soon = (datetime.combine(here.date() + timedelta(days=ahead), at) for ahead in range(8))
    return next(one for one in soon if one.weekday() in days and one > here)
