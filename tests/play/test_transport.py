"""Pauses: exact silence, the very next frame afterwards, and fades without a click."""

from __future__ import annotations

import itertools
import threading
import time
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voicecoach.play.feed import Feed
from voicecoach.play.transport import Transport

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from voicecoach.play.devices.base import Block

FADE_FRAMES = 2_400


def steady(frames: int) -> Block:
    """Full scale all along, so that what is heard is the gain itself."""
    return np.ones((frames, 1), np.float32)


def numbered(frames: int) -> Block:
    return np.arange(1, frames + 1, dtype=np.float32)[:, np.newaxis]


def begun(feed: Feed, on_change: Callable[[], None] = lambda: None, channels: int = 1) -> Transport:
    transport = Transport(channels, on_change)
    transport.begin(feed)
    return transport


def hear(sound: Block, asked: list[int], *, pause_at: int, resume_at: int) -> tuple[Block, list[int]]:
    """Return what is heard, and the clock after each block; pause and resume come before the blocks so numbered."""
    heard: list[Block] = []
    clock_ms: list[int] = []
    with Feed(iter([sound]), 1, patient=True) as feed:
        transport = begun(feed)
        for turn, frames in enumerate(itertools.cycle(asked)):
            if turn == pause_at:
                transport.pause()
            if turn == resume_at:
                transport.resume()
            heard.append(transport.read(frames))
            clock_ms.append(transport.position_ms)
            if len(heard[-1]) < frames:
                return np.concatenate(heard), clock_ms
    raise AssertionError


@settings(deadline=None, max_examples=25)
@given(
    asked=st.lists(st.integers(100, 3_000), min_size=1, max_size=4),
    pause_at=st.integers(0, 5),
    paused_blocks=st.integers(0, 40),
)
def test_a_pause_adds_silence_and_loses_no_frame(asked: list[int], pause_at: int, paused_blocks: int) -> None:
    sound = numbered(40_000)
    heard, clock_ms = hear(sound, asked, pause_at=pause_at, resume_at=pause_at + paused_blocks)
    gains, _ = hear(steady(40_000), asked, pause_at=pause_at, resume_at=pause_at + paused_blocks)
    played = gains[:, 0] > 0
    # Every frame was heard at its gain, in order; between them is nothing but zeros.
    silent_frames = len(heard) - len(sound)
    assert not heard[~played].any()
    order = np.rint(heard[played] / gains[played]).astype(int)[:, 0]
    assert (np.diff(order) >= 1).all()
    assert len(order) >= len(sound) - 2 * (1 + (silent_frames > 0))  # gains of zero at both ends of a pause
    assert clock_ms[-1] == 40_000 // 48
    assert (np.diff(clock_ms) >= 0).all()


@settings(deadline=None, max_examples=25)
@given(
    asked=st.lists(st.integers(100, 3_000), min_size=1, max_size=4),
    pause_at=st.integers(0, 5),
    paused_blocks=st.integers(0, 40),
)
def test_no_fade_clicks_however_soon_the_person_changes_their_mind(
    asked: list[int], pause_at: int, paused_blocks: int
) -> None:
    gains, _ = hear(steady(40_000), asked, pause_at=pause_at, resume_at=pause_at + paused_blocks)
    steepest = np.pi / 2 / FADE_FRAMES
    assert np.abs(np.diff(gains[:, 0])).max() <= steepest * 1.01


def test_a_fade_lasts_50_ms() -> None:
    gains, _ = hear(steady(40_000), [480], pause_at=10, resume_at=40)
    untouched = np.flatnonzero(gains[:, 0] == 1)
    last_before = 4_800 - 1
    assert untouched[last_before] == last_before
    assert untouched[last_before + 1] - last_before == (40 - 10) * 480 + FADE_FRAMES
    silence = np.flatnonzero(gains[:, 0] == 0)
    assert silence[0] == 4_800 + 2_400 - 1
    assert silence[-1] == 40 * 480 - 1


@pytest.mark.parametrize("frames", [480, 700, 2_400, 4_800])
def test_that_a_fade_out_is_over_is_told_once(frames: int) -> None:
    told_after: list[int] = []
    heard_frames = 0
    with Feed(iter([steady(40_000)]), 1, patient=True) as feed:
        transport = begun(feed, lambda: told_after.append(heard_frames + frames))
        transport.pause()
        while heard_frames < 9_600:
            transport.read(frames)
            heard_frames += frames
    assert told_after == [-(-FADE_FRAMES // frames) * frames]


def test_unpaused_samples_pass_bit_by_bit() -> None:
    sound = np.random.default_rng(1).normal(0, 0.3, (20_000, 2)).astype(np.float32)
    with Feed(iter([sound]), 2, patient=True) as feed:
        heard = begun(feed, channels=2).read(20_001)
    np.testing.assert_array_equal(heard, sound)


def test_late_sound_does_not_move_the_clock_and_comes_back_faded_in() -> None:
    def blocks() -> Iterator[Block]:
        yield steady(28_800)
        time.sleep(0.3)
        yield steady(19_200)

    with Feed(blocks(), 1) as feed:
        transport = begun(feed)
        while not feed.ready:
            time.sleep(0.005)
        assert (transport.read(28_800) == 1).all()
        assert not transport.read(4_800).any()
        assert transport.position_ms == 600
        assert feed.underruns == 1
        while not feed.ready:
            time.sleep(0.005)
        back = transport.read(4_800)[:, 0]
        assert back[0] < 0.001
        assert np.diff(back).max() < 0.001
        assert (back[FADE_FRAMES:] == 1).all()
        assert transport.position_ms == 700


def test_a_pause_that_meets_late_sound_is_silent_at_once() -> None:
    told: list[bool] = []
    gate = threading.Event()
    late = (steady(480) for _ in range(1) if gate.wait(5))
    with Feed(late, 1) as feed:
        transport = begun(feed, lambda: told.append(transport.silent))
        transport.pause()
        assert not transport.read(480).any()
        assert told == [True]
        gate.set()
