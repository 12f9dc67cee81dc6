"""An edit as planned: the new lines, and the sections that the reader must find in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from voicecoach.errors import EditError
from voicecoach.script.editing.outline import Outline, OutlineSection, SectionKind
from voicecoach.script.editing.raw_lines import comments_alone, end_of, usual_end, without_end


@dataclass(frozen=True, slots=True)
class Planned:
    """The outcome of an edit before it is compared with what the reader finds.

    Attributes:
        lines: The new lines, each with its line end.
        sections: The sections that they must have; numbers and lines are not compared.
        comments: The comments that they must have, in any order; None for those of the text before in the same order.
        refusal: The message where the reader finds something else; empty for the usual one.
    """

    lines: Sequence[str]
    sections: Sequence[OutlineSection]
    comments: tuple[str, ...] | None = None
    refusal: str = ""


def section_at(outline: Outline, at: object, *kinds: SectionKind) -> OutlineSection:
    """Return the section at an index.

    Raises:
        EditError: There is none, or it is of another kind.
    """
    if not isinstance(at, int) or isinstance(at, bool) or not 0 <= at < len(outline.sections):
        raise EditError(f"this script has no section {at!r}", f"it has {len(outline.sections)}, counted from 0")
    section = outline.sections[at]
    if kinds and section.kind not in kinds:
        raise EditError(f"section {at} is a {section.kind}, not a {' or a '.join(kinds)}")
    return section


def with_section(outline: Outline, at: int, section: OutlineSection) -> list[OutlineSection]:
    """Return the sections with another one at an index."""
    sections = list(outline.sections)
    sections[at] = section
    return sections


def inserted(lines: list[str], at: int, new: Sequence[str]) -> list[str]:
    """Return lines with new ones, without line ends, before an index; each gets the usual line end."""
    end = usual_end(lines)
    added = [line + end for line in new]
    before = lines[:at]
    if before and added and not end_of(before[-1]):
        before[-1] += end
        if at == len(lines):
            added[-1] = new[-1]  # the text still has no line end at its end
    return [*before, *added, *lines[at:]]


def only_comments(outline: Outline, number: int) -> str | None:
    """Return a line, by its number, without its words, or None where it has no comments.

    Raises:
        EditError: The words on it belong to several paragraphs.
    """
    refuse_shared(outline, number)
    return comments_alone(outline.raw[number - 1], begins_inside=number in outline.inside_comment)


def refuse_shared(outline: Outline, number: int) -> None:
    """Refuse to change a line that holds several paragraphs.

    Raises:
        EditError: It does.
    """
    if outline.is_shared(number):
        raise EditError("this line holds several paragraphs", "write it in the text itself")


def is_blank(lines: Sequence[str], at: int) -> bool:
    """Return whether a line is blank; there are blank lines around a text."""
    return not 0 <= at < len(lines) or not without_end(lines[at]).strip()


def one_line(value: object, what: str) -> str:
    """Return a text that stands on one line.

    Raises:
        EditError: It is no text, or has several lines.
    """
    if not isinstance(value, str):
        raise EditError(f"{what} must be text")
    if "\n" in value.strip() or "\r" in value.strip():
        raise EditError(f"{what} must fit on one line", "write it without line breaks")
    return value.strip()
