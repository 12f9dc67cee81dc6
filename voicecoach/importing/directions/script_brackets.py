"""Recognise brackets that are written as in a script already: ``[chime bowl]``, ``[wait 20s]``, ``[500]``."""

from __future__ import annotations

import re

from voicecoach.errors import Location
from voicecoach.importing.directions.parts import Action, FoundDirection, Part
from voicecoach.script.actions import WrittenAction, read_action
from voicecoach.script.directions import TimedPause
from voicecoach.script.report import Report
from voicecoach.units import Span

_MILLISECONDS = re.compile(r"\[(?:[1-9]\d?|1\d\d)(?:00|50)\]")
_NAMED = re.compile(r"\[\s*(?P<words>(?P<name>chime|sound|wait|until)\b[^\[\]]*?)\s*\]", re.IGNORECASE)
_OF_BLOCK = re.compile(r"\[\s*(?:repeat\s+\d{1,4}\s?[x×]?|end|include\s+[\w./-]+)\s*\]", re.IGNORECASE)
_RECORDING = re.compile(r"sound\s+\S+\.\w{2,4}", re.IGNORECASE)
_PLACE = Location("", 1, 1)


def is_milliseconds(text: str) -> bool:
    """Return whether a bracket has a pause in milliseconds, such as ``[500]``."""
    return _MILLISECONDS.fullmatch(text) is not None


def is_script_action(text: str) -> bool:
    """Return whether a bracket is an action that a script can have: the words behind its name are understood.

    >>> is_script_action("[wait 20s]"), is_script_action("[wait until all lie down]")
    (True, False)
    """
    if _OF_BLOCK.fullmatch(text):
        return True
    found = _NAMED.fullmatch(text)
    if found is None or (found["name"].lower() == "sound" and not _RECORDING.fullmatch(found["words"])):
        return False
    report = Report()
    action = read_action(WrittenAction(" ".join(found["words"].split()), _PLACE), report)
    return action is not None and not report.diagnostics


def part_of_square(text: str) -> Part | None:
    """Return the action of a script, or the pause of ``[500]``: milliseconds; None for anything else."""
    if is_milliseconds(text):
        length_ms = int(text[1:-1])
        return FoundDirection(TimedPause(Span(length_ms, length_ms)), text)
    return Action(text) if is_script_action(text) else None
