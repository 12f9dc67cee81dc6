"""A timeline as a picture: what is heard when, in lanes, folded into rows as a long line of text is.

The colours follow Okabe and Ito (*Color Universal Design*, 2008), whose palette people with any kind of colour
vision can tell apart, some of them lighter so that dark text reads on them; right and left also differ by place.
"""

from __future__ import annotations

from collections.abc import Iterator

from voicecoach.pictures.lettering import shortened, widest_px
from voicecoach.pictures.picture import Anchor, Circle, Line, Picture, Rectangle, Shape, Text
from voicecoach.pictures.plot_layout import LEFT_PX, MARGIN_PX, RIGHT_PX, WIDTH_PX, Lane, Layout, fold
from voicecoach.session.timeline import Clip, PlacedHold, SoundSource, SpeechSource, Timeline
from voicecoach.units import format_clock, format_duration

_PAPER, _INK, _FAINT, _GRID = "#fbfbf8", "#20262e", "#5d6672", "#d9dde2"
_CHAPTER_TINTS = ("#edf0f3", "#f4f5f3")
_VOICE, _CHIME, _RING, _RECORDING, _BED = "#0072b2", "#e69f00", "#f6dca0", "#cc79a7", "#b9c3cd"
_HOLD, _HOLD_RIGHT, _HOLD_LEFT = "#7cc4ee", "#e57a33", "#2fb08a"

_TITLE_PX, _TEXT_PX, _SMALL_PX = 20, 12, 10


def timeline_picture(timeline: Timeline, title: str) -> Picture:
    """Return a picture of a session: its chapters, voice, chimes, holds and beds along an axis of minutes.

    A session of up to five minutes is one row; a longer one goes on in the next row. What is too short to be
    seen is drawn a little longer than it is. A browser shows each phrase under the pointer.

    Args:
        timeline: The session in time.
        title: Stands above it.
    """
    drawing = _Drawing(timeline)
    return Picture(WIDTH_PX, drawing.layout.height_px, _PAPER, tuple(drawing.shapes(title)), f"Timeline of {title}")


class _Drawing:
    """The shapes of one timeline."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self.legend = _legend(timeline)
        self.rows = fold(timeline.duration_ms)
        self.layout = Layout(self.rows, (lane for lane, _, _ in self.legend))

    def shapes(self, title: str) -> Iterator[Shape]:
        yield from self._header(title)
        yield from self._chapters()
        yield from self._axes()
        for bed in self.timeline.beds:
            yield from self._bars(bed.start_ms, bed.end_ms, self.layout.lanes["bed"], _BED, bed.sound, bed.sound)
        for hold in self.timeline.holds:
            yield from self._hold(hold)
        for clip in self.timeline.clips:
            yield from self._clip(clip)

    def _header(self, title: str) -> Iterator[Shape]:
        yield Text(MARGIN_PX, 40, shortened(title, _TITLE_PX, WIDTH_PX - 2 * MARGIN_PX), _TITLE_PX, _INK)
        yield Text(MARGIN_PX, 64, _summary(self.timeline), _TEXT_PX, _FAINT)
        x_px: float = RIGHT_PX
        for _, name, fill in reversed(self.legend):
            x_px -= widest_px(name, _TEXT_PX)
            yield Text(x_px, 64, name, _TEXT_PX, _INK)
            yield Circle(x_px - 12, 60, 4, fill) if fill == _CHIME else Rectangle(x_px - 18, 55, 12, 10, fill, 2)
            x_px -= 34

    def _chapters(self) -> Iterator[Shape]:
        for index, chapter in enumerate(self.timeline.chapters):
            tint = _CHAPTER_TINTS[index % len(_CHAPTER_TINTS)]
            for piece in self.rows.pieces(chapter.start_ms, chapter.end_ms):
                x_px, width_px = self.layout.across_px(piece)
                top_px = self.layout.row_px(piece.row)
                yield Rectangle(x_px, top_px, width_px, self.layout.axis_px, tint, tip=chapter.title)
                if piece.is_first:
                    yield Line(x_px, top_px, x_px, top_px + self.layout.axis_px, _FAINT)
                if name := shortened(chapter.title, _TEXT_PX, width_px - 8):
                    yield Text(x_px + 5, top_px + 15, name, _TEXT_PX, _INK if piece.is_first else _FAINT)

    def _axes(self) -> Iterator[Shape]:
        layout = self.layout
        for row in range(self.rows.count):
            top_px = layout.row_px(row)
            axis_px = top_px + layout.axis_px
            for name, lane in layout.lanes.items():
                baseline_px = top_px + lane.baseline_px(_SMALL_PX)
                yield Text(LEFT_PX - 12, baseline_px, name, _SMALL_PX, _FAINT, Anchor.END)
            for tick_ms in self.rows.ticks_ms(row):
                x_px = layout.x_px(tick_ms - row * self.rows.row_ms)
                yield Line(x_px, top_px + layout.lanes_top_px, x_px, axis_px, _GRID)
                yield Line(x_px, axis_px, x_px, axis_px + 4, _FAINT)
                yield Text(x_px, axis_px + 15, format_clock(tick_ms), _SMALL_PX, _FAINT, Anchor.MIDDLE)
            yield Line(LEFT_PX, axis_px, layout.x_px(self.rows.length_ms(row)), axis_px, _FAINT)

    def _hold(self, hold: PlacedHold) -> Iterator[Shape]:
        lane, fill = self.layout.lanes["holds"], _HOLD
        if hold.side == "right":
            lane, fill = lane.upper_half, _HOLD_RIGHT
        elif hold.side == "left":
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
        """Yield a dot at the strike, and the ring behind it."""
        lane = self.layout.lanes["chimes"]
        for piece in self.rows.pieces(clip.start_ms, clip.end_ms):
            x_px, width_px = self.layout.across_px(piece)
            y_px = self.layout.row_px(piece.row) + lane.y_px + lane.height_px / 2
            yield Rectangle(x_px, y_px - 2, width_px, 4, _RING, min(2, width_px / 2))
            if piece.is_first:
                yield Circle(x_px, y_px, 4, _CHIME, tip)

    def _bars(
        self, start_ms: int, end_ms: int, lane: Lane, fill: str, tip: str, label: str = "", *, may_cut: bool = True
    ) -> Iterator[Shape]:
        """Yield the bars of a stretch in a lane, and its label where it fits; a figure may not be cut."""
        for piece in self.rows.pieces(start_ms, end_ms):
            x_px, width_px = self.layout.across_px(piece)
            top_px = self.layout.row_px(piece.row)
            yield Rectangle(x_px, top_px + lane.y_px, width_px, lane.height_px, fill, min(2, width_px / 2), tip)
            fitting = shortened(label, _SMALL_PX, width_px - 6)
            if fitting and (may_cut or fitting == label):
                yield Text(x_px + 4, top_px + lane.baseline_px(_SMALL_PX), fitting, _SMALL_PX, _INK)


def _legend(timeline: Timeline) -> list[tuple[str, str, str]]:
    """Return what there is to see: the lane of each, its name and its colour."""
    sources = [clip.source for clip in timeline.clips]
    sounds = [source for source in sources if isinstance(source, SoundSource)]
    sides = {hold.side for hold in timeline.holds}
    entries = (
        ("voice", "voice", _VOICE, any(isinstance(source, SpeechSource) for source in sources)),
        ("chimes", "chime", _CHIME, any(not sound.is_recording for sound in sounds)),
        ("chimes", "recording", _RECORDING, any(sound.is_recording for sound in sounds)),
        ("holds", "hold", _HOLD, None in sides),
        ("holds", "hold, right", _HOLD_RIGHT, "right" in sides),
        ("holds", "hold, left", _HOLD_LEFT, "left" in sides),
        ("bed", "bed", _BED, bool(timeline.beds)),
    )
    return [(lane, name, fill) for lane, name, fill, is_there in entries if is_there]


def _summary(timeline: Timeline) -> str:
    """Return the session's length, and for how long each side is held."""
    held_ms: dict[str, int] = {}
    for hold in timeline.holds:
        if hold.side:
            held_ms[hold.side] = held_ms.get(hold.side, 0) + hold.end_ms - hold.start_ms
    held = (f"{side} side held for {format_duration(total_ms)}" for side, total_ms in held_ms.items())
    return ", ".join((f"{format_clock(timeline.duration_ms)} in all", *held))
