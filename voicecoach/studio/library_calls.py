"""The calls of the library: list, make, save, rename, delete, restore, import."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict

from starlette.responses import Response

from voicecoach.api import library
from voicecoach.errors import VoicecoachError
from voicecoach.studio.call import Call
from voicecoach.studio.row import UPLOAD, CallRow
from voicecoach.studio.state import Studio

_MOST_IMPORTED_BYTES = 26_000_000
_COVER_PX = 240
_KEPT_BY_THE_BROWSER = {"cache-control": "private, max-age=86400"}


def list_library(studio: Studio, _call: Call) -> Mapping[str, object]:
    """Answer with the routines and the bin."""
    rows = [_routine(found, studio.listed(found)) for found in library.names()]
    deleted = [
        {"id": one.id, "name": one.name, "title": one.title, "deleted": one.deleted_at} for one in library.deleted()
    ]
    return {"routines": rows, "bin": deleted}


def _routine(found: library.NamedFile, row: library.ListedRoutine) -> dict[str, object]:
    address = None
    if row.duration_ms is not None:
        with suppress(OSError):  # removed a moment ago
            # Another file has another address, so that a browser can keep the picture.
            version = f"{row.duration_ms:x}-{found.path.stat().st_mtime_ns:x}"
            address = f"/api/library/{row.name}/cover.jpg?v={version}"
    return {
        "name": row.name,
        "title": row.title,
        "about": row.about,
        "duration_ms": row.duration_ms,
        "is_exact": row.is_exact,
        "is_own": not row.is_shipped,
        "shadows_shipped": row.shadows_shipped,
        "has_mistakes": row.duration_ms is None,
        "cover": address,
    }


def cover(_studio: Studio, call: Call) -> Response:
    """Answer with the ring of a cover."""
    try:
        picture = library.cover(call.path["name"], _COVER_PX)
        return Response(picture, media_type="image/jpeg", headers=_KEPT_BY_THE_BROWSER)
    except VoicecoachError:
        return Response("", 404)


def read(_studio: Studio, call: Call) -> Mapping[str, object]:
    """Answer with a document."""
    return asdict(library.read(call.path["name"]))


def save(studio: Studio, call: Call) -> Mapping[str, object]:
    """Save a document over the revision that it is based on."""
    name = call.path["name"]
    revision = library.save(name, call.text("text"), call.text_or_none("revision"))
    studio.script_changed(name, revision)
    return {"revision": revision}


def create(studio: Studio, call: Call) -> Mapping[str, object]:
    """Make a script: a copy, a text, or the starter."""
    source, text, title = call.text_or_none("from"), call.text_or_none("text"), call.text_or_none("title")
    wanted = title or "my session"
    if source is not None:
        wanted = source if library.read(source).is_own else f"my {source}"  # a name of the library, never a path
    name = call.text_or_none("name") or library.free_name(wanted)
    made = library.create(name, text) if text is not None else library.copy(name, source, title=title)
    return _made(studio, made)


def rename(studio: Studio, call: Call) -> Mapping[str, object]:
    """Give a script another name."""
    made = library.rename(call.path["name"], call.text("name"))
    studio.script_changed(call.path["name"], None)
    return _made(studio, made)


def delete(studio: Studio, call: Call) -> Mapping[str, object]:
    """Move a script into the bin."""
    entry = library.delete(call.path["name"])
    studio.script_changed(call.path["name"], None)
    return {"id": entry.id}


def restore(studio: Studio, call: Call) -> Mapping[str, object]:
    """Put a script of the bin back."""
    return _made(studio, library.restore(call.path["id"]))


def import_text(studio: Studio, call: Call) -> Mapping[str, object]:
    """Make a script of an uploaded or pasted text."""
    imported = library.import_text(
        call.content, call.query.get("filename") or "pasted.txt", is_dry_run=call.is_on("dry_run")
    )
    document = None if imported.document is None else _made(studio, imported.document)
    report = [one.as_json() for one in imported.report]
    return {"document": document, "title": imported.title, "text": imported.text, "report": report}


def _made(studio: Studio, document: library.ScriptDocument) -> dict[str, object]:
    studio.script_changed(document.name, document.revision)
    return asdict(document)


ROWS = (
    CallRow("GET", "library", list_library),
    CallRow("GET", "library/{name}/cover.jpg", cover),
    CallRow("POST", "scripts", create, 201),
    CallRow("GET", "scripts/{name}", read),
    CallRow("PUT", "scripts/{name}", save),
    CallRow("DELETE", "scripts/{name}", delete),
    CallRow("POST", "scripts/{name}/rename", rename),
    CallRow("POST", "bin/{id}/restore", restore),
    CallRow("POST", "import", import_text, 201, UPLOAD, _MOST_IMPORTED_BYTES),
)
