"""Everything that is shared, by its path: nothing else has an address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from voicecoach.export.filenames import phone_safe_name
from voicecoach.feed.names import public_name
from voicecoach.feed.rss import (
    CHAPTERS_TYPE,
    MEDIA_TYPE,
    Channel,
    Episode,
    channel_guid,
    chapters_json,
    episode_guid,
    episode_html,
    feed_xml,
)
from voicecoach.pictures.cover import collection_cover
from voicecoach.pipeline.ready import COVER_PX, SessionFile
from voicecoach.serving.resource import Resource, bytes_resource, file_resource

FEED = "feed.xml"
_COVER = "cover.jpg"
_COVER_TYPE = "image/jpeg"
_TITLE = "voicecoach"
_GUID = channel_guid("voicecoach://phone")


@dataclass(frozen=True, slots=True)
class SharedSession:
    """A session on the shelf.

    Attributes:
        file: The session.
        name: Its name, which no other session on the shelf has.
        address: The name of its audio file on the page and in the feed.
        cover: The name of its picture; empty for none.
        chapters: The name of its file of chapters.
        saved_as: The name under which a phone saves it.
    """

    file: SessionFile
    name: str
    address: str
    cover: str
    chapters: str
    saved_as: str


class Shelf:
    """The sessions that are shared, and the resources of their page and feed.

    Args:
        files: The sessions, in the order of the page.
        published: When each was first shared, by its name of :func:`distinct_names`.

    Raises:
        OSError: A file cannot be read.
    """

    def __init__(self, files: Sequence[SessionFile], published: Mapping[str, datetime]) -> None:
        self.sessions: list[SharedSession] = []
        self.resources: dict[str, Resource] = {_COVER: _cover()}
        self.saved_as: dict[str, str] = {}
        self._published = published
        for file, name in zip(files, distinct_names(files), strict=True):
            self._put(file, name)

    def _put(self, file: SessionFile, name: str) -> None:
        public = plain = public_name(name)
        suffix, number = file.path.suffix, 1
        while f"{public}{suffix}" in self.resources:
            number += 1
            public = f"{plain}-{number}"
        cover = f"{public}.jpg" if file.cover else ""
        saved_as = f"{phone_safe_name(file.name)}{suffix}"
        shared = SharedSession(file, name, f"{public}{suffix}", cover, f"{public}.chapters.json", saved_as)
        self.sessions.append(shared)
        self.resources[shared.address] = file_resource(file.path, file.media_type)
        if cover:
            self.resources[cover] = bytes_resource(file.cover, _COVER_TYPE)
        chapters = chapters_json(file.title, file.chapters)
        self.resources[shared.chapters] = bytes_resource(chapters.encode(), CHAPTERS_TYPE)
        self.saved_as[shared.address] = shared.saved_as

    def feed(self, base_url: str) -> Resource:
        """Return the feed at an address. A session has the same guid and date each time."""
        episodes = [self._episode(shared) for shared in self.sessions]
        newest_first = sorted(episodes, key=lambda one: one.published, reverse=True)
        channel = Channel(
            title=_TITLE,
            description=", ".join(shared.file.title for shared in self.sessions),
            language=self.sessions[0].file.language,
            author="voicecoach",
            guid=_GUID,
            base_url=base_url,
            cover=_COVER,
            updated=newest_first[0].published,
        )
        return bytes_resource(feed_xml(channel, newest_first), MEDIA_TYPE)

    def _episode(self, shared: SharedSession) -> Episode:
        file = shared.file
        return Episode(
            title=file.title,
            description=episode_html(file.about, file.chapters),
            guid=episode_guid(_GUID, shared.name),
            published=self._published[shared.name],
            file=shared.address,
            media_type=file.media_type,
            size_bytes=self.resources[shared.address].length_bytes,
            duration_ms=file.duration_ms,
            cover=shared.cover,
            chapters=shared.chapters if file.chapters else "",
        )


@cache
def _cover() -> Resource:
    return bytes_resource(collection_cover(_TITLE, COVER_PX), _COVER_TYPE)


def distinct_names(files: Sequence[SessionFile]) -> list[str]:
    """Return a name for each session: that of its script, with a number where another has it already."""
    names: list[str] = []
    for file in files:
        name, number = file.name, 1
        while name in names:
            number += 1
            name = f"{file.name}-{number}"
        names.append(name)
    return names
