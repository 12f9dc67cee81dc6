"""A client that asks an ASGI app without a network, in a millisecond."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit


@dataclass
class Answer:
    """An answer; its headers have names in lower case."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def text(self) -> str:
        return self.body.decode()


def ask(
    app: Any,
    path: str = "/",
    *,
    method: str = "GET",
    host: str | None = "127.0.0.1",
    headers: Mapping[str, str] | None = None,
    body: bytes = b"",
    leave_after_bytes: int | None = None,
) -> Answer:
    """Ask an app, and return its answer.

    Args:
        app: The app.
        path: Path and query, as they stand in the request.
        method: The method.
        host: The header of that name; None for none.
        headers: Further headers.
        body: The body of the request.
        leave_after_bytes: Break off when this much of the body has come.
    """
    answer = Answer()
    parts = urlsplit(path)
    sent = {**({} if host is None else {"host": host}), **(headers or {})}

    async def run() -> None:
        has_left = asyncio.Event()
        has_asked = False

        async def receive() -> dict[str, object]:
            nonlocal has_asked
            if not has_asked:
                has_asked = True
                return {"type": "http.request", "body": body, "more_body": False}
            await has_left.wait()
            return {"type": "http.disconnect"}

        async def send(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                answer.status = message["status"]
                answer.headers = {name.decode().lower(): value.decode("latin-1") for name, value in message["headers"]}
            elif not has_left.is_set():
                answer.body += message.get("body", b"")
                if leave_after_bytes is not None and len(answer.body) >= leave_after_bytes:
                    has_left.set()
            await asyncio.sleep(0)

        scope = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": unquote(parts.path),
            "raw_path": parts.path.encode(),
            "query_string": parts.query.encode(),
            "root_path": "",
            "headers": [(name.lower().encode(), value.encode("latin-1")) for name, value in sent.items()],
            "client": ("127.0.0.1", 50_000),
            "server": ("127.0.0.1", 8000),
        }
        await app(scope, receive, send)

    asyncio.run(run())
    return answer
