"""The picture of the practice log: a bar of minutes for each week, and a line for how it felt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from voicecoach.pictures.picture import Anchor, Circle, LineShape, Picture, Rectangle, Shape, TextShape
from voicecoach.practice.entry import HIGHEST_NUMBER
from voicecoach.practice.weeks import PracticeWeek, minutes

_WIDTH_PX, _HEIGHT_PX = 960, 360
_LEFT_PX, _RIGHT_PX, _TOP_PX, _BOTTOM_PX = 56, 56, 56, 300
_WIDEST_WEEK_PX = 60
_LEAST_LABEL_PX = 66
_INK, _GRID, _BAR, _FEELING = "#222222", "#dddddd", "#56b4e9", "#d55e00"
_SIZE_PX = 13
_STEPS_MIN = (5, 10, 15, 30, 60, 120, 300, 600, 1200)
_MOST_STEPS = 6


def practice_picture(weeks: Sequence[PracticeWeek]) -> Picture:
    """Return the picture of weeks of practice; the bars have their figures as tips."""
    last = f"{weeks[0].monday:%Y-%m-%d} to {weeks[-1].monday:%Y-%m-%d}" if weeks else "no sessions yet"
    title = f"Practice by weeks, {last}"
    return Picture(_WIDTH_PX, _HEIGHT_PX, "#ffffff", tuple(_shapes(weeks, title)), title)


def _shapes(weeks: Sequence[PracticeWeek], title: str) -> Iterator[Shape]:
    yield TextShape(_LEFT_PX, 28, title, 16, _INK)
    yield TextShape(8, _TOP_PX - 10, "minutes", _SIZE_PX, _INK)
    most = max((minutes(week.heard_ms) for week in weeks), default=0)
    step = next((one for one in _STEPS_MIN if one * _MOST_STEPS >= most), _STEPS_MIN[-1])
    top = max(-(-most // step), 1) * step

    def minutes_px(value: int) -> float:
        return _BOTTOM_PX - (_BOTTOM_PX - _TOP_PX) * value / top

    for value in range(0, top + 1, step):
        yield LineShape(_LEFT_PX, minutes_px(value), _WIDTH_PX - _RIGHT_PX, minutes_px(value), _GRID, 1)
        yield TextShape(_LEFT_PX - 8, minutes_px(value) + 4, str(value), _SIZE_PX, _INK, Anchor.END)
    week_px = min((_WIDTH_PX - _LEFT_PX - _RIGHT_PX) / max(len(weeks), 1), _WIDEST_WEEK_PX)
    labelled = -(-_LEAST_LABEL_PX // week_px)
    for number, week in enumerate(weeks):
        x_px = _LEFT_PX + number * week_px
        if week.heard_ms:
            bar_px = minutes_px(minutes(week.heard_ms))
            yield Rectangle(x_px + week_px * 0.15, bar_px, week_px * 0.7, _BOTTOM_PX - bar_px, _BAR, tip=_tip(week))
        if number % labelled == 0:
            yield TextShape(x_px + week_px / 2, _BOTTOM_PX + 20, f"{week.monday:%d %b}", _SIZE_PX, _INK, Anchor.MIDDLE)
    yield from _feelings(weeks, week_px)


def _feelings(weeks: Sequence[PracticeWeek], week_px: float) -> Iterator[Shape]:
    """Yield a point for the mean number of each week that has one, with lines between them."""

    def feeling_px(value: Fraction) -> float:
        return _BOTTOM_PX - (_BOTTOM_PX - _TOP_PX) * float(value) / HIGHEST_NUMBER

    points = [
        (_LEFT_PX + (number + 0.5) * week_px, feeling_px(week.number), week)
        for number, week in enumerate(weeks)
        if week.number is not None
    ]
    if not points:
        return
    for value in (0, HIGHEST_NUMBER):
        y_px = feeling_px(Fraction(value)) + 4
        yield TextShape(_WIDTH_PX - _RIGHT_PX + 8, y_px, str(value), _SIZE_PX, _FEELING)
    yield TextShape(_WIDTH_PX - 8, _TOP_PX - 16, "how it felt, 0 to 10", _SIZE_PX, _FEELING, Anchor.END)
    for (x1_px, y1_px, _), (x2_px, y2_px, _) in pairwise(points):
        yield LineShape(x1_px, y1_px, x2_px, y2_px, _FEELING, 2)
    for x_px, y_px, week in points:
        yield Circle(x_px, y_px, 4, _FEELING, tip=_tip(week))


def _tip(week: PracticeWeek) -> str:
    felt = "" if week.number is None else f", felt {float(week.number):.1f}"
    return f"week of {week.monday:%Y-%m-%d}: {len(week.entries)} sessions, {minutes(week.heard_ms)} minutes{felt}"
