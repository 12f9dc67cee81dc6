"""What there is to say about a session while it plays."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """What the player is doing, in the word that is shown."""

    PREPARING = "preparing"
    PLAYING = "playing"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class NowPlaying:
    """What the timeline holds at one position; the caller of the player looks it up.

    Attributes:
        step: The step's name; empty outside of steps.
        what: What is going on: the words that are spoken, or the kind of silence. May be empty.
        hold_left_ms: Milliseconds to the end of the hold, or None outside of holds.
        total_ms: The length of the session, or None as long as it is not known.
    """

    step: str = ""
    what: str = ""
    hold_left_ms: int | None = None
    total_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Status:
    """What the display shows: the transport's side of things, and the timeline's.

    Attributes:
        state: What the player is doing.
        position_ms: The clock: how much of the session the device took.
        underruns: How often the sound was not rendered in time.
        now: What the timeline holds at this position.
    """

    state: State
    position_ms: int
    underruns: int
    now: NowPlaying
