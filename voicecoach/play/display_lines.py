"""Lines of text in the width of a terminal, measured in its cells: an ideograph takes two, an accent none."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text

BETWEEN = "  "


def line(text: str, width: int, style: str = "") -> Text:
    """Return one line, its end cut where it is too long."""
    return _cut(Text(text, style), width)


def ends(left: Text, right: Text, width: int) -> Text:
    """Return a line with one text at its left end and one at its right; the left one is cut where both are too long."""
    right = _cut(right, width)
    room = width - right.cell_len
    left = _cut(left, room - len(BETWEEN) if right else room)
    if not right:
        return left
    return Text.assemble(left, " " * (room - left.cell_len), right)


def wrapped(text: str, width: int, rows: int) -> list[Text]:
    """Return exactly so many lines: the last one cut if the text is longer, blank ones if it is shorter."""
    return _filled(_packed(text.split(), width, " "), width, rows)


def items(shown: list[str], width: int, rows: int, style: str) -> list[Text]:
    """Return as many of the items as so many lines take, in order; the last item always, if it fits at all."""
    *others, last = shown
    while others and len(_packed([*others, last], width, BETWEEN)) > rows:
        others.pop()
    return _filled(_packed([*others, last], width, BETWEEN), width, rows, style)


def _packed(parts: list[str], width: int, between: str) -> list[str]:
    """Return the parts in lines, as many in each as fit; one that is too long has a line of its own."""
    lines: list[str] = []
    for part in parts:
        longer = f"{lines[-1]}{between}{part}" if lines else part
        if lines and cell_len(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(part)
    return lines


def _filled(lines: list[str], width: int, rows: int, style: str = "") -> list[Text]:
    kept = [*lines[: rows - 1], " ".join(lines[rows - 1 :])] if len(lines) > rows else lines
    return [line(each, width, style) for each in [*kept, *[""] * (rows - len(kept))]]


def _cut(text: Text, width: int) -> Text:
    if width <= 0:
        return Text()
    text.truncate(width, overflow="ellipsis")
    return text
