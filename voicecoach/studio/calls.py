"""The table of calls: one row for each address of the JSON interface (``docs/studio.md``)."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version

from voicecoach import folders
from voicecoach.studio import (
    choice_calls,
    download_calls,
    export_calls,
    library_calls,
    own_calls,
    phone_calls,
    phrase_calls,
    session_calls,
    text_calls,
)
from voicecoach.studio.call import Call, read_fields
from voicecoach.studio.row import JSON, CallRow
from voicecoach.studio.state import Studio

__all__ = ["CallRow", "Studio"]

NOT_FOUND = 404
_NOT_ALLOWED = 405
_TOO_LARGE = 413


def about(studio: Studio, _call: Call) -> Mapping[str, object]:
    """Answer with the version, the person's folder, and how long the studio stays without a page."""
    return {"version": version("voicecoach"), "home": folders.home(), "idle_s": studio.idle_s}


def quit_studio(studio: Studio, _call: Call) -> Mapping[str, object]:
    """End the studio."""
    studio.end()
    return {}


ROWS = (
    CallRow("GET", "about", about),
    CallRow("POST", "quit", quit_studio),
    *library_calls.ROWS,
    *text_calls.ROWS,
    *choice_calls.ROWS,
    *download_calls.ROWS,
    *phrase_calls.ROWS,
    *session_calls.ROWS,
    *export_calls.ROWS,
    *own_calls.ROWS,
    *phone_calls.ROWS,
)


def find_row(method: str, path: str) -> tuple[CallRow, dict[str, str]] | int:
    """Return the row of an address and the varying parts of its path, or the status of a refusal."""
    parts = path.removeprefix("/api/").split("/")
    found = [(row, values) for row in ROWS if (values := _matched(row, parts)) is not None]
    asked = "GET" if method == "HEAD" else method
    for row, values in found:
        if row.method == asked:
            return row, values
    return _NOT_ALLOWED if found else NOT_FOUND


def _matched(row: CallRow, parts: list[str]) -> dict[str, str] | None:
    wanted = row.path.split("/")
    if len(wanted) != len(parts):
        return None
    values = {}
    for name, part in zip(wanted, parts, strict=True):
        if not name.startswith("{"):
            if name != part:
                return None
            continue
        variable, suffix = name[1:].split("}")
        if not part.endswith(suffix) or len(part) == len(suffix):
            return None
        values[variable] = part.removesuffix(suffix)
    return values


def refused(status: int, row: CallRow) -> str:
    """Return the message for a body that a row does not take."""
    if status == _TOO_LARGE:
        return f"this is too large: the most is {row.most_bytes // 1_000_000} MB"
    return "this address accepts another type of body"


def make_call(row: CallRow, parts: Mapping[str, str], query: Mapping[str, str], body: bytes) -> Call:
    """Return the call of a row.

    Raises:
        RequestError: The body is no JSON object, where the row takes one.
    """
    if row.media_types == JSON:
        return Call(parts, query, read_fields(body))
    return Call(parts, query, {}, body)
