"""What libsndfile writes: WAV and FLAC, which return the very samples that went in, and the way to Ogg."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from voicecoach.sound.pcm import quantise
from voicecoach.units import MIX_RATE_HZ

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from voicecoach.export.encoders import StreamShape


class SndfileEncoder:
    """Writes through libsndfile.

    Args:
        path: An existing empty file.
        shape: What comes.
        container: libsndfile's name of the format.
        codec: Its name of what is in it.
        compression_level: From 0, the best or fastest, to 1; None for libsndfile's own.
    """

    def __init__(
        self,
        path: Path,
        shape: StreamShape,
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
        """Append a block of shape ``(frames, channels)``, full scale 1.0; what lies beyond is clipped."""
        self.write_quantised(quantise(block))

    def write_quantised(self, block: NDArray[np.int16]) -> None:
        """Append a block of 16 bit, shape ``(frames, channels)``."""
        try:
            self._file.write(block)
        except (self._error_class, AssertionError) as error:  # the latter: it took fewer frames
            raise _refused(error) from error

    def finish(self) -> None:
        """Complete the file: its header gets the length."""
        try:
            self._file.close()
        except self._error_class as error:
            raise _refused(error) from error

    def close(self) -> None:
        """Let go of the file, finished or not."""
        # An unfinished file is thrown away: on a full disk, closing it fails once more, which is no news.
        with suppress(self._error_class):
            self._file.close()


def _refused(error: Exception) -> OSError:
    """Return the error to raise: libsndfile knows no more than "System error" about a full disk."""
    return OSError(f"the disk takes no more, it may be full (libsndfile: {str(error).rstrip('.') or 'incomplete'})")
