"""The calls that download voices, with progress and cancel."""

from __future__ import annotations

from collections.abc import Mapping

from voicecoach.api import choices
from voicecoach.studio.answers import error_fields
from voicecoach.studio.call import Call
from voicecoach.studio.jobs import BEGUN, Job
from voicecoach.studio.row import CallRow
from voicecoach.studio.state import Studio

_DOWNLOADING = "downloading"


def begin(studio: Studio, call: Call) -> Mapping[str, object]:
    """Begin to download a voice."""
    name = call.path["name"]

    def work(job: Job[str]) -> str:
        job.tell(_DOWNLOADING, 0.0)
        return choices.download_voice(name, lambda done, of: job.tell(_DOWNLOADING, done / max(of, 1)))

    return _fields(studio.downloads.begin(name, work))


def get(studio: Studio, call: Call) -> Mapping[str, object]:
    """Answer with a download, at once or when its state changes."""
    found = studio.downloads.get(call.path["id"])
    found.wait(call.wait_s())
    return _fields(found)


def cancel(studio: Studio, call: Call) -> Mapping[str, object]:
    """Cancel a download."""
    found = studio.downloads.get(call.path["id"])
    found.cancel()
    return _fields(found)


def _fields(job: Job[str]) -> dict[str, object]:
    return {
        "id": job.id,
        "state": _DOWNLOADING if job.state == BEGUN else job.state,
        "progress": round(job.progress, 3),
        "voice": job.result or job.name,
        "error": error_fields(job.error) if job.error else None,
    }


ROWS = (
    CallRow("POST", "voices/{name}/download", begin, 202),
    CallRow("GET", "downloads/{id}", get),
    CallRow("DELETE", "downloads/{id}", cancel),
)
