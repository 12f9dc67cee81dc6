"""A folder that is a podcast: sessions added, brought up to date and removed.

A new or changed session gets files of new names, since they have the hash of their content. So the order of the work
keeps the feed true wherever it is broken off: new files, the list, the feed, and last the old files away.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from voicecoach.errors import FeedError
from voicecoach.feed.dates import new_dates, whole_seconds
from voicecoach.feed.names import hashed_name, public_name
from voicecoach.feed.rss import FEED_NAME, Episode, chapters_json, clean, episode_guid, episode_html, feed_xml
from voicecoach.feed.scripts import found_session, wanted_scripts
from voicecoach.feed.state import FeedState, ListedSession, load_state, new_state, save_state
from voicecoach.pictures.cover import collection_cover
from voicecoach.pipeline.ready import COVER_PX, SessionFile
from voicecoach.session.options import Choices, choices_json
from voicecoach.store.atomic import as_export_errors, write_output
from voicecoach.text import title_of_name


@dataclass(frozen=True, slots=True)
class FeedTexts:
    """The texts and the cover that a person gives a feed; None leaves what is there.

    Attributes:
        base_url: The address of the folder, once it is on the web.
        title: Its title.
        description: What it is for.
        author: Who made it.
        cover: The bytes of a JPEG picture, at least 1400 pixels wide and high; empty for the drawn one.
    """

    base_url: str | None = None
    title: str | None = None
    description: str | None = None
    author: str | None = None
    cover: bytes | None = None


@dataclass(slots=True)
class Changes:
    """The changes of a feed.

    Attributes:
        added: The names of new sessions.
        changed: Of those with another sound, title or cover.
        removed: Of those that are gone.
        unchanged: Of the others.
        feed_url: The address of the feed, once the folder is on the web.
    """

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    feed_url: str = ""


def update_folder(
    folder: Path,
    texts: FeedTexts,
    *,
    add: Mapping[str, Choices],
    remove: Iterable[str],
    make: Callable[[str, Choices], SessionFile],
    now: datetime,
) -> Changes:
    """Bring a folder and its feed up to date.

    Args:
        folder: Made if it is missing.
        texts: The person's texts and cover.
        add: Scripts as the person names them, with their options; one that is there already gets these options.
        remove: Names of sessions.
        make: Returns the file of a session.
        now: The time.

    Raises:
        FeedError: The folder has no address yet, a session to remove is not there, or two scripts have one name.
        ExportError: A file cannot be written.
        VoicecoachError: As ``make`` raises it; the folder stays as it was.
    """
    known = load_state(folder)
    if known is None and not texts.base_url:
        raise FeedError(folder, "it has no address yet", "add --url and the address of the folder on the web")
    state = known or new_state(title_of_name(folder.resolve().name) or "Sessions", texts.base_url or "", now)
    gone = {found_session(folder, state, name) for name in remove}
    wanted = wanted_scripts(folder, state, add, gone)
    files = {name: make(one.named, one.choices) for name, one in wanted.items()}
    with as_export_errors(folder / FEED_NAME):
        folder.mkdir(parents=True, exist_ok=True)
    earlier = state.sessions
    new = [name for name in files if name not in earlier]
    dates = new_dates(new, [one.episode.published for one in earlier.values()], now)
    state = replace(state, sessions={name: one for name, one in earlier.items() if name in wanted})
    changes = Changes(removed=sorted(gone - wanted.keys()))
    for name, file in files.items():
        before = earlier.get(name)
        published = before.episode.published if before else dates[name]
        listed = ListedSession(wanted[name].stored, _plain(wanted[name].choices), _blank(published))
        state, listed = _with_files(folder, state, name, listed, file)
        kind = changes.added if before is None else changes.unchanged if before == listed else changes.changed
        kind.append(name)
        state = replace(state, sessions={**state.sessions, name: listed})
    state = _with_texts(folder, state, texts, next(iter(files.values())).language if files else None)
    _publish(folder, known, state, now)
    changes.feed_url = state.channel.base_url + FEED_NAME
    return changes


def _with_files(
    folder: Path, state: FeedState, name: str, listed: ListedSession, file: SessionFile
) -> tuple[FeedState, ListedSession]:
    """Return the state with the files of a session, which are now in the folder, and the session."""
    with as_export_errors(file.path):
        sound = file.path.read_bytes()
    size_bytes = len(sound)
    public = public_name(name)
    audio = hashed_name(public, file.path.suffix, sound)
    chapters = chapters_json(file.title, file.chapters)
    beside = {
        hashed_name(public, ".jpg", file.cover): file.cover,
        hashed_name(public, ".chapters.json", chapters.encode()): chapters.encode(),
    }
    cover, chapters_name = beside
    state = state.with_files(audio, *beside)
    if not _is_there(folder / audio, size_bytes):
        save_state(folder, _only_files(folder, state))
        write_output(folder / audio, sound)
    for beside_name, content in beside.items():
        if not _is_there(folder / beside_name, len(content)):
            write_output(folder / beside_name, content)
    episode = replace(
        listed.episode,
        title=file.title,
        description=episode_html(file.about, file.chapters),
        guid=episode_guid(state.channel.guid, name),
        file=audio,
        media_type=file.media_type,
        size_bytes=size_bytes,
        duration_ms=file.duration_ms,
        cover=cover,
        chapters=chapters_name if file.chapters else "",
    )
    return state, replace(listed, episode=episode)


def _only_files(folder: Path, state: FeedState) -> FeedState:
    """Return the state as it is stored, with the files that are about to be written: they are removed some day."""
    before = load_state(folder)
    return before.with_files(*state.files) if before else replace(state, sessions={})


def _with_texts(folder: Path, state: FeedState, texts: FeedTexts, language: str | None) -> FeedState:
    """Return the state with what the person says about the feed, and its cover in the folder."""
    known = state.channel
    channel = replace(
        known,
        base_url=clean(texts.base_url or known.base_url),
        title=clean(texts.title or known.title),
        description=clean(texts.description or known.description),
        author=clean(texts.author or known.author),
    )
    if language and not channel.cover:
        channel = replace(channel, language=language)
    if not channel.description:
        channel = replace(channel, description=channel.title)
    has_own_cover = state.has_own_cover if texts.cover is None else bool(texts.cover)
    picture = texts.cover
    is_drawn_anew = channel.title != state.channel.title or not (folder / channel.cover).is_file()
    if not has_own_cover and (state.has_own_cover or is_drawn_anew):
        picture = collection_cover(channel.title, COVER_PX)
    if picture:
        name = hashed_name("cover", ".jpg", picture)
        channel = replace(channel, cover=name)
        state = state.with_files(name)
        if not _is_there(folder / name, len(picture)):
            write_output(folder / name, picture)
    return replace(state, channel=channel, has_own_cover=has_own_cover)


def _publish(folder: Path, known: FeedState | None, state: FeedState, now: datetime) -> None:
    """Write the list and the feed where they have changed, and remove the files that are in it no more."""
    is_same = known is not None and (known.channel, known.sessions) == (state.channel, state.sessions)
    if not is_same:
        state = replace(state, channel=replace(state.channel, updated=whole_seconds(now)))
    if state != known:
        save_state(folder, state)
    newest_first = sorted((one.episode for one in state.sessions.values()), key=lambda one: one.published, reverse=True)
    xml = feed_xml(state.channel, newest_first)
    path = folder / FEED_NAME
    if not path.exists() or path.read_bytes() != xml:
        write_output(path, xml)
    used = {state.channel.cover}.union(
        *({one.episode.file, one.episode.cover, one.episode.chapters} for one in state.sessions.values())
    )
    unused = {name for name in state.files - used if name == Path(name).name}
    for name in unused:
        with as_export_errors(folder / name):
            (folder / name).unlink(missing_ok=True)
    if unused:
        save_state(folder, replace(state, files=state.files - unused))


def _is_there(path: Path, size_bytes: int) -> bool:
    return path.is_file() and path.stat().st_size == size_bytes


def _plain(choices: Choices) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(json.dumps(choices_json(choices, is_exact=True)))
    return plain


def _blank(published: datetime) -> Episode:
    return Episode("", "", "", published, "", "", 0, 0)
