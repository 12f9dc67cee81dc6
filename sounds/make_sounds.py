"""The program that made the chimes beside it: run it again and get the same samples.

    python sounds/make_sounds.py

Every chime is a sum of decaying sine waves and nothing else, so that there is nothing random in it. They
share one harmony on the note G, two octaves wide: whatever follows whatever, it is in tune. The bowl (low,
slowly beating) and the bell (high, pure) are told apart with closed eyes. The speaker of a phone plays next to
nothing below 800 Hz: above that the four signals of a session lie within 4 dB of each other, by their upper partials.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import soundfile

from voicecoach.sound.dsp import apply_gain_db, fade_edges
from voicecoach.sound.levels import finish
from voicecoach.sound.loudness import CHIME_LUFS, momentary_loudness_lufs
from voicecoach.units import MIX_RATE_HZ, SECOND_MS, db_to_gain, ms_to_frames

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from voicecoach.sound.pcm import Pcm

G3_HZ, G4_HZ, D5_HZ, G5_HZ = 196.0, 392.0, 587.3, 784.0

# All energy of a wood block or a tick lies in a few milliseconds: as much of it as a bowl has in 400 ms
# would be a bang. The tick comes with every repetition, and is the softest.
WOOD_LUFS = CHIME_LUFS - 5.2
TICK_LUFS = CHIME_LUFS - 12.0


@dataclass(frozen=True, slots=True)
class Partial:
    """One mode of a struck body.

    Attributes:
        ratio: Its frequency as a multiple of the fundamental.
        level_db: Its level at the strike.
        ring_ms: How long it takes to decay by 60 dB.
        beat_hz: How often it swells in a second: no body is perfectly round, and its two halves differ.
    """

    ratio: float
    level_db: float
    ring_ms: int
    beat_hz: float = 0.0


# A bowl's modes lie far apart and off any harmony (about 1 : 2.7 : 5.1 : 8.1); each lives shorter than the last.
BOWL = (
    Partial(1.0, 0.0, 7_000, beat_hz=0.7),
    Partial(2.71, -3.0, 5_200, beat_hz=1.1),
    Partial(5.12, -2.0, 3_600, beat_hz=1.9),
    Partial(8.09, -7.0, 2_000, beat_hz=2.6),
    Partial(11.4, -17.0, 900),
)
# A handbell is tuned to its twelfth (1 : 3); what lies above is the touch of the clapper.
BELL = (
    Partial(1.0, 0.0, 4_400, beat_hz=0.4),
    Partial(2.0, -9.0, 2_800),
    Partial(3.003, -5.0, 2_400, beat_hz=0.9),
    Partial(4.21, -18.0, 900),
    Partial(5.43, -25.0, 400),
)
# A bar of wood over a tube, as in a marimba: fundamental and double octave.
BAR = (
    Partial(1.0, 0.0, 1_900),
    Partial(3.98, -2.5, 1_000),
    Partial(9.6, -20.0, 200),
)
BLOCK = (
    Partial(1.0, -2.0, 210),
    Partial(1.52, 0.0, 190),
    Partial(2.47, -6.0, 140),
    Partial(4.1, -18.0, 50),
)
TICK = (
    Partial(1.0, 0.0, 70),
    Partial(1.81, -9.0, 40),
    Partial(3.3, -20.0, 25),
)


def strike(
    fundamental_hz: float, partials: tuple[Partial, ...], *, attack_ms: int, length_ms: int
) -> NDArray[np.float32]:
    """Return one strike from its first frame on, shape ``(frames,)``, its strongest partial about 1.0 high.

    A soft mallet leaves the body within a few milliseconds: so long the sound takes to rise.
    """
    seconds = np.arange(ms_to_frames(length_ms)) / MIX_RATE_HZ
    sound = np.zeros(len(seconds))
    for partial in partials:
        decay = 10.0 ** (-3.0 * seconds / (partial.ring_ms / SECOND_MS))
        turns = fundamental_hz * partial.ratio * seconds
        wave = 0.72 * np.sin(2 * np.pi * turns) + 0.28 * np.sin(2 * np.pi * (turns + partial.beat_hz * seconds))
        sound += db_to_gain(partial.level_db) * decay * wave
    return fade_edges(sound.astype(np.float32), in_ms=attack_ms, out_ms=0)


def two_tone() -> NDArray[np.float32]:
    """Return a low and a high note, a fifth apart: from one side to the other."""
    low = strike(G4_HZ, BAR, attack_ms=3, length_ms=2_600)
    high = strike(D5_HZ, BAR, attack_ms=3, length_ms=2_340)
    return low + np.pad(high, (len(low) - len(high), 0))


def level(sound: NDArray[np.float32], loudness_lufs: float, *, fade_ms: int) -> Pcm:
    """Return a chime whose loudest 400 ms have this loudness, and which ends in silence."""
    faded = fade_edges(sound, in_ms=0, out_ms=fade_ms)
    # Measured at a level that 16 bits hold: the sum of the partials reaches beyond full scale.
    measured = apply_gain_db(faded, -12.0)
    return finish(apply_gain_db(measured, loudness_lufs - momentary_loudness_lufs(finish(measured))))


def make() -> dict[str, Pcm]:
    """Return every chime by its name."""
    bowl = strike(G3_HZ, BOWL, attack_ms=6, length_ms=7_600)
    bell = strike(G5_HZ, BELL, attack_ms=3, length_ms=4_800)
    wood = strike(G5_HZ, BLOCK, attack_ms=3, length_ms=280)
    tick = strike(2 * D5_HZ, TICK, attack_ms=2, length_ms=120)
    return {
        "bowl": level(bowl, CHIME_LUFS, fade_ms=400),
        "bell": level(bell, CHIME_LUFS, fade_ms=300),
        "two-tone": level(two_tone(), CHIME_LUFS, fade_ms=150),
        "wood": level(wood, WOOD_LUFS, fade_ms=40),
        "tick": level(tick, TICK_LUFS, fade_ms=20),
    }


def main() -> None:
    """Write every chime beside this program, as FLAC of 16 bit and 48 000 Hz, mono."""
    folder = Path(__file__).resolve().parent
    for name, chime in make().items():
        soundfile.write(folder / f"{name}.flac", chime.samples, MIX_RATE_HZ, format="FLAC", subtype="PCM_16")


if __name__ == "__main__":
    main()
