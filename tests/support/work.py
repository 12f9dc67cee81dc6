"""How much work some code is, in lines of Python that run: the same on an idle and on a busy machine."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def lines_run(work: Callable[[], object]) -> int:
    """Return how many lines of Python run in a call, those of all that it calls among them."""
    run = 0

    def counted(_frame: object, _event: str, _value: object) -> Any:
        nonlocal run
        run += 1
        return counted

    before = sys.gettrace()
    sys.settrace(counted)
    try:
        work()
    finally:
        sys.settrace(before)
    return run
