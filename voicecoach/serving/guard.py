"""The guard before an app: other hosts' names, other methods and other sites are turned away, and headers are added."""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from voicecoach.serving.usage import Usage

_log = logging.getLogger(__name__)

READ_ONLY = ("GET", "HEAD")

STRICT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""A content security policy: a page takes everything from this server, and has nothing inline."""

_HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-cache",
}


class Guard:
    """An ASGI app that lets requests through to another.

    Args:
        app: The app.
        hosts: The names and addresses by which clients may call this server, without ports. A page of another site
            whose name suddenly leads here (DNS rebinding) sends its own name.
        usage: Told about each request that is let through.
        methods: The methods that are let through. Those that change something are not from the pages of other sites.
        policy: The content security policy.
        headers: More headers, for every answer that does not set them itself.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        hosts: Collection[str],
        usage: Usage,
        methods: Collection[str] = READ_ONLY,
        policy: str = STRICT_POLICY,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self._app = app
        self._hosts = {host.lower() for host in hosts}
        self._usage = usage
        self._methods = methods
        self._headers = {**_HEADERS, "content-security-policy": policy, **(headers or {})}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close"})
            return
        if scope["type"] != "http":
            return  # the server sends no lifespan
        has_begun = False

        async def send_with_headers(message: Message) -> None:
            nonlocal has_begun
            if message["type"] == "http.response.start":
                has_begun = True
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, send_with_headers)
            return
        with self._usage.during_request():
            try:
                await self._app(scope, receive, send_with_headers)
            except Exception as error:
                _log.debug("%s %s failed", scope["method"], scope["path"], exc_info=True)
                if has_begun:
                    raise ConnectionAbortedError(str(error)) from error  # the server breaks the connection
                answer = PlainTextResponse("The page could not be created.\n", 500)
                await answer(scope, receive, send_with_headers)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        """Return the answer to a request that is turned away; None for one that is let through."""
        asked = Headers(scope=scope)
        host = asked.get("host", "")
        if _host_name(host) not in self._hosts or len(asked.getlist("host")) != 1:
            return PlainTextResponse("This server does not have that name.\n", 421)
        if scope["method"] not in self._methods:
            return PlainTextResponse("This server does not do that.\n", 405, {"allow": ", ".join(self._methods)})
        if scope["method"] not in READ_ONLY and not _is_same_site(asked, host):
            return PlainTextResponse("Another site may not request that.\n", 403)
        return None


def _host_name(host: str) -> str:
    """Return the name or address in a ``Host`` header, without its port; empty where it is not well formed."""
    try:
        parts = urlsplit(f"//{host}")
        is_well_formed = parts.netloc == host and "@" not in host and parts.port != 0
    except ValueError:
        return ""
    return parts.hostname or "" if is_well_formed else ""


def _is_same_site(asked: Headers, host: str) -> bool:
    """Return whether a request comes from a page of this server, or from no page at all."""
    if asked.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return False
    origin = asked.get("origin")
    return origin is None or urlsplit(origin).netloc == host
