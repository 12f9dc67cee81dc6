"""Encode WAV, FLAC, Ogg Vorbis and Opus through libsndfile, and decode whatever it can read."""

# mypy: allow-untyped-calls
# (mutagen is typed in part only.)

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from voicecoach.errors import SoundError
from voicecoach.export.encoders.base import Reblocker, SoundStream, StreamShape
from voicecoach.export.encoders.ogg_pages import order_pages
from voicecoach.export.tags.tags import Tags
from voicecoach.sound.decode import open_forwards
from voicecoach.sound.pcm import quantise
from voicecoach.sound.quiet import quiet_libraries
from voicecoach.units import MIX_RATE_HZ

_DECODED_BLOCK_FRAMES = 1 << 15


@contextmanager
def open_by_libsndfile(path: Path) -> Iterator[SoundStream]:
    """Open a sound file for one pass; libsndfile knows its format by its content.

    Raises:
        SoundError: It is damaged, or no sound file.
    """
    import soundfile

    try:
        with quiet_libraries(), open_forwards(path) as file:
            yield SoundStream(file.samplerate, file.channels, file.frames, _blocks(file))
    except soundfile.SoundFileError as error:
        hint = "choose a file exported by voicecoach, or export it again"
        raise SoundError(str(path), "the file is damaged or not a sound file", hint) from error


def _blocks(file: Any) -> Iterator[NDArray[np.float32]]:
    # SoundFile.blocks() yields memory that was never written where a file was cut off.
    while len(block := file.read(_DECODED_BLOCK_FRAMES, dtype="float32", always_2d=True)):
        yield block


class SndfileEncoder:
    """Write a file through libsndfile.

    Args:
        path: An existing empty file.
        shape: The shape of the stream.
        container: libsndfile's name of the file format.
        codec: libsndfile's name of the codec.
        compression_level: From 0, the best or fastest, to 1; None for libsndfile's default.
    """

    def __init__(
        self,
        path: Path,
        shape: StreamShape,
        _tags: Tags,
        container: str,
        codec: str = "PCM_16",
        *,
        compression_level: float | None = None,
    ) -> None:
        import soundfile

        self._error_class: type[Exception] = soundfile.LibsndfileError
        try:
            # By path, not by file object: an error in a Python file's write is lost inside libsndfile.
            self._file = soundfile.SoundFile(
                path,
                "w",
                MIX_RATE_HZ,
                shape.channels,
                subtype=codec,
                format=container,
                compression_level=compression_level,
            )
        except soundfile.LibsndfileError as error:
            raise _refused(error) from error

    def write(self, block: NDArray[np.float32]) -> None:
        """Append a block of shape ``(frames, channels)``, full scale 1.0; samples beyond are clipped."""
        self.write_quantised(quantise(block))

    def write_quantised(self, block: NDArray[np.int16]) -> None:
        """Append a block of 16-bit samples, shape ``(frames, channels)``."""
        try:
            self._file.write(block)
        except (self._error_class, AssertionError) as error:  # the latter: it wrote fewer frames
            raise _refused(error) from error

    def finish(self) -> None:
        """Complete the file and write the length into its header."""
        try:
            self._file.close()
        except self._error_class as error:
            raise _refused(error) from error

    def close(self) -> None:
        """Close the file, finished or not."""
        # An unfinished file is thrown away; closing it on a full disk fails again, which nobody needs to know.
        with suppress(self._error_class):
            self._file.close()


def _refused(error: Exception) -> OSError:
    """Return the error to raise: libsndfile itself only says "System error" about a full disk."""
    return OSError(f"writing failed, the disk may be full (libsndfile: {str(error).rstrip('.') or 'incomplete'})")


# The nominal bit rates of libvorbis at 48 kHz of its qualities 0, 0.1 … 1.
_VORBIS_KBPS = {
    1: (48, 60, 70, 80, 86, 96, 110, 120, 140, 160, 240),
    2: (64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 500),
}

# The bit rates of one channel at the ends of libsndfile's compression scale (SFC_SET_COMPRESSION_LEVEL).
_OPUS_LOWEST_KBPS, _OPUS_HIGHEST_KBPS = 6, 256

_BLOCK_FRAMES = 4_096  # more in one call overflows libvorbis's stack


class OggEncoder:
    """Write one Ogg stream of variable bit rate; silence takes almost no space.

    Args:
        path: An existing empty file.
        shape: The shape of the stream.
        tags: Not used: they are written when the file is finished.
        codec: ``VORBIS`` or ``OPUS``.
    """

    def __init__(self, path: Path, shape: StreamShape, tags: Tags, codec: str) -> None:
        assert shape.bitrate_kbps is not None, "the table of formats gives every lossy format a bit rate"
        self._path = path
        self._is_vorbis = codec == "VORBIS"
        self._frames_total = shape.frames_total
        level = {"VORBIS": vorbis_compression, "OPUS": opus_compression}[codec](shape.bitrate_kbps, shape.channels)
        self._encoder = SndfileEncoder(path, shape, tags, "OGG", codec, compression_level=level)
        self._reblocker = Reblocker(_BLOCK_FRAMES, shape.channels)

    def write(self, block: NDArray[np.float32]) -> None:
        """Append a block of shape ``(frames, channels)``, full scale 1.0; samples beyond are clipped."""
        for each in self._reblocker.blocks(quantise(block)):
            self._encoder.write_quantised(each)

    def finish(self) -> None:
        """Complete the file, and put its pages in order."""
        self._encoder.write_quantised(self._reblocker.rest())
        self._encoder.finish()
        order_pages(self._path, is_vorbis=self._is_vorbis)
        self._make_sure_of_length()

    def close(self) -> None:
        """Close the file, finished or not."""
        self._encoder.close()

    def _make_sure_of_length(self) -> None:
        """Raise an error that libsndfile does not: it continues when an Ogg page could not be written."""
        import soundfile

        try:
            frames = soundfile.info(self._path).frames
        except soundfile.LibsndfileError:
            frames = 0
        if frames != self._frames_total:
            raise OSError(f"writing failed, the disk may be full ({frames} of {self._frames_total} frames are there)")


def vorbis_compression(bitrate_kbps: int, channels: int) -> float:
    """Return libsndfile's compression level, 1 to 0, for a nominal bit rate of Vorbis.

    >>> vorbis_compression(96, 1)
    0.5
    """
    rates_kbps = _VORBIS_KBPS[channels]
    quality = np.interp(bitrate_kbps, rates_kbps, np.linspace(0.0, 1.0, len(rates_kbps)))
    return float(1.0 - quality)


def opus_compression(bitrate_kbps: int, channels: int) -> float:
    """Return libsndfile's compression level, 1 to 0, for a bit rate of Opus.

    >>> opus_compression(131, 1)
    0.5
    """
    span_kbps = (_OPUS_HIGHEST_KBPS - _OPUS_LOWEST_KBPS) * channels
    return 1.0 - (bitrate_kbps - _OPUS_LOWEST_KBPS * channels) / span_kbps
