"""Sounds to export and decoders to hear them with; each decoder is a program or library that is not ours."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from voicecoach.export.tags.tags import Tags
from voicecoach.export.write import WrittenFile, write_audio
from voicecoach.sound.pcm import quantise

Sound = NDArray[np.float32]
Decode = Callable[[Path, int], NDArray[np.int16]]
Export = Callable[..., WrittenFile]


def bursts(frames: int, channels: int = 1) -> Sound:
    """Return half-second bursts of a noisy tone at 48 kHz, each channel different, the same at each call."""
    rng = np.random.default_rng(frames)
    seconds = np.arange(frames) / 48_000
    tone = 0.25 * np.sin(2 * np.pi * 440 * seconds) + 0.03 * rng.standard_normal(frames)
    mono = np.where(seconds % 1 < 0.5, tone, 0.0)
    gains = 0.5 ** np.arange(channels)
    return (mono[:, None] * gains).astype(np.float32)


def cut(sound: Sound, block_frames: int = 4_800) -> Iterator[Sound]:
    """Yield the sound in blocks of one size; the last may be shorter."""
    for first in range(0, len(sound), block_frames):
        yield sound[first : first + block_frames]


@pytest.fixture(scope="session", name="bursts")
def bursts_fixture() -> Callable[..., Sound]:
    return bursts


@pytest.fixture(scope="session", name="cut")
def cut_fixture() -> Callable[..., Iterator[Sound]]:
    return cut


@pytest.fixture(scope="session")
def export() -> Export:
    """Return the export of a whole sound, with the arguments that a test does not care about filled in."""

    def export_sound(path: Path, sound: Sound, **changed: Any) -> WrittenFile:
        arguments = {
            "frames_total": len(sound),
            "channels": sound.shape[1],
            "gain_db": 0.0,
            "tags": Tags("Test"),
        } | changed
        return write_audio(path, cut(sound), **arguments)

    return export_sound


MP4_SUFFIXES = {".m4a", ".m4b"}
READ_BY_MINIAUDIO = {".mp3", ".flac", ".wav", ".ogg"}


def _decode_by_soundfile(path: Path, _channels: int) -> NDArray[np.int16]:
    import soundfile

    if path.suffix in MP4_SUFFIXES:
        pytest.skip("libsndfile reads no MP4")
    # As floats: libsndfile lets integers wrap round.
    decoded, rate_hz = soundfile.read(path, dtype="float32", always_2d=True)
    assert rate_hz == 48_000
    return quantise(decoded)


def _decode_by_pyav(path: Path, channels: int) -> NDArray[np.int16]:
    av = pytest.importorskip("av")
    resampler = av.AudioResampler("s16", "mono" if channels == 1 else "stereo", 48_000)
    with av.open(str(path)) as container:
        frames = [each for frame in container.decode(audio=0) for each in resampler.resample(frame)]
    return np.concatenate([frame.to_ndarray().reshape(-1, channels) for frame in frames])


def _decode_by_miniaudio(path: Path, channels: int) -> NDArray[np.int16]:
    miniaudio = pytest.importorskip("miniaudio")
    if path.suffix not in READ_BY_MINIAUDIO:
        pytest.skip(f"miniaudio reads no {path.suffix}")
    decoded = miniaudio.decode_file(str(path), nchannels=channels, sample_rate=48_000)
    return np.frombuffer(decoded.samples, dtype=np.int16).reshape(-1, channels)


def _decode_by_ffmpeg(path: Path, channels: int) -> NDArray[np.int16]:
    if shutil.which("ffmpeg") is None:
        pytest.skip("ffmpeg is not installed")
    command = ["ffmpeg", "-v", "error", "-i", str(path), "-f", "s16le", "-"]
    run = subprocess.run(command, capture_output=True, check=True)
    assert run.stderr == b""
    return np.frombuffer(run.stdout, dtype="<i2").reshape(-1, channels)


@pytest.fixture(
    params=[_decode_by_soundfile, _decode_by_miniaudio, _decode_by_pyav, _decode_by_ffmpeg],
    ids=lambda each: each.__name__,
)
def decode(request: pytest.FixtureRequest) -> Decode:
    chosen: Decode = request.param
    return chosen


@pytest.fixture(scope="session")
def decode_in_process() -> Decode:
    def decode_by_suffix(path: Path, channels: int) -> NDArray[np.int16]:
        by_library = _decode_by_pyav if path.suffix in MP4_SUFFIXES else _decode_by_soundfile
        return by_library(path, channels)

    return decode_by_suffix
