"""The mistakes found in a script, collected so that a person sees them all at once, with the nearest right word."""

from __future__ import annotations

from collections.abc import Iterable

from voicecoach.errors import Diagnostic, Location, ScriptError, Severity

MOST_ERRORS = 1_000
"""A text with more mistakes than this is not a script; reading on would only cost the person's patience."""

MOST_WARNINGS = 1_000
"""More remarks than this nobody reads."""


class Report:
    """Collects every mistake of a reading."""

    def __init__(self) -> None:
        self._diagnostics: list[Diagnostic] = []
        self._mistaken: set[Location] = set()
        self._error_count = 0
        self._warning_count = 0

    def error(self, location: Location, message: str, hint: str = "") -> None:
        """Add a mistake that stops the session.

        Raises:
            ScriptError: There are 1,000 mistakes already.
        """
        self._add(Diagnostic(location, Severity.ERROR, message, hint))

    def warning(self, location: Location, message: str, hint: str = "") -> None:
        """Add a remark about something legal that is probably not meant."""
        self._add(Diagnostic(location, Severity.WARNING, message, hint))

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Add the diagnostics of another reading."""
        for found in diagnostics:
            self._add(found)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All diagnostics, in the order of the file, each once."""
        return tuple(sorted(dict.fromkeys(self._diagnostics), key=lambda found: found.location))

    @property
    def has_errors(self) -> bool:
        """Whether something was found that stops the session."""
        return self._error_count > 0

    def is_mistaken(self, location: Location) -> bool:
        """Return whether a mistake was found at exactly this place."""
        return location in self._mistaken

    def raise_errors(self) -> None:
        """Raise :class:`ScriptError` with everything found, if something was found that stops the session."""
        if self.has_errors:
            raise ScriptError(self.diagnostics)

    def _add(self, found: Diagnostic) -> None:
        if found.severity is Severity.WARNING:
            self._add_warning(found)
            return
        self._diagnostics.append(found)
        self._mistaken.add(found.location)
        self._error_count += 1
        if self._error_count == MOST_ERRORS:
            message = f"there are more than {MOST_ERRORS:,} mistakes; the rest is not looked at"
            hint = 'put these right first; "voicecoach guide" tells how a script is written'
            self._diagnostics.append(Diagnostic(found.location, Severity.ERROR, message, hint))
            raise ScriptError(self.diagnostics)

    def _add_warning(self, found: Diagnostic) -> None:
        self._warning_count += 1
        if self._warning_count <= MOST_WARNINGS:
            self._diagnostics.append(found)
        elif self._warning_count == MOST_WARNINGS + 1:
            message = f"there are more than {MOST_WARNINGS:,} warnings; the rest is not told"
            self._diagnostics.append(Diagnostic(found.location, Severity.WARNING, message, "look at these first"))
