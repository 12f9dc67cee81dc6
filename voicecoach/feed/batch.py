"""The feeds of a batch: each row of a table is a session in one of them, or in none.

The sound stays where the batch puts it. An item is known by the name of its file, so that rows may move in the table.
Its date is that of the first run that had its row: every run gives one to all rows of the table before it makes
anything, also to those of other machines. So the feed of a run that was killed and goes on, or is shared by several
machines, has the same bytes as that of a run in one go.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from voicecoach.batch.columns import FEED, NO, SET, YES, CellError
from voicecoach.batch.ledger import LedgerEntry, folder_lock, newest_entries
from voicecoach.batch.mistakes import Mistake
from voicecoach.batch.orders import SessionText
from voicecoach.batch.rows import RowFiles
from voicecoach.errors import FeedError
from voicecoach.export.formats import FORMATS
from voicecoach.feed.dates import new_dates
from voicecoach.feed.names import public_name
from voicecoach.feed.rss import FEED_NAME, Channel, Episode, channel_guid, episode_guid, episode_html, feed_xml
from voicecoach.pictures.cover import collection_cover
from voicecoach.pipeline.hiding import Hiding
from voicecoach.pipeline.ready import COVER_PX
from voicecoach.store.atomic import as_export_errors, write_output
from voicecoach.text import quoted, title_of_name

RECORD_NAME = ".voicecoach-feeds.json"
COVER_NAME = "feed.jpg"
"""The picture of all feeds: drawn, unless the person has put one there."""

_VERSION = 1
_DIGEST_CHARACTERS = 8
_CHAPTERS = ".chapters.json"


@dataclass(slots=True)
class _Feed:
    """A feed: its title, and the files of its sessions in the order of the table."""

    title: str
    files: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Record:
    """The part of the feeds that stays from run to run.

    Attributes:
        address: The first address, from which ids are made: they stay when the folder moves.
        dates: The date of each item by its file.
        feeds: The names of the feeds in the folder.
    """

    address: str
    dates: dict[str, datetime]
    feeds: set[str]


@dataclass(frozen=True, slots=True)
class FeedOutcome:
    """A feed after a run.

    Attributes:
        path: Its file.
        url: Its address.
        sessions: The number of its sessions; 0 for one that was removed, since no row has it any more.
    """

    path: Path
    url: str
    sessions: int


class BatchFeeds:
    """The feeds of a table.

    Args:
        files: Tells the files of the rows.
        base_url: The address of the folder on the web, with a slash at its end.

    Attributes:
        mistakes: The mistakes in cells of the column ``feed``.
    """

    def __init__(self, files: RowFiles, base_url: str) -> None:
        self.mistakes: list[Mistake] = []
        self._files = files
        self._folder = files.settings.folder
        self._base_url = base_url
        self._title = title_of_name(self._folder.resolve().name) or "Sessions"
        self._feeds: dict[str, _Feed] = {}
        self._of_row: dict[int, str] = {}
        self._sort_rows()

    def url_of(self, row: int) -> str | None:
        """Return the address of the feed of a row, by its number; None for a row in no feed."""
        return f"{self._base_url}{self._of_row[row]}" if row in self._of_row else None

    def begin(self, now: datetime) -> None:
        """Give a date to each row that has none, before anything is made.

        Raises:
            FeedError: A feed there is not ours, or our record is damaged.
            ExportError: The folder cannot be written.
        """
        with as_export_errors(self._folder / RECORD_NAME):
            self._folder.mkdir(parents=True, exist_ok=True)
            with folder_lock(self._folder):
                record = self._record()
                for name in self._feeds.keys() - record.feeds:
                    if (self._folder / name).exists():
                        hint = "move that file away, or name the feed in a column feed"
                        raise FeedError(self._folder, f"{name} there was not written by this command", hint)
                rows = [out for feed in self._feeds.values() for out in feed.files]
                new = [out for out in rows if out not in record.dates]
                dates = {**record.dates, **new_dates(new, record.dates.values(), now)}
                record.dates = {out: dates[out] for out in rows}
                record.feeds |= self._feeds.keys()
                self._save(record)

    def write(self) -> list[FeedOutcome]:
        """Write the feeds of the sessions that are there, by whichever machine, and return what has changed.

        Raises:
            ExportError: A file cannot be written.
        """
        with as_export_errors(self._folder / RECORD_NAME), folder_lock(self._folder):
            record, entries = self._record(), newest_entries(self._folder)
            if not (self._folder / COVER_NAME).exists():
                write_output(self._folder / COVER_NAME, collection_cover(self._title, COVER_PX))
            outcomes = [self._written(name, feed, record, entries) for name, feed in sorted(self._feeds.items())]
            for name in sorted(record.feeds - self._feeds.keys()):
                (self._folder / name).unlink(missing_ok=True)
                outcomes.append(FeedOutcome(self._folder / name, "", 0))
            record.feeds = set(self._feeds)
            self._save(record)
        return outcomes

    def _written(self, name: str, feed: _Feed, record: _Record, entries: Mapping[str, LedgerEntry]) -> FeedOutcome:
        guid = channel_guid(f"{record.address}{name}")
        found = [
            (entry, SessionText.from_json(entry.text), out)
            for out in feed.files
            if (entry := entries.get(out)) is not None and entry.is_there(self._folder) and out in record.dates
        ]
        episodes = [_episode(guid, out, entry, text, record.dates[out]) for entry, text, out in found]
        about = {text.about for _, text, _ in found}
        channel = Channel(
            title=feed.title,
            description=(about.pop() if len(about) == 1 else "") or feed.title,
            language=found[0][1].language if found else "en",
            author=self._files.settings.own_tags.get("artist") or "voicecoach",
            guid=guid,
            base_url=self._base_url,
            cover=COVER_NAME,
            updated=max(record.dates[out] for out in feed.files),
        )
        episodes.sort(key=lambda one: one.published, reverse=True)
        xml = feed_xml(channel, episodes, name=name, is_private=True)
        path = self._folder / name
        if not path.exists() or path.read_bytes() != xml:
            write_output(path, xml)
        return FeedOutcome(path, f"{self._base_url}{name}", len(episodes))

    def _sort_rows(self) -> None:
        """Sort the rows into feeds; two feeds whose names give one address are a mistake."""
        table = self._files.table
        asked: dict[str, str] = {}
        for row in table.rows:
            cell = " ".join(row.cells.get(FEED, "").split())
            if (FEED in table.columns and not cell) or cell.casefold() in NO:
                continue
            is_whole = not cell or cell.casefold() in YES
            name = FEED_NAME if is_whole else f"{public_name(cell)}.xml"
            other = asked.setdefault(name, cell)
            if not is_whole and other.casefold() != cell.casefold():
                message = f"{quoted(cell)} and {quoted(other or 'feed')} would have one address: {name}"
                self.mistakes.append(Mistake((row.number,), table.column(FEED), message, "choose another name"))
                continue
            try:
                out = self._files.out(row).as_posix()
            except CellError:
                continue  # told with the row
            self._feeds.setdefault(name, _Feed(self._title if is_whole else self._shown(cell, row.cells)))
            self._feeds[name].files.append(out)
            self._of_row[row.number] = name

    def _shown(self, cell: str, cells: Mapping[str, str]) -> str:
        """Return the title of a feed: its name, unless that has a value that is to be hidden."""
        settings = self._files.settings
        own = {column.removeprefix(SET): text for column, text in cells.items() if column.startswith(SET)}
        hiding = Hiding({**settings.choices.values, **own} if settings.hides_values else {})
        return cell if hiding.text(cell) == cell else self._title

    def _record(self) -> _Record:
        path = self._folder / RECORD_NAME
        try:
            stored = json.loads(path.read_text(encoding="utf-8"))
            dates = {str(out): datetime.fromisoformat(date) for out, date in stored["dates"].items()}
            return _Record(str(stored["address"]), dates, set(map(str, stored["feeds"])))
        except FileNotFoundError:
            return _Record(self._base_url, {}, set())
        except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
            hint = "restore it from a backup; without it, apps show all sessions as new"
            raise FeedError(self._folder, f"its record {RECORD_NAME} cannot be read: {error}", hint) from error

    def _save(self, record: _Record) -> None:
        dates = {out: date.isoformat() for out, date in sorted(record.dates.items())}
        stored = {"version": _VERSION, "address": record.address, "feeds": sorted(record.feeds), "dates": dates}
        write_output(self._folder / RECORD_NAME, json.dumps(stored, ensure_ascii=False, indent=1) + "\n")


def _episode(guid: str, out: str, entry: LedgerEntry, text: SessionText, published: datetime) -> Episode:
    path = Path(out)
    chapters = path.with_suffix(_CHAPTERS).as_posix()
    return Episode(
        title=text.title,
        description=episode_html(text.about, text.chapters),
        guid=episode_guid(guid, out),
        published=published,
        file=out,
        media_type=FORMATS[path.suffix.lower()].media_type,
        size_bytes=entry.sizes_bytes[out],
        duration_ms=entry.duration_ms,
        chapters=chapters if chapters in entry.sizes_bytes else "",
        version=entry.inputs[:_DIGEST_CHARACTERS],
    )


def has_feeds(folder: Path) -> bool:
    """Return whether a batch has written feeds into a folder."""
    return (folder / RECORD_NAME).exists()
