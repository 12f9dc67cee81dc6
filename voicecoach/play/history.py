"""The last moments of the transport, so that it can go back to one that has not been heard yet."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Protocol

from voicecoach.play.devices.base import Block
from voicecoach.play.states import State
from voicecoach.units import ms_to_frames

_KEPT_FRAMES = ms_to_frames(1_900)


class Recall(Protocol):
    """Takes sound back from the device."""

    def take_back(self, most_frames: int, given_frames: int) -> int:
        """Take back the end of what was read; return how many frames (see :meth:`.Device.take_back`)."""

    def retractable_frames(self, given_frames: int) -> int:
        """Return how many frames :meth:`take_back` would take back at the most."""


class NoRecall:
    """The recall of devices that keep what they were given."""

    def take_back(self, most_frames: int, given_frames: int) -> int:
        """Take nothing back."""
        del most_frames, given_frames
        return 0

    def retractable_frames(self, given_frames: int) -> int:
        """Return 0."""
        del given_frames
        return 0


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """The transport before it read a block.

    Attributes:
        at_frame: The number of frames that were read before.
        state: The state.
        fade_frames: The state of the fade.
        ramped_frames: How far a change of the gain was.
        position_frames: The clock.
        overlays: What was heard over the session.
    """

    at_frame: int
    state: State
    fade_frames: int
    ramped_frames: int
    position_frames: int
    overlays: tuple[Block, ...]


class History:
    """The moments since the last change that cannot be undone, such as a key or the end of a jump; the oldest first."""

    def __init__(self) -> None:
        self._moments: deque[Moment] = deque()

    def note(self, moment: Moment) -> None:
        """Add a moment, and forget those that lie too far back."""
        self._moments.append(moment)
        while moment.at_frame - self._moments[0].at_frame > _KEPT_FRAMES:
            self._moments.popleft()

    def forget(self) -> None:
        """Go back to none of them."""
        self._moments.clear()

    def first_frame(self, otherwise: int) -> int:
        """Return the earliest frame to go back to."""
        return self._moments[0].at_frame if self._moments else otherwise

    def position_frames(self, frame: int, now_frames: int) -> int:
        """Return the clock at a frame, or at the first one that is kept if that is later.

        Args:
            frame: The frame.
            now_frames: The clock now.
        """
        if not self._moments:
            return now_frames
        frame = max(frame, self._moments[0].at_frame)
        moment = self.before(frame)
        assert moment is not None
        return min(now_frames, moment.position_frames + frame - moment.at_frame)

    def before(self, frame: int) -> Moment | None:
        """Return the last moment at or before a frame; None for none."""
        return next((moment for moment in reversed(self._moments) if moment.at_frame <= frame), None)
