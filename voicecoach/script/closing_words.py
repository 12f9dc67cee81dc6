"""Warn of words at the end of a script that look like closing words, but are spoken before the last hold."""

from __future__ import annotations

from voicecoach.script import model
from voicecoach.script.report import Report
from voicecoach.script.spec import StepKind
from voicecoach.script.steps import paragraphs_of, steps_of


def warn_of_closing_words(routine: model.Routine, report: Report) -> None:
    """Warn where the last exercise has more paragraphs than any other one: the last may be meant for the end."""
    last = routine.sections[-1] if routine.sections else None
    while isinstance(last, model.SessionRepeat):
        last = last.sections[-1] if last.sections else None
    if not isinstance(last, model.Step) or not last.settings.kind() & StepKind.MOVING:
        return
    texts = list(paragraphs_of(last.flow))
    others = (step for step in steps_of(routine.sections) if step is not last)
    usual = max((len(list(paragraphs_of(s.flow))) for s in others if s.settings.kind() & StepKind.MOVING), default=0)
    if len(texts) > usual:
        message = "the last step's paragraphs are spoken before its hold"
        report.warning(texts[-1].location, message, "to speak them as closing words, put --- above them")
