"""By which words a step is found: in any case, and with whatever quotes and dashes a keyboard makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.script.text import print_text, written_form

if TYPE_CHECKING:
    from voicecoach.script.model import Step

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
