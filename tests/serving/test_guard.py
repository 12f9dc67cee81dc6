"""Who is let through, and with which headers the answer goes."""

from __future__ import annotations

import pytest
from asgi_client import ask
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send
from virtual_clock import VirtualClock

from voicecoach.serving.guard import Guard
from voicecoach.serving.usage import Usage


async def greeting(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["path"] == "/broken":
        raise RuntimeError("a secret")
    await PlainTextResponse("hello", headers={"cache-control": "no-store"})(scope, receive, send)


READ_ONLY = Guard(greeting, hosts=["192.168.1.5", "coach.local", "fd00::5"], usage=Usage())
WRITABLE = Guard(greeting, hosts=["127.0.0.1"], usage=Usage(), methods=("GET", "HEAD", "POST"))


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("192.168.1.5", 200),
        ("192.168.1.5:8000", 200),
        ("COACH.local:8000", 200),
        ("[fd00::5]:8000", 200),
        ("192.168.1.6", 421),
        ("evil.example", 421),
        ("192.168.1.5.evil.example", 421),
        ("evil.example@192.168.1.5", 421),
        ("192.168.1.5/@evil.example", 421),
        ("192.168.1.5:http", 421),
        ("[fd00::5", 421),
        ("", 421),
        (None, 421),
    ],
)
def test_only_its_own_names_are_answered(host: str | None, status: int) -> None:
    answer = ask(READ_ONLY, host=host)
    assert answer.status == status
    assert (answer.text == "hello") == (status == 200)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "get", "PROPFIND"])
def test_other_methods_are_refused(method: str) -> None:
    answer = ask(READ_ONLY, method=method, host="192.168.1.5")
    assert answer.status == 405
    assert answer.headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"origin": "http://127.0.0.1:8000", "sec-fetch-site": "same-origin"}, 200),
        ({"origin": "http://127.0.0.1:9000"}, 403),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
    ],
)
def test_a_change_comes_from_its_own_pages_alone(headers: dict[str, str], status: int) -> None:
    assert ask(WRITABLE, method="POST", host="127.0.0.1:8000", headers=headers).status == status
    assert ask(WRITABLE, host="127.0.0.1:8000", headers=headers).status == 200


@pytest.mark.parametrize(("host", "path"), [("192.168.1.5", "/"), ("evil.example", "/"), ("192.168.1.5", "/broken")])
def test_every_answer_has_the_headers_that_protect(host: str, path: str) -> None:
    headers = ask(READ_ONLY, path, host=host).headers
    assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self';")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == ("no-store" if (host, path) == ("192.168.1.5", "/") else "no-cache")


def test_a_failure_tells_nothing_of_the_inside() -> None:
    answer = ask(READ_ONLY, "/broken", host="192.168.1.5")
    assert (answer.status, answer.text) == (500, "The page could not be created.\n")


def test_it_is_unused_since_the_last_answer_that_it_gave() -> None:
    clock = VirtualClock()
    usage = Usage(clock)
    clock.now_s += 60
    assert usage.unused_s() == 60
    guard = Guard(greeting, hosts=["127.0.0.1"], usage=usage)
    ask(guard, host="evil.example")
    assert usage.unused_s() == 60
    with usage.during_request():
        clock.now_s += 1_000
        assert usage.unused_s() == 0
    clock.now_s += 5
    assert usage.unused_s() == 5
    ask(guard)
    assert usage.unused_s() == 0
