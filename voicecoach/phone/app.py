"""The app behind the address: the page, the feed, and the files of the shelf, all below one unguessable path."""

from __future__ import annotations

from collections.abc import Callable

from starlette.datastructures import Headers, QueryParams
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from voicecoach.phone.page import PAGE_TYPE, page_html, static_files
from voicecoach.phone.shelf import FEED, Shelf
from voicecoach.phone.words import language_for
from voicecoach.serving.answer import ResourceAnswer
from voicecoach.serving.resource import bytes_resource

_SEPARATE = {"vary": "accept-language"}


def phone_app(shelf: Shelf, path: str) -> ASGIApp:
    """Return the app.

    Paths are compared with those of the shelf, and never become paths of files. Every other one is not found.

    Args:
        shelf: What is shared.
        path: The path that nobody guesses, such as ``/x7Kq…``, without a slash at its end.
    """
    static = static_files()

    def page(asked: Headers, base_url: str) -> Response:
        language = language_for(asked.get("accept-language", ""))
        page = bytes_resource(page_html(shelf, base_url, language), PAGE_TYPE)
        return ResourceAnswer(page, headers={**_SEPARATE, "content-language": language})

    def feed(_asked: Headers, base_url: str) -> Response:
        return ResourceAnswer(shelf.feed(base_url))

    made: dict[str, Callable[[Headers, str], Response]] = {"": page, FEED: feed}

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        asked = Headers(scope=scope)
        begin, _, name = scope["path"].removeprefix("/").partition("/")
        answer: Response
        if f"/{begin}" != path:
            answer = _not_found()
        elif scope["path"] == path:
            answer = RedirectResponse(f"{path}/")
        elif name in made:
            answer = made[name](asked, f"http://{asked['host']}{path}/")
        elif name in static:
            answer = ResourceAnswer(static[name])
        elif name in shelf.resources:
            saved_as = shelf.saved_as.get(name)
            is_download = "save" in QueryParams(scope["query_string"])
            answer = ResourceAnswer(shelf.resources[name], name=saved_as, is_download=is_download)
        elif name == "alive":
            answer = Response(status_code=204, headers={"cache-control": "no-store"})
        else:
            answer = _not_found()
        await answer(scope, receive, send)

    return app


def _not_found() -> Response:
    return PlainTextResponse("Not found.\n", 404)
