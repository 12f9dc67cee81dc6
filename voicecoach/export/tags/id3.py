"""Write tags as ID3v2.3 (id3.org, "ID3 tag version 2.3.0"; "ID3v2 Chapter Frame Addendum 1.0"), for MP3 and WAV.

Version 2.3 and not 2.4: with chapter titles of 75 characters, players built on ffmpeg show all chapters of a
version 2.3 tag and none of a version 2.4 tag.
"""

# mypy: allow-untyped-calls
# (mutagen is typed in part only.)

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from voicecoach.export.tags.tags import PADDING_BYTES, SHEET_ID3_NAME, Tags, mutagen_as_os_errors, three_letter_code

if TYPE_CHECKING:
    from mutagen.id3 import ID3, Frame


_LATIN1, _UTF16 = 0, 1  # the only encoding of version 2.3 that can store every title
_FRONT_COVER = 3
_SHEET_FILE_NAME, _SHEET_MIME_TYPE = "cue-sheet.json.gz", "application/gzip"
_MOST_TIMED_LINES = 5_000  # mutagen, which many taggers are built on, takes minutes to read 100,000
_MILLISECONDS, _LYRICS = 2, 1  # the unit of SYLT's times, and the kind of its texts
_NO_OFFSET = 0xFFFFFFFF  # "use the milliseconds": byte offsets go stale when a tag is edited
_TOP_LEVEL, _ORDERED = 2, 1
_MOST_CHILDREN = 255
_HEADER_BYTES = 10
_CHUNK_HEADER_BYTES = 8


def write_mp3_tags(path: Path, tags: Tags) -> None:
    """Put the tags before the first frame of an MP3 file."""
    with mutagen_as_os_errors():
        _tag(tags).save(path, v1=0, v2_version=3, padding=lambda _: PADDING_BYTES)
    _put_chapters_in_order(path, tag_offset_bytes=0)


def write_wav_tags(path: Path, tags: Tags) -> None:
    """Append the tags to a WAV file, as its last chunk, called ``id3``."""
    import mutagen.wave

    size_bytes = path.stat().st_size
    with mutagen_as_os_errors():
        wave = mutagen.wave.WAVE(path)
        wave.add_tags()
        chunk: Any = wave.tags  # mutagen declares None, which it was before add_tags
        chunk.update(_tag(tags))
        chunk.save(path, v1=0, v2_version=3, padding=lambda _: PADDING_BYTES)
    _put_chapters_in_order(path, tag_offset_bytes=size_bytes + size_bytes % 2 + _CHUNK_HEADER_BYTES)


def _tag(tags: Tags) -> ID3:
    from mutagen import id3

    tag = id3.ID3()
    for frame_class, text in (
        (id3.TIT2, tags.title),
        (id3.TALB, tags.album),
        (id3.TPE1, tags.artist),
        (id3.TPE2, tags.album_artist),
        (id3.TCOM, tags.composer),
        (id3.TCON, tags.genre),
        (id3.TYER, tags.year),
        (id3.TRCK, _track(tags)),
        (id3.TLAN, three_letter_code(tags.language) if tags.language else ""),
        (id3.TSSE, tags.encoder),
    ):
        if text:
            tag.add(frame_class(encoding=_UTF16, text=[text]))
    for frame in (*_texts(tags), *_objects(tags), *_chapters(tags)):
        tag.add(frame)
    return tag


def _track(tags: Tags) -> str:
    if tags.track_number is None:
        return ""
    return f"{tags.track_number}/{tags.track_total}" if tags.track_total is not None else str(tags.track_number)


def _texts(tags: Tags) -> Iterator[Frame]:
    """Yield the comment and the spoken words: as one text, and up to 5,000 lines also with their times."""
    from mutagen import id3

    language = three_letter_code(tags.language)
    if tags.comment:
        yield id3.COMM(encoding=_UTF16, lang=language, desc="", text=[tags.comment])
    if tags.lyrics:
        yield id3.USLT(encoding=_UTF16, lang=language, desc="", text=tags.lyrics_text)
    if 0 < len(tags.lyrics) <= _MOST_TIMED_LINES:
        lines = [(line.text, line.start_ms) for line in tags.lyrics]
        yield id3.SYLT(encoding=_UTF16, lang=language, format=_MILLISECONDS, type=_LYRICS, desc="", text=lines)


def _objects(tags: Tags) -> Iterator[Frame]:
    """Yield the cover and the cue sheet, in Latin-1: old players read no UTF-16 in a picture frame."""
    from mutagen import id3

    if cover := tags.cover_bytes:
        yield id3.APIC(encoding=_LATIN1, mime="image/jpeg", type=_FRONT_COVER, desc="", data=cover)
    if tags.sheet:
        yield id3.GEOB(
            encoding=_LATIN1, mime=_SHEET_MIME_TYPE, filename=_SHEET_FILE_NAME, desc=SHEET_ID3_NAME, data=tags.sheet
        )


def _chapters(tags: Tags) -> Iterator[Frame]:
    from mutagen import id3

    names = [_element_id("chp", index) for index in range(len(tags.chapters))]
    for name, chapter in zip(names, tags.chapters, strict=True):
        yield id3.CHAP(
            element_id=name,
            start_time=chapter.start_ms,
            end_time=chapter.end_ms,
            start_offset=_NO_OFFSET,
            end_offset=_NO_OFFSET,
            sub_frames=[id3.TIT2(encoding=_UTF16, text=[chapter.title])],
        )
    for name, children, is_top in _tables(names):
        yield id3.CTOC(
            element_id=name,
            flags=_ORDERED | (_TOP_LEVEL if is_top else 0),
            child_element_ids=list(children),
            sub_frames=[id3.TIT2(encoding=_UTF16, text=[tags.title or tags.album])],
        )


def _element_id(kind: str, index: int) -> str:
    """Return an id of fixed width, so that ids sort like their numbers."""
    return f"{kind}{index:06d}"


def _tables(names: Sequence[str]) -> Iterator[tuple[str, Sequence[str], bool]]:
    """Yield the tables of contents: the name, the children, and whether it is the top one.

    A table counts its children in one byte: with more than 255 chapters the top table contains further tables.
    """
    if not names:
        return
    level = 0
    while len(names) > _MOST_CHILDREN:
        groups = [names[first : first + _MOST_CHILDREN] for first in range(0, len(names), _MOST_CHILDREN)]
        tables = [_element_id(f"toc{level}", index) for index in range(len(groups))]
        yield from ((table, group, False) for table, group in zip(tables, groups, strict=True))
        names, level = tables, level + 1
    yield "toc", names, True


def _put_chapters_in_order(path: Path, *, tag_offset_bytes: int) -> None:
    """Rewrite the tag at an offset with its chapters in the order of the file.

    mutagen sorts frames by size, and thereby chapters by the length of their titles. Readers that follow the table
    of contents are not affected; those that read frame by frame, such as ffmpeg, are.
    """
    with path.open("r+b") as file:
        file.seek(tag_offset_bytes)
        header = file.read(_HEADER_BYTES)
        assert header.startswith(b"ID3\x03"), "the tag was written just now"
        # The size has seven bits in each of its four bytes.
        size_bytes = sum(byte << shift for byte, shift in zip(header[6:], (21, 14, 7, 0), strict=True))
        ordered = _in_order(file.read(size_bytes))
        file.seek(tag_offset_bytes + _HEADER_BYTES)
        file.write(ordered)


def _in_order(body: bytes) -> bytes:
    """Return a tag's frames and padding with the CHAP frames last, in the order of their element ids."""
    frames = []
    position = 0
    while body[position : position + 1] not in {b"", b"\0"}:
        frame_bytes = _HEADER_BYTES + int.from_bytes(body[position + 4 : position + 8], "big")
        frames.append(body[position : position + frame_bytes])
        position += frame_bytes
    # The content of a CHAP frame begins with its element id; all other frames keep their order before them.
    frames.sort(key=lambda frame: frame[_HEADER_BYTES:] if frame.startswith(b"CHAP") else b"")
    return b"".join(frames) + body[position:]
