"""Find the labels that come again in each exercise of a guide: "Starting position", "Prescription: 3 x 10"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise

from voicecoach.caseless import Caseless
from voicecoach.importing.document import Block, Heading, Item, Note, TextBlock, Words, WrittenLine, replaced, text_of
from voicecoach.importing.lines.figures import figures_alone
from voicecoach.importing.lines.how_to_labels import HOW_TO, POSITION
from voicecoach.importing.lines.labelled_figures import label_kind
from voicecoach.importing.lines.labels import is_fact_key, split_fact
from voicecoach.importing.lines.number_words import with_digits
from voicecoach.importing.lines.rows import column_of

_MOST_WORDS = 5
_NO_LABEL = (".", "!", ",", ";", "…")
_LEAST_WORDS_ABOVE = 4
_TOLD = ("text", "hint", "position")
_NOT_DONE = Caseless(r"\b(?:mistakes?|errors?|avoid|fehler|vermeid\w+|err(?:ores|eurs|ori|os)|[eé]vit\w+|fouten)\b")


def with_label_lines(blocks: list[Block]) -> list[Block]:
    """Return the blocks with the labels that several exercises have as notes, and the line below each as words.

    One of them at least tells of a position or how an exercise is done: other lines that come again may be a refrain.
    What stands above a label is the name of an exercise, however often it comes. Lists of mistakes and the like are
    notes as well.
    """
    counts = Counter(_label_of(block) for block in blocks if _may_be_label(block))
    repeated = {text for text, count in counts.items() if count > 1}
    below = {_label_of(block) for above, block in pairwise(blocks) if isinstance(above, Heading)}  # "Exercise:"
    told = (_TOLD if text not in below else (*_TOLD, "name") for text in repeated)
    is_told = (column_of(text) in kinds for text, kinds in zip(repeated, told, strict=True))
    if not (any(is_told) or any(HOW_TO.fullmatch(text) or POSITION.search(text) for text in repeated)):
        return blocks
    places = [at for at, block in enumerate(blocks) if _may_be_label(block) and _label_of(block) in repeated]
    heads = {_label_of(blocks[one]) for one, other in pairwise(places) if other == one + 1}
    labels = {at for at in places if _label_of(blocks[at]) not in heads}
    kept: list[Block] = []
    is_for_reader = False
    for at, block in enumerate(blocks):
        is_for_reader = _is_for_reader(block) if at in labels else is_for_reader and isinstance(block, Item)
        kept.append(Note(text_of(block), block.line) if is_for_reader else _of(blocks, at, labels))
    return kept


def _label_of(block: Block) -> str:
    return text_of(block).strip(" *_?:")


def _is_for_reader(label: Block) -> bool:
    """Return whether the list below a label tells what not to do, or why."""
    return is_fact_key(_label_of(label)) or _NOT_DONE.search(_label_of(label)) is not None


def _may_be_label(block: Block) -> bool:
    text = text_of(block).strip(" *_")
    is_line = isinstance(block, WrittenLine) and not (isinstance(block, Heading) and block.level == 1)
    is_short = 0 < len(text.split()) <= _MOST_WORDS and "\n" not in text
    is_words = not text.endswith(_NO_LABEL) and "\t" not in text and figures_alone(text) is None  # "Rest: 2 min"
    return is_line and is_short and text[0].isupper() and is_words


def _of(blocks: Sequence[Block], at: int, labels: set[int]) -> Block:
    block = blocks[at]
    if at in labels:
        return Note(text_of(block), block.line)
    is_below = at - 1 in labels and isinstance(block, Heading) and block.line == blocks[at - 1].line + 1
    return TextBlock(text_of(block), block.line) if is_below else block


def with_figure_labels(blocks: list[Block]) -> list[Block]:
    """Return the blocks with a key as a note where it comes again below other words, each time before figures.

    "Prescription: 3 x 10" tells how often, whatever the key is; "Plank: 3 x 10" is below a head or another exercise.
    """
    keyed: dict[int, tuple[str, str]] = {}
    for at, block in enumerate(blocks):
        fact = split_fact(block.text) if isinstance(block, Words) else None
        if fact and figures_alone(with_digits(fact[1])) and label_kind(fact[0]) != "rest":
            keyed[at] = fact
    counts = Counter(key for key, _ in keyed.values())
    names = {key for at, (key, _) in keyed.items() if counts[key] == 1 or not _is_told(blocks, at - 1, keyed)}
    return replaced(
        blocks,
        {
            at: ([Note(f"{key}:", blocks[at].line), TextBlock(value, blocks[at].line)], 1)
            for at, (key, value) in keyed.items()
            if key not in names
        },
    )


def _is_told(blocks: Sequence[Block], at: int, keyed: Collection[int]) -> bool:
    """Return whether what stands above a key, at a place, is a sentence or an item, and no head or other figures."""
    above = blocks[at] if at >= 0 and at not in keyed else None
    is_item = isinstance(above, Item) and isinstance(blocks[at + 1], TextBlock)
    return is_item or (isinstance(above, Words) and len(above.text.split()) >= _LEAST_WORDS_ABOVE)
