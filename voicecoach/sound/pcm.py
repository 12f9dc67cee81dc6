"""The one sample buffer that voices and sound files become, and that the mixer reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from voicecoach.units import FRAMES_PER_MS, frames_to_ms_up

if TYPE_CHECKING:
    from numpy.typing import NDArray

FULL_SCALE = 32_768.0


@dataclass(frozen=True, eq=False, slots=True)
class Pcm:
    """A finished sound: mono, 48 000 Hz, 16 bit, a whole number of milliseconds long.

    Attributes:
        samples: Shape ``(frames,)``, ``int16``; ``frames`` is a multiple of 48. Read only.
        power: Shape ``(duration_ms,)``, ``float32``: the K-weighted mean square of each millisecond
            (ITU-R BS.1770-4), where 1.0 is full scale. The mix derives its loudness from it.
        peak: Shape ``(duration_ms,)``, ``float32``: the true peak of each millisecond, where 1.0 is full
            scale. The mix derives a bound of its own true peak from it.
    """

    samples: NDArray[np.int16]
    power: NDArray[np.float32]
    peak: NDArray[np.float32]

    @property
    def duration_ms(self) -> int:
        """The exact length in milliseconds."""
        return len(self.samples) // FRAMES_PER_MS


def pad_to_ms(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the samples with silence appended up to a whole millisecond."""
    frames = frames_to_ms_up(len(samples)) * FRAMES_PER_MS
    return np.pad(samples, (0, frames - len(samples)))


def quantise(samples: NDArray[np.float32]) -> NDArray[np.int16]:
    """Return float samples (full scale 1.0) as 16 bit: rounded to the nearest value, clipped to the range."""
    scaled = samples * np.float32(FULL_SCALE)
    np.rint(scaled, out=scaled)
    np.clip(scaled, -FULL_SCALE, FULL_SCALE - 1, out=scaled)
    return scaled.astype(np.int16)
