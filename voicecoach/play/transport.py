"""What of the session is heard now, and every change of it as a fade; and the clock, the count of frames taken.

A change of place is a jump: out within 50 ms, and in again elsewhere. A change of what is to come is a splice: the
same place of another feed, crossfaded, while the clock goes on.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from voicecoach.play.devices.base import Block
from voicecoach.play.feed import Feed
from voicecoach.play.levels import Level, bend, peaks_too_high
from voicecoach.units import FRAMES_PER_MS, ms_to_frames

FADE_MS = 50
CROSSFADE_MS = 25
_FADE_FRAMES = ms_to_frames(FADE_MS)
_CROSSFADE_FRAMES = ms_to_frames(CROSSFADE_MS)
_SAFE_FRAMES = ms_to_frames(200)


def _rise(frames: int) -> Block:
    """Return gains from 0 to 1: half a cosine, which has no corner at either end to be heard as a click."""
    return (0.5 - 0.5 * np.cos(np.pi * np.arange(frames + 1) / frames)).astype(np.float32)


_GAINS = _rise(_FADE_FRAMES)
_CROSS = _rise(_CROSSFADE_FRAMES)[1:, np.newaxis]


@dataclass
class _Splice:
    """A feed that takes over.

    Attributes:
        feed: The feed.
        at_frame: Where in the feed that is heard its next frame belongs.
        position_frames: Where in its own session its next frame lies.
    """

    feed: Feed
    at_frame: int
    position_frames: int

    def drop(self, frames: int) -> None:
        """Leave out frames whose place is past, as far as they are there."""
        dropped_frames = self.feed.drop(frames)
        self.at_frame += dropped_frames
        self.position_frames += dropped_frames


class Transport:
    """Stands between feed and device, and decides what of the feed is heard now.

    A pause fades out over the next 50 ms of sound and is exact silence then; resuming goes on with the very next
    frame, faded in over 50 ms. While nothing changes and the gain is 0 dB, samples go through bit by bit as they are.
    All methods may be called from any thread.

    Args:
        channels: Of every feed; there is silence until :meth:`begin` gives one.
        on_change: Called in the device's thread when a fade-out is over, and when a jump or splice is done.
        gain_db: How loud it begins.
    """

    def __init__(self, channels: int, on_change: Callable[[], None] = lambda: None, gain_db: float = 0.0) -> None:
        self._feed: Feed | None = None
        self._channels = channels
        self._on_change = on_change
        self._level = Level(gain_db)
        self._paused = False
        self._standing = False
        self._faded_in_frames = _FADE_FRAMES
        self._position_frames = 0
        self._stand_at_frame: int | None = None
        self._jump: Feed | None = None
        self._splice: _Splice | None = None
        self._interlude: Block | None = None
        self._overlays: deque[Block] = deque()
        self._left: list[Feed] = []
        self._underruns = 0
        self._changed = False
        self._lock = threading.Lock()

    @property
    def paused(self) -> bool:
        """Whether it was last told to pause."""
        return self._paused

    @property
    def silent(self) -> bool:
        """Whether the session is not heard: it pauses or stands, and the fade-out is over."""
        return (self._paused or self._standing) and self._faded_in_frames == 0

    @property
    def covered(self) -> bool:
        """Whether something is heard over the session."""
        return bool(self._overlays)

    @property
    def feed(self) -> Feed | None:
        """What is heard."""
        return self._feed

    @property
    def standing(self) -> bool:
        """Whether it came to the place where it was to stand, or was told to stand."""
        return self._standing

    @property
    def in_interlude(self) -> bool:
        """Whether something is heard, or waits to be, while the session's clock stands."""
        return self._interlude is not None

    @property
    def settled(self) -> bool:
        """Whether no jump and no splice is under way."""
        return self._jump is None and self._splice is None

    @property
    def gain_db(self) -> float:
        """How much louder it is than the session."""
        return self._level.gain_db

    @property
    def position_ms(self) -> int:
        """The clock: whole milliseconds of the session that the device took, rounded down."""
        return self._position_frames // FRAMES_PER_MS

    @property
    def is_jumping(self) -> bool:
        """Whether it is on its way to another place."""
        return self._jump is not None

    @property
    def heading_ms(self) -> int:
        """Where the session goes on: where a jump leads that is under way, or else the clock."""
        jump = self._jump
        return self.position_ms if jump is None else jump.begin_ms

    @property
    def underruns(self) -> int:
        """How often sound came late."""
        return self._underruns + (self._feed.underruns if self._feed else 0)

    def pause(self) -> None:
        """Fade out, then be silent."""
        with self._lock:
            self._paused = True

    def resume(self, after: Block | None = None) -> None:
        """Go on with the frame after the last one heard, fading in; first with what is to be heard before that."""
        with self._lock:
            self._paused = False
            self._interlude = after

    def stand(self) -> None:
        """Let the clock stand, as a pause does, until :meth:`go_on` or the end of an interlude."""
        with self._lock:
            self._standing = True

    def stand_at(self, position_ms: int | None) -> None:
        """Let the clock stand once it comes to a place; None for no place."""
        with self._lock:
            self._stand_at_frame = None if position_ms is None else ms_to_frames(position_ms)

    def go_on(self) -> None:
        """Stand no longer."""
        with self._lock:
            self._standing = False
            self._stand_at_frame = None

    def interlude(self, sound: Block) -> None:
        """Let a sound be heard while the clock stands; then go on, unless paused."""
        with self._lock:
            self._standing = True
            self._interlude = sound

    def overlay(self, sound: Block) -> None:
        """Let a sound be heard from the very next frame, over whatever else is."""
        with self._lock:
            self._overlays.append(sound)

    def set_gain_db(self, gain_db: float) -> None:
        """Be louder or softer than the session, within 50 ms."""
        with self._lock:
            self._level.move_to(gain_db)

    def jump(self, feed: Feed, after: Block | None = None) -> None:
        """Fade out, and go on where another feed begins as soon as that is ready; with a sound before it, if any.

        It ends a pause.
        """
        with self._lock:
            self._forget_changes()
            self._jump, self._interlude = feed, after
            self._paused = self._standing = False
            self._stand_at_frame = None
            self._overlays.clear()

    def splice(self, feed: Feed, at_ms: int) -> None:
        """Let another feed take over where its first frame belongs: at a place of the one that is heard.

        Should it be ready only later, what it holds up to there is left out.
        """
        with self._lock:
            self._forget_changes()
            self._splice = _Splice(feed, ms_to_frames(at_ms), ms_to_frames(feed.begin_ms))

    def begin(self, feed: Feed, after: Block | None = None) -> None:
        """Let a feed be heard from its first frame on, after a sound if any.

        It is faded in, but for a session's very beginning, which is heard bit by bit.
        """
        with self._lock:
            self._interlude = after
            self._feed = feed
            self._position_frames = ms_to_frames(feed.begin_ms)
            self._faded_in_frames = 0 if feed.begin_ms else _FADE_FRAMES

    def begin_anew(self, after: Block | None = None) -> None:
        """Fade in with the next frame, after a sound if any: the device that takes it has heard nothing before."""
        with self._lock:
            self._faded_in_frames = 0
            self._interlude = after if after is not None else self._interlude

    def left(self) -> list[Feed]:
        """Return the feeds that are no longer heard, each once."""
        with self._lock:
            left, self._left = self._left, []
        return left

    def read(self, frames: int) -> Block:
        """Return what is heard in the next so many frames, ``(frames, channels)``; fewer at the session's end.

        Sound that is late (an underrun), pauses and interludes do not move the clock.

        Raises:
            BaseException: What rendering raised, as it was raised.
        """
        feed = self._feed
        if feed is not None:
            feed.await_frames(frames)  # not while others are kept from the transport
        with self._lock:
            heard = np.zeros((frames, self._channels), np.float32)
            filled, ended = self._fill(heard)
            covered = self._cover(heard)
            self._level.apply(heard)
            if covered and peaks_too_high(heard):
                bend(heard)
            changed, self._changed = self._changed, False
        if changed:
            self._on_change()
        return heard[: max(filled, covered)] if ended else heard

    def _fill(self, heard: Block) -> tuple[int, bool]:
        """Write the session, or what stands in for it, into a silent block; return how far, and whether it ended."""
        filled = 0
        while filled < len(heard):
            room = len(heard) - filled
            if self._must_be_silent:
                if not self._faded_in_frames:
                    step = self._stand_in(heard[filled:])
                    if step is None:
                        break
                    filled += step
                    continue
                room = min(room, self._faded_in_frames)
            elif self._stand_at_frame is not None:
                if self._position_frames >= self._stand_at_frame:
                    self._standing = True
                    continue
                room = min(room, self._stand_at_frame - self._position_frames)
            block = self._read(room)
            heard[filled : filled + len(block)] = block
            filled += len(block)
            if len(block) < room:
                if self._feed is not None and self._feed.ended and self.settled and not self._interlude:
                    return filled, True
                # Late sound comes back through a fade, and a pause that waits for it is silent already.
                self._faded_in_frames = 0
                self._changed = self._changed or self._must_be_silent
                if not self._must_be_silent:
                    break
        return filled, False

    @property
    def _must_be_silent(self) -> bool:
        return self._paused or self._standing or self._jump is not None or self._interlude is not None

    def _stand_in(self, heard: Block) -> int | None:
        """Do what is to be done in silence; return how many frames it took, or None where there is nothing to do."""
        if self._jump is not None:
            if not self._jump.ready:
                return None
            self._take_over(self._jump)
            self._position_frames = ms_to_frames(self._jump.begin_ms)
            self._jump = None
            return 0
        if self._interlude is not None and (self._standing or not self._paused):
            part = self._interlude[: len(heard)]
            heard[: len(part)] = part
            self._interlude = self._interlude[len(part) :]
            if not len(self._interlude):
                self._interlude = None
                self._standing = False
                self._changed = True
            return len(part)
        return None

    def _read(self, frames: int) -> Block:
        """Return the next frames of the session, with the fade that is under way; fewer where there are no more."""
        if self._feed is None:
            return np.zeros((0, self._channels), np.float32)
        frames = self._spliced(frames)
        silencing = self._must_be_silent
        block = self._feed.read(frames)
        self._position_frames += len(block)
        if silencing:
            left = self._faded_in_frames - len(block)
            gains = _GAINS[left : self._faded_in_frames][::-1]
            self._faded_in_frames = left
            self._changed = self._changed or left == 0
        else:
            gains = _GAINS[self._faded_in_frames + 1 :][: len(block)]
            self._faded_in_frames += len(gains)
        block[: len(gains)] *= gains[:, np.newaxis]
        return block

    def _spliced(self, frames: int) -> int:
        """Let the feed that waits take over if its place has come; return how far to read before that."""
        splice = self._splice
        if splice is None:
            return frames
        lag_frames = self._position_frames - splice.at_frame
        if lag_frames > 0:
            splice.drop(lag_frames)
        if splice.at_frame > self._position_frames:
            return min(frames, splice.at_frame - self._position_frames)
        if splice.at_frame == self._position_frames and splice.feed.holds(_CROSSFADE_FRAMES + _SAFE_FRAMES):
            assert self._feed is not None
            faded = _full(self._feed.read(_CROSSFADE_FRAMES), _CROSSFADE_FRAMES)
            risen = splice.feed.read(_CROSSFADE_FRAMES)
            risen += (faded - _full(risen, _CROSSFADE_FRAMES))[: len(risen)] * (1 - _CROSS[: len(risen)])
            splice.feed.put_back(risen)
            self._position_frames = splice.position_frames
            self._take_over(splice.feed)
            self._splice = None
        return frames

    def _take_over(self, feed: Feed) -> None:
        if self._feed is not None:
            self._underruns += self._feed.underruns
            self._left.append(self._feed)
        self._feed = feed
        self._changed = True

    def _forget_changes(self) -> None:
        for feed in (self._jump, self._splice.feed if self._splice else None):
            if feed is not None:
                self._left.append(feed)
        self._jump = self._splice = None

    def _cover(self, heard: Block) -> int:
        """Add the overlays to a block; return how far they reach."""
        covered = 0
        for _ in range(len(self._overlays)):
            sound = self._overlays.popleft()
            part = sound[: len(heard)]
            heard[: len(part)] += part
            covered = max(covered, len(part))
            if len(sound) > len(part):
                self._overlays.append(sound[len(part) :])
        return covered


def _full(block: Block, frames: int) -> Block:
    """Return a block that is filled up with silence."""
    return np.pad(block, ((0, frames - len(block)), (0, 0))) if len(block) < frames else block
