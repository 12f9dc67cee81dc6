"""What the display is told about a position, while the timeline is still growing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile
from rich.console import Console

from voicecoach.errors import DeviceError, NotFoundError, SpeechError
from voicecoach.pipeline.live import TimelineSoFar, place_ms, play_live
from voicecoach.pipeline.phrase import Phrase
from voicecoach.play.status import NowPlaying

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from voicecoach.pipeline.session import Session

    Open = Callable[..., Session]

SCRIPT = "Hi.\n\n## Stretch\n\n- sides: right, left\n- hold: 20s\n- ready: 2s\n- countdown: 1\n\n---\n\nBye."


def test_it_tells_step_words_hold_and_what_is_left_of_it(opened: Open) -> None:
    session = opened(SCRIPT)
    so_far = TimelineSoFar()
    assert so_far.at(0) == NowPlaying()
    *earlier, last = session.stretches_live()
    for ready in earlier:
        so_far.add(ready.section.step, ready.section.clips, ready.section.holds, ready.total_ms)
    hold = earlier[1].section.holds[0]
    assert so_far.at(510) == NowPlaying(step="", what="Hi.")
    assert so_far.at(hold.start_ms) == NowPlaying("Stretch", "hold, right", 20_000)
    assert so_far.at(hold.end_ms - 1_000) == NowPlaying("Stretch", "One.", 1_000)
    assert so_far.at(hold.end_ms) == NowPlaying("Stretch", "")
    so_far.add(last.section.step, last.section.clips, last.section.holds, last.total_ms)
    assert so_far.at(last.section.clips[0].start_ms) == NowPlaying("", "Bye.", None, last.total_ms)
    assert last.total_ms == session.timeline().duration_ms


def test_a_device_that_is_not_there_is_told_before_anything_is_spoken(opened: Open) -> None:
    session = opened(SCRIPT)
    with pytest.raises(DeviceError):
        play_live(session, "no such device", Console(quiet=True))
    assert not session.speaker.is_cached("Hi.")


def test_a_phrase_is_written_or_played(tmp_path: Path) -> None:
    from fractions import Fraction

    with Phrase("Half way.", voice="tone", language="en", pace=Fraction(1)) as phrase:
        written = phrase.export(tmp_path / "half.wav")
        phrase.play(f"wav:{tmp_path / 'played.wav'}", Console(quiet=True))
    assert written.duration_ms == 500 + 9 * 60 + 1_500
    assert (tmp_path / "played.wav").stat().st_size > 48_000 * 2 * 2


@pytest.mark.parametrize("text", ["", "   ", "…"])
def test_a_phrase_of_nothing_is_an_error_before_a_device_is_opened(text: str) -> None:
    from fractions import Fraction

    with pytest.raises(SpeechError, match="nothing in it to speak"):
        Phrase(text, voice="tone", language="en", pace=Fraction(1))


@pytest.mark.parametrize("asked", ["Stretch", "stretch ", "1"])
def test_it_can_begin_at_a_step(opened: Open, tmp_path: Path, asked: str) -> None:
    session = opened(SCRIPT)
    timeline = session.timeline()
    begin_ms = timeline.steps[0].start_ms
    assert place_ms(timeline, asked) == begin_ms

    ending = play_live(session, f"wav:{tmp_path / 'part.wav'}", Console(quiet=True), asked)
    play_live(opened(SCRIPT), f"wav:{tmp_path / 'whole.wav'}", Console(quiet=True))
    part, _ = soundfile.read(tmp_path / "part.wav", dtype="int16")
    whole, _ = soundfile.read(tmp_path / "whole.wav", dtype="int16")
    assert ending.position_ms == timeline.duration_ms
    faded_frames = 20 * 48
    assert np.array_equal(part[faded_frames:], whole[begin_ms * 48 + faded_frames :])


def test_it_can_begin_at_a_time(opened: Open) -> None:
    timeline = opened(SCRIPT).timeline()
    assert place_ms(timeline, "0:12") == 12_000
    for asked, told in (("59:00", "ends at"), ("1:75", "12:30"), ("Strech", "Stretch")):
        with pytest.raises(NotFoundError) as caught:
            place_ms(timeline, asked)
        assert told in caught.value.hint
