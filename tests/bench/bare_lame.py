"""The yardstick (b): the encoder alone, in one thread, on the samples of a finished session.

Usage: bare_lame.py SESSION.wav OUT.mp3
"""

from __future__ import annotations

import sys
from pathlib import Path

import lameenc
import soundfile


def main(session: str, out: str) -> None:
    with soundfile.SoundFile(session) as wav, Path(out).open("wb") as mp3:
        lame = lameenc.Encoder()
        lame.silence()
        lame.set_channels(wav.channels)
        lame.set_in_sample_rate(wav.samplerate)
        lame.set_out_sample_rate(wav.samplerate)
        lame.set_bit_rate(96 if wav.channels == 1 else 128)
        lame.set_quality(3)  # as voicecoach has it
        mp3.writelines(lame.encode(block.tobytes()) for block in wav.blocks(blocksize=wav.samplerate, dtype="int16"))
        mp3.write(lame.flush())


if __name__ == "__main__":
    main(*sys.argv[1:])
