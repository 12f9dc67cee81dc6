"""Tell where a session would say the letters R and L for want of words for the sides."""

from __future__ import annotations

from voicecoach.script import settings as table
from voicecoach.script.model import Routine, Variable
from voicecoach.script.phrases import SIDE_VARIABLES, SIDES
from voicecoach.script.report import Report
from voicecoach.script.sides import Side
from voicecoach.script.steps import paragraphs_of, steps_of
from voicecoach.script.wording import NO_PHRASES, Wording


def warn_of_unnamed_sides(routine: Routine, wording: Wording, report: Report) -> None:
    """Warn at the first ``{side}`` that is spoken as a letter, since the language has no built-in phrases."""
    if wording.origin(SIDES.name) != NO_PHRASES:
        return
    letters = " and ".join(f'"{word}"' for word in wording.words(SIDES.name))
    for step in steps_of(routine.sections):
        sides = step.settings.get(table.SIDES)
        if not sides or not all(side in (Side.RIGHT, Side.LEFT) for side in sides):
            continue
        for text in (*(text for _, text in table.texts(step.settings)), *paragraphs_of(step.flow)):
            for piece in text.pieces:
                if isinstance(piece, Variable) and piece.name in SIDE_VARIABLES:
                    message = (
                        f"{{{piece.name}}} is spoken as {letters}: this language has no built-in words for the sides"
                    )
                    hint = "name them at the top: - wording sides: right word, left word; or in the step: - sides: …, …"
                    report.warning(piece.location, message, hint)
                    return
