"""The sessions that the page hears: named by their words and options, spoken in a thread, the last few kept."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

from voicecoach.api.session import GuidedSession, SessionOptions, open_draft
from voicecoach.errors import VoicecoachError
from voicecoach.serving.usage import Usage
from voicecoach.session.timeline import Timeline
from voicecoach.studio.fits import Fit, Fits, named, named_for_fit
from voicecoach.studio.named_locks import NamedLocks

_MOST_SESSIONS = 8
_FIT_S = 0.3
_NAMES_FILES = ("include", "based on", "own:")


class HeardSession:
    """One session; its lengths are estimates until all of it is spoken.

    Args:
        session: The opened session, which is closed here.
        session_id: Its name in the interface.
        usage: Told while it is being spoken.
        find_fit: Returns the lengths that it can have.
    """

    def __init__(
        self, session: GuidedSession, session_id: str, usage: Usage, find_fit: Callable[[GuidedSession], Fit | None]
    ) -> None:
        self.id = session_id
        self.session = session
        self.error: Exception | None = None
        self._fit: Fit | None = None
        self._fit_known = threading.Event()
        self._estimated = session.estimate()
        self.growing = session.begin()
        self._usage = usage
        self._find_fit = find_fit
        self._is_dropped = False
        self._done = threading.Event()
        threading.Thread(target=self._speak, name=f"speaking {session_id}", daemon=True).start()
        threading.Thread(target=self._fit_in_thread, name=f"fitting {session_id}", daemon=True).start()

    @property
    def progress(self) -> tuple[int, int]:
        """The number of phrases that are spoken, and of all."""
        return self.growing.progress()

    @property
    def fit(self) -> Fit | None:
        """The lengths that it can have; None where that is not known yet, or where its length cannot be changed."""
        self._fit_known.wait(_FIT_S)
        return self._fit

    @property
    def estimated_ms(self) -> int:
        """The length as it was estimated before anything was spoken."""
        return self._estimated[0].duration_ms

    @property
    def timeline(self) -> tuple[Timeline, bool]:
        """The timeline, estimated until all is spoken, and whether it is exact."""
        return (self.session.timeline, True) if self.state == "ready" else self._estimated

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
        self.session.close()

    def _speak(self) -> None:
        try:
            with self._usage.during_request():
                self.growing.wait()
                if not self._is_dropped:
                    self.session.speak()
        except Exception as error:  # noqa: BLE001 - told to the page
            self.error = error
            self.session.close()
        finally:
            self._done.set()

    def _fit_in_thread(self) -> None:
        self._fit = self._find_fit(self.session)
        self._fit_known.set()


def _depends_on_others(text: str, options: SessionOptions) -> bool:
    """Return whether a session depends on more than its text: another script, or recordings."""
    return any(word in text for word in _NAMES_FILES) or str(options.get("voice", "")).startswith("own:")


class Sessions:
    """The last sessions that were asked for, by id.

    Args:
        usage: Told while one of them is being spoken.
        fits: The lengths that they can have.
    """

    def __init__(self, usage: Usage, fits: Fits) -> None:
        self._usage = usage
        self._fits = fits
        self._lock = threading.Lock()
        self._opening = NamedLocks()
        self._kept: OrderedDict[str, HeardSession] = OrderedDict()
        self._renewed = 0

    def open(self, text: str, path: Path, options: SessionOptions, step: int | None = None) -> HeardSession:
        """Return the session of a text with some options, which begins to be spoken if it is new.

        Raises:
            VoicecoachError: The script has mistakes, or the options do not fit it.
        """
        session_id = self._named(text, path, options, step)
        with self._opening.held(session_id):
            return self._usable(session_id) or self._opened(session_id, text, path, options, step)

    def find(self, text: str, path: Path, options: SessionOptions) -> HeardSession | None:
        """Return the session of a text with some options if it is kept; waits where it is being opened."""
        session_id = self._named(text, path, options)
        with self._opening.held(session_id):
            return self._usable(session_id)

    def _named(self, text: str, path: Path, options: SessionOptions, step: int | None = None) -> str:
        return named(text, path, options, step, self._renewed if _depends_on_others(text, options) else 0)

    def _usable(self, session_id: str) -> HeardSession | None:
        with self._lock:
            kept = self._kept.get(session_id)
            if kept is None or kept.error is not None:
                return None
            self._kept.move_to_end(session_id)
            return kept

    def _opened(
        self, session_id: str, text: str, path: Path, options: SessionOptions, step: int | None
    ) -> HeardSession:
        opened = open_draft(text, path, step=step, **options)
        fit_name = named_for_fit(text, path, options)

        def find_fit(session: GuidedSession) -> Fit | None:
            return self._fits.of(session, fit_name) if step is None else None

        heard = HeardSession(opened, session_id, self._usage, find_fit)
        dropped = []
        with self._lock:
            before = self._kept.pop(session_id, None)  # it failed
            dropped += [before] if before is not None else []
            self._kept[session_id] = heard
            while len(self._kept) > _MOST_SESSIONS:
                dropped.append(self._kept.popitem(last=False)[1])
        for one in dropped:
            one.drop()
        return heard

    def renew(self) -> None:
        """Make sessions that depend on other files anew when they are asked for again: one of these has changed."""
        with self._lock:
            self._renewed += 1

    def get(self, session_id: str) -> HeardSession:
        """Return a session that is kept.

        Raises:
            VoicecoachError: It is not kept any more.
        """
        with self._lock:
            if session_id not in self._kept:
                raise NoSessionError("this session is no longer in memory", "ask for it again with its text")
            self._kept.move_to_end(session_id)
            return self._kept[session_id]


class NoSessionError(VoicecoachError):
    """Raised when a session is asked for that is not kept."""
