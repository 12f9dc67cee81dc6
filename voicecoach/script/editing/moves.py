"""Edits of whole steps: add, duplicate, delete, move."""

from __future__ import annotations

from collections.abc import Sequence

from voicecoach.errors import EditError
from voicecoach.script.editing.outline import Outline, OutlineSection, SectionKind
from voicecoach.script.editing.planned import Planned, is_blank, one_line, section_at
from voicecoach.script.editing.raw_lines import end_of, usual_end
from voicecoach.script.editing.values import as_line
from voicecoach.text import quoted

_Block = tuple[OutlineSection, list[str]]


def move(outline: Outline, at: int, to: int) -> Planned:
    """Move a step or a part, with the comments above it, to another place.

    Args:
        outline: The script.
        at: The index of the section.
        to: The index that it has afterwards.
    """
    section = section_at(outline, at, SectionKind.STEP, SectionKind.PART)
    if not isinstance(to, int) or not 0 < to < len(outline.sections):
        raise EditError(f"{quoted(section.name or 'this part')} cannot move any further")
    blocks = _blocks(outline)
    blocks.insert(to, blocks.pop(at))
    refusal = "this step cannot move there: a repeat would have no step, or would begin with words"
    return _joined(outline, blocks, refusal, outline.comments)


def add_step(
    outline: Outline,
    name: str,
    after: int | None = None,
    settings: Sequence[tuple[str, str]] = (),
    text: str = "",
) -> Planned:
    """Add a step.

    Args:
        outline: The script.
        name: Its name.
        after: The index of the section after which it comes; None for the end.
        settings: Its settings, as keys and values.
        text: Its paragraphs.
    """
    name = " ".join(one_line(name, "a name").split())
    if not name:
        raise EditError("a step needs a name")
    after = len(outline.sections) - 1 if after is None else after
    section_at(outline, after)
    end = usual_end(outline.raw)
    written = [f"## {name}", ""]
    written += [as_line(key, value) for key, value in settings]
    if text.strip():
        written += [*([""] if settings else []), *(line.strip() for line in text.strip().splitlines())]
    if written[-1]:
        written.append("")
    block = [line + end for line in written]
    new = Outline("".join(block))
    if [one.kind for one in new.sections] != [SectionKind.HEAD, SectionKind.STEP] or new.sections[1].name != name:
        raise EditError(f"{quoted(name)} cannot be the name of a step with these words", "write it in the text itself")
    blocks = _blocks(outline)
    blocks.insert(after + 1, (new.sections[1], block))
    if after + 1 == len(blocks) - 1:
        while len(block) > 1 and not block[-1].strip():
            block.pop()
    return _joined(outline, blocks, "a step cannot be added there", (*outline.comments, *new.comments))


def duplicate(outline: Outline, at: int) -> Planned:
    """Put a copy of a step, with its comments, after it."""
    section = section_at(outline, at, SectionKind.STEP)
    blocks = _blocks(outline)
    own = Outline("".join(blocks[at][1])).comments
    blocks.insert(at + 1, (section, list(blocks[at][1])))
    return _joined(outline, blocks, "this step cannot be duplicated", (*outline.comments, *own))


def delete(outline: Outline, at: int) -> Planned:
    """Remove a step or a part with the comments in it and directly above it."""
    section_at(outline, at, SectionKind.STEP, SectionKind.PART)
    blocks = _blocks(outline)
    _, lines = blocks.pop(at)
    left = list(outline.comments)
    for comment in Outline("".join(lines)).comments:
        if comment not in left:
            raise EditError("a comment extends past the end of this step", "remove the step in the text itself")
        left.remove(comment)
    refusal = "without this step a repeat would be empty, or words would belong to another step"
    return _joined(outline, blocks, refusal, tuple(left))


def _blocks(outline: Outline) -> list[_Block]:
    """Return each section with its lines."""
    return [(one, list(outline.raw[one.line - 1 : one.end_line - 1])) for one in outline.sections]


def _joined(outline: Outline, blocks: list[_Block], refusal: str, comments: tuple[str, ...]) -> Planned:
    """Return the lines of blocks in order, with a blank line or a ``---`` where two now meet that did not before."""
    end = usual_end(outline.raw)
    met = set(zip(map(id, outline.sections), map(id, outline.sections[1:]), strict=False))
    lines: list[str] = []
    sections = [section for section, _ in blocks]
    for index, (section, own) in enumerate(blocks):
        before = sections[index - 1] if index else None
        if before is not None and (id(before), id(section)) not in met:
            if lines and not end_of(lines[-1]):
                lines[-1] += end
            if lines and not is_blank(lines, len(lines) - 1):
                lines.append(end)
            if section.kind is SectionKind.PART and not section.is_divided and before.kind is SectionKind.STEP:
                lines += [f"---{end}", end]
        elif lines and own and not end_of(lines[-1]):
            lines[-1] += end
        lines += own
    return Planned(lines, sections, comments, refusal)
