"""Background tasks: slow work in threads, while the main thread answers keys."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any

from voicecoach.errors import VoicecoachError
from voicecoach.play.actions import Run
from voicecoach.play.executor import Executor


class Background:
    """Runs tasks, and keeps their results until the main thread asks.

    Args:
        executor: Runs each task.
        wake: Called when a task has ended; makes the main thread ask.
    """

    def __init__(self, executor: Executor, wake: Callable[[], None]) -> None:
        self._executor = executor
        self._wake = wake
        self._ended: deque[Callable[[], None]] = deque()  # appending to a deque and taking from it are atomic

    def run(self, task: Run[Any]) -> None:
        """Start a task."""
        self._executor.spawn(partial(self._run, task), "background task")

    def next_result(self) -> Callable[[], None] | None:
        """Return a call that hands over the result of the task that ended first; None if no task has ended."""
        return self._ended.popleft() if self._ended else None

    def _run(self, task: Run[Any]) -> None:
        try:
            self._ended.append(partial(task.done, task.work()))
        except VoicecoachError as error:
            self._ended.append(partial(task.failed, error))
        except Exception as error:  # noqa: BLE001 - raised again in the main thread
            self._ended.append(partial(_raise, error))
        self._wake()


def _raise(error: Exception) -> None:
    raise error
