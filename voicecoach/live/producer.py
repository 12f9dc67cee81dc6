"""The producer of a live timeline: a worker that has sections spoken and placed, one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from threading import Thread
from typing import NamedTuple

from voicecoach.play.executor import Executor
from voicecoach.session.timeline import GrowingSection, PlacedSection

_LEAVE_S = 0.5


class SoFar(NamedTuple):
    """The sections of a session up to now.

    Attributes:
        placed: The number of whole sections that are placed.
        is_whole: Whether these are all.
        partial: The first part of the next section, settled while the rest is still spoken; None for none.
    """

    placed: int
    is_whole: bool
    partial: PlacedSection | None


class TimelineProducer:
    """Takes sections from where they are spoken and placed.

    Until it is told to hurry, it takes only what is waited for: the first sound comes first.

    Args:
        sections: The sections; the iterator runs in the worker.
        executor: Runs the worker.
        on_change: Called in the worker with each section, and when it ends.

    Attributes:
        total_ms: The session's length; None as long as it is not known.
        failure: The error that ended it too early.
    """

    def __init__(
        self, sections: Iterable[GrowingSection], executor: Executor, on_change: Callable[[], None] = lambda: None
    ) -> None:
        self._ready = sections
        self._executor = executor
        self._on_change = on_change
        self._sections: list[PlacedSection] = []
        self._partial: PlacedSection | None = None
        self.total_ms: int | None = None
        self.failure: BaseException | None = None
        self._wanted = 1
        self._is_hurried = self._has_ended = self._is_closed = False
        self._changed = executor.condition()
        self._worker: Thread | None = None

    def begin(self) -> None:
        """Begin to take sections."""
        self._worker = self._executor.spawn(self._produce, "rendering")

    def hurry(self) -> None:
        """Take all remaining sections without waiting to be asked."""
        with self._changed:
            self._is_hurried = True
            self._changed.notify_all()

    def close(self) -> None:
        """Take no more sections, and end every wait for one."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()
        if self._worker is not None:
            self._worker.join(_LEAVE_S)

    def so_far(self) -> SoFar:
        """Return the state of the timeline now."""
        with self._changed:
            return SoFar(len(self._sections), self.total_ms is not None, self._partial)

    @property
    def is_complete(self) -> bool:
        """Whether there will be no more sections."""
        return self._has_ended

    def section(self, index: int) -> PlacedSection:
        """Return a section that is placed."""
        return self._sections[index]

    def wait_for(self, index: int, known: PlacedSection | None = None) -> bool:
        """Wait for a section or the first part of it; return False if the session ends before it.

        Args:
            index: Of the section.
            known: The part of it that the caller has already.

        Raises:
            BaseException: The error of speaking or placing it, as it was raised.
        """

        def is_there() -> bool:
            return len(self._sections) > index or (self._partial is not None and self._partial is not known)

        with self._changed:
            self._wanted = max(self._wanted, index + 1)
            self._changed.notify_all()
            self._changed.wait_for(lambda: is_there() or self._has_ended or self._is_closed)
            if is_there():
                return True
            if self.failure is not None:
                raise self.failure
            return False

    def wait_until_complete(self) -> None:
        """Wait until all sections are placed, or no more will come."""
        self.hurry()
        with self._changed:
            self._changed.wait_for(lambda: self._has_ended or self._is_closed)

    def _produce(self) -> None:
        try:
            for ready in self._ready:
                with self._changed:
                    if ready.is_whole:
                        self.total_ms, self._partial = ready.total_ms, None
                        self._sections.append(ready.section)
                    else:
                        self._partial = ready.section
                    self._changed.notify_all()
                self._on_change()
                with self._changed:
                    self._changed.wait_for(self._may_go_on)
                    if self._is_closed:
                        return
        except BaseException as error:  # noqa: BLE001 - raised again where a section is waited for
            self.failure = error
        with self._changed:
            self._has_ended = True
            self._changed.notify_all()
        self._on_change()

    def _may_go_on(self) -> bool:
        return self._is_hurried or self._is_closed or len(self._sections) < self._wanted
