"""Properties of every text: located mistakes, or a routine that prints and reads back as the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from voicecoach.errors import ScriptError
from voicecoach.script.files import decode
from voicecoach.script.lint import lint
from voicecoach.script.printer import print_routine
from voicecoach.script.reader import read_routine
from voicecoach.script.report import Report

if TYPE_CHECKING:
    from voicecoach.errors import Diagnostic


def read_anything(text: str) -> list[Diagnostic]:
    """Read and check a text; if nothing is wrong, read what is printed of it too."""
    report = Report()
    try:
        routine = read_routine(text, "script.md", report)
        lint(routine, report)
    except ScriptError as error:
        return list(error.diagnostics)
    if not report.has_errors:
        again = Report()
        printed = print_routine(routine)
        assert read_routine(printed, "script.md", again) == routine, printed
        assert not again.has_errors
        assert print_routine(read_routine(printed, "script.md", Report())) == printed
    return list(report.diagnostics)


def read_bytes(data: bytes) -> list[Diagnostic]:
    """Read and check the bytes of a file in the same way."""
    try:
        return read_anything(decode(data, "script.md"))
    except ScriptError as error:
        return list(error.diagnostics)


def assert_inside(found: list[Diagnostic], text: str) -> None:
    """Make sure that every remark about a text has a place inside it."""
    lines = re.split("\r\n|[\r\n\u2028\u2029]", text)
    for diagnostic in found:
        place = diagnostic.location
        assert 1 <= place.line <= len(lines), diagnostic
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1, diagnostic
