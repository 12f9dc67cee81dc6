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
PART = Phrase("part", "begins a step in its name's place, where each is a file of its own", _IN_STEP)
NEXT = Phrase("next", "says at the end of a step which one comes next", _IN_STEP)
SIDE = Phrase("side", "says the side where a step with sides has no cue of its own", _IN_STEP)
NAMED_SIDE = Phrase("named side", "says a side that has a name of its own, such as front or back", _IN_STEP)
SWITCH = Phrase("switch", "asks to change sides", _IN_STEP)
HALF = Phrase("half", "is said at the half of a hold", _IN_STEP)
REST = Phrase("rest", "is said between two sets", _IN_STEP)
PROPS = Phrase("props", "says what to lay ready before the session", ("props", *SESSION_VARIABLES))
STEP_PROPS = Phrase("step props", "says what to take for this step", ("props", *_IN_STEP))
BREATHE_IN = Phrase("breathe in", "begins an in-breath", _IN_STEP)
BREATHE_HOLD = Phrase("breathe hold", "begins a pause of the breath", _IN_STEP)
BREATHE_OUT = Phrase("breathe out", "begins an out-breath", _IN_STEP)
COUNT_IN = Phrase("count in", "begins an in-breath whose seconds are counted; two follows", _IN_STEP)
COUNT_HOLD = Phrase("count hold", "begins a pause of the breath whose seconds are counted", _IN_STEP)
COUNT_OUT = Phrase("count out", "begins an out-breath whose seconds are counted", _IN_STEP)
LEGEND = Phrase("legend", "says what the sounds mean, before a session that goes on without words", SESSION_VARIABLES)
WAIT = Phrase("wait", "says, live only, that the session waits for a key", _IN_STEP)
WAIT_REPS = Phrase("wait reps", "says, live only, that a key ends the reps of a step without a time", _IN_STEP)
WHERE = Phrase("where", "says, live only, in which step you are when you ask", _IN_STEP)
WHERE_SIDE = Phrase("where side", "says after that which side it is", _IN_STEP)
WHERE_HOLD = Phrase("where hold", "says after that how much of the hold is left, which is its {hold}", _IN_STEP)
WHERE_LEFT = Phrase(
    "where left", "says, when you ask outside of steps, how much of the session is left", SESSION_VARIABLES
)
GO_ON = Phrase("go on", "is said, live only, before a hold goes on after a pause, with `--reentry voice`", _IN_STEP)
NUMBERS = Phrase("numbers", "are the numbers of a countdown, from one up", (), PhraseForm.LIST)
SIDES = Phrase("sides", "are the words for the right and the left side", (), PhraseForm.LIST)
HOURS = Phrase("hours", "are the words for one hour and for several", (), PhraseForm.LIST)
MINUTES = Phrase("minutes", "are the words for one minute and for several", (), PhraseForm.LIST)
SECONDS = Phrase("seconds", "are the words for one second and for several", (), PhraseForm.LIST)

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
