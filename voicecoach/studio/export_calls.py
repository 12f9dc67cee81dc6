"""The calls that make files: exported with progress and cancel, downloaded, verified."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from starlette.responses import Response

from voicecoach.api import exports
from voicecoach.api.session import open_draft
from voicecoach.errors import OptionError
from voicecoach.serving.answer import ResourceAnswer
from voicecoach.serving.resource import file_resource
from voicecoach.studio.call import Call, RequestError
from voicecoach.studio.job_calls import cancelling, following, job_fields
from voicecoach.studio.jobs import Job
from voicecoach.studio.paths import path_of
from voicecoach.studio.row import CallRow
from voicecoach.studio.state import Studio

_CHANNELS = (None, 1, 2)
_SHARE_OF_SPEAKING = 0.5


def begin(studio: Studio, call: Call) -> Mapping[str, object]:
    """Begin to export a session; mistakes of the script and of the options are told at once."""
    channels = call.whole_or_none("channels")
    if channels not in _CHANNELS:
        raise OptionError("channels", "is 1 or 2", "omit it for the default")
    options = exports.FileOptions(
        suffix=call.text_or_none("format") or "mp3",
        bitrate_kbps=call.whole_or_none("bitrate_kbps"),
        tags=call.texts("tags"),
        has_sidecars=call.is_on("sidecars"),
    )
    place = path_of(call)
    session = open_draft(call.text("text"), place, channels=channels, **call.options())
    path = exports.path_of_export(call.text_or_none("name") or session.title, options.suffix)

    def work(job: Job[exports.WrittenFile]) -> exports.WrittenFile:
        def tell(state: str, done: float) -> None:
            share = _SHARE_OF_SPEAKING * done
            job.tell(state, share if state == "speaking" else _SHARE_OF_SPEAKING + share)

        with session:
            return exports.export(session, path, options, tell)

    return _fields(studio.exports.begin(path.name, work))


def download(studio: Studio, call: Call) -> Response:
    """Answer with the file of an export."""
    path = _done(studio, call)
    try:
        resource = file_resource(path, exports.media_type(path))
    except OSError as error:
        raise RequestError("the file no longer exists", "export it again") from error
    return ResourceAnswer(resource, name=path.name, is_download=True)


def verify(studio: Studio, call: Call) -> Mapping[str, object]:
    """Read the file of an export back, and answer with what differs from the plan."""
    report = exports.verify(_done(studio, call))
    return {"is_ok": report.is_ok, "checks": report.checks}


def _done(studio: Studio, call: Call) -> Path:
    found = studio.exports.get(call.path["id"])
    if found.result is None:
        raise found.error or RequestError("the file is not ready", "wait until its state is done")
    return found.result.path


def _fields(job: Job[exports.WrittenFile]) -> dict[str, object]:
    written = job.result
    return job_fields(job) | {
        "filename": job.name,
        "duration_ms": written.duration_ms if written else None,
        "size_bytes": written.size_bytes if written else None,
        "path": written.path if written else None,
        "file": f"/api/exports/{job.id}/file" if written else None,
    }


ROWS = (
    CallRow("POST", "exports", begin, 202),
    CallRow("GET", "exports/{id}", following(lambda studio: studio.exports, _fields)),
    CallRow("DELETE", "exports/{id}", cancelling(lambda studio: studio.exports, _fields)),
    CallRow("GET", "exports/{id}/file", download),
    CallRow("POST", "exports/{id}/verify", verify),
)
