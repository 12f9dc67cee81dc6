"""Read a file's tags, chapters and cue sheet back, and check them against the sheet."""

# mypy: allow-untyped-calls
# (mutagen is typed in part only.)

from __future__ import annotations

import json
import re
import zlib
from base64 import b64decode
from collections.abc import Iterator
from hashlib import sha256
from itertools import zip_longest
from pathlib import Path
from typing import Any

from voicecoach.errors import SoundError
from voicecoach.export.formats import reader_of
from voicecoach.export.tags.tags import (
    GZIP_WBITS,
    SHEET_ID3_NAME,
    SHEET_MP4_NAME,
    SHEET_VORBIS_NAME,
    FileTags,
    tag_text,
    three_letter_code,
)
from voicecoach.units import HOUR_MS, MINUTE_MS, SECOND_MS
from voicecoach.verify.report import CheckResult, Miss, exact_clock
from voicecoach.verify.sheet import ExpectedSheet

_BASE = ("title", "album", "artist", "language")
_ID3 = {
    "title": "TIT2",
    "album": "TALB",
    "artist": "TPE1",
    "album_artist": "TPE2",
    "composer": "TCOM",
    "genre": "TCON",
    "year": "TDRC",  # as mutagen reads TYER
    "track": "TRCK",
    "language": "TLAN",
    "encoder": "TSSE",
    "comment": "COMM",
    "lyrics": "USLT",
}
_MP4 = {
    "title": "\N{COPYRIGHT SIGN}nam",
    "album": "\N{COPYRIGHT SIGN}alb",
    "artist": "\N{COPYRIGHT SIGN}ART",
    "album_artist": "aART",
    "composer": "\N{COPYRIGHT SIGN}wrt",
    "genre": "\N{COPYRIGHT SIGN}gen",
    "year": "\N{COPYRIGHT SIGN}day",
    "track": "trkn",
    "language": "----:com.apple.iTunes:LANGUAGE",
    "encoder": "\N{COPYRIGHT SIGN}too",
    "comment": "\N{COPYRIGHT SIGN}cmt",
    "lyrics": "\N{COPYRIGHT SIGN}lyr",
}
_VORBIS = {name: name.replace("_", "") for name in _ID3} | {"year": "date", "track": "tracknumber"}
_VORBIS_CHAPTER = re.compile(r"chapter(\d{3,})", re.IGNORECASE)
_CLOCK = re.compile(r"(\d+):(\d\d):(\d\d)\.(\d{3})")
_Chapter = tuple[int | None, int | None, str]
_ROUNDING_MS = 1
_MOST_QUOTED = 60

_LARGEST_SHEET_BYTES = 256 * 1024 * 1024  # 100,000 cues are about 25 MB; ten times as much is no cue sheet
_HINT = "files exported by voicecoach have one, unless another program replaced the tags"


def read_tags(path: Path) -> FileTags:
    """Return a file's tags and chapters, whatever its format.

    Raises:
        SoundError: The file is no sound file, or cannot be read.
    """
    import mutagen.id3
    import mutagen.mp4

    if (reader := reader_of(path)) and reader.read_tags:
        return reader.read_tags(path)
    file = _opened(path)
    tags = file.tags
    if tags is None:
        return FileTags({}, ())
    if isinstance(tags, mutagen.id3.ID3):
        held = {key: tags.getall(name) for key, name in _ID3.items()}
        texts = {key: _id3_text(frames[0]) for key, frames in held.items() if frames}
        chapters = tuple(_id3_chapters(tags))
        pictures = [frame.data for frame in tags.getall("APIC")]
    elif isinstance(tags, mutagen.mp4.MP4Tags):
        texts = {key: _text(tags[name][0]) for key, name in _MP4.items() if tags.get(name)}
        chapters = _mp4_chapters(path)
        pictures = [bytes(picture) for picture in tags.get("covr", [])]
    else:
        texts = {key: tags[name][0] for key, name in _VORBIS.items() if tags.get(name)}
        if total := tags.get("tracktotal"):
            texts["track"] = f"{texts.get('track', '')}/{total[0]}"
        chapters = tuple(_vorbis_chapters(tags))
        pictures = [picture.data for picture in _vorbis_pictures(file)]
    return FileTags(texts, chapters, cover=b"".join(pictures[:1]), is_complete=True)


def embedded_sheet(path: Path) -> dict[str, Any]:
    """Return the cue sheet in a file's tags, whatever the format and the file's name.

    Raises:
        SoundError: The file is no sound file or cannot be read, has no cue sheet, or a damaged one.
    """
    unpacker = zlib.decompressobj(GZIP_WBITS)
    try:
        text = unpacker.decompress(_packed_in(path), _LARGEST_SHEET_BYTES)
        if not unpacker.eof:
            raise SoundError(str(path), "the cue sheet in its tags is cut off", _HINT)
        sheet = json.loads(text)
    except (zlib.error, ValueError) as error:
        raise SoundError(str(path), "the cue sheet in its tags is damaged", _HINT) from error
    if not isinstance(sheet, dict):
        raise SoundError(str(path), "the cue sheet in its tags is not one", _HINT)
    return sheet


def _packed_in(path: Path) -> bytes:
    if (reader := reader_of(path)) and reader.read_tags:
        packed = reader.read_tags(path).sheet
    else:
        tags = _opened(path).tags or {}
        frame = tags.get(f"GEOB:{SHEET_ID3_NAME}")  # as mutagen names it
        text = next((tags[name][0] for name in (SHEET_VORBIS_NAME, SHEET_MP4_NAME) if name in tags), b"")
        packed = bytes(frame.data) if frame else b64decode(text, validate=True)
    if not packed:
        raise SoundError(str(path), "its tags contain no cue sheet", _HINT)
    return packed


def _opened(path: Path) -> Any:
    """Return a file as mutagen reads it."""
    import mutagen

    hint = "choose a file exported by voicecoach"
    try:
        file = mutagen.File(path)
    except (mutagen.MutagenError, OSError) as error:
        raise SoundError(str(path), f"it cannot be read ({error})", hint) from error
    if file is None:
        raise SoundError(str(path), "it is not a sound file", hint)
    return file


def tag_check(sheet: ExpectedSheet, file_tags: FileTags) -> CheckResult:
    """Check that no tag is missing, different or new; also the words and the cover, where the sheet has a proof."""
    wanted = {key: three_letter_code(text) if key == "language" else text for key, text in sheet.tags.items()}
    names = list(_ID3 if file_tags.is_complete else _BASE)
    if sheet.proof is None:
        wanted.pop("lyrics", None)
        names = [name for name in names if name in wanted]
    misses = [
        Miss("tags", f"the tag {name}: {_difference(wanted.get(name, ''), file_tags.texts.get(name, ''))}")
        for name in names
        if wanted.get(name, "") != file_tags.texts.get(name, "")
    ]
    if sheet.proof is not None and file_tags.is_complete:
        found = sha256(file_tags.cover).hexdigest() if file_tags.cover else ""
        if found != sheet.proof.cover_sha256:
            told = "it is another picture" if found and sheet.proof.cover_sha256 else ""
            misses.append(
                Miss("tags", f"the cover: {told or ('it is missing' if not found else 'there should be none')}")
            )
    return CheckResult("tags", len(names), misses=tuple(misses))


def _difference(wanted: str, found: str) -> str:
    if wanted and found:  # of the lyrics, the first line that differs
        lines = zip_longest(wanted.split("\n"), found.split("\n"), fillvalue="")
        wanted, found = next(pair for pair in lines if pair[0] != pair[1])
    if not found:
        return f"there is none; it should say {_short(wanted)}"
    return (
        f"it says {_short(found)} instead of {_short(wanted)}"
        if wanted
        else f"it says {_short(found)}, and should be empty"
    )


def _short(text: str) -> str:
    return repr(text if len(text) <= _MOST_QUOTED else text[:_MOST_QUOTED] + "…")


def chapter_check(sheet: ExpectedSheet, file_tags: FileTags) -> CheckResult:
    """Check that no chapter is missing, moved, or has another title."""
    misses: list[Miss] = []
    worst_ms = 0
    for number, (chapter, found) in enumerate(zip_longest(sheet.chapters, file_tags.chapters), start=1):
        if chapter is None:
            told = f"chapter {number} is not in the cue sheet"
            misses.append(Miss("chapters", told, found[0], text=found[2]))
            continue
        if found is None:
            told = f"chapter {number} is missing"
            misses.append(Miss("chapters", told, chapter.start_ms, text=chapter.title))
            continue
        start_ms, end_ms, title = found
        if start_ms == 0 and sheet.proof is None:
            start_ms = None  # an older M4A or M4B begins its first chapter with the file
        for what, at_ms, asked_ms in (("begins", start_ms, chapter.start_ms), ("ends", end_ms, chapter.end_ms)):
            off_ms = 0 if at_ms is None else at_ms - asked_ms
            worst_ms = max(worst_ms, off_ms, key=abs)
            if abs(off_ms) > _ROUNDING_MS:
                told = f"chapter {number} {what} at {exact_clock(asked_ms + off_ms)} instead of {exact_clock(asked_ms)}"
                misses.append(Miss("chapters", told, chapter.start_ms, text=chapter.title))
        if title != tag_text(chapter.title):
            told = f"chapter {number} is called {title!r}"
            misses.append(Miss("chapters", told, chapter.start_ms, text=chapter.title))
    return CheckResult("chapters", len(sheet.chapters), worst_ms, "ms", tuple(misses))


def _id3_text(frame: Any) -> str:
    return str(frame.text if isinstance(frame.text, str) else "\n".join(map(str, frame.text)))


def _vorbis_pictures(file: Any) -> list[Any]:
    from mutagen.flac import Picture

    if hasattr(file, "pictures"):
        return list(file.pictures)
    return [Picture(b64decode(text)) for text in file.tags.get("metadata_block_picture", [])]


def _text(value: object) -> str:
    if isinstance(value, tuple):  # of a track and the number of tracks
        return "/".join(str(number) for number in value if number)
    return value.decode(errors="replace") if isinstance(value, bytes) else str(value)


def _id3_chapters(tags: Any) -> Iterator[_Chapter]:
    """Yield the chapters in the order of the tables of contents, from the top table down."""
    tables = {table.element_id: table for table in tags.getall("CTOC")}
    chapters = {chapter.element_id: chapter for chapter in tags.getall("CHAP")}
    children = {child for table in tables.values() for child in table.child_element_ids}

    def below(name: str, seen: frozenset[str]) -> Iterator[str]:
        if name in chapters:
            yield name
        elif name in tables and name not in seen:
            for child in tables[name].child_element_ids:
                yield from below(child, seen | {name})

    for top in (name for name in tables if name not in children):
        for name in below(top, frozenset()):
            one = chapters[name]
            title = one.sub_frames.get("TIT2")
            yield one.start_time, one.end_time, str(title.text[0]) if title and title.text else ""


def _vorbis_chapters(tags: Any) -> Iterator[_Chapter]:
    for key in sorted(name for name in tags.keys() if _VORBIS_CHAPTER.fullmatch(name)):  # noqa: SIM118 - not a mapping
        clock = _CLOCK.fullmatch(tags[key][0])
        hours, minutes, seconds, milliseconds = map(int, clock.groups()) if clock else (0, 0, 0, 0)
        at_ms = hours * HOUR_MS + minutes * MINUTE_MS + seconds * SECOND_MS + milliseconds
        yield at_ms, None, (tags.get(f"{key}name") or [""])[0]


def _mp4_chapters(path: Path) -> tuple[_Chapter, ...]:
    import av

    with av.open(str(path)) as container:
        chapters: list[Any] = list(container.chapters())
    times = (tuple(round(one[edge] * one["time_base"] * SECOND_MS) for edge in ("start", "end")) for one in chapters)
    titles = (one["metadata"].get("title", "") for one in chapters)
    return tuple((*each, title) for each, title in zip(times, titles, strict=True))
