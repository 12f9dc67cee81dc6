"""The calls that download voices, with progress and cancel."""

from __future__ import annotations

from collections.abc import Mapping

from voicecoach.api import choices
from voicecoach.studio.call import Call
from voicecoach.studio.job_calls import cancelling, following, job_fields
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


def look_up(_studio: Studio, call: Call) -> Mapping[str, object]:
    """Answer with the voice that a language or a name means, its size and its licence."""
    return {"voice": choices.offered_voice(call.path["name"])}


def _fields(job: Job[str]) -> dict[str, object]:
    state = _DOWNLOADING if job.state == BEGUN else job.state
    return job_fields(job) | {"state": state, "voice": job.result or job.name}


ROWS = (
    CallRow("GET", "voices/{name}/offer", look_up),
    CallRow("POST", "voices/{name}/download", begin, 202),
    CallRow("GET", "downloads/{id}", following(lambda studio: studio.downloads, _fields)),
    CallRow("DELETE", "downloads/{id}", cancelling(lambda studio: studio.downloads, _fields)),
)
