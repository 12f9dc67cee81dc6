"""The calls that make files: exported with progress and cancel, downloaded one by one or together, verified."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from starlette.responses import Response, StreamingResponse

from voicecoach.api import exports, library
from voicecoach.errors import OptionError, VoicecoachError
from voicecoach.serving.answer import ResourceAnswer, content_disposition
from voicecoach.serving.resource import bytes_resource, file_resource
from voicecoach.studio.answers import error_fields
from voicecoach.studio.call import Call, RequestError
from voicecoach.studio.job_calls import cancelling, following, job_fields
from voicecoach.studio.jobs import Job
from voicecoach.studio.made_files import MadeFiles
from voicecoach.studio.paths import path_of
from voicecoach.studio.row import UPLOAD, CallRow
from voicecoach.studio.state import Studio

_CHANNELS = (None, 1, 2)
_NO_COVER = "none"
_MOST_PICTURE_BYTES = 26_000_000
_MOST_SESSIONS = 500


def begin(studio: Studio, call: Call) -> Mapping[str, object]:
    """Begin to export a session; mistakes of the script and of the options are told at once."""
    options = _options(studio, call)
    chosen = call.options()
    session = exports.open_for_export(call.text("text"), path_of(call), options, chosen)
    script = call.text_or_none("name")
    name = exports.file_name(script, chosen) if script else session.title

    def work(job: Job[MadeFiles]) -> MadeFiles:
        with session:
            written = exports.export(session, name, options, job.tell)
            return MadeFiles(exports.exports_folder(), [written], exports.remarks(session, written))

    return _fields(studio.exports.begin(name, work))


def begin_all(studio: Studio, call: Call) -> Mapping[str, object]:
    """Begin to export every script of one's own as it is saved; one that fails does not stop the others."""
    options, chosen = _options(studio, call), call.options()
    names = [one.name for one in library.names() if not one.is_shipped][:_MOST_SESSIONS]
    if not names:
        raise RequestError("there is no session of your own yet", "make one first")

    def work(job: Job[MadeFiles]) -> MadeFiles:
        made = MadeFiles(exports.exports_folder(), [])
        for number, name in enumerate(names):
            try:
                document = library.read(name)
                with exports.open_for_export(document.text, document.path, options, chosen) as session:
                    file_name = exports.file_name(name, chosen)
                    written = exports.export(session, file_name, options, _part_of(job.tell, number, len(names)))
                    told = [f"{name}: {remark}" for remark in exports.remarks(session, written)]
                made = replace(made, sessions=[*made.sessions, written], remarks=[*made.remarks, *told])
            except VoicecoachError as error:
                made = replace(made, failed=[*made.failed, (name, error)])
        if not made.sessions:
            raise made.failed[0][1]
        return made

    return _fields(studio.exports.begin("voicecoach", work))


def _part_of(tell: exports.Progress, number: int, of: int) -> exports.Progress:
    """Return a function that tells the progress of one session as that of all."""
    return lambda state, done: tell(state, (number + done) / of)


def _options(studio: Studio, call: Call) -> exports.FileOptions:
    channels = call.whole_or_none("channels")
    if channels not in _CHANNELS:
        raise OptionError("channels", "is 1 or 2", "omit it for the default")
    file = exports.FileChoices(
        place=_place(call),
        format=call.text_or_none("format"),
        channels=channels,
        bitrate_kbps=call.whole_or_none("bitrate_kbps"),
        has_sidecars=call.switch("sidecars"),
        is_verified=call.switch("verify"),
    )
    cover = call.text_or_none("cover")
    has_parts = call.is_on("parts")
    return exports.FileOptions(
        file,
        exports.own_tags(call.texts("tags")),
        cover=None if cover is None else b"" if cover == _NO_COVER else studio.covers.get(cover),
        has_whole=call.switch("whole") is not False or not has_parts,
        has_parts=has_parts,
        has_cues=call.is_on("cues"),
    )


def _place(call: Call) -> str | None:
    place, known = call.text_or_none("place"), [str(one["name"]) for one in exports.presets()]
    if place not in (None, exports.NO_PLACE, *known):
        raise OptionError("place", f"cannot be {place!r}", f"use one of {', '.join(known)}")
    return place


def keep_cover(studio: Studio, call: Call) -> Mapping[str, object]:
    """Keep a person's picture for the covers of exports, as the JPEG that goes into a file."""
    picture = exports.own_cover(call.content, call.query.get("filename") or "cover")
    cover_id = studio.covers.keep(picture)
    return {"id": cover_id, "picture": f"/api/covers/{cover_id}.jpg"}


def show_cover(studio: Studio, call: Call) -> Response:
    """Answer with a picture that was kept."""
    return ResourceAnswer(bytes_resource(studio.covers.get(call.path["id"]), "image/jpeg"))


def download(studio: Studio, call: Call) -> Response:
    """Answer with the file of an export, or the first one of several."""
    return _download(studio, call, lambda _: 0)


def download_one(studio: Studio, call: Call) -> Response:
    """Answer with one of the files of an export."""
    return _download(studio, call, lambda count: _number(call.path["number"], count))


def _download(studio: Studio, call: Call, index: Callable[[int], int]) -> Response:
    paths = _done(studio, call).paths
    path = paths[index(len(paths))]
    try:
        resource = file_resource(path, exports.media_type(path))
    except OSError as error:
        raise RequestError("the file no longer exists", "export it again") from error
    return ResourceAnswer(resource, name=path.name, is_download=True)


def download_all(studio: Studio, call: Call) -> Response:
    """Answer with all files of an export in one ZIP file."""
    found = studio.exports.get(call.path["id"])
    made = _done(studio, call)
    if not all(path.is_file() for path in made.paths):
        raise RequestError("some of the files no longer exist", "export them again")
    headers = {"content-disposition": content_disposition(f"{found.name}.zip", is_download=True)}
    return StreamingResponse(made.archive(), media_type="application/zip", headers=headers)


def verify(studio: Studio, call: Call) -> Mapping[str, object]:
    """Read the file of an export back, and answer with what differs from the plan."""
    whole = _done(studio, call).whole
    if whole is None:
        raise RequestError("only the file of one whole session can be verified", "export it as one file")
    report = exports.verify(whole)
    return {"is_ok": report.is_ok, "checks": report.checks}


def _number(text: str, count: int) -> int:
    if not text.isdecimal() or len(text) > 5 or int(text) >= count:  # noqa: PLR2004 - more digits than files
        raise RequestError(f"the export has no file {text!r}", f"they are numbered from 0 to {count - 1}")
    return int(text)


def _done(studio: Studio, call: Call) -> MadeFiles:
    found = studio.exports.get(call.path["id"])
    if found.result is None:
        raise found.error or RequestError("the file is not ready", "wait until its state is done")
    return found.result


def _fields(job: Job[MadeFiles]) -> dict[str, object]:
    made, address = job.result, f"/api/exports/{job.id}"
    paths = made.paths if made else []
    files = [
        {"name": made.name_of(path) if made else "", "size_bytes": _size(path), "file": f"{address}/files/{number}"}
        for number, path in enumerate(paths)
    ]
    return job_fields(job) | {
        "filename": paths[0].name if paths else job.name,
        "duration_ms": made.duration_ms if made else None,
        "size_bytes": made.size_bytes if made else None,
        "path": (made.whole or made.folder) if made else None,
        "file": f"{address}/file" if made else None,
        "files": files,
        "archive": f"{address}/files.zip" if len(files) > 1 else None,
        "can_verify": made is not None and made.whole is not None,
        "remarks": made.remarks if made else [],
        "failed": [{"name": name, "error": error_fields(error)} for name, error in made.failed] if made else [],
    }


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None  # removed since


ROWS = (
    CallRow("POST", "covers", keep_cover, 201, UPLOAD, _MOST_PICTURE_BYTES),
    CallRow("GET", "covers/{id}.jpg", show_cover),
    CallRow("POST", "exports", begin, 202),
    CallRow("POST", "exports/all", begin_all, 202),
    CallRow("GET", "exports/{id}", following(lambda studio: studio.exports, _fields)),
    CallRow("DELETE", "exports/{id}", cancelling(lambda studio: studio.exports, _fields)),
    CallRow("GET", "exports/{id}/file", download),
    CallRow("GET", "exports/{id}/files/{number}", download_one),
    CallRow("GET", "exports/{id}/files.zip", download_all),
    CallRow("POST", "exports/{id}/verify", verify),
)
