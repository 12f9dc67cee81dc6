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
    """What a program took from its start to its end: seconds on the clock, of all cores, and the most memory."""

    wall_s: float
    cpu_s: float
    peak_mb: float


def wall_s(cost: Cost) -> float:
    """Return the seconds on the clock."""
    return cost.wall_s


def cpu_s(cost: Cost) -> float:
    """Return the seconds of all cores together, which neighbours lengthen less."""
    return cost.cpu_s


def run(arguments: Sequence[str], environment: Mapping[str, str]) -> Cost:
    """Return what a Python program cost, given by the arguments of the interpreter.

    It finds its modules compiled, as after an installation, whatever this program was told of that.

    Raises:
        SystemExit: It failed; the message has what it said.
    """
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryFile() as said:
        begun_s = time.perf_counter()
        program = subprocess.Popen(
            [sys.executable, *arguments], stdout=said, stderr=said, env={**inherited, **environment}
        )
        _, status, usage = os.wait4(program.pid, 0)
        took_s = time.perf_counter() - begun_s
        program.returncode = os.waitstatus_to_exitcode(status)
        if program.returncode:
            said.seek(0)
            raise SystemExit(f"{' '.join(arguments)} failed:\n{said.read().decode(errors='replace')}")
    unit_bytes = 1 if sys.platform == "darwin" else 1024
    return Cost(took_s, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit_bytes / 1e6)


@dataclass(frozen=True, slots=True)
class Turns:
    """What some programs cost that were run in turns, so that a slow minute of the machine is shared.

    Attributes:
        costs: Of each program, by its name, turn by turn.
    """

    costs: dict[str, list[Cost]]

    def median_s(self, name: str, of: Callable[[Cost], float] = wall_s) -> float:
        """Return the median of a program's seconds: those on the clock, or :func:`cpu_s`."""
        return median(of(cost) for cost in self.costs[name])

    def peak_mb(self, name: str) -> float:
        """Return the most memory that a program took in any turn."""
        return max(cost.peak_mb for cost in self.costs[name])

    def ratio(
        self, name: str, yardstick: str, *, beyond: str | None = None, of: Callable[[Cost], float] = wall_s
    ) -> float:
        """Return the median, over the turns, of one program's seconds against those of another in the same turn.

        Args:
            name: The one.
            yardstick: The other.
            beyond: A third, whose seconds of that turn are not counted.
            of: The seconds of a cost: those on the clock, or :func:`cpu_s`.
        """
        floors_s = [of(cost) for cost in self.costs[beyond]] if beyond else [0.0] * len(self.costs[name])
        turns = zip(self.costs[name], self.costs[yardstick], floors_s, strict=True)
        return median((of(cost) - floor_s) / of(against) for cost, against, floor_s in turns)


def in_turns(runs: int, programs: Mapping[str, Callable[[], Cost]]) -> Turns:
    """Return what each program cost, run so often, one after the other in every turn."""
    turns = [{name: program() for name, program in programs.items()} for _ in range(runs)]
    return Turns({name: [turn[name] for turn in turns] for name in programs})


def voicecoach(*arguments: str, cache: Path) -> Cost:
    """Return what ``voicecoach`` cost with a cache of its own, and nobody's settings."""
    home = str(cache / "home")
    return run(["-m", "voicecoach", *arguments], {"VOICECOACH_CACHE_DIR": str(cache), "VOICECOACH_HOME": home})


def first_block(script: str, *, cache: Path) -> Cost:
    """Return what ``voicecoach play`` cost up to the first block that its device is given."""
    home = str(cache / "home")
    environment = {"VOICECOACH_CACHE_DIR": str(cache), "VOICECOACH_HOME": home}
    return run(["-m", "tests.bench.first_block", script], environment)
