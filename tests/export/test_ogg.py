"""Ogg Vorbis: each decoder hears exactly the frames that were written, also in a file of one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile

from voicecoach.export.tags.tags import Tags
from voicecoach.export.write import write_audio

if TYPE_CHECKING:
    from pathlib import Path

av = pytest.importorskip("av")


@pytest.mark.parametrize("length_ms", [24, 2_376, 2_400, 2_424, 9_000])
@pytest.mark.parametrize("channels", [1, 2])
def test_ffmpeg_and_libsndfile_decode_a_short_file_to_its_exact_length(
    tmp_path: Path, length_ms: int, channels: int
) -> None:
    frames = length_ms * 48
    sound = np.zeros((frames, channels), np.float32)
    sound[: frames // 2] = 0.1 * np.sin(np.arange(frames // 2) / 20.0)[:, np.newaxis]
    path = tmp_path / "a.ogg"
    write_audio(path, [sound], frames_total=frames, channels=channels, gain_db=0.0, tags=Tags("Short"))
    with av.open(str(path)) as container:
        decoded = sum(frame.samples for frame in container.decode(audio=0))
    assert (decoded, soundfile.info(path).frames) == (frames, frames)
