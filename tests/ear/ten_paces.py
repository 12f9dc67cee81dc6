"""How well voices follow the pace that is asked for: ``python -m tests.ear.ten_paces hibari@en pico@de``.

It speaks the calibration cues at ten paces as a session would, and prints the rate reached, relative to the one asked
for. The paces that a voice does not reach, as ``check`` says, stand in brackets.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import numpy as np

from voicecoach.script.pace import SYLLABLES_PER_SECOND
from voicecoach.units import MIX_RATE_HZ
from voicecoach.voices.base import Delivery
from voicecoach.voices.pace.calibration import CALIBRATION_CUES, has_cues
from voicecoach.voices.pace.rate import measured
from voicecoach.voices.pace.syllables import syllable_count
from voicecoach.voices.speaker import Speaker
from voicecoach.voices.table import resolve_voice, slowest_pace

PACES = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.15, 1.3, 1.6, 2.0)


def rate(spec: str, language: str, pace: float) -> float:
    """Return the syllables a second of a voice's finished phrases, without pauses."""
    cues = CALIBRATION_CUES[language]
    with tempfile.TemporaryDirectory() as folder, Speaker(spec, language, Delivery(pace), Path(folder)) as speaker:
        sounds = [speaker.pcm(cue).samples.astype(np.float32) for cue in cues]
    spoken_ms = sum(measured(sound, MIX_RATE_HZ).spoken_ms for sound in sounds)
    return sum(syllable_count(cue, language) for cue in cues) * 1000 / spoken_ms


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.ear.ten_paces", description=__doc__.splitlines()[0])
    parser.add_argument("voices", nargs="+", metavar="VOICE@LANGUAGE", help="such as piper:joe@en")
    asked = parser.parse_args()
    print(f"{'':<20}" + "".join(f"{pace:>8g}" for pace in PACES) + "   worst")
    for voice in asked.voices:
        spec, _, language = voice.rpartition("@")
        if not has_cues(language):
            parser.error(f"no cues of the language {language}")
        lowest = slowest_pace(resolve_voice(spec, language), language)
        reached = [rate(spec, language, pace) / (SYLLABLES_PER_SECOND * pace) for pace in PACES]
        shown = [f"({r:.3f})" if p < lowest else f"{r:.3f} " for p, r in zip(PACES, reached, strict=True)]
        worst = max(abs(r - 1) for p, r in zip(PACES, reached, strict=True) if p >= lowest)
        print(f"{voice:<20}" + "".join(f"{each:>8}" for each in shown) + f"   {100 * worst:.1f} %", flush=True)


if __name__ == "__main__":
    main()
