"""The lock of the studio: a request needs the token of the address that the person opened."""

from __future__ import annotations

import secrets

from starlette.datastructures import Headers, QueryParams
from starlette.requests import cookie_parser
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

_LOCKED = """<!doctype html><html lang="en"><meta charset="utf-8"><title>voicecoach studio</title>
<p>This page is locked. Open it with the address that <code>voicecoach studio</code> printed.</p></html>
"""


class Lock:
    """An ASGI app that lets requests with the token through to another.

    The address ``/?token=…`` sets a cookie and leads to ``/``, so that the token stays in no history and is in no
    address that the page could pass on. A cookie, since sounds, pictures, downloads and event streams are asked for
    by the browser itself, without a header. It is kept from scripts (``HttpOnly``) and from requests that another
    site starts (``SameSite=Strict``). Cookies are shared by all ports of a host, so its name has the port.

    Args:
        app: The app.
        token: The secret.
        port: The port of the server.
    """

    def __init__(self, app: ASGIApp, *, token: str, port: int) -> None:
        self._app = app
        self._token = token
        self._cookie = f"voicecoach-{port}"
        self._origins = {f"http://127.0.0.1:{port}", f"http://localhost:{port}"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request without the token, or pass it on."""
        answer = self._answer(scope)
        await (answer or self._app)(scope, receive, send)

    def _answer(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if self._is_foreign(headers):
            return _refusal("a page of another site asked for this", "open the studio's own address")
        asked = QueryParams(scope["query_string"])
        if scope["path"] == "/" and "token" in asked:
            if not self._is_token(asked["token"]):
                return HTMLResponse(_LOCKED, 403)
            answer = RedirectResponse("/", 303)
            answer.set_cookie(self._cookie, self._token, httponly=True, samesite="strict", path="/")
            return answer
        if any(map(self._is_token, _tokens(headers, self._cookie))):
            return None
        if scope["path"].startswith("/api/"):
            return _refusal("the studio is locked", "open it with the address that voicecoach studio printed")
        return HTMLResponse(_LOCKED, 403)

    def _is_foreign(self, headers: Headers) -> bool:
        """Return whether a page of another site asks; a link to the first address may stand anywhere."""
        origin, site = headers.get("origin"), headers.get("sec-fetch-site", "none")
        is_link = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
        return (origin is not None and origin not in self._origins) or (
            site not in {"same-origin", "none"} and not is_link
        )

    def _is_token(self, given: str) -> bool:
        return secrets.compare_digest(given.encode(), self._token.encode())


def _tokens(headers: Headers, cookie_name: str) -> list[str]:
    """Return the tokens that a request has: in its cookie, or in the header that a program sends."""
    found = []
    scheme, _, token = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        found.append(token.strip())
    cookies = cookie_parser(headers.get("cookie", ""))
    if cookie_name in cookies:
        found.append(cookies[cookie_name])
    return found


def _refusal(message: str, hint: str) -> JSONResponse:
    return JSONResponse({"message": message, "hint": hint, "kind": "forbidden"}, 403)
