"""Warn of a paragraph that is nothing but a word of settings, such as ``off`` below a step's name."""

from __future__ import annotations

from voicecoach.script.model import Step, Text, Words
from voicecoach.script.report import Report
from voicecoach.script.steps import shown_name
from voicecoach.text import quoted

_SWITCHES = frozenset(["off", "on", "none", "true", "false", "disabled", "enabled", "skip"])


def warn_of_lone_word(text: Text, step: Step | None, report: Report) -> None:
    """Warn where a paragraph is one word that settings have as their value; a sentence has a full stop."""
    words = " ".join(piece.text if isinstance(piece, Words) else "[]" for piece in text.pieces)
    if words.lower() not in _SWITCHES:
        return
    skip = f"write - skip: {shown_name(step)} at the top to skip this step, or " if step is not None else ""
    hint = f"{skip}put it after its setting, such as - bed: off; {words}. with a full stop is a word to speak"
    report.warning(text.location, f"{quoted(words)} is spoken", hint)
