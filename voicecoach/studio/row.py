"""One row of the table of calls."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from starlette.responses import Response

from voicecoach.studio.call import Call
from voicecoach.studio.state import Studio

JSON = ("application/json",)
UPLOAD = ("application/octet-stream", "audio/wav", "audio/x-wav")

Answer = Mapping[str, object] | Response

MOST_JSON_BYTES = 4_000_000


@dataclass(frozen=True, slots=True)
class CallRow:
    """One address of the interface.

    Attributes:
        method: The method; GET answers HEAD as well.
        path: The path after ``/api/``; a part in braces varies.
        answer: Answers a call; it runs in a thread, and raises errors of voicecoach.
        status: The status of its answer.
        media_types: The types that a body may have; none is needed for GET.
        most_bytes: The most that a body may have.
    """

    method: str
    path: str
    answer: Callable[[Studio, Call], Answer]
    status: int = 200
    media_types: tuple[str, ...] = JSON
    most_bytes: int = MOST_JSON_BYTES
