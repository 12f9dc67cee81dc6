"""MP3 through LAME, of constant bit rate, with an Info frame so that its length is exact."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import numpy as np

from voicecoach.export.crc16 import crc16
from voicecoach.export.info_frame import (
    ENCODER_DELAY_FRAMES,
    FRAMES_PER_MP3_FRAME,
    info_frame,
    mp3_frame_bytes,
)
from voicecoach.sound.pcm import quantise
from voicecoach.units import MIX_RATE_HZ

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from voicecoach.export.encoders import StreamShape

BITRATE_KBPS = {1: 96, 2: 128}
"""By channels: transparent for speech over a bed, and 43 MB for an hour of mono."""

_LAME_QUALITY = 3  # of 2 (best) to 7 (fastest)
_LAME_SCALE = 0.95  # by which LAME turns its input down at 160 kbit/s and less, with no way to say no
_SHORTEST_END_PADDING_FRAMES = 529  # what a decoder lags behind: with less, the end of the sound is lost


class Mp3Encoder:
    """Writes an MP3 at 48 kHz, 96 kbit/s mono or 128 kbit/s joint stereo."""

    def __init__(self, path: Path, shape: StreamShape) -> None:
        import lameenc

        self._shape = shape
        self._bitrate_kbps = BITRATE_KBPS[shape.channels]
        self._music_bytes = 0
        self._music_crc = 0
        self._lame = lameenc.Encoder()
        self._lame.silence()
        self._lame.set_channels(shape.channels)
        self._lame.set_in_sample_rate(MIX_RATE_HZ)
        self._lame.set_out_sample_rate(MIX_RATE_HZ)  # else LAME resamples at low bit rates
        self._lame.set_bit_rate(self._bitrate_kbps)
        self._lame.set_quality(_LAME_QUALITY)
        self._file = path.open("r+b")
        self._file.write(bytes(mp3_frame_bytes(self._bitrate_kbps)))  # kept free for the Info frame

    def write(self, block: NDArray[np.float32]) -> None:
        """Append a block of shape ``(frames, channels)``, full scale 1.0; what lies beyond 0.95 is clipped."""
        restored = quantise(block * np.float32(1 / _LAME_SCALE))
        self._append(self._lame.encode(restored.astype("<i2").tobytes()))

    def finish(self) -> None:
        """Append what LAME still holds, then write the Info frame into its place."""
        self._append(self._lame.flush())
        mp3_frames, odd_bytes = divmod(self._music_bytes, mp3_frame_bytes(self._bitrate_kbps))
        sounding_frames = ENCODER_DELAY_FRAMES + self._shape.frames_total
        end_padding_frames = mp3_frames * FRAMES_PER_MP3_FRAME - sounding_frames
        if odd_bytes or end_padding_frames < _SHORTEST_END_PADDING_FRAMES:
            raise OSError(f"LAME gave {self._music_bytes} bytes for {self._shape.frames_total} frames")
        self._file.seek(0)
        self._file.write(
            info_frame(
                channels=self._shape.channels,
                bitrate_kbps=self._bitrate_kbps,
                lame_quality=_LAME_QUALITY,
                mp3_frames=mp3_frames,
                end_padding_frames=end_padding_frames,
                music_crc=self._music_crc,
            )
        )
        self._file.close()

    def close(self) -> None:
        """Let go of the file, finished or not."""
        # An unfinished file is thrown away: on a full disk, flushing it fails once more, which is no news.
        with suppress(OSError):
            self._file.close()

    def _append(self, encoded: bytes | bytearray) -> None:
        self._file.write(encoded)
        self._music_bytes += len(encoded)
        self._music_crc = crc16(bytes(encoded), self._music_crc)
