"""A server in a thread of its own: started, waited for, stopped."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self

import uvicorn
from starlette.types import ASGIApp

from voicecoach.serving.connection import Limits, protocol_class
from voicecoach.serving.usage import Usage

_POLL_S = 0.25  # short, since on Windows a wait is not broken off by Ctrl-C


class Server:
    """Serves an app until it is stopped; use it in a ``with``.

    uvicorn runs in a thread, and installs no signal handlers there: Ctrl-C and termination signals arrive in the main
    thread as everywhere, and unwind the ``with``.

    Args:
        app: The app, behind its guard.
        listening: A socket from :func:`~voicecoach.serving.addresses.listening_socket`; closed at the end.
        usage: The usage that the app's guard counts.
        limits: Against slow clients.

    Attributes:
        address: The address at which it listens.
        port: The port.
    """

    def __init__(self, app: ASGIApp, listening: socket.socket, usage: Usage, limits: Limits | None = None) -> None:
        limits = limits or Limits()
        self.address, self.port = listening.getsockname()[:2]
        self._listening = listening
        self._usage = usage
        self._uvicorn = _Uvicorn(
            uvicorn.Config(
                app,
                http=protocol_class(limits),
                ws="none",
                loop="asyncio",
                lifespan="off",
                interface="asgi3",
                log_config=None,
                log_level="critical",  # the guard tells of errors; a broken connection is none
                access_log=False,
                server_header=False,
                proxy_headers=False,
                limit_concurrency=limits.connections,
                timeout_keep_alive=10,
                timeout_graceful_shutdown=limits.grace_s,
            )
        )
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="server", daemon=True)

    def __enter__(self) -> Self:
        """Start serving. The socket listens already, so no client is turned away."""
        self._thread.start()
        return self

    def __exit__(self, _type: type[BaseException] | None, _value: object, _traceback: TracebackType | None) -> None:
        """Stop."""
        self.stop()

    def stop(self) -> None:
        """Stop serving: answers that are being sent have the grace of the limits. Stopping twice is fine."""
        self._uvicorn.should_exit = True
        if self._thread.ident is None:
            self._listening.close()
        elif self._thread is not threading.current_thread():
            self._thread.join()

    def wait(self, *, unused_for_s: float | None = None, is_asked: Callable[[float], bool] | None = None) -> bool:
        """Wait until the server is to end; return True where it was not used for so long, else False.

        Args:
            unused_for_s: End when nothing was asked of it for this long; None for never.
            is_asked: Waits for at most the given seconds, and returns whether the person asked to end; None for a
                wait that only :meth:`stop` ends.
        """
        while not self._stopped.is_set():
            if is_asked is None:
                self._stopped.wait(_POLL_S)
            elif is_asked(_POLL_S):
                return False
            if unused_for_s is not None and self._usage.unused_s() >= unused_for_s:
                return True
        return False

    def _run(self) -> None:
        try:
            self._uvicorn.run(sockets=[self._listening])
        finally:
            self._listening.close()
            self._stopped.set()


class _Uvicorn(uvicorn.Server):
    """uvicorn, which breaks off the connections that are left when it stops."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop, with the grace of the configuration."""
        await super().shutdown(sockets)
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        await asyncio.sleep(0)
