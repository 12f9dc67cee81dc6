"""The list of the sessions in a feed folder, from which the feed is made: the file ``.voicecoach-feed.json``.

Only this program needs it. It is hidden so that it is not taken for a part of the podcast.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from voicecoach.errors import FeedError
from voicecoach.feed.rss import FEED_NAME, Channel, Episode, channel_guid
from voicecoach.store.atomic import write_output

STATE_NAME = ".voicecoach-feed.json"
_VERSION = 1


@dataclass(frozen=True, slots=True)
class ListedSession:
    """A session in a folder.

    Attributes:
        script: The script as a person names it; a path is relative to the folder.
        options: The options of the session, as in a cue sheet.
        episode: The session in the feed.
    """

    script: str
    options: dict[str, Any]
    episode: Episode


@dataclass(frozen=True, slots=True)
class FeedState:
    """Everything that the feed of a folder is made from.

    Attributes:
        channel: The channel.
        has_own_cover: Whether the cover is a person's picture.
        sessions: The sessions by name, the oldest first.
        files: All files that this program put there and has not removed.
    """

    channel: Channel
    has_own_cover: bool = False
    sessions: dict[str, ListedSession] = field(default_factory=dict)
    files: frozenset[str] = frozenset()

    def with_files(self, *names: str) -> FeedState:
        """Return the state with more files."""
        return replace(self, files=self.files.union(names))


def load_state(folder: Path) -> FeedState | None:
    """Return the state of a folder; None where it has none yet.

    Raises:
        FeedError: It is damaged, or the folder has the feed of another program.
    """
    path = folder / STATE_NAME
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        channel = dict(stored["channel"])
        sessions = {
            name: ListedSession(one["script"], one["options"], _episode(one["episode"]))
            for name, one in stored["sessions"].items()
        }
        return FeedState(
            Channel(**{**channel, "updated": datetime.fromisoformat(channel["updated"])}),
            bool(stored["has_own_cover"]),
            sessions,
            frozenset(map(str, stored["files"])),
        )
    except FileNotFoundError:
        if (folder / FEED_NAME).exists():
            hint = "choose another folder, or move that file away"
            raise FeedError(folder, f"{FEED_NAME} there was not written by voicecoach", hint) from None
        return None
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        hint = "restore it from a backup, or use a new folder"
        raise FeedError(folder, f"its list {STATE_NAME} cannot be read: {error}", hint) from error


def new_state(title: str, base_url: str, now: datetime) -> FeedState:
    """Return the state of a folder that has no sessions yet."""
    return FeedState(Channel(title, "", "en", "voicecoach", channel_guid(f"{base_url}{FEED_NAME}"), base_url, "", now))


def save_state(folder: Path, state: FeedState) -> None:
    """Write the state of a folder, whole or not at all.

    Raises:
        ExportError: It cannot be written.
    """
    stored = {
        "version": _VERSION,
        "channel": {**asdict(state.channel), "updated": state.channel.updated.isoformat()},
        "has_own_cover": state.has_own_cover,
        "sessions": {
            name: {
                "script": one.script,
                "options": one.options,
                "episode": {**asdict(one.episode), "published": one.episode.published.isoformat()},
            }
            for name, one in state.sessions.items()
        },
        "files": sorted(state.files),
    }
    write_output(folder / STATE_NAME, json.dumps(stored, ensure_ascii=False, indent=1) + "\n")


def _episode(stored: dict[str, Any]) -> Episode:
    return Episode(**{**stored, "published": datetime.fromisoformat(stored["published"])})
