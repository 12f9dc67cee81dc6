"""The look-ahead buffer: blocks are rendered before they are due, and the device only ever copies."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterator
from threading import Thread

import numpy as np

from voicecoach.play.devices.base import Block
from voicecoach.play.executor import Executor
from voicecoach.units import ms_to_frames

_LOOK_AHEAD_MS = 2_000
# At first some devices take half a second at once, before anything is heard.
_READY_AT_FIRST_MS = 600
_READY_AGAIN_MS = 200
_LEAVE_S = 0.5
_KEPT_FRAMES = ms_to_frames(2_000)


class LookAhead:
    """Holds the next sound: a worker fills it from an iterator of blocks, a device empties it.

    A read of more than there is counts as an underrun. After it the buffer gives nothing until it holds 200 ms
    again, since silence is easier to bear than speech in shreds.

    Args:
        blocks: Each ``(frames, channels)``; closed at the end if it is a generator. It runs in the worker and may be
            slow at times.
        channels: Of every block.
        executor: Runs the worker.
        begin_ms: The position of the first frame in the session.
        patient: Whether :meth:`read` waits for late sound, as a file can, and never counts an underrun.
        look_ahead_ms: The length of sound to keep ready; one block more than that at most.
        on_change: Called in the worker when the buffer becomes ready.

    Attributes:
        underruns: The number of times that sound came late.
        begin_ms: The position of the first frame in the session.
    """

    def __init__(
        self,
        blocks: Iterator[Block],
        channels: int,
        executor: Executor,
        *,
        begin_ms: int = 0,
        patient: bool = False,
        look_ahead_ms: int = _LOOK_AHEAD_MS,
        on_change: Callable[[], None] = lambda: None,
    ) -> None:
        self.underruns = 0
        self.begin_ms = begin_ms
        self._blocks = blocks
        self._channels = channels
        self._executor = executor
        self._patient = patient
        self._look_ahead_frames = ms_to_frames(look_ahead_ms)
        self._ready_frames = ms_to_frames(_READY_AT_FIRST_MS)
        self._on_change = on_change
        self._queue: deque[Block] = deque()
        self._queued_frames = 0
        self._given: deque[Block] = deque()  # the last frames read, for :meth:`unread`
        self._given_frames = 0
        self._filling = not patient  # not enough for a first sound, or for one after an underrun
        self._complete = False
        self._closed = False
        self._failure: BaseException | None = None
        self._changed = executor.condition()
        self._producer: Thread | None = None

    @property
    def ready(self) -> bool:
        """Whether there is enough to begin with (600 ms, and 200 ms after an underrun), or the source has ended."""
        return self._complete or self._queued_frames >= min(self._ready_frames, self._look_ahead_frames)

    @property
    def ended(self) -> bool:
        """Whether everything was read; False if the iterator raised."""
        return self._complete and not self._queue and self._failure is None

    def fill(self) -> None:
        """Start to fill the buffer."""
        self._producer = self._executor.spawn(self._produce, "look-ahead")

    def read(self, frames: int) -> Block:
        """Return the next frames, shape ``(frames, channels)``; fewer than asked for at an underrun and at the end.

        Raises:
            BaseException: The iterator's own error, after all that came before it was read.
        """
        self.await_frames(frames)
        with self._changed:
            if self.ready:
                self._filling = False
            block = self._take(0 if self._filling else min(frames, self._queued_frames))
            self._keep(block)
            self._changed.notify_all()
            if len(block) < frames and not self._complete and not self._filling:
                self._filling = True
                self._ready_frames = ms_to_frames(_READY_AGAIN_MS)
                self.underruns += 1
            if self._failure and frames and not len(block):
                raise self._failure
        return block

    def await_frames(self, frames: int) -> None:
        """Wait until this many frames are queued, or the source has ended; only a patient buffer waits."""
        if not self._patient:
            return
        with self._changed:
            self._look_ahead_frames = max(self._look_ahead_frames, frames)
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._complete or self._queued_frames >= frames)

    @property
    def queued_frames(self) -> int:
        """The number of frames that are ready."""
        return self._queued_frames

    def holds(self, frames: int) -> bool:
        """Return whether this many frames can be read now, or the source has ended."""
        return self._complete or (self._queued_frames >= frames and (self.ready or not self._filling))

    def drop(self, frames: int) -> int:
        """Skip the next frames, at most those that are queued; return how many were skipped."""
        with self._changed:
            dropped = len(self._take(min(frames, self._queued_frames)))
            self._changed.notify_all()
        return dropped

    def put_back(self, block: Block) -> None:
        """Put a block at the front of the queue."""
        with self._changed:
            self._queue.appendleft(block)
            self._queued_frames += len(block)

    def unread(self, frames: int) -> None:
        """Take back the last frames that were read, at most two seconds; they are read again next."""
        with self._changed:
            while frames > 0:
                block = self._given.pop()
                self._given_frames -= len(block)
                if len(block) > frames:
                    self._keep(block[: len(block) - frames])
                    block = block[len(block) - frames :]
                self._queue.appendleft(block)
                self._queued_frames += len(block)
                frames -= len(block)

    def leave(self) -> None:
        """Tell the worker to end after its current block; does not wait for it."""
        with self._changed:
            self._closed = True
            self._complete = True
            self._changed.notify_all()

    def close(self) -> None:
        """Tell the worker to end, and wait up to half a second for its current block."""
        self.leave()
        if self._producer is not None:
            self._producer.join(_LEAVE_S)

    def _take(self, frames: int) -> Block:
        """Return that many of the queued frames, which must be there."""
        taken = np.empty((frames, self._channels), np.float32)
        filled = 0
        while filled < frames:
            block = self._queue.popleft()
            part = block[: frames - filled]
            taken[filled : filled + len(part)] = part
            filled += len(part)
            if len(part) < len(block):
                self._queue.appendleft(block[len(part) :])
        self._queued_frames -= frames
        return taken

    def _keep(self, block: Block) -> None:
        if self._patient or not len(block):
            return
        self._given.append(block.copy())  # fades are applied in place
        self._given_frames += len(block)
        while self._given_frames - len(self._given[0]) >= _KEPT_FRAMES:
            self._given_frames -= len(self._given.popleft())

    def _produce(self) -> None:
        try:
            for block in self._blocks:
                if not self._put(block):
                    break
            if isinstance(self._blocks, Generator):
                self._blocks.close()
        except BaseException as error:  # noqa: BLE001 - raised again by read, in the device's thread
            self._failure = error
        with self._changed:
            self._complete = True
            self._changed.notify_all()
        self._on_change()

    def _put(self, block: Block) -> bool:
        """Queue a block once there is room for it; return False if the buffer was closed."""
        assert block.ndim == 2, block.shape  # noqa: PLR2004 - frames and channels
        assert block.shape[1] == self._channels, block.shape
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._queued_frames < self._look_ahead_frames)
            if self._closed:
                return False
            was_ready = self.ready
            if len(block):
                self._queue.append(block)
                self._queued_frames += len(block)
            self._changed.notify_all()
            became_ready = self.ready and not was_ready
        if became_ready:
            self._on_change()
        return True
