"""The phrases that were heard last, by id."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict

from voicecoach.api.phrases import HeardPhrase
from voicecoach.errors import NotFoundError

_MOST_PHRASES = 64
_ID_DIGITS = 16


class KeptPhrases:
    """The phrases that were heard last, by id."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, HeardPhrase] = OrderedDict()

    def get(self, phrase_id: str) -> HeardPhrase:
        """Return a phrase.

        Raises:
            NotFoundError: It is not kept any more.
        """
        with self._lock:
            if phrase_id not in self._kept:
                raise NotFoundError("phrase", phrase_id, "ask for it again with its text")
            return self._kept[phrase_id]

    def keep(self, phrase: HeardPhrase) -> str:
        """Keep a phrase, and return its id."""
        phrase_id = hashlib.sha256(phrase.wav).hexdigest()[:_ID_DIGITS]
        with self._lock:
            self._kept[phrase_id] = phrase
            self._kept.move_to_end(phrase_id)
            while len(self._kept) > _MOST_PHRASES:
                self._kept.popitem(last=False)
        return phrase_id
