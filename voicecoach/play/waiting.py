"""Waits for a key, in a live session: asked for in words, over when somebody presses one."""

from __future__ import annotations

from voicecoach.errors import VoicecoachError
from voicecoach.play.devices.base import Block
from voicecoach.play.errands import Errands
from voicecoach.play.programme import Programme
from voicecoach.play.transport import FADE_MS, Transport
from voicecoach.session.navigate.places import Place
from voicecoach.session.timeline import PlacedWait

_ABOUT_MS = 600


class Waiting:
    """Lets the clock stand at the end of every wait, however long the wait is in a file.

    Args:
        programme: What is played.
        transport: What is heard of it.
        errands: Fetches the words that ask for a key.
    """

    def __init__(self, programme: Programme, transport: Transport, errands: Errands) -> None:
        self._programme = programme
        self._transport = transport
        self._errands = errands
        self._asked: PlacedWait | None = None
        self._ahead: PlacedWait | None = None
        self._words: Block | None = None

    @property
    def is_under_way(self) -> bool:
        """Whether the session waits for a key now."""
        return self._current() is not None

    def attend(self) -> None:
        """See to it that the clock will stand, and that the words are heard when a wait begins."""
        if not self._programme.waits_for_keys:
            return
        coming = self._programme.next_wait(self._transport.heading_ms)
        # Told anew each time, since a jump forgets it. The fade-out ends within the wait.
        self._transport.stand_at(None if coming is None else max(coming.end_ms - 2 * FADE_MS, coming.start_ms))
        if coming != self._ahead:
            self._ahead = coming
            self._words = None
            if coming is not None:
                self._fetch(coming.start_ms)
        current = self._current()
        if current is None:
            self._asked = None
        elif current != self._asked and self._words is not None and self._may_ask:
            self._asked = current
            self._transport.overlay(self._words)

    def over(self, shift_ms: int = 0) -> Place:
        """Return where the session goes on after the wait that is under way.

        Args:
            shift_ms: How much later the place is in the programme as it is now than by the clock, about.
        """
        place_ms = self._transport.heading_ms + shift_ms
        wait = self._programme.next_wait(place_ms - _ABOUT_MS if shift_ms else place_ms)
        if wait is None or wait.start_ms > place_ms:
            return Place(max(place_ms, 0))
        self._asked = wait
        return Place(wait.end_ms)

    def _current(self) -> PlacedWait | None:
        if not self._programme.waits_for_keys:
            return None
        position_ms = self._transport.heading_ms
        wait = self._programme.next_wait(position_ms)
        return wait if wait is not None and wait.start_ms <= position_ms else None

    @property
    def _may_ask(self) -> bool:
        return self._transport.settled and not self._transport.paused

    def _fetch(self, position_ms: int) -> None:
        """Have the words spoken ahead."""
        self._errands.run(lambda: self._programme.wait_words(position_ms), self._keep, self._cannot_ask)

    def _keep(self, words: Block | None) -> None:
        self._words = words

    def _cannot_ask(self, error: VoicecoachError) -> None:
        """Wait without words: the screen says it too."""
        del error
