"""The times of a session that a script names, such as ``[until 1:10]``, and the mistakes in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from voicecoach.errors import Diagnostic
from voicecoach.script import settings as table
from voicecoach.script.model import Routine, Until
from voicecoach.script.steps import all_texts, steps_of


def names_times(routine: Routine) -> bool:
    """Return whether a script names a time, or a clock such as ``- every: 60s``, which words may miss."""
    if any(step.settings.get(table.EVERY) is not None for step in steps_of(routine.sections)):
        return True
    return any(isinstance(piece, Until) for text in all_texts(routine) for piece in text.pieces)


def as_estimated(found: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return mistakes that rest on estimated lengths of speech, which say so."""
    return tuple(replace(one, message=f"{one.message}, as estimated before it is spoken") for one in found)
