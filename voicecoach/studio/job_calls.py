"""Shared by the calls about jobs: asking for one, cancelling one, and the fields that each has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from voicecoach.studio.answers import error_fields
from voicecoach.studio.call import Call
from voicecoach.studio.jobs import Job, Jobs
from voicecoach.studio.state import Studio

R = TypeVar("R")


def following(
    jobs: Callable[[Studio], Jobs[R]], fields: Callable[[Job[R]], Mapping[str, object]]
) -> Callable[[Studio, Call], Mapping[str, object]]:
    """Return a call that answers with a job of the id in its path, at once or when the job's state changes."""

    def get(studio: Studio, call: Call) -> Mapping[str, object]:
        found = jobs(studio).get(call.path["id"])
        found.wait(call.wait_s())
        return fields(found)

    return get


def cancelling(
    jobs: Callable[[Studio], Jobs[R]], fields: Callable[[Job[R]], Mapping[str, object]]
) -> Callable[[Studio, Call], Mapping[str, object]]:
    """Return a call that cancels the job of the id in its path, and answers with it."""

    def cancel(studio: Studio, call: Call) -> Mapping[str, object]:
        found = jobs(studio).get(call.path["id"])
        found.cancel()
        return fields(found)

    return cancel


def job_fields(job: Job[R]) -> dict[str, object]:
    """Return the fields of every kind of job."""
    return {
        "id": job.id,
        "state": job.state,
        "progress": round(job.progress, 3),
        "error": error_fields(job.error) if job.error else None,
    }
