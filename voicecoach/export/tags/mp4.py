"""Write tags as the item list of an MP4 file (Apple, "QuickTime File Format: Metadata"), for M4A and M4B.

Chapters are not among them: they are a track, which the encoder writes with the sound. Only its start is set here.
"""

# mypy: allow-untyped-calls
# (mutagen is typed in part only.)

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from voicecoach.export.tags.mp4_chapters import delay_first_chapter
from voicecoach.export.tags.tags import (
    PADDING_BYTES,
    SHEET_MP4_NAME,
    Tags,
    as_base64,
    mutagen_as_os_errors,
    three_letter_code,
)

_AUDIOBOOK = 2
_LANGUAGE = "----:com.apple.iTunes:LANGUAGE"  # MP4 has no atom for it; taggers agree on this name


def write_m4a_tags(path: Path, tags: Tags) -> None:
    """Put the tags into an M4A file."""
    _write(path, tags, dict(_items(tags)))


def write_m4b_tags(path: Path, tags: Tags) -> None:
    """Put the tags into an M4B file, marked as an audiobook, for which players remember the position."""
    _write(path, tags, {**dict(_items(tags)), "stik": [_AUDIOBOOK]})


def _write(path: Path, tags: Tags, items: dict[str, Any]) -> None:
    import mutagen.mp4

    with mutagen_as_os_errors():
        mp4 = mutagen.mp4.MP4(path)
        if mp4.tags is None:
            mp4.add_tags()
        held: Any = mp4.tags  # mutagen declares None, which it was before add_tags
        held.clear()
        held.update(items)
        mp4.save(padding=lambda _: PADDING_BYTES)
    if tags.chapters and tags.chapters[0].start_ms > 0:
        delay_first_chapter(path, tags.chapters[0].start_ms)


def _items(tags: Tags) -> Iterator[tuple[str, list[Any]]]:
    from mutagen.mp4 import MP4Cover

    texts = {
        "\N{COPYRIGHT SIGN}nam": tags.title,
        "\N{COPYRIGHT SIGN}alb": tags.album,
        "\N{COPYRIGHT SIGN}ART": tags.artist,
        "aART": tags.album_artist,
        "\N{COPYRIGHT SIGN}wrt": tags.composer,
        "\N{COPYRIGHT SIGN}gen": tags.genre,
        "\N{COPYRIGHT SIGN}day": tags.year,
        "\N{COPYRIGHT SIGN}cmt": tags.comment,
        "\N{COPYRIGHT SIGN}too": tags.encoder,
        "\N{COPYRIGHT SIGN}lyr": tags.lyrics_text,
    }
    yield from ((name, [text]) for name, text in texts.items() if text)
    if tags.track_number is not None:
        yield "trkn", [(tags.track_number, tags.track_total or 0)]
    if tags.language:
        yield _LANGUAGE, [_free_form(three_letter_code(tags.language))]
    if cover := tags.cover_bytes:
        yield "covr", [MP4Cover(cover, MP4Cover.FORMAT_JPEG)]
    if tags.sheet:
        yield SHEET_MP4_NAME, [_free_form(as_base64(tags.sheet))]


def _free_form(text: str) -> Any:
    from mutagen.mp4 import AtomDataType, MP4FreeForm

    return MP4FreeForm(text.encode(), AtomDataType.UTF8)
