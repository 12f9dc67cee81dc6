"""The look-ahead buffer: nothing lost, nothing invented, late sound counted, failures passed on."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from virtual_time import VirtualTime

from voicecoach.play.devices.base import Block
from voicecoach.play.executor import Executor
from voicecoach.play.look_ahead import LookAhead


def counted(first_frame: int, frames: int) -> Block:
    """Frames that tell their own number."""
    numbers = np.arange(first_frame, first_frame + frames, dtype=np.float32)
    return np.stack([numbers, -numbers], axis=1)


def filled(blocks: Iterator[Block], executor: Executor, channels: int = 2) -> LookAhead:
    buffer = LookAhead(blocks, channels, executor)
    buffer.fill()
    return buffer


@given(
    written=st.lists(st.integers(0, 700), max_size=12),
    asked=st.lists(st.integers(1, 900), min_size=1, max_size=5),
    look_ahead_ms=st.integers(1, 20),
)
def test_whatever_the_blocks_a_patient_buffer_gives_all_frames_in_order(
    written: list[int], asked: list[int], look_ahead_ms: int
) -> None:
    total_frames = sum(written)
    starts = np.cumsum([0, *written])
    blocks = (counted(int(start), frames) for start, frames in zip(starts, written, strict=False))
    buffer = LookAhead(blocks, 2, VirtualTime(), patient=True, look_ahead_ms=look_ahead_ms)
    buffer.fill()
    taken: list[Block] = []
    for turn in range(total_frames + 1):
        frames = asked[turn % len(asked)]
        taken.append(buffer.read(frames))
        if len(taken[-1]) < frames:
            break
    assert buffer.ended
    np.testing.assert_array_equal(np.concatenate(taken), counted(0, total_frames))
    assert buffer.underruns == 0


def test_it_keeps_two_seconds_ready_and_no_more() -> None:
    time = VirtualTime()
    rendered: list[int] = []

    def blocks() -> Iterator[Block]:
        for second in range(10):
            rendered.append(second)
            yield counted(second * 48_000, 48_000)

    buffer = filled(blocks(), time)
    time.settle()
    assert len(rendered) == 3, "two are kept, one waits for room"
    buffer.read(48_000)
    time.settle()
    assert len(rendered) == 4


def test_late_sound_is_one_underrun_and_comes_back_at_200_ms() -> None:
    time = VirtualTime()

    def blocks() -> Iterator[Block]:
        yield counted(0, 28_800)
        time.sleep(100)
        yield counted(28_800, 9_600)
        time.sleep(100)

    buffer = filled(blocks(), time)
    time.settle()
    assert len(buffer.read(28_200)) == 28_200
    assert len(buffer.read(1_000)) == 600
    assert buffer.underruns == 1
    assert [len(buffer.read(1_000)) for _ in range(5)] == [0] * 5
    assert buffer.underruns == 1
    time.advance(100)
    np.testing.assert_array_equal(buffer.read(1_000), counted(28_800, 1_000))
    assert buffer.underruns == 1


def test_a_device_that_takes_half_a_second_at_once_meets_no_underrun() -> None:
    time = VirtualTime()

    def blocks() -> Iterator[Block]:
        for block in range(8):
            yield counted(block * 4_800, 4_800)
            time.sleep(20)

    buffer = filled(blocks(), time)
    while not buffer.ready:
        time.advance()
    np.testing.assert_array_equal(buffer.read(24_000), counted(0, 24_000))
    assert buffer.underruns == 0


def test_before_the_first_sound_nothing_is_late() -> None:
    time = VirtualTime()

    def blocks() -> Iterator[Block]:
        time.sleep(1_000)
        yield counted(0, 9_600)

    buffer = filled(blocks(), time)
    time.settle()
    assert len(buffer.read(480)) == 0
    assert buffer.underruns == 0
    assert not buffer.ready


def test_a_failure_comes_out_as_itself_after_what_came_before_it() -> None:
    time = VirtualTime()
    failure = LookupError("the second block")

    def blocks() -> Iterator[Block]:
        yield counted(0, 100)
        raise failure

    buffer = filled(blocks(), time)
    time.settle()
    np.testing.assert_array_equal(buffer.read(480), counted(0, 100))
    assert not buffer.ended
    with pytest.raises(LookupError) as caught:
        buffer.read(480)
    assert caught.value is failure
    assert buffer.underruns == 0


@pytest.mark.parametrize("first_ms", [100, 300, 599, 600, 900])
def test_what_it_says_it_holds_can_be_read(first_ms: int) -> None:
    """Else a splice would crossfade into silence, which nobody counts."""
    time = VirtualTime()

    def blocks() -> Iterator[Block]:
        yield np.ones((first_ms * 48, 1), np.float32)
        time.sleep(1_000)
        yield np.ones((48_000, 1), np.float32)

    buffer = filled(blocks(), time, 1)
    time.settle()
    is_held = buffer.holds(4_800)
    assert is_held == (first_ms >= 600)
    assert len(buffer.read(4_800)) == (4_800 if is_held else 0)
    assert not buffer.underruns


def test_with_a_real_thread_closing_early_closes_the_generator_there() -> None:
    closed_in: list[str] = []
    is_closed = threading.Event()

    def blocks() -> Iterator[Block]:
        try:
            while True:
                yield counted(0, 48_000)
        finally:
            closed_in.append(threading.current_thread().name)
            is_closed.set()

    buffer = filled(blocks(), Executor())
    buffer.leave()
    assert is_closed.wait(60)
    assert closed_in == ["voicecoach look-ahead"]


def test_with_a_real_thread_closing_does_not_wait_for_a_block_that_takes_long() -> None:
    may_go_on = threading.Event()
    never_ends = (counted(0, 480) for _ in range(1) if may_go_on.wait())
    filled(never_ends, Executor()).close()
    assert not may_go_on.is_set()
    may_go_on.set()
