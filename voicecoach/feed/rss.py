"""The feed: RSS 2.0 with the elements of Apple Podcasts and of Podcasting 2.0.

Required by RSS 2.0: title, link and description of the channel. By Apple besides: language, cover, category and
explicit of the channel; title, enclosure with its length and type, and guid of each episode. Podcasting 2.0 adds the
channel's guid and the file of chapters.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from urllib.parse import quote
from xml.etree import ElementTree as ET

from voicecoach.export.tags.tags import ChapterMark
from voicecoach.units import SECOND_MS, format_clock, round_half_up

MEDIA_TYPE = "application/rss+xml; charset=utf-8"
CHAPTERS_TYPE = "application/json+chapters"
FEED_NAME = "feed.xml"

_NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
}
_CATEGORY = "Health & Fitness"
# Fixed by Podcasting 2.0 for the guid of a channel.
_CHANNELS = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
# XML 1.0, section 2.2: everything else may not stand in a document, in whatever way it is written.
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Channel:
    """The properties of a whole feed.

    Attributes:
        title: Its title.
        description: What it is for.
        language: A language tag.
        author: Who made it.
        guid: Stays the same when the feed moves.
        base_url: The address of the folder, with a slash at its end.
        cover: The name of its picture in the folder.
        updated: When the feed last changed.
    """

    title: str
    description: str
    language: str
    author: str
    guid: str
    base_url: str
    cover: str
    updated: datetime


@dataclass(frozen=True, slots=True)
class Episode:
    """A session in the feed.

    Attributes:
        title: Its title.
        description: What it is for, in HTML.
        guid: Stays the same when the session changes.
        published: When it was first published.
        file: The name of its audio file in the folder.
        media_type: The type of that file.
        size_bytes: The exact size of that file.
        duration_ms: Its playing time.
        cover: The name of its picture in the folder; empty for none.
        chapters: The name of its file of chapters in the folder; empty for none.
        version: Changes with the content of a file that keeps its name, so that apps load it again; empty for a file
            whose name changes.
    """

    title: str
    description: str
    guid: str
    published: datetime
    file: str
    media_type: str
    size_bytes: int
    duration_ms: int
    cover: str = ""
    chapters: str = ""
    version: str = ""


def channel_guid(feed_url: str) -> str:
    """Return the guid of a channel from its first address, as Podcasting 2.0 makes it.

    >>> channel_guid("https://mp3s.nashownotes.com/pc20rss.xml")
    '917393e3-1b1e-5cef-ace4-edaa54e1f810'
    """
    return str(uuid.uuid5(_CHANNELS, feed_url.partition("://")[2].rstrip("/")))


def episode_guid(channel: str, name: str) -> str:
    """Return the guid of a session: the same whenever it is added to the same channel."""
    return uuid.uuid5(uuid.UUID(channel), name).urn


def feed_xml(
    channel: Channel, episodes: Sequence[Episode], *, name: str = FEED_NAME, is_private: bool = False
) -> bytes:
    """Return the feed as a document in UTF-8, the episodes in the order given.

    Whatever a title or description says, it is text: it never becomes an element.

    Args:
        channel: The channel.
        episodes: Its sessions.
        name: The name of the feed's file in the folder.
        is_private: Whether directories of podcasts are asked not to list it.
    """
    rss = ET.Element("rss", {"version": "2.0", **{f"xmlns:{name}": url for name, url in _NAMESPACES.items()}})
    top = ET.SubElement(rss, "channel")
    base = channel.base_url
    _add(top, "title", channel.title)
    _add(top, "link", base)
    _add(top, "atom:link", href=_url(base, name), rel="self", type="application/rss+xml")
    _add(top, "description", channel.description)
    _add(top, "language", channel.language)
    _add(top, "lastBuildDate", _date(channel.updated))
    _add(top, "generator", "voicecoach")
    _add(top, "itunes:author", channel.author)
    _add(top, "itunes:image", href=_url(base, channel.cover))
    ET.SubElement(top, "itunes:category", {"text": _CATEGORY})
    _add(top, "itunes:explicit", "false")
    _add(top, "itunes:type", "episodic")
    if is_private:
        _add(top, "itunes:block", "Yes")
    _add(top, "podcast:guid", channel.guid)
    _add(top, "podcast:medium", "podcast")
    image = ET.SubElement(top, "image")
    _add(image, "url", _url(base, channel.cover))
    _add(image, "title", channel.title)
    _add(image, "link", base)
    for episode in episodes:
        _add_episode(top, base, episode)
    ET.indent(rss, " ")
    document: str = ET.tostring(rss, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{document}\n'.encode()


def _add_episode(top: ET.Element, base: str, episode: Episode) -> None:
    item = ET.SubElement(top, "item")
    _add(item, "title", episode.title)
    _add(item, "description", episode.description)
    _add(item, "guid", episode.guid, isPermaLink="false")
    _add(item, "pubDate", _date(episode.published))
    url, length = _url(base, episode.file), str(episode.size_bytes)
    if episode.version:
        url = f"{url}?v={episode.version}"
    _add(item, "enclosure", url=url, length=length, type=episode.media_type)
    _add(item, "itunes:duration", str(round_half_up(episode.duration_ms / SECOND_MS)))
    _add(item, "itunes:explicit", "false")
    _add(item, "itunes:episodeType", "full")
    if episode.cover:
        _add(item, "itunes:image", href=_url(base, episode.cover))
    if episode.chapters:
        _add(item, "podcast:chapters", url=_url(base, episode.chapters), type=CHAPTERS_TYPE)


def chapters_json(title: str, chapters: Sequence[ChapterMark]) -> str:
    """Return the file of chapters (JSON chapters 1.2 of Podcasting 2.0); times are in seconds."""
    marks = [
        {
            "startTime": chapter.start_ms / SECOND_MS,
            "endTime": chapter.end_ms / SECOND_MS,
            "title": chapter.title,
        }
        for chapter in chapters
    ]
    return json.dumps({"version": "1.2.0", "title": title, "chapters": marks}, ensure_ascii=False, indent=1) + "\n"


def episode_html(about: str, chapters: Sequence[ChapterMark]) -> str:
    """Return what an episode is about, and below it its chapters with their times, as apps show it: in HTML.

    Only the elements that Apple Podcasts allows are in it.
    """
    items = [f"<li>{format_clock(chapter.start_ms)} {escape(chapter.title, quote=False)}</li>" for chapter in chapters]
    about_html = f"<p>{escape(about, quote=False)}</p>" if about else ""
    return about_html + (f"<ul>{''.join(items)}</ul>" if items else "")


def clean(text: str) -> str:
    r"""Return a text without the characters that no XML document may hold.

    >>> clean("a\x00b\x1b[31m\ud800c")
    'ab[31mc'
    """
    return _NOT_IN_XML.sub("", text)


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> None:
    element = ET.SubElement(parent, name, {key: clean(value) for key, value in attributes.items()})
    if text:
        element.text = clean(text)


def _url(base: str, name: str) -> str:
    return base + quote(name)


def _date(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC), usegmt=True)
