"""How much a session would unroll to, counted without unrolling it: a few lines can ask for a billion cues."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from voicecoach.errors import Diagnostic, Location, ScriptError, Severity
from voicecoach.script import settings as table
from voicecoach.script.model import Action, Paragraph, Part, Repeat, SessionRepeat, Step
from voicecoach.session import rules

if TYPE_CHECKING:
    from voicecoach.script.model import Flow, Routine, Section, Text
    from voicecoach.script.spec import Settings, Spec
    from voicecoach.session.choosing import Choice
    from voicecoach.session.options import Options
    from voicecoach.units import Span

# Pauses and silent phases cost memory as cues do, and are none: a session within the limit may have these, too.
_MOST_PIECES = 3 * rules.MOST_CUES
_PIECES_BESIDE_HOLDS = 6  # switch, rest, cue, finish and the like
_PIECES_OF_HOLD = 3  # begin, half and end


@dataclass(frozen=True, slots=True)
class Size:
    """About how large a session is.

    Attributes:
        pieces: Cues, pauses and phases, about; never less than a third of the cues.
        heaviest: The innermost place from which most of them come.
    """

    pieces: int
    heaviest: Location

    def check(self) -> None:
        """Refuse a session that is certainly too large.

        Raises:
            ScriptError: It is.
        """
        if self.pieces > _MOST_PIECES:
            raise self.too_many_cues()

    def too_many_cues(self) -> ScriptError:
        """Return the error of a session with more cues than there may be."""
        message = f"the session would have more than {rules.MOST_CUES:,} cues, the most there may be"
        hint = "repeat less often, or split the script"
        return ScriptError([Diagnostic(self.heaviest, Severity.ERROR, message, hint)])


def size_of(routine: Routine, options: Options, choice: Choice) -> Size:
    """Return about how large the session of a routine is."""
    counter = _Counter(options, choice)
    total = sum(counter.section(section) for section in routine.sections)
    inner_first = (location for pieces, location in counter.seen if 2 * pieces >= total)
    return Size(total, next(inner_first, Location(routine.path, 1, 1)))


class _Counter:
    """Counts the pieces of sections, and remembers how many came from which place, inner places first."""

    def __init__(self, options: Options, choice: Choice) -> None:
        self._options = options
        self._choice = choice
        self.seen: list[tuple[int, Location]] = []

    def section(self, section: Section) -> int:
        match section:
            case SessionRepeat(count, inner):
                pieces = count * sum(self.section(one) for one in inner)
            case Step():
                pieces = self._step(section) if self._choice.keeps(section) else 0
            case Part(flow):
                pieces = 1 + self._flow(flow)
        self.seen.append((pieces, section.location))
        return pieces

    def _step(self, step: Step) -> int:
        settings = step.settings
        sides, breaths = settings.get(table.SIDES), settings.get(table.BREATHE)
        rounds = self._picked(settings, table.REPS) * self._picked(settings, table.ROUNDS)
        of_hold = _PIECES_OF_HOLD + (settings.get(table.COUNTDOWN) or rules.COUNTDOWN) + len(settings.every(table.AT))
        of_movement = len(settings.every(table.PHASE)) + len(breaths or ())
        turns = self._picked(settings, table.SETS) * len(sides or (None,))
        return self._flow(step.flow) + turns * (_PIECES_BESIDE_HOLDS + rounds * (of_movement or of_hold))

    def _picked(self, settings: Settings, spec: Spec[Span]) -> int:
        span = settings.get(spec)
        return span.pick(self._options.range_position) if span else 1

    def _flow(self, flow: Flow) -> int:
        total = 0
        for item in flow:
            if isinstance(item, Repeat):
                pieces = item.count * self._flow(item.flow)
                self.seen.append((pieces, item.location))
                total += pieces
            elif isinstance(item, Paragraph):
                total += _utterances_and_actions(item.text)
        return total


def _utterances_and_actions(text: Text) -> int:
    runs = groupby(text.pieces, key=lambda piece: isinstance(piece, Action))
    return sum(len(list(pieces)) if are_actions else 1 for are_actions, pieces in runs)
