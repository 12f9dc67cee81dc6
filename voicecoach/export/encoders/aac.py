"""AAC in an MP4 file (M4A, M4B) through PyAV, with chapters, exact in length, ready to stream.

ffmpeg writes chapters twice: as a track of text, in full, and as Nero's list (``moov/udta/chpl``), in which a
title has 255 bytes. It cuts longer ones anywhere, and readers fail on half a character.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from voicecoach.export.encoders.base import Reblocker, StreamShape
from voicecoach.export.tags.tags import Tags, three_letter_code
from voicecoach.sound.pcm import FULL_SCALE, quantise
from voicecoach.units import MIX_RATE_HZ, SECOND_MS

if TYPE_CHECKING:
    from av.container.core import Chapter


_HEADER_BYTES = 8
_CHAPTER_LIST = (b"moov", b"udta", b"chpl")
_BEFORE_COUNT_BYTES = 8  # version and flags, and four bytes that Nero keeps to itself
_START_BYTES = 8


def mend_chapter_titles(path: Path) -> None:
    """Put a full stop in the place of each byte that is left of a character cut in half; no size changes."""
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
        file.write(_mended(chapters))


def _boxes(file: BinaryIO, begin: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield each box between two places: its kind, where its content begins, and where it ends."""
    while begin + _HEADER_BYTES <= end:
        file.seek(begin)
        header = file.read(_HEADER_BYTES)
        size_bytes = int.from_bytes(header[:4], "big")
        if size_bytes < _HEADER_BYTES:  # the sound itself, larger than 32 bits count: the index lies before it
            return
        yield header[4:], begin + _HEADER_BYTES, begin + size_bytes
        begin += size_bytes


def _mended(chapters: bytes) -> bytes:
    """Return the content of a chapter list with its titles made whole."""
    mended = bytearray(chapters)
    position = _BEFORE_COUNT_BYTES
    count = mended[position]
    position += 1
    for _ in range(count):
        position += _START_BYTES
        length = mended[position]
        position += 1
        title = bytes(mended[position : position + length])
        whole = title.decode("utf-8", errors="ignore").encode()
        mended[position : position + length] = whole.ljust(length, b".")
        position += length
    return bytes(mended)


_AAC_FRAMES = 1_024
_LAYOUTS = {1: "mono", 2: "stereo"}
_MUXER_OPTIONS = {
    "movflags": "faststart",  # the index before the sound: a player need not have all of the file
    "movie_timescale": str(MIX_RATE_HZ),  # else the edit list counts whole milliseconds
    "fflags": "bitexact",  # no clock and no version of ffmpeg in it
}

# Measured on speech: its other coder, the default, is 6 dB noisier and half as fast.
_ENCODER_OPTIONS = {"aac_coder": "fast", "flags": "bitexact"}


class AacEncoder:
    """Writes AAC-LC of variable frames around a mean bit rate.

    An AAC stream comes in frames of 1,024, after as many of the encoder's own delay. Not every player cuts the end
    of the last one off, but every player that knows edit lists (ISO/IEC 14496-12, section 8.6.6) begins where it
    is told to. So the sound is moved to the very end of the last AAC frame, and the edit list skips what lies
    before it.

    Args:
        path: An existing empty file.
        shape: What comes.
        tags: The chapters, which must be known when the file is begun, and the language.
        brand: What kind of MP4 it says it is: ``M4A`` or ``M4B``.
    """

    def __init__(self, path: Path, shape: StreamShape, tags: Tags, brand: str) -> None:
        import av

        assert shape.bitrate_kbps is not None, "the table of formats gives every lossy one a bit rate"
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
        """Append a block of shape ``(frames, channels)``, full scale 1.0; what lies beyond is clipped."""
        for each in self._reblocker.blocks(quantise(block)):
            planes = np.ascontiguousarray(each.T, dtype=np.float32) / np.float32(FULL_SCALE)
            frame = self._av.AudioFrame.from_ndarray(planes, format="fltp", layout=self._layout)
            frame.sample_rate = MIX_RATE_HZ
            frame.time_base = Fraction(1, MIX_RATE_HZ)
            frame.pts = self._now_frame
            self._now_frame += _AAC_FRAMES
            self._append(frame)

    def finish(self) -> None:
        """Append what the encoder still holds, and write the index before the sound."""
        self._append(None)
        with self._as_os_errors():
            self._container.close()
        mend_chapter_titles(self._path)

    def close(self) -> None:
        """Let go of the file, finished or not."""
        # An unfinished file is thrown away: on a full disk, closing it fails once more, which is no news.
        with suppress(OSError), self._as_os_errors():
            self._container.close()

    def _append(self, frame: Any) -> None:
        with self._as_os_errors():
            for packet in self._stream.encode(frame):
                self._container.mux(packet)

    @contextmanager
    def _as_os_errors(self) -> Iterator[None]:
        """Turn what PyAV raises into an ``OSError``; some of it is one already."""
        try:
            yield
        except self._av.FFmpegError as error:
            raise OSError(error.errno, error.strerror) from error


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
