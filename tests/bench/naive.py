"""The yardstick (a): the program that one would write first, with the same voice and at the same times.

It speaks phrase by phrase, repeats what it has spoken already, puts everything together with pydub and has ffmpeg
write the MP3. It is given the times of a cue sheet, which is a help: a person would have to find them.

Usage: naive.py SHEET.json SOUNDS OUT.mp3
"""

from __future__ import annotations

import functools
import json
import sys
from pathlib import Path

import imageio_ffmpeg
import numpy as np
from hibari import Hibari
from pydub import AudioSegment

RATE_HZ = 48_000


def main(sheet_path: str, sounds: str, out: str) -> None:
    AudioSegment.converter = imageio_ffmpeg.get_ffmpeg_exe()
    sheet = json.loads(Path(sheet_path).read_text(encoding="utf-8"))
    voice = Hibari(threads=1)

    @functools.cache
    def spoken(text: str) -> AudioSegment:
        samples = voice(text, speed=sheet["voice"]["pace"], seed=0)
        pcm = (np.clip(samples * 2, -1, 1) * 32_767).astype("<i2")
        return AudioSegment(pcm.tobytes(), frame_rate=voice.sample_rate, sample_width=2, channels=1)

    @functools.cache
    def chime(name: str) -> AudioSegment:
        import soundfile

        pcm, rate_hz = soundfile.read(Path(sounds) / f"{name}.flac", dtype="int16")
        return AudioSegment(pcm.tobytes(), frame_rate=rate_hz, sample_width=2, channels=1)

    session = AudioSegment.silent(0, frame_rate=RATE_HZ)
    for cue in sheet["cues"]:
        sound = spoken(cue["spoken"]) if cue["kind"] == "speech" else chime(cue["sound"])
        missing_ms = cue["start_ms"] - len(session)
        if missing_ms >= 0:
            session += AudioSegment.silent(missing_ms, frame_rate=RATE_HZ)
            session = session.append(sound.set_frame_rate(RATE_HZ), crossfade=0)
        else:
            session += AudioSegment.silent(max(cue["start_ms"] + len(sound) - len(session), 0), frame_rate=RATE_HZ)
            session = session.overlay(sound.set_frame_rate(RATE_HZ), position=cue["start_ms"])
    session += AudioSegment.silent(max(sheet["duration_ms"] - len(session), 0), frame_rate=RATE_HZ)
    session.export(out, format="mp3", bitrate="96k")


if __name__ == "__main__":
    main(*sys.argv[1:])
