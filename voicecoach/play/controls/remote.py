"""Media keys and headset buttons, through the desktop: the session as a media player that others control."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Self

from voicecoach.play.controls.commands import Command
from voicecoach.play.status import State, Status

if TYPE_CHECKING:
    import asyncio

    from dbus_fast.aio import MessageBus

    from voicecoach.play.controls.mpris import Player

_CONNECT_S = 5.0
_LEAVE_S = 0.5


class Remote:
    """Does nothing; used where there is no desktop."""

    def publish(self, status: Status) -> None:
        """Show this status to others from now on; returns at once, may be called many times a second."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Withdraw from the desktop."""


class DesktopRemote(Remote):
    """A media player on the D-Bus session bus, in a thread of its own: a slow or silent bus delays nothing.

    Args:
        title: The session's.
        request: Called from the thread with each command.
    """

    def __init__(self, title: str, request: Callable[[Command], None]) -> None:
        self._title = title
        self._request = request
        self._loop: asyncio.AbstractEventLoop | None = None
        self._leave: asyncio.Event | None = None
        self._player: Player | None = None
        self._latest: Status | None = None
        self._left = False
        # Nothing of this may take time from the first sound.
        self._wanted = threading.Event()
        self._thread = threading.Thread(target=self._run, name="voicecoach remote", daemon=True)

    def publish(self, status: Status) -> None:
        """Hand the status to the thread."""
        self._latest = status
        if status.state is not State.PREPARING:
            self._wanted.set()
        loop = self._loop
        if loop is not None:
            with contextlib.suppress(RuntimeError):  # the bus went away, and the thread with it
                loop.call_soon_threadsafe(self._tell)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._left = True
        self._wanted.set()
        loop, leave = self._loop, self._leave
        if loop is not None and leave is not None:
            with contextlib.suppress(RuntimeError):  # as above
                loop.call_soon_threadsafe(leave.set)
        self._thread.join(_LEAVE_S)

    def _run(self) -> None:
        self._wanted.wait()
        if self._left:
            return
        import asyncio  # takes as long as a tenth of the way to the first sound

        # A desktop that cannot be reached is no error: the keys still work.
        with contextlib.suppress(ImportError, OSError, EOFError, ValueError, TimeoutError):
            asyncio.run(self._serve())
        self._player = None

    async def _serve(self) -> None:
        import asyncio

        from dbus_fast.aio import MessageBus
        from dbus_fast.errors import DBusFastError

        self._leave = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        with contextlib.suppress(DBusFastError):
            bus = await asyncio.wait_for(MessageBus().connect(), _CONNECT_S)
            try:
                await self._appear(bus)
            finally:
                bus.disconnect()

    async def _appear(self, bus: MessageBus) -> None:
        """Stay on the bus until the session is over or the bus is gone."""
        import asyncio

        from dbus_fast import NameFlag, RequestNameReply

        from voicecoach.play.controls import mpris

        player = mpris.Player(self._title, self._request)
        bus.export(mpris.OBJECT_PATH, player)
        bus.export(mpris.OBJECT_PATH, mpris.Application(self._request))
        if await bus.request_name(mpris.BUS_NAME, NameFlag.DO_NOT_QUEUE) is not RequestNameReply.PRIMARY_OWNER:
            # Another session plays: the name that the specification gives to a further instance.
            await bus.request_name(f"{mpris.BUS_NAME}.instance{os.getpid()}")
        self._player = player
        self._tell()
        assert self._leave is not None
        leaving = asyncio.ensure_future(self._leave.wait())
        gone = asyncio.ensure_future(bus.wait_for_disconnect())  # type: ignore[no-untyped-call]
        if not self._left:
            await asyncio.wait({leaving, gone}, return_when=asyncio.FIRST_COMPLETED)
        leaving.cancel()
        gone.cancel()

    def _tell(self) -> None:
        if self._player is not None and self._latest is not None:
            self._player.publish(self._latest)


def open_remote(title: str, request: Callable[[Command], None]) -> Remote:
    """Return the remote for this program's Linux desktop, or one that does nothing where there is no desktop.

    Args:
        title: The session's, for the desktop to show.
        request: Called from another thread with each command.
    """
    on_desktop = sys.platform == "linux" and bool(os.environ.get("DBUS_SESSION_BUS_ADDRESS"))
    return DesktopRemote(title, request) if on_desktop else Remote()
