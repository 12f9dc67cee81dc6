"""Look-ahead: a thread renders blocks before they are due, so that the device only ever copies."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator
from typing import Self

import numpy as np

from voicecoach.play.devices.base import Block
from voicecoach.units import ms_to_frames

_LOOK_AHEAD_MS = 2_000
# At first some devices take half a second at once, before anything is heard.
_READY_AT_FIRST_MS = 600
_READY_AGAIN_MS = 200
_LEAVE_S = 0.5


class Feed:
    """Holds what is heard next: filled by a thread from an iterator of blocks, emptied by a device.

    Where the device comes for more than there is, that is an underrun: it is counted, and the feed gives
    nothing until 200 ms are there again, since silence is easier to bear than speech in shreds.

    Args:
        blocks: Each ``(frames, channels)``; closed at the end if it is a generator. It runs in a thread of its
            own and may be slow at times.
        channels: Of every block.
        begin_ms: Where in the session the first frame lies.
        patient: Whether :meth:`read` waits for sound that is late, as a file can, so that there are no underruns.
        look_ahead_ms: How much sound is kept ready; one block more than that at most.
        on_change: Called from the thread when the feed becomes ready.
    """

    def __init__(
        self,
        blocks: Iterator[Block],
        channels: int,
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
        self._patient = patient
        self._look_ahead_frames = ms_to_frames(look_ahead_ms)
        self._ready_frames = ms_to_frames(_READY_AT_FIRST_MS)
        self._on_change = on_change
        self._queue: deque[Block] = deque()
        self._queued_frames = 0
        self._filling = not patient  # not enough for a first sound, or for one after an underrun
        self._complete = False
        self._closed = False
        self._failure: BaseException | None = None
        self._changed = threading.Condition()
        self._producer = threading.Thread(target=self._produce, name="voicecoach feed", daemon=True)

    @property
    def ready(self) -> bool:
        """Whether there is enough to begin with (600 ms, and 200 ms after an underrun), or all there will ever be."""
        return self._complete or self._queued_frames >= min(self._ready_frames, self._look_ahead_frames)

    @property
    def ended(self) -> bool:
        """Whether all has been read; never, if the iterator raised."""
        return self._complete and not self._queue and self._failure is None

    def read(self, frames: int) -> Block:
        """Return the next so many frames, shape ``(frames, channels)``; fewer at an underrun and at the end.

        Raises:
            BaseException: What the iterator raised, as it was raised, after all that came before it was read.
        """
        self.await_frames(frames)
        with self._changed:
            if self.ready:
                self._filling = False
            block = self._take(0 if self._filling else min(frames, self._queued_frames))
            self._changed.notify_all()
            if len(block) < frames and not self._complete and not self._filling:
                self._filling = True
                self._ready_frames = ms_to_frames(_READY_AGAIN_MS)
                self.underruns += 1
            if self._failure and frames and not len(block):
                raise self._failure
        return block

    def await_frames(self, frames: int) -> None:
        """Wait until so many frames are there, or all there will ever be; only a patient feed does."""
        if not self._patient:
            return
        with self._changed:
            self._look_ahead_frames = max(self._look_ahead_frames, frames)
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._complete or self._queued_frames >= frames)

    def holds(self, frames: int) -> bool:
        """Return whether so many frames can be read now, or all there will ever be."""
        return self._complete or (self._queued_frames >= frames and (self.ready or not self._filling))

    def drop(self, frames: int) -> int:
        """Leave out up to so many of the next frames, as far as they are there, and return how many those were."""
        with self._changed:
            dropped = len(self._take(min(frames, self._queued_frames)))
            self._changed.notify_all()
        return dropped

    def put_back(self, block: Block) -> None:
        """Let a block be what is read next."""
        with self._changed:
            self._queue.appendleft(block)
            self._queued_frames += len(block)

    def leave(self) -> None:
        """Let the thread end once it is done with its block, and do not wait for it."""
        with self._changed:
            self._closed = True
            self._complete = True
            self._changed.notify_all()

    def close(self) -> None:
        """Let the thread end; a block that it is busy with is waited for half a second, then left to itself."""
        self.leave()
        if self._producer.is_alive():
            self._producer.join(_LEAVE_S)

    def begin(self) -> None:
        """Begin to render."""
        self._producer.start()

    def __enter__(self) -> Self:
        self.begin()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

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

    def _produce(self) -> None:
        try:
            for block in self._blocks:
                if not self._put(block):
                    break
            if isinstance(self._blocks, Generator):
                self._blocks.close()
        except BaseException as error:  # noqa: BLE001 - raised again by read, in the thread of the listener
            self._failure = error
        with self._changed:
            self._complete = True
            self._changed.notify_all()
        self._on_change()

    def _put(self, block: Block) -> bool:
        """Queue a block once there is room for it; return False if nobody wants more."""
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
