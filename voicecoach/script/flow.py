"""Paragraphs as they come in: lines join, blank lines part them, comments stand aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.script.model import Break, Comment, Flow, FlowItem, Include, Paragraph, Repeat
from voicecoach.script.source import Source
from voicecoach.script.text_reader import Allowed, read_text_pieces

if TYPE_CHECKING:
    from voicecoach.script.report import Report


class FlowBuilder:
    """Collects what is spoken in order.

    Attributes:
        has_text: Whether there were words or actions so far, understood or not.
    """

    def __init__(self, report: Report) -> None:
        self.has_text = False
        self._report = report
        self._items: list[FlowItem] = []
        self._ends_with_break = False
        self._lines: list[Source] = []
        self._comments_below: list[Comment] = []

    def add_line(self, source: Source) -> None:
        """Add a line of a paragraph."""
        # A comment between two lines that join is kept above their paragraph.
        self._items += self._comments_below
        self._comments_below.clear()
        self._lines.append(source)
        self.has_text = True

    def add_comment(self, comment: Comment) -> None:
        """Add a comment; the paragraph around it stays one."""
        if self._lines:
            self._comments_below.append(comment)
        else:
            self._items.append(comment)

    def add_break(self) -> None:
        """Add a blank line; several are as one."""
        self._end_paragraph()
        if not self._ends_with_break:
            self._items.append(Break())
            self._ends_with_break = True

    def add(self, item: Repeat | Include) -> None:
        """Add what stands on a line of its own."""
        self._end_paragraph()
        self._append(item)
        self.has_text = True

    def inner_flow(self) -> Flow:
        """Return all of it, for a repeat: the blank lines at its ends are pauses too."""
        self._end_paragraph()
        return tuple(self._items)

    def flow(self) -> Flow:
        """Return all of it, without the blank lines at its ends."""
        items = self.inner_flow()
        spoken = [index for index, item in enumerate(items) if not isinstance(item, Break | Comment)]
        first, last = (spoken[0], spoken[-1]) if spoken else (len(items), -1)
        return tuple(item for index, item in enumerate(items) if not isinstance(item, Break) or first < index < last)

    def _end_paragraph(self) -> None:
        if self._lines:
            text = read_text_pieces(Source.joined(self._lines), Allowed.PARAGRAPH, self._report)
            self._lines.clear()
            if text is not None:
                self._append(Paragraph(text))
        self._items += self._comments_below
        self._comments_below.clear()

    def _append(self, item: Paragraph | Repeat | Include) -> None:
        self._items.append(item)
        self._ends_with_break = False
