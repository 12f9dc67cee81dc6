"""A connection with limits: a client that is slow to ask or slow to read cannot keep it for ever."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a server.

    Attributes:
        request_s: The time that a client has to send the head of a request.
        stalled_s: The time that it has to read some 48 kB. A player that is paused reads nothing; it asks again from
            where it was.
        connections: Connections at a time; further ones are answered by 503.
        grace_s: The time that answers have to be sent when the server stops.
    """

    request_s: float = 10.0
    stalled_s: float = 120.0
    connections: int = 256
    grace_s: int = 1


def protocol_class(limits: Limits) -> type[H11Protocol]:
    """Return the class of connections for a server: uvicorn makes them from a class."""

    class Connection(LimitedConnection):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, limits=limits, **kwargs)

    return Connection


class LimitedConnection(H11Protocol):
    """A connection of uvicorn's that ends where the client is too slow: uvicorn itself limits only idle ones.

    Args:
        args: Of uvicorn.
        limits: The limits.
        kwargs: Of uvicorn.
    """

    def __init__(self, *args: Any, limits: Limits, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._limits = limits
        self._request_timer: asyncio.TimerHandle | None = None
        self._stalled_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._await_request()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the timers."""
        self._stop(self._request_timer)
        self._stop(self._stalled_timer)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on, and wait for the rest of a request that is not whole."""
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._stop(self._request_timer)
            self._request_timer = None
        elif self._request_timer is None:
            self._await_request()

    def pause_writing(self) -> None:
        """Begin to wait for the client to read."""
        super().pause_writing()
        self._stop(self._stalled_timer)
        self._stalled_timer = self.loop.call_later(self._limits.stalled_s, self.transport.abort)

    def resume_writing(self) -> None:
        """Go on: the client has read."""
        self._stop(self._stalled_timer)
        super().resume_writing()

    def timeout_keep_alive_handler(self) -> None:
        """End an idle connection, even if the client never reads the end of its last answer."""
        super().timeout_keep_alive_handler()
        self._stop(self._stalled_timer)
        self._stalled_timer = self.loop.call_later(self._limits.stalled_s, self.transport.abort)

    def _await_request(self) -> None:
        self._request_timer = self.loop.call_later(self._limits.request_s, self.transport.abort)

    @staticmethod
    def _stop(timer: asyncio.TimerHandle | None) -> None:
        if timer is not None:
            timer.cancel()
