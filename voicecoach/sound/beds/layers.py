"""The layers of a bed: loops without a seam, some read in a shuffled order or with a slow swell, and chords.

Every sample is a function of the absolute frame alone, so that a session may be cut into blocks anywhere and begun
anywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from voicecoach.sound.levels import peak_per_ms, power_per_ms
from voicecoach.sound.samples import Samples, endless
from voicecoach.units import FRAMES_PER_MS, SECOND_MS

SWELL_STEP_MS = 20
_SWELL_STEP_FRAMES = SWELL_STEP_MS * FRAMES_PER_MS
_RAMP = np.arange(_SWELL_STEP_FRAMES, dtype=np.float32) / np.float32(_SWELL_STEP_FRAMES)

PIECE_FRAMES = 311_040
"""The frames of a shuffled loop from one crossfade to the next: 6.48 s."""
# Shorter is heard as a change in the rain; longer leaves no piece by itself.
_CROSSFADE_FRAMES = 48_000
_ANGLE = (np.arange(_CROSSFADE_FRAMES, dtype=np.float32) + np.float32(0.5)) * np.float32(
    0.5 * np.pi / _CROSSFADE_FRAMES
)
_RISE, _FALL = np.sin(_ANGLE)[:, np.newaxis], np.cos(_ANGLE)[:, np.newaxis]
_MASK = (1 << 64) - 1


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
        first_step, count = _steps(begin_frame, frames)
        return _lines(endless(self.gains, first_step, count), begin_frame, frames)


@dataclass(frozen=True, eq=False, slots=True)
class Layer:
    """One loop of a bed at its level.

    Attributes:
        samples: Shape ``(frames, channels)``, any length; after the last frame comes the first.
        gain: The factor that brings the samples to a full scale of 1.0 and to the level of the layer.
        swell: The slow gain over it, or None.
        salt: For noise: the number that decides the order in which its pieces are read, another one for each layer of
            a bed. None to read the loop from its first frame to its last, over and over. A loop of 17 s that comes
            round is found by an autocorrelation, and after a while by an ear. Read in pieces of some seconds, each
            from a place that a hash chooses, it never comes round.
    """

    samples: Samples[np.float32] | Samples[np.int16]
    gain: np.float32
    swell: Swell | None = None
    salt: int | None = None

    def block(self, begin_frame: int, frames: int) -> NDArray[np.float32]:
        """Return the layer's sound from an absolute frame on, shape ``(frames, channels)``, as a new array."""
        loop: Samples[Any] = self.samples
        if self.salt is None:
            block: NDArray[np.float32] = endless(loop, begin_frame, frames) * self.gain
        else:
            block = _shuffled(loop, self.salt, begin_frame, frames)
            block *= self.gain
        if self.swell:
            block *= self.swell.block(begin_frame, frames)[:, np.newaxis]
        return block


@dataclass(frozen=True, eq=False, slots=True)
class OnceLayer:
    """A person's own music from its first frame to its last; silence before and after.

    Attributes:
        samples: Shape ``(frames, channels)``.
        channels: Their number.
        gain: The factor that brings the samples to a full scale of 1.0.
    """

    samples: Samples[np.int16]
    channels: int
    gain: np.float32

    def block(self, begin_frame: int, frames: int) -> NDArray[np.float32]:
        """Return the music from a frame on, counted from its first one, shape ``(frames, channels)``."""
        block = np.zeros((frames, self.channels), dtype=np.float32)
        first, last = max(begin_frame, 0), min(begin_frame + frames, len(self.samples))
        if first < last:
            block[first - begin_frame : last - begin_frame] = self.samples[first:last] * self.gain
        return block


@dataclass(frozen=True, eq=False, slots=True)
class Chord:
    """An endless chord whose notes wander: as a layer of a bed, one oscillator for each note.

    Steady tones come back by their nature. Here the phase of each note strays by a few waves along slow sines without a
    common period, and nothing comes back. As each note is one voice, nothing beats.

    Attributes:
        notes: Shape ``(notes, 48_000, 2)``: one second of each note at its level, as cosine and negative sine. A
            note has a whole number of waves in a second.
        strays: Shape ``(notes, 3, sines)``: the size in waves, period in seconds and phase in waves of each sine along
            which the phase strays.
        breaths: Shape ``(notes, 3, sines)``: the same for the gain, with sizes relative to it.
    """

    notes: NDArray[np.float32]
    strays: NDArray[np.float64]
    breaths: NDArray[np.float64]

    def block(self, begin_frame: int, frames: int) -> NDArray[np.float32]:
        """Return the chord from an absolute frame on, shape ``(frames, 1)``, as a new array."""
        first_step, count = _steps(begin_frame, frames)
        steps = np.arange(first_step, first_step + count, dtype=np.float64)
        seconds: NDArray[np.float64] = np.multiply(steps, SWELL_STEP_MS / SECOND_MS, dtype=np.float64)
        block = np.zeros(frames, dtype=np.float32)
        for note, stray, breath in zip(self.notes, self.strays, self.breaths, strict=True):
            angle = 2.0 * np.pi * _sines(stray, seconds)
            gain = 1.0 + _sines(breath, seconds)
            # The phase strays by less than 0.04 radians in 20 ms: a straight line is 70 dB near the arc.
            turned = np.stack((gain * np.cos(angle), gain * np.sin(angle))).astype(np.float32)
            once = endless(note, begin_frame, frames)
            block += _lines(turned[0], begin_frame, frames) * once[:, 0]
            block += _lines(turned[1], begin_frame, frames) * once[:, 1]
        return block[:, np.newaxis]


@dataclass(frozen=True, eq=False, slots=True)
class Bed:
    """An endless sound at 48 000 Hz, as loud as the voice; a script's ``-24 dB`` is a gain on top.

    Attributes:
        layers: The loops and chords that are added up, all with the same number of channels.
        channels: 1, or 2 where a person's own file is in stereo, and for binaural tones.
        mean_power: Its K-weighted mean square (ITU-R BS.1770-4), where 1.0 is full scale; the mean of its channels.
        peak: A bound of the true peak of each channel, where 1.0 is full scale; that of noise can be higher.
    """

    layers: tuple[Layer | Chord | OnceLayer, ...]
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


def _steps(begin_frame: int, frames: int) -> tuple[int, int]:
    """Return the first step of 20 ms of a block, and the number of steps with both ends."""
    first_step = begin_frame // _SWELL_STEP_FRAMES
    return first_step, -(-(begin_frame + frames) // _SWELL_STEP_FRAMES) - first_step + 1


def _lines(edges: NDArray[np.float32], begin_frame: int, frames: int) -> NDArray[np.float32]:
    """Return the straight lines between the values at every 20 ms, shape ``(frames,)``."""
    lines = edges[:-1, np.newaxis] + np.diff(edges)[:, np.newaxis] * _RAMP
    offset = begin_frame % _SWELL_STEP_FRAMES
    line: NDArray[np.float32] = lines.reshape(-1)[offset : offset + frames]
    return line


def _sines(parts: NDArray[np.float64], seconds: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return a sum of slow sines at some times."""
    sizes, periods_s, phases = parts
    summed: NDArray[np.float64] = (sizes * np.sin(2.0 * np.pi * (seconds[:, np.newaxis] / periods_s + phases))).sum(
        axis=1
    )
    return summed


def _shuffled(loop: Samples[Any], salt: int, begin_frame: int, frames: int) -> NDArray[np.float32]:
    """Return a loop of noise in pieces from places that a hash chooses, crossfaded at equal power; a new array."""
    parts: list[NDArray[np.float32]] = []
    while frames > 0 or not parts:
        number, inside = divmod(begin_frame, PIECE_FRAMES)
        count = min(frames, PIECE_FRAMES - inside)
        piece = endless(loop, _hashed(number, salt) % len(loop) + inside, count).astype(np.float32)
        fading = min(max(_CROSSFADE_FRAMES - inside, 0), count)
        if fading:
            before = endless(loop, _hashed(number - 1, salt) % len(loop) + PIECE_FRAMES + inside, fading)
            piece[:fading] *= _RISE[inside : inside + fading]
            piece[:fading] += before * _FALL[inside : inside + fading]
        parts.append(piece)
        begin_frame += count
        frames -= count
    return parts[0] if len(parts) == 1 else np.concatenate(parts)


def _hashed(number: int, salt: int) -> int:
    """Return a hash of two numbers (splitmix64, https://prng.di.unimi.it/splitmix64.c), the same for ever."""
    mixed = (number * 0x9E3779B97F4A7C15 + salt * 0xD1B54A32D192ED03) & _MASK
    mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & _MASK
    return mixed ^ (mixed >> 31)
