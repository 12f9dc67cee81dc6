"""How often a function is called, and how many lines run: what a text costs, without a clock."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType, FrameType


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
