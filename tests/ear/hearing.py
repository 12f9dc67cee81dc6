"""Measures of speech on samples: sound and silence, pitch at the end, loudness.

Nothing here uses voicecoach's own code, so that a fault there does not hide itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import parselmouth
import pyloudnorm
from numpy.typing import NDArray

Samples = NDArray[np.float64]

SILENCE_DB = -40.0
"""What lies so far below a phrase's loudest window is silence."""

SHORTEST_PAUSE_MS = 200
"""A mouth closed for a "p" or a "t" is silent for up to 180 ms in slow speech; longer silences are pauses."""

SHORTEST_PAUSE_FAST_MS = 280
"""The same at pace 1 for speech so fast that its pauses of clauses fall below that; it is divided by the pace."""

_WINDOW_MS = 10
_LOWEST_HZ, _HIGHEST_HZ = 75, 500
_PITCH_STEP_S = 0.005
_FEWEST_TONES = 6
_END_TONES = 5
_TAIL = 0.4
_OCTAVE_SLIP = 3.0
# Within 100 ms no voice leaps this far: what lies behind such a leap for less than 50 ms is a slip of the tracker, and
# what lies two thirds of an octave away is in a wrong one.
_LEAP, _OTHER_OCTAVE, _NEAR_STEPS, _SLIP_STEPS = 3.0, 8.0, 20, 10

_MARK = re.compile(r"(?P<sentence>[.!?…]+[\"”’)]*\s)|(?P<clause>[,;:]\s|\s[–—-]\s)")


@dataclass(frozen=True, slots=True)
class Sound:
    """Where the sound of a phrase lies, in milliseconds from the first sample on.

    Attributes:
        begin_ms: The first sound.
        end_ms: The last.
        silences_ms: All silences in between, in their order.
    """

    begin_ms: float
    end_ms: float
    silences_ms: tuple[float, ...]

    @property
    def length_ms(self) -> float:
        """From the first sound to the last."""
        return self.end_ms - self.begin_ms

    def spoken_ms(self, pace: float) -> float:
        """Return the same without the pauses."""
        shortest_ms = min(SHORTEST_PAUSE_MS, SHORTEST_PAUSE_FAST_MS / pace)
        return self.length_ms - sum(silence for silence in self.silences_ms if silence >= shortest_ms)


def sound_of(samples: Samples, rate_hz: int) -> Sound | None:
    """Return where a phrase sounds; ``None`` if all is silent."""
    window = rate_hz * _WINDOW_MS // 1000
    level = np.sqrt(np.mean(np.square(samples[: len(samples) // window * window].reshape(-1, window)), axis=1))
    if not len(level) or level.max() < 1e-4:  # 80 dB below full scale
        return None
    loud = np.flatnonzero(level > level.max() * 10 ** (SILENCE_DB / 20))
    silences = (np.diff(loud) - 1) * _WINDOW_MS
    return Sound(
        float(loud[0] * _WINDOW_MS),
        float((loud[-1] + 1) * _WINDOW_MS),
        tuple(float(silence) for silence in silences if silence),
    )


def pauses_by_mark(text: str, silences_ms: tuple[float, ...]) -> list[tuple[str, float]]:
    """Return the kind and length of the pause at each mark of punctuation inside a phrase.

    The longest silences belong to the marks, in the order of both. A mark without a silence has a pause of 0.
    """
    kinds = [str(mark.lastgroup) for mark in _MARK.finditer(text.strip())]
    longest = sorted(sorted(range(len(silences_ms)), key=lambda at: -silences_ms[at])[: len(kinds)])
    found_ms = [silences_ms[at] for at in longest]
    return list(zip(kinds, found_ms + [0.0] * (len(kinds) - len(found_ms)), strict=True))


@dataclass(frozen=True, slots=True)
class Ending:
    """How a phrase ends, in semitones.

    Attributes:
        fall: From its peak (95th percentile) down to its end.
        rise: From the lowest point of its last two fifths up to its end.
        end: The end itself, above 1 Hz.
    """

    fall: float
    rise: float
    end: float


def ending_of(samples: Samples, rate_hz: int) -> Ending | None:
    """Return how a phrase ends; ``None`` where too little of it has a tone."""
    sound = parselmouth.Sound(samples, rate_hz)
    _, rough_hz = _tones_hz(sound, _LOWEST_HZ, _HIGHEST_HZ)
    if len(rough_hz) < _FEWEST_TONES:
        return None
    # A range around the voice's own pitch keeps the tracker from mistakes of an octave.
    middle_hz = float(np.median(rough_hz))
    steps, heard_hz = _tones_hz(sound, middle_hz * 0.5, middle_hz * 2)
    semitones = without_slips(steps, 12 * np.log2(heard_hz))
    if len(semitones) < _FEWEST_TONES:
        return None
    padded = np.pad(semitones, 4, mode="edge")
    smooth = np.median(np.lib.stride_tricks.sliding_window_view(padded, 9), axis=1)
    semitones = semitones[np.abs(semitones - smooth) < _OCTAVE_SLIP]
    end = float(np.median(semitones[-_END_TONES:]))
    tail = semitones[-max(_FEWEST_TONES, int(len(semitones) * _TAIL)) :]
    return Ending(float(np.percentile(semitones, 95)) - end, end - float(tail.min()), end)


def without_slips(steps: NDArray[np.intp], semitones: Samples) -> Samples:
    """Return a pitch without the slips of its tracker: leaps of an octave are taken back, short other ones left out.

    Args:
        steps: The number of each step of 5 ms that has a pitch.
        semitones: Its pitch.
    """
    leaps = (np.abs(np.diff(semitones)) > _LEAP) & (np.diff(steps) <= _NEAR_STEPS)
    runs = np.split(semitones, np.flatnonzero(leaps) + 1)
    surest = int(np.argmax([len(run) for run in runs]))
    after, before = _straight(runs[surest:]), _straight([run[::-1] for run in runs[surest::-1]])
    return np.concatenate([*(run[::-1] for run in before[:0:-1]), *after])


def _straight(runs: list[Samples]) -> list[Samples]:
    """Return runs of a pitch, each in the octave of the end of the one before; short ones that leap are left out."""
    kept = runs[:1]
    for run in runs[1:]:
        leap = run[0] - kept[-1][-1]
        straight = run - 12 * round(leap / 12) if abs(leap) > _OTHER_OCTAVE else run
        if len(run) >= _SLIP_STEPS or abs(straight[0] - kept[-1][-1]) < _LEAP:
            kept.append(straight)
    return kept


def _tones_hz(sound: parselmouth.Sound, lowest_hz: float, highest_hz: float) -> tuple[NDArray[np.intp], Samples]:
    """Return the steps of 5 ms that have a pitch, and their pitch."""
    lasting_s = sound.get_total_duration()
    if lasting_s < 3.1 / lowest_hz:  # Praat needs three periods of the lowest tone
        return np.zeros(0, np.intp), np.zeros(0)
    # The soft end of a breathy word has no pitch that a listener hears, and a leap of an octave is a slip.
    pitch = sound.to_pitch_ac(
        time_step=_PITCH_STEP_S,
        pitch_floor=lowest_hz,
        pitch_ceiling=highest_hz,
        silence_threshold=0.1,
        voicing_threshold=0.6,
        octave_cost=0.03,
        octave_jump_cost=1.2,
    )
    found_hz = np.asarray(pitch.selected_array["frequency"], np.float64)
    steps = np.flatnonzero(found_hz > 0)
    return steps, found_hz[steps]


def loudness_lufs(samples: Samples, rate_hz: int) -> float:
    """Return the integrated loudness of a phrase of half a second and more."""
    return float(pyloudnorm.Meter(rate_hz).integrated_loudness(samples))
