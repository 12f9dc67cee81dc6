"""Work that takes a while: it runs in a thread, tells its progress, and can be cancelled."""

from __future__ import annotations

import itertools
import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

from voicecoach.errors import NotFoundError
from voicecoach.serving.usage import Usage

R = TypeVar("R")

BEGUN, DONE, CANCELLED, FAILED = "speaking", "done", "cancelled", "failed"
_MOST_JOBS = 32


class _CancelledError(Exception):
    """Ends the work of a job that was cancelled."""


class Job(Generic[R]):
    """Work that runs in a thread.

    Args:
        job_id: Its id in the interface.
        name: The name of what it makes.
        usage: Told while it runs.
        work: Does it; tells its progress by :meth:`tell`, and returns the result.

    Attributes:
        id: As given.
        name: As given.
        state: ``speaking`` or what :meth:`tell` was given last; then ``done``, ``cancelled`` or ``failed``.
        progress: From 0 to 1.
        result: What the work returned; None until it is done.
        error: The error that ended it, if any.
    """

    def __init__(self, job_id: str, name: str, usage: Usage, work: Callable[[Job[R]], R]) -> None:
        self.id, self.name = job_id, name
        self.state, self.progress = BEGUN, 0.0
        self.result: R | None = None
        self.error: Exception | None = None
        self._usage = usage
        self._work = work
        self._is_cancelled = False
        self._changed = threading.Condition()
        threading.Thread(target=self._run, name=f"job {job_id}", daemon=True).start()

    @property
    def has_ended(self) -> bool:
        """Whether it is over, in whatever way."""
        return self.state in {DONE, CANCELLED, FAILED}

    def tell(self, state: str, done: float) -> None:
        """Tell the progress, from the thread that works.

        Raises:
            Exception: It was cancelled.
        """
        if self._is_cancelled:
            raise _CancelledError
        self._set(state, done)

    def cancel(self) -> None:
        """Cancel it; what it has begun to write is gone when it ends."""
        self._is_cancelled = True

    def wait(self, longest_s: float) -> None:
        """Wait until its state changes."""
        with self._changed:
            state = self.state
            if not self.has_ended:
                self._changed.wait_for(lambda: self.state != state, longest_s)

    def _run(self) -> None:
        try:
            with self._usage.during_request():
                self.result = self._work(self)
            self._set(DONE, 1.0)
        except _CancelledError:
            self._set(CANCELLED, self.progress)
        except Exception as error:  # noqa: BLE001 - told to the page
            self.error = error
            self._set(FAILED, self.progress)

    def _set(self, state: str, done: float) -> None:
        with self._changed:
            self.state, self.progress = state, done
            self._changed.notify_all()


class Jobs(Generic[R]):
    """The jobs of one kind, by id; those that ended long ago are forgotten.

    Args:
        kind: Their name in messages.
        prefix: What an id begins with.
        usage: Told while one of them runs.
    """

    def __init__(self, kind: str, prefix: str, usage: Usage) -> None:
        self._kind, self._prefix, self._usage = kind, prefix, usage
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, Job[R]] = OrderedDict()

    def begin(self, name: str, work: Callable[[Job[R]], R]) -> Job[R]:
        """Begin a job that makes something of this name, and return it."""
        with self._lock:
            job_id = f"{self._prefix}{next(self._numbers)}"
            job = self._kept[job_id] = Job(job_id, name, self._usage, work)
            ended = [each for each, one in self._kept.items() if one.has_ended]
            for each in ended[: max(len(self._kept) - _MOST_JOBS, 0)]:
                del self._kept[each]
        return job

    def get(self, job_id: str) -> Job[R]:
        """Return a job.

        Raises:
            NotFoundError: There is none of this id.
        """
        with self._lock:
            if job_id not in self._kept:
                raise NotFoundError(self._kind, job_id, "start another one")
            return self._kept[job_id]
