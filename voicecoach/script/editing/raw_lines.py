"""The lines of a script byte for byte: their ends, their comments, and the change from one text to another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

# The same line ends as in a script's file: see decode in script/files.py.
_ENDS = "\r\n\u2028\u2029"
_LINE = re.compile(rf"[^{_ENDS}]*(?:\r\n|[{_ENDS}])|[^{_ENDS}]+\Z")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)")


@dataclass(frozen=True, slots=True)
class LineChange:
    """Lines that take the place of others.

    Attributes:
        line: The number of the first changed line, from 1.
        removed: The lines that were there, each with its line end.
        added: The lines that are there now.
    """

    line: int
    removed: tuple[str, ...]
    added: tuple[str, ...]

    @property
    def inverse(self) -> LineChange:
        """The change back."""
        return LineChange(self.line, self.added, self.removed)

    def apply(self, text: str) -> str:
        """Return a text with this change made.

        Raises:
            ValueError: The text does not have the lines that are to be replaced.
        """
        lines = split_raw(text)
        begin = self.line - 1
        if lines[begin : begin + len(self.removed)] != list(self.removed):
            raise ValueError("the text has changed where this edit applies")
        return "".join((*lines[:begin], *self.added, *lines[begin + len(self.removed) :]))


def split_raw(text: str) -> list[str]:
    r"""Return the lines of a text, each with its own line end.

    >>> split_raw("a\r\nb\n\nc")
    ['a\r\n', 'b\n', '\n', 'c']
    """
    return _LINE.findall(text)


def without_end(line: str) -> str:
    """Return a line without its line end."""
    return line.rstrip(_ENDS)


def end_of(line: str) -> str:
    """Return the line end of a line; empty where it has none."""
    return line[len(without_end(line)) :]


def usual_end(lines: Iterable[str]) -> str:
    """Return the line end that new lines get: that of the first line."""
    return next((end for end in map(end_of, lines) if end), "\n")


def change_between(before: Sequence[str], after: Sequence[str]) -> LineChange:
    """Return the smallest run of lines that differs."""
    shorter = min(len(before), len(after))
    begin = next((at for at in range(shorter) if before[at] != after[at]), shorter)
    same = next((at for at in range(shorter - begin) if before[-1 - at] != after[-1 - at]), shorter - begin)
    return LineChange(begin + 1, tuple(before[begin : len(before) - same]), tuple(after[begin : len(after) - same]))


def with_kept_ends(before: Sequence[str], text: str) -> list[str]:
    """Return the lines of a newly written text; those that stay keep their line ends, new ones get the usual."""
    usual = usual_end(before)
    bare = [without_end(line) for line in before]
    written = split_raw(text)
    wanted = [without_end(line) for line in written]
    change = change_between(bare, wanted)
    first, last = change.line - 1, len(bare) - (change.line - 1) - len(change.removed)
    ends = [end_of(line) for line in before[:first]] + [usual] * len(change.added)
    ends += [end_of(line) for line in before[len(before) - last :]] if last else []
    if len(set(map(end_of, before))) > 2:  # noqa: PLR2004 - mixed ends, and none at the end of the text
        for same in SequenceMatcher(None, change.removed, change.added, autojunk=False).get_matching_blocks():
            for offset in range(same.size):
                ends[first + same.b + offset] = end_of(before[first + same.a + offset])
    lines = [line + (end or usual) for line, end in zip(wanted, ends, strict=True)]
    if lines and not end_of(written[-1]):
        lines[-1] = wanted[-1]
    return lines


def rewritten(line: str, column: int, words: str) -> str:
    """Return a line with other words from a column on; its comments stay.

    Args:
        line: The line.
        column: The column of the first character that is replaced, from 1.
        words: The new words; empty to keep only the comments.
    """
    body = without_end(line)
    prefix, tail = body[: column - 1], body[column - 1 :]
    comments = " ".join(_COMMENT.findall(tail))
    gap = " " if words and comments else ""
    if not words:
        prefix = prefix if not prefix.strip() else prefix.rstrip()
    return f"{prefix}{words}{gap}{comments}{end_of(line)}"


def comments_alone(line: str, *, begins_inside: bool) -> str | None:
    """Return a line without its words, or None where it has no comments."""
    body = without_end(line)
    indent = body[: len(body) - len(body.lstrip())]
    kept = ""
    if begins_inside:
        closing = body.find("-->")
        kept = body if closing < 0 else body[: closing + 3]
        body = "" if closing < 0 else body[closing + 3 :]
    comments = " ".join(_COMMENT.findall(body))
    if not kept and not comments:
        return None
    return f"{kept or indent}{' ' if kept and comments else ''}{comments}{end_of(line)}"
