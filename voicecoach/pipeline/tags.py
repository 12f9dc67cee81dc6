"""What a session's file says about itself: its tags, its chapters, its cover, and the cue sheet within."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from voicecoach.export.tags.tags import ChapterMark, LyricLine, Tags, packed_sheet, tag_text, with_own
from voicecoach.machine import installed_release
from voicecoach.session.timeline import Timeline
from voicecoach.units import format_duration

if TYPE_CHECKING:
    from voicecoach.pipeline.load import Script

GENRE = "Speech"
"""Of the genres that every library knows, the one that keeps a session out of the music."""

_FOLDERS = re.compile(r"(own:|piper:)?.*[/\\]")
_NAMING_FILES = frozenset({"voice", "wording", "bed"})
_OPTION_NAMES = {"bed_level_db": "bed-level", "wake_after_ms": "wake"}


def session_tags(
    script: Script, timeline: Timeline, sheet: Mapping[str, Any], *, own: Mapping[str, str], cover: bytes | None
) -> Tags:
    """Return what a file of a whole session says about itself.

    The same session gives the same tags: there is no clock in them, and no folder of this machine.

    Args:
        script: The script.
        timeline: The session in time.
        sheet: Its cue sheet.
        own: Tags that the person gave, by their keys in :data:`voicecoach.export.tags.tags.KEYS`.
        cover: The bytes of a JPEG file; empty for no cover, None for one that is drawn from the timeline.
    """
    title = tag_text(script.title)
    named = {key: _without_folders(value) if key in _NAMING_FILES else value for key, value in sheet["options"].items()}
    tags = Tags(
        title=title,
        album=title,
        album_artist="voicecoach",
        genre=GENRE,
        track_number=1,
        track_total=1,
        language=script.options.language,
        comment=tag_text(_comment(script.path.name, sheet["voice"], named)),
        encoder=program_name(),
        chapters=tuple(ChapterMark(one.start_ms, one.end_ms, tag_text(one.title)) for one in timeline.chapters),
        lyrics=tuple(LyricLine(one.start_ms, one.end_ms, tag_text(one.text)) for one in timeline.clips if one.text),
    )
    tags = with_own(tags, own)
    origin = {"script": script.path.name, "program": tags.encoder, "tags": dict(_texts(tags))}
    shown = _being_drawn(timeline, tags.title or title) if cover is None else cover
    return replace(tags, cover=shown, sheet=packed_sheet({**sheet, "options": named, **origin}))


def _being_drawn(timeline: Timeline, title: str) -> Callable[[], bytes]:
    """Return what waits for the cover of a session, which is drawn while its sound is mixed."""

    def drawn() -> bytes:
        from voicecoach.pictures.cover import session_cover

        return session_cover(timeline, title)

    drawing = ThreadPoolExecutor(1, thread_name_prefix="voicecoach drawing")
    cover = drawing.submit(drawn)
    drawing.shutdown(wait=False)
    return cover.result


def program_name() -> str:
    """Return the program's name, with its version where it is installed."""
    try:
        return f"voicecoach {installed_release('voicecoach')}"
    except ModuleNotFoundError:  # it runs from its sources
        return "voicecoach"


def _texts(tags: Tags) -> Iterator[tuple[str, str | int]]:
    """Yield the tags that are a text or a figure, but for those that are left out."""
    for each in fields(tags):
        value = getattr(tags, each.name)
        if value and isinstance(value, str | int):
            yield each.name, value


def _comment(script_name: str, voice: Mapping[str, Any], options: Mapping[str, Any]) -> str:
    """Return how the session was made, in the words of the command line."""
    speaker = " ".join(dict.fromkeys((str(voice["engine"]), str(voice["name"]))))  # some have one word for both
    spoken = f"Made from {script_name}, spoken by {speaker} at pace {voice['pace']:g}"
    given = " ".join(f"--{name} {value}" if value else f"--{name}" for name, value in _arguments(options))
    return f"{spoken}, with {given}" if given else spoken


def _arguments(options: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield each option as a person would give it."""
    for key, value in options.items():
        name = _OPTION_NAMES.get(key, key)
        match value:
            case True:
                yield name, ""
            case dict():
                yield from (("set", _quoted(f"{each}={words}")) for each, words in value.items())
            case list() | tuple():
                yield name, _quoted(", ".join(value))
            case int() if key.endswith("_ms"):
                yield name.removesuffix("_ms"), format_duration(value)
            case float():
                yield name, f"{value:g}"
            case _:
                yield name, _quoted(str(value))


def _quoted(words: str) -> str:
    return f'"{words}"' if " " in words or not words else words


def _without_folders(value: str) -> str:
    """Return a name without the folders it lies in, which are nobody else's concern.

    >>> _without_folders("../mine/calm.md"), _without_folders("own:voices/mum"), _without_folders("piper:joe")
    ('calm.md', 'own:mum', 'piper:joe')
    """
    return _FOLDERS.sub(lambda found: found[1] or "", value, count=1)
