"""Tags as Vorbis comments (xiph.org, "Ogg Vorbis I format specification: comment field"), for FLAC.

Chapters follow the Chapter Extension of the same house: ``CHAPTER000=00:00:00.000``, ``CHAPTER000NAME=…``.
"""

# mypy: allow-untyped-calls
# (mutagen is typed in part only.)

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.export.languages import three_letter_code
from voicecoach.export.tags import PADDING_BYTES, mutagen_as_os_errors
from voicecoach.units import HOUR_MS, MINUTE_MS, SECOND_MS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from voicecoach.export.tags import Tags


def write_flac_tags(path: Path, tags: Tags) -> None:
    """Put the tags into the metadata of a FLAC file."""
    import mutagen.flac

    with mutagen_as_os_errors():
        flac = mutagen.flac.FLAC(path)
        for name, text in vorbis_comments(tags):
            flac[name] = text
        flac.save(padding=lambda _: PADDING_BYTES)


def vorbis_comments(tags: Tags) -> Iterator[tuple[str, str]]:
    """Yield the comments as name and text."""
    named = {
        "TITLE": tags.title,
        "ALBUM": tags.album,
        "ARTIST": tags.artist,
        "LANGUAGE": three_letter_code(tags.language) if tags.language else "",
        "COMMENT": tags.comment,
        "LYRICS": tags.lyrics,
    }
    yield from ((name, text) for name, text in named.items() if text)
    for index, chapter in enumerate(tags.chapters):
        yield f"CHAPTER{index:03d}", _clock(chapter.start_ms)
        yield f"CHAPTER{index:03d}NAME", chapter.title


def _clock(time_ms: int) -> str:
    """Return a time as ``HH:MM:SS.mmm``.

    >>> _clock(3_723_045)
    '01:02:03.045'
    """
    hours, rest_ms = divmod(time_ms, HOUR_MS)
    minutes, rest_ms = divmod(rest_ms, MINUTE_MS)
    seconds, milliseconds = divmod(rest_ms, SECOND_MS)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}.{milliseconds:03d}"
