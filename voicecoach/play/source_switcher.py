"""The source switcher: make the buffer for a jump, or for another variant of the session."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from voicecoach.errors import VoicecoachError
from voicecoach.play import states
from voicecoach.play.actions import Action, Fill, Release, Run
from voicecoach.play.devices.base import Block
from voicecoach.play.look_ahead import LookAhead
from voicecoach.play.source import PlaybackSource, Variant
from voicecoach.play.transport import Transport
from voicecoach.session.navigate.places import Place
from voicecoach.units import ms_to_frames

NewBuffer = Callable[[Iterator[Block], int], LookAhead]
"""Returns a buffer for blocks that begin at a position in milliseconds; nothing fills it yet."""


class _Request(NamedTuple):
    """A variant that is wanted: ``refuse`` is called with the error if it cannot be had."""

    make: Callable[[], Variant]
    refuse: Callable[[VoicecoachError], None]


class _Arriving(NamedTuple):
    """A variant that the transport is about to splice in; it has the place there ``shift_ms`` later."""

    variant: Variant
    buffer: LookAhead
    shift_ms: int


class SourceSwitcher:
    """Makes every buffer, and releases it when it is no longer heard.

    A variant goes from wanted to being made, made, and arriving; there is one at most in each of these.

    Args:
        source: The playback source.
        transport: Plays the buffers.
        new_buffer: Returns a new buffer.
        act: Called with each action that the player has to carry out.
        is_muted: Whether speech is skipped at first.
    """

    def __init__(
        self,
        source: PlaybackSource,
        transport: Transport,
        new_buffer: NewBuffer,
        act: Callable[[Action], None],
        *,
        is_muted: bool,
    ) -> None:
        self.is_muted = is_muted
        self._source = source
        self._transport = transport
        self._new_buffer = new_buffer
        self._act = act
        self._place = Place(0)  # where the last jump led
        self._wanted: _Request | None = None
        self._in_making: _Request | None = None
        self._made: tuple[Variant, _Request] | None = None
        self._arriving: _Arriving | None = None

    def begin(self, place: Place) -> None:
        """Play the session from a place on, for the first time."""
        blocks = self._source.blocks(place.position_ms, is_muted=self.is_muted)
        self._transport.begin(self._filled(blocks, place.position_ms), self._silence(place))

    def jump(self, place: Place) -> None:
        """Go on elsewhere."""
        self._place = place
        blocks = self._source.elsewhere(place.position_ms, is_muted=self.is_muted)
        self._transport.seek(self._filled(blocks, place.position_ms), self._silence(place))

    def renew(self, at_ms: int, shift_ms: int = 0, *, is_fresh: bool = False) -> None:
        """Remake the sound from a position shortly ahead, after a change of the source; a jump under way is made again.

        Args:
            at_ms: The position, by the clock.
            shift_ms: The delay of the same place in the source.
            is_fresh: Whether words that begin before the position are skipped.
        """
        if self._transport.jump is not None:
            is_paused = states.is_paused(self._transport.state)
            self.jump(self._place)
            if is_paused:
                self._transport.change(states.paused)
            return
        begin_ms = max(at_ms + shift_ms, 0)
        blocks = self._source.blocks(begin_ms, is_muted=self.is_muted, is_fresh=is_fresh)
        self._transport.splice(self._filled(blocks, begin_ms), at_ms)

    def mute(self, is_muted: bool) -> None:  # noqa: FBT001 - the state, not an option
        """Skip speech from now on, or no longer; words that have begun without being heard stay unheard."""
        shift_ms = self.settle()
        self.is_muted = is_muted
        self.renew(self._transport.position_ms, shift_ms, is_fresh=not is_muted)

    def change(self, make: Callable[[], Variant], refuse: Callable[[VoicecoachError], None]) -> None:
        """Go over to a variant once it is made; one that was asked for earlier is given up.

        One is made at a time: of several that are asked for meanwhile, only the last one is made then.
        """
        if self._arriving is None:
            self._drop_made()
        self._wanted = _Request(make, refuse)
        if self._in_making is None:
            self._make_wanted()

    def settle(self) -> int:
        """Make a variant that is about to be heard the source's session, since another change follows.

        Returns:
            How much later the source has a place near to the clock than the session that is still heard.
        """
        arriving, self._arriving = self._arriving, None
        if arriving is None:
            return 0
        is_heard = self._transport.buffer is arriving.buffer
        arriving.variant.install()
        return 0 if is_heard else arriving.shift_ms

    def advance(self) -> None:
        """Release old buffers, and splice in a variant that has become ready."""
        for buffer in self._transport.released():
            self._act(Release(buffer))
        if self._arriving is not None:
            if self._transport.buffer is self._arriving.buffer:
                self.settle()
        elif self._made is not None and self._transport.is_settled:
            variant, request = self._made
            try:
                start = variant.start(self._transport.position_ms, is_muted=self.is_muted)
            except VoicecoachError as error:
                self._drop_made()
                request.refuse(error)
                return
            if start is not None:
                self._made = None
                buffer = self._filled(start.blocks, start.begin_ms)
                self._arriving = _Arriving(variant, buffer, start.begin_ms - start.at_ms)
                self._transport.splice(buffer, start.at_ms)

    def close(self) -> None:
        """Discard the variant that is not heard yet."""
        self._drop_made()
        if self._arriving is not None:
            self._arriving.variant.drop()

    def _make_wanted(self) -> None:
        request, self._wanted = self._wanted, None
        self._in_making = request
        if request is not None:
            self._act(Run(request.make, self._is_made, self._is_not_made))

    def _is_made(self, variant: Variant) -> None:
        request, self._in_making = self._in_making, None
        assert request is not None
        if self._wanted is not None:
            variant.drop()
            self._make_wanted()
        else:
            self.settle()
            self._made = (variant, request)

    def _is_not_made(self, error: VoicecoachError) -> None:
        request, self._in_making = self._in_making, None
        assert request is not None
        if self._wanted is not None:
            self._make_wanted()
        else:
            request.refuse(error)

    def _drop_made(self) -> None:
        if self._made is not None:
            self._made[0].drop()
            self._made = None

    def _silence(self, place: Place) -> Block | None:
        frames = ms_to_frames(place.silence_ms)
        return np.zeros((frames, self._source.channels), np.float32) if frames else None

    def _filled(self, blocks: Iterator[Block], begin_ms: int) -> LookAhead:
        buffer = self._new_buffer(blocks, begin_ms)
        self._act(Fill(buffer))
        return buffer
