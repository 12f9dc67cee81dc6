"""The table of built-in phrases, each with the variables that it may use.

The words of every row are in the wording packs, ``scripts/wording/*.md``; a script, a person's own file or
``--wording`` may replace them. :mod:`voicecoach.script.wording` decides which one wins.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

STEP_VARIABLES = (
    "name", "next", "side", "other_side", "hold", "rep", "reps", "set", "sets", "step",
)  # fmt: skip
SESSION_VARIABLES = ("steps", "remaining")
SIDE_VARIABLES = ("side", "other_side")
RESERVED_VARIABLES = frozenset((*STEP_VARIABLES, *SESSION_VARIABLES, "props"))
"""The names that a value of one's own cannot have."""


class PhraseForm(Enum):
    """The forms of a phrase's words."""

    TEXT = "words; given twice, the phrase has variants"
    LIST = "words with commas between them"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One built-in phrase.

    Attributes:
        name: The key in a wording pack.
        doc: When it is spoken, for the guide.
        variables: The variables that it may have, beside a person's own values.
        form: Whether it is a text, or a list of words.
    """

    name: str
    doc: str
    variables: tuple[str, ...] = ()
    form: PhraseForm = PhraseForm.TEXT


_IN_STEP = (*STEP_VARIABLES, *SESSION_VARIABLES)

NAME = Phrase("name", "announces a step", _IN_STEP)
PART = Phrase("part", "announces a step that is its own file, instead of its name", _IN_STEP)
NEXT = Phrase("next", "names the next step at the end of a step", _IN_STEP)
SIDE = Phrase("side", "names the side in a step with sides that has no cue", _IN_STEP)
NAMED_SIDE = Phrase("named side", "names a side other than right or left, such as front or back", _IN_STEP)
SWITCH = Phrase("switch", "asks to change sides", _IN_STEP)
HALF = Phrase("half", "is said half way through a hold", _IN_STEP)
REST = Phrase("rest", "is said between sets", _IN_STEP)
PROPS = Phrase("props", "says what to have ready before the session", ("props", *SESSION_VARIABLES))
STEP_PROPS = Phrase("step props", "says what to take for this step", ("props", *_IN_STEP))
BREATHE_IN = Phrase("breathe in", "begins an in-breath", _IN_STEP)
BREATHE_HOLD = Phrase("breathe hold", "begins a held breath", _IN_STEP)
BREATHE_OUT = Phrase("breathe out", "begins an out-breath", _IN_STEP)
COUNT_IN = Phrase("count in", "begins an in-breath whose seconds are counted; the next number follows", _IN_STEP)
COUNT_HOLD = Phrase("count hold", "begins a held breath whose seconds are counted", _IN_STEP)
COUNT_OUT = Phrase("count out", "begins an out-breath whose seconds are counted", _IN_STEP)
LEGEND = Phrase("legend", "explains the sounds before a session without words", SESSION_VARIABLES)
WAIT = Phrase("wait", "asks for a key while the session waits (live only)", _IN_STEP)
WAIT_REPS = Phrase("wait reps", "asks for a key when reps without a time are done (live only)", _IN_STEP)
WHERE = Phrase("where", "answers where you are: the step (live only)", _IN_STEP)
WHERE_SIDE = Phrase("where side", "answers where you are: the side", _IN_STEP)
WHERE_HOLD = Phrase("where hold", "answers where you are: the time left in the hold, in {hold}", _IN_STEP)
WHERE_LEFT = Phrase(
    "where left", "answers where you are between steps: the time left in the session", SESSION_VARIABLES
)
GO_ON = Phrase("go on", "is said before a hold resumes, with `--reentry voice` (live only)", _IN_STEP)
NUMBERS = Phrase("numbers", "are the numbers of a countdown, from one up", (), PhraseForm.LIST)
SIDES = Phrase("sides", "are the words for the right and the left side", (), PhraseForm.LIST)
HOURS = Phrase("hours", "are the words for one hour and for more", (), PhraseForm.LIST)
MINUTES = Phrase("minutes", "are the words for one minute and for more", (), PhraseForm.LIST)
SECONDS = Phrase("seconds", "are the words for one second and for more", (), PhraseForm.LIST)

PHRASES: dict[str, Phrase] = {
    phrase.name: phrase
    for phrase in (
        NAME, PART, NEXT, SIDE, NAMED_SIDE, SWITCH, HALF, REST, PROPS, STEP_PROPS,
        BREATHE_IN, BREATHE_HOLD, BREATHE_OUT, COUNT_IN, COUNT_HOLD, COUNT_OUT, LEGEND, WAIT, WAIT_REPS,
        WHERE, WHERE_SIDE, WHERE_HOLD, WHERE_LEFT, GO_ON,
        NUMBERS, SIDES, HOURS, MINUTES, SECONDS,
    )
}  # fmt: skip

LIST_LENGTHS = {NUMBERS.name: 10, SIDES.name: 2, HOURS.name: 2, MINUTES.name: 2, SECONDS.name: 2}
"""The least number of words in each list; a countdown beyond its list uses figures."""
