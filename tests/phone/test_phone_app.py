"""The page, the feed and the files behind the address of the phone, asked without a network."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import feedparser
import pytest
from asgi_client import Answer, ask
from session_files import JPEG, session_file

from voicecoach.phone.app import phone_app
from voicecoach.phone.shelf import Shelf, distinct_names
from voicecoach.phone.words import WORDS
from voicecoach.pipeline.ready import SessionFile
from voicecoach.serving.guard import Guard
from voicecoach.serving.usage import Usage

PATH = "/secret-secret-secret-secret"
HOST = "192.168.1.5:8710"
MAY_1 = datetime(2026, 5, 1, 12, tzinfo=UTC)
HOSTILE = '</script><b onclick="x">&amp;\x00\x1b[31m'


class Phone:
    """The app on the network, with some sessions."""

    def __init__(self, *files: SessionFile) -> None:
        names = distinct_names(files)
        self._app = Guard(
            phone_app(Shelf(files, dict.fromkeys(names, MAY_1)), PATH), hosts=["192.168.1.5"], usage=Usage()
        )

    def get(self, name: str = "", *, path: str = PATH, host: str = HOST, method: str = "GET", **headers: str) -> Answer:
        sent = {key.replace("_", "-"): value for key, value in headers.items()}
        return ask(self._app, f"{path}/{name}", host=host, method=method, headers=sent)


@pytest.fixture(scope="module")
def phone(tmp_path_factory: pytest.TempPathFactory) -> Phone:
    folder = tmp_path_factory.mktemp("files")
    return Phone(session_file(folder), session_file(folder, "Für Ümit", title="Für Ümit"))


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("", "text/html; charset=utf-8"),
        ("feed.xml", "application/rss+xml; charset=utf-8"),
        ("page.js", "text/javascript; charset=utf-8"),
        ("page.css", "text/css; charset=utf-8"),
        ("icon.svg", "image/svg+xml"),
        ("cover.jpg", "image/jpeg"),
        ("back.mp3", "audio/mpeg"),
        ("back.jpg", "image/jpeg"),
        ("back.chapters.json", "application/json+chapters"),
    ],
)
def test_everything_of_the_page_has_its_type_and_is_known_again(phone: Phone, name: str, media_type: str) -> None:
    answer = phone.get(name)
    assert (answer.status, answer.headers["content-type"]) == (200, media_type)
    assert phone.get(name, if_none_match=answer.headers["etag"]).status == 304
    head = phone.get(name, method="HEAD")
    assert (head.body, head.headers["content-length"]) == (b"", str(len(answer.body)))


def test_what_the_page_refers_to_is_there(phone: Phone) -> None:
    page = phone.get().text
    names = set(re.findall(r'(?:src|href)="([^":#]+)"', page))
    assert {"page.js", "page.css", "icon.svg", "feed.xml", "back.mp3", "back.jpg", "fur-umit.mp3?save"} <= names
    assert {name: phone.get(name).status for name in names} == dict.fromkeys(names, 200)


@pytest.mark.parametrize(
    ("wanted", "status", "content_range", "begin", "end"),
    [
        ("bytes=0-99", 206, "bytes 0-99/4096", 0, 100),
        ("bytes=4000-", 206, "bytes 4000-4095/4096", 4000, 4096),
        ("bytes=-1", 206, "bytes 4095-4095/4096", 4095, 4096),
        ("bytes=4096-", 416, "bytes */4096", 0, 0),
    ],
)
def test_a_part_of_a_file(phone: Phone, wanted: str, status: int, content_range: str, begin: int, end: int) -> None:
    whole = phone.get("back.mp3").body
    part = phone.get("back.mp3", range=wanted)
    assert (part.status, part.headers["content-range"], part.body) == (status, content_range, whole[begin:end])


def test_a_file_is_saved_under_its_own_name(phone: Phone) -> None:
    shown, saved = phone.get("fur-umit.mp3"), phone.get("fur-umit.mp3?save")
    name = "filename=\"Fur Umit.mp3\"; filename*=UTF-8''F%C3%BCr%20%C3%9Cmit.mp3"
    assert shown.headers["content-disposition"] == f"inline; {name}"
    assert saved.headers["content-disposition"] == f"attachment; {name}"


@pytest.mark.parametrize(
    "path",
    ["/", "/favicon.ico", "/robots.txt", f"{PATH}x", PATH[:-1], PATH.upper(), f"/{PATH}", f"{PATH}/{PATH}",
     f"{PATH}/..", f"{PATH}/../..", f"{PATH}/%2e%2e/%2e%2e/etc/passwd", f"{PATH}/..%2fphone.json", f"{PATH}//back.mp3",
     f"{PATH}/back.mp3/", f"{PATH}/back", f"{PATH}/back.mp3%00", f"{PATH}/BACK.mp3", f"{PATH}/page/page.js",
     f"{PATH}/\\..\\back.mp3", f"{PATH}/C:/Windows/win.ini"],
)  # fmt: skip
def test_nothing_else_is_found(phone: Phone, path: str) -> None:
    folder, _, name = path.rpartition("/")
    answer = phone.get(name, path=folder)
    assert (answer.status, answer.text) == (404, "Not found.\n")


@pytest.mark.parametrize(
    ("method", "host", "status"),
    [
        ("POST", HOST, 405),
        ("DELETE", HOST, 405),
        ("GET", "evil.example", 421),
        ("GET", "192.168.1.5.evil.example", 421),
    ],
)
def test_other_methods_and_other_names_are_refused(phone: Phone, method: str, host: str, status: int) -> None:
    for name in ("", "feed.xml", "back.mp3"):
        assert phone.get(name, method=method, host=host).status == status


def test_the_path_without_its_slash_leads_to_the_page(phone: Phone) -> None:
    answer = phone.get(path="", name=PATH.removeprefix("/"))
    assert (answer.status, answer.headers["location"]) == (307, f"{PATH}/")


class Texts(HTMLParser):
    """The names of the elements and attributes of a page, and all of its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names |= {tag, *(name for name, _ in attrs)}

    def handle_data(self, data: str) -> None:
        self.text += data


def test_no_text_of_a_script_becomes_markup(tmp_path: Path) -> None:
    phone = Phone(session_file(tmp_path, HOSTILE, title=HOSTILE, about=HOSTILE))
    page = Texts(phone.get().text)
    assert page.text.count('</script><b onclick="x">&amp;') >= 3  # in the title, the heading, and below it
    assert not {"b", "onclick", "style"} & page.names
    feed = feedparser.parse(phone.get("feed.xml").body)
    assert not feed.bozo
    assert feed.entries[0].title == '</script><b onclick="x">&amp;[31m'


@pytest.mark.parametrize(("accepted", "language"), [("", "en"), ("de-AT, en;q=0.5", "de"), ("ja;q=x, es", "es")])
def test_the_page_speaks_the_language_of_the_phone(phone: Phone, accepted: str, language: str) -> None:
    answer = phone.get(accept_language=accepted)
    assert answer.headers["content-language"] == language
    assert f'<html lang="{language}">' in answer.text
    assert WORDS[language]["ends"].replace("’", "’") in answer.text


def test_every_language_has_every_word() -> None:
    assert len({frozenset(words) for words in WORDS.values()}) == 1


def test_the_feed_leads_back_to_the_same_address(phone: Phone) -> None:
    found = feedparser.parse(phone.get("feed.xml").body)
    base = f"http://{HOST}{PATH}/"
    assert not found.bozo
    assert [one.title for one in found.entries] == ["Lower back", "Für Ümit"]
    first = found.entries[0]
    assert (first.enclosures[0].href, first.enclosures[0].length) == (f"{base}back.mp3", "4096")
    assert first.published == "Fri, 01 May 2026 12:00:00 GMT"
    assert found.feed.image.href == f"{base}cover.jpg"
    assert phone.get("feed.xml").body == phone.get("feed.xml").body


def test_the_chapters_are_in_seconds(phone: Phone) -> None:
    chapters = json.loads(phone.get("back.chapters.json").body)
    assert [(one["startTime"], one["title"]) for one in chapters["chapters"]] == [
        (5.0, "Bridge"),
        (65.0, "Child's Pose"),
    ]
    assert phone.get("back.jpg").body == JPEG


def test_sessions_of_one_name_do_not_hide_each_other(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    phone = Phone(session_file(tmp_path, content=b"a"), session_file(tmp_path / "b", content=b"b"))
    assert (phone.get("back.mp3").body, phone.get("back-2.mp3").body) == (b"a", b"b")
    assert len({one.id for one in feedparser.parse(phone.get("feed.xml").body).entries}) == 2
