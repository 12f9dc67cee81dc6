"""The picture of a programme: a column for each week, with its length as a bar, its level, and its steps below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from voicecoach.pictures.lettering import cut_to_width
from voicecoach.pictures.picture import Anchor, Picture, Rectangle, Shape, TextShape
from voicecoach.units import MINUTE_MS

_NAMES_PX, _WEEK_PX, _ROW_PX, _MARGIN_PX = 220, 72, 24, 20
_BARS_PX = 120
_INK, _QUIET, _BAR, _STEP, _PAPER = "#222222", "#666666", "#56b4e9", "#009e73", "#ffffff"
_SIZE_PX = 13


@dataclass(frozen=True, slots=True)
class DrawnWeek:
    """A week as it is drawn, in a column of its own.

    Attributes:
        number: The week.
        level: Its level.
        sessions: The number of its sessions; None where the script does not say.
        duration_ms: The length of a session.
        steps: The names of its steps.
    """

    number: int
    level: int
    sessions: int | None
    duration_ms: int
    steps: Sequence[str]


def programme_picture(title: str, weeks: Sequence[DrawnWeek]) -> Picture:
    """Return the picture of the weeks of a programme."""
    names = list(dict.fromkeys(name for week in weeks for name in week.steps))
    width_px = _NAMES_PX + _WEEK_PX * len(weeks) + 2 * _MARGIN_PX
    height_px = _MARGIN_PX * 2 + _ROW_PX * (len(names) + 5) + _BARS_PX
    shapes = tuple(_shapes(title, weeks, names, width_px))
    return Picture(width_px, height_px, _PAPER, shapes, f"Programme of {title}")


def _shapes(title: str, weeks: Sequence[DrawnWeek], names: Sequence[str], width_px: int) -> Iterator[Shape]:
    heading = cut_to_width(f"{title}: {len(weeks)} weeks", 16, width_px - 2 * _MARGIN_PX)
    yield TextShape(_MARGIN_PX, _MARGIN_PX + 16, heading, 16, _INK)
    floor_px = _MARGIN_PX + 2 * _ROW_PX + _BARS_PX
    labels = ("minutes", "week", "level", "sessions")
    rows_px = [floor_px - 4, *(floor_px + number * _ROW_PX - 6 for number in range(1, len(labels)))]
    for label, y_px in zip(labels, rows_px, strict=True):
        yield TextShape(_MARGIN_PX, y_px, label, _SIZE_PX, _QUIET)
    first_px = rows_px[-1] + _ROW_PX
    for number, name in enumerate(names):
        shown = cut_to_width(name, _SIZE_PX, _NAMES_PX - 10)
        yield TextShape(_MARGIN_PX, first_px + number * _ROW_PX, shown, _SIZE_PX, _INK)
    longest_ms = max(week.duration_ms for week in weeks)
    for column, week in enumerate(weeks):
        left_px = _MARGIN_PX + _NAMES_PX + column * _WEEK_PX
        middle_px = left_px + _WEEK_PX / 2
        bar_px = (_BARS_PX - _ROW_PX) * week.duration_ms / longest_ms
        minutes = max(round(week.duration_ms / MINUTE_MS), 1)
        yield Rectangle(left_px + 12, floor_px - bar_px, _WEEK_PX - 24, bar_px, _BAR, 3, f"week {week.number}")
        yield TextShape(middle_px, floor_px - bar_px - 5, str(minutes), _SIZE_PX, _INK, Anchor.MIDDLE)
        figures = (week.number, week.level, "" if week.sessions is None else week.sessions)
        for figure, y_px in zip(figures, rows_px[1:], strict=True):
            yield TextShape(middle_px, y_px, str(figure), _SIZE_PX, _INK, Anchor.MIDDLE)
        for number, name in enumerate(names):
            if name in week.steps:
                y_px = first_px + number * _ROW_PX - 13
                yield Rectangle(left_px + 6, y_px, _WEEK_PX - 12, 16, _STEP, 3, f"{name}, week {week.number}")
