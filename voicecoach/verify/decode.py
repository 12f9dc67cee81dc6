"""An exported file as a stream of samples at 48 kHz, whatever its format, its name and its length."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from voicecoach.errors import SoundError
from voicecoach.units import MIX_RATE_HZ

_BLOCK_FRAMES = 1 << 15
_MP4_MARK = b"ftyp"
_ALREADY_PLANAR = "p"
_HINT = "name a file that voicecoach exported, or export it again"


@dataclass(frozen=True, slots=True)
class SoundStream:
    """A file that is open for one pass.

    Attributes:
        rate_hz: The file's own sampling rate.
        channels: How many it has.
        frames_announced: Its length by its header, at its own rate, which is what a player shows.
        blocks: Its samples, shape ``(frames, channels)``, full scale 1.0, at 48 kHz whatever the file's rate.
    """

    rate_hz: int
    channels: int
    frames_announced: int
    blocks: Iterator[NDArray[np.float32]]


@contextmanager
def opened(path: Path) -> Iterator[SoundStream]:
    """Yield a sound file as a stream; what it is, its content says and not its name.

    Raises:
        SoundError: It is no sound, is damaged, or needs the extra ``m4b``, which is missing.
    """
    with _opened_by_libsndfile(path) if not _is_mp4(path) else _opened_by_pyav(path) as stream:
        if stream.rate_hz == MIX_RATE_HZ:
            yield stream
        else:
            blocks = _at_mix_rate(stream.blocks, stream.rate_hz, stream.channels)
            yield SoundStream(stream.rate_hz, stream.channels, stream.frames_announced, blocks)


def _is_mp4(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(8)[4:] == _MP4_MARK
    except OSError as error:
        reason = error.strerror.lower() if error.strerror else str(error)
        raise SoundError(str(path), f"it cannot be read ({reason})", _HINT) from error


@contextmanager
def _opened_by_libsndfile(path: Path) -> Iterator[SoundStream]:
    import soundfile

    try:
        with soundfile.SoundFile(path) as file:
            blocks = _checked(path, file.blocks(_BLOCK_FRAMES, dtype="float32", always_2d=True))
            yield SoundStream(file.samplerate, file.channels, file.frames, blocks)
    except soundfile.SoundFileError as error:
        raise SoundError(str(path), "it is damaged, or not a sound at all", _HINT) from error


@contextmanager
def _opened_by_pyav(path: Path) -> Iterator[SoundStream]:
    try:
        import av
    except ImportError as error:
        hint = "pip install 'voicecoach[m4b]'"
        raise SoundError(str(path), "to read M4A and M4B an extra is needed", hint) from error
    try:
        with av.open(str(path)) as container:
            if not container.streams.audio:
                raise SoundError(str(path), "there is no sound in it", _HINT)
            stream: Any = container.streams.audio[0]
            frames = round((stream.duration or 0) * stream.time_base * stream.rate)
            blocks = _checked(path, _planes(container.decode(stream)))
            yield SoundStream(stream.rate, stream.channels, frames, blocks)
    except av.FFmpegError as error:
        raise SoundError(str(path), "it is damaged, or not a sound at all", _HINT) from error


def _planes(frames: Iterable[Any]) -> Iterator[NDArray[np.float32]]:
    """Yield PyAV's frames as blocks; AAC comes as one plane of float samples for each channel."""
    for frame in frames:
        planes = frame.to_ndarray()
        yield np.ascontiguousarray(planes.T, dtype=np.float32)


def _checked(path: Path, blocks: Iterable[NDArray[np.float32]]) -> Iterator[NDArray[np.float32]]:
    for block in blocks:
        if not np.isfinite(block).all():
            raise SoundError(str(path), "some of its samples are not numbers", _HINT)
        yield block


def _at_mix_rate(blocks: Iterable[NDArray[np.float32]], rate_hz: int, channels: int) -> Iterator[NDArray[np.float32]]:
    import soxr

    resampler = soxr.ResampleStream(rate_hz, MIX_RATE_HZ, channels, dtype="float32")
    for block in blocks:
        yield resampler.resample_chunk(block)
    yield resampler.resample_chunk(np.zeros((0, channels), dtype=np.float32), last=True)
