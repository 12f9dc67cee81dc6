"""The look-ahead: nothing lost, nothing invented, late sound counted, failures passed on."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voicecoach.play.feed import Feed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from voicecoach.play.devices.base import Block


def counted(first_frame: int, frames: int) -> Block:
    """Frames that tell their own number."""
    numbers = np.arange(first_frame, first_frame + frames, dtype=np.float32)
    return np.stack([numbers, -numbers], axis=1)


def until(condition: Callable[[], bool]) -> None:
    for _ in range(400):
        if condition():
            return
        time.sleep(0.005)
    pytest.fail("it did not come to pass within 2 s")


@settings(deadline=None, max_examples=60)
@given(
    written=st.lists(st.integers(0, 700), max_size=12),
    asked=st.lists(st.integers(1, 900), min_size=1, max_size=5),
    look_ahead_ms=st.integers(1, 20),
)
def test_whatever_the_blocks_a_patient_feed_gives_all_frames_in_order(
    written: list[int], asked: list[int], look_ahead_ms: int
) -> None:
    total_frames = sum(written)
    starts = np.cumsum([0, *written])
    blocks = (counted(int(start), frames) for start, frames in zip(starts, written, strict=False))
    taken: list[Block] = []
    with Feed(blocks, 2, patient=True, look_ahead_ms=look_ahead_ms) as feed:
        for turn in range(total_frames + 1):
            frames = asked[turn % len(asked)]
            taken.append(feed.read(frames))
            if len(taken[-1]) < frames:
                break
        assert feed.ended
    np.testing.assert_array_equal(np.concatenate(taken), counted(0, total_frames))
    assert feed.underruns == 0


def test_it_keeps_two_seconds_ready_and_no_more() -> None:
    rendered: list[int] = []

    def blocks() -> Iterator[Block]:
        for second in range(10):
            rendered.append(second)
            yield counted(second * 48_000, 48_000)

    with Feed(blocks(), 2) as feed:
        until(lambda: len(rendered) == 3)
        time.sleep(0.1)
        assert len(rendered) == 3  # two are kept, one waits for room
        feed.read(48_000)
        until(lambda: len(rendered) == 4)


def test_late_sound_is_one_underrun_and_comes_back_at_200_ms() -> None:
    gate = threading.Event()

    def blocks() -> Iterator[Block]:
        yield counted(0, 28_800)
        gate.wait()
        yield counted(28_800, 9_600)
        gate.clear()
        gate.wait()

    with Feed(blocks(), 2) as feed:
        until(lambda: feed.ready)
        assert len(feed.read(28_200)) == 28_200
        assert len(feed.read(1_000)) == 600
        assert feed.underruns == 1
        assert [len(feed.read(1_000)) for _ in range(5)] == [0] * 5
        assert feed.underruns == 1
        gate.set()
        until(lambda: feed.ready)
        np.testing.assert_array_equal(feed.read(1_000), counted(28_800, 1_000))
        assert feed.underruns == 1
        gate.set()


def test_a_device_that_takes_half_a_second_at_once_meets_no_underrun() -> None:
    def blocks() -> Iterator[Block]:
        for block in range(8):
            yield counted(block * 4_800, 4_800)
            time.sleep(0.02)

    with Feed(blocks(), 2) as feed:
        until(lambda: feed.ready)
        np.testing.assert_array_equal(feed.read(24_000), counted(0, 24_000))
        assert feed.underruns == 0


def test_before_the_first_sound_nothing_is_late() -> None:
    gate = threading.Event()

    def blocks() -> Iterator[Block]:
        gate.wait()
        yield counted(0, 9_600)

    with Feed(blocks(), 2) as feed:
        assert len(feed.read(480)) == 0
        assert feed.underruns == 0
        assert not feed.ready
        gate.set()


def test_a_failure_comes_out_as_itself_after_what_came_before_it() -> None:
    failure = LookupError("the second block")

    def blocks() -> Iterator[Block]:
        yield counted(0, 100)
        raise failure

    with Feed(blocks(), 2) as feed:
        until(lambda: feed.ready)
        np.testing.assert_array_equal(feed.read(480), counted(0, 100))
        assert not feed.ended
        with pytest.raises(LookupError) as caught:
            feed.read(480)
    assert caught.value is failure
    assert feed.underruns == 0


def test_closing_early_closes_the_generator_in_its_own_thread() -> None:
    closed_in: list[str] = []

    def blocks() -> Iterator[Block]:
        try:
            while True:
                yield counted(0, 48_000)
        finally:
            closed_in.append(threading.current_thread().name)

    with Feed(blocks(), 2) as feed:
        until(lambda: feed.ready)
    assert closed_in == ["voicecoach feed"]


def test_closing_does_not_wait_for_a_block_that_takes_long() -> None:
    gate = threading.Event()

    def blocks() -> Iterator[Block]:
        gate.wait(5)
        yield counted(0, 480)

    began_s = time.monotonic()
    with Feed(blocks(), 2):
        pass
    assert time.monotonic() - began_s < 1
    gate.set()


@pytest.mark.parametrize("first_ms", [100, 300, 599, 600, 900])
def test_what_it_says_it_holds_can_be_read(first_ms: int) -> None:
    """Else a splice would crossfade into silence, which nobody counts."""
    first_is_there, may_go_on = threading.Event(), threading.Event()

    def blocks() -> Iterator[Block]:
        yield np.ones((first_ms * 48, 1), np.float32)
        first_is_there.set()
        may_go_on.wait(20)
        yield np.ones((48_000, 1), np.float32)

    with Feed(blocks(), 1) as feed:
        try:
            assert first_is_there.wait(20)
            is_held = feed.holds(4_800)
            assert is_held == (first_ms >= 600)
            assert len(feed.read(4_800)) == (4_800 if is_held else 0)
            assert not feed.underruns
        finally:
            may_go_on.set()
