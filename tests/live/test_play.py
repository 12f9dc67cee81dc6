"""Playing a session from its beginning or from a step, and what is shown meanwhile."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile
from rich.console import Console

from voicecoach.errors import DeviceError, NotFoundError, SpeechError
from voicecoach.live.play import play_live
from voicecoach.live.session import LiveOptions
from voicecoach.pipeline.phrase import SinglePhrase
from voicecoach.play.status import NowPlaying, now_at
from voicecoach.session.navigate.places import check_start, start_ms_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from voicecoach.pipeline.session import Session

    Open = Callable[..., Session]

quiet = partial(Console, quiet=True)

SCRIPT = "Hi.\n\n## Stretch\n\n- sides: right, left\n- hold: 20s\n- ready: 2s\n- countdown: 1\n\n---\n\nBye."


def test_it_tells_step_words_side_hold_and_what_comes_next(opened: Open) -> None:
    session = opened(SCRIPT)
    ready = [one for one in session.sections_live() if one.is_whole]
    sections = [one.section for one in ready]
    total_ms = ready[-1].total_ms
    right, left = sections[1].holds
    assert now_at([], 0, None) == NowPlaying()
    assert now_at(sections[:1], 510, None) == NowPlaying(what="Hi.")
    before = now_at(sections, 0, total_ms, 1)
    assert (before.next_step, before.total_ms, before.steps) == ("Stretch", total_ms, 1)
    in_hold = now_at(sections, right.start_ms, total_ms, 1)
    assert (in_hold.step, in_hold.what, in_hold.side, in_hold.hold_ms) == ("Stretch", "hold", "right", 20_000)
    assert (in_hold.hold_left_ms, in_hold.step_number) == (20_000, 1)
    counted = now_at(sections, right.end_ms - 1_000, total_ms, 1)
    assert (counted.what, counted.hold_left_ms) == ("One.", 1_000)
    gap = now_at(sections, right.end_ms, total_ms, 1)
    assert (gap.what, gap.side, gap.hold_left_ms) == ("", "left", None), "the side to come"
    assert now_at(sections, left.end_ms + 10, total_ms, 1).side == "left"
    bye = now_at(sections, sections[2].clips[0].start_ms, total_ms, 1)
    assert bye == NowPlaying("", "Bye.", None, total_ms, steps=1)


@pytest.mark.usefixtures("nothing_spoken")
def test_a_device_that_is_not_there_is_told_before_anything_is_spoken(opened: Open) -> None:
    session = opened(SCRIPT)
    with pytest.raises(DeviceError):
        play_live(session, "no such device", quiet)
    assert not session.speaker.is_cached("Hi.")


def test_a_phrase_is_written_or_played(tmp_path: Path) -> None:
    from fractions import Fraction

    with SinglePhrase("Half way.", voice="tone", language="en", pace=Fraction(1)) as phrase:
        written = phrase.export(tmp_path / "half.wav")
        phrase.play(f"wav:{tmp_path / 'played.wav'}", Console(quiet=True))
    assert written.duration_ms == 500 + 9 * 60 + 1_500
    assert (tmp_path / "played.wav").stat().st_size > 48_000 * 2 * 2


@pytest.mark.parametrize("text", ["", "   ", "…"])
def test_a_phrase_of_nothing_is_an_error_before_a_device_is_opened(text: str) -> None:
    from fractions import Fraction

    with pytest.raises(SpeechError, match="contains nothing to speak"):
        SinglePhrase(text, voice="tone", language="en", pace=Fraction(1))


@pytest.mark.parametrize("asked", ["Stretch", "stretch ", "1"])
def test_it_can_begin_at_a_step(opened: Open, tmp_path: Path, asked: str) -> None:
    session = opened(SCRIPT)
    timeline = session.timeline()
    begin_ms = timeline.steps[0].start_ms

    ending = play_live(session, f"wav:{tmp_path / 'part.wav'}", quiet, LiveOptions(begin=asked))
    play_live(opened(SCRIPT), f"wav:{tmp_path / 'whole.wav'}", quiet)
    part, _ = soundfile.read(tmp_path / "part.wav", dtype="int16")
    whole, _ = soundfile.read(tmp_path / "whole.wav", dtype="int16")
    assert ending.position_ms == timeline.duration_ms
    faded_frames = 50 * 48
    assert np.array_equal(part[faded_frames:], whole[begin_ms * 48 + faded_frames :])


def test_a_place_is_known_as_soon_as_enough_is_placed(opened: Open) -> None:
    session = opened(SCRIPT)
    sections = [ready.section for ready in session.sections_live() if ready.is_whole]
    total_ms = session.timeline().duration_ms
    assert start_ms_of(sections[:1], "Stretch", None) is None
    assert start_ms_of(sections[:2], " stretch", None) == sections[1].step.start_ms
    assert start_ms_of(sections[:1], "0:12", None) is None
    assert start_ms_of(sections[:2], "0:12", None) == 12_000
    with pytest.raises(NotFoundError, match="59:00") as caught:
        start_ms_of(sections, "59:00", total_ms)
    assert "ends at" in caught.value.hint


@pytest.mark.usefixtures("nothing_spoken")
def test_a_place_that_cannot_be_is_told_before_anything_is_spoken(opened: Open) -> None:
    session = opened(SCRIPT)
    for asked, told in (("1:75", "12:30"), ("Strech", "Stretch"), ("2", "Stretch")):
        with pytest.raises(NotFoundError) as caught:
            play_live(session, "null", quiet, LiveOptions(begin=asked))
        assert told in caught.value.hint
    assert not session.speaker.is_cached("Hi.")
    check_start(session.cached_timeline()[0].steps, "1")


def test_what_shows_the_session_is_not_loaded_before_there_is_something_to_show() -> None:
    ran = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, voicecoach.live.play; print({'rich', 'asyncio', 'miniaudio'} & set(sys.modules))",
        ],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout == "set()\n"
