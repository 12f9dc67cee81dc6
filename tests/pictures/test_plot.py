"""The picture of a timeline: what is heard is seen, where and as long as it is, and nothing lies over words."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.pictures.lettering import widest_px
from voicecoach.pictures.picture import Anchor, Circle, Picture, Rectangle, TextShape
from voicecoach.pictures.plot import fold, timeline_picture
from voicecoach.script.sides import Side
from voicecoach.session.cues import Role
from voicecoach.session.timeline import Chapter, Clip, PlacedBed, PlacedHold, SoundSource, SpeechSource, Timeline
from voicecoach.units import HOUR_MS, LONGEST_SESSION_MS, MINUTE_MS

VOICE, CHIME, RECORDING = "#0072b2", "#e69f00", "#cc79a7"
HOLD, RIGHT, LEFT = "#7cc4ee", "#e57a33", "#2fb08a"
LEGEND_BELOW_PX = 70


def bed(sound: str, start_ms: int, end_ms: int) -> PlacedBed:
    return PlacedBed(sound, start_ms, end_ms, -24.0, 0, 0, ())


def session(minutes: int = 4, title: str = "Bridge", beds: tuple[PlacedBed, ...] = ()) -> Timeline:
    """Return one chapter a minute: words, a hold on either side or none, chimes at its ends, a recording."""
    clips: list[Clip] = []
    holds: list[PlacedHold] = []
    for minute in range(minutes):
        begin_ms = minute * MINUTE_MS
        side = (Side.RIGHT, Side.LEFT, None)[minute % 3]
        clips += (
            Clip(SpeechSource("Lift"), begin_ms + 1_000, 4_000, Role.CUE, f"Lift {minute}."),
            Clip(SoundSource("bowl"), begin_ms + 10_000, 6_000, Role.BEGIN),
            Clip(SoundSource("bell"), begin_ms + 30_000, 3_000, Role.END),
            Clip(SoundSource("sea.wav", is_recording=True), begin_ms + 40_000, 9_000, Role.SOUND),
        )
        holds.append(PlacedHold(minute + 1, side, 1, 1, begin_ms + 10_000, begin_ms + 30_000))
    chapters = tuple(Chapter(n * MINUTE_MS, (n + 1) * MINUTE_MS, f"{title} {n}") for n in range(minutes))
    return Timeline(minutes * MINUTE_MS, tuple(clips), tuple(holds), (), chapters, (), beds)


def bars(picture: Picture, fill: str) -> list[Rectangle]:
    """Return the bars of one colour below the legend."""
    rectangles = [shape for shape in picture.shapes if isinstance(shape, Rectangle)]
    return [each for each in rectangles if each.fill == fill and each.y_px > LEGEND_BELOW_PX]


def words(picture: Picture) -> list[str]:
    return [shape.text for shape in picture.shapes if isinstance(shape, TextShape)]


def box_px(text: TextShape) -> tuple[float, float, float, float]:
    width_px = widest_px(text.text, text.size_px)
    left_px = text.x_px - {Anchor.START: 0.0, Anchor.MIDDLE: width_px / 2, Anchor.END: width_px}[text.anchor]
    return left_px, text.y_px - 0.75 * text.size_px, left_px + width_px, text.y_px + 0.2 * text.size_px


def contrast(one: str, other: str) -> float:
    """Return the ratio of two colours' luminances, as WCAG 2.1 defines it."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    lighter, darker = sorted((luminance(one) + 0.05, luminance(other) + 0.05), reverse=True)
    return lighter / darker


def test_a_bar_lies_where_and_as_long_as_it_sounds() -> None:
    picture = timeline_picture(session(4), "Four minutes")
    (first, second, *_) = bars(picture, VOICE)
    minute_px = second.x_px - first.x_px
    assert first.width_px == pytest.approx(minute_px * 4 / 60)
    (hold,) = bars(picture, RIGHT)[:1]
    assert hold.x_px - first.x_px == pytest.approx(minute_px * 9 / 60)
    strikes = [shape for shape in picture.shapes if isinstance(shape, Circle) and shape.y_px > LEGEND_BELOW_PX]
    assert [strike.x_px for strike in strikes[:2]] == pytest.approx([hold.x_px, hold.x_px + hold.width_px])
    assert bars(picture, RECORDING)[0].width_px == pytest.approx(minute_px * 9 / 60)


def test_right_left_and_both_differ_in_colour_and_place() -> None:
    picture = timeline_picture(session(3), "Sides")
    (right,), (left,), (both,) = bars(picture, RIGHT), bars(picture, LEFT), bars(picture, HOLD)
    assert right.y_px + right.height_px == left.y_px
    assert (both.y_px, both.height_px) == (right.y_px, right.height_px + left.height_px)
    assert "right side held for 20s, left side held for 20s" in " ".join(words(picture))


def test_only_what_is_heard_has_a_lane_and_stands_in_the_legend() -> None:
    silent = words(timeline_picture(Timeline(20_000, (), (), (), (), ()), "Silence"))
    assert not {"voice", "chimes", "holds", "bed"} & set(silent)
    full = words(timeline_picture(session(beds=(bed("rain", 0, 240_000),)), "All"))
    assert {"voice", "chime", "recording", "hold, right", "hold, left", "hold", "bed", "rain"} <= set(full)


def test_the_words_of_a_phrase_show_under_the_pointer() -> None:
    assert bars(timeline_picture(session(2), "Two"), VOICE)[1].tip == "1:01 Lift 1."


@pytest.mark.parametrize("minutes", [1, 4, 15, 59, 120, 180, 24 * 60])
@pytest.mark.parametrize("title", ["Bridge", "Seated Forward Bend with a rolled towel " * 4, "膝を胸に引き寄せる"])
def test_no_text_is_too_small_leaves_the_picture_or_lies_over_another(minutes: int, title: str) -> None:
    beds = (bed("rain", 0, 30_000), bed(title, 30_000, minutes * MINUTE_MS))
    picture = timeline_picture(session(minutes, title, beds), title * 9)
    texts = [shape for shape in picture.shapes if isinstance(shape, TextShape) and shape.text]
    assert min(text.size_px for text in texts) >= 9
    boxes = sorted((box_px(text) for text in texts), key=lambda box: (box[1], box[0]))
    assert all(box[0] >= 0 and box[2] <= picture.width_px and box[3] <= picture.height_px for box in boxes)
    for index, upper in enumerate(boxes):
        for lower in boxes[index + 1 :]:
            if lower[1] >= upper[3]:
                break
            assert lower[0] >= upper[2] or lower[2] <= upper[0]


def test_a_long_chapter_name_is_cut_and_a_figure_never() -> None:
    bend = Chapter(0, 10 * MINUTE_MS, "Seated Forward Bend with a rolled towel under the knees")
    holds = (PlacedHold(1, None, 1, 1, 0, 118_000), PlacedHold(1, None, 1, 2, HOUR_MS, HOUR_MS + 10 * MINUTE_MS))
    shown = words(timeline_picture(Timeline(18 * HOUR_MS, (), holds, (), (bend,), ()), "Eighteen hours"))
    assert any(word.startswith("Seated") and word.endswith("…") for word in shown)
    assert "10m" in shown
    assert not any(word.startswith("1m") for word in shown)


def test_every_word_can_be_read_on_what_lies_under_it() -> None:
    picture = timeline_picture(session(beds=(bed("rain", 0, 240_000),)), "Contrast")
    for at, text in enumerate(picture.shapes):
        if isinstance(text, TextShape):
            left_px, upper_px, _, lower_px = box_px(text)
            under = [
                shape.fill
                for shape in picture.shapes[:at]
                if isinstance(shape, Rectangle)
                and shape.x_px <= left_px < shape.x_px + shape.width_px
                and shape.y_px <= (upper_px + lower_px) / 2 < shape.y_px + shape.height_px
            ]
            assert contrast(text.fill, under[-1] if under else picture.background) >= 4.5, text


@given(st.integers(1, LONGEST_SESSION_MS))
def test_rows_hold_the_whole_session_in_few_even_rows(duration_ms: int) -> None:
    rows = fold(duration_ms)
    assert sum(rows.length_ms(row) for row in range(rows.count)) == duration_ms
    assert rows.count <= 18
    assert all(0 < rows.length_ms(row) <= rows.row_ms for row in range(rows.count))
    assert all(len(rows.ticks_ms(row)) <= 13 for row in range(rows.count))
    if duration_ms <= 90 * MINUTE_MS:
        assert rows.row_ms <= 5 * MINUTE_MS


@given(st.integers(1, 3 * HOUR_MS), st.integers(0, 3 * HOUR_MS), st.integers(1, HOUR_MS))
def test_the_slices_of_a_range_join_to_its_part_within_the_session(
    duration_ms: int, start_ms: int, length_ms: int
) -> None:
    rows = fold(duration_ms)
    ends = [
        (row_slice.row * rows.row_ms + row_slice.start_ms, row_slice.row * rows.row_ms + row_slice.end_ms)
        for row_slice in rows.slices(start_ms, start_ms + length_ms)
    ]
    assert all(one[1] == other[0] for one, other in pairwise(ends))
    within_ms = min(start_ms + length_ms, duration_ms) - start_ms
    assert sum(end_ms - begin_ms for begin_ms, end_ms in ends) == max(within_ms, 0)


def test_ticks_are_whole_and_each_stands_once() -> None:
    rows = fold(15 * MINUTE_MS + 29_000)
    ticks_ms = [tick_ms for row in range(rows.count) for tick_ms in rows.ticks_ms(row)]
    assert ticks_ms == list(range(0, rows.duration_ms, 30_000))
