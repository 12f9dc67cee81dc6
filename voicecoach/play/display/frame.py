"""The frame that a terminal shows, as lines: a pure function of the status and the terminal's size.

From top to bottom: where the session is, with its clock; the step, large; the side and the seconds left, large; a bar
of the hold; what is being said; what comes next, with the total left; the keys. A small terminal gets smaller letters
first, then fewer lines. The large part is read from the mat.
"""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text

from voicecoach.play.awake import MAY_SLEEP, STAYS_AWAKE
from voicecoach.play.display.letters import block_lines
from voicecoach.play.display.words import BETWEEN, StatusWords, ends, items, line, wrapped
from voicecoach.play.status import NowPlaying, Status

HIGHEST = 28
"""The most lines of the frame, however high the terminal is."""

_GENEROUS = 16
_LARGE_AT_LEAST = 2
_STEP = "bold"
_SIDE = "cyan"
_SECONDS = "bold cyan"
_QUIET = "dim"
_WARNING = "yellow"
_OVER = "cyan"
# Sizes of the step's name and of the seconds, from the largest; 0 is ordinary text.
_SCALES = ((2, 2), (1, 2), (2, 1), (1, 1), (0, 2), (0, 1), (1, 0), (0, 0))
_BARS = ("\N{BOX DRAWINGS HEAVY HORIZONTAL}", "\N{BOX DRAWINGS LIGHT HORIZONTAL}")
_ASCII_BARS = ("#", "-")
_CUT = "\N{HORIZONTAL ELLIPSIS}"
_ASCII_CUT = "."


def frame_lines(
    status: Status, *, width: int, height: int, encoding: str = "utf-8", usual_pace: float | None = None
) -> list[Text]:
    """Return the lines of the frame, none wider than ``width`` cells; always as many for a terminal's size.

    Args:
        status: The status to show.
        width: The width in character cells.
        height: The number of lines in the terminal.
        encoding: Of the terminal; characters that it lacks are not used.
        usual_pace: The pace that is not shown.
    """
    words = StatusWords(status, encoding, usual_pace)
    height = min(height, HIGHEST)
    generous = height >= _GENEROUS
    above = [ends(Text(words.place, _QUIET), Text(words.clock, _QUIET), width)]
    is_quiet = words.message in (STAYS_AWAKE, MAY_SLEEP)
    if words.message and (generous or not is_quiet):
        above.append(line(words.message, width, _QUIET if is_quiet else _WARNING))
    below = [
        _bar(words, status.now, width),
        *wrapped(words.what, width, 2 if generous else 1),
        ends(Text(words.coming, _QUIET), Text(words.left, _QUIET), width),
        *([Text()] if generous else []),
        *items(words.keys, width, 3 if generous else 1, _QUIET),
    ]
    # In a low terminal the keys go first, then the next step, then the words spoken, and the clock last.
    below = below[: max(0, height - len(above) - _LARGE_AT_LEAST)]
    above = above[: max(0, height - _LARGE_AT_LEAST)]
    middle = _large_lines(words, width, height - len(above) - len(below))
    spare = height - len(above) - len(middle) - len(below)
    lines = [*above, *[Text()] * min(1, spare), *middle, *[Text()] * (spare - 1), *below]
    if not words.can_show(_CUT):
        for each in lines:
            each.plain = each.plain.replace(_CUT, _ASCII_CUT)
    return lines


def _bar(words: StatusWords, now: NowPlaying, width: int) -> Text:
    """Return the bar of the hold, filled as far as the hold is over; a blank line outside of holds."""
    if not now.hold_ms or now.hold_left_ms is None:
        return Text()
    over, rest = _BARS if words.can_show("".join(_BARS)) else _ASCII_BARS
    columns = min(width, max(0, width * (now.hold_ms - now.hold_left_ms) // now.hold_ms))
    return Text.assemble((over * columns, _OVER), (rest * (width - columns), _QUIET))


def _large_lines(words: StatusWords, width: int, rows: int) -> list[Text]:
    """Return the step, and below it side and seconds, in the largest letters that fit in the given rows."""
    for step_scale, seconds_scale in _SCALES if words.has_blocks else _SCALES[-1:]:
        step = _step(words.step, step_scale, width)
        below = _side_and_seconds(words, seconds_scale, width)
        if step is not None and below is not None and len(step) + len(below) + 1 <= rows:
            return [*step, Text(), *below]
    # No blank line between: the seconds matter most.
    return [line(words.step, width, _STEP), _ordinary(words, width)][-rows:] if rows > 0 else []


def _step(name: str, scale: int, width: int) -> list[Text] | None:
    """Return the name in large letters, on several lines if need be; None if it does not fit at this scale."""
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


def _side_and_seconds(words: StatusWords, scale: int, width: int) -> list[Text] | None:
    """Return the side at the left and the seconds at the right, which may be larger; None if they do not fit."""
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
    """Return the side in the largest letters that fit; None if not even ordinary text fits."""
    for smaller in range(scale, 0, -1):
        drawn = block_lines(name, smaller)
        if drawn and len(drawn[0]) <= room:
            return drawn
    return (name,) if cell_len(name) <= room else None


def _ordinary(words: StatusWords, width: int) -> Text:
    seconds = f"{words.seconds} s" if words.seconds else ""
    return ends(Text(words.side, _SIDE), Text(seconds, _SECONDS), width)
