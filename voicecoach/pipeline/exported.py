"""The files of one session: the whole of it, one for each chapter, its side-cars, and its cue sheet."""

from __future__ import annotations

import json
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from voicecoach.export.presets import Preset
from voicecoach.export.tags.tags import Tags
from voicecoach.export.write import WrittenFile
from voicecoach.pipeline.ready import Progress
from voicecoach.pipeline.session import Session
from voicecoach.session.timeline import Timeline
from voicecoach.text import megabytes


@dataclass(frozen=True, slots=True)
class FilePaths:
    """The places of the files of a session; None for one that is not wanted.

    Attributes:
        whole: The file of the whole session.
        parts: The folder of one file for each chapter, with their playlist; the session has ``Choices.parts``.
        cues: The file of the cue sheet.
    """

    whole: Path | None = None
    parts: Path | None = None
    cues: Path | None = None


@dataclass(frozen=True, slots=True)
class ExportedFiles:
    """The files that were written for one session.

    Attributes:
        whole: The whole session; None where it was not wanted.
        beside: The side-cars of the whole session.
        parts: One file for each chapter, in order.
        playlist: The playlist of the parts; None without parts.
        cues: The cue sheet; None where it was not wanted.
    """

    whole: WrittenFile | None = None
    beside: list[Path] = field(default_factory=list)
    parts: list[WrittenFile] = field(default_factory=list)
    playlist: Path | None = None
    cues: Path | None = None

    @property
    def sounds(self) -> list[WrittenFile]:
        """The audio files: the whole session first, then the parts."""
        return [*([self.whole] if self.whole else []), *self.parts]

    @property
    def paths(self) -> list[Path]:
        """Every file, the audio files first."""
        others = [*self.beside, self.playlist, self.cues]
        return [*(one.path for one in self.sounds), *(path for path in others if path is not None)]

    def complaints(self, preset: Preset | None) -> list[str]:
        """Return a line for each audio file that a place does not take."""
        if preset is None:
            return []
        found = []
        for file in self.sounds:
            if file.path.suffix.lower() != preset.suffix:
                found.append(f"{file.path}: {preset.place} asks for {preset.suffix} files")
            elif preset.largest_bytes is not None and file.size_bytes > preset.largest_bytes:
                most, size = megabytes(preset.largest_bytes), megabytes(file.size_bytes)
                found.append(f"{file.path}: {preset.place} takes {most} at most, and this file has {size}")
        return found


def write_files(
    session: Session, timeline: Timeline, tags: Tags, targets: FilePaths, progress: Progress
) -> ExportedFiles:
    """Write the files of a session, each whole or not at all, and the parts all or none; return the files.

    Args:
        session: The session; its file options choose format, bit rate, side-cars, and whether the file is verified.
        timeline: The session in time.
        tags: The tags of a file of the whole session.
        targets: The places of the files; their folders are there.
        progress: Begins to show the progress of ``writing`` and of ``splitting``; an error that the function it gives
            raises ends it.

    Raises:
        ExportError: A file cannot be written; there is no new audio file then.
        VoicecoachError: The file of the whole session is not as planned, and verification was asked for.
    """
    from voicecoach.export.sidecars import write_sidecars
    from voicecoach.store.atomic import atomic_outputs, write_output

    whole, path = None, targets.whole
    parts, playlist = [], None
    with ExitStack() as both:  # whoever cancels one of them wants neither
        if targets.parts is not None:
            from voicecoach.pipeline.split import export_parts

            output = both.enter_context(atomic_outputs(targets.parts))
            suffix = session.file.suffix if path is None else path.suffix
            with progress("splitting") as writing:
                split = export_parts(
                    session, timeline, targets.parts, tags, suffix=suffix, output=output, progress=writing
                )
            parts, playlist = split.files, split.playlist
        if path is not None:
            inspect = None
            if session.file.is_verified:
                from voicecoach.pipeline.verify import inspection

                inspect = inspection(path)
            with progress("writing") as writing:
                whole = session.export(path, timeline, writing, tags=tags, inspect=inspect)
    if targets.cues is not None:
        write_output(targets.cues, json.dumps(session.sheet(timeline), ensure_ascii=False, indent=1) + "\n")
    beside = write_sidecars(path, tags) if path is not None and session.file.has_sidecars else []
    return ExportedFiles(whole, beside, parts, playlist, targets.cues)
