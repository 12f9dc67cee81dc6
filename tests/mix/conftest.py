"""Real sounds of known pitch and length, and timelines of them, for the mixer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from voicecoach.session.cues import Role
from voicecoach.session.timeline import Clip, SoundSource, SpeechSource, Timeline
from voicecoach.sound.levels import finish
from voicecoach.units import MIX_RATE_HZ, ms_to_frames

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from voicecoach.session.timeline import ClipSource
    from voicecoach.sound.pcm import Pcm


class Sounds:
    """Makes the sound of a source once: a sine whose pitch, length and height its name tells (``440 Hz 250 ms -6 dB``).

    It begins and ends at its full height, so that its onset shows to the frame.
    """

    def __init__(self) -> None:
        self.asked: list[ClipSource] = []
        self._made: dict[str, Pcm] = {}

    def __call__(self, source: ClipSource) -> Pcm:
        self.asked.append(source)
        name = source.spoken if isinstance(source, SpeechSource) else source.name
        if name not in self._made:
            pitch_hz, _, length_ms, _, level_db, _ = name.split()
            frames = np.arange(ms_to_frames(int(length_ms)))
            wave = np.cos(2 * np.pi * float(pitch_hz) / MIX_RATE_HZ * frames) * 10 ** (float(level_db) / 20)
            self._made[name] = finish(wave.astype(np.float32))
        return self._made[name]


def speech(name: str, start_ms: int) -> Clip:
    return Clip(SpeechSource(name), start_ms, int(name.split()[2]), Role.SAY, text=name)


def chime(name: str, start_ms: int) -> Clip:
    return Clip(SoundSource(name), start_ms, int(name.split()[2]), Role.BEGIN)


def timeline_of(clips: Sequence[Clip]) -> Timeline:
    in_order = tuple(sorted(clips, key=lambda clip: clip.start_ms))
    return Timeline(max((clip.end_ms for clip in in_order), default=0) + 1_500, in_order, (), (), (), ())


@pytest.fixture(scope="session")
def sounds() -> Sounds:
    return Sounds()


@pytest.fixture(scope="session")
def clip() -> dict[str, Callable[[str, int], Clip]]:
    return {"speech": speech, "chime": chime}


@pytest.fixture(scope="session")
def timeline() -> Callable[[Sequence[Clip]], Timeline]:
    return timeline_of
