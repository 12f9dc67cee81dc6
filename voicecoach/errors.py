"""The errors of voicecoach, with messages for the person who has to fix them.

Every error raised on purpose is a :class:`VoicecoachError`. Its message says what is wrong, its ``hint`` what to do;
the command line prints both, in ``cli/main.py``. The mistakes in a script are collected as :class:`Diagnostic` and
raised together as one :class:`ScriptError`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple


class Location(NamedTuple):
    """A place in a file that a person wrote; lines, and columns in characters, count from 1."""

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Severity(StrEnum):
    """The severity of a diagnostic: an error stops the session, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A mistake in a script, or a warning: its location, its severity, the message, and a hint with a correction."""

    location: Location
    severity: Severity
    message: str
    hint: str = ""

    @property
    def path(self) -> str:
        """The file, as the person named it."""
        return self.location.path

    @property
    def line(self) -> int:
        """The line in the file, from 1."""
        return self.location.line

    @property
    def column(self) -> int:
        """The column in the line, counted in characters from 1."""
        return self.location.column

    def __str__(self) -> str:
        """Return the line that ``check`` prints, in the form that editors and compilers share."""
        return f"{self.location}: {self.severity}: {self.message}"


class VoicecoachError(Exception):
    """The root of all errors raised on purpose; ``hint`` says what to do, and may be empty."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class OptionError(VoicecoachError):
    """Raised when an option of a session has no such name or value."""

    def __init__(self, option: str, reason: str, hint: str = "") -> None:
        self.option = option
        super().__init__(f"the option {option!r} {reason}", hint)


class ScriptError(VoicecoachError):
    """Raised when a script has mistakes; carries all diagnostics, in the order of the file."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(str(diagnostic) for diagnostic in self.diagnostics))


class NotFoundError(VoicecoachError):
    """Raised when no script, sound or wording pack has the given name."""

    def __init__(self, kind: str, name: str, hint: str) -> None:
        self.kind = kind
        self.name = name
        super().__init__(f"there is no {kind} called {name!r}", hint)


class FitError(VoicecoachError):
    """Raised when a session cannot have exactly the given length; the message has the possible lengths."""

    def __init__(self, wanted: str, possible: str, hint: str) -> None:
        self.wanted = wanted
        super().__init__(f"this session cannot be exactly {wanted} long: {possible}", hint)


class VoiceUnavailableError(VoicecoachError):
    """Raised when a voice cannot be used on this machine; ``hint`` says how to make it usable."""

    def __init__(self, voice: str, reason: str, hint: str) -> None:
        self.voice = voice
        super().__init__(f"the voice {voice!r} cannot be used: {reason}", hint)


class SpeechError(VoicecoachError):
    """Raised when a voice cannot speak a phrase; silence never replaces one."""

    def __init__(self, text: str, voice: str, reason: str, hint: str = "") -> None:
        self.text = text
        self.voice = voice
        self.reason = reason
        super().__init__(f"the voice {voice!r} could not speak {text!r}: {reason}", hint)

    def about(self, phrase: str) -> SpeechError:
        """Return the same error of a phrase: the text is a sentence of it, or measures the voice for it."""
        return SpeechError(phrase, self.voice, self.reason, self.hint)


class SoundError(VoicecoachError):
    """Raised when a sound file cannot be read or holds no sound."""

    def __init__(self, name: str, reason: str, hint: str = "") -> None:
        self.name = name
        super().__init__(f"the sound {name!r} cannot be used: {reason}", hint)


class DeviceError(VoicecoachError):
    """Raised when a sound device cannot be opened, or stops for good."""

    def __init__(self, device: str, reason: str, hint: str) -> None:
        self.device = device
        self.reason = reason
        super().__init__(f"the sound device {device!r} cannot be used: {reason}", hint)


class ExportError(VoicecoachError):
    """Raised when a file cannot be written; an earlier file at the path is unchanged."""

    def __init__(self, path: Path, reason: str, hint: str = "", *, is_disk_full: bool = False) -> None:
        self.path = path
        self.is_disk_full = is_disk_full
        super().__init__(f"{path} was not written: {reason}", hint)


class ConflictError(VoicecoachError):
    """Raised when a script to be saved was changed elsewhere; nothing was written.

    Attributes:
        name: The name of the script.
        text: The script as it is now; None if it was removed.
        revision: Its revision now; None if it was removed.
    """

    def __init__(self, name: str, text: str | None, revision: str | None) -> None:
        self.name = name
        self.text = text
        self.revision = revision
        what = "removed" if text is None else "changed"
        super().__init__(f"the script {name!r} was {what} elsewhere", "compare the two, and keep the one you want")


class SourceError(VoicecoachError):
    """Raised when a text to import cannot be read, or has nothing for a session."""

    def __init__(self, source: str, reason: str, hint: str = "") -> None:
        self.source = source
        super().__init__(f"{source} cannot be imported: {reason}", hint)


class TableError(VoicecoachError):
    """Raised when a table of sessions cannot be read."""

    def __init__(self, path: Path, reason: str, hint: str = "") -> None:
        self.path = path
        super().__init__(f"the table {path} cannot be read: {reason}", hint)


class AddressError(VoicecoachError):
    """Raised when a server cannot listen at an address and port."""

    def __init__(self, address: str, port: int, reason: str, hint: str = "") -> None:
        self.address = address
        self.port = port
        where = f"{address}, port {port}" if port else address
        super().__init__(f"cannot listen at {where}: {reason}", hint)


class PracticeLogError(VoicecoachError):
    """Raised when the practice log cannot be read or written."""

    def __init__(self, path: Path, reason: str, hint: str = "") -> None:
        self.path = path
        hint = hint or "move the file away to start a new log; nothing else needs it"
        super().__init__(f"the practice log {path} cannot be used: {reason}", hint)


class EditError(VoicecoachError):
    """Raised when a change of a script cannot be made as asked; the script is unchanged."""


class FeedError(VoicecoachError):
    """Raised when a folder cannot be brought up to date as a podcast; it stays as it was."""

    def __init__(self, folder: Path, reason: str, hint: str = "") -> None:
        self.folder = folder
        super().__init__(f"the feed in {folder} was not changed: {reason}", hint)
