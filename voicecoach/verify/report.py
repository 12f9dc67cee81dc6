"""The report of a verification: for each check the number of places, the worst figure, and every miss."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from voicecoach.units import SECOND_MS, format_clock


@dataclass(frozen=True, slots=True)
class Miss:
    """One difference from the cue sheet.

    Attributes:
        check: The name of the check that found it.
        message: The difference, in words that follow the place.
        at_ms: The position from the first sample; None for the whole file.
        step: The number of its step, or None.
        text: Its words or the name of its sound; may be empty.
    """

    check: str
    message: str
    at_ms: int | None = None
    step: int | None = None
    text: str = ""

    def __str__(self) -> str:
        """Return a line for people: the position, the step, the words, and the difference.

        >>> str(Miss("speech", "silent", 64_272, 1, "Half way."))
        '1:04.272, step 1, "Half way.": silent'
        """
        place = "the file" if self.at_ms is None else exact_clock(self.at_ms)
        step = f", step {self.step}" if self.step is not None else ""
        text = f', "{self.text}"' if self.text else ""
        return f"{place}{step}{text}: {self.message}"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The result of one check.

    Attributes:
        name: The name of the check.
        checked: The number of places checked.
        worst: The figure that comes nearest to a miss or passes it furthest; None if there is none.
        unit: The unit of the worst figure.
        misses: The differences from the cue sheet.
        notes: Remarks that are no misses.
    """

    name: str
    checked: int
    worst: float | None = None
    unit: str = ""
    misses: tuple[Miss, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def is_ok(self) -> bool:
        """Whether there is no miss."""
        return not self.misses


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """The results of all checks of a file.

    Attributes:
        checks: In the order in which they are shown.
        source: The script, its hash, the options, the voice and the program, as named in the cue sheet.
    """

    checks: tuple[CheckResult, ...]
    source: Mapping[str, Any] = field(default_factory=dict)

    @property
    def misses(self) -> tuple[Miss, ...]:
        """Every miss of every check."""
        return tuple(miss for check in self.checks for miss in check.misses)

    @property
    def is_ok(self) -> bool:
        """Whether there is no miss."""
        return not self.misses

    def as_json(self) -> dict[str, Any]:
        """Return the report for JSON; times are in milliseconds."""
        return {
            "ok": self.is_ok,
            "checks": [
                {
                    "name": check.name,
                    "ok": check.is_ok,
                    "checked": check.checked,
                    "worst": check.worst,
                    "unit": check.unit,
                    "notes": list(check.notes),
                }
                for check in self.checks
            ],
            "misses": [asdict(miss) for miss in self.misses],
            "source": dict(self.source),
        }


def exact_clock(time_ms: int) -> str:
    """Return a position with milliseconds.

    >>> exact_clock(64_272)
    '1:04.272'
    """
    return f"{format_clock(time_ms)}.{time_ms % SECOND_MS:03d}"
