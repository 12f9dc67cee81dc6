"""The WAV device: writes the sound to a 16-bit file, as fast as it goes."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from voicecoach.errors import DeviceError
from voicecoach.play.devices.base import Device, Read
from voicecoach.sound.pcm import quantise
from voicecoach.store.atomic import AtomicFile
from voicecoach.units import MIX_RATE_HZ

if TYPE_CHECKING:
    import soundfile

_BLOCK_FRAMES = 4096


class WavDevice(Device):
    """Writes the sound to a hidden file beside the path, and replaces the path at the end of the sound.

    A sound that is stopped early, or fails, leaves no file, and an earlier file at the path stays.
    """

    paced = False

    def __init__(self, channels: int, argument: str) -> None:
        super().__init__(channels, f"wav:{argument}")
        if not argument:
            raise self._error("the file is missing", "name it, such as wav:session.wav")
        self._path = Path(argument)
        if self._path.is_dir():
            raise self._error("that is a folder", "name a file in it, such as wav:session.wav")
        self._atomic, self._file = self._open()

    def play(self, read: Read) -> None:
        """Write the sound of ``read``, and put the file in place at its end."""
        import soundfile

        while True:
            block = read(_BLOCK_FRAMES)
            if self._stopped.is_set():  # asked after reading: a read cut short by the stop is not the end
                return
            try:
                self._file.write(quantise(block))
                if len(block) < _BLOCK_FRAMES:
                    self._file.close()
                    self._atomic.commit()
                    return
            except (OSError, soundfile.LibsndfileError) as error:
                raise self._error("writing it failed", "is the disk full?") from error

    def close(self) -> None:
        """Close the file; remove an unfinished one."""
        self._file.close()
        self._atomic.close()

    def _open(self) -> tuple[AtomicFile, soundfile.SoundFile]:
        import soundfile

        try:
            with ExitStack() as on_failure:
                atomic = on_failure.enter_context(AtomicFile(self._path))
                file = soundfile.SoundFile(
                    atomic.path,
                    "w",
                    samplerate=MIX_RATE_HZ,
                    channels=self.channels,
                    format="WAV",
                    subtype="PCM_16",
                )
                on_failure.pop_all()
                return atomic, file
        except (OSError, soundfile.LibsndfileError) as error:
            raise self._error("it could not be created", "does its folder exist, and may you write there?") from error

    def _error(self, reason: str, hint: str) -> DeviceError:
        return DeviceError(self.name, reason, hint)
