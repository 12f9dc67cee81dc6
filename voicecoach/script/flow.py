"""Paragraphs, and the repeats around them, as the lines come in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from voicecoach.script.lines import LineKind, Token
from voicecoach.script.model import Break, Flow, FlowItem, Include, Paragraph, Repeat
from voicecoach.script.report import Report
from voicecoach.script.source import Comment, Source
from voicecoach.script.text_reader import Allowed, read_text_pieces


class FlowBuilder:
    """Collects what is spoken in order.

    Args:
        report: Where mistakes go.
        comments_above: Where the comments above the first words go; they stay among the words where it is None.

    Attributes:
        has_text: Whether there were words or actions so far, understood or not.
    """

    def __init__(self, report: Report, comments_above: Callable[[Comment], None] | None = None) -> None:
        self.has_text = False
        self._report = report
        self._items: list[FlowItem] = []
        self._ends_with_break = False
        self._lines: list[Source] = []
        self._comments_above = comments_above
        self._comments: list[Comment] = []

    def add_line(self, source: Source) -> None:
        """Add a line of a paragraph."""
        # A comment between two lines that join is kept above their paragraph.
        self._place_comments()
        self._lines.append(source)
        self.has_text = True

    def add_comments(self, comments: Iterable[Comment]) -> None:
        """Add comments; the paragraph around them stays one."""
        self._comments += comments
        if not self._lines:
            self._place_comments()

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
        self._place_comments()

    def _append(self, item: Paragraph | Repeat | Include) -> None:
        self._items.append(item)
        self._comments_above = None
        self._ends_with_break = False

    def _place_comments(self) -> None:
        for comment in self._comments:
            (self._comments_above or self._items.append)(comment)
        self._comments.clear()


DEEPEST_REPEAT = 16


@dataclass(frozen=True, slots=True)
class Repeats:
    """The tokens of a script with every repeat matched.

    Attributes:
        tokens: The tokens; a ``[repeat]`` or ``[end]`` that cannot be used is marked as a mistake.
        ends: For the index of each ``[repeat]``, the index of its ``[end]``.
        around_steps: The indices of the repeats that hold a ``##``.
    """

    tokens: list[Token]
    ends: dict[int, int]
    around_steps: frozenset[int]


def match_repeats(tokens: list[Token], report: Report) -> Repeats:
    """Return the tokens with their repeats matched; reports those that never end, or end nothing."""
    usable = list(tokens)
    ends: dict[int, int] = {}
    opened: list[int] = []

    def mistake(index: int, message: str, hint: str) -> None:
        usable[index] = replace(tokens[index], kind=LineKind.MISTAKE)
        report.error(tokens[index].place, message, hint)

    for index, token in enumerate(tokens):
        if token.kind is LineKind.REPEAT:
            opened.append(index)
        elif token.kind is LineKind.END and not opened:
            mistake(index, "this [end] ends nothing", "take it out, or put [repeat 2] above it")
        elif token.kind is LineKind.END:
            begin = opened.pop()
            if token.content.text:
                report.error(token.content.at(), "[end] stands for itself, without words behind it", "write [end]")
            if len(opened) < DEEPEST_REPEAT:
                ends[begin] = index
            else:
                usable[index] = replace(token, kind=LineKind.MISTAKE)
                message = f"repeats stand in one another up to {DEEPEST_REPEAT} deep"
                mistake(begin, message, "take this [repeat] and its [end] out")
    for index in opened:
        hint = "put [end] alone on the line below the last repeated line"
        mistake(index, "this [repeat] has no [end]", hint)
    steps = [index for index, token in enumerate(tokens) if token.kind is LineKind.STEP]
    around_steps = (begin for begin, end in ends.items() if bisect_right(steps, begin) < bisect_right(steps, end))
    return Repeats(usable, ends, frozenset(around_steps))
