"""The tags of a session's file: its titles, chapters, words and cover, and the embedded cue sheet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from typing import Any

from voicecoach.export.tags.tags import ChapterMark, LyricLine, Tags, packed_sheet, tag_text, with_own
from voicecoach.machine import installed_release
from voicecoach.pipeline.file_options import cover_of, tags_of
from voicecoach.pipeline.hiding import NOTHING_HIDDEN, Hiding
from voicecoach.pipeline.load import Script
from voicecoach.pipeline.week_names import session_title
from voicecoach.session.timeline import Timeline
from voicecoach.units import format_duration

GENRE = "Speech"
"""A genre that every music library knows, and that keeps sessions apart from music."""

_FOLDERS = re.compile(r"(own:|piper:)?.*[/\\]")
_NAMING_FILES = frozenset({"voice", "wording", "bed"})
_OPTION_NAMES = {"bed_level_db": "bed-level", "wake_after_ms": "wake"}


def session_tags(
    script: Script,
    timeline: Timeline,
    sheet: Mapping[str, Any],
    *,
    own: Mapping[str, str],
    cover: bytes | None,
    hiding: Hiding = NOTHING_HIDDEN,
) -> Tags:
    """Return the tags of a file of a whole session.

    The same session has the same tags: no time of day and no folder of this machine is in them.

    Args:
        script: The script.
        timeline: The session in time.
        sheet: Its cue sheet.
        own: The person's own tags, by their keys in :data:`voicecoach.export.tags.tags.KEYS`; they win over the
            script's.
        cover: The bytes of a JPEG file; empty for no cover, None for the script's, or else one that is drawn.
        hiding: Hides values in all but the person's own tags.
    """
    title, settings = tag_text(session_title(script)), script.routine.settings
    sheet = hiding.sheet(sheet)
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
        chapters=tuple(
            ChapterMark(one.start_ms, one.end_ms, tag_text(hiding.text(one.title))) for one in timeline.chapters
        ),
        lyrics=tuple(
            LyricLine(one.start_ms, one.end_ms, tag_text(hiding.text(one.text))) for one in timeline.clips if one.text
        ),
    )
    tags = with_own(tags, {**tags_of(settings), **own})
    origin = {"script": script.path.name, "program": tags.encoder, "tags": dict(_texts(tags))}
    cover = cover_of(settings) if cover is None else cover
    shown = _draw_cover(timeline, tags.title or title) if cover is None else cover
    return replace(tags, cover=shown, sheet=packed_sheet({**sheet, "options": named, **origin}))


def _draw_cover(timeline: Timeline, title: str) -> Callable[[], bytes]:
    """Return a function that waits for the cover, which a thread draws while the sound is mixed."""

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
    except ModuleNotFoundError:  # run from its sources
        return "voicecoach"


def _texts(tags: Tags) -> Iterator[tuple[str, str | int]]:
    """Yield the tags with a text or a number, except empty ones."""
    for each in fields(tags):
        value = getattr(tags, each.name)
        if value and isinstance(value, str | int):
            yield each.name, value


def _comment(script_name: str, voice: Mapping[str, Any], options: Mapping[str, Any]) -> str:
    """Return a sentence that tells the script, the voice and the options of the session."""
    speaker = " ".join(
        dict.fromkeys((str(voice["engine"]), str(voice["name"])))
    )  # some engines have one voice of the same name
    spoken = f"Made from {script_name}, spoken by {speaker} at pace {voice['pace']:g}"
    given = " ".join(f"--{name} {value}" if value else f"--{name}" for name, value in _arguments(options))
    return f"{spoken}, with {given}" if given else spoken


def _arguments(options: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield each option with its value, as on the command line."""
    for key, value in options.items():
        name = _OPTION_NAMES.get(key, key)
        match value:
            case True:
                yield name, ""
            case dict():
                option = "set" if key == "values" else "change"
                yield from ((option, _quoted(f"{each}={words}")) for each, words in value.items())
            case list() | tuple():
                yield name, _quoted(", ".join(value))
            case int() if key.endswith("_ms"):
                yield name.removesuffix("_ms"), format_duration(value) if value else "off"
            case float():
                yield name, f"{value:g}"
            case _:
                yield name, _quoted(str(value))


def _quoted(words: str) -> str:
    return f'"{words}"' if " " in words or not words else words


def _without_folders(value: str) -> str:
    """Return a name without its folders, which are private.

    >>> _without_folders("../mine/calm.md"), _without_folders("own:voices/mum"), _without_folders("piper:joe")
    ('calm.md', 'own:mum', 'piper:joe')
    """
    return _FOLDERS.sub(lambda found: found[1] or "", value, count=1)
