"""How often a function is called: what a text costs, without a clock."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

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
