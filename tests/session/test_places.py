"""Jumps to a step, side or hold, and the same place in another timeline of the script."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from voicecoach.script.spec import OFF
from voicecoach.session.cues import Role
from voicecoach.session.navigate.lengthen import Extension, lengthened, shifted
from voicecoach.session.navigate.places import (
    Place,
    next_step,
    other_side,
    previous_step,
    quiet_ms,
    same_place_ms,
    same_section,
    section_at,
    this_side,
)
from voicecoach.session.timeline import (
    Clip,
    PlacedBedChange,
    PlacedHold,
    PlacedSection,
    PlacedStep,
    SoundSource,
    SpeechSource,
)

if TYPE_CHECKING:
    from collections.abc import Sequence


def speech(words: str, start_ms: int, length_ms: int, role: Role, side: str | None = None) -> Clip:
    return Clip(SpeechSource(words), start_ms, length_ms, role, words, side=side)


def bell(start_ms: int, role: Role, side: str | None = None) -> Clip:
    return Clip(SoundSource("bell"), start_ms, 3_000, role, side=side)


BRIDGE = PlacedSection(
    PlacedStep(1, "Bridge", 1_000, 42_000),
    (
        speech("Bridge.", 1_000, 800, Role.NAME),
        speech("Right side.", 2_300, 700, Role.CUE, "right"),
        bell(6_000, Role.BEGIN, "right"),
        speech("Half way.", 11_000, 500, Role.HALF, "right"),
        speech("Two.", 14_000, 300, Role.COUNT, "right"),
        speech("One.", 15_000, 300, Role.COUNT, "right"),
        bell(16_000, Role.END, "right"),
        speech("Change sides.", 18_500, 900, Role.SWITCH, "left"),
        speech("Left side.", 20_000, 700, Role.CUE, "left"),
        bell(21_500, Role.BEGIN, "left"),
        bell(31_500, Role.END, "left"),
    ),
    (PlacedHold(1, "right", 1, 1, 6_000, 16_000), PlacedHold(1, "left", 1, 1, 21_500, 31_500)),
    (), "Bridge", 31_500,
)  # fmt: skip
PLANK = PlacedSection(
    PlacedStep(2, "Plank", 42_000, 60_000),
    (speech("Plank.", 42_000, 600, Role.NAME), bell(44_000, Role.BEGIN), bell(54_000, Role.END)),
    (PlacedHold(2, None, 1, 1, 44_000, 54_000),),
    (), "Plank", 54_000,
)  # fmt: skip
SECTIONS = (BRIDGE, PLANK)


def same_position_ms(old: Sequence[PlacedSection], new: Sequence[PlacedSection], position_ms: int) -> int | None:
    index = section_at(old, position_ms)
    same = same_section(old, index, new)
    return None if same is None else same_place_ms(old[index], new[same], position_ms)


def test_the_next_step_and_the_one_before() -> None:
    assert next_step(SECTIONS, 10_000) == Place(42_000)
    assert next_step(SECTIONS, 42_000) is None
    assert previous_step(SECTIONS, 46_000) == Place(42_000)
    assert previous_step(SECTIONS, 44_000) == Place(1_000), "it has only just begun"
    assert previous_step(SECTIONS, 2_000) == Place(0)
    assert next_step((), 0) is None


@pytest.mark.parametrize(
    ("position_ms", "place"),
    [
        (3_500, Place(2_300)),  # the gap belongs to what comes after it
        (15_000, Place(2_300)),
        (17_000, Place(18_500)),  # 3 s before the hold would be in the midst of "Change sides."
        (31_000, Place(18_500)),
        (35_000, Place(18_500)),
        (50_000, Place(42_000, 1_000)),  # a gap of 2 s gets another one to get ready
    ],
)
def test_this_side_again_begins_with_its_cue_at_least_3_s_before(position_ms: int, place: Place) -> None:
    assert this_side(SECTIONS, position_ms) == place


def test_the_other_side() -> None:
    assert other_side(SECTIONS, 10_000) == Place(18_500)
    assert other_side(SECTIONS, 30_000) == Place(2_300)
    assert other_side(SECTIONS, 50_000) is None
    assert this_side((), 0) is other_side((), 0) is None


def test_a_quiet_place_is_between_two_words() -> None:
    assert quiet_ms(SECTIONS, 2_500) == 3_000
    assert quiet_ms(SECTIONS, 12_000) == 12_000


def test_a_longer_hold_moves_what_has_not_begun() -> None:
    longer = lengthened(BRIDGE, Extension(0, 0, 2_000, 10_000))
    assert [(hold.start_ms, hold.end_ms) for hold in longer.holds] == [(6_000, 26_000), (31_500, 41_500)]
    places = {clip.text or clip.role: clip.start_ms for clip in longer.clips[:7]}
    assert (places["Half way."], places["Two."], places["One."]) == (16_000, 24_000, 25_000)
    assert longer.settled_ms == BRIDGE.settled_ms + 10_000
    assert shifted(BRIDGE, 0) is BRIDGE


def test_a_countdown_that_has_begun_is_heard_twice_and_a_half_that_is_over_once() -> None:
    longer = lengthened(BRIDGE, Extension(0, 0, 8_500, 10_000))
    heard = [(clip.text, clip.start_ms) for clip in longer.clips if clip.role in (Role.COUNT, Role.HALF)]
    assert heard == [("Half way.", 11_000), ("Two.", 14_000), ("Two.", 24_000), ("One.", 25_000)]


def test_a_hold_done_again_is_longer_as_if_it_had_always_been() -> None:
    longer = lengthened(BRIDGE, Extension(0, 0, 0, 10_000))
    begin = next(clip for clip in longer.clips if clip.role is Role.BEGIN)
    assert begin.start_ms == longer.holds[0].start_ms
    assert [clip.start_ms for clip in longer.clips if clip.role is Role.COUNT] == [24_000, 25_000]


def test_the_same_place_in_a_faster_timeline() -> None:
    faster = (shifted(BRIDGE, -200), shifted(PLANK, -3_000))
    assert same_position_ms(SECTIONS, faster, 9_000) == 8_800
    assert same_position_ms(SECTIONS, faster, 17_000) == 16_800
    assert same_position_ms(SECTIONS, faster, 50_000) == 47_000


def test_the_same_place_where_steps_were_put_in_renamed_or_taken_out() -> None:
    new = replace(PLANK, step=replace(PLANK.step, name="New", index=1))
    moved = (new, shifted(BRIDGE, 60_000))
    assert same_position_ms(SECTIONS, moved, 9_000) == 69_000
    assert same_position_ms(SECTIONS, moved, 50_000) is None
    shorter = replace(BRIDGE, holds=(replace(BRIDGE.holds[0], end_ms=8_000),))
    assert same_position_ms((BRIDGE,), (shorter,), 15_000) == 8_000, "not beyond the end of a hold made shorter"


def test_a_longer_hold_moves_the_changes_of_the_bed_after_it() -> None:
    changes = tuple(PlacedBedChange(at_ms, OFF) for at_ms in (0, BRIDGE.holds[0].end_ms + 100))
    longer = lengthened(replace(BRIDGE, bed_changes=changes), Extension(0, 0, 2_000, 10_000))
    assert [change.time_ms for change in longer.bed_changes] == [0, BRIDGE.holds[0].end_ms + 10_100]
    assert [change.time_ms for change in shifted(longer, 50).bed_changes] == [50, BRIDGE.holds[0].end_ms + 10_150]
