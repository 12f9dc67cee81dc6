"""Waits for a key: ask for the key, and stop the playback clock until one is pressed."""

from __future__ import annotations

from collections.abc import Callable

from voicecoach.play import states
from voicecoach.play.actions import Action, Run
from voicecoach.play.devices.base import Block
from voicecoach.play.levels import FADE_MS
from voicecoach.play.source import PlaybackSource
from voicecoach.play.transport import Transport
from voicecoach.session.navigate.places import Place
from voicecoach.session.timeline import PlacedWait

_ABOUT_MS = 600


class KeyWaits:
    """Stops the playback clock at the end of every wait until a key is pressed.

    Args:
        source: The playback source.
        transport: Plays it.
        act: Called with each action that the player has to carry out.
    """

    def __init__(self, source: PlaybackSource, transport: Transport, act: Callable[[Action], None]) -> None:
        self._source = source
        self._transport = transport
        self._act = act
        self._asked: PlacedWait | None = None
        self._ahead: PlacedWait | None = None
        self._words: Block | None = None

    @property
    def is_under_way(self) -> bool:
        """Whether the session waits for a key now."""
        return self._current() is not None

    def advance(self) -> None:
        """Tell the transport where to stand, and ask for a key once a wait begins."""
        if not self._source.waits_for_keys:
            return
        coming = self._source.next_wait(self._transport.heading_ms)
        # Told again each time, since a jump forgets it. The fade-out ends within the wait.
        self._transport.wait_at(None if coming is None else max(coming.end_ms - 2 * FADE_MS, coming.start_ms))
        if coming != self._ahead:
            self._ahead = coming
            self._words = None
            if coming is not None:
                self._fetch(coming.start_ms)
        current = self._current()
        may_ask = self._transport.is_settled and not states.is_paused(self._transport.state)
        if current is None:
            self._asked = None
        elif current != self._asked and self._words is not None and may_ask:
            self._asked = current
            self._transport.overlay(self._words)

    def over(self, shift_ms: int = 0) -> Place:
        """Return the place after the current wait.

        Args:
            shift_ms: About how much later the source has the place than the clock.
        """
        place_ms = self._transport.heading_ms + shift_ms
        wait = self._source.next_wait(place_ms - _ABOUT_MS if shift_ms else place_ms)
        if wait is None or wait.start_ms > place_ms:
            return Place(max(place_ms, 0))
        self._asked = wait
        return Place(wait.end_ms)

    def _current(self) -> PlacedWait | None:
        if not self._source.waits_for_keys:
            return None
        position_ms = self._transport.heading_ms
        wait = self._source.next_wait(position_ms)
        return wait if wait is not None and wait.start_ms <= position_ms else None

    def _fetch(self, position_ms: int) -> None:
        """Have the words spoken ahead; where that fails, the screen alone asks for a key."""

        def keep(words: Block | None) -> None:
            self._words = words

        self._act(Run(lambda: self._source.wait_words(position_ms), keep, lambda _error: None))
