"""Whether the file's tags and chapters, read back, are those of its cue sheet."""

# mypy: allow-untyped-calls
# (mutagen is typed in part only.)

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

from voicecoach.errors import SoundError
from voicecoach.export.tags.tags import one_line, three_letter_code
from voicecoach.units import HOUR_MS, MINUTE_MS, SECOND_MS
from voicecoach.verify.plan import Plan
from voicecoach.verify.report import Check, Miss, exact_clock

_ID3 = {"title": "TIT2", "album": "TALB", "artist": "TPE1", "language": "TLAN"}
_MP4 = {
    "title": "\N{COPYRIGHT SIGN}nam",
    "album": "\N{COPYRIGHT SIGN}alb",
    "artist": "\N{COPYRIGHT SIGN}ART",
    "language": "----:com.apple.iTunes:LANGUAGE",
}
_VORBIS_CHAPTER = re.compile(r"chapter(\d{3,})", re.IGNORECASE)
_CLOCK = re.compile(r"(\d+):(\d\d):(\d\d)\.(\d{3})")
_ROUNDING_MS = 1


@dataclass(frozen=True, slots=True)
class Labels:
    """What a file says about itself; chapters as start and end, where the format tells them, and title."""

    tags: Mapping[str, str]
    chapters: tuple[tuple[int | None, int | None, str], ...]


def read_labels(path: Path) -> Labels:
    """Return a file's tags and chapters, whatever its format.

    Raises:
        SoundError: mutagen cannot read it.
    """
    import mutagen
    import mutagen.id3
    import mutagen.mp4

    try:
        file: Any = mutagen.File(path)
    except mutagen.MutagenError as error:
        raise SoundError(str(path), f"its tags cannot be read ({error})", "export it again") from error
    tags = getattr(file, "tags", None)
    if tags is None:
        return Labels({}, ())
    if isinstance(tags, mutagen.id3.ID3):
        found = {key: str(tags[name].text[0]) for key, name in _ID3.items() if tags.get(name) and tags[name].text}
        return Labels(found, tuple(_id3_chapters(tags)))
    if isinstance(tags, mutagen.mp4.MP4Tags):
        return Labels({key: _text(tags[name][0]) for key, name in _MP4.items() if tags.get(name)}, _mp4_chapters(path))
    return Labels({key: tags[key][0] for key in _ID3 if tags.get(key)}, tuple(_vorbis_chapters(tags)))


def tag_check(plan: Plan, labels: Labels) -> Check:
    """Return which tags are missing or say something else."""
    misses = []
    for key, wanted in plan.tags.items():
        asked = three_letter_code(wanted) if key == "language" else one_line(wanted)
        found = labels.tags.get(key)
        if found != asked:
            told = f"it says {found!r} instead of {asked!r}" if found else f"there is none; it should say {asked!r}"
            misses.append(Miss("tags", f"the tag {key}: {told}"))
    return Check("tags", len(plan.tags), misses=tuple(misses))


def chapter_check(plan: Plan, labels: Labels) -> Check:
    """Return which chapters are missing, lie elsewhere, or have another title."""
    misses: list[Miss] = []
    worst_ms = 0
    for number, (chapter, found) in enumerate(zip_longest(plan.chapters, labels.chapters), start=1):
        if chapter is None:
            told = f"there is a chapter {number} that is not in the cue sheet"
            misses.append(Miss("chapters", told, found[0], text=found[2]))
            continue
        if found is None:
            told = f"chapter {number} is missing"
            misses.append(Miss("chapters", told, chapter.start_ms, text=chapter.title))
            continue
        start_ms, end_ms, title = found
        for what, at_ms, asked_ms in (("begins", start_ms, chapter.start_ms), ("ends", end_ms, chapter.end_ms)):
            off_ms = 0 if at_ms is None else at_ms - asked_ms
            worst_ms = max(worst_ms, off_ms, key=abs)
            if abs(off_ms) > _ROUNDING_MS:
                told = f"chapter {number} {what} at {exact_clock(asked_ms + off_ms)} instead of {exact_clock(asked_ms)}"
                misses.append(Miss("chapters", told, chapter.start_ms, text=chapter.title))
        if title != one_line(chapter.title):
            told = f"chapter {number} is called {title!r}"
            misses.append(Miss("chapters", told, chapter.start_ms, text=chapter.title))
    return Check("chapters", len(plan.chapters), worst_ms, "ms", tuple(misses))


def _text(value: object) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes) else str(value)


def _id3_chapters(tags: Any) -> Iterator[tuple[int, int, str]]:
    """Yield the chapters in the order of the tables of contents, from the top one down."""
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


def _vorbis_chapters(tags: Any) -> Iterator[tuple[int, None, str]]:
    for key in sorted(name for name in tags.keys() if _VORBIS_CHAPTER.fullmatch(name)):  # noqa: SIM118 - not a mapping
        clock = _CLOCK.fullmatch(tags[key][0])
        hours, minutes, seconds, milliseconds = map(int, clock.groups()) if clock else (0, 0, 0, 0)
        at_ms = hours * HOUR_MS + minutes * MINUTE_MS + seconds * SECOND_MS + milliseconds
        yield at_ms, None, (tags.get(f"{key}name") or [""])[0]


def _mp4_chapters(path: Path) -> tuple[tuple[int | None, int | None, str], ...]:
    """Return the chapters; the track that holds them has no gaps, so that the first always begins with the file."""
    import av

    with av.open(str(path)) as container:
        chapters: list[Any] = list(container.chapters())
    read = [tuple(round(one[edge] * one["time_base"] * SECOND_MS) for edge in ("start", "end")) for one in chapters]
    return tuple(
        (None, None, title) if start_ms == 0 else (start_ms, end_ms, title)
        for (start_ms, end_ms), title in zip(read, (one["metadata"].get("title", "") for one in chapters), strict=True)
    )
