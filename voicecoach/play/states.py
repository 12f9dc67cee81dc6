"""The states of the player and the way from one to the next: plain values, without sound, threads or a clock.

::

    preparing ──▶ playing ◀─▶ splicing            another source takes over, the clock goes on
                    │  ▲
      pause         │  │ resume                   every way out of playing begins with a fade-out
                    ▼  │
                  pausing ──▶ paused
                  seeking ──▶ interlude ──▶ …     and ends with a fade-in
                  waiting                         at the end of a wait, until a key is pressed
                    │
                    ▼
                  ended

A state in which the session is silent says in ``then`` which state follows it: a pause that is asked for during a
jump becomes "seeking, then paused".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

from voicecoach.play.devices.base import Block
from voicecoach.play.look_ahead import LookAhead


class PlayerPhase(StrEnum):
    """The name of what the player does now."""

    PREPARING = "preparing"
    PLAYING = "playing"
    PAUSING = "pausing"
    PAUSED = "paused"
    SEEKING = "seeking"
    SPLICING = "splicing"
    WAITING = "waiting"
    INTERLUDE = "interlude"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Playing:
    """The session is heard."""


@dataclass(frozen=True, slots=True)
class Paused:
    """The person paused the session."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """The clock stands at the end of a wait until a key is pressed."""


@dataclass(frozen=True, slots=True)
class Ended:
    """The source gave its last frame."""


@dataclass(frozen=True, slots=True, eq=False)
class Seeking:
    """A jump: the session will resume at another position.

    Attributes:
        buffer: The sound from there on; None as long as the place is not known.
        then: The state that follows.
    """

    buffer: LookAhead | None
    then: State


@dataclass(frozen=True, slots=True, eq=False)
class Interlude:
    """A sound is heard while the session's clock stands.

    Attributes:
        sound: The sound; None as long as it is not spoken.
        then: The state that follows.
        is_lead_in: Whether it leads into the session, such as the chime before a hold goes on; a pause drops it.
    """

    sound: Block | None
    then: State
    is_lead_in: bool = False


State: TypeAlias = Playing | Paused | Waiting | Ended | Seeking | Interlude


def paused(state: State) -> State:
    """Return the state after a pause was asked for."""
    match state:
        case Seeking() | Interlude(is_lead_in=False):
            return replace(state, then=paused(state.then))
        case Ended():
            return state
    return Paused()


def resumed(state: State, lead_in: Block | None = None) -> State:
    """Return the state after a pause is over, with a sound that leads in, if any."""
    return _at_end(state, lambda end: led_in(lead_in) if isinstance(end, Paused) else end)


def led_in(lead_in: Block | None) -> State:
    """Return the state that plays on after a sound, if any."""
    return Playing() if lead_in is None else Interlude(lead_in, Playing(), is_lead_in=True)


def led_in_again(state: State, lead_in: Block | None) -> State:
    """Return the state with a sound before the session resumes, unless it has one already."""
    if any(isinstance(each, Interlude) for each in chain(state)):
        return state
    return _at_end(state, lambda end: led_in(lead_in) if isinstance(end, Playing) else end)


def awaiting_place(state: State) -> State:
    """Return the state that stands still until the target of a jump is known."""
    return state if is_place_awaited(state) else _at_end(state, lambda end: Seeking(None, end))


def without_place(state: State) -> State:
    """Return the state after the target of a jump turned out not to exist."""
    return _changed(state, lambda each: each.then if isinstance(each, Seeking) and each.buffer is None else None)


def awaiting_words(state: State) -> State:
    """Return the state that stands still until words are spoken."""
    return _at_end(state, lambda end: Interlude(None, end))


def with_words(state: State, words: Block | None) -> State:
    """Return the state in which the awaited words are heard; None for no words."""

    def fill(each: State) -> State | None:
        if not (isinstance(each, Interlude) and each.sound is None):
            return None
        return each.then if words is None else replace(each, sound=words)

    return _changed(state, fill)


def chain(state: State) -> list[State]:
    """Return a state and all that follow it."""
    states = [state]
    while isinstance(state, Seeking | Interlude):
        state = state.then
        states.append(state)
    return states


def is_place_awaited(state: State) -> bool:
    """Return whether a jump waits for a target that is not known yet."""
    return any(isinstance(each, Seeking) and each.buffer is None for each in chain(state))


def is_telling(state: State) -> bool:
    """Return whether an announcement that the person asked for is being made or heard."""
    return any(isinstance(each, Interlude) and not each.is_lead_in for each in chain(state))


def is_paused(state: State) -> bool:
    """Return whether the session is paused, or will be after the states before it."""
    return isinstance(chain(state)[-1], Paused)


def _at_end(state: State, change: Callable[[State], State]) -> State:
    """Return the state with the last one of its chain changed."""
    if isinstance(state, Seeking | Interlude):
        return replace(state, then=_at_end(state.then, change))
    return change(state)


def _changed(state: State, change: Callable[[State], State | None]) -> State:
    """Return the state with the first one of its chain changed for which ``change`` returns another."""
    new = change(state)
    if new is not None:
        return new
    return replace(state, then=_changed(state.then, change)) if isinstance(state, Seeking | Interlude) else state
