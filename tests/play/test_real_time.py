"""The clock that a card is held against, with clock that the test gives."""

from __future__ import annotations

import pytest
from virtual_clock import VirtualClock

from voicecoach.play.devices.miniaudio import RealTime

PERIOD_FRAMES, SLACK_MS = 960, 60


def taken(gaps_ms: list[float], frames: int = PERIOD_FRAMES) -> RealTime:
    """Return the clock after a card has asked at once, and again after each of the gaps."""
    clock = VirtualClock()
    real_time = RealTime(clock, SLACK_MS, clock)
    real_time.take(frames)
    for gap_ms in gaps_ms:
        clock.now_s += gap_ms / 1_000
        real_time.take(frames)
    return real_time


@pytest.mark.parametrize("rate", [0.995, 1.0, 1.005])
def test_a_card_that_asks_in_time_is_never_dry_whatever_its_own_clock(rate: float) -> None:
    assert taken([20 * rate] * 10_000).underruns == 0


def test_a_card_that_asks_for_much_at_once_is_not_dry_until_that_was_heard() -> None:
    assert taken([500] * 20, frames=24_000).underruns == 0


@pytest.mark.parametrize(("late_ms", "underruns"), [(70, 0), (90, 1), (3_000, 1)])
def test_one_answer_later_than_there_is_slack_is_one_underrun(late_ms: int, underruns: int) -> None:
    assert taken([20] * 60 + [late_ms] + [20] * 10).underruns == underruns


def test_a_server_that_sets_up_its_stream_is_not_dry() -> None:
    assert taken([1_500] + [20] * 100).underruns == 0


def test_what_takes_sound_as_it_comes_is_held_back() -> None:
    clock = VirtualClock()
    began_s = clock()
    real_time = RealTime(clock, SLACK_MS, clock)
    for _ in range(1_000):  # 20 s of sound
        real_time.take(PERIOD_FRAMES)
    real_time.end()
    assert clock() - began_s == pytest.approx(20 / 1.01, abs=0.1)
    assert real_time.underruns == 0
