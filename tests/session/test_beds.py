"""Places of beds: the session's bed, a step's own bed, no bed, and silence at both ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.mix.mixer import foresight_ms
from voicecoach.script.model import BedSetting
from voicecoach.script.reader import read_routine
from voicecoach.script.report import Report
from voicecoach.script.spec import OFF
from voicecoach.session.options import Choices, Options
from voicecoach.session.schedule.bed_spans import CROSSFADE_MS, FADE_IN_MS, FADE_OUT_MS, bed_layers, place_beds
from voicecoach.session.schedule.beds import FORESIGHT_MS, ducking
from voicecoach.session.schedule.scheduler import Scheduler, sources_of
from voicecoach.session.timeline import PlacedBed, SpeechSource

if TYPE_CHECKING:
    from collections.abc import Callable

    from voicecoach.session.timeline import PlacedSection

    Unroll = Callable[..., Any]

STEPS = """
## A

- hold: 5s

## B

- hold: 5s
{b}

## C

- hold: 5s
{c}
"""


class Laid:
    """A script's sections in time, with its beds."""

    def __init__(self, unroll: Unroll, text: str, choices: Choices | None = None) -> None:
        choices = choices or Choices()
        self.options = Options.of(read_routine(text, "test.md", Report()).settings, choices)
        lengths_ms: dict[Any, int] = {}
        scheduler = Scheduler(lengths_ms)
        self.placed: list[PlacedSection] = []
        for section in unroll(text, choices):
            for source in sources_of(section):
                lengths_ms[source] = 60 * len(source.spoken) if isinstance(source, SpeechSource) else 3_000
            self.placed.append(scheduler.place(section))
        self.duration_ms = scheduler.duration_ms()
        self.beds = place_beds(self.placed, self.duration_ms, self.options)

    def where(self) -> list[tuple[str, int, int]]:
        return [(bed.sound, bed.start_ms, bed.end_ms) for bed in self.beds]

    def step_starts_ms(self) -> list[int]:
        return [one.step.start_ms for one in self.placed if one.step.index is not None]


def script(session: str = "", b: str = "", c: str = "") -> str:
    return f"# Title\n\n{session}\n\nWelcome.\n{STEPS.format(b=b, c=c)}"


def test_the_sessions_bed_lies_under_all_of_it_but_the_silence_at_its_ends(unroll: Unroll) -> None:
    laid = Laid(unroll, script("- bed: rain"))
    assert laid.where() == [("rain", 500, laid.duration_ms - 1_000)]
    assert laid.beds[0].level_db == -24.0
    assert laid.beds[0].ducking == ducking(clip for one in laid.placed for clip in one.clips)
    assert laid.beds[0].ducking


def test_without_a_bed_there_is_none(unroll: Unroll) -> None:
    assert Laid(unroll, script()).beds == ()
    assert Laid(unroll, script("- bed: off")).beds == ()


def test_a_steps_own_bed_takes_the_sessions_place(unroll: Unroll) -> None:
    laid = Laid(unroll, script("- bed: rain", b="- bed: ocean, -30 dB"))
    _, b_ms, c_ms = laid.step_starts_ms()
    assert laid.where() == [
        ("rain", 500, b_ms + CROSSFADE_MS),
        ("ocean", b_ms, c_ms + CROSSFADE_MS),
        ("rain", c_ms, laid.duration_ms - 1_000),
    ]
    assert [bed.level_db for bed in laid.beds] == [-24.0, -30.0, -24.0]
    assert [(bed.fade_in_ms, bed.fade_out_ms) for bed in laid.beds] == [(3_000, 4_000), (4_000, 4_000), (4_000, 2_000)]
    assert [(bed.crosses_in, bed.crosses_out) for bed in laid.beds] == [(False, True), (True, True), (True, False)]


def test_the_same_bed_goes_on_from_step_to_step(unroll: Unroll) -> None:
    laid = Laid(unroll, script("- bed: rain", b="- bed: ocean", c="- bed: ocean"))
    assert [sound for sound, _, _ in laid.where()] == ["rain", "ocean"]


def test_off_in_a_step_is_silence_there(unroll: Unroll) -> None:
    laid = Laid(unroll, script("- bed: rain", b="- bed: off"))
    _, b_ms, c_ms = laid.step_starts_ms()
    assert laid.where() == [("rain", 500, b_ms + FADE_OUT_MS), ("rain", c_ms, laid.duration_ms - 1_000)]
    assert not any(bed.crosses_in or bed.crosses_out for bed in laid.beds)


def test_a_step_may_have_the_only_bed(unroll: Unroll) -> None:
    laid = Laid(unroll, script(b="- bed: drone"))
    _, b_ms, c_ms = laid.step_starts_ms()
    assert laid.where() == [("drone", b_ms, c_ms + FADE_OUT_MS)]


def test_what_the_command_line_asks_for_wins(unroll: Unroll) -> None:
    text = script("- bed: rain, -20 dB", b="- bed: ocean")
    assert Laid(unroll, text, Choices(bed=OFF)).beds == ()
    assert [bed.sound for bed in Laid(unroll, text, Choices(bed=BedSetting("drone"))).beds] == [
        "drone",
        "ocean",
        "drone",
    ]
    assert {bed.level_db for bed in Laid(unroll, text, Choices(bed_level_db=-12.0)).beds} == {-12.0}
    assert [bed.level_db for bed in Laid(unroll, text).beds] == [-20.0, -24.0, -20.0]


def test_the_end_is_silent_even_where_a_step_without_a_sound_comes_last(unroll: Unroll) -> None:
    laid = Laid(unroll, "# T\n\n- bed: rain\n\nHello. [chime bowl]\n\n## Quiet\n\n- bed: off\n\n<!-- nothing -->")
    assert laid.beds[-1].end_ms <= laid.duration_ms - 1_000


def spans(laid: Laid) -> list[tuple[Any, ...]]:
    return [(bed.sound, bed.start_ms, bed.end_ms, bed.level_db, bed.fade_in_ms, bed.fade_out_ms) for bed in laid.beds]


# With the fixed wording and 60 ms a character: "One." ends at 0.74 s, "Two." after [10s] at 10.98 s.
CHANGES = {
    "off": ("One. [bed off] [10s] Two. [10s]", [("rain", 500, 2_740, -24.0, 3_000, 2_000)]),
    "off, slowly": ("One. [bed off 8s] [10s] Two. [10s]", [("rain", 500, 8_740, -24.0, 3_000, 8_000)]),
    "another level": ("One. [bed rain -20 dB] [10s] Two. [10s]", [
        ("rain", 500, 4_740, -24.0, 3_000, 4_000), ("rain", 740, 21_480, -20.0, 4_000, 2_000)]),
    "another one, and back": ("One. [bed ocean 1s] [10s] Two. [bed] [10s]", [
        ("rain", 500, 1_740, -24.0, 3_000, 1_000), ("ocean", 740, 14_980, -24.0, 1_000, 4_000),
        ("rain", 10_980, 21_480, -24.0, 4_000, 2_000)]),
    "a second layer comes and goes": ("One. [bed rain + drone] [10s] Two. [bed rain] [10s]", [
        ("rain", 500, 21_480, -24.0, 3_000, 2_000), ("drone", 740, 14_980, -24.0, 4_000, 4_000)]),
    "two at one time": ("One. [bed off] [bed ocean 2s] [10s]", [
        ("rain", 500, 2_740, -24.0, 3_000, 2_000), ("ocean", 740, 11_240, -24.0, 2_000, 2_000)]),
    "the same again": ("One. [bed rain] [10s]", [("rain", 500, 11_240, -24.0, 3_000, 2_000)]),
    "no fade is a short one": ("One. [bed off 0s] [10s]", [("rain", 500, 760, -24.0, 3_000, 20)]),
}  # fmt: skip


@pytest.mark.parametrize("case", CHANGES)
def test_a_bed_changes_inside_a_session(unroll: Unroll, case: str) -> None:
    text, expected = CHANGES[case]
    assert spans(Laid(unroll, f"- bed: rain\n\n{text}")) == expected


def test_a_change_holds_until_the_next_one_and_in_a_step_of_its_own_bed_for_that_step(unroll: Unroll) -> None:
    text = (
        "- bed: rain\n\nA. [bed ocean] B.\n\n## C\n\nC.\n\n## D\n- bed: drone\n\nD. [bed off] [9s]\n\n## E\n\nE. [9s]"
    )
    laid = Laid(unroll, text)
    assert [sound for sound, _, _ in laid.where()] == ["rain", "ocean", "drone", "ocean"]
    assert bed_layers(unroll(text), laid.options) == {("rain", False), ("ocean", False), ("drone", False)}


def test_the_fades_of_the_session(unroll: Unroll) -> None:
    (bed,) = Laid(unroll, "- bed: rain\n- bed fade: 5s, 8.5s\n\nHello. [30s]").beds
    assert (bed.fade_in_ms, bed.fade_out_ms) == (5_000, 8_500)


def test_music_that_plays_once_ends_and_does_not_begin_again(unroll: Unroll) -> None:
    text = "- bed: my.mp3 once, -20 dB\n\nA. [4s]\n\n## B\n- bed: rain\n\nB. [5s]\n\n## C\n\nC. [30s]"
    laid = Laid(unroll, text)
    beds = place_beds(laid.placed, laid.duration_ms, laid.options, {"my.mp3": 20_000}.__getitem__)
    music = [bed for bed in beds if bed.is_once]
    _, b, c = [one.step.start_ms for one in laid.placed]
    assert [(bed.start_ms, bed.end_ms, bed.origin_ms) for bed in music] == [(500, b + 4_000, 500), (c, 20_500, 500)]
    assert [(bed.fade_in_ms, bed.fade_out_ms) for bed in music] == [(20, 4_000), (4_000, 20)]
    (short,) = [bed for bed in place_beds(laid.placed, laid.duration_ms, laid.options, lambda _: 3_000) if bed.is_once]
    assert (short.start_ms, short.end_ms) == (500, 3_500)


def test_a_bed_is_known_to_end_before_it_begins_to_fade() -> None:
    # What is mixed live goes no further than the foresight before the end of what is placed.
    assert FADE_OUT_MS <= FORESIGHT_MS
    long = PlacedBed("rain", 0, 100_000, -24.0, 0, 9_000, ())
    assert foresight_ms([long], 0) == 9_000


def as_heard(beds: tuple[PlacedBed, ...], until_ms: int) -> list[tuple[Any, ...]]:
    """Return all about the beds that can be heard up to a time: an end that is further away is not."""
    return [
        (
            *(bed.sound, bed.start_ms, bed.level_db, bed.fade_in_ms, bed.crosses_in),
            (bed.end_ms, bed.fade_out_ms, bed.crosses_out) if bed.end_ms - bed.fade_out_ms < until_ms else None,
        )
        for bed in beds
        if bed.start_ms < until_ms
    ]


own_bed = st.sampled_from(("", "- bed: rain", "- bed: ocean", "- bed: off", "- bed: rain, -20 dB + drone"))
words = st.sampled_from(("Words.", "Words. [bed ocean 7s]", "[bed off] Words.", "[bed] Words."))
short_step = st.tuples(own_bed, st.integers(1, 4), st.booleans(), words)


@given(st.sampled_from(("", "- bed: rain")), st.lists(short_step, min_size=1, max_size=5))
def test_later_sections_do_not_change_what_was_settled(
    unroll: Unroll, session: str, steps: list[tuple[str, int, bool, str]]
) -> None:
    text = f"# Title\n\n{session}\n\nWelcome.\n"
    for number, (bed, length_s, is_held, words) in enumerate(steps):
        body = f"- hold: {length_s}s\n- ready: 0s\n- chimes: off" if is_held else ""
        text += f"\n## Step {number}\n\n{bed}\n{body}\n\n{'Go.' if is_held else f'[{length_s}s] {words}'}\n"
    laid = Laid(unroll, text)
    for count in range(1, len(laid.placed)):
        so_far = place_beds(laid.placed[:count], 10**8, laid.options)
        until_ms = laid.placed[count - 1].settled_ms - foresight_ms(so_far, 0)
        assert as_heard(so_far, until_ms) == as_heard(laid.beds, until_ms)
    assert FADE_IN_MS > 0
    assert all(500 <= bed.start_ms < bed.end_ms <= laid.duration_ms - 1_000 for bed in laid.beds)
