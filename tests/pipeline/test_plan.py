"""Fitted sessions and beds: planned, live and in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyloudnorm
import pytest
import soundfile

from tests.support.counts import lines_run
from voicecoach.errors import FitError, ScriptError
from voicecoach.live.timeline import LiveTimeline
from voicecoach.mix.mastering import TARGET_LUFS, mastering_gain_db
from voicecoach.mix.mixer import Stretch, mix
from voicecoach.pipeline.library import check_script
from voicecoach.pipeline.load import load_script
from voicecoach.pipeline.session import Session
from voicecoach.play.executor import Executor
from voicecoach.script.model import BedSetting
from voicecoach.script.spec import OFF
from voicecoach.session.options import Choices
from voicecoach.units import db_to_gain, ms_to_frames

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    Open = Callable[..., Session]
    Write = Callable[..., Path]

SCRIPT = """
# Hard to fit

- safety: Take care.
{setting}

It takes {{remaining}} in all.

## Stretch

- sides: right, left
- hold: 5-31s
- cue: Your {{side}} side, for {{hold}}.
- bed: ocean

Lie down. [chime bowl]

## Lift

- reps: 2-4
- hold: 3-9s
- cue: There are {{remaining}} left.

## Told

Only words, after the last gap. [pause 1.001s] Then more of them.

---

There is {{remaining}} left. [7s] Bye.
"""

BEDDED = """
# Short

- bed: rain

Hello there, everyone.

## Hold

- hold: 4s
- ready: 2s

## Other

- bed: ocean, -18 dB
- hold: 3s
- ready: 1s

## Silent

- bed: off
- hold: 14s
- countdown: 0
- ready: 1s

---

Bye.
"""


def choices(**given: object) -> Choices:
    return Choices(voice="tone", **given)  # type: ignore[arg-type]


def script(setting: str = "") -> str:
    return SCRIPT.format(setting=setting)


def mixed_live(session: Session) -> NDArray[np.float32]:
    """Return what is heard live: each section mixed as it comes."""
    timeline = LiveTimeline.of(session, Executor())
    timeline.producer.begin()
    return np.concatenate(list(timeline.blocks()))


@pytest.mark.parametrize("setting", ["", "- bed: rain"])
@pytest.mark.parametrize("target_ms", [130_001, 151_515, 180_000])
def test_a_fitted_session_is_exact_in_its_timeline_live_and_in_its_sound(
    opened: Open, setting: str, target_ms: int
) -> None:
    session = opened(script(setting), choices(fit_ms=target_ms))
    timeline = session.timeline()
    assert timeline.duration_ms == target_ms
    assert timeline.chapters[-1].end_ms == target_ms
    assert timeline.duration_ms - max(clip.end_ms for clip in timeline.clips) >= 1_000
    assert all(step.start_ms % 24 == 0 for step in timeline.steps)
    held = [hold.end_ms - hold.start_ms for hold in timeline.holds]
    assert all(hold_ms % 1_000 == 0 for hold_ms in held)
    assert held[0] == held[1]
    assert f"{held[0] // 1_000} seconds" in next(clip.text for clip in timeline.clips if clip.role == "cue")
    ready = [one for one in session.sections_live() if one.is_whole]
    assert ready[-1].total_ms == target_ms
    assert tuple(clip for one in ready for clip in one.section.clips) == timeline.clips


def test_what_remains_is_told_of_the_fitted_session(opened: Open) -> None:
    session = opened(script(), choices(fit_ms=180_000))
    said = [clip.text for clip in session.timeline().clips if "minute" in clip.text]
    assert said[0] == "It takes 3 minutes in all."
    assert said[-1] == "There is 1 minute left."


def test_a_fitted_file_over_a_bed_is_exact_to_the_frame(opened: Open, tmp_path: Path) -> None:
    session = opened(script("- bed: rain"), choices(fit_ms=131_313))
    session.export(tmp_path / "fitted.wav", session.timeline())
    assert soundfile.info(tmp_path / "fitted.wav").frames == ms_to_frames(131_313)


def test_a_refusal_is_told_where_the_length_was_asked_for(opened: Open, write: Write) -> None:
    with pytest.raises(FitError, match="the shortest is"):
        opened(script(), choices(fit_ms=1_000)).timeline()
    with pytest.raises(ScriptError) as refused:
        opened(script("- fit: 1s")).timeline()
    found = refused.value.diagnostics[0]
    assert (found.location.line, found.location.column) == (4, 8)
    assert "the longest" in found.message
    checked = check_script(str(write(script("- fit: 1s"))))
    assert [one.location.line for one in checked.diagnostics if "cannot be exactly" in one.message] == [4]


def test_the_command_line_wins_over_the_script(opened: Open) -> None:
    assert opened(script("- fit: 1s"), choices(fit_ms=150_000)).timeline().duration_ms == 150_000
    assert opened(script("- fit: 2m30s")).timeline().duration_ms == 150_000


def test_what_was_done_is_told(opened: Open) -> None:
    session = opened(script(), choices(fit_ms=150_000))
    session.timeline()
    assert session.fit_summary.startswith("Fitted to ")
    plain = opened(script())
    plain.timeline()
    assert plain.fit_summary == ""


def test_a_preview_is_not_fitted(opened: Open) -> None:
    assert opened(script("- fit: 3m"), choices(preview=True)).timeline().duration_ms < 100_000


def test_to_fit_lower_back_is_no_more_work_than_to_place_it_sixty_times() -> None:
    def work(chosen: Choices) -> int:
        with Session(load_script("lower-back", chosen), chosen) as session:
            session.timeline()
            return lines_run(session.timeline)

    assert work(choices(fit_ms=840_000)) < 60 * work(choices())


@pytest.mark.parametrize(
    "chosen", [choices(), choices(bed=BedSetting("drone")), choices(bed=OFF), choices(bed_level_db=-12.0)], ids=str
)
def test_what_is_mixed_live_over_a_bed_is_the_whole_mix(opened: Open, chosen: Choices) -> None:
    session = opened(BEDDED, chosen)
    timeline = session.timeline()
    whole = np.concatenate(list(session.blocks(timeline)))
    np.testing.assert_array_equal(mixed_live(session), whole)
    assert len(whole) == ms_to_frames(timeline.duration_ms)
    assert bool(timeline.beds) is (chosen.bed is not OFF)


def test_a_fitted_session_over_a_bed_is_mixed_live_as_a_whole(opened: Open) -> None:
    session = opened(BEDDED, choices(fit_ms=44_001))
    np.testing.assert_array_equal(mixed_live(session), np.concatenate(list(session.blocks(session.timeline()))))


def test_blocks_of_any_length_over_a_bed_are_the_same_samples(opened: Open) -> None:
    session = opened(BEDDED)
    timeline = session.timeline()
    stretch = Stretch(timeline.clips, timeline.duration_ms, timeline.beds)
    whole = np.concatenate(list(session.blocks(timeline)))
    for block_ms in (7, 1_000, 60_000):
        blocks = mix(
            [stretch], session.sound_of, bed_of=session.bed_of, wake_after_ms=session.wake_after_ms, block_ms=block_ms
        )
        np.testing.assert_array_equal(np.concatenate(list(blocks)), whole)
    later = np.concatenate(list(session.blocks(timeline, begin_ms=9_877)))
    np.testing.assert_array_equal(later, whole[ms_to_frames(9_877) :])


def test_both_ends_are_silent_and_so_is_a_step_that_wants_no_bed(opened: Open) -> None:
    session = opened(BEDDED, choices(bed_level_db=-6.0))
    timeline = session.timeline()
    samples = np.concatenate(list(session.blocks(timeline)))[:, 0]
    assert not samples[: ms_to_frames(500)].any()
    assert not samples[-ms_to_frames(1_000) :].any()
    per_ms = np.abs(samples).reshape(-1, 48).max(axis=1)
    sounding = np.zeros(timeline.duration_ms, dtype=bool)
    for one in (*timeline.clips, *timeline.beds):
        sounding[one.start_ms : one.end_ms] = True
    assert (~sounding).sum() > 2_000
    assert not per_ms[~sounding].any()
    for bed in timeline.beds:
        assert per_ms[bed.start_ms + 1_000 : bed.end_ms - 1_000].all()


@pytest.mark.parametrize("level_db", [None, -20.0])
def test_a_bed_in_the_mix_makes_way_for_the_voice(opened: Open, level_db: float | None) -> None:
    words = "Hello there, everyone. [4s] And once more. [3s]"
    session = opened(f"# T\n\n- bed: rain\n\n[4s] {words} {words}", choices(bed_level_db=level_db))
    timeline = session.timeline()
    with_bed = np.concatenate(list(session.blocks(timeline)))[:, 0].astype(np.float64)
    stretch = Stretch(timeline.clips, timeline.duration_ms)
    under = with_bed - np.concatenate(list(mix([stretch], session.sound_of)))[:, 0]
    (bed,) = timeline.beds
    assert len(timeline.clips) == 4
    for clip in timeline.clips:
        first, last = ms_to_frames(clip.start_ms), ms_to_frames(clip.end_ms)
        alone = session.bed_of(bed).block(first, last - first) * db_to_gain((level_db or -24.0) - 10.0)
        assert 20 * np.log10(np.std(under[first:last]) / np.std(alone)) == pytest.approx(0.0, abs=0.1)


def test_a_mastered_session_over_a_bed_has_its_loudness(opened: Open) -> None:
    session = opened(script("- bed: brown-noise, -20 dB"))
    timeline = session.timeline()
    samples = np.concatenate(list(session.blocks(timeline)))[:, 0].astype(np.float64)
    gain_db = mastering_gain_db(timeline, session.sound_of, session.bed_of)
    measured_lufs = pyloudnorm.Meter(48_000).integrated_loudness(samples * db_to_gain(gain_db))
    assert measured_lufs == pytest.approx(TARGET_LUFS, abs=0.5)
