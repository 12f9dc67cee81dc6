"""Find "Hold for 7 seconds." in a script: it is spoken, and the next words follow at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from voicecoach.errors import Location
from voicecoach.script.asked_waits import waits_in
from voicecoach.script.directions import PauseLength
from voicecoach.script.language import stated_language
from voicecoach.script.model import Flow, Paragraph, Repeat, Routine, Step, Text, Words
from voicecoach.script.printer import print_pause
from voicecoach.script.report import Report
from voicecoach.script.spec import StepKind
from voicecoach.script.steps import flat_sections
from voicecoach.text import quoted

_BEHIND = '"”’»)*_.!?…,;'


@dataclass(frozen=True, slots=True)
class UnfilledWait:
    """A sentence that asks for something of a certain length, without a silence behind it.

    Attributes:
        sentence: The words.
        place: The location of its first character.
        last: The location of its last character, or of the comma behind that.
        pause: The length.
    """

    sentence: str
    place: Location
    last: Location
    pause: PauseLength


def warn_of_unfilled_waits(routine: Routine, language: str, report: Report) -> None:
    """Warn of each sentence that asks for something of a certain length, and has no silence behind it.

    Args:
        routine: The routine as read; the words of a step with holds, phases or breathing have times of their own.
        language: The base code of the script's language.
        report: Collects the warnings.
    """
    for wait in unfilled_waits(routine, language):
        hint = f"for silence, put {print_pause(wait.pause)} behind it; if that is meant, put <!-- ok --> on its line"
        report.warning(wait.place, f"{quoted(wait.sentence)} is spoken, and no silence follows", hint)


def unfilled_waits(routine: Routine, language: str) -> Iterator[UnfilledWait]:
    """Yield the waits of a routine that have no silence behind them."""
    for section in flat_sections(routine.sections):
        if not (isinstance(section, Step) and section.settings.kind() & StepKind.MOVING):
            yield from _in_flow(section.flow, language)


def _in_flow(flow: Flow, language: str) -> Iterator[UnfilledWait]:
    items = [item for item in flow if isinstance(item, Paragraph | Repeat)]
    for item, below in zip_longest(items, items[1:]):
        if isinstance(item, Repeat):
            yield from _in_flow(item.flow, language)
        elif isinstance(item, Paragraph):
            yield from _in_text(item.text, language, is_filled=_begins_with_action(below))


def _in_text(text: Text, language: str, *, is_filled: bool) -> Iterator[UnfilledWait]:
    """Yield the waits of one paragraph; ``is_filled`` tells that an action follows the last one."""
    for piece, following in zip_longest(text.pieces, text.pieces[1:]):
        if not isinstance(piece, Words):
            continue
        for wait in waits_in(piece.text, language):
            is_last = not piece.text[wait.end :].strip()
            if not wait.sentence[0].isalpha() or ":" in wait.sentence:
                continue  # a setting without its dash, or a label, of which another warning tells
            if is_last and (is_filled if following is None else not isinstance(following, Words)):
                continue
            last = piece.at(len(piece.text[: wait.end].rstrip()) - 1)
            yield UnfilledWait(wait.sentence, piece.at(wait.begin), last, wait.pause)


def _begins_with_action(item: Paragraph | Repeat | None) -> bool:
    return isinstance(item, Paragraph) and not isinstance(item.text.pieces[0], Words)


def with_pauses(text: str, routine: Routine, kept_lines: Collection[int]) -> str:
    """Return a script with a pause behind each unfilled wait.

    Args:
        text: The script.
        routine: The same as read.
        kept_lines: The numbers of the lines, from 1, that stay as they are.
    """
    lines = text.split("\n")
    for wait in reversed(list(unfilled_waits(routine, stated_language(text)))):
        if not {wait.place.line, wait.last.line} & set(kept_lines):
            number = wait.last.line - 1
            lines[number] = _with_pause(lines[number], wait)
    return "\n".join(lines)


def _with_pause(line: str, wait: UnfilledWait) -> str:
    """Return the line on which a wait ends with a pause behind it; as it is where that place is not certain."""
    word = wait.sentence.rstrip(_BEHIND).split()[-1]
    end = wait.last.column
    if not line[:end].rstrip(_BEHIND).endswith(word):
        if line.count(word) != 1:
            return line
        end = line.index(word) + len(word)
    end += len(line[end:]) - len(line[end:].lstrip(_BEHIND))
    return f"{line[:end]} {print_pause(wait.pause)} {line[end:].lstrip()}".rstrip()
