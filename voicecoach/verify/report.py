"""What a proof found: for each kind of check how much was looked at, the worst figure, and every miss."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from voicecoach.units import SECOND_MS, format_clock


@dataclass(frozen=True, slots=True)
class Miss:
    """One thing that is not as the cue sheet says.

    Attributes:
        check: The name of the check that found it.
        message: What is wrong, in words that follow the place.
        at_ms: Where, from the first sample; None where it concerns the whole file.
        step: The number of the step it lies in, or None.
        text: The words or the sound it concerns; may be empty.
    """

    check: str
    message: str
    at_ms: int | None = None
    step: int | None = None
    text: str = ""

    def __str__(self) -> str:
        """Return the line that a person reads: place, step, words, and what is wrong.

        >>> str(Miss("speech", "nothing is heard", 64_272, 1, "Half way."))
        '1:04.272, step 1, "Half way.": nothing is heard'
        """
        place = "the file" if self.at_ms is None else exact_clock(self.at_ms)
        step = f", step {self.step}" if self.step is not None else ""
        text = f', "{self.text}"' if self.text else ""
        return f"{place}{step}{text}: {self.message}"


@dataclass(frozen=True, slots=True)
class Check:
    """One kind of check and what came of it.

    Attributes:
        name: What was looked at.
        checked: How many places.
        worst: The figure that comes nearest to a miss or passes it furthest; None where there is none.
        unit: Of the worst figure.
        misses: Where the file is not as it should be.
        notes: What is worth knowing and no miss.
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
class Proof:
    """Everything that was found about one file.

    Attributes:
        checks: In the order in which they are shown.
        source: What the file says it was made from: script, its hash, options, voice and program.
    """

    checks: tuple[Check, ...]
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
        """Return the proof ready for JSON; times are milliseconds."""
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
    """Return a place in a session to the millisecond.

    >>> exact_clock(64_272)
    '1:04.272'
    """
    return f"{format_clock(time_ms)}.{time_ms % SECOND_MS:03d}"
