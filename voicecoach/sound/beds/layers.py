"""The layers of a bed: loops without a seam, some with a slow swell.

Every sample is a function of the absolute frame alone, so that a session may be cut into blocks anywhere and begun
anywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from voicecoach.sound.levels import peak_per_ms, power_per_ms
from voicecoach.units import FRAMES_PER_MS

SWELL_STEP_MS = 20
_SWELL_STEP_FRAMES = SWELL_STEP_MS * FRAMES_PER_MS
_RAMP = np.arange(_SWELL_STEP_FRAMES, dtype=np.float32) / np.float32(_SWELL_STEP_FRAMES)


@dataclass(frozen=True, eq=False, slots=True)
class Swell:
    """An endless gain that rises and falls slowly.

    Attributes:
        gains: Shape ``(steps,)``, ``float32``: the gain at every 20 ms, with straight lines between them. After
            the last comes the first.
    """

    gains: NDArray[np.float32]

    @property
    def mean_square(self) -> float:
        """The factor by which this gain changes the mean power of a steady sound."""
        after = np.roll(self.gains, -1)
        # The mean square along a straight line from one gain to the next.
        return float(np.mean((np.square(self.gains) + self.gains * after + np.square(after)) / 3.0, dtype=np.float64))

    @property
    def highest(self) -> float:
        """The highest gain."""
        return float(self.gains.max())

    def block(self, begin_frame: int, frames: int) -> NDArray[np.float32]:
        """Return the gains from an absolute frame on, shape ``(frames,)``."""
        first_step = begin_frame // _SWELL_STEP_FRAMES
        last_step = -(-(begin_frame + frames) // _SWELL_STEP_FRAMES)
        edges = _endless(self.gains, first_step, last_step - first_step + 1)
        lines = edges[:-1, np.newaxis] + np.diff(edges)[:, np.newaxis] * _RAMP
        offset = begin_frame - first_step * _SWELL_STEP_FRAMES
        gains: NDArray[np.float32] = lines.reshape(-1)[offset : offset + frames]
        return gains


@dataclass(frozen=True, eq=False, slots=True)
class Layer:
    """One loop of a bed at its level.

    Attributes:
        samples: Shape ``(frames, channels)``, any length; after the last frame comes the first.
        gain: The factor that brings the samples to a full scale of 1.0 and to the level of the layer.
        swell: The slow gain over it, or None.
    """

    samples: NDArray[np.float32] | NDArray[np.int16]
    gain: np.float32
    swell: Swell | None = None

    def block(self, begin_frame: int, frames: int) -> NDArray[np.float32]:
        """Return the layer's sound from an absolute frame on, shape ``(frames, channels)``, as a new array."""
        block: NDArray[np.float32] = _endless(self.samples, begin_frame, frames) * self.gain
        if self.swell:
            block *= self.swell.block(begin_frame, frames)[:, np.newaxis]
        return block


@dataclass(frozen=True, eq=False, slots=True)
class Bed:
    """An endless sound at 48 000 Hz, as loud as the voice; a script's ``-24 dB`` is a gain on top.

    Attributes:
        layers: The loops that are added up, all with the same number of channels.
        channels: 1, or 2 where a person's own file is in stereo.
        mean_power: Its K-weighted mean square (ITU-R BS.1770-4), where 1.0 is full scale; the mean of its channels.
        peak: A bound of the true peak of each channel, where 1.0 is full scale; that of noise can be higher.
    """

    layers: tuple[Layer, ...]
    channels: int
    mean_power: float
    peak: float

    def block(self, begin_frame: int, frames: int) -> NDArray[np.float32]:
        """Return the bed from an absolute frame on, shape ``(frames, channels)``, where 1.0 is full scale.

        The sample of a frame does not depend on the blocks.
        """
        first, *others = self.layers
        block = first.block(begin_frame, frames)
        for layer in others:
            block += layer.block(begin_frame, frames)
        return block


def loop_levels(samples: NDArray[np.float32]) -> tuple[float, float]:
    """Return the K-weighted mean square and the true peak of a steady loop, shape ``(frames,)``."""
    # Whole milliseconds, with the seam inside.
    once = np.pad(samples, (0, FRAMES_PER_MS + -len(samples) % FRAMES_PER_MS), mode="wrap")
    return float(power_per_ms(once).mean(dtype=np.float64)), float(peak_per_ms(once).max())


def _endless(loop: NDArray[Any], begin: int, count: int) -> NDArray[Any]:
    """Return some values of an endless loop, from an absolute position on."""
    first = begin % len(loop)
    if first + count <= len(loop):
        return loop[first : first + count]
    return loop.take(np.arange(first, first + count), axis=0, mode="wrap")
