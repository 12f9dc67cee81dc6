"""Files of sessions in the person's folder: exported with progress, and verified."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from voicecoach import folders
from voicecoach.api.session import GuidedSession, SessionOptions, open_draft
from voicecoach.errors import OptionError, VoicecoachError
from voicecoach.export.filenames import phone_safe_name
from voicecoach.export.formats import bitrate_refusal, format_of
from voicecoach.export.presets import PRESETS
from voicecoach.export.sidecars import SIDECARS
from voicecoach.export.tags.tags import KEYS, TagError, parse_tag
from voicecoach.export.write import WrittenFile
from voicecoach.pipeline.exported import ExportedFiles, FilePaths
from voicecoach.pipeline.file_options import FileChoices
from voicecoach.pipeline.ready import Progress as ReadyProgress
from voicecoach.pipeline.ready import SessionFile, make_room
from voicecoach.pipeline.ready import ready_file as _ready_file
from voicecoach.pipeline.verify import verify as _verify
from voicecoach.pipeline.week_names import name_in_week
from voicecoach.script.file_codecs import NO_PLACE
from voicecoach.session.options import choices_from
from voicecoach.store.atomic import as_export_errors
from voicecoach.verify.report import VerifyReport

__all__ = [
    "NO_PLACE",
    "ExportedFiles",
    "FileChoices",
    "FileOptions",
    "SessionFile",
    "VerifyReport",
    "WrittenFile",
    "export",
    "exports_folder",
    "file_name",
    "media_type",
    "open_for_export",
    "own_cover",
    "own_tags",
    "presets",
    "ready_file",
    "remarks",
    "sidecars",
    "tags",
    "verify",
]

MEDIA_TYPES = {
    ".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".m4b": "audio/mp4", ".opus": "audio/ogg", ".ogg": "audio/ogg",
    ".flac": "audio/flac", ".wav": "audio/wav", ".aif": "audio/aiff", ".aiff": "audio/aiff", ".aac": "audio/aac",
}  # fmt: skip

Progress = Callable[[str, float], None]

_SHARE_OF_SPEAKING = 0.5


@dataclass(frozen=True, slots=True)
class FileOptions:
    """The options of the files of a session.

    Attributes:
        file: Those that a script can set as well: the place that the file is for, format, channels, bit rate …
        tags: Tags of one's own, such as ``artist``; they win over the session's.
        cover: The bytes of a JPEG file; empty for no cover, None for the script's, or else one that is drawn.
        has_whole: Whether the session is written as one file.
        has_parts: Whether it is written as one file for each chapter.
        has_cues: Whether the cue sheet is written.
    """

    file: FileChoices = field(default_factory=FileChoices)
    tags: Mapping[str, str] = field(default_factory=dict)
    cover: bytes | None = None
    has_whole: bool = True
    has_parts: bool = False
    has_cues: bool = False


def exports_folder() -> Path:
    """Return the folder ``exports`` of the person's folder, which need not exist."""
    return folders.home() / "exports"


def file_name(name: str, chosen: SessionOptions) -> str:
    """Return the name for the files of a script: each week of a programme has its own.

    >>> file_name("my-back", {"week": 4}), file_name("my-back", {})
    ('my-back-week-4', 'my-back')
    """
    return name_in_week(name, choices_from(chosen).week)


def own_tags(given: Mapping[str, str]) -> dict[str, str]:
    """Return tags of one's own by their keys; an empty text removes a tag.

    Raises:
        OptionError: There is no such tag, or it cannot have this value.
    """
    try:
        return dict(parse_tag(f"{key}={value}") for key, value in given.items())
    except TagError as error:
        raise OptionError("tags", f"is invalid: {error}") from error


def own_cover(content: bytes, filename: str) -> bytes:
    """Return a person's picture as the bytes of a cover.

    Args:
        content: The bytes of a JPEG or PNG file.
        filename: Its name, for messages.

    Raises:
        VoicecoachError: It is neither, is damaged, or has too many pixels.
    """
    from voicecoach.pictures import cover

    try:
        return cover.own_cover(Path(filename), content)
    except VoicecoachError as error:
        error.hint = error.hint.replace(cover.NO_COVER, "none")
        raise


def open_for_export(text: str, path: Path, options: FileOptions, chosen: SessionOptions) -> GuidedSession:
    """Open the text of a script for :func:`export`; what its files cannot be is told before anything is spoken.

    Raises:
        ExportError: There is no such format, it needs an extra that is not installed, or it has no such bit rate.
        VoicecoachError: As for :func:`voicecoach.api.session.open_draft`.
    """
    session = open_draft(text, path, file=options.file, has_parts=options.has_parts, **chosen)
    named = exports_folder() / f"session{session.file_options.suffix}"
    if refusal := bitrate_refusal(format_of(named), session.channels, options.file.bitrate_kbps):
        raise OptionError("bitrate", f"does not fit: {refusal}", "choose another bit rate, or none")
    return session


def export(
    session: GuidedSession,
    name: str,
    options: FileOptions,
    progress: Progress = lambda _state, _done: None,
) -> ExportedFiles:
    """Write the files of a session into the folder ``exports`` of the person's folder, and return them.

    Args:
        session: From :func:`open_for_export` with the same options; it is spoken first as far as that is needed.
        name: The name of the files without their suffix; the parts are in a folder of this name.
        options: The options.
        progress: Called with ``speaking`` or ``writing`` and the share that is done; an error that it raises ends
            the export, and the files from before it stay as they were.

    Raises:
        ExportError: A file cannot be written.
        VoicecoachError: The session cannot be spoken.
    """
    folder, stem = exports_folder(), phone_safe_name(name)
    targets = FilePaths(
        folder / f"{stem}{session.file_options.suffix}" if options.has_whole else None,
        folder / stem if options.has_parts else None,
        folder / f"{stem}.cues.json" if options.has_cues else None,
    )
    share = (1.0 - _SHARE_OF_SPEAKING) / (options.has_whole + options.has_parts)

    @contextmanager
    def writing(doing: str) -> Iterator[Callable[[int, int], None]]:
        before = _SHARE_OF_SPEAKING + (share if doing == "writing" and options.has_parts else 0.0)
        yield lambda done, of: progress("writing", before + share * done / max(of, 1))

    with _folder_for(folder, targets.parts):
        session.speak(lambda done, of: progress("speaking", _SHARE_OF_SPEAKING * done / max(of, 1)))
        return session.write_files(targets, writing, tags=options.tags, cover=options.cover)


@contextmanager
def _folder_for(folder: Path, parts: Path | None) -> Iterator[None]:
    """Make the folder of all exports, and that of the parts, which goes again if nothing was put into it."""
    with as_export_errors(folder):
        (parts or folder).mkdir(parents=True, exist_ok=True)
    try:
        yield
    finally:
        if parts is not None:
            with suppress(OSError):  # it is not empty
                parts.rmdir()


def remarks(session: GuidedSession, written: ExportedFiles) -> list[str]:
    """Return what a person should know of the files of a session: a bit rate that was changed, a file too large."""
    file, sounds = session.file_options, written.sounds
    note = file.bitrate_note(sounds[0].path, session.channels) if sounds else ""
    complaints = written.complaints(file.preset)
    return [text.replace(f"{exports_folder()}{os.sep}", "") for text in (note, *complaints) if text]


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


def tags() -> list[str]:
    """Return the keys of the tags that a person may set."""
    return list(KEYS)


def sidecars() -> list[str]:
    """Return the suffixes of the side-cars of a file."""
    return list(SIDECARS)
