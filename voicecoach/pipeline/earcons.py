"""The short sounds that answer a person whose eyes are closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from voicecoach.pipeline.live_words import as_block
from voicecoach.play.programme import Earcons
from voicecoach.session.rules import REP_CHIME
from voicecoach.units import db_to_gain, ms_to_frames

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from voicecoach.sound.library import SoundLibrary

_LEVEL = np.float32(db_to_gain(-3.0))
_NO_SEMITONES, _BACK_SEMITONES = -9, 5
_BACK_AGAIN_MS = 300
_BACK_MS = 1_300


def earcons(sounds: SoundLibrary, channels: int, *, has_back: bool) -> Earcons:
    """Return the sounds that answer: a soft tick, a lower one, and two higher ones before a hold goes on.

    Args:
        sounds: Has the tick.
        channels: 1 or 2.
        has_back: Whether there is one before a hold goes on: two ticks, and a second to get into it again.
    """

    def tick(semitones: int) -> NDArray[np.float32]:
        return as_block(sounds.chime(REP_CHIME, semitones), channels) * _LEVEL

    return Earcons(tick(0), tick(_NO_SEMITONES), _twice(tick(_BACK_SEMITONES)) if has_back else None)


def _twice(tick: NDArray[np.float32]) -> NDArray[np.float32]:
    heard = np.zeros((ms_to_frames(_BACK_MS), tick.shape[1]), np.float32)
    for first in (0, ms_to_frames(_BACK_AGAIN_MS)):
        part = heard[first : first + len(tick)]
        part += tick[: len(part)]
    return heard
