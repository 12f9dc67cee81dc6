"""Run the device in a thread of its own; reopen one that went away, and notice one that hangs."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from threading import Lock, Thread
from typing import Self

from voicecoach.errors import DeviceError, VoicecoachError
from voicecoach.play.devices.base import EXPORT_HINT, Block, Device, DeviceGoneError, Read
from voicecoach.play.executor import Executor
from voicecoach.units import MIX_RATE_HZ

_LEAVE_S = 2.0
_TRY_AGAIN_S = 1.0
_MOST_FRAMES = 60 * MIX_RATE_HZ
# A card or a server that is being set up may take no sound for two seconds.
_STILL_AT_MOST_S = 10.0
# A program that stood still itself has not seen what its device did meanwhile.
_SEEN_AT_ONCE_S = 0.3
_INSTEAD = f"is it still connected? Choose another one with --device, or {EXPORT_HINT}"


class Output:
    """Lets a device take sound, from ``begin`` to the end of the context.

    Args:
        device: Just opened; closed here.
        reopen: Opens the device, or one in its place, after it went away; raises DeviceError while there is none.
            None if that is the end.
        on_change: Called in the device's thread when it ends.
        executor: Runs the device.
        now_s: The wall clock.
    """

    def __init__(
        self,
        device: Device,
        reopen: Callable[[], Device] | None,
        on_change: Callable[[], None],
        executor: Executor,
        now_s: Callable[[], float],
    ) -> None:
        self.device = device
        self._reopen = reopen
        self._on_change = on_change
        self._executor = executor
        self._now_s = now_s
        self._earlier_underruns = 0
        self._read: Read | None = None
        self._spare_frames: Callable[[], int] = lambda: 0
        self._given_frames = 0  # to all devices, less what they gave back
        self._earlier_frames = 0  # of them, those to the devices before this one
        self._counting = Lock()
        self._worker: Thread | None = None
        self._failure: BaseException | None = None
        self._ended = False
        self._try_at_s = 0.0
        self._of_sound: BaseException | None = None  # what reading raised, which is no fault of the device
        self._is_reading = self._is_at_end = self._is_ending = False
        self._watched_s = 0.0
        # For how long the device has had nothing to play, as far as was seen; below zero while it still has some.
        self._still_s = 0.0

    @property
    def underruns(self) -> int:
        """The underruns that the devices counted."""
        return self._earlier_underruns + self.device.underruns

    @property
    def is_gone(self) -> bool:
        """Whether the device went away, and is waited for."""
        return self._ended and isinstance(self._failure, DeviceGoneError) and self._reopen is not None

    @property
    def is_over(self) -> bool:
        """Whether the device has taken the last of the sound, or failed."""
        return self._ended and not self.is_gone

    def begin(self, read: Read, spare_frames: Callable[[], int] = lambda: 0) -> None:
        """Start the device; it takes its sound from ``read``, and as much ahead as ``spare_frames`` says."""
        self._read, self._spare_frames = read, spare_frames
        self._set_to_work()

    def take_back(self, most_frames: int, given_frames: int) -> int:
        """Take the end of the sound back from the device, as :meth:`.Device.take_back` does.

        Args:
            most_frames: The most to take back.
            given_frames: All frames that were read so far, less those taken back before.
        """
        frames = self.device.take_back(most_frames, given_frames - self._earlier_frames)
        with self._counting:
            self._given_frames -= frames
        return frames

    def retractable_frames(self, given_frames: int) -> int:
        """Return how many frames :meth:`take_back` would take back at the most."""
        return self.device.retractable_frames(given_frames - self._earlier_frames)

    def come_back(self) -> bool:
        """Try to open the device again, once a second at the most; return whether it takes sound now."""
        if not self.is_gone or self._now_s() < self._try_at_s:
            return False
        self._try_at_s = self._now_s() + _TRY_AGAIN_S
        assert self._reopen is not None
        with suppress(Exception):  # it is gone: nothing can be given back
            self.device.close()
        try:
            reopened = self._reopen()
        except DeviceError:
            return False
        self._earlier_underruns += self.device.underruns
        self.device = reopened
        self._failure, self._ended = None, False
        self._set_to_work()
        return True

    def watch(self) -> None:
        """Make sure that the device still takes sound; to be called several times a second.

        Raises:
            DeviceError: It hangs: it has played all that it took, and took nothing for ten seconds more.
        """
        now_s = self._now_s()
        seen_s = min(max(now_s - self._watched_s, 0.0), _SEEN_AT_ONCE_S)
        self._watched_s = now_s
        if self._is_reading or self._ended or self._read is None or not self.device.paced:
            return
        self._still_s += seen_s
        if self._still_s > _STILL_AT_MOST_S:
            raise self._failed("it stopped accepting sound")

    def end(self) -> None:
        """Stop the device, and wait for its thread."""
        self._is_ending = True
        self.device.stop()
        if self._worker is not None:
            self._worker.join(_LEAVE_S)

    def raise_failure(self) -> None:
        """Raise the error of the device's thread, if there was one."""
        if self._failure is not None:
            raise self._failure

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        try:
            self.end()
        finally:
            try:
                self.device.close()
            except Exception as failure:
                if error is None:  # else what went wrong before is what the person has to know
                    raise self._failed("it could not be released", failure) from failure

    def _failed(self, what: str, error: BaseException | None = None) -> DeviceError:
        """Return a :class:`DeviceError` with a message for the person, and the library's own error in it."""
        reason = f"{what} ({type(error).__name__}: {error})" if error is not None else what
        failed = DeviceError(self.device.name, reason, _INSTEAD)
        failed.__cause__ = error
        return failed

    def _take(self, frames: int) -> Block:
        """Return the next frames for the device; refuse a number of frames that no device asks for."""
        assert self._read is not None
        if not 0 <= frames <= _MOST_FRAMES:
            raise self._failed(f"it asks for {frames:,} frames at once")
        self._is_reading = frames > 0
        try:
            block = self._read(frames)
        except BaseException as error:
            self._of_sound = error
            raise
        finally:
            self._is_reading = False
        with self._counting:
            self._given_frames += len(block)
        self._is_at_end = len(block) < frames
        if frames:
            taken_s = len(block) / MIX_RATE_HZ
            self._still_s = max(min(self._still_s, 0.0), -_STILL_AT_MOST_S) - taken_s
        return block

    def _set_to_work(self) -> None:
        self._still_s = 0.0
        self._earlier_frames = self._given_frames
        self.device.spare_frames = self._spare_frames
        self._worker = self._executor.spawn(self._play, "device")

    def _play(self) -> None:
        try:
            self.device.play(self._take)
        except BaseException as error:  # noqa: BLE001 - raised again in the main thread
            is_of_library = isinstance(error, Exception) and not isinstance(error, VoicecoachError)
            is_of_device = is_of_library and error is not self._of_sound
            self._failure = self._failed("it failed", error) if is_of_device else error
        else:
            if not self._is_at_end and not self._is_ending:
                self._failure = self._failed("it stopped before the end of the sound")
        self._ended = True
        self._on_change()
