"""Find the steps, parts and texts of a routine, and the step that a person names.

A step is named by its number or by its name; capitals, spaces, and the quotes and dashes of a phone's keyboard make no
difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from voicecoach.script.model import (
    Flow,
    Paragraph,
    Part,
    Piece,
    Repeat,
    Routine,
    RoutineSection,
    SessionRepeat,
    Step,
    Substitution,
    Text,
    Words,
)
from voicecoach.script.printer import print_text, written_form
from voicecoach.script.settings import SPOKEN, texts
from voicecoach.text import did_you_mean

# Curly quotes, hyphens and the en dash, as keyboards insert them.
_PLAIN = str.maketrans("\u2018\u2019\u201c\u201d\u2010\u2011\u2013", "''\"\"---")
_NUMBERS = re.compile(r"([0-9]{1,9})(?:\s*[-\u2013]\s*([0-9]{1,9}))?")


def steps_of(sections: tuple[RoutineSection, ...]) -> Iterator[Step]:
    """Yield every step once, also those inside repeats."""
    return (section for section in flat_sections(sections) if isinstance(section, Step))


def paragraphs_of(flow: Flow) -> Iterator[Text]:
    """Yield every paragraph once, also those inside repeats."""
    for item in flow:
        if isinstance(item, Paragraph):
            yield item.text
        elif isinstance(item, Repeat):
            yield from paragraphs_of(item.flow)


def all_texts(routine: Routine) -> Iterator[Text]:
    """Yield every spoken text of a routine except those of the session's settings."""
    for section in flat_sections(routine.sections):
        yield from texts_of(section)


def texts_of(section: Step | Part) -> Iterator[Text]:
    """Yield every spoken text of a step or part: its paragraphs, and the settings of a step."""
    yield from paragraphs_of(section.flow)
    if isinstance(section, Step):
        yield from (text for _, text in texts(section.settings))


def flat_sections(sections: tuple[RoutineSection, ...]) -> Iterator[Step | Part]:
    """Yield every step and part once, also those inside repeats."""
    for section in sections:
        if isinstance(section, SessionRepeat):
            yield from flat_sections(section.sections)
        else:
            yield section


def normalise_name(words: str) -> str:
    """Return a name as it is compared: in lower case, with plain quotes and dashes and single spaces.

    >>> normalise_name("Child\N{RIGHT SINGLE QUOTATION MARK}s  pose") == normalise_name("Child's Pose")
    True
    """
    return " ".join(words.translate(_PLAIN).casefold().split())


def shown_name(step: Step) -> str:
    """Return a step's name as it is shown."""
    return written_form(step.name)


def step_key(step: Step) -> str:
    """Return a step's shown name as it is compared."""
    return normalise_name(shown_name(step))


def _spoken_names(step: Step) -> set[str]:
    """Return the names by which a listener knows a step: its name read aloud, and what is said in its place."""
    name = replace(step.name, pieces=tuple(_as_spoken(piece) for piece in step.name.pieces))
    said = step.settings.get(SPOKEN)
    return {normalise_name(written_form(text)) for text in (name, said) if text is not None}


def _as_spoken(piece: Piece) -> Piece:
    return Words(piece.spoken, piece.location) if isinstance(piece, Substitution) else piece


class StepIndex:
    """Finds steps by name or number.

    Args:
        steps: The steps of the script in order, each once.
    """

    def __init__(self, steps: Iterable[Step]) -> None:
        self._steps = list(steps)

    # Most scripts ask for no step by its name.
    @cached_property
    def _shown(self) -> list[str]:
        return list(dict.fromkeys(map(shown_name, self._steps)))

    @cached_property
    def _most_commas(self) -> int:
        return max((name.count(",") for name in self._shown), default=0)

    @cached_property
    def _by_name(self) -> dict[str, list[Step]]:
        by_name: dict[str, list[Step]] = {}
        for step in self._steps:
            for name in {step_key(step), normalise_name(print_text(step.name)), *_spoken_names(step)}:
                by_name.setdefault(name, []).append(step)
        return by_name

    def find(self, asked: str) -> list[Step]:
        """Return all steps of this name, as written or as spoken, else those of this number or range such as ``1-5``.

        The list is empty where neither fits, and where a range ends before its first number.
        """
        name = normalise_name(asked)
        if name in self._by_name:
            return self._by_name[name]
        numbers = _NUMBERS.fullmatch(name)
        if numbers is None:
            return []
        first, last = int(numbers[1]), int(numbers[2] or numbers[1])
        return self._steps[first - 1 : last] if 0 < first <= last <= len(self._steps) else []

    def join_names(self, parts: Sequence[str]) -> list[str]:
        """Join parts of a list with commas that are one step's name only together, such as "B, slowly"."""
        names: list[str] = []
        at = 0
        while at < len(parts):
            ends = range(min(at + 1 + self._most_commas, len(parts)), at, -1)
            end = next((end for end in ends if self.find(", ".join(parts[at:end]))), at + 1)
            names.append(", ".join(parts[at:end]))
            at = end
        return names

    def hint(self, asked: str) -> str:
        """Return a hint with the nearest name, or with the names of all steps."""
        if self._steps and _NUMBERS.fullmatch(normalise_name(asked)):
            return f"the last step is {len(self._steps)}: {shown_name(self._steps[-1])}"
        return did_you_mean(asked, self._shown) or "this script has no steps"
