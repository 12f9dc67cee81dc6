"""Files of sessions in the person's folder: exported with progress, and verified."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from voicecoach import folders
from voicecoach.api.session import GuidedSession, SessionOptions
from voicecoach.errors import ExportError
from voicecoach.export.filenames import phone_safe_name
from voicecoach.export.formats import bitrate_refusal, format_of
from voicecoach.export.presets import PRESETS
from voicecoach.export.sidecars import write_sidecars
from voicecoach.export.write import WrittenFile
from voicecoach.pipeline.ready import Progress as ReadyProgress
from voicecoach.pipeline.ready import SessionFile, make_room
from voicecoach.pipeline.ready import ready_file as _ready_file
from voicecoach.pipeline.verify import verify as _verify
from voicecoach.session.options import choices_from
from voicecoach.store.atomic import as_export_errors
from voicecoach.verify.report import VerifyReport

__all__ = [
    "FileOptions",
    "SessionFile",
    "VerifyReport",
    "WrittenFile",
    "export",
    "media_type",
    "path_of_export",
    "presets",
    "ready_file",
    "verify",
]

MEDIA_TYPES = {
    ".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".m4b": "audio/mp4", ".opus": "audio/ogg", ".ogg": "audio/ogg",
    ".flac": "audio/flac", ".wav": "audio/wav", ".aif": "audio/aiff", ".aiff": "audio/aiff", ".aac": "audio/aac",
}  # fmt: skip

Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class FileOptions:
    """The options of a file.

    Attributes:
        suffix: The format, without a dot.
        bitrate_kbps: A bit rate of the format; None for its default.
        tags: Tags of one's own, such as ``artist``; they win over the session's.
        has_sidecars: Whether words and chapters are written beside it.
    """

    suffix: str = "mp3"
    bitrate_kbps: int | None = None
    tags: Mapping[str, str] = field(default_factory=dict)
    has_sidecars: bool = False


def path_of_export(name: str, suffix: str) -> Path:
    """Return the path of a file in the folder ``exports`` of the person's folder.

    Raises:
        ExportError: There is no such format, or it needs an extra that is not installed.
    """
    path = folders.home() / "exports" / f"{phone_safe_name(name)}.{suffix}"
    format_of(path)
    return path


def export(
    session: GuidedSession, path: Path, options: FileOptions, progress: Progress = lambda _state, _done: None
) -> WrittenFile:
    """Write a session to a file, whole or not at all, and return the file. A missing folder is made.

    Args:
        session: The session; it is spoken first as far as that is needed.
        path: The file.
        options: Its options.
        progress: Called with ``speaking`` or ``writing`` and the share that is done; an error that it raises ends
            the export, and nothing is left of the file.

    Raises:
        ExportError: The file cannot be written, or the format does not offer the bit rate.
        VoicecoachError: The session cannot be spoken.
    """
    if refusal := bitrate_refusal(format_of(path), session.channels, options.bitrate_kbps):
        raise ExportError(path, refusal, "choose another bit rate, or none")
    with as_export_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    session.speak(lambda done, of: progress("speaking", done / max(of, 1)))
    written = session.export(
        path,
        bitrate_kbps=options.bitrate_kbps,
        tags=options.tags,
        progress=lambda done, of: progress("writing", done / max(of, 1)),
    )
    if options.has_sidecars:
        write_sidecars(path, session.tags(options.tags))
    return written


def ready_file(name: str, options: SessionOptions, progress: ReadyProgress | None = None) -> SessionFile:
    """Return the MP3 of a script of the library, made now unless the same was made before: for a phone or a feed.

    Args:
        name: The name of the script.
        options: As for :func:`voicecoach.open`.
        progress: Begins to show the progress of some work; an error that the function it gives raises ends it.

    Raises:
        VoicecoachError: As for an export.
    """
    make_room()
    return _ready_file(name, choices_from(options), progress)


def verify(path: Path) -> VerifyReport:
    """Read a file back and compare it with its plan.

    Raises:
        SoundError: It is no sound, or has no plan in its tags.
    """
    return _verify(path, None)


def media_type(path: Path) -> str:
    """Return the type of a sound file, by its suffix."""
    return MEDIA_TYPES.get(path.suffix.lower(), "application/octet-stream")


def presets() -> list[dict[str, object]]:
    """Return what places ask of the files that they take: plain data, ready for JSON."""
    return [
        {
            "name": name,
            "place": preset.place,
            "format": preset.suffix.removeprefix("."),
            "bitrates_kbps": dict(preset.bitrate_kbps),
            "channels": preset.channels,
            "largest_bytes": preset.largest_bytes,
        }
        for name, preset in PRESETS.items()
    ]
