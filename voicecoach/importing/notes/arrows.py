"""Tell lines behind an arrow apart: "→ offer a blanket" is for whoever reads, a list of arrows for the listener."""

from __future__ import annotations

from collections.abc import Sequence

from voicecoach.importing.directions.bracket_words import OTHERS
from voicecoach.importing.directions.edge_words import VOICE
from voicecoach.importing.directions.for_leader import names_others
from voicecoach.importing.document import Block, Item, Note, TextBlock
from voicecoach.importing.lines.exercise_lines import is_exercise
from voicecoach.importing.notes.habits import asks_in_infinitive
from voicecoach.importing.readers.boxes import ARROW
from voicecoach.script.directions import ChimeDirection, NoteDirection, read_direction
from voicecoach.script.listener import asks_listener, folded_words

_WHY = "unsure: it stands behind an arrow, as a note to the reader does"
_STOPS = (".", "!", "?", "…", ":")


def with_arrows(blocks: Sequence[Block], language: str) -> list[Block]:
    """Return the blocks with the lines behind arrows as items of a list; notes to the reader among them as notes.

    Such a note stands alone, ends without a stop, and speaks of the voice or the group, or has its verb in the
    infinitive: "-> lower your voice" may be for the listener.
    """
    words = {
        at: block.text[found.end() :].strip()
        for at, block in enumerate(blocks)
        if isinstance(block, TextBlock) and (found := ARROW.match(block.text))
    }
    kept = list(blocks)
    for at, text in words.items():
        line = blocks[at].line
        is_alone = at - 1 not in words and at + 1 not in words
        direction = read_direction(text, language)
        is_note = isinstance(direction, NoteDirection) or (is_alone and _is_for_reader(text, language))
        if direction is not None and not is_note:
            kept[at] = TextBlock(f"[{text}]" if isinstance(direction, ChimeDirection) else text, line)
        else:
            kept[at] = Note(text, line, _WHY) if is_note else Item(text, line)
    return kept


def _is_for_reader(text: str, language: str) -> bool:
    if asks_listener(text) or text.endswith(_STOPS) or is_exercise(text):
        return False
    is_about = not VOICE.isdisjoint(folded_words(text)) or OTHERS.search(text) is not None or names_others(text)
    return is_about or asks_in_infinitive(text, language)
