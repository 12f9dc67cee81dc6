"""A folder that is a podcast: what is in its feed after each change, and what parsers find in it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import feedparser
import pytest
from session_files import session_file

from voicecoach.errors import ExportError, FeedError, SpeechError
from voicecoach.feed.folder import Changes, FeedTexts, update_folder
from voicecoach.feed.rss import channel_guid
from voicecoach.pipeline.ready import SessionFile
from voicecoach.session.options import Choices

BASE = "https://example.org/back/"
MAY_1 = datetime(2026, 5, 1, 12, tzinfo=UTC)
NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
}
HOSTILE = "]]></title><item/> & \x00\x1b[31m"


class Podcast:
    """A folder, and the sessions that scripts of a name would give now."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "podcast"
        self.sources = folder / "sources"
        self.sources.mkdir()
        self.sessions = {
            name: session_file(self.sources, name, title=name.title()) for name in ("back", "neck", "Für Ümit")
        }
        self.day = 0

    def make(self, script: str, _choices: Choices) -> SessionFile:
        return self.sessions[Path(script).stem]

    def update(
        self,
        *add: str,
        remove: tuple[str, ...] = (),
        url: str | None = BASE,
        make: Callable[[str, Choices], SessionFile] | None = None,
        **texts: str,
    ) -> Changes:
        """Bring the folder up to date, a day after the last time."""
        self.day += 1
        return update_folder(
            self.folder,
            FeedTexts(base_url=url, **texts),
            add=dict.fromkeys(add, Choices()),
            remove=remove,
            make=make or self.make,
            now=MAY_1 + timedelta(days=self.day - 1),
        )

    @property
    def channel(self) -> ET.Element:
        channel = ET.fromstring(self.xml).find("channel")  # noqa: S314 - written a moment ago
        assert channel is not None
        return channel

    @property
    def xml(self) -> bytes:
        return (self.folder / "feed.xml").read_bytes()

    def items(self, path: str) -> list[str | None]:
        """Return the text of an element of each episode."""
        return [item.findtext(path, None, NAMESPACES) for item in self.channel.iter("item")]

    def linked(self) -> set[str]:
        """Return the names of the files that the feed points to."""
        links = [
            value
            for element in self.channel.iter()
            for key, value in element.attrib.items()
            if key in {"url", "href"} and value != f"{BASE}feed.xml"
        ]
        assert all(link.startswith(BASE) and "//" not in link.removeprefix(BASE) for link in links)
        return {unquote(link.removeprefix(BASE)) for link in links}

    def files(self) -> set[str]:
        return {path.name for path in self.folder.iterdir()} - {"feed.xml", ".voicecoach-feed.json"}


@pytest.fixture
def podcast(tmp_path: Path) -> Podcast:
    return Podcast(tmp_path)


def test_the_feed_has_what_apps_and_directories_ask_for(podcast: Podcast) -> None:
    """RSS 2.0, Apple's required tags, and those of Podcasting 2.0."""
    podcast.update("back", title="Anna's back", author="Anna")
    channel = podcast.channel
    paths = ("title", "link", "description", "language", "itunes:author", "itunes:explicit", "podcast:guid")
    found = {path: channel.findtext(path, None, NAMESPACES) for path in paths}
    assert found == {
        "title": "Anna's back",
        "link": BASE,
        "description": "Anna's back",
        "language": "en",
        "itunes:author": "Anna",
        "itunes:explicit": "false",
        "podcast:guid": channel_guid(f"{BASE}feed.xml"),
    }
    attributes = {
        path: {key: value for element in channel.findall(path, NAMESPACES) for key, value in element.attrib.items()}
        for path in (
            "atom:link",
            "itunes:category",
            "itunes:image",
            "item/guid",
            "item/enclosure",
            "item/podcast:chapters",
        )
    }
    assert attributes["atom:link"] == {"href": f"{BASE}feed.xml", "rel": "self", "type": "application/rss+xml"}
    assert attributes["itunes:category"] == {"text": "Health & Fitness"}
    assert attributes["itunes:image"]["href"].endswith(".jpg")
    assert attributes["item/guid"] == {"isPermaLink": "false"}
    assert (attributes["item/enclosure"]["length"], attributes["item/enclosure"]["type"]) == ("4096", "audio/mpeg")
    assert attributes["item/podcast:chapters"]["type"] == "application/json+chapters"
    assert podcast.items("itunes:duration") == ["601"]
    assert podcast.items("description") == [
        "<p>Ten stretches.</p><ul><li>0:05 Bridge</li><li>1:05 Child's Pose</li></ul>"
    ]
    assert podcast.linked() == podcast.files()
    chapters = json.loads((podcast.folder / Path(attributes["item/podcast:chapters"]["url"]).name).read_bytes())
    assert (chapters["version"], chapters["chapters"][1]["startTime"]) == ("1.2.0", 65.0)


def test_a_parser_of_podcasts_finds_the_same(podcast: Podcast) -> None:
    podcast.update("back", "Für Ümit")
    found = feedparser.parse(podcast.xml)
    assert not found.bozo
    assert (found.version, found.feed.title, found.feed.language) == ("rss20", "Podcast", "en")
    assert [one.title for one in found.entries] == ["Back", "Für Ümit"]
    assert [one.enclosures[0].type for one in found.entries] == ["audio/mpeg"] * 2
    assert [one.itunes_duration for one in found.entries] == ["601"] * 2


def test_adding_changing_and_removing_keep_it_true(podcast: Podcast) -> None:
    assert podcast.update("back", "neck") == Changes(feed_url=f"{BASE}feed.xml", added=["back", "neck"])
    assert podcast.items("title") == ["Back", "Neck"]
    guids, dates, links = podcast.items("guid"), podcast.items("pubDate"), podcast.linked()

    before = podcast.xml
    assert podcast.update() == Changes(feed_url=f"{BASE}feed.xml", unchanged=["back", "neck"])
    assert podcast.xml == before  # the date of its last change, too

    podcast.sessions["neck"] = session_file(podcast.sources, "neck", title="New neck", content=b"changed")
    assert podcast.update() == Changes(feed_url=f"{BASE}feed.xml", unchanged=["back"], changed=["neck"])
    assert podcast.items("title") == ["Back", "New neck"]
    assert (podcast.items("guid"), podcast.items("pubDate")) == (guids, dates)
    assert links - podcast.linked() >= {name for name in links if name.startswith("neck") and name.endswith(".mp3")}
    assert podcast.linked() == podcast.files()

    assert podcast.update("Für Ümit") == Changes(
        feed_url=f"{BASE}feed.xml", added=["Für Ümit"], unchanged=["back", "neck"]
    )
    assert podcast.items("title") == ["Für Ümit", "Back", "New neck"]  # the newest first

    assert podcast.update(remove=("back",)).removed == ["back"]
    assert podcast.items("title") == ["Für Ümit", "New neck"]
    assert podcast.linked() == podcast.files()

    podcast.update("back")
    assert podcast.items("guid")[0] == guids[0]  # the same session for whoever has it already


def test_a_script_that_moves_stays_the_same_session(podcast: Podcast) -> None:
    scripts = [podcast.folder / "back.md", podcast.sources / "b" / "back.md"]
    for script in scripts:
        script.parent.mkdir()
        script.touch()
    podcast.update(str(scripts[0]))
    before = podcast.xml
    scripts[0].unlink()
    with pytest.raises(FeedError) as raised:
        podcast.update()
    assert "the script of back is missing" in raised.value.message
    assert raised.value.hint == "put it back, or remove the session: --remove back"
    assert podcast.update(str(scripts[1]), remove=("back",)).removed == []
    assert podcast.xml.split(b"<item>")[1] == before.split(b"<item>")[1]


def test_dates_are_those_of_the_first_time(podcast: Podcast) -> None:
    podcast.update("back", "neck")
    podcast.update("Für Ümit")
    dates = [parsedate_to_datetime(str(date)) for date in podcast.items("pubDate")]
    assert dates == [MAY_1 + timedelta(days=1), MAY_1, MAY_1 - timedelta(seconds=1)]
    assert podcast.channel.findtext("lastBuildDate") == "Sat, 02 May 2026 12:00:00 GMT"


def test_a_feed_that_moves_stays_the_same_feed(podcast: Podcast) -> None:
    podcast.update("back")
    guid, ids = podcast.channel.findtext("podcast:guid", None, NAMESPACES), podcast.items("guid")
    podcast.update(url="https://example.net/")
    assert podcast.channel.findtext("podcast:guid", None, NAMESPACES) == guid
    assert podcast.items("guid") == ids
    assert b"example.org" not in podcast.xml
    podcast.update(url=None)
    assert podcast.channel.findtext("link") == "https://example.net/"


def test_what_cannot_be_made_changes_nothing(podcast: Podcast) -> None:
    podcast.update("back")
    before = {path: path.read_bytes() for path in podcast.folder.iterdir()}

    def fail(script: str, choices: Choices) -> SessionFile:
        if "neck" in script:
            raise SpeechError("Hello.", "tone", "it could not speak")
        return podcast.make(script, choices)

    with pytest.raises(SpeechError):
        podcast.update("neck", remove=("back",), make=fail)
    assert {path: path.read_bytes() for path in podcast.folder.iterdir()} == before


def test_a_run_that_breaks_off_leaves_a_true_feed_and_the_next_one_tidies_up(podcast: Podcast) -> None:
    podcast.update("back")
    before = podcast.xml
    lost = replace(session_file(podcast.sources, "neck"), path=podcast.sources / "gone.mp3")
    podcast.sessions |= {
        "back": session_file(podcast.sources, "back", content=b"changed"),
        "neck": lost,
    }
    with pytest.raises(ExportError):
        podcast.update("neck")
    assert podcast.xml == before
    assert podcast.linked() < podcast.files()  # the old one is there, and the new one is not in use yet
    podcast.update()
    assert podcast.linked() == podcast.files()


def test_files_of_others_are_left_alone(podcast: Podcast) -> None:
    podcast.update("back")
    (podcast.folder / "index.html").write_text("mine", encoding="utf-8")
    (podcast.folder / "back-00000000.mp3").write_bytes(b"mine")
    podcast.update(remove=("back",))
    assert {"index.html", "back-00000000.mp3"} == podcast.files() - podcast.linked()


@pytest.mark.parametrize(
    ("add", "options", "message", "hint"),
    [
        ((), {"url": None, "remove": ()}, "it has no address yet", "add --url"),
        ((), {"remove": ("bakc",)}, "it has no session called 'bakc'", 'did you mean "back"?'),
        (("other/back.md",), {}, "it already has another script called back", "--remove back"),
    ],
)
def test_what_is_refused(
    podcast: Podcast, add: tuple[str, ...], options: dict[str, object], message: str, hint: str
) -> None:
    if options.get("url", BASE):
        podcast.update("back")
    with pytest.raises(FeedError) as raised:
        podcast.update(*add, **options)  # type: ignore[arg-type]
    assert message in raised.value.message
    assert hint in raised.value.hint
    assert podcast.folder.exists() == bool(options.get("url", BASE))


@pytest.mark.parametrize("stored", ["", "[]", '{"channel": {}}', "\0"])
def test_a_damaged_list_is_told(podcast: Podcast, stored: str) -> None:
    podcast.update("back")
    (podcast.folder / ".voicecoach-feed.json").write_text(stored, encoding="utf-8")
    with pytest.raises(FeedError, match="cannot be read"):
        podcast.update()


def test_the_feed_of_another_program_is_not_replaced(podcast: Podcast) -> None:
    podcast.folder.mkdir()
    (podcast.folder / "feed.xml").write_text("<rss/>", encoding="utf-8")
    with pytest.raises(FeedError, match=r"feed\.xml there was not written by voicecoach"):
        podcast.update("back")
    assert podcast.xml == b"<rss/>"


def test_no_text_breaks_the_feed(podcast: Podcast) -> None:
    podcast.sessions["back"] = session_file(podcast.sources, "back", title=HOSTILE, about=HOSTILE)
    podcast.update("back", title=f"{HOSTILE}\ud800", author=HOSTILE, description=HOSTILE)
    assert podcast.items("title") == ["]]></title><item/> & [31m"]
    assert podcast.items("description")[0].startswith("<p>]]&gt;&lt;/title&gt;&lt;item/&gt; &amp; [31m</p><ul>")
    assert not feedparser.parse(podcast.xml).bozo
