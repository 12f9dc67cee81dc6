"""The lengths that sessions can be fitted to: kept, since a slider asks for the same ones again and again."""

from __future__ import annotations

import hashlib
import json
import threading
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

from voicecoach.api.session import GuidedSession, SessionOptions
from voicecoach.errors import VoicecoachError
from voicecoach.studio.named_locks import NamedLocks

_MOST_KEPT = 32
_ID_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Fit:
    """The shortest and the longest length of a session."""

    least_ms: int
    most_ms: int


class Fits:
    """The lengths of the last sessions that were asked for."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._computing = NamedLocks()
        self._kept: OrderedDict[str, Fit | None] = OrderedDict()

    def of(self, session: GuidedSession, name: str) -> Fit | None:
        """Return the lengths that a session can be fitted to; None where its length cannot be changed.

        Args:
            session: The session.
            name: Its name from :func:`named`; all of the same name have the same lengths.
        """
        with self._computing.held(name):  # a page that opens asks for them twice at once
            with self._lock:
                if name in self._kept:
                    self._kept.move_to_end(name)
                    return self._kept[name]
            found = _possible(session)
            with self._lock:
                self._kept[name] = found
                while len(self._kept) > _MOST_KEPT:
                    self._kept.popitem(last=False)
            return found


def named(text: str, path: Path, options: SessionOptions, *more: object) -> str:
    """Return a name for a session: the same for the same text, options and whatever else it depends on."""
    content = json.dumps([text, str(path), options, *more], sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()[:_ID_DIGITS]


def named_for_fit(text: str, path: Path, options: SessionOptions) -> str:
    """Return a name that is the same for every length that is chosen."""
    others = {name: value for name, value in options.items() if name != "fit"}
    return named(text, path, others)  # type: ignore[arg-type]  # some of the same options


def _possible(session: GuidedSession) -> Fit | None:
    try:
        least_ms, most_ms = session.possible_ms()
    except VoicecoachError:
        return None
    return Fit(least_ms, most_ms) if least_ms < most_ms else None
