"""WAV and FLAC, which return the very samples that went in."""

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


class LosslessEncoder:
    """Writes WAV or FLAC in 16 bit through libsndfile."""

    def __init__(self, path: Path, shape: StreamShape, libsndfile_format: str) -> None:
        import soundfile

        self._error_class: type[Exception] = soundfile.LibsndfileError
        try:
            # By path, not by file object: an error in a Python file's write is lost inside libsndfile.
            self._file = soundfile.SoundFile(
                path, "w", MIX_RATE_HZ, shape.channels, subtype="PCM_16", format=libsndfile_format
            )
        except soundfile.LibsndfileError as error:
            raise _refused(error) from error

    def write(self, block: NDArray[np.float32]) -> None:
        """Append a block of shape ``(frames, channels)``, full scale 1.0; what lies beyond is clipped."""
        try:
            self._file.write(quantise(block))
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
