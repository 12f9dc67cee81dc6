"""Find the labels of a text by where they stand: several in a row, or the same one below several headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from voicecoach.importing.document import Block, Heading, Note, TextBlock, Words
from voicecoach.importing.lines.exercise_lines import is_exercise
from voicecoach.importing.lines.how_to_labels import HOW_TO
from voicecoach.importing.lines.labels import is_fact_key, is_text_label, split_fact, without_speaker
from voicecoach.importing.lines.words import SENTENCE_AT_END
from voicecoach.importing.notes.preamble import may_be_said
from voicecoach.script.direction_words import BREATHE, folded
from voicecoach.script.listener import asks_listener, folded_words
from voicecoach.script.reader_notes import sound_direction

_LEAST = 2
_MOST_WORDS = 12
_MOST_WORDS_OF_KEY = 3
_MOST_WORDS_OF_VOICE = 4


def recurring_labels(blocks: Sequence[Block], is_figure_key: Callable[[str], bool]) -> set[int]:
    """Return the places of lines ``key: value`` right below a heading, if the key is known, or below others as well.

    A known key counts at any place where it stands at several. A value that is a sentence, or addresses the listener,
    may be spoken; so may one of a breath, as "In: four counts".
    """
    found: list[tuple[int, str]] = []
    elsewhere: list[tuple[int, str]] = []
    is_below = False
    for at, block in enumerate(blocks):
        if isinstance(block, Heading):
            is_below = True
        elif isinstance(block, TextBlock):
            key = _key_of(block.text)
            key = "" if is_figure_key(key) else key
            is_below = bool(key) and (is_below or _is_above_label(blocks[at + 1 :]))
            if key:
                (found if is_below else elsewhere).append((at, key))
        elif not isinstance(block, Note):
            is_below = False  # an item may be a setting
    counts = Counter(key for _, key in found)
    known = Counter(key for _, key in [*found, *elsewhere] if is_fact_key(key))
    often = {at for at, key in elsewhere if known[key] >= _LEAST}
    return often | {at for at, key in found if counts[key] >= _LEAST or is_fact_key(key)}


def labels_beside_words(blocks: Sequence[Block]) -> set[int]:
    """Return the places of labels that stand in several parts beside the one above the words to speak.

    Where "Script:" tells which words those are, "Pacing: slow, with a smile." is none of them.
    """
    found: list[tuple[int, str]] = []
    heads = [at for at, block in enumerate(blocks) if isinstance(block, Heading)]
    for begin, end in pairwise([0, *heads, len(blocks)]):
        part = list(enumerate(blocks[begin:end], begin))
        texts = [(at, block.text) for at, block in part if isinstance(block, Words)]
        if any(is_text_label(text) for _, text in texts):
            facts = ((at, split_fact(text)) for at, text in texts if not is_text_label(text))
            found += [(at, folded(fact[0])) for at, fact in facts if fact and _is_fact_beside(*fact)]
    counts = Counter(key for _, key in found)
    return {at for at, key in found if counts[key] >= _LEAST}


def _is_fact_beside(key: str, value: str) -> bool:
    is_short = 0 < len(key.split()) <= _MOST_WORDS_OF_KEY and BREATHE.isdisjoint(folded_words(key))
    return is_short and value.strip(" *_")[:1] not in tuple('"“„«[(')


def _is_above_label(below: Sequence[Block]) -> bool:
    """Return whether the next block only says that the words to speak follow: "The practice:"."""
    block = below[0] if below else None
    return isinstance(block, TextBlock) and is_text_label(block.text)


def label_groups(blocks: Sequence[Block], is_figure_key: Callable[[str], bool]) -> set[int]:
    """Return the places of lines ``key: value`` that stand together above the words of a part.

    One key is known, unless they stand at the top of the text. Two figures of an exercise, such as "Sets: 3" and
    "Rest: 30s", belong to it; so does all that stands beside how it is done, "Execution: …", but for known keys.
    """
    found: set[int] = set()
    for group in _groups(blocks):
        keys = [key for _, key in group]
        known = sum(map(is_fact_key, keys))
        figures = sum(map(is_figure_key, keys))
        is_top = not any(isinstance(block, Words) for block in blocks[: group[0][0]])
        is_told = is_top and not any(_addresses(blocks[at]) for at, _ in group)
        if (known or is_told) and len(group) >= _LEAST and len(set(keys)) == len(keys) and figures < _LEAST:
            tells_how = any(map(HOW_TO.fullmatch, keys))
            found.update(at for at, key in group if not tells_how or is_fact_key(key))
    return found


def _groups(blocks: Sequence[Block]) -> Iterator[list[tuple[int, str]]]:
    """Yield the lines with a label that stand in adjacent lines above the first words, or below a heading."""
    group: list[tuple[int, str]] = []
    line = 0
    is_above = True
    for at, block in enumerate(blocks):
        fact = split_fact(block.text) if isinstance(block, TextBlock | Note) and is_above else None
        is_label = isinstance(block, TextBlock | Note) and fact is not None and _is_label(block.text, *fact)
        if group and not (is_label and block.line == line + 1):
            yield group
            group = []
        if fact is not None and is_label:
            group.append((at, fact[0].lower()))
        is_above = is_label or isinstance(block, Heading | Note) or (is_above and not isinstance(block, TextBlock))
        line = block.line
    if group:
        yield group


def _addresses(block: Block) -> bool:
    """Return whether the value of a label addresses the listener, or asks for something."""
    fact = split_fact(block.text) if isinstance(block, TextBlock) else None
    if isinstance(block, TextBlock) and is_exercise(block.text):
        return True  # "Bridge: lift the pelvis. 3 x 12"
    return fact is None or may_be_said(fact[1])


def _is_label(text: str, key: str, value: str) -> bool:
    """Return whether a line may be a fact: "Voice: low, calm" as well, but not "Voice: Let go." or "Anna: Let go."."""
    words = set(folded_words(key))
    is_short = bool(value) and len(key.split()) <= _MOST_WORDS_OF_KEY and BREATHE.isdisjoint(words)
    is_voice = len(value.split()) <= _MOST_WORDS_OF_VOICE and not SENTENCE_AT_END.search(value)
    return is_short and (is_voice or not without_speaker(text)[1]) and not sound_direction(text)


def _key_of(text: str) -> str:
    """Return the key of a line that may be a label and its value; empty for any other line."""
    fact = split_fact(text)
    if fact is None or not fact[1] or len(fact[1].split()) > _MOST_WORDS:
        return ""
    if SENTENCE_AT_END.search(fact[1]) and not (is_fact_key(fact[0]) and not may_be_said(fact[1])):
        return ""
    key = folded(fact[0])
    is_other = without_speaker(text)[1] or sound_direction(text)
    return "" if is_other or asks_listener(f"{key} {fact[1]}") or len(key.split()) > _MOST_WORDS_OF_KEY else key
