"""Pauses, jumps, splices and interludes: exact silence, the very next frame afterwards, fades without a click."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from virtual_time import VirtualTime

from voicecoach.play import states
from voicecoach.play.devices.base import Block
from voicecoach.play.look_ahead import LookAhead
from voicecoach.play.states import PlayerPhase
from voicecoach.play.transport import Transport

FADE_FRAMES = 2_400


def steady(frames: int) -> Block:
    """Full scale all along, so that what is heard is the gain itself."""
    return np.ones((frames, 1), np.float32)


def numbered(frames: int) -> Block:
    return np.arange(1, frames + 1, dtype=np.float32)[:, np.newaxis]


def filled(*blocks: Block, begin_ms: int = 0) -> LookAhead:
    """Return a buffer of blocks, all of them rendered."""
    time = VirtualTime()
    buffer = LookAhead(iter(blocks), blocks[0].shape[1], time, begin_ms=begin_ms, look_ahead_ms=60_000)
    buffer.fill()
    time.settle()
    return buffer


def begun(buffer: LookAhead, on_change: Callable[[], None] = lambda: None, channels: int = 1) -> Transport:
    transport = Transport(channels, on_change)
    transport.begin(buffer)
    return transport


def hear(sound: Block, asked: list[int], *, pause_at: int, resume_at: int) -> tuple[Block, list[int]]:
    """Return what is heard, and the clock after each block; pause and resume come before the blocks so numbered."""
    heard: list[Block] = []
    clock_ms: list[int] = []
    transport = begun(filled(sound))
    for turn, frames in enumerate(itertools.cycle(asked)):
        if turn == pause_at:
            transport.change(states.paused)
        if turn == resume_at:
            transport.change(states.resumed)
        heard.append(transport.read(frames))
        clock_ms.append(transport.position_ms)
        if len(heard[-1]) < frames:
            return np.concatenate(heard), clock_ms
    raise AssertionError


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
    transport = begun(filled(steady(40_000)), lambda: told_after.append(heard_frames + frames))
    transport.change(states.paused)
    assert transport.phase is PlayerPhase.PAUSING
    while heard_frames < 9_600:
        transport.read(frames)
        heard_frames += frames
    assert told_after == [-(-FADE_FRAMES // frames) * frames]
    assert transport.phase is PlayerPhase.PAUSED


def test_unpaused_samples_pass_bit_by_bit() -> None:
    sound = np.random.default_rng(1).normal(0, 0.3, (20_000, 2)).astype(np.float32)
    transport = begun(filled(sound), channels=2)
    np.testing.assert_array_equal(transport.read(20_001), sound)
    assert transport.phase is PlayerPhase.ENDED


class Late:
    """A sound whose second part comes 300 ms late."""

    def __init__(self) -> None:
        self.time = VirtualTime()

        def blocks() -> Iterator[Block]:
            yield steady(28_800)
            self.time.sleep(300)
            yield steady(19_200)

        self.buffer = LookAhead(blocks(), 1, self.time)
        self.buffer.fill()
        self.time.settle()


def test_late_sound_does_not_move_the_clock_and_comes_back_faded_in() -> None:
    late = Late()
    transport = begun(late.buffer)
    assert (transport.read(28_800) == 1).all()
    assert not transport.read(4_800).any()
    assert (transport.position_ms, transport.underruns) == (600, 1)
    late.time.advance(300)
    back = transport.read(4_800)[:, 0]
    assert back[0] < 0.001
    assert np.diff(back).max() < 0.001
    assert (back[FADE_FRAMES:] == 1).all()
    assert transport.position_ms == 700


def test_a_pause_that_meets_late_sound_is_silent_at_once() -> None:
    told: list[bool] = []
    late = Late()
    transport = begun(late.buffer, lambda: told.append(transport.is_silent))
    transport.read(28_800)
    transport.change(states.paused)
    assert not transport.read(480).any()
    assert told == [True]


def test_a_jump_fades_out_waits_for_its_sound_and_fades_in_there() -> None:
    late = Late()

    def blocks() -> Iterator[Block]:
        late.time.sleep(50)
        yield steady(48_000)

    there = LookAhead(blocks(), 1, late.time, begin_ms=60_000)
    transport = begun(late.buffer)
    transport.read(4_800)
    transport.seek(there)
    there.fill()
    late.time.settle()
    assert (transport.phase, transport.heading_ms, transport.position_ms) == (PlayerPhase.SEEKING, 60_000, 100)
    out = transport.read(4_800)[:, 0]
    assert (np.diff(out[:FADE_FRAMES]) <= 0).all()
    assert not out[FADE_FRAMES:].any()
    assert transport.phase is PlayerPhase.SEEKING
    late.time.advance(50)
    back = transport.read(4_800)[:, 0]
    assert (transport.phase, transport.position_ms) == (PlayerPhase.PLAYING, 60_100)
    assert back[0] < 0.001
    assert (back[FADE_FRAMES:] == 1).all()
    assert transport.released() == [late.buffer]


def test_a_splice_crossfades_within_25_ms_at_its_place_and_the_clock_goes_on() -> None:
    transport = begun(filled(steady(48_000)))
    transport.splice(filled(3 * steady(48_000), begin_ms=5_000), 100)
    assert transport.phase is PlayerPhase.SPLICING
    heard = transport.read(9_600)[:, 0]
    assert (heard[:4_800] == 1).all()
    assert (np.diff(heard[4_800:6_000]) >= 0).all()
    np.testing.assert_allclose(heard[6_000:], 3)
    assert (transport.phase, transport.position_ms) == (PlayerPhase.PLAYING, 5_100)


def test_a_splice_behind_the_end_comes_too_late() -> None:
    transport = begun(filled(steady(4_800)))
    transport.splice(filled(steady(48_000)), 200)
    assert len(transport.read(9_600)) == 4_800
    assert transport.phase is PlayerPhase.ENDED


def test_an_interlude_is_heard_while_the_clock_stands() -> None:
    transport = begun(filled(steady(48_000)))
    transport.change(states.awaiting_words)
    transport.read(4_800)
    assert (transport.phase, transport.position_ms) == (PlayerPhase.INTERLUDE, 50)
    transport.change(states.paused)
    words = np.full((4_800, 1), 0.5, np.float32)
    transport.change(partial(states.with_words, words=words))
    assert (transport.read(4_800) == 0.5).all()
    assert transport.phase is PlayerPhase.PAUSED, "asked for meanwhile"
    assert transport.position_ms == 50
    transport.change(states.resumed)
    transport.read(4_800)
    assert (transport.phase, transport.position_ms) == (PlayerPhase.PLAYING, 150)


def test_it_waits_at_a_place_until_a_jump_leads_on() -> None:
    transport = begun(filled(steady(48_000)))
    transport.wait_at(100)
    heard = transport.read(48_000)[:, 0]
    assert np.flatnonzero(heard)[-1] < 150 * 48
    assert (transport.phase, transport.position_ms) == (PlayerPhase.WAITING, 150)
    transport.seek(filled(steady(48_000), begin_ms=400))
    transport.read(4_800)
    assert (transport.phase, transport.position_ms) == (PlayerPhase.PLAYING, 500)
