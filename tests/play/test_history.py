"""A device that holds much sound and gives it back: a change is heard as if nothing had been taken ahead."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from virtual_time import VirtualTime

from voicecoach.play import states
from voicecoach.play.devices.base import Block
from voicecoach.play.look_ahead import LookAhead
from voicecoach.play.transport import Transport

LATE_FRAMES = 960  # what the card has already when a key is pressed
SOUND = np.linspace(0.1, 0.9, 300_000, dtype=np.float32)[:, np.newaxis]


class DeepDevice:
    """Takes as much as it may, and gives back what is not played yet."""

    def __init__(self, most_ahead_frames: int) -> None:
        self.taken: list[Block] = []
        self.played_frames = 0
        self.most_ahead_frames = most_ahead_frames

    def take_back(self, most_frames: int, given_frames: int) -> int:
        back_frames = min(most_frames, self.retractable_frames(given_frames))
        held = np.concatenate(self.taken)
        assert len(held) == given_frames
        self.taken = [held[: len(held) - back_frames]]
        return back_frames

    def retractable_frames(self, given_frames: int) -> int:
        return max(given_frames - self.played_frames - LATE_FRAMES, 0)

    def play(self, transport: Transport, until_frame: int, block_frames: int) -> None:
        """Play up to a frame, with the buffer filled all the way."""
        self.played_frames = until_frame
        self.fill(transport, block_frames)

    def fill(self, transport: Transport, block_frames: int) -> None:
        while sum(map(len, self.taken)) < self._wanted(transport):
            self.taken.append(transport.read(block_frames))

    def _wanted(self, transport: Transport) -> int:
        spare_frames = min(transport.spare_frames(), self.most_ahead_frames)
        return self.played_frames + LATE_FRAMES + spare_frames


def heard(most_ahead_frames: int, block_frames: int, steps: list[tuple[int, int]]) -> tuple[Block, list[int]]:
    """Return what is played, and the clock at each change, with a device that takes so much ahead."""
    time = VirtualTime()
    buffer = LookAhead(iter([SOUND]), 1, time, look_ahead_ms=60_000)
    buffer.fill()
    time.settle()
    device = DeepDevice(most_ahead_frames)
    transport = Transport(1, recall=device)
    transport.begin(buffer)
    clock_ms: list[int] = []
    for frame, kind in steps:
        device.play(transport, frame, block_frames)
        clock_ms.append(transport.position_ms)
        CHANGES[kind](transport)
    device.play(transport, steps[-1][0] + 20_000, block_frames)
    return np.concatenate(device.taken)[: device.played_frames], clock_ms


CHANGES: list[Callable[[Transport], None]] = [
    lambda transport: transport.change(states.paused),
    lambda transport: transport.change(states.resumed),
    lambda transport: transport.set_gain_db(-6.0),
    lambda transport: transport.set_gain_db(0.0),
    lambda transport: transport.overlay(np.full((3_000, 1), 0.05, np.float32)),
    lambda transport: transport.wait_at(5_000),
]


@given(
    waits=st.lists(st.integers(10, 600), min_size=1, max_size=6),
    kinds=st.lists(st.integers(0, len(CHANGES) - 1), min_size=6, max_size=6),
    block_frames=st.sampled_from([480, 960]),
)
def test_a_change_is_heard_as_if_nothing_had_been_taken_ahead(
    waits: list[int], kinds: list[int], block_frames: int
) -> None:
    # On multiples of a block, a device that holds nothing has played just what it took; shorter than a fade, a pause
    # that is taken back ends where it ended.
    frames = np.cumsum([-(-wait * 48 // 960) * 960 + 4_800 for wait in waits])
    steps = list(zip(frames.tolist(), kinds, strict=False))
    deep, deep_clock_ms = heard(72_000, block_frames, steps)
    plain, plain_clock_ms = heard(0, block_frames, steps)
    np.testing.assert_allclose(deep, plain, atol=1e-6)
    assert deep_clock_ms == plain_clock_ms


def test_what_was_taken_ahead_is_taken_back() -> None:
    deep, _ = heard(72_000, 960, [(48_000, 0)])
    silent = np.flatnonzero(deep == 0)
    assert silent[0] == pytest.approx(48_000 + LATE_FRAMES + 2_400, abs=2)


def test_sound_that_was_read_is_read_again_unchanged_though_a_fade_changed_it() -> None:
    time = VirtualTime()
    buffer = LookAhead(iter([SOUND[:10_000]]), 1, time)
    buffer.fill()
    time.settle()
    first = [buffer.read(700) for _ in range(5)]
    for block in first:
        block.fill(0)
    buffer.unread(2_000)
    np.testing.assert_array_equal(buffer.read(3_000), SOUND[1_500:4_500])
