"""How large a script may be: far more than a day of sessions needs, and little enough to be read in a moment.

A script may come from anybody. What it would cost is counted before anything is built from it.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from voicecoach.errors import Location

if TYPE_CHECKING:
    from voicecoach.script.report import Report
    from voicecoach.script.source import Source

LARGEST_SCRIPT_BYTES = 1_000_000
MOST_LINES = 50_000
MOST_BRACKETS = 50_000
"""The most square brackets, braces and comments together; each of them becomes something of its own."""

MOST_SETTINGS = 1_000
"""The most settings of a session, or of one step."""

LONGEST_TEXT_CHARACTERS = 10_000
"""The longest paragraph or setting: about ten minutes of speech without a pause."""

_SPLIT_IT = "split it into several scripts"
_OPENER = re.compile(r"\[|\{|<!--")


def check_extent(text: str, path: str, report: Report) -> None:
    """Report a script of too many lines or brackets, at the first one too many."""
    if text.count("\n") >= MOST_LINES:
        message = f"the script has more than {MOST_LINES:,} lines, the most there may be"
        report.error(Location(path, MOST_LINES + 1, 1), message, _SPLIT_IT)
    elif found := next(islice(_OPENER.finditer(text), MOST_BRACKETS, None), None):
        begin = found.start()
        place = Location(path, text.count("\n", 0, begin) + 1, begin - text.rfind("\n", 0, begin))
        message = f"the script has more than {MOST_BRACKETS:,} brackets, braces and comments, the most there may be"
        report.error(place, message, _SPLIT_IT)


def is_too_long(text: Source, report: Report) -> bool:
    """Return whether a paragraph or a setting is longer than may be, and report it."""
    if len(text.text) <= LONGEST_TEXT_CHARACTERS:
        return False
    message = f"this is longer than {LONGEST_TEXT_CHARACTERS:,} characters, the most a paragraph or a setting may have"
    report.error(text.at(LONGEST_TEXT_CHARACTERS), message, "put blank lines between its parts, or shorten it")
    return True
