"""Give time to what the listener is asked to do for so long: "Hold for 7 seconds." is spoken, and silence follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from voicecoach.importing.document import Block, Exercise, Heading, Item, Note, Rule, TextBlock, TimedCue
from voicecoach.importing.document import TimedSilence as Silence
from voicecoach.script.asked_waits import EMPHASIS, MARKS_BEFORE_PAUSE, waits_in
from voicecoach.script.directions import PauseLength, read_pause
from voicecoach.script.printer import print_pause
from voicecoach.script.settings import find_spec
from voicecoach.script.spec import Scope
from voicecoach.text import base_code


def with_waits(blocks: Sequence[Block], language: str, remarks: list[Note]) -> list[Block]:
    """Write a pause behind each sentence that asks the listener for something of a certain length.

    A pause that the text has there already is the one; an exercise has a time of its own.
    """
    language = base_code(language)
    asked: list[tuple[str, PauseLength, int]] = []
    kept: list[Block] = []
    is_exercise = False
    for place, block in enumerate(blocks):
        if isinstance(block, Heading | Rule | Exercise) or (isinstance(block, Item) and _makes_exercise(block)):
            is_exercise = isinstance(block, Item) or (isinstance(block, Exercise) and not block.is_listed)
        if not isinstance(block, TextBlock | Item) or is_exercise:
            kept.append(block)
            continue
        waits = list(waits_in(block.text, language))
        if waits and not block.text[waits[-1].end :].strip() and _begins_with_pause(blocks[place + 1 :]):
            waits.pop()
        asked += [(wait.sentence, wait.pause, block.line) for wait in waits]
        if waits and block.text.strip()[0] in EMPHASIS:  # the line as a whole may be a note
            kept += [block, *(TextBlock(print_pause(wait.pause), block.line) for wait in waits)]
            continue
        text = block.text
        for wait in reversed(waits):
            text = f"{text[: wait.end].rstrip()} {print_pause(wait.pause)} {text[wait.end :].lstrip()}".rstrip()
        kept.append(replace(block, text=text) if waits else block)
    if asked:
        sentence, pause, line = asked[0]
        more = f", and {len(asked) - 1} more like it" if len(asked) > 1 else ""
        remarks.append(Note(sentence, line, f"spoken, then silence: {print_pause(pause)}{more}"))
    return kept


def _begins_with_pause(following: Sequence[Block]) -> bool:
    """Return whether the next block is a pause, or begins with one."""
    block = next((one for one in following if not isinstance(one, Note)), None)
    if isinstance(block, Silence | TimedCue):
        return True
    text = block.text.lstrip() if isinstance(block, TextBlock | Item) else ""
    return bool(text) and (text[0] in MARKS_BEFORE_PAUSE or read_pause(text) is not None)


def _makes_exercise(item: Item) -> bool:
    """Return whether an item is a setting that makes a step an exercise, such as ``hold: 30s``."""
    key, colon, value = item.text.partition(":")
    found = find_spec(key.strip(), Scope.STEP) if colon and value and len(key) < len(item.text) else None
    return bool(found and found[0].makes)
