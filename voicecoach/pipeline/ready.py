"""The file of a session, ready to be handed on: made when its script or options have changed, else taken as it is.

The files lie in the folder ``files`` of the cache, each under a hash of everything that it depends on. They are never
touched again: another run may be serving them.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from voicecoach import folders
from voicecoach.errors import Diagnostic, NotFoundError, SoundError
from voicecoach.export.tags.tags import ChapterMark, tag_text
from voicecoach.pipeline.load import Script, load_script
from voicecoach.pipeline.recorded import recording_lines
from voicecoach.pipeline.session import Session
from voicecoach.pipeline.tags import program_name
from voicecoach.pipeline.week_names import session_name, session_title
from voicecoach.script.settings import ABOUT
from voicecoach.session.options import Choices
from voicecoach.session.timeline import SoundSource, SpeechSource, Timeline
from voicecoach.store.atomic import as_export_errors, write_output
from voicecoach.store.cache import FileCache

Progress = Callable[[str], AbstractContextManager[Callable[[int, int], None]]]
"""Begins to show the progress of some work, such as "speaking"; the function that it gives takes done and total."""

COVER_PX = 1400
"""The side of a cover: the smallest that podcast directories take."""

_VERSION = 1
_LIMIT_BYTES = 2_000_000_000
_NAME_CHARACTERS = 40
_HASH_CHARACTERS = 24


@dataclass(frozen=True, slots=True)
class SessionFile:
    """The audio file of a session, and what a page or a feed says about it.

    Attributes:
        name: The name of the script, with the week of a programme.
        title: The routine's title, with that week.
        about: What it is for, in its own words; empty where it does not say.
        language: The language tag of the session.
        path: The audio file.
        media_type: Its type, such as ``audio/mpeg``.
        duration_ms: Its playing time.
        chapters: Its chapters, in order.
        cover: The bytes of a JPEG picture; empty for none.
        diagnostics: The warnings about the script.
        recordings: Lines about the person's own recordings in it.
    """

    name: str
    title: str
    about: str
    language: str
    path: Path
    media_type: str
    duration_ms: int
    chapters: tuple[ChapterMark, ...]
    cover: bytes
    diagnostics: tuple[Diagnostic, ...] = ()
    recordings: tuple[str, ...] = ()


def files_store(cache_folder: Path) -> FileCache:
    """Return the store of finished files in a cache folder."""
    return FileCache(
        cache_folder / "files", kinds=(".mp3", ".jpg"), prunable=(".mp3", ".jpg"), limit_bytes=_LIMIT_BYTES
    )


def make_room() -> None:
    """Delete the oldest files beyond the limit; to be called before any of this run's are made."""
    files_store(folders.cache()).prune()


def ready_file(name: str, choices: Choices, progress: Progress | None = None) -> SessionFile:
    """Return the MP3 of a session, made now unless the same was made before.

    Args:
        name: The script as a person names it.
        choices: The person's choices.
        progress: Shows the progress; None for none.

    Raises:
        VoicecoachError: As for an export.
    """
    from voicecoach.pictures.cover import session_cover

    progress = progress or _no_progress
    script = load_script(name, choices)
    with Session(script, choices) as session:
        session.prepare()
        with progress("speaking") as speaking:
            timeline = session.timeline(speaking)
        store = files_store(folders.cache())
        title = tag_text(session_title(script))
        audio = store.folder / f"{_stem(script, session, timeline)}.mp3"
        picture = audio.with_suffix(".jpg")
        with as_export_errors(audio):
            store.folder.mkdir(parents=True, exist_ok=True)
        if not picture.exists():
            write_output(picture, session_cover(timeline, title, COVER_PX))
        if not audio.exists():
            with progress("writing") as writing:
                session.export(audio, timeline, writing)
        with as_export_errors(picture):
            cover = picture.read_bytes()
        return SessionFile(
            name=session_name(script),
            title=title,
            about=script.routine.settings.get(ABOUT) or "",
            language=script.options.language,
            path=audio,
            media_type="audio/mpeg",
            duration_ms=timeline.duration_ms,
            chapters=tuple(ChapterMark(one.start_ms, one.end_ms, tag_text(one.title)) for one in timeline.chapters),
            cover=cover,
            diagnostics=session.diagnostics(timeline),
            recordings=tuple(recording_lines(session)),
        )


def _stem(script: Script, session: Session, timeline: Timeline) -> str:
    """Return the name of a session's file: readable, and with a hash of everything that its sound depends on."""
    sheet = session.sheet(timeline)
    inputs = {
        "version": _VERSION,
        "program": program_name(),
        "sheet": sheet,
        "wake": session.wake_after_ms,
        "gains": [clip.gain_db for clip in timeline.clips],
        "beds": [repr(bed) for bed in timeline.beds],
        "sources": list(_sources(script, session, timeline)),
    }
    digest = hashlib.sha256(json.dumps(inputs, sort_keys=True, default=repr).encode()).hexdigest()
    readable = "".join(one if one.isascii() and one.isalnum() else "-" for one in session_name(script))[
        :_NAME_CHARACTERS
    ]
    return f"{readable}-{digest[:_HASH_CHARACTERS]}"


def _sources(script: Script, session: Session, timeline: Timeline) -> Iterator[str]:
    """Yield a name for the content of every phrase and sound, each once."""
    for source in dict.fromkeys(clip.source for clip in timeline.clips):
        match source:
            case SpeechSource():
                yield session.speakers.of(source).cache_name(source)
            case SoundSource(name):
                yield _content(script, name)
    for sound in dict.fromkeys(bed.sound for bed in timeline.beds):
        yield _content(script, sound)


def _content(script: Script, sound: str) -> str:
    """Return a hash of a sound's file; the name of a sound that is made and has none."""
    try:
        path = script.sounds.find(sound)
    except (NotFoundError, SoundError):
        return sound
    return hashlib.sha256(path.read_bytes()).hexdigest()


@contextlib.contextmanager
def _no_progress(_description: str) -> Iterator[Callable[[int, int], None]]:
    yield lambda _done, _total: None
