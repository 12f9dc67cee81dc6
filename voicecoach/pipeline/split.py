"""Split a session into a folder of files, one for each chapter, for players without chapters.

Played in order, the files are the session: nothing is missing, nothing overlaps, and all have the same gain.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from voicecoach import folders
from voicecoach.errors import ExportError
from voicecoach.export.filenames import phone_safe_name
from voicecoach.export.tags.tags import LyricLine, Tags, tag_text
from voicecoach.export.write import WrittenFile, check_target, write_audio
from voicecoach.pipeline.session import Session
from voicecoach.session.timeline import Timeline
from voicecoach.store.atomic import Output, as_export_errors
from voicecoach.units import SECOND_MS, ms_to_frames


@dataclass(frozen=True, slots=True)
class SplitFile:
    """One file of a split session: its title and its place in the session, half open."""

    title: str
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class Split:
    """The files of a split session, in order, and their playlist."""

    files: list[WrittenFile]
    playlist: Path


def split_files(timeline: Timeline, title: str) -> list[SplitFile]:
    """Return the files of a session: one for each chapter, and one with the session's title for all before them.

    Args:
        timeline: The session in time.
        title: The session's title.
    """
    begun = [(chapter.start_ms, tag_text(chapter.title)) for chapter in timeline.chapters]
    if not begun or begun[0][0] > 0:
        begun.insert(0, (0, title))
    return [
        SplitFile(name, start_ms, end_ms)
        for (start_ms, name), (end_ms, _) in pairwise([*begun, (timeline.duration_ms, "")])
    ]


def check_folder(folder: Path) -> None:
    """Make a folder for files, if it is missing, before anything is spoken.

    Raises:
        ExportError: It cannot be made, or is a file.
    """
    if folders.exists(folder) and not folder.is_dir():
        raise ExportError(folder, "it is a file", "name a folder with --split")
    with as_export_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)


def export_parts(
    session: Session,
    timeline: Timeline,
    folder: Path,
    tags: Tags,
    *,
    suffix: str,
    output: Output,
    progress: Callable[[int, int], None] | None = None,
) -> Split:
    """Write the files of a session and their playlist.

    Args:
        session: Made with ``Choices.parts``, so that each step begins with words of its own.
        timeline: The session in time.
        folder: Their folder, from :func:`check_folder`.
        tags: The tags of a file of the whole session.
        suffix: The suffix of the files, which chooses their format.
        output: Of :func:`voicecoach.store.atomic.atomic_outputs` for the folder.
        progress: Called with the number of frames written, and of all.

    Raises:
        ExportError: A file cannot be written.
    """
    parts = split_files(timeline, tags.title)
    digits = max(len(str(len(parts))), 2)
    paths = [
        folder / f"{number:0{digits}d} {phone_safe_name(part.title)}{suffix}" for number, part in enumerate(parts, 1)
    ]
    for path in paths:
        check_target(path)
    bitrate_kbps = session.file.bitrate_for(paths[0], session.channels)
    gain_db = session.gain_db(paths[0], timeline, bitrate_kbps)
    frames_total = ms_to_frames(timeline.duration_ms)
    files = []
    for number, (part, path) in enumerate(zip(parts, paths, strict=True), 1):
        frames_before = ms_to_frames(part.start_ms)

        def count(frames: int, frames_before: int = frames_before) -> None:
            if progress:
                progress(frames_before + frames, frames_total)

        files.append(
            write_audio(
                path,
                session.blocks(timeline, begin_ms=part.start_ms, end_ms=part.end_ms),
                frames_total=ms_to_frames(part.end_ms) - frames_before,
                channels=session.channels,
                gain_db=gain_db,
                tags=_file_tags(tags, part, number, len(parts)),
                bitrate_kbps=bitrate_kbps,
                progress=count,
                output=output,
            )
        )
    playlist = folder / f"{phone_safe_name(tags.title)}.m3u8"
    with output(playlist) as path, as_export_errors(playlist):
        path.write_bytes(_playlist_text(tags.title, parts, files).encode())
    return Split(files, playlist)


def _file_tags(tags: Tags, part: SplitFile, number: int, total: int) -> Tags:
    """Return the tags of one file: a track of an album, with its own words and without the sheet of the session."""
    words = tuple(
        LyricLine(line.start_ms - part.start_ms, line.end_ms - part.start_ms, line.text)
        for line in tags.lyrics
        if part.start_ms <= line.start_ms < part.end_ms
    )
    return replace(tags, title=part.title, track_number=number, track_total=total, chapters=(), lyrics=words, sheet=b"")


def _playlist_text(title: str, parts: list[SplitFile], files: list[WrittenFile]) -> str:
    """Return an extended M3U in UTF-8, with the length of each file in whole seconds, its title and its name."""
    lines = ["#EXTM3U", f"#PLAYLIST:{title}"]
    for part, file in zip(parts, files, strict=True):
        lines += [f"#EXTINF:{round(file.duration_ms / SECOND_MS)},{part.title}", file.path.name]
    return "\n".join(lines) + "\n"
