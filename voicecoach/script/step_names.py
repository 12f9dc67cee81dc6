"""By which words a step is found: by its number, or its name in any case, with whatever quotes a keyboard makes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from voicecoach.script.model import Step
from voicecoach.script.text import print_text, written_form
from voicecoach.text import did_you_mean

_PLAIN = str.maketrans(
    {
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
        "\N{HYPHEN}": "-",
        "\N{NON-BREAKING HYPHEN}": "-",
        "\N{EN DASH}": "-",
    }
)
_NUMBER = re.compile(r"[0-9]{1,9}")


def folded_name(words: str) -> str:
    """Return a name as it is compared: a phone's quotes and dashes, capitals and spaces make no difference.

    >>> folded_name("Child\N{RIGHT SINGLE QUOTATION MARK}s  pose") == folded_name("Child's Pose")
    True
    """
    return " ".join(words.translate(_PLAIN).casefold().split())


def shown_name(step: Step) -> str:
    """Return a step's name for the eye."""
    return written_form(step.name)


def step_key(step: Step) -> str:
    """Return what tells a step from others: its name for the eye, as it is compared."""
    return folded_name(shown_name(step))


def step_names(step: Step) -> frozenset[str]:
    """Return what a step can be called, as it is compared: as it is shown, and as it stands in the script."""
    return frozenset((step_key(step), folded_name(print_text(step.name))))


class StepIndex:
    """Finds the steps that a person means.

    Args:
        steps: The steps of the script as written, each once.
    """

    def __init__(self, steps: Iterable[Step]) -> None:
        self._steps = list(steps)
        self._shown = list(dict.fromkeys(map(shown_name, self._steps)))
        self._by_name: dict[str, list[Step]] = {}
        self._most_commas = max((name.count(",") for name in self._shown), default=0)
        for step in self._steps:
            for name in step_names(step):
                self._by_name.setdefault(name, []).append(step)

    def called(self, asked: str) -> list[Step]:
        """Return all steps of a whole name, else the one of a number that counts from 1; none where none is."""
        name = folded_name(asked)
        if name in self._by_name:
            return self._by_name[name]
        number = int(name) if _NUMBER.fullmatch(name) else 0
        return self._steps[number - 1 : number] if number else []

    def whole_names(self, parts: Sequence[str]) -> list[str]:
        """Return what a list with commas names: parts that are a name only together, such as "B, slowly", are one."""
        names: list[str] = []
        at = 0
        while at < len(parts):
            ends = range(min(at + 1 + self._most_commas, len(parts)), at, -1)
            end = next((end for end in ends if self.called(", ".join(parts[at:end]))), at + 1)
            names.append(", ".join(parts[at:end]))
            at = end
        return names

    def hint(self, asked: str) -> str:
        """Return which steps there are, the nearest name first."""
        return did_you_mean(asked, self._shown) or "this script has no steps"
