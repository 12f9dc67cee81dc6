"""The judge's own check: sounds whose figures are known are measured first."""

from __future__ import annotations

import numpy as np

from tests.ear.hearing import Samples, ending_of, loudness_lufs, pauses_by_mark, sound_of, without_slips
from tests.ear.signals import likeness

_RATE_HZ = 24_000


def buzz(semitones: Samples, middle_hz: float = 200.0) -> Samples:
    """Return a tone with twelve overtones whose pitch follows a line, a value for each frame."""
    phase = np.cumsum(middle_hz * 2 ** (semitones / 12)) * 2 * np.pi / _RATE_HZ
    tone: Samples = sum((np.sin(number * phase) / number for number in range(1, 13)), np.zeros(len(phase)))
    from_edge = np.minimum(np.arange(len(tone)), np.arange(len(tone))[::-1])
    return 0.1 * tone * np.minimum(1, from_edge / 240)


def require_hearing() -> None:
    """Check the measures.

    Raises:
        SystemExit: One of them is wrong by more than it may be.
    """
    frames = round(0.8 * _RATE_HZ)
    silence = np.zeros(round(0.35 * _RATE_HZ))
    falling, level = buzz(np.linspace(4, -4, frames)), buzz(np.zeros(frames))
    rising = buzz(np.concatenate((np.linspace(4, -2, frames * 7 // 10), np.linspace(-2, 1, frames - frames * 7 // 10))))
    closing, opening = ending_of(falling, _RATE_HZ), ending_of(rising, _RATE_HZ)
    heard = sound_of(np.concatenate((silence, level, silence, level, silence)), _RATE_HZ)
    assert closing
    assert opening
    assert heard
    pauses_ms = pauses_by_mark("One, two. Three.", (40.0, 350.0, 60.0, 800.0))
    # The tracker slips by an octave for 75 ms, and by a fourth for 35 ms.
    slipping = np.repeat([4.0, 16.0, 3.0, 8.0], [20, 15, 12, 7])
    straight = without_slips(np.arange(len(slipping)), slipping)
    noise = np.random.Generator(np.random.PCG64(1)).normal(size=40_000)
    measured = {
        "fall of a falling tone, semitones": (closing.fall, 7.4, 0.4),
        "rise of a falling tone, semitones": (closing.rise, 0.0, 0.2),
        "rise of a rising tone, semitones": (opening.rise, 2.9, 0.4),
        "highest tone without the slips of a tracker, semitones": (straight.max(), 4, 0),
        "tones without its short slip": (len(straight), 47, 0),
        "silence of 350 ms": (heard.silences_ms[0], 350, 20),
        "length of two tones and a silence, ms": (heard.length_ms, 1950, 20),
        "the same without the pause, ms": (heard.spoken_ms(1), 1600, 30),
        "pause of a comma, ms": (dict(pauses_ms)["clause"], 350, 0),
        "pause of a sentence, ms": (dict(pauses_ms)["sentence"], 800, 0),
        "6 dB in loudness": (loudness_lufs(level * 2, _RATE_HZ) - loudness_lufs(level, _RATE_HZ), 6.02, 0.1),
        "likeness of noise to itself": (likeness(noise, 100)[0], 0, 0.05),
        "likeness of a loop to itself": (likeness(np.tile(noise[:8_000], 5), 100)[0], 1, 0.05),
    }
    wrong = [f"{name}: {value:.2f}" for name, (value, right, off) in measured.items() if abs(value - right) > off]
    if wrong:
        raise SystemExit("the judge hears wrong: " + "; ".join(wrong))
