"""The status of a session that plays: what displays and the desktop show."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """What the player is doing, in the word that is shown."""

    PREPARING = "preparing"
    PLAYING = "playing"
    PAUSED = "paused"
    WAITING = "waiting for a key"
    TELLING = "telling where you are"
    LOST = "waiting for the device"


@dataclass(frozen=True, slots=True)
class NowPlaying:
    """What the timeline holds at one position; the caller of the player looks it up.

    Attributes:
        step: The step's name; empty outside of steps.
        what: What is going on: the words that are spoken, or the kind of silence. May be empty.
        hold_left_ms: Milliseconds to the end of the hold, or None outside of holds.
        total_ms: The length of the session, or None as long as it is not known.
        hold_ms: The whole length of the hold, or None outside of holds.
        side: The side in the session's language; empty where there is none. Before a hold it is the side to come.
        step_number: The step's number, from 1, or None outside of steps.
        steps: How many steps the session has, or None as long as it is not known.
        set_number: Which set it is, from 1; None where the step has only one.
        sets: How many sets the step has; None where it has only one.
        rep: Which rep it is, from 1; None where there is only one.
        reps: How many reps a side has; None where there is only one.
        next_step: The name of the step that comes next; empty for none, or as long as it is not known.
    """

    step: str = ""
    what: str = ""
    hold_left_ms: int | None = None
    total_ms: int | None = None
    hold_ms: int | None = None
    side: str = ""
    step_number: int | None = None
    steps: int | None = None
    set_number: int | None = None
    sets: int | None = None
    rep: int | None = None
    reps: int | None = None
    next_step: str = ""


@dataclass(frozen=True, slots=True)
class Status:
    """What the display shows: the transport's side of things, and the timeline's.

    Attributes:
        state: What the player is doing.
        position_ms: The clock: how much of the session the device took.
        underruns: How often the sound was late.
        now: What the timeline holds at this position.
        is_muted: Whether the voice is off.
        pace: How fast is spoken, where 1.0 is the voice's own pace; None where nothing can change it.
        gain_db: How much louder the person made it; less than zero for softer.
        message: What the person should know now, such as that the device is gone; empty for nothing.
    """

    state: State
    position_ms: int
    underruns: int
    now: NowPlaying
    is_muted: bool = False
    pace: float | None = None
    gain_db: float = 0.0
    message: str = ""
