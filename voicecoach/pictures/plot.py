"""The plot of a timeline: lanes for voice, chimes, holds and bed along a time axis, wrapped into rows.

The colours follow Okabe and Ito (*Color Universal Design*, 2008), whose palette people with any kind of colour
vision can tell apart, some of them lighter so that dark text reads on them; right and left also differ by place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from voicecoach.pictures.lettering import cut_to_width, widest_px
from voicecoach.pictures.picture import Anchor, Circle, LineShape, Picture, Rectangle, Shape, TextShape
from voicecoach.script.sides import Side
from voicecoach.session.timeline import Clip, PlacedBed, PlacedHold, SoundSource, SpeechSource, Timeline
from voicecoach.units import HOUR_MS, MINUTE_MS, SECOND_MS, format_clock, format_duration

_LONGEST_ROWS_MS = tuple(minutes * MINUTE_MS for minutes in (5, 10, 15, 30, 60, 120))
_MOST_ROWS = 18
_TICKS_MS = (
    *(seconds * SECOND_MS for seconds in (1, 2, 5, 10, 15, 30)),
    *(minutes * MINUTE_MS for minutes in (1, 2, 5, 10, 15, 30)),
    HOUR_MS,
)
_MOST_TICKS = 12


@dataclass(frozen=True, slots=True)
class RowSlice:
    """The part of a range that lies in one row; ``start_ms`` and ``end_ms`` count from the start of the row."""

    row: int
    start_ms: int
    end_ms: int
    is_first: bool


@dataclass(frozen=True, slots=True)
class Rows:
    """A session in rows of ``row_ms``, the last one perhaps shorter, with a tick on the axis every ``tick_ms``."""

    duration_ms: int
    row_ms: int
    tick_ms: int

    @property
    def count(self) -> int:
        """The number of rows, at least one."""
        return max(-(-self.duration_ms // self.row_ms), 1)

    def length_ms(self, row: int) -> int:
        """Return the length of the session in a row."""
        return min(self.row_ms, self.duration_ms - row * self.row_ms)

    def ticks_ms(self, row: int) -> range:
        """Return the ticks of a row, from the start of the session; a tick at the row's end is in the next row."""
        start_ms = row * self.row_ms
        first_ms = -(-start_ms // self.tick_ms) * self.tick_ms
        return range(first_ms, start_ms + max(self.length_ms(row), 1), self.tick_ms)

    def slices(self, start_ms: int, end_ms: int) -> Iterator[RowSlice]:
        """Yield the parts of a range, one for each row it touches, up to the end of the session."""
        first = begin_ms = max(start_ms, 0)
        end_ms = min(end_ms, self.duration_ms)
        while begin_ms < end_ms:
            row = begin_ms // self.row_ms
            row_start_ms = row * self.row_ms
            until_ms = min(end_ms, row_start_ms + self.row_ms)
            yield RowSlice(row, begin_ms - row_start_ms, until_ms - row_start_ms, begin_ms == first)
            begin_ms = until_ms


def fold(duration_ms: int) -> Rows:
    """Return the rows of a session: at most five minutes long, or longer where there would be more than 18.

    The rows are as even as whole ticks allow, so that the last one is not much shorter.

    >>> rows = fold(929_000)
    >>> rows.count, rows.row_ms, rows.tick_ms
    (4, 240000, 30000)
    """
    longest_ms = next(
        (row_ms for row_ms in _LONGEST_ROWS_MS if duration_ms <= row_ms * _MOST_ROWS), _LONGEST_ROWS_MS[-1]
    )
    count = max(-(-duration_ms // longest_ms), 1)
    even_ms = max(-(-duration_ms // count), 1)
    tick_ms = next((tick_ms for tick_ms in _TICKS_MS if even_ms <= tick_ms * _MOST_TICKS), _TICKS_MS[-1])
    row_ms = even_ms if count == 1 else -(-even_ms // tick_ms) * tick_ms
    return Rows(duration_ms, row_ms, tick_ms)


WIDTH_PX = 1200
MARGIN_PX = 24
LEFT_PX = 88
"""The x of a row's start; the names of the lanes stand left of it."""
RIGHT_PX = WIDTH_PX - MARGIN_PX

_LANE_HEIGHTS_PX = {"voice": 18, "chimes": 14, "holds": 28, "bed": 14}
_HEADER_PX = 92
_CHAPTERS_PX = 24
_LANE_GAP_PX = 4
_TICKS_PX = 18
_ROW_GAP_PX = 16
_NARROWEST_PX = 1.5  # shorter ones are drawn this wide, to be visible


@dataclass(frozen=True, slots=True)
class Lane:
    """A horizontal band of a row, by its upper edge within the row."""

    y_px: float
    height_px: float

    def baseline_px(self, size_px: float) -> float:
        """Return the baseline of a text centred in the lane."""
        return self.y_px + self.height_px / 2 + 0.35 * size_px

    @property
    def upper_half(self) -> Lane:
        """The upper half as a lane."""
        return Lane(self.y_px, self.height_px / 2)

    @property
    def lower_half(self) -> Lane:
        """The lower half as a lane."""
        return Lane(self.y_px + self.height_px / 2, self.height_px / 2)


class Layout:
    """The positions of rows, lanes and axes, in pixels.

    Args:
        rows: The rows of the session.
        names: The lanes that have something to show, of voice, chimes, holds and bed.
        doubled: The lanes that are twice as high, for bars in two halves.

    Attributes:
        rows: As given.
        lanes: The lanes by name, from the top.
        axis_px: The distance from a row's upper edge to its axis.
    """

    def __init__(self, rows: Rows, names: Iterable[str], doubled: Iterable[str] = ()) -> None:
        self.rows = rows
        self.lanes: dict[str, Lane] = {}
        asked_for, high = frozenset(names), frozenset(doubled)
        y_px = _CHAPTERS_PX
        for name, one_height_px in _LANE_HEIGHTS_PX.items():
            height_px = one_height_px * (2 if name in high else 1)
            if name in asked_for:
                self.lanes[name] = Lane(y_px, height_px)
                y_px += height_px + _LANE_GAP_PX
        self.axis_px = y_px

    @property
    def lanes_top_px(self) -> int:
        """The distance from a row's upper edge to its first lane; chapter names stand between."""
        return _CHAPTERS_PX

    @property
    def height_px(self) -> int:
        """The height of the whole picture."""
        return self.row_px(self.rows.count) - _ROW_GAP_PX + MARGIN_PX

    def row_px(self, row: int) -> int:
        """Return the upper edge of a row."""
        return _HEADER_PX + row * (self.axis_px + _TICKS_PX + _ROW_GAP_PX)

    def x_px(self, in_row_ms: int) -> float:
        """Return the x of a moment, counted from the start of its row."""
        return LEFT_PX + (RIGHT_PX - LEFT_PX) * in_row_ms / self.rows.row_ms

    def across_px(self, row_slice: RowSlice) -> tuple[float, float]:
        """Return the x and the width of a slice, which is at least wide enough to be visible."""
        x_px = self.x_px(row_slice.start_ms)
        return x_px, max(self.x_px(row_slice.end_ms) - x_px, _NARROWEST_PX)


_PAPER, _INK, _FAINT, _GRID = "#fbfbf8", "#20262e", "#5d6672", "#d9dde2"
_CHAPTER_TINTS = ("#edf0f3", "#f4f5f3")
_VOICE, _CHIME, _RING, _RECORDING, _BED = "#0072b2", "#e69f00", "#f6dca0", "#cc79a7", "#b9c3cd"
_HOLD, _HOLD_RIGHT, _HOLD_LEFT = "#7cc4ee", "#e57a33", "#2fb08a"

_TITLE_PX, _TEXT_PX, _SMALL_PX = 20, 12, 10


def timeline_picture(timeline: Timeline, title: str) -> Picture:
    """Return a picture of a session: chapters, voice, chimes, holds and beds along a time axis.

    A session of up to five minutes is one row; a longer one continues in further rows. Very short sounds are drawn
    a little longer than they are. A browser shows each phrase under the pointer.

    Args:
        timeline: The session.
        title: Shown at the top.
    """
    drawing = _Drawing(timeline)
    return Picture(WIDTH_PX, drawing.layout.height_px, _PAPER, tuple(drawing.shapes(title)), f"Timeline of {title}")


class _Drawing:
    """The shapes of one timeline."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self.legend = _legend(timeline)
        self.rows = fold(timeline.duration_ms)
        self.layers = _second_layers(timeline.beds)
        self.layout = Layout(self.rows, (lane for lane, _, _ in self.legend), ["bed"] if self.layers else [])

    def shapes(self, title: str) -> Iterator[Shape]:
        yield from self._header(title)
        yield from self._chapters()
        yield from self._axes()
        for index, bed in enumerate(self.timeline.beds):
            lane = self.layout.lanes["bed"]
            if self.layers:
                lane = lane.lower_half if index in self.layers else lane.upper_half
            yield from self._bars(bed.start_ms, bed.end_ms, lane, _BED, f"{bed.sound}, {bed.level_db:g} dB", bed.sound)
        for hold in self.timeline.holds:
            yield from self._hold(hold)
        for clip in self.timeline.clips:
            yield from self._clip(clip)

    def _header(self, title: str) -> Iterator[Shape]:
        yield TextShape(MARGIN_PX, 40, cut_to_width(title, _TITLE_PX, WIDTH_PX - 2 * MARGIN_PX), _TITLE_PX, _INK)
        yield TextShape(MARGIN_PX, 64, _summary(self.timeline), _TEXT_PX, _FAINT)
        x_px: float = RIGHT_PX
        for _, name, fill in reversed(self.legend):
            x_px -= widest_px(name, _TEXT_PX)
            yield TextShape(x_px, 64, name, _TEXT_PX, _INK)
            yield Circle(x_px - 12, 60, 4, fill) if fill == _CHIME else Rectangle(x_px - 18, 55, 12, 10, fill, 2)
            x_px -= 34

    def _chapters(self) -> Iterator[Shape]:
        for index, chapter in enumerate(self.timeline.chapters):
            tint = _CHAPTER_TINTS[index % len(_CHAPTER_TINTS)]
            for row_slice in self.rows.slices(chapter.start_ms, chapter.end_ms):
                x_px, width_px = self.layout.across_px(row_slice)
                top_px = self.layout.row_px(row_slice.row)
                yield Rectangle(x_px, top_px, width_px, self.layout.axis_px, tint, tip=chapter.title)
                if row_slice.is_first:
                    yield LineShape(x_px, top_px, x_px, top_px + self.layout.axis_px, _FAINT)
                if name := cut_to_width(chapter.title, _TEXT_PX, width_px - 8):
                    yield TextShape(x_px + 5, top_px + 15, name, _TEXT_PX, _INK if row_slice.is_first else _FAINT)

    def _axes(self) -> Iterator[Shape]:
        layout = self.layout
        for row in range(self.rows.count):
            top_px = layout.row_px(row)
            axis_px = top_px + layout.axis_px
            for name, lane in layout.lanes.items():
                baseline_px = top_px + lane.baseline_px(_SMALL_PX)
                yield TextShape(LEFT_PX - 12, baseline_px, name, _SMALL_PX, _FAINT, Anchor.END)
            for tick_ms in self.rows.ticks_ms(row):
                x_px = layout.x_px(tick_ms - row * self.rows.row_ms)
                yield LineShape(x_px, top_px + layout.lanes_top_px, x_px, axis_px, _GRID)
                yield LineShape(x_px, axis_px, x_px, axis_px + 4, _FAINT)
                yield TextShape(x_px, axis_px + 15, format_clock(tick_ms), _SMALL_PX, _FAINT, Anchor.MIDDLE)
            yield LineShape(LEFT_PX, axis_px, layout.x_px(self.rows.length_ms(row)), axis_px, _FAINT)

    def _hold(self, hold: PlacedHold) -> Iterator[Shape]:
        lane, fill = self.layout.lanes["holds"], _HOLD
        if hold.side is not None and hold.side.is_right:
            lane, fill = lane.upper_half, _HOLD_RIGHT
        elif hold.side is not None:
            lane, fill = lane.lower_half, _HOLD_LEFT
        length = format_duration(hold.end_ms - hold.start_ms)
        tip = " ".join((format_clock(hold.start_ms), "hold", length, hold.side or ""))
        yield from self._bars(hold.start_ms, hold.end_ms, lane, fill, tip, length, may_cut=False)

    def _clip(self, clip: Clip) -> Iterator[Shape]:
        clock = format_clock(clip.start_ms)
        match clip.source:
            case SpeechSource():
                lane = self.layout.lanes["voice"]
                yield from self._bars(clip.start_ms, clip.end_ms, lane, _VOICE, f"{clock} {clip.text}")
            case SoundSource(name, is_recording=True):
                lane = self.layout.lanes["chimes"]
                yield from self._bars(clip.start_ms, clip.end_ms, lane, _RECORDING, f"{clock} {name}", name)
            case SoundSource(name):
                yield from self._chime(clip, f"{clock} {name}")

    def _chime(self, clip: Clip, tip: str) -> Iterator[Shape]:
        """Yield a dot for the strike of a chime, and a bar for its ringing."""
        lane = self.layout.lanes["chimes"]
        for row_slice in self.rows.slices(clip.start_ms, clip.end_ms):
            x_px, width_px = self.layout.across_px(row_slice)
            y_px = self.layout.row_px(row_slice.row) + lane.y_px + lane.height_px / 2
            yield Rectangle(x_px, y_px - 2, width_px, 4, _RING, min(2, width_px / 2))
            if row_slice.is_first:
                yield Circle(x_px, y_px, 4, _CHIME, tip)

    def _bars(
        self, start_ms: int, end_ms: int, lane: Lane, fill: str, tip: str, label: str = "", *, may_cut: bool = True
    ) -> Iterator[Shape]:
        """Yield the bars of a range in a lane, and its label where it fits; ``may_cut`` allows to shorten it."""
        for row_slice in self.rows.slices(start_ms, end_ms):
            x_px, width_px = self.layout.across_px(row_slice)
            top_px = self.layout.row_px(row_slice.row)
            yield Rectangle(x_px, top_px + lane.y_px, width_px, lane.height_px, fill, min(2, width_px / 2), tip)
            fitting = cut_to_width(label, _SMALL_PX, width_px - 6)
            if fitting and (may_cut or fitting == label):
                yield TextShape(x_px + 4, top_px + lane.baseline_px(_SMALL_PX), fitting, _SMALL_PX, _INK)


def _second_layers(beds: Sequence[PlacedBed]) -> frozenset[int]:
    """Return the numbers of the beds that sound together with an earlier one for longer than their fades."""
    second: set[int] = set()
    end_ms = 0  # of the first layer
    for index, bed in enumerate(beds):
        if bed.start_ms + bed.fade_in_ms < min(end_ms, bed.end_ms):
            second.add(index)
        else:
            end_ms = bed.end_ms
    return frozenset(second)


def _legend(timeline: Timeline) -> list[tuple[str, str, str]]:
    """Return the legend's entries: the lane of each, its name and its colour."""
    sources = [clip.source for clip in timeline.clips]
    sounds = [source for source in sources if isinstance(source, SoundSource)]
    sides = dict.fromkeys(hold.side for hold in timeline.holds)
    right = ", ".join(side for side in sides if side is not None and side.is_right)
    left = ", ".join(side for side in sides if side is not None and not side.is_right)
    entries = (
        ("voice", "voice", _VOICE, any(isinstance(source, SpeechSource) for source in sources)),
        ("chimes", "chime", _CHIME, any(not sound.is_recording for sound in sounds)),
        ("chimes", "recording", _RECORDING, any(sound.is_recording for sound in sounds)),
        ("holds", "hold", _HOLD, None in sides),
        ("holds", f"hold, {right}", _HOLD_RIGHT, bool(right)),
        ("holds", f"hold, {left}", _HOLD_LEFT, bool(left)),
        ("bed", "bed", _BED, bool(timeline.beds)),
    )
    return [(lane, name, fill) for lane, name, fill, is_there in entries if is_there]


def _summary(timeline: Timeline) -> str:
    """Return the session's length, and the total hold of each side."""
    held_ms: dict[Side, int] = {}
    for hold in timeline.holds:
        if hold.side:
            held_ms[hold.side] = held_ms.get(hold.side, 0) + hold.end_ms - hold.start_ms
    held = (f"{side.in_words} held for {format_duration(total_ms)}" for side, total_ms in held_ms.items())
    return ", ".join((f"{format_clock(timeline.duration_ms)} in all", *held))
