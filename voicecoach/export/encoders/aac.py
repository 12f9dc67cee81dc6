"""Encode and decode AAC in an MP4 file (M4A, M4B) through PyAV: with chapters, exact length, and ready to stream.

ffmpeg writes chapters twice: as a text track, and as Nero's list (``moov/udta/chpl``), whose titles have at most 255
bytes. It cuts longer titles at any byte, and readers fail on an incomplete character.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from voicecoach.errors import SoundError
from voicecoach.export.encoders.base import Reblocker, SoundStream, StreamShape
from voicecoach.export.tags.tags import Tags, three_letter_code
from voicecoach.sound.pcm import FULL_SCALE, quantise
from voicecoach.units import MIX_RATE_HZ, SECOND_MS

if TYPE_CHECKING:
    from av.container.core import Chapter


_HEADER_BYTES = 8
_CHAPTER_LIST = (b"moov", b"udta", b"chpl")
_BEFORE_COUNT_BYTES = 8  # version and flags, and four reserved bytes
_START_BYTES = 8


def _repair_chapter_titles(path: Path) -> None:
    """Replace each byte of an incomplete character with a full stop; no size changes."""
    with path.open("r+b") as file:
        begin, end = 0, path.stat().st_size
        for wanted in _CHAPTER_LIST:
            for kind, content, after in _boxes(file, begin, end):
                if kind == wanted:
                    begin, end = content, after
                    break
            else:
                return
        file.seek(begin)
        chapters = file.read(end - begin)
        file.seek(begin)
        file.write(_repaired(chapters))


def _boxes(file: BinaryIO, begin: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield the kind, the start of the content, and the end of each box between two offsets."""
    while begin + _HEADER_BYTES <= end:
        file.seek(begin)
        header = file.read(_HEADER_BYTES)
        size_bytes = int.from_bytes(header[:4], "big")
        if size_bytes < _HEADER_BYTES:  # the sound itself, larger than 32 bits: the index lies before it
            return
        yield header[4:], begin + _HEADER_BYTES, begin + size_bytes
        begin += size_bytes


def _repaired(chapters: bytes) -> bytes:
    """Return the content of a chapter list with repaired titles."""
    repaired = bytearray(chapters)
    position = _BEFORE_COUNT_BYTES
    count = repaired[position]
    position += 1
    for _ in range(count):
        position += _START_BYTES
        length = repaired[position]
        position += 1
        title = bytes(repaired[position : position + length])
        whole = title.decode("utf-8", errors="ignore").encode()
        repaired[position : position + length] = whole.ljust(length, b".")
        position += length
    return bytes(repaired)


_AAC_FRAMES = 1_024
_LAYOUTS = {1: "mono", 2: "stereo"}
_MUXER_OPTIONS = {
    "movflags": "faststart",  # the index before the sound, so that a player can start before it has the whole file
    "movie_timescale": str(MIX_RATE_HZ),  # otherwise the edit list counts whole milliseconds
    "fflags": "bitexact",  # no date and no version of ffmpeg in the file
}

# Measured on speech: the default coder is 6 dB noisier and half as fast. Temporal noise shaping, which ffmpeg has on,
# makes clicks where a chime or a word begins: samples of a bell were off by 0.2 of full scale, and without it by 0.03.
_ENCODER_OPTIONS = {"aac_coder": "fast", "aac_tns": "0", "flags": "bitexact"}


class AacEncoder:
    """Write AAC-LC at a variable bit rate around a mean.

    An AAC stream consists of frames of 1,024 samples, and starts with as many samples of encoder delay. Not every
    player trims the end of the last frame, but every player with support for edit lists (ISO/IEC 14496-12, section
    8.6.6) starts at the given sample. The sound is therefore aligned with the end of the last AAC frame, and the edit
    list skips everything before it.

    Args:
        path: An existing empty file.
        shape: The shape of the stream.
        tags: Has the chapters, which must be known at the start, and the language.
        brand: The brand of the MP4 file: ``M4A`` or ``M4B``.
    """

    def __init__(self, path: Path, shape: StreamShape, tags: Tags, brand: str) -> None:
        import av

        assert shape.bitrate_kbps is not None, "the table of formats gives every lossy format a bit rate"
        self._path = path
        self._av = av
        self._layout = _LAYOUTS[shape.channels]
        silent_frames = -shape.frames_total % _AAC_FRAMES
        self._reblocker = Reblocker(_AAC_FRAMES, shape.channels, silent_frames=silent_frames)
        self._now_frame = -silent_frames
        with self._as_os_errors():
            options = _MUXER_OPTIONS | {"brand": brand.ljust(4)}
            self._container: Any = av.open(str(path), "w", format="ipod", options=options)
            self._stream: Any = self._container.add_stream("aac", rate=MIX_RATE_HZ, options=_ENCODER_OPTIONS)
            self._stream.codec_context.format = "fltp"
            self._stream.codec_context.layout = self._layout
            self._stream.codec_context.bit_rate = shape.bitrate_kbps * 1_000
            if tags.language:
                self._stream.metadata["language"] = three_letter_code(tags.language)
            self._container.set_chapters(_chapters(tags))

    def write(self, block: NDArray[np.float32]) -> None:
        """Append a block of shape ``(frames, channels)``, full scale 1.0; samples beyond are clipped."""
        for each in self._reblocker.blocks(quantise(block)):
            planes = np.ascontiguousarray(each.T, dtype=np.float32) / np.float32(FULL_SCALE)
            frame = self._av.AudioFrame.from_ndarray(planes, format="fltp", layout=self._layout)
            frame.sample_rate = MIX_RATE_HZ
            frame.time_base = Fraction(1, MIX_RATE_HZ)
            frame.pts = self._now_frame
            self._now_frame += _AAC_FRAMES
            self._append(frame)

    def finish(self) -> None:
        """Flush the encoder, and write the index before the sound."""
        self._append(None)
        with self._as_os_errors():
            self._container.close()
        _repair_chapter_titles(self._path)

    def close(self) -> None:
        """Close the file, finished or not."""
        # An unfinished file is thrown away; closing it on a full disk fails again, which nobody needs to know.
        with suppress(OSError), self._as_os_errors():
            self._container.close()

    def _append(self, frame: Any) -> None:
        with self._as_os_errors():
            for packet in self._stream.encode(frame):
                self._container.mux(packet)

    @contextmanager
    def _as_os_errors(self) -> Iterator[None]:
        """Turn PyAV's errors into ``OSError``, which some of them are already."""
        try:
            yield
        except self._av.FFmpegError as error:
            raise OSError(error.errno, error.strerror) from error


@contextmanager
def open_mp4(path: Path) -> Iterator[SoundStream]:
    """Open an MP4 file for one pass.

    Raises:
        SoundError: It is damaged, has no sound, or PyAV is not installed.
    """
    hint = "choose a file exported by voicecoach, or export it again"
    try:
        import av
    except ImportError as error:
        install = "pip install 'voicecoach[m4b]'"
        raise SoundError(str(path), "reading M4A and M4B needs an extra package", install) from error
    try:
        with av.open(str(path)) as container:
            if not container.streams.audio:
                raise SoundError(str(path), "it contains no sound", hint)
            stream: Any = container.streams.audio[0]
            frames = round((stream.duration or 0) * stream.time_base * stream.rate)
            yield SoundStream(stream.rate, stream.channels, frames, _planes(container.decode(stream)))
    except av.FFmpegError as error:
        raise SoundError(str(path), "the file is damaged or not a sound file", hint) from error


def _planes(frames: Iterable[Any]) -> Iterator[NDArray[np.float32]]:
    """Yield PyAV's frames as blocks; AAC decodes to one plane of float samples for each channel."""
    for frame in frames:
        yield np.ascontiguousarray(frame.to_ndarray().T, dtype=np.float32)


def _chapters(tags: Tags) -> list[Chapter]:
    return [
        {
            "id": number,
            "start": chapter.start_ms,
            "end": chapter.end_ms,
            "time_base": Fraction(1, SECOND_MS),
            "metadata": {"title": chapter.title},
        }
        for number, chapter in enumerate(tags.chapters, start=1)
    ]
