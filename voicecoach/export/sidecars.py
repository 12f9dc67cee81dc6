"""Write the side-cars of an exported file: its words as lyrics, captions and labels, and its chapters."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from voicecoach.export.tags.tags import Tags
from voicecoach.store.atomic import check_writable, write_output
from voicecoach.units import MINUTE_MS, SECOND_MS, format_timestamp

_IN_VTT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})  # also keeps ``-->`` out of the words
_IN_LRC = str.maketrans("[]", "()")  # LRC puts times and tags in square brackets


def sidecar_paths(audio: Path) -> list[Path]:
    """Return the paths of an audio file's side-cars: beside it, with the same name."""
    return [audio.with_suffix(suffix) for suffix in SIDECARS]


def check_sidecars(audio: Path) -> None:
    """Check that the side-cars can be written, before anything is rendered.

    Raises:
        ExportError: One of them cannot be written.
    """
    for path in sidecar_paths(audio):
        check_writable(path)


def write_sidecars(audio: Path, tags: Tags) -> list[Path]:
    """Write the side-cars of an audio file, each atomically, and return their paths.

    Raises:
        ExportError: A file cannot be written.
    """
    paths = sidecar_paths(audio)
    for path, text_of in zip(paths, SIDECARS.values(), strict=True):
        write_output(path, text_of(tags))
    return paths


def lrc_text(tags: Tags) -> str:
    """Return the spoken words as LRC, which music players show line by line; times are rounded down to 10 ms."""
    head = {"ti": tags.title, "ar": tags.artist, "al": tags.album, "re": tags.encoder}
    lines = [f"[{name}:{text.translate(_IN_LRC)}]" for name, text in head.items() if text]
    for line in tags.lyrics:
        minutes, rest_ms = divmod(line.start_ms, MINUTE_MS)
        seconds, milliseconds = divmod(rest_ms, SECOND_MS)
        lines.append(f"[{minutes:02d}:{seconds:02d}.{milliseconds // 10:02d}]{line.text.translate(_IN_LRC)}")
    return "\n".join([*lines, ""])


def vtt_text(tags: Tags) -> str:
    """Return the spoken words as captions (W3C, "WebVTT: The Web Video Text Tracks Format")."""
    captions = (
        f"{format_timestamp(line.start_ms)} --> {format_timestamp(line.end_ms)}\n{line.text.translate(_IN_VTT)}\n"
        for line in tags.lyrics
    )
    return "\n".join(["WEBVTT\n", *captions])


def labels_text(tags: Tags) -> str:
    """Return the spoken words as an Audacity label track: start and end in seconds, and the words."""
    return "".join(f"{_seconds(line.start_ms)}\t{_seconds(line.end_ms)}\t{line.text}\n" for line in tags.lyrics)


def chapters_json(tags: Tags) -> str:
    """Return the chapters for podcast apps (podcastindex.org, "JSON Chapters Format", version 1.2.0)."""
    chapters = [
        {"startTime": one.start_ms / SECOND_MS, "endTime": one.end_ms / SECOND_MS, "title": one.title}
        for one in tags.chapters
    ]
    return json.dumps({"version": "1.2.0", "chapters": chapters}, ensure_ascii=False, indent=1) + "\n"


def _seconds(time_ms: int) -> str:
    return f"{time_ms // SECOND_MS}.{time_ms % SECOND_MS:03d}"


SIDECARS: Mapping[str, Callable[[Tags], str]] = MappingProxyType(
    {".lrc": lrc_text, ".vtt": vtt_text, ".labels.txt": labels_text, ".chapters.json": chapters_json}
)
"""The side-cars by suffix, which replaces the suffix of the audio file."""
