"""Warn of "Hold for 7 seconds." in a script: it is spoken, and the next words follow at once."""

from __future__ import annotations

from itertools import zip_longest

from voicecoach.script.asked_waits import waits_in
from voicecoach.script.model import Flow, Paragraph, Repeat, Text, Words
from voicecoach.script.printer import print_pause
from voicecoach.script.report import Report
from voicecoach.text import quoted


def warn_of_unfilled_waits(flow: Flow, language: str, report: Report) -> None:
    """Warn of each sentence that asks for something of a certain length, and has no silence behind it.

    Args:
        flow: Paragraphs that are spoken in order, outside of a step with holds, phases or breathing.
        language: The language of the script.
        report: Collects the warnings.
    """
    items = [item for item in flow if isinstance(item, Paragraph | Repeat)]
    for item, below in zip_longest(items, items[1:]):
        if isinstance(item, Repeat):
            warn_of_unfilled_waits(item.flow, language, report)
        elif isinstance(item, Paragraph):
            _warn_of(item.text, language, report, is_filled=_begins_with_action(below))


def _warn_of(text: Text, language: str, report: Report, *, is_filled: bool) -> None:
    """Warn of the sentences of one paragraph; ``is_filled`` tells that an action follows the last one."""
    for piece, following in zip_longest(text.pieces, text.pieces[1:]):
        if not isinstance(piece, Words):
            continue
        for wait in waits_in(piece.text, language):
            is_last = not piece.text[wait.end :].strip()
            if not wait.sentence[0].isalpha() or ":" in wait.sentence:
                continue  # a setting without its dash, or a label, of which another warning tells
            if is_last and (is_filled if following is None else not isinstance(following, Words)):
                continue
            pause = print_pause(wait.pause)
            hint = f"for silence, put {pause} behind it; if that is meant, put <!-- ok --> on its line"
            report.warning(piece.location, f"{quoted(wait.sentence)} is spoken, and no silence follows", hint)


def _begins_with_action(item: Paragraph | Repeat | None) -> bool:
    return isinstance(item, Paragraph) and not isinstance(item.text.pieces[0], Words)
