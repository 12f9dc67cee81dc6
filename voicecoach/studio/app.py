"""The app: the page, the stream of events, and the table of calls, each of which runs in a thread."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from importlib import import_module
from typing import TYPE_CHECKING

import anyio.to_thread
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from voicecoach.serving.guard import STRICT_POLICY, Guard
from voicecoach.serving.usage import Usage
from voicecoach.studio.events import Events
from voicecoach.studio.lock import Lock
from voicecoach.studio.page import serve_file

if TYPE_CHECKING:  # the table of calls loads the rest of the program: the page does not wait for that
    from voicecoach.studio.calls import CallRow, Studio

_log = logging.getLogger(__name__)

METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE")
POLICY = STRICT_POLICY.replace("img-src 'self'", "img-src 'self' blob:").replace(
    "media-src 'self'", "media-src 'self' blob:"
)
"""Recordings that are not stored yet are heard from the page's own memory."""

_HEADERS = {
    "permissions-policy": "microphone=(self), camera=(), geolocation=()",
    "cross-origin-opener-policy": "same-origin",  # browsers heed it on this machine alone, and complain elsewhere
}
_HEARTBEAT_S = 15.0


def make_app(*, token: str, port: int, usage: Usage, events: Events, idle_s: float) -> ASGIApp:
    """Return the app behind its guard and its lock.

    Args:
        token: The secret of the address.
        port: The port of the server.
        usage: Counts the requests; an open page has one that does not end.
        events: What the page is told without asking.
        idle_s: After so long without a page the studio ends; told to the page.
    """
    calls = _Calls(usage, events, idle_s)

    async def stream_events(_request: Request) -> Response:
        return StreamingResponse(_stream(events), media_type="text/event-stream", headers={"cache-control": "no-store"})

    app = Starlette(
        routes=[
            Route("/", serve_file),
            Route("/page/{file:path}", serve_file),
            Route("/api/events", stream_events),
            Route("/api/{rest:path}", calls.answer, methods=list(METHODS)),
        ]
    )
    locked = Lock(app, token=token, port=port)
    hosts = ("127.0.0.1", "localhost")
    return Guard(locked, hosts=hosts, usage=usage, methods=METHODS, policy=POLICY, headers=_HEADERS)


class _Calls:
    """Answers the calls of the table, which is loaded with the first of them."""

    def __init__(self, usage: Usage, events: Events, idle_s: float) -> None:
        self._state = (usage, events, idle_s)
        self._studio: Studio | None = None
        self._loading = asyncio.Lock()

    async def answer(self, request: Request) -> Response:
        """Answer a call."""
        async with self._loading:
            if self._studio is None:
                self._studio = await anyio.to_thread.run_sync(_load, *self._state)
        from voicecoach.studio import answers, calls
        from voicecoach.studio.words import asked_language

        language = asked_language(request.headers.get("accept-language", ""))
        found = calls.find_row(request.method, request.scope["path"])
        if isinstance(found, int):
            message = (
                "there is no such address" if found == calls.NOT_FOUND else "this address does not accept that method"
            )
            return answers.Json({"message": message, "hint": "", "kind": "request"}, found, None, language)
        row, parts = found
        try:
            body = await _body(request, row)
            if isinstance(body, int):
                refusal = {"message": calls.refused(body, row), "hint": "", "kind": "request"}
                return answers.Json(refusal, body, None, language)
            call = calls.make_call(row, parts, dict(request.query_params), body)
            result = await anyio.to_thread.run_sync(row.answer, self._studio, call)
        except ClientDisconnect:
            return PlainTextResponse("", 400)
        except Exception as error:  # noqa: BLE001 - every error becomes an answer
            _log.debug("%s %s failed", request.method, request.url.path, exc_info=True)
            return answers.error_answer(error, language)
        if isinstance(result, Response):
            return result
        return answers.Json(result, row.status, {"cache-control": "no-store"}, language)


def _load(usage: Usage, events: Events, idle_s: float) -> Studio:
    calls = import_module("voicecoach.studio.calls")
    studio: Studio = calls.Studio(usage, events, idle_s)
    return studio


async def _body(request: Request, row: CallRow) -> bytes | int:
    """Return the body of a call, or the status that refuses it: of another type, or too large."""
    if request.method in {"GET", "HEAD"}:
        return b""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    length = request.headers.get("content-length", "")
    if length.isdigit() and int(length) > row.most_bytes:
        return 413
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > row.most_bytes:
            return 413
    # A form of another site can send neither type: it would have to ask first.
    return bytes(body) if kind in row.media_types else 415


async def _stream(events: Events) -> AsyncIterator[str]:
    """Yield events as they come, and a comment now and then, by which a page that has gone is noticed."""
    with events.subscription() as coming:
        yield ": open\n\n"
        while True:
            try:
                event = await asyncio.wait_for(coming.get(), _HEARTBEAT_S)
            except TimeoutError:
                yield ": still here\n\n"
                continue
            yield event
            if event.startswith("event: ends"):
                return
