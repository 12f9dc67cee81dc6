"""The phrases used last, kept in memory up to a size."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from voicecoach.sound.pcm import Pcm


class RecentPhrases:
    """Finished phrases by their text, the least recently used forgotten first; safe between threads."""

    def __init__(self, limit_bytes: int) -> None:
        self._limit_bytes = limit_bytes
        self._size_bytes = 0
        self._phrases: OrderedDict[str, Pcm] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def size_bytes(self) -> int:
        """How much is kept; more than the limit only where a single phrase is."""
        return self._size_bytes

    def get(self, text: str) -> Pcm | None:
        """Return a phrase, which then counts as the one used last, or None."""
        with self._lock:
            phrase = self._phrases.get(text)
            if phrase is not None:
                self._phrases.move_to_end(text)
            return phrase

    def keep(self, text: str, phrase: Pcm) -> Pcm:
        """Keep a phrase and return it, and forget the oldest ones that no longer fit.

        Where another thread has kept the phrase already, that one stays and is returned: an engine need not
        speak twice alike.
        """
        with self._lock:
            kept = self._phrases.get(text)
            if kept is not None:
                return kept
            self._phrases[text] = phrase
            self._size_bytes += _size_bytes(phrase)
            while self._size_bytes > self._limit_bytes and len(self._phrases) > 1:
                _, oldest = self._phrases.popitem(last=False)
                self._size_bytes -= _size_bytes(oldest)
            return phrase


def _size_bytes(phrase: Pcm) -> int:
    return phrase.samples.nbytes + phrase.power.nbytes + phrase.peak.nbytes
