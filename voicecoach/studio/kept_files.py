"""Sounds and pictures that the page has just made or sent, by id; the oldest are forgotten."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict

from voicecoach.errors import NotFoundError

_ID_DIGITS = 16


class KeptFiles:
    """Bytes by id.

    Args:
        kind: Their name in messages.
        most: So many are kept.
        hint: The way to one that is forgotten.
    """

    def __init__(self, kind: str, most: int, hint: str) -> None:
        self._kind, self._most, self._hint = kind, most, hint
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, bytes] = OrderedDict()

    def get(self, kept_id: str) -> bytes:
        """Return the bytes of an id.

        Raises:
            NotFoundError: They are not kept any more.
        """
        with self._lock:
            if kept_id not in self._kept:
                raise NotFoundError(self._kind, kept_id, self._hint)
            return self._kept[kept_id]

    def keep(self, content: bytes) -> str:
        """Keep some bytes, and return their id."""
        kept_id = hashlib.sha256(content).hexdigest()[:_ID_DIGITS]
        with self._lock:
            self._kept[kept_id] = content
            self._kept.move_to_end(kept_id)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return kept_id
