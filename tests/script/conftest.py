"""Fixtures that read scripts from text and collect their diagnostics."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from voicecoach.errors import Severity
from voicecoach.script.lint import lint
from voicecoach.script.reader import read_routine
from voicecoach.script.report import Report

if TYPE_CHECKING:
    from collections.abc import Callable

    from voicecoach.errors import Diagnostic
    from voicecoach.script.model import Routine


@dataclass(frozen=True)
class Reading:
    """A routine and every remark about it."""

    routine: Routine
    diagnostics: tuple[Diagnostic, ...]

    @property
    def errors(self) -> list[str]:
        """The messages of the mistakes, each with its line."""
        return self._messages(Severity.ERROR)

    @property
    def warnings(self) -> list[str]:
        """The messages of the warnings, each with its line."""
        return self._messages(Severity.WARNING)

    def _messages(self, severity: Severity) -> list[str]:
        return [f"{one.location.line}: {one.message}" for one in self.diagnostics if one.severity is severity]


@pytest.fixture(scope="session")
def read() -> Callable[[str], Reading]:
    """A function that reads and checks the text of a script."""

    def read_text(text: str) -> Reading:
        report = Report()
        routine = read_routine(text, "script.md", report)
        lint(routine, report)
        return Reading(routine, report.diagnostics)

    return read_text


@pytest.fixture(scope="session")
def read_well(read: Callable[[str], Reading]) -> Callable[[str], Routine]:
    """A function that reads the text of a script in which nothing may be found wrong."""

    def read_flawless(text: str) -> Routine:
        reading = read(text)
        assert reading.diagnostics == ()
        return reading.routine

    return read_flawless
