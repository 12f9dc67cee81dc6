"""Mono or stereo: as the script needs or the person chooses, at the right loudness."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pyloudnorm
import pytest
import soundfile

from voicecoach.pipeline.file_options import FileChoices
from voicecoach.pipeline.load import load_script
from voicecoach.pipeline.session import Session
from voicecoach.session.options import Choices

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SECOND = 48_000
SCRIPT = """
    # A walk by the sea

    - bed: {bed}

    Listen to the wind, and let it come and go as it likes.

    [10s]

    That was all of it.
    """


@pytest.fixture
def session_of(write: Any, tmp_path: Path) -> Iterator[Callable[..., Session]]:
    rng = np.random.default_rng(2)
    wind = np.stack([np.convolve(rng.standard_normal(6 * SECOND), np.hanning(24), "same") for _ in range(2)], axis=1)
    wind *= [0.02, 0.005]
    soundfile.write(tmp_path / "wind.flac", wind, SECOND)
    soundfile.write(tmp_path / "same.flac", wind[:, [0, 0]], SECOND)
    opened: list[Session] = []

    def open_session(bed: str = "wind", channels: int | None = None) -> Session:
        choices = Choices(voice="tone")
        script = load_script(str(write(SCRIPT.format(bed=bed))), choices)
        opened.append(Session(script, choices, file=FileChoices(channels=channels)))
        return opened[-1]

    yield open_session
    for each in opened:
        each.speaker.close()


@pytest.mark.parametrize(
    ("bed", "asked", "channels"),
    [("wind", None, 2), ("wind", 1, 1), ("same", None, 1), ("rain", None, 1), ("rain", 2, 2), ("off", None, 1)],
)
def test_there_are_two_channels_where_a_bed_has_them_or_somebody_asks(
    session_of: Any, bed: str, asked: int | None, channels: int
) -> None:
    session = session_of(bed, asked)
    timeline = session.timeline()
    assert session.channels == channels
    assert json.loads(json.dumps(session.sheet(timeline)))["channels"] == channels
    assert {block.shape[1] for block in session.blocks(timeline)} == {channels}


def test_a_stereo_bed_keeps_its_sides_and_the_voice_is_in_the_middle(session_of: Any) -> None:
    session = session_of()
    timeline = session.timeline()
    sound = np.concatenate(list(session.blocks(timeline)))
    quiet = sound[6 * SECOND : 12 * SECOND]
    left, right = np.sqrt(np.mean(np.square(quiet), axis=0))
    assert 20 * np.log10(left / right) == pytest.approx(12.04, abs=0.2)
    assert abs(np.corrcoef(quiet.T)[0, 1]) < 0.05
    alone = session_of("off", 2)
    middle = np.concatenate(list(alone.blocks(alone.timeline())))
    assert middle.any()
    assert np.array_equal(middle[:, 0], middle[:, 1])


@pytest.mark.parametrize(("bed", "asked", "target_lufs", "suffix"), [
    ("wind", None, -16.0, ".wav"), ("wind", 1, -19.0, ".wav"), ("off", 2, -16.0, ".wav"), ("rain", 2, -16.0, ".wav"),
    ("rain", None, -19.0, ".wav"), ("rain", None, -19.0, ".opus"), ("wind", None, -16.0, ".opus"),
])  # fmt: skip
def test_the_file_is_as_loud_as_its_channels_ask_for(
    tmp_path: Path, session_of: Any, bed: str, asked: int | None, target_lufs: float, suffix: str
) -> None:
    session = session_of(bed, asked)
    path = tmp_path / f"a{suffix}"
    session.export(path, session.timeline())
    sound, rate_hz = soundfile.read(path, always_2d=True)
    assert pyloudnorm.Meter(rate_hz).integrated_loudness(sound) == pytest.approx(target_lufs, abs=0.5)
