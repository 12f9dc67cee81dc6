"""Reminders: the days and times that are understood, and the calendar file, read back by a calendar's library."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from voicecoach.practice.calendar import calendar_bytes
from voicecoach.script.reminders import REMINDER
from voicecoach.script.report import Report
from voicecoach.script.source import SourceText

SUNDAY = datetime(2026, 11, 29, 19, 0, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Mon Wed Fri 18:30", "Mon Wed Fri 18:30"),
        ("fri, mon and Wednesday 18.30", "Mon Wed Fri 18:30"),
        ("Tuesdays & thursday 7:05 am", "Tue Thu 07:05"),
        ("sa at 12 pm", "Sat 12:00"),
        ("daily 00:00", "Mon Tue Wed Thu Fri Sat Sun 00:00"),
        ("Weekdays, 6pm", "Mon Tue Wed Thu Fri 18:00"),
        ("Mon", None),
        ("18:30", None),
        ("Mon 25:00", None),
        ("Mon 18", None),
        ("Mon Mittwoch 18:30", None),
        ("", None),
    ],
)
def test_days_and_times_as_people_write_them(written: str, read: str | None) -> None:
    report = Report()
    found = REMINDER.read(SourceText(written, "", ((0, 1, 1),)), report)
    assert (None if found is None else str(found)) == read
    assert len(report.diagnostics) == (read is None)


def test_a_calendar_reads_the_event_with_its_days_its_local_time_and_its_text() -> None:
    icalendar = pytest.importorskip("icalendar")
    title = "Rücken; a, b\\c\nBEGIN:VEVENT " + "long " * 30
    made = calendar_bytes("back", title, (0, 2, 6), time(18, 30), timedelta(minutes=12), SUNDAY, "voicecoach play back")
    assert max(map(len, made.split(b"\r\n"))) <= 75
    (event,) = icalendar.Calendar.from_ical(made).walk("VEVENT")
    assert str(event["summary"]) == title
    assert event["rrule"] == {"FREQ": ["WEEKLY"], "BYDAY": ["MO", "WE", "SU"]}
    # Today's time is over; the time has no zone, and the stamp is in UTC.
    assert b"\r\nDTSTART:20261130T183000\r\n" in made
    assert event["dtend"].dt - event["dtstart"].dt == timedelta(minutes=12)
    assert b"DTSTAMP:20261129T180000Z" in made
    again = calendar_bytes("back", "Other", (1,), time(7), timedelta(minutes=1), SUNDAY)
    assert icalendar.Calendar.from_ical(again).walk("VEVENT")[0]["uid"] == event["uid"]


@pytest.mark.parametrize(("hour", "day"), [(20, "20261129"), (19, "20261206")])
def test_it_begins_on_the_next_of_its_days(hour: int, day: str) -> None:
    pytest.importorskip("icalendar")
    made = calendar_bytes("back", "Back", (6,), time(hour), timedelta(minutes=12), SUNDAY)
    assert f"DTSTART:{day}T{hour}0000".encode() in made
