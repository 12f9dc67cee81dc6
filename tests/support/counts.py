"""How often a function is called, how many lines run, how cost grows: nothing here minds how busy the machine is."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType, FrameType

_TOO_QUICK_TO_MATTER_S = 1.0
_MOST_TIMES = 3.0


def calls(of: Callable[..., object], during: Callable[[], object]) -> int:
    """Return how often a Python function is called during another one; a cached answer is no call."""
    code: CodeType = getattr(of, "__wrapped__", of).__code__
    count = 0

    def see(frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call" and frame.f_code is code

    before = sys.getprofile()
    sys.setprofile(see)
    try:
        during()
    finally:
        sys.setprofile(before)
    return count


def lines_run(during: Callable[[], object]) -> int:
    """Return how many lines of Python run in a call, those of all that it calls among them."""
    count = 0

    def see(_frame: FrameType, _event: str, _argument: object) -> Any:
        nonlocal count
        count += 1
        return see

    before = sys.gettrace()
    sys.settrace(see)
    try:
        during()
    finally:
        sys.settrace(before)
    return count


def is_in_proportion(whole: Callable[[], object], half: Callable[[], object]) -> bool:
    """Return whether work costs about twice as much processor time as half of it: four times would be quadratic.

    Only work of a second and more is held against the best of two runs of its half. What seems to be too much is
    measured twice more, each by its best run: the processor may have done something else meanwhile.
    """
    of_whole = _cost_s(whole)
    if of_whole < _TOO_QUICK_TO_MATTER_S:
        return True
    of_half = min(_cost_s(half) for _ in range(2))
    for _ in range(2):
        if of_whole < _MOST_TIMES * of_half:
            break
        of_whole, of_half = min(of_whole, _cost_s(whole)), min(of_half, _cost_s(half))
    return of_whole < _MOST_TIMES * of_half


def _cost_s(work: Callable[[], object]) -> float:
    begin_s = time.process_time()
    work()
    return time.process_time() - begin_s
