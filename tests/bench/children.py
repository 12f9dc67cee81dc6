"""Programs run one after the other, each by itself, with what they cost as a whole."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cost:
    """What a program took from its start to its end: seconds on the clock, and the most memory at any time."""

    wall_s: float
    peak_mb: float


def run(arguments: Sequence[str], environment: Mapping[str, str]) -> Cost:
    """Return what a Python program cost, given by the arguments of the interpreter.

    Raises:
        SystemExit: It failed; the message has what it said.
    """
    with tempfile.TemporaryFile() as said:
        begun_s = time.perf_counter()
        program = subprocess.Popen(
            [sys.executable, *arguments], stdout=said, stderr=said, env={**os.environ, **environment}
        )
        _, status, usage = os.wait4(program.pid, 0)
        wall_s = time.perf_counter() - begun_s
        program.returncode = os.waitstatus_to_exitcode(status)
        if program.returncode:
            said.seek(0)
            raise SystemExit(f"{' '.join(arguments)} failed:\n{said.read().decode(errors='replace')}")
    unit_bytes = 1 if sys.platform == "darwin" else 1024
    return Cost(wall_s, usage.ru_maxrss * unit_bytes / 1e6)


def middle(costs: Sequence[Cost]) -> Cost:
    """Return the median of some runs; of their memory the most."""
    return Cost(median(cost.wall_s for cost in costs), max(cost.peak_mb for cost in costs))


def in_turns(runs: int, programs: Mapping[str, Callable[[], Cost]]) -> dict[str, Cost]:
    """Return the median of each program's runs, taken in turns so that a slow minute of the machine is shared."""
    costs: dict[str, list[Cost]] = {name: [] for name in programs}
    for _ in range(runs):
        for name, program in programs.items():
            costs[name].append(program())
    return {name: middle(of_one) for name, of_one in costs.items()}


def voicecoach(*arguments: str, cache: Path) -> Cost:
    """Return what ``voicecoach`` cost with a cache of its own, and nobody's settings."""
    home = str(cache / "home")
    return run(["-m", "voicecoach", *arguments], {"VOICECOACH_CACHE_DIR": str(cache), "VOICECOACH_HOME": home})
