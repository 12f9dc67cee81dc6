"""The sessions that the page hears: named by their words and options, spoken in a thread, the last few kept."""

from __future__ import annotations

import hashlib
import json
import threading
from collections import OrderedDict
from pathlib import Path

from voicecoach.api.session import GuidedSession, SessionOptions, open_draft
from voicecoach.errors import VoicecoachError
from voicecoach.serving.usage import Usage

_MOST_SESSIONS = 8
_ID_DIGITS = 16


class _NoLongerWantedError(Exception):
    """Ends the speaking of a session that was dropped."""


class HeardSession:
    """One session; its lengths are estimates until all of it is spoken.

    Args:
        session: The opened session, which is closed here.
        session_id: Its name in the interface.
        usage: Told while it is being spoken.
    """

    def __init__(self, session: GuidedSession, session_id: str, usage: Usage) -> None:
        self.id = session_id
        self.session = session
        self.error: Exception | None = None
        self.spoken, self.phrases = 0, 0
        self._usage = usage
        self._is_dropped = False
        self._done = threading.Event()
        threading.Thread(target=self._speak, name=f"speaking {session_id}", daemon=True).start()

    @property
    def state(self) -> str:
        """The state for the page: speaking, ready or failed."""
        if not self._done.is_set():
            return "speaking"
        return "failed" if self.error else "ready"

    def wait(self, longest_s: float) -> None:
        """Wait until all is spoken, or it failed."""
        self._done.wait(longest_s)

    def drop(self) -> None:
        """Stop speaking; what was spoken stays in the cache, so a sound that is still read goes on."""
        self._is_dropped = True

    def _speak(self) -> None:
        try:
            with self._usage.during_request():
                self.session.speak(self._count)
        except Exception as error:  # noqa: BLE001 - told to the page
            self.error = error
            self.session.close()
        finally:
            self._done.set()

    def _count(self, spoken: int, phrases: int) -> None:
        self.spoken, self.phrases = spoken, phrases
        if self._is_dropped:
            raise _NoLongerWantedError


class Sessions:
    """The last sessions that were asked for, by id.

    Args:
        usage: Told while one of them is being spoken.
    """

    def __init__(self, usage: Usage) -> None:
        self._usage = usage
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, HeardSession] = OrderedDict()

    def open(self, text: str, path: Path, options: SessionOptions) -> HeardSession:
        """Return the session of a text with some options, which begins to be spoken if it is new.

        Raises:
            VoicecoachError: The script has mistakes, or the options do not fit it.
        """
        named = json.dumps([text, str(path), options], sort_keys=True)
        session_id = hashlib.sha256(named.encode()).hexdigest()[:_ID_DIGITS]
        with self._lock:
            kept = self._kept.get(session_id)
            if kept is not None and kept.error is None:
                self._kept.move_to_end(session_id)
                return kept
        opened = open_draft(text, path, **options)
        with self._lock:
            kept = self._kept[session_id] = HeardSession(opened, session_id, self._usage)
            self._kept.move_to_end(session_id)
            while len(self._kept) > _MOST_SESSIONS:
                self._kept.popitem(last=False)[1].drop()
        return kept

    def get(self, session_id: str) -> HeardSession:
        """Return a session that is kept.

        Raises:
            VoicecoachError: It is not kept any more.
        """
        with self._lock:
            if session_id not in self._kept:
                raise NoSessionError("this session is not kept any more", "ask for it again with its text")
            self._kept.move_to_end(session_id)
            return self._kept[session_id]


class NoSessionError(VoicecoachError):
    """Raised when a session is asked for that is not kept."""
