"""Give the words of a word processor the marks of Markdown by their look, and read what was typed by hand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from voicecoach.importing.document import Block, Document, Heading, TextBlock, Words, text_of
from voicecoach.importing.lines.joined_lines import SourceLine
from voicecoach.importing.readers.numbered_heads import numbered_headings
from voicecoach.importing.readers.text import read_text
from voicecoach.script.directions import read_pause

_TAB_BEHIND_SENTENCE = re.compile(r"(?<=[^\W\d_]{2}[.!?…])[ \t]*\t\s*")


@dataclass(frozen=True, slots=True)
class StyledWords:
    """Some words of a paragraph that look alike."""

    words: str
    is_italic: bool = False
    is_bold: bool = False


def marked(runs: Sequence[StyledWords]) -> str:
    """Return the words of a paragraph; one that is wholly in italics or bold gets the marks for it.

    A direction in italics or bold among other words gets its brackets. What stands behind a sentence and a tab, such
    as the time of a pause, is a line of its own.

    >>> marked([StyledWords("Let go. "), StyledWords("Pause 5 s", is_italic=True)])
    'Let go. [Pause 5 s]'
    """
    text = "".join(_with_brackets(run) for run in runs)
    text = _TAB_BEHIND_SENTENCE.sub("\n", text).replace("\t", " ").strip()
    if text.startswith("[") and text.endswith("]") and text.count("[") == 1:
        return text
    filled = [run for run in runs if run.words.strip()]
    if not text or "\n" in text or not filled:
        return text
    if all(run.is_italic for run in filled):
        return f"*{text}*"
    return f"**{text}**" if all(run.is_bold for run in filled) else text


def _with_brackets(run: StyledWords) -> str:
    inner = run.words.strip(" .")
    if not (run.is_italic or run.is_bold) or not inner or inner[0] in "([" or read_pause(inner) is None:
        return run.words
    return run.words.replace(run.words.strip(), f"[{run.words.strip(' .')}]")


def add_typed(document: Document, text: str, line: int) -> None:
    """Add a paragraph without a style, in which people type headings, bullets and directions by hand."""
    paragraph = read_text(f"\n{text}\n\n")
    document.dropped += [replace(note, line=line) for note in paragraph.dropped]
    for block in paragraph.blocks:
        is_title = isinstance(block, Heading) and block.level == 1 and not text.startswith("#")
        added: Block = TextBlock(text, line) if is_title and document.blocks else replace(block, line=line)
        document.blocks.append(added)


def with_numbered_heads(document: Document) -> Document:
    """Turn the paragraphs that are heads with a number typed by hand, "1. The right arm", into headings."""
    words = [f"{getattr(block, 'number', '')} {text_of(block)}".strip() for block in document.blocks]
    lines = [SourceLine(text, at) for at, one in enumerate(words) for text in (" ".join(one.split()), "")]
    heads = numbered_headings(lines, document.dropped)
    document.blocks = [
        Heading(heads[at], 2, block.line) if at in heads and isinstance(block, Words) else block
        for at, block in enumerate(document.blocks)
    ]
    return document
