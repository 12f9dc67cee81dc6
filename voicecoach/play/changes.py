"""Feeds for what is heard next: elsewhere in the session, or at the same place of a session that has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from voicecoach.errors import VoicecoachError
from voicecoach.play.devices.base import Block
from voicecoach.play.errands import Errands
from voicecoach.play.feed import Feed
from voicecoach.play.programme import Programme, Take
from voicecoach.play.transport import Transport
from voicecoach.session.navigate.places import Place
from voicecoach.units import ms_to_frames


class Changes:
    """Makes every feed, and closes it when it is no longer heard. To be used in the main thread.

    Args:
        programme: What is played.
        transport: What is heard of it.
        errands: Does what takes a while.
        on_change: Called from a feed's thread when it becomes ready.
        is_patient: Whether the device waits for sound that is late.
        is_muted: Whether speech is left out at first.
    """

    def __init__(
        self,
        programme: Programme,
        transport: Transport,
        errands: Errands,
        on_change: Callable[[], None],
        *,
        is_patient: bool,
        is_muted: bool,
    ) -> None:
        self.is_muted = is_muted
        self._programme = programme
        self._transport = transport
        self._errands = errands
        self._on_change = on_change
        self._is_patient = is_patient
        self._feeds: list[Feed] = []
        self._wanted: Callable[[], Take] | None = None  # what makes the take that was asked for last
        self._is_making = False
        self._coming: Take | None = None
        self._arriving: Feed | None = None
        self._shift_ms = 0  # how much later than in the programme the arriving take has the place where it arrives
        self._place = Place(0)  # where the last jump led
        self._refuse: Callable[[VoicecoachError], None] = lambda _error: None

    def begin(self, place: Place) -> None:
        """Let the session be heard from a place on, for the first time."""
        blocks = self._programme.blocks(place.position_ms, is_muted=self.is_muted)
        self._transport.begin(self._feed(blocks, place.position_ms), self._silence(place))

    def jump(self, place: Place) -> None:
        """Go on elsewhere."""
        self._place = place
        blocks = self._programme.elsewhere(place.position_ms, is_muted=self.is_muted)
        self._transport.jump(self._feed(blocks, place.position_ms), self._silence(place))

    def renew(self, at_ms: int, shift_ms: int = 0, *, is_fresh: bool = False) -> None:
        """Let the programme as it is now be heard from a place on that comes soon; a jump under way leads there anew.

        Args:
            at_ms: The place, by the clock.
            shift_ms: How much later the same place is in the programme.
            is_fresh: Whether words that begin before the place are left out.
        """
        if self._transport.is_jumping:
            is_paused = self._transport.paused
            self.jump(self._place)
            if is_paused:
                self._transport.pause()
            return
        begin_ms = max(at_ms + shift_ms, 0)
        blocks = self._programme.blocks(begin_ms, is_muted=self.is_muted, is_fresh=is_fresh)
        self._transport.splice(self._feed(blocks, begin_ms), at_ms)

    def mute(self, is_muted: bool) -> None:  # noqa: FBT001 - the state, not an option
        """Leave speech out from now on, or no longer; words that have begun without being heard stay unheard."""
        shift_ms = self.settle()
        self.is_muted = is_muted
        self.renew(self._transport.position_ms, shift_ms, is_fresh=not is_muted)

    def take(self, make: Callable[[], Take], otherwise: Callable[[VoicecoachError], None]) -> None:
        """Go over to another take once it is made; one that was asked for earlier is given up.

        One is made at a time: of several wishes meanwhile, only the last one is made then.
        """
        self._refuse = otherwise
        if self._arriving is None and self._coming is not None:
            self._coming.drop()
            self._coming = None
        self._wanted = make
        if not self._is_making:
            self._make()

    def _make(self) -> None:
        assert self._wanted is not None
        wanted, self._wanted = self._wanted, None
        self._is_making = True
        self._errands.run(wanted, self._made, self._not_made)

    def _made(self, take: Take) -> None:
        self._is_making = False
        if self._wanted is not None:
            take.drop()
            self._make()
        else:
            self.settle()
            self._coming = take

    def _not_made(self, error: VoicecoachError) -> None:
        self._is_making = False
        if self._wanted is not None:
            self._make()
        else:
            self._refuse(error)

    def settle(self) -> int:
        """Let a take that is about to be heard be the programme already, since another change follows.

        Returns:
            How much later a place near to the clock is in it than in the take that is still heard.
        """
        if self._arriving is None or self._coming is None:
            return 0
        is_heard = self._transport.feed is self._arriving
        self._coming.install()
        self._coming = self._arriving = None
        return 0 if is_heard else self._shift_ms

    def attend(self) -> None:
        """Do what has become possible since the last time."""
        for feed in self._transport.left():
            feed.leave()
            self._feeds.remove(feed)
        if self._arriving is not None:
            if self._transport.feed is self._arriving:
                self.settle()
        elif self._coming is not None and self._transport.settled:
            try:
                arrival = self._coming.arrival(self._transport.position_ms, is_muted=self.is_muted)
            except VoicecoachError as error:
                arrival = None
                self._coming.drop()
                self._coming = None
                self._refuse(error)
            if arrival is not None:
                self._arriving = self._feed(arrival.blocks, arrival.begin_ms)
                self._shift_ms = arrival.begin_ms - arrival.at_ms
                self._transport.splice(self._arriving, arrival.at_ms)

    def close(self) -> None:
        """Let every thread end."""
        if self._coming is not None:
            self._coming.drop()
        for feed in self._feeds:
            feed.close()

    def _silence(self, place: Place) -> Block | None:
        frames = ms_to_frames(place.silence_ms)
        return np.zeros((frames, self._programme.channels), np.float32) if frames else None

    def _feed(self, blocks: Iterator[Block], begin_ms: int) -> Feed:
        feed = Feed(
            blocks,
            self._programme.channels,
            begin_ms=begin_ms,
            patient=self._is_patient,
            on_change=self._on_change,
        )
        feed.begin()
        self._feeds.append(feed)
        return feed
