"""The device at work in a thread of its own; one that goes away is waited for, and taken up again."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Self

from voicecoach.errors import DeviceError
from voicecoach.play.device import DeviceGoneError

if TYPE_CHECKING:
    from collections.abc import Callable

    from voicecoach.play.device import Device, Read

_LEAVE_S = 2.0
_TRY_AGAIN_S = 1.0


class Output:
    """Lets a device take sound, from ``begin`` to the end of the context.

    Args:
        device: Just opened; closed here.
        reopen: Opens the device, or one in its place, after it went away; raises DeviceError while there is none.
            None if that is the end.
        on_change: Called in the device's thread when it ends.
    """

    def __init__(self, device: Device, reopen: Callable[[], Device] | None, on_change: Callable[[], None]) -> None:
        self.device = device
        self._reopen = reopen
        self._on_change = on_change
        self._earlier_underruns = 0
        self._read: Read | None = None
        self._thread: threading.Thread | None = None
        self._failure: BaseException | None = None
        self._ended = False
        self._try_at_s = 0.0

    @property
    def begun(self) -> bool:
        """Whether the device was set to work."""
        return self._read is not None

    @property
    def underruns(self) -> int:
        """How often a device ran dry."""
        return self._earlier_underruns + self.device.underruns

    @property
    def gone(self) -> bool:
        """Whether the device went away, and is waited for."""
        return self._ended and isinstance(self._failure, DeviceGoneError) and self._reopen is not None

    @property
    def over(self) -> bool:
        """Whether the device has taken the last of the sound, or failed."""
        return self._ended and not self.gone

    def begin(self, read: Read) -> None:
        """Let the device take sound from ``read``."""
        self._read = read
        self._set_to_work()

    def come_back(self) -> bool:
        """Try to open the device again, once a second at the most; return whether it takes sound now."""
        if not self.gone or time.monotonic() < self._try_at_s:
            return False
        self._try_at_s = time.monotonic() + _TRY_AGAIN_S
        assert self._reopen is not None
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

    def end(self) -> None:
        """Let the device stop, and wait until it has."""
        self.device.stop()
        # An interrupt can come between a thread's making and its start.
        if self._thread is not None and self._thread.ident is not None:
            self._thread.join(_LEAVE_S)

    def raise_failure(self) -> None:
        """Raise what went wrong in the thread, if anything did."""
        if self._failure is not None:
            raise self._failure

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self.end()
        finally:
            self.device.close()

    def _set_to_work(self) -> None:
        self._thread = threading.Thread(target=self._play, name="voicecoach device", daemon=True)
        self._thread.start()

    def _play(self) -> None:
        assert self._read is not None
        try:
            self.device.play(self._read)
        except BaseException as error:  # noqa: BLE001 - raised again in the main thread
            self._failure = error
        self._ended = True
        self._on_change()
