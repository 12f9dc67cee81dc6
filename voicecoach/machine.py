"""What the machine lets this program use."""

from __future__ import annotations

import os


def usable_cores() -> int:
    """Return how many cores this program may use, which on Linux can be fewer than there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
