"""Edits of paragraphs."""

from __future__ import annotations

from dataclasses import replace

from voicecoach.errors import EditError
from voicecoach.script.editing.outline import (
    FlowBlock,
    FlowKind,
    Outline,
    OutlineSection,
    SectionKind,
    flow_of,
    line_number,
)
from voicecoach.script.editing.planned import (
    Planned,
    inserted,
    is_blank,
    only_comments,
    refuse_shared,
    section_at,
    with_section,
)
from voicecoach.script.editing.raw_lines import change_between, rewritten
from voicecoach.script.lines import LineKind
from voicecoach.text import quoted, shortened

_FLOWING = (SectionKind.HEAD, SectionKind.STEP, SectionKind.PART)
_WORDS = {
    LineKind.SETTING: "a setting",
    LineKind.STEP: "the heading of a step",
    LineKind.TITLE: "a title",
    LineKind.DIVIDER: "the end of the step",
    LineKind.MISTAKE: "a mistake",
    LineKind.COMMENT: "a comment",
}


def set_paragraph(outline: Outline, at: int, block: int, text: str) -> Planned:
    """Write a paragraph, or an action that stands alone on its line, in other words; without words it goes.

    Args:
        outline: The script.
        at: The index of the section.
        block: The index of the block in the section's flow.
        text: The words; a blank line between them makes two paragraphs.
    """
    section = section_at(outline, at, *_FLOWING)
    if not isinstance(block, int) or not 0 <= block < len(section.flow):
        raise EditError(f"this section has no paragraph {block!r}", f"it has {len(section.flow)}, counted from 0")
    written = section.flow[block]
    if written.kind is FlowKind.COMMENT:
        raise EditError("a comment is not a paragraph", "change it in the text itself")
    wanted = _lines_of(text)
    if not wanted:
        return _removed(outline, at, section, block)
    old = _Words(outline, written)
    flow = (*section.flow[:block], *_blocks_of(wanted), *section.flow[block + 1 :])
    return Planned(old.in_other_words(wanted), with_section(outline, at, replace(section, flow=flow)))


def add_paragraph(outline: Outline, at: int, text: str, after: int | None = None) -> Planned:
    """Add a paragraph.

    Args:
        outline: The script.
        at: The index of the section.
        text: The words.
        after: The index of the block after which it comes; None for the end, -1 for the beginning.
    """
    section = section_at(outline, at, *_FLOWING)
    wanted = _lines_of(text)
    if not wanted:
        raise EditError("a paragraph needs words")
    last = len(section.flow) - 1
    after = last if after is None else after
    if not isinstance(after, int) or not -1 <= after <= last:
        raise EditError(f"this section has no paragraph {after!r}", f"it has {last + 1}, counted from 0")
    flow = (*section.flow[: after + 1], *_blocks_of(wanted), *section.flow[after + 1 :])
    index = line_number(section.flow[after].tokens[-1].lines[-1]) if after >= 0 else _top(section)
    lines = list(outline.raw)
    new = list(wanted)
    if index and not is_blank(lines, index - 1):
        new = ["", *new]
    if not is_blank(lines, index):
        new = [*new, ""]
    elif index < len(lines) and after < 0:
        index += 1  # the blank line below the settings stays between them and the words
        new = [*wanted, ""] if not is_blank(lines, index) else [*wanted]
    return Planned(inserted(lines, index, new), with_section(outline, at, replace(section, flow=flow)))


def _top(section: OutlineSection) -> int:
    """Return the index of the line below the heading and the settings of a section."""
    above = [one.token for one in section.settings]
    above += [token for token in section.tokens if token is section.heading or token.kind is LineKind.DIVIDER]
    return max((line_number(token.lines[-1]) for token in above), default=section.line - 1)


def _lines_of(text: object) -> list[str]:
    """Return the lines of a paragraph as they are written; blank lines at its ends go."""
    if not isinstance(text, str):
        raise EditError("a paragraph must be text")
    lines = [line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").strip().split("\n")]
    return lines if any(lines) else []


def _blocks_of(lines: list[str]) -> tuple[FlowBlock, ...]:
    """Return the blocks that lines make.

    Raises:
        EditError: A line would be read as something else than words or an action.
    """
    outline = Outline("## x\n\n" + "\n".join(lines) + "\n")
    step = outline.sections[1]
    for section in outline.sections[1:]:
        for token in section.tokens:
            is_own = token is not step.heading
            if is_own and token.kind in _WORDS and token.content.text:
                message = f"{quoted(shortened(token.lines[0].source.text))} would be read as {_WORDS[token.kind]}"
                raise EditError(message, "begin the line with a word, or write it in the text itself")
    if len(outline.sections) > 2 or outline.comments:  # noqa: PLR2004 - the head and the step
        raise EditError("this would become more than words", "write it in the text itself")
    return flow_of([token for token in step.tokens if token is not step.heading])


def _removed(outline: Outline, at: int, section: OutlineSection, block: int) -> Planned:
    """Remove a block, and the blank line after it where one stands before it too."""
    written = section.flow[block]
    kept: list[str | None] = list(outline.raw)
    numbers = [line_number(line) for token in written.tokens for line in token.lines]
    for number in numbers:
        kept[number - 1] = only_comments(outline, number)
    below = numbers[-1]
    gone = all(kept[number - 1] is None for number in numbers)
    if gone and is_blank(outline.raw, numbers[0] - 2) and below < len(kept) and is_blank(outline.raw, below):
        kept[below] = None
    flow = (*section.flow[:block], *section.flow[block + 1 :])
    sections = with_section(outline, at, replace(section, flow=flow))
    return Planned([line for line in kept if line is not None], sections)


class _Words:
    """The words of a block, line by line, with the lines that hold them."""

    def __init__(self, outline: Outline, block: FlowBlock) -> None:
        self._outline = outline
        self._lines = [token.lines[0] for token in block.tokens if token.kind is not LineKind.COMMENT]

    def in_other_words(self, wanted: list[str]) -> list[str]:
        """Return the script's lines with other words; lines whose words stay are not touched."""
        change = change_between([line.source.text for line in self._lines], wanted)
        first = change.line - 1
        changed = self._lines[first : first + len(change.removed)]
        lines: list[list[str]] = [[line] for line in self._outline.raw]
        added = list(change.added)
        for line in changed:
            number = line_number(line)
            if added:
                refuse_shared(self._outline, number)
                raw = self._outline.raw[number - 1]
                lines[number - 1] = [rewritten(raw, line.source.at().column, added.pop(0))]
            else:
                alone = only_comments(self._outline, number)
                lines[number - 1] = [] if alone is None else [alone]
        after = self._lines[first + len(changed) - 1] if first + len(changed) else None
        index = line_number(after) if after else line_number(self._lines[0]) - 1
        flat = [line for group in lines[:index] for line in group]
        rest = [line for group in lines[index:] for line in group]
        return inserted([*flat, *rest], len(flat), added)
