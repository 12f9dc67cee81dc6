"""Collect the diagnostics of a script, so that a person sees all of them at once."""

from __future__ import annotations

from collections.abc import Iterable

from voicecoach.errors import Diagnostic, Location, ScriptError, Severity
from voicecoach.script.limits import MOST_ERRORS, MOST_WARNINGS


class Report:
    """Collects errors and warnings while a script is read."""

    def __init__(self) -> None:
        self._diagnostics: list[Diagnostic] = []
        self._error_locations: set[Location] = set()
        self._accepted_lines: set[tuple[str, int]] = set()
        self._error_count = 0
        self._warning_count = 0

    def error(self, location: Location, message: str, hint: str = "") -> None:
        """Add an error, which stops the session.

        Raises:
            ScriptError: This is the 1,000th error.
        """
        self._add(Diagnostic(location, Severity.ERROR, message, hint))

    def warning(self, location: Location, message: str, hint: str = "") -> None:
        """Add a warning about something legal that is probably a slip."""
        self._add(Diagnostic(location, Severity.WARNING, message, hint))

    @property
    def takes_warnings(self) -> bool:
        """Whether another warning would be listed, or noted as one too many."""
        return self._warning_count <= MOST_WARNINGS

    def accept_warnings(self, path: str, line: int) -> None:
        """Silence the warnings of one line: the person has looked at them."""
        self._accepted_lines.add((path, line))

    def without_accepted(self, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
        """Return diagnostics without the warnings of lines whose warnings were accepted."""
        return [
            found
            for found in diagnostics
            if found.severity is Severity.ERROR or (found.path, found.line) not in self._accepted_lines
        ]

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Add diagnostics that were found elsewhere."""
        for found in diagnostics:
            self._add(found)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All diagnostics in the order of the file, without duplicates."""
        found = self.without_accepted(dict.fromkeys(self._diagnostics))
        return tuple(sorted(found, key=lambda one: one.location))

    @property
    def has_errors(self) -> bool:
        """Whether there is an error."""
        return self._error_count > 0

    def has_error_at(self, location: Location) -> bool:
        """Return whether there is an error at exactly this location."""
        return location in self._error_locations

    def raise_errors(self) -> None:
        """Raise :class:`ScriptError` with all diagnostics if there is an error."""
        if self.has_errors:
            raise ScriptError(self.diagnostics)

    def _add(self, found: Diagnostic) -> None:
        if found.severity is Severity.WARNING:
            self._add_warning(found)
            return
        self._diagnostics.append(found)
        self._error_locations.add(found.location)
        self._error_count += 1
        if self._error_count == MOST_ERRORS:
            message = f"there are more than {MOST_ERRORS:,} mistakes; checking stopped here"
            hint = "correct these first; voicecoach guide explains how to write a script"
            self._diagnostics.append(Diagnostic(found.location, Severity.ERROR, message, hint))
            raise ScriptError(self.diagnostics)

    def _add_warning(self, found: Diagnostic) -> None:
        self._warning_count += 1
        if self._warning_count <= MOST_WARNINGS:
            self._diagnostics.append(found)
        elif self._warning_count == MOST_WARNINGS + 1:
            message = f"there are more than {MOST_WARNINGS:,} warnings; only the first are listed"
            self._diagnostics.append(Diagnostic(found.location, Severity.WARNING, message, "correct these first"))
