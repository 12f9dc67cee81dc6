"""Where a session begins that is asked for by a step's name, its number, or a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.errors import NotFoundError
from voicecoach.script.naming import folded_name
from voicecoach.script.report import did_you_mean
from voicecoach.units import UnitError, format_clock, parse_duration_ms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.session.timeline import PlacedSection, PlacedStep


def step_called(steps: Sequence[PlacedStep], asked: str) -> PlacedStep | None:
    """Return the step of this name or number, the first where several have the name."""
    named = (step for step in steps if folded_name(step.name) == folded_name(asked))
    numbered = (step for step in steps if str(step.index) == asked.strip())
    return next(named, None) or next(numbered, None)


def asked_ms(asked: str) -> int | None:
    """Return the time that is asked for, such as 12:30; None if it is a step.

    Raises:
        NotFoundError: It has a colon and is no time.
    """
    if ":" not in asked:
        return None
    try:
        return parse_duration_ms(asked)
    except UnitError as error:
        raise NotFoundError("place", asked, "write it as 12:30, or name a step") from error


def check_opening(steps: Sequence[PlacedStep], asked: str) -> None:
    """Make sure that there is such a step, or that it is a time.

    Raises:
        NotFoundError: It is neither; the hint names the nearest steps.
    """
    if step_called(steps, asked) is None and asked_ms(asked) is None:
        raise NotFoundError("step", asked, did_you_mean(asked, dict.fromkeys(step.name for step in steps)))


def opening_ms(sections: Sequence[PlacedSection], asked: str, total_ms: int | None) -> int | None:
    """Return where a session begins; None as long as too few of its sections are placed to know.

    Args:
        sections: Those that are placed.
        asked: A step's name or number, or a time.
        total_ms: The session's length, or None as long as it is not known.

    Raises:
        NotFoundError: There is no such step, or the session ends before that time.
    """
    steps = [section.step for section in sections if section.step.index is not None]
    step = step_called(steps, asked)
    if step is not None:
        return step.start_ms
    time_ms = asked_ms(asked)
    if time_ms is not None:
        if total_ms is not None and time_ms >= total_ms:
            raise NotFoundError("place", asked, f"the session ends at {format_clock(total_ms)}")
        return time_ms if total_ms is not None or (sections and time_ms < sections[-1].settled_ms) else None
    if total_ms is not None:
        check_opening(steps, asked)
    return None
