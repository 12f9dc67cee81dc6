"""Resources whole and in part, as RFC 9110 wants them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from asgi_client import ask

from voicecoach.serving.answer import IncompleteError, ResourceAnswer, content_disposition
from voicecoach.serving.ranges import UnsatisfiableError, wanted_range
from voicecoach.serving.resource import ChangedFileError, Resource, bytes_resource, file_resource

CONTENT = bytes(range(256)) * 4  # 1,024 bytes
SOUND = bytes_resource(CONTENT, "audio/mpeg")


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-", (0, 1024)),
        ("bytes=0-0", (0, 1)),
        ("bytes=100-199", (100, 200)),
        ("bytes=1000-5000", (1000, 1024)),
        ("bytes=1023-18446744073709551615", (1023, 1024)),
        ("bytes=-1", (1023, 1024)),
        ("bytes=-5000", (0, 1024)),
        ("Bytes = 5 - 9", (5, 10)),
        ("bytes=,5-9,", (5, 10)),
        ("bytes=5-4", None),
        ("bytes=", None),
        ("bytes=-", None),
        ("bytes=--5", None),
        ("bytes=+5-9", None),
        ("bytes=1_0-20", None),
        ("bytes=a-b", None),
        ("bytes=\N{ARABIC-INDIC DIGIT FIVE}-9", None),
        ("bytes=1-999999999999999999999999", None),
        ("items=0-5", None),
        ("bytes 0-5", None),
        ("bytes=0-1,5-9", None),
        ("bytes=0-0,0-0,0-0,0-0", None),
        ("bytes=0-1,9999-", None),
    ],
)
def test_a_range(header: str, part: tuple[int, int] | None) -> None:
    assert wanted_range(header, 1024) == part


@pytest.mark.parametrize("header", ["bytes=1024-", "bytes=5000-6000", "bytes=-0", "bytes=2000-,3000-"])
def test_a_range_after_the_end_is_refused(header: str) -> None:
    with pytest.raises(UnsatisfiableError):
        wanted_range(header, 1024)


@pytest.mark.parametrize(
    ("headers", "status", "begin", "end"),
    [
        ({}, 200, 0, 1024),
        ({"range": "bytes=1000-"}, 206, 1000, 1024),
        ({"range": "bytes=0-1"}, 206, 0, 2),
        ({"range": "furlongs=0-1"}, 200, 0, 1024),
        ({"range": "bytes=0-1, 4-5"}, 200, 0, 1024),
        ({"range": "bytes=0-1", "if-range": SOUND.etag}, 206, 0, 2),
        ({"range": "bytes=0-1", "if-range": '"another"'}, 200, 0, 1024),
        ({"range": "bytes=0-1", "if-range": f"W/{SOUND.etag}"}, 200, 0, 1024),
        ({"range": "bytes=9999-", "if-range": '"another"'}, 200, 0, 1024),
        ({"range": "bytes=9999-"}, 416, 0, 0),
        ({"if-none-match": SOUND.etag}, 304, 0, 0),
        ({"if-none-match": f'"a", W/{SOUND.etag}'}, 304, 0, 0),
        ({"if-none-match": "*"}, 304, 0, 0),
        ({"if-none-match": '"another"', "range": "bytes=0-1"}, 206, 0, 2),
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_resource(method: str, headers: dict[str, str], status: int, begin: int, end: int) -> None:
    answer = ask(ResourceAnswer(SOUND, name="a.mp3"), method=method, headers=headers)
    assert answer.status == status
    assert answer.body == (CONTENT[begin:end] if method == "GET" else b"")
    assert answer.headers["etag"] == SOUND.etag
    assert answer.headers["accept-ranges"] == "bytes"
    assert answer.headers.get("content-range") == {
        206: f"bytes {begin}-{end - 1}/1024",
        416: "bytes */1024",
    }.get(status)
    if status == 304:
        assert "content-length" not in answer.headers
    else:
        assert answer.headers["content-length"] == str(end - begin)
    if status in {200, 206}:
        assert answer.headers["content-type"] == "audio/mpeg"


def test_a_file_is_served_and_its_date_is_a_condition(tmp_path: Path) -> None:
    path = tmp_path / "a.mp3"
    path.write_bytes(CONTENT)
    whole = ask(ResourceAnswer(file_resource(path, "audio/mpeg")))
    assert whole.body == CONTENT
    date = whole.headers["last-modified"]
    part = ask(ResourceAnswer(file_resource(path, "audio/mpeg")), headers={"range": "bytes=1020-", "if-range": date})
    assert (part.status, part.body) == (206, CONTENT[1020:])
    again = ask(ResourceAnswer(file_resource(path, "audio/mpeg")), headers={"if-modified-since": date})
    assert (again.status, again.body) == (304, b"")


def test_a_file_that_is_replaced_breaks_off_and_gives_no_mixture(tmp_path: Path) -> None:
    path = tmp_path / "a.mp3"
    path.write_bytes(CONTENT)
    before = file_resource(path, "audio/mpeg")
    path.write_bytes(CONTENT[::-1] + b"x")
    with pytest.raises(ExceptionGroup) as raised:
        ask(ResourceAnswer(before))
    assert raised.group_contains(ChangedFileError)
    assert file_resource(path, "audio/mpeg").etag != before.etag


def test_a_resource_that_is_made_is_closed_when_the_client_breaks_off() -> None:
    made = []

    def read(begin: int, end: int) -> Iterator[bytes]:
        try:
            for at in range(begin, end, 100):
                made.append(at)
                yield bytes(100)
        finally:
            made.append(-1)

    answer = ask(ResourceAnswer(Resource("audio/wav", 1_000_000, '"1"', read)), leave_after_bytes=300)
    assert len(answer.body) == 300
    assert made[-1] == -1
    assert len(made) < 10


def test_a_resource_that_ends_too_early_breaks_off() -> None:
    short = Resource("audio/wav", 1000, '"1"', lambda begin, _end: iter([bytes(900 - begin)]))
    with pytest.raises(ExceptionGroup) as raised:
        ask(ResourceAnswer(short))
    assert raised.group_contains(IncompleteError, match="100 bytes are missing")


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("back.mp3", 'attachment; filename="back.mp3"'),
        (
            "Ruhe für Zoë.mp3",
            "attachment; filename=\"Ruhe fur Zoe.mp3\"; filename*=UTF-8''Ruhe%20f%C3%BCr%20Zo%C3%AB.mp3",
        ),
        ('a"b.mp3', "attachment; filename=\"a'b.mp3\"; filename*=UTF-8''a%22b.mp3"),
        ("a\r\nb/../c.mp3", 'attachment; filename="a__b_.._c.mp3"'),
        ("休憩.mp3", "attachment; filename=\".mp3\"; filename*=UTF-8''%E4%BC%91%E6%86%A9.mp3"),
    ],
)
def test_the_name_of_a_download(name: str, header: str) -> None:
    assert content_disposition(name, is_download=True) == header
