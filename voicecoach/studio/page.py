"""The files of the page, by name: nothing outside of their folder can be named."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

_FIRST = "index.html"
FOLDER = Path(__file__).with_name("page")

# A table of its own: on Windows the registry may call a module text/plain, and a browser would not run it.
MEDIA_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
}


@cache
def files() -> dict[str, Path]:
    """Return the files of the page by their names relative to its folder, with slashes."""
    found = (path for path in FOLDER.rglob("*") if path.is_file() and path.suffix in MEDIA_TYPES)
    return {path.relative_to(FOLDER).as_posix(): path for path in found}


async def serve_file(request: Request) -> Response:
    """Answer with a file of the page; the first one without a name."""
    path = files().get(request.path_params.get("file", _FIRST))
    if path is None:
        return PlainTextResponse("The page has no such file.\n", 404)
    return Response(path.read_bytes(), media_type=MEDIA_TYPES[path.suffix])
