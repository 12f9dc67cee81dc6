"""Events that are sent to the open pages: a script changed, the studio ends."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager


class Events:
    """The subscriptions of the open pages; told from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._ends = threading.Event()
        self._coming: dict[asyncio.Queue[str], asyncio.AbstractEventLoop] = {}

    @contextmanager
    def subscription(self) -> Iterator[asyncio.Queue[str]]:
        """Yield the queue of one page, in the server's event loop; each event in it is text to send."""
        coming: asyncio.Queue[str] = asyncio.Queue()
        with self._lock:
            self._coming[coming] = asyncio.get_running_loop()
        try:
            yield coming
        finally:
            with self._lock:
                del self._coming[coming]

    def end(self) -> None:
        """Tell every open page that the studio ends, and let the command end."""
        self.tell("ends")
        self._ends.set()

    def wait_for_end(self, longest_s: float) -> bool:
        """Wait for :meth:`end`, and return whether it was called."""
        return self._ends.wait(longest_s)

    def tell(self, kind: str, **fields: str | None) -> None:
        """Tell every open page."""
        text = event_text(kind, fields)
        with self._lock:
            for coming, loop in self._coming.items():
                loop.call_soon_threadsafe(coming.put_nowait, text)


def event_text(kind: str, fields: Mapping[str, str | None]) -> str:
    r"""Return an event as the stream has it.

    >>> event_text("changed", {"name": "my-back"})
    'event: changed\ndata: {"name": "my-back"}\n\n'
    """
    return f"event: {kind}\ndata: {json.dumps(fields)}\n\n"
