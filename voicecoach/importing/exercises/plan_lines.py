"""Read plans that people jot down: small letters, the parts right above their exercises, no bullets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from voicecoach.caseless import Caseless
from voicecoach.importing.document import Block, Heading, TextBlock, Words
from voicecoach.importing.lines.exercise_lines import is_exercise_name, read_exercise
from voicecoach.importing.lines.figure_words import ROUND, SETS, D
from voicecoach.importing.lines.heading_parts import TIMES_OF_HEADING
from voicecoach.importing.lines.labelled_figures import label_kind
from voicecoach.importing.lines.words import STOP_AT_END
from voicecoach.text import capitalised

_LEAST_LINES = 3
_MOST_WORDS = 9
_MOST_WORDS_OF_HEAD = 5
_FIELD = re.compile(r"\|\s*(?P<key>[^\W\d_]+):\s\[(?P<value>\d[^\[\]]{0,12})\]")  # "Plank | Duration: [45s]"
_NAME_AND_LENGTH = re.compile(rf"(?P<name>[^\W\d_][^\d,;:.!?()–-]{{2,60}})\s(?P<length>{D})", re.IGNORECASE)

_ORDERED = Caseless(
    rf"(?:{ROUND}|{SETS}|circuit\w*|zirkel|blo\w+|super\w+|part[eis]*|teil|deel|day|tag|d[ií]a|jour|giorno|dag|week|"
    r"woche|sem\w+|settimana|level|stufe|niv\w+|livello|[pf]hase|fase|exer\w+|übung|ejercicio|esercizio|oefening)"
)
"""Words for parts that are counted in order, and no exercise: "Round 2"."""

_UNIT = "reps"
_NAME_AND_NUMBER = re.compile(
    r"(?P<name>[^\W\d_][^\d,;:.!?()–-]{2,40}(?:-[^\W\d_]+)?[^\W\d_])\s(?P<number>\d{1,3}(?:\s?[-–]\s?\d{1,3})?)"
)


def with_plan_lines(blocks: list[Block]) -> list[Block]:
    """Return the blocks with the parts of a jotted plan as headings, and its exercises with a capital.

    Three lines of exercises at least make a plan. Elsewhere a line in small letters is the rest of a sentence, and a
    line above an exercise is a sentence of its own.
    """
    if sum(map(_is_exercise, blocks)) < _LEAST_LINES:
        return blocks
    blocks = [_with_reps(_with_dash(block), blocks) for block in blocks]
    exercises = {at for at, block in enumerate(blocks) if _is_exercise(block)}
    small = sum(_text(blocks[at])[:1].islower() for at in exercises)
    is_small = 2 * small > len(exercises)
    heads = set(_heads(blocks, exercises))
    kept: list[Block] = []
    for at, block in enumerate(blocks):
        if at in heads and isinstance(block, TextBlock):
            kept.append(Heading(block.text, 2, block.line))
        elif at in exercises and is_small and isinstance(block, Words):
            kept.append(replace(block, text=capitalised(block.text)))
        else:
            kept.append(block)
    return kept


def _text(block: Block) -> str:
    return block.text.strip() if isinstance(block, Words) else ""


def _is_exercise(block: Block) -> bool:
    """Return whether a block is a short line with the figures of an exercise."""
    text = _text(block)
    if not re.search(r"\d", text) or len(text.split()) > _MOST_WORDS or STOP_AT_END.search(text) or "\n" in text:
        return False
    # "Main (15 min)" is the length of a part.
    found = (
        None
        if text.endswith((")", "]")) and TIMES_OF_HEADING.search(text)
        else read_exercise(capitalised(text), 1, is_listed=True)
    )
    return found is not None and not found.texts


def with_bare_values(blocks: list[Block]) -> list[Block]:
    """Return the blocks with the fields of an app's plan as words: "Plank | Duration: [45s]"."""
    return [
        replace(block, text=_FIELD.sub(_worded, block.text))
        if isinstance(block, Words) and ": [" in block.text
        else block
        for block in blocks
    ]


def _worded(field: re.Match[str]) -> str:
    is_length = label_kind(field["key"]) == "hold"
    return f"– {field['value']}" if is_length else f"| {field['key']}: {field['value']}"


def _with_dash(block: Block) -> Block:
    """Return "March on the spot 1 min" with a dash before its length, as a name of many words needs it."""
    text = _text(block)
    found = _NAME_AND_LENGTH.fullmatch(text) if len(text.split()) <= _MOST_WORDS and not _is_exercise(block) else None
    if found is None or not isinstance(block, Words) or not is_exercise_name(capitalised(found["name"])):
        return block
    return replace(block, text=f"{found['name']} – {found['length']}")


def _with_reps(block: Block, blocks: list[Block]) -> Block:
    """Return "Squats 15" with the unit of its number, where an exercise stands in the line above or below it."""
    found = _NAME_AND_NUMBER.fullmatch(_text(block)) if isinstance(block, Words) else None
    if found is None or not isinstance(block, Words) or _is_exercise(block) or _ORDERED.fullmatch(found["name"]):
        return block
    if not is_exercise_name(capitalised(found["name"])):
        return block
    is_near = any(abs(one.line - block.line) == 1 and _is_exercise(one) for one in blocks)
    return replace(block, text=f"{found['name']} – {found['number']} {_UNIT}") if is_near else block


def _heads(blocks: list[Block], exercises: set[int]) -> Iterator[int]:
    """Yield the places of names below a blank line and right above an exercise."""
    for at, block in enumerate(blocks[:-1]):
        if not isinstance(block, TextBlock) or at in exercises or at + 1 not in exercises:
            continue
        has_gap = at == 0 or blocks[at - 1].line < block.line - 1
        name = TIMES_OF_HEADING.sub("", block.text).strip(" :*_")
        is_name = (
            0 < len(name.split()) <= _MOST_WORDS_OF_HEAD and not STOP_AT_END.search(name) and is_exercise_name(name)
        )
        if has_gap and blocks[at + 1].line == block.line + 1 and is_name and not re.search(r"\d", name):
            yield at
