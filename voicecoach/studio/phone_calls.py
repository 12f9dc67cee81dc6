"""The calls that bring a session to the phone: served on the local network until it is stopped, with a QR code."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from voicecoach.api import exports, library
from voicecoach.phone.sharing import Sharing, share
from voicecoach.studio.call import Call
from voicecoach.studio.job_calls import following, job_fields
from voicecoach.studio.jobs import Job
from voicecoach.studio.row import CallRow
from voicecoach.studio.state import Studio

_SHARES = {"speaking": (0.0, 0.5), "writing": (0.5, 1.0)}


def begin(studio: Studio, call: Call) -> Mapping[str, object]:
    """Begin to make the file of a saved script and to share it; what was shared before is so no longer."""
    name, options = call.text("name"), call.options()
    library.path_of(name)

    def work(job: Job[Sharing]) -> Sharing:
        @contextmanager
        def progress(doing: str) -> Iterator[Callable[[int, int], None]]:
            first, last = _SHARES[doing]
            yield lambda done, of: job.tell(doing, first + (last - first) * done / max(of, 1))

        file = exports.ready_file(name, options, progress)
        return studio.sharing.replaced_by(lambda: share([file]))

    return _fields(studio.phones.begin(name, work))


def stop(studio: Studio, call: Call) -> Mapping[str, object]:
    """Stop sharing, or do not begin to."""
    found = studio.phones.get(call.path["id"])
    found.cancel()
    if found.result is not None:
        found.result.stop()
    return {}


def _fields(job: Job[Sharing]) -> dict[str, object]:
    sharing = job.result
    return job_fields(job) | {
        "name": job.name,
        "address": sharing.address if sharing else None,
        "numeric_address": sharing.numeric_address if sharing else None,
        "qr": sharing.qr_svg() if sharing else None,
    }


ROWS = (
    CallRow("POST", "phone", begin, 202),
    CallRow("GET", "phone/{id}", following(lambda studio: studio.phones, _fields)),
    CallRow("DELETE", "phone/{id}", stop),
)
