"""Write tags as Vorbis comments (xiph.org, "Ogg Vorbis I format specification: comment field"), for FLAC, Ogg and Opus.

Chapters follow xiph.org's Chapter Extension: ``CHAPTER000=00:00:00.000``, ``CHAPTER000NAME=…``. The cover is a FLAC
picture block, which Ogg and Opus store in Base64 as ``METADATA_BLOCK_PICTURE``.
"""

# mypy: allow-untyped-calls
# (mutagen is typed in part only.)

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from voicecoach.export.tags.tags import (
    PADDING_BYTES,
    SHEET_VORBIS_NAME,
    Tags,
    as_base64,
    mutagen_as_os_errors,
    three_letter_code,
)
from voicecoach.units import format_timestamp

if TYPE_CHECKING:
    from mutagen.flac import Picture
    from mutagen.oggopus import OggOpus
    from mutagen.oggvorbis import OggVorbis


_FRONT_COVER = 3


def write_flac_tags(path: Path, tags: Tags) -> None:
    """Put the tags into the metadata of a FLAC file."""
    import mutagen.flac

    with mutagen_as_os_errors():
        flac = mutagen.flac.FLAC(path)
        for name, text in vorbis_comments(tags):
            flac[name] = text
        flac.clear_pictures()
        if cover := tags.cover_bytes:
            flac.add_picture(_picture(cover))
        flac.save(padding=lambda _: PADDING_BYTES)


def write_ogg_tags(path: Path, tags: Tags) -> None:
    """Put the tags into the comment header of an Ogg Vorbis file."""
    import mutagen.oggvorbis

    with mutagen_as_os_errors():
        _write_header(mutagen.oggvorbis.OggVorbis(path), tags)


def write_opus_tags(path: Path, tags: Tags) -> None:
    """Put the tags into the comment header of an Opus file."""
    import mutagen.oggopus

    with mutagen_as_os_errors():
        _write_header(mutagen.oggopus.OggOpus(path), tags)


def vorbis_comments(tags: Tags) -> Iterator[tuple[str, str]]:
    """Yield the name and text of each comment."""
    named = {
        "TITLE": tags.title,
        "ALBUM": tags.album,
        "ARTIST": tags.artist,
        "ALBUMARTIST": tags.album_artist,
        "COMPOSER": tags.composer,
        "GENRE": tags.genre,
        "DATE": tags.year,
        "TRACKNUMBER": str(tags.track_number or ""),
        "TRACKTOTAL": str(tags.track_total or ""),
        "LANGUAGE": three_letter_code(tags.language) if tags.language else "",
        "COMMENT": tags.comment,
        "ENCODER": tags.encoder,
        "LYRICS": tags.lyrics_text,
        SHEET_VORBIS_NAME: as_base64(tags.sheet),
    }
    yield from ((name, text) for name, text in named.items() if text)
    for index, chapter in enumerate(tags.chapters):
        yield f"CHAPTER{index:03d}", format_timestamp(chapter.start_ms)
        yield f"CHAPTER{index:03d}NAME", chapter.title


def _write_header(ogg: OggVorbis | OggOpus, tags: Tags) -> None:
    ogg.clear()
    for name, text in vorbis_comments(tags):
        ogg[name] = text
    if cover := tags.cover_bytes:
        ogg["METADATA_BLOCK_PICTURE"] = as_base64(_picture(cover).write())
    ogg.save(padding=lambda _: PADDING_BYTES)


def _picture(cover: bytes) -> Picture:
    from mutagen.flac import Picture
    from PIL import Image

    picture = Picture()
    picture.type, picture.mime, picture.data = _FRONT_COVER, "image/jpeg", cover
    picture.width, picture.height = Image.open(BytesIO(cover)).size
    picture.depth = 24
    return picture
