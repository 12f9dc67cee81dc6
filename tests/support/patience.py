"""Wait for what happens, however busy the machine is."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE_S = 120
"""By this a program that hangs is told from one on a busy machine."""


def wait_for(happened: Callable[[], object]) -> None:
    """Look every 10 ms until something has happened."""
    until_s = time.monotonic() + PATIENCE_S
    while not happened():
        assert time.monotonic() < until_s, "it never happened"
        time.sleep(0.01)
