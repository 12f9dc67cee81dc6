"""The part of the frame that is read from the mat: the step, the side, and the seconds left of the hold."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text

from voicecoach.play.display.letters import block_lines
from voicecoach.play.display.words import BETWEEN, Words, ends, line

_STEP = "bold"
_SIDE = "cyan"
_SECONDS = "bold cyan"
# Sizes of the step's name and of the seconds, from the largest; 0 is ordinary text.
_SCALES = ((2, 2), (1, 2), (2, 1), (1, 1), (0, 2), (0, 1), (1, 0), (0, 0))


def large_lines(words: Words, width: int, rows: int) -> list[Text]:
    """Return the step, and below it side and seconds, in the largest letters that fit; at most so many lines."""
    for step_scale, seconds_scale in _SCALES if words.has_blocks else _SCALES[-1:]:
        step = _step(words.step, step_scale, width)
        below = _side_and_seconds(words, seconds_scale, width)
        if step is not None and below is not None and len(step) + len(below) + 1 <= rows:
            return [*step, Text(), *below]
    # Not even a blank line between: the seconds are what a person looks for.
    return [line(words.step, width, _STEP), _ordinary(words, width)][-rows:] if rows > 0 else []


def _step(name: str, scale: int, width: int) -> list[Text] | None:
    """Return the name, on several lines where its words need them; None if it cannot be drawn like this."""
    if not name or not scale:
        return [line(name, width, _STEP)]
    drawn: list[Text] = []
    waiting = name.replace("-", "- ").split()
    while waiting:
        for count in range(len(waiting), 0, -1):
            lines = block_lines(" ".join(waiting[:count]).replace("- ", "-"), scale)
            if lines is None:
                return None
            if len(lines[0]) <= width:
                break
        else:
            return None
        drawn += [*([Text()] if drawn else []), *(line(each, width, _STEP) for each in lines)]
        waiting = waiting[count:]
    return drawn


def _side_and_seconds(words: Words, scale: int, width: int) -> list[Text] | None:
    """Return the side at the left and the seconds at the right, which may be the larger; None if there is no room."""
    if not scale or not (words.side or words.seconds):
        return [_ordinary(words, width)]
    seconds = (block_lines(words.seconds, scale) if words.seconds else None) or ("",)
    room = width - len(seconds[0]) - len(BETWEEN)
    side = _side(words.side, scale, room)
    if side is None or len(seconds[0]) > width:
        return None
    rows = max(len(side), len(seconds))
    # Both stand on the same line.
    left = [*[""] * (rows - len(side)), *side]
    right = [*[""] * (rows - len(seconds)), *seconds]
    return [ends(Text(side, _SIDE), Text(each, _SECONDS), width) for side, each in zip(left, right, strict=True)]


def _side(name: str, scale: int, room: int) -> tuple[str, ...] | None:
    """Return the side as large as there is room for it; None if there is none even for ordinary text."""
    for smaller in range(scale, 0, -1):
        drawn = block_lines(name, smaller)
        if drawn and len(drawn[0]) <= room:
            return drawn
    return (name,) if cell_len(name) <= room else None


def _ordinary(words: Words, width: int) -> Text:
    seconds = f"{words.seconds} s" if words.seconds else ""
    return ends(Text(words.side, _SIDE), Text(seconds, _SECONDS), width)
