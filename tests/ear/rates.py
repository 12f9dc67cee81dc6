"""Measure the rates of voices for the tables of known ones: ``python -m tests.ear.rates kokoro:af_heart piper:joe``.

It prints a line for ``voicecoach/voices/pace/known.py`` for each voice, by the project's own calibration.
"""

from __future__ import annotations

import argparse

from voicecoach.voices.base import Tunable
from voicecoach.voices.pace.calibration import rate_of
from voicecoach.voices.pace.known import digest_in
from voicecoach.voices.rendering import words_ms
from voicecoach.voices.table import open_voice

PACES = (0.5, 0.7, 1.0, 1.4, 2.0)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.ear.rates", description=__doc__.splitlines()[0])
    parser.add_argument("voices", nargs="+", metavar="VOICE", help="as --voice takes them")
    parser.add_argument("--language", default="en", help="the language of the voices (en)")
    parser.add_argument("--paces", nargs="+", type=float, default=PACES, help="the voices' own paces to measure at")
    asked = parser.parse_args()
    for spec in asked.voices:
        voice = open_voice(spec, asked.language, 1.0)
        assert isinstance(voice, Tunable)
        rates = []
        for pace in asked.paces:
            tuned = voice.tuned(pace, 0.0)
            rate = rate_of(lambda cue, tuned=tuned: words_ms(tuned, cue), asked.language)  # type: ignore[misc]
            rates.append(f"({pace:g}, {rate:.3f})")
        print(f'    "{digest_in(voice.version)}": ({", ".join(rates)}),  # {voice.engine}:{voice.name}', flush=True)
        voice.close()


if __name__ == "__main__":
    main()
