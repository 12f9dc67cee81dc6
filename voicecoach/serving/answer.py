"""The answer to a request for a resource: whole, in part, or unchanged."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from email.utils import formatdate
from urllib.parse import quote

import anyio
import anyio.to_thread
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from voicecoach.serving.ranges import UnsatisfiableError, wanted_range
from voicecoach.serving.resource import Resource
from voicecoach.text import in_ascii, printable

# Starlette's FileResponse serves files alone, answers 400 to a unit that it does not know and to a malformed range,
# both of which the RFC has ignored, and has no If-None-Match.


class IncompleteError(OSError):
    """Raised when a resource has fewer bytes than it promised: the connection has to break."""


class ResourceAnswer(Response):
    """A response that sends a resource, for GET and HEAD.

    Args:
        resource: The resource.
        name: The name under which a client saves it; None for the last part of the address.
        is_download: Whether a browser saves it and does not show it.
        headers: More headers.
    """

    def __init__(
        self,
        resource: Resource,
        *,
        name: str | None = None,
        is_download: bool = False,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self._resource = resource
        self.background = None
        self.body = b""
        self.status_code = 200
        self.media_type = resource.media_type
        self.init_headers(headers)
        # Response itself counts a body of no bytes.
        self.headers["content-length"] = str(resource.length_bytes)
        self.headers["accept-ranges"] = "bytes"
        self.headers["etag"] = resource.etag
        if resource.modified_s is not None:
            self.headers["last-modified"] = formatdate(resource.modified_s, usegmt=True)
        if name is not None:
            self.headers["content-disposition"] = content_disposition(name, is_download=is_download)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        asked = Headers(scope=scope)
        begin, end = 0, self._resource.length_bytes
        if self._is_unchanged(asked):
            self._answer_without_body(304)
            begin = end
        elif "range" in asked and self._may_be_part(asked):
            try:
                part = wanted_range(asked["range"], self._resource.length_bytes)
            except UnsatisfiableError:
                self._answer_without_body(416)
                self.headers["content-range"] = f"bytes */{end}"
                self.headers["content-length"] = "0"
                begin = end
            else:
                if part is not None:
                    self.status_code = 206
                    self.headers["content-range"] = f"bytes {part[0]}-{part[1] - 1}/{end}"
                    self.headers["content-length"] = str(part[1] - part[0])
                    begin, end = part
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        if scope["method"] != "HEAD" and begin < end:
            await _send_until_gone(self._resource.read(begin, end), end - begin, receive, send)
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    def _answer_without_body(self, status_code: int) -> None:
        self.status_code = status_code
        for name in ("content-length", "content-type", "content-disposition"):
            if name in self.headers:
                del self.headers[name]

    def _is_unchanged(self, asked: Headers) -> bool:
        """Return whether the client has this resource already."""
        if "if-none-match" in asked:
            tags = [tag.strip().removeprefix("W/") for tag in asked["if-none-match"].split(",")]
            return "*" in tags or self._resource.etag in tags
        return asked.get("if-modified-since") == self.headers.get("last-modified", "")

    def _may_be_part(self, asked: Headers) -> bool:
        """Return whether ``If-Range`` allows a part: what the client has is of this very resource."""
        condition = asked.get("if-range")
        return condition is None or condition in {self._resource.etag, self.headers.get("last-modified")}


async def _send_until_gone(chunks: Iterator[bytes], length_bytes: int, receive: Receive, send: Send) -> None:
    """Send the chunks, which are made in a thread, until all are sent or the client has gone."""
    async with anyio.create_task_group() as group:

        async def watch() -> None:
            while (await receive())["type"] != "http.disconnect":
                pass
            group.cancel_scope.cancel()

        group.start_soon(watch)
        try:
            while chunk := await anyio.to_thread.run_sync(next, chunks, b""):
                length_bytes -= len(chunk)
                await send({"type": "http.response.body", "body": chunk, "more_body": True})
        finally:
            with anyio.CancelScope(shield=True):
                await anyio.to_thread.run_sync(getattr(chunks, "close", int))
        if length_bytes:
            raise IncompleteError(f"{length_bytes} bytes are missing")
        group.cancel_scope.cancel()


def content_disposition(name: str, *, is_download: bool) -> str:
    """Return the header that gives a file its name (RFC 6266): one in ASCII for old clients, and the real one.

    >>> print(content_disposition("Rücken.mp3", is_download=True))
    attachment; filename="Rucken.mp3"; filename*=UTF-8''R%C3%BCcken.mp3
    """
    name = re.sub(r"[/\\]", "_", printable(name, replacement="_"))
    plain = in_ascii(name).replace('"', "'").replace("%", "_")
    kind = "attachment" if is_download else "inline"
    header = f'{kind}; filename="{plain}"'
    return header if plain == name else f"{header}; filename*=UTF-8''{quote(name, safe='')}"
