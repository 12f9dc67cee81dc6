"""The feeds of a table: which rows are in which, and what stays from run to run."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import feedparser
import pytest

from voicecoach.batch.ledger import Ledger, LedgerEntry
from voicecoach.batch.orders import BatchSettings, SessionText
from voicecoach.batch.rows import RowFiles
from voicecoach.batch.table import read_table
from voicecoach.errors import FeedError
from voicecoach.export.tags.tags import ChapterMark
from voicecoach.feed.batch import COVER_NAME, BatchFeeds, FeedOutcome

BASE = "https://example.org/praxis/"
MAY_1 = datetime(2026, 5, 1, 12, tzinfo=UTC)
TABLE = """script,out,set.patient,feed
a,anna/1.mp3,Anna,back-7k
b,anna/2.opus,Anna,Back-7K
a,kurt,Kurt,Kurt
a,all.flac,,yes
a,none,,no
a,empty,,
"""


class Practice:
    """A folder, and a table whose rows are made without sound."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "Praxis"
        self.folder.mkdir()
        (self.folder / COVER_NAME).write_bytes(b"the person's own")
        self.table = folder / "table.csv"
        self.day = 0

    def begin(self, text: str = TABLE, base: str = BASE) -> BatchFeeds:
        self.table.write_text(text, encoding="utf-8")
        feeds = BatchFeeds(RowFiles(read_table(self.table), BatchSettings(self.folder)), base)
        feeds.begin(MAY_1 + timedelta(days=self.day))
        return feeds

    def make(self, outs: Iterable[str], *, inputs: str = "0123456789", shard: str = "") -> None:
        ledger = Ledger(self.folder, shard)
        for out in outs:
            (self.folder / out).parent.mkdir(exist_ok=True)
            (self.folder / out).write_bytes(inputs.encode())
            text = SessionText(f"Title of {out}", "About & more", "de", (ChapterMark(0, 9, "<One>"),))
            ledger.add(out, LedgerEntry(inputs, 90_000, {out: len(inputs)}, text.as_json()))
        ledger.finish()

    def feeds(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.folder.glob("*.xml")}

    def items(self, name: str) -> dict[str, tuple[str, str, str]]:
        """Return id, date and address of each item, by its title."""
        entries = feedparser.parse(self.feeds()[name]).entries
        return {one.title: (one.id, one.published, one.enclosures[0].href) for one in entries}


OUTS = ("anna/1.mp3", "anna/2.opus", "kurt.mp3", "all.flac", "none.mp3", "empty.mp3")


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return Practice(tmp_path)


def test_a_cell_puts_a_row_into_a_feed(practice: Practice) -> None:
    feeds = practice.begin()
    practice.make(OUTS)
    written = {one.path.name: (one.url, one.sessions) for one in feeds.write()}
    assert written == {
        "back-7k.xml": (f"{BASE}back-7k.xml", 2),
        "feed.xml": (f"{BASE}feed.xml", 1),
        "kurt.xml": (f"{BASE}kurt.xml", 1),
    }
    parsed = feedparser.parse(practice.feeds()["back-7k.xml"])
    assert (parsed.feed.title, parsed.feed.language, parsed.feed.description) == ("back-7k", "de", "About & more")
    assert parsed.feed.itunes_block == 1
    first, second = parsed.entries  # the first row comes first
    assert first.title == "Title of anna/1.mp3"
    assert first.summary == "<p>About &amp; more</p><ul><li>0:00 &lt;One&gt;</li></ul>"
    assert dict(first.enclosures[0]) | {"rel": ""} == {
        "href": f"{BASE}anna/1.mp3?v=01234567", "length": "10", "type": "audio/mpeg", "rel": "",
    }  # fmt: skip
    assert second.enclosures[0].type == "audio/ogg"
    assert feedparser.parse(practice.feeds()["kurt.xml"]).feed.title == "Praxis"  # a patient's name is hidden
    assert (feeds.url_of(2), feeds.url_of(6)) == (f"{BASE}back-7k.xml", None)


def test_without_the_column_all_rows_are_in_one_feed(practice: Practice) -> None:
    feeds = practice.begin("script,out\na,x\na,y\n")
    practice.make(["x.mp3", "y.mp3"])
    assert [(one.path.name, one.sessions) for one in feeds.write()] == [("feed.xml", 2)]


def test_what_is_unchanged_keeps_its_item(practice: Practice) -> None:
    feeds = practice.begin("script,out\na,x\na,y\na,z\n")
    practice.make(["x.mp3", "y.mp3", "z.mp3"])
    feeds.write()
    before, first_bytes = practice.items("feed.xml"), practice.feeds()
    practice.day = 1
    practice.begin("script,out\na,x\na,y\na,z\n").write()
    assert practice.feeds() == first_bytes
    # A row changes, one is gone, one is new and not made, one is new, and the folder has moved.
    feeds = practice.begin("script,out\na,later\na,y\na,new\na,x\n", base="https://example.org/moved/")
    practice.make(["x.mp3"], inputs="abcdefghij")
    practice.make(["new.mp3"])
    feeds.write()
    after = practice.items("feed.xml")
    assert [*after] == ["Title of new.mp3", "Title of x.mp3", "Title of y.mp3"]
    for name, version in (("x", "abcdefgh"), ("y", "01234567")):
        title = f"Title of {name}.mp3"
        assert after[title][:2] == before[title][:2]
        assert after[title][2] == f"https://example.org/moved/{name}.mp3?v={version}"


def test_parts_and_a_killed_run_give_the_bytes_of_a_run_in_one_go(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    whole, parts = Practice(tmp_path), Practice(tmp_path / "parts")
    feeds = whole.begin()
    whole.make(OUTS)
    feeds.write()
    first = parts.begin()
    parts.make(OUTS[::2], shard="1-of-2")
    first.write()
    assert parts.feeds() != whole.feeds()
    parts.day = 1
    parts.begin()  # the second machine; it is killed
    parts.make(OUTS[1:3], shard="2-of-2")
    second = parts.begin()
    parts.make(OUTS[3::2], shard="2-of-2")
    second.write()
    first.write()
    assert parts.feeds() == whole.feeds()


def test_a_feed_without_rows_is_removed_and_one_of_another_program_stays(practice: Practice) -> None:
    feeds = practice.begin()
    practice.make(OUTS)
    feeds.write()
    gone = practice.begin(TABLE.replace("Kurt\n", "no\n")).write()[-1]
    assert gone == FeedOutcome(practice.folder / "kurt.xml", "", 0)
    assert sorted(practice.feeds()) == ["back-7k.xml", "feed.xml"]
    (practice.folder / "kurt.xml").write_text("mine", encoding="utf-8")
    with pytest.raises(FeedError, match="was not written by this command"):
        practice.begin()
    assert practice.feeds()["kurt.xml"] == b"mine"


def test_two_names_with_one_address_are_a_mistake(practice: Practice) -> None:
    feeds = practice.begin("script,out,feed\na,x,Ana M\na,y,ana m\na,z,Ána-M\na,w,feed\na,v,yes\n")
    told = [str(mistake) for mistake in feeds.mistakes]
    assert told == ['row 4, column C (feed): "Ána-M" and "Ana M" would have one address: ana-m.xml']
