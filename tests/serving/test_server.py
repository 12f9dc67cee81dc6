"""A real server on the loopback, and clients that behave badly."""

from __future__ import annotations

import contextlib
import http.client
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import Route
from virtual_clock import VirtualClock

from voicecoach.serving.addresses import LOOPBACK, listening_socket
from voicecoach.serving.answer import ResourceAnswer
from voicecoach.serving.connection import Limits
from voicecoach.serving.guard import Guard
from voicecoach.serving.resource import Resource, bytes_resource
from voicecoach.serving.server import Server
from voicecoach.serving.usage import Usage

SOUND = bytes(1_000) * 3_000
PATIENCE_S = 30
QUICK = Limits(request_s=0.1, stalled_s=0.2, grace_s=0)


class Endless:
    """A resource too long for any buffer, which notes when it is closed."""

    def __init__(self) -> None:
        self.is_closed = threading.Event()
        self.resource = Resource("audio/wav", 10**12, '"1"', self._read)

    def _read(self, begin: int, end: int) -> Iterator[bytes]:
        try:
            while begin < end:
                begin += 65_536
                yield bytes(65_536)
        finally:
            self.is_closed.set()


@contextlib.contextmanager
def serving(
    *, endless: Endless | None = None, limits: Limits | None = None, usage: Usage | None = None
) -> Iterator[Server]:
    sound = bytes_resource(SOUND, "audio/mpeg")

    def answer(request: Request) -> ResourceAnswer:
        is_endless = endless is not None and request.url.path == "/endless"
        return ResourceAnswer(endless.resource if endless and is_endless else sound)

    usage = usage or Usage()
    app = Guard(Starlette(routes=[Route("/{name}", answer)]), hosts=[LOOPBACK], usage=usage)
    with Server(app, listening_socket(LOOPBACK), usage, limits) as server:
        yield server


def get(server: Server, path: str = "/sound", **headers: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection(LOOPBACK, server.port, timeout=PATIENCE_S)
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def test_a_hundred_requests_at_once() -> None:
    with serving() as server, ThreadPoolExecutor(100) as clients:
        answers = list(clients.map(lambda at: get(server, Range=f"bytes={at * 1000}-"), range(100)))
    assert [(status, len(body)) for status, body in answers] == [(206, len(SOUND) - at * 1000) for at in range(100)]


def test_clients_that_are_too_slow_are_cut_off_and_others_are_served() -> None:
    endless = Endless()
    with (
        serving(endless=endless, limits=QUICK) as server,
        socket.create_connection((LOOPBACK, server.port), PATIENCE_S) as silent,
        socket.create_connection((LOOPBACK, server.port), PATIENCE_S) as half_asked,
        socket.create_connection((LOOPBACK, server.port), PATIENCE_S) as not_reading,
    ):
        half_asked.sendall(b"GET /sound HTTP/1.1\r\nHost: 127.0.0.1\r\n")
        not_reading.sendall(b"GET /endless HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        assert get(server)[0] == 200
        for slow in (silent, half_asked):
            with contextlib.suppress(ConnectionResetError):
                assert slow.recv(1) == b""
        assert endless.is_closed.wait(PATIENCE_S)
        assert get(server)[0] == 200


def test_a_client_that_breaks_off_ends_the_work_for_it() -> None:
    endless = Endless()
    with serving(endless=endless) as server:
        with socket.create_connection((LOOPBACK, server.port), PATIENCE_S) as client:
            client.sendall(b"GET /endless HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            assert client.recv(100_000)
        assert endless.is_closed.wait(PATIENCE_S)


RUBBISH = [b"\0\0\0\0\r\n\r\n", b"GET / HTTP/9\r\n\r\n", b"GET " + b"/" * 200_000, b"\x16\x03\x01\x02\x00\x01"]


def test_what_is_not_http_is_refused(caplog: pytest.LogCaptureFixture) -> None:
    with serving(limits=QUICK) as server:
        for rubbish in RUBBISH:
            with (
                socket.create_connection((LOOPBACK, server.port), PATIENCE_S) as client,
                contextlib.suppress(ConnectionResetError, BrokenPipeError),
            ):
                client.sendall(rubbish)
                assert client.recv(1_000)[:12] in {b"", b"HTTP/1.1 400"}
        assert get(server)[0] == 200
    assert not caplog.records


def test_it_stops_although_a_client_does_not_read() -> None:
    endless = Endless()
    with serving(endless=endless, limits=Limits(grace_s=0)) as server:
        client = socket.create_connection((LOOPBACK, server.port), PATIENCE_S)
        client.sendall(b"GET /endless HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        assert client.recv(1)
    assert endless.is_closed.is_set()
    client.close()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((LOOPBACK, server.port), 1)


def test_it_ends_when_nobody_has_used_it_for_so_long() -> None:
    clock = VirtualClock()
    usage = Usage(clock)
    waits = []

    def is_asked(poll_s: float) -> bool:
        waits.append(clock.now_s)
        clock.wait(poll_s)
        return False

    with serving(usage=usage) as server:
        begin_s = clock.now_s
        assert server.wait(unused_for_s=1_800, is_asked=is_asked)
        assert clock.now_s - begin_s == 1_800
        assert not server.wait(unused_for_s=None, is_asked=lambda _poll_s: True)
    assert not server.wait()
