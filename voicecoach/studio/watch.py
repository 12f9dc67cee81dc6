"""A look at the person's scripts now and then: one that was changed elsewhere is told to the open pages."""

from __future__ import annotations

import threading
from collections.abc import Callable

LOOK_EACH_S = 2.0

Versions = dict[str, tuple[int, int]]


class LibraryWatch:
    """Notices scripts that were changed, made or removed by anybody else.

    Args:
        versions: Returns the scripts by name, each with what changes when its file does.
        tell: Called with the name of each that has changed.
    """

    def __init__(self, versions: Callable[[], Versions], tell: Callable[[str], None]) -> None:
        self._versions = versions
        self._tell = tell
        self._known = versions()
        self._lock = threading.Lock()

    def accept(self, name: str) -> None:
        """Take a script as it is now as known: the studio itself has just changed it, and tells so."""
        with self._lock:
            now = self._versions()
            self._known = {key: value for key, value in self._known.items() if key != name}
            if name in now:
                self._known[name] = now[name]

    def look(self) -> None:
        """Look once, and tell what has changed."""
        with self._lock:
            before, self._known = self._known, self._versions()
            changed = {name for name in {*before, *self._known} if before.get(name) != self._known.get(name)}
        for name in sorted(changed):
            self._tell(name)

    def begin(self, wait_for_end: Callable[[float], bool]) -> None:
        """Look every two seconds, in a thread, until the studio ends."""

        def run() -> None:
            while not wait_for_end(LOOK_EACH_S):
                self.look()

        threading.Thread(target=run, name="watching scripts", daemon=True).start()
