"""What the terminal shows, as lines that fit it: a pure function of the status and the terminal's size.

From top to bottom: where the session is, with its clock; the step, large; the side and the seconds left, large; a bar
of the hold; what is being said; what comes next, with the total left; the keys. A small terminal gets smaller letters
first, then fewer lines.
"""

from __future__ import annotations

from rich.text import Text

from voicecoach.play.awake import MAY_SLEEP, STAYS_AWAKE
from voicecoach.play.display.large import large_lines
from voicecoach.play.display.words import Words, ends, items, line, wrapped
from voicecoach.play.status import NowPlaying, Status

HIGHEST = 28
"""Lines that the frame takes at most, however high the terminal is."""

_GENEROUS = 16
_LARGE_AT_LEAST = 2
_QUIET = "dim"
_WARNING = "yellow"
_OVER = "cyan"
_BARS = ("\N{BOX DRAWINGS HEAVY HORIZONTAL}", "\N{BOX DRAWINGS LIGHT HORIZONTAL}")
_ASCII_BARS = ("#", "-")
_CUT = "\N{HORIZONTAL ELLIPSIS}"
_ASCII_CUT = "."


def frame_lines(
    status: Status, *, width: int, height: int, encoding: str = "utf-8", usual_pace: float | None = None
) -> list[Text]:
    """Return the lines of the frame, none wider than ``width`` cells; always as many for a terminal's size.

    Args:
        status: What to show.
        width: Character cells of a line.
        height: Lines that there are.
        encoding: Of the terminal; what it lacks is not used.
        usual_pace: The pace that needs no mention.
    """
    words = Words(status, encoding, usual_pace)
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
    # Where there is not room for all, the keys go first, then what comes next and what is said, and the clock last.
    below = below[: max(0, height - len(above) - _LARGE_AT_LEAST)]
    above = above[: max(0, height - _LARGE_AT_LEAST)]
    middle = large_lines(words, width, height - len(above) - len(below))
    spare = height - len(above) - len(middle) - len(below)
    lines = [*above, *[Text()] * min(1, spare), *middle, *[Text()] * (spare - 1), *below]
    if not words.can_show(_CUT):
        for each in lines:
            each.plain = each.plain.replace(_CUT, _ASCII_CUT)
    return lines


def _bar(words: Words, now: NowPlaying, width: int) -> Text:
    """Return how much of the hold is over, in columns; a blank line where there is no hold."""
    if not now.hold_ms or now.hold_left_ms is None:
        return Text()
    over, rest = _BARS if words.can_show("".join(_BARS)) else _ASCII_BARS
    columns = min(width, max(0, width * (now.hold_ms - now.hold_left_ms) // now.hold_ms))
    return Text.assemble((over * columns, _OVER), (rest * (width - columns), _QUIET))
