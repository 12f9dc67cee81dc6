"""The times of a session that a script names, such as ``[until 1:10]``, and the mistakes in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from voicecoach.errors import Diagnostic, ScriptError
from voicecoach.script import settings as table
from voicecoach.script.model import Routine, Until
from voicecoach.script.steps import all_texts, steps_of
from voicecoach.session import rules
from voicecoach.session.cues import Section
from voicecoach.session.schedule.assemble import schedule
from voicecoach.session.timeline import Timeline


def names_times(routine: Routine) -> bool:
    """Return whether a script names a time, or a clock such as ``- every: 60s``, which words may miss."""
    if any(step.settings.get(table.EVERY) is not None for step in steps_of(routine.sections)):
        return True
    return any(isinstance(piece, Until) for text in all_texts(routine) for piece in text.pieces)


def as_estimated(found: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return mistakes that rest on estimated lengths of speech, which say so."""
    return tuple(replace(one, message=f"{one.message}, an estimate before the voice has spoken") for one in found)


def least_timeline(
    sections: Sequence[Section], routine: Routine, pauses: rules.Pauses, with_speech: Callable[[], object]
) -> Timeline:
    """Return the timeline of sections as it would be if no speech took any time.

    Args:
        sections: The sections of the session.
        routine: Their script.
        pauses: The pauses of the session.
        with_speech: Schedules them with the lengths of their speech.

    Raises:
        ScriptError: The session is too long even so, or misses a time that the script names; then its figures are those
            with the speech, so that the length to write for it is long enough.
    """
    try:
        return schedule(sections, defaultdict(int), pauses)
    except ScriptError as without:
        if names_times(routine):
            try:
                with_speech()
            except ScriptError as error:
                if error.diagnostics != as_estimated(without.diagnostics):
                    raise
        raise
