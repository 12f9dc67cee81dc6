"""Clock times in the decoded sound: signals, bells and numbers begin on the frame that the script asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile
from shared_cache import warm_cache

import voicecoach

if TYPE_CHECKING:
    from pathlib import Path

RATE_HZ = 48_000
QUIET_FRAMES = RATE_HZ // 20
THRESHOLD = 1e-3
SILENT = "- wording name: off\n- wording half: off\n- wording next: off\n\n"
"""Nothing is said that the script does not say."""


def onsets(path: Path) -> list[int]:
    """Return the frames at which a sound begins, after 50 ms of silence."""
    samples, rate_hz = soundfile.read(path)
    assert rate_hz == RATE_HZ
    loud = np.flatnonzero(np.abs(samples) > THRESHOLD)
    begins = np.concatenate(([True], np.diff(loud) > QUIET_FRAMES))
    return [int(frame) for frame in loud[begins]]


@pytest.fixture
def exported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VOICECOACH_CACHE_DIR", warm_cache(tmp_path / "cache"))
    monkeypatch.setenv("VOICECOACH_HOME", str(tmp_path / "home"))
    return tmp_path / "session.flac"


def heard(script: str, path: Path) -> list[int]:
    source = path.with_suffix(".md")
    source.write_text(SILENT + script, encoding="utf-8")
    with voicecoach.open(source, voice="tone", no_wake=True) as session:
        session.export(path)
    return onsets(path)


def test_bells_of_a_silent_sitting(exported: Path) -> None:
    script = (
        "## Sit\n\n- ready: 1s\n- hold: 150s\n- countdown: 0\n- chimes: begin bell, end bell, half off\n"
        "- at every 30s: [chime bell]\n"
    )
    first, *others = heard(script, exported)
    assert [frame - first for frame in others] == [seconds * RATE_HZ for seconds in (30, 60, 90, 120, 150)]


def test_every_rep_begins_on_its_second_whatever_is_said(exported: Path) -> None:
    script = (
        "## Work\n\n- ready: 1s\n- every: 5s\n- for: 25s\n- hold: 2s\n- countdown: 0\n- chimes: end off\n"
        "- rest countdown: 1\n- at 1s: Words.\n"
    )
    begins_s = [0, 5, 10, 15, 20]
    first, *others = heard(script, exported)
    ticks = [frame for frame in others if (frame - first) % (5 * RATE_HZ) == 0]
    assert [frame - first for frame in ticks] == [seconds * RATE_HZ for seconds in begins_s[1:]]
    # The voice may begin up to 30 ms late: a word a second after each begin, a number a second before the next one.
    spoken_s = [(frame - first) / RATE_HZ for frame in others if frame not in ticks]
    wanted_s = sorted([*(at + 1 for at in begins_s), *(at - 1 for at in begins_s[1:])])
    assert len(spoken_s) == len(wanted_s)
    assert all(0 <= spoken - wanted <= 0.03 for spoken, wanted in zip(spoken_s, wanted_s, strict=True))


def test_numbers_are_counted_into_the_begin_signal(exported: Path) -> None:
    script = "## Work\n\n- ready: 5s\n- hold: 2s\n- get ready: Three, two, one.\n- chimes: begin tick, end off\n"
    *numbers, begin = heard(script, exported)
    assert [round((begin - frame) / RATE_HZ, 1) for frame in numbers] == [3.0, 2.0, 1.0]


@pytest.mark.parametrize(("after", "wanted_s"), [("", 1.5), (" 0s", 0.0), (" 4s", 4.0)])
def test_a_chime_lasts_as_long_as_it_says(after: str, wanted_s: float, exported: Path) -> None:
    first, *others = heard(f"[chime tick{after}] Words.", exported)
    begun_s = (others[0] - first) / RATE_HZ if others else 0.0
    assert begun_s == pytest.approx(wanted_s, abs=0.03)


def test_a_rep_that_ends_where_the_next_one_begins_is_heard_as_one_strike(exported: Path) -> None:
    heard("## Work\n\n- ready: 1s\n- hold: 2s\n- every: 2s\n- reps: 4\n- countdown: 0\n", exported)
    samples, _ = soundfile.read(exported)
    peaks = [np.abs(samples[frame : frame + QUIET_FRAMES]).max() for frame in onsets(exported)]
    assert len(peaks) == 5
    assert max(peaks) / min(peaks) == pytest.approx(1.0, abs=0.01)
