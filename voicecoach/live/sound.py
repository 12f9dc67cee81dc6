"""The sound of a session that is still being spoken: any part can be read, and waits for the words that it needs."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from voicecoach.live.timeline import LiveTimeline
from voicecoach.pipeline.plan import phrases_of
from voicecoach.pipeline.session import Session
from voicecoach.pipeline.wave import Wave
from voicecoach.play.executor import Executor
from voicecoach.units import SECOND_MS

_LONGER_THAN_ESTIMATED = 1.08
_LONGER_MS = 10_000


class GrowingSound:
    """Speaks a session in the background, in the order of need; its sound can be read meanwhile.

    What is placed never moves, so each part that was read is the same in the finished session.

    Args:
        session: The session.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._phrases = phrases_of(session.plan.sections)
        self._spoken = 0
        self._timeline = LiveTimeline.of(session, Executor())
        self._timeline.producer.begin()
        self._timeline.producer.hurry()

    def close(self) -> None:
        """Stop speaking, and end every wait; what is spoken stays in the cache."""
        self._timeline.producer.close()

    def wait(self) -> None:
        """Wait until all is spoken.

        Raises:
            VoicecoachError: A phrase cannot be spoken, or the session cannot be placed.
        """
        self._timeline.producer.wait_until_complete()
        if self._timeline.producer.failure is not None:
            raise self._timeline.producer.failure

    def progress(self) -> tuple[int, int]:
        """Return the number of phrases that are spoken, in order, and of all."""
        while self._spoken < len(self._phrases) and self._session.speakers.is_cached(self._phrases[self._spoken]):
            self._spoken += 1
        return self._spoken, len(self._phrases)

    def wave(self, estimated_ms: int) -> Wave:
        """Return the sound as a WAV file that is a little longer than estimated; silence follows its end.

        Args:
            estimated_ms: The estimated length.
        """
        longest_ms = round(estimated_ms * _LONGER_THAN_ESTIMATED) + _LONGER_MS
        longest_ms -= longest_ms % SECOND_MS
        fit_ms = self._session.plan.fit_ms
        return Wave(self._blocks, longest_ms if fit_ms is None else fit_ms, self._session.channels)

    def _blocks(self, begin_ms: int) -> Iterator[NDArray[np.float32]]:
        return self._timeline.blocks(begin_ms)
