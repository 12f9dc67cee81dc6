"""The core alone: commands, frames and results go in, actions come out, and the test carries them out when it likes.

No thread runs, no device is open and no clock goes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from virtual_time import VirtualTime

from voicecoach.errors import SpeechError
from voicecoach.play.actions import Action, Fill, Release, Run, StartDevice
from voicecoach.play.controls.commands import Command
from voicecoach.play.core import Core
from voicecoach.play.devices.base import Block
from voicecoach.play.look_ahead import LookAhead
from voicecoach.play.source import Earcons, PlaybackSource
from voicecoach.play.states import PlayerPhase
from voicecoach.play.status import NowPlaying, State
from voicecoach.play.transport import Transport
from voicecoach.session.navigate.places import Place
from voicecoach.session.timeline import PlacedWait

YES, NO = np.full((480, 1), 0.25, np.float32), np.full((480, 1), 0.125, np.float32)


class Steady(PlaybackSource):
    """A minute of sound at 0.5 with places every ten seconds; the test says which of them are known."""

    channels = 1
    earcons = Earcons(YES, NO)

    def __init__(self) -> None:
        self.known_ms = 60_000
        self.wait: PlacedWait | None = None
        self.noted_ms: list[int] = []

    def blocks(self, begin_ms: int, *, is_muted: bool = False, is_fresh: bool = False) -> Iterator[Block]:
        del is_muted, is_fresh
        return iter([np.full(((60_000 - begin_ms) * 48, 1), 0.5, np.float32)])

    def at(self, position_ms: int) -> NowPlaying:
        return NowPlaying(what=str(position_ms))

    @property
    def is_complete(self) -> bool:
        return self.known_ms == 60_000

    def target(self, command: Command, position_ms: int) -> Place | None:
        place_ms = (position_ms // 10_000 + (1 if command is Command.NEXT else -1)) * 10_000
        return Place(place_ms) if 0 <= place_ms < self.known_ms else None

    def next_wait(self, position_ms: int) -> PlacedWait | None:
        return self.wait if self.wait is not None and position_ms < self.wait.end_ms else None

    @property
    def waits_for_keys(self) -> bool:  # type: ignore[override]
        return self.wait is not None

    def where(self, position_ms: int, hold_left_ms: int | None) -> Block | None:
        del position_ms, hold_left_ms
        return np.full((4_800, 1), 0.75, np.float32)

    def note(self, position_ms: int, gain_db: float, *, is_muted: bool, is_last: bool = False) -> None:
        del gain_db, is_muted, is_last
        self.noted_ms.append(position_ms)


class Bench:
    """A core whose buffers are filled and released at once, and whose tasks wait until the test runs them."""

    def __init__(self, *, is_paced: bool = True) -> None:
        self.source = Steady()
        self.transport = Transport(1)
        self.tasks: list[Run[Block]] = []
        self.released = 0
        self.is_started = False
        self._time = VirtualTime()
        self.core = Core(self.source, self.transport, self._new_buffer, is_paced=is_paced)

    def begin(self) -> Bench:
        self.advance()
        self.advance()
        assert self.is_started
        return self

    def press(self, *commands: Command) -> None:
        for command in commands:
            self._carry_out(self.core.press(command))

    def advance(self) -> None:
        self._carry_out(self.core.advance())

    def take(self, ms: int) -> Block:
        """Let the device take so many milliseconds, and the core see it."""
        heard = self.transport.read(ms * 48)
        self.advance()
        return heard[:, 0]

    def finish(self, error: SpeechError | None = None) -> None:
        task = self.tasks.pop(0)
        result: Callable[[], None] = (lambda: task.failed(error)) if error else lambda: task.done(task.work())
        self._carry_out(self.core.finish(result))

    @property
    def shown(self) -> State:
        return self.core.status(0).state

    def _new_buffer(self, blocks: Iterator[Block], begin_ms: int) -> LookAhead:
        return LookAhead(blocks, 1, self._time, begin_ms=begin_ms)

    def _carry_out(self, actions: list[Action]) -> None:
        for action in actions:
            match action:
                case Fill(buffer):
                    buffer.fill()
                    self._time.settle()
                case Release(buffer):
                    buffer.leave()
                    self.released += 1
                case Run():
                    self.tasks.append(action)
                case StartDevice():
                    self.is_started = True


def test_the_device_is_started_once_the_first_sound_is_ready() -> None:
    bench = Bench()
    assert bench.core.phase is PlayerPhase.PREPARING
    bench.advance()
    bench.advance()
    assert bench.is_started
    assert bench.core.phase is PlayerPhase.PLAYING
    assert (bench.take(100) == 0.5).all()
    assert bench.source.noted_ms[-1] == 100


def test_a_pause_and_what_follows_it() -> None:
    bench = Bench().begin()
    bench.press(Command.PAUSE)
    assert (bench.core.phase, bench.shown) == (PlayerPhase.PAUSING, State.PAUSED)
    bench.take(100)
    assert (bench.core.phase, bench.transport.position_ms) == (PlayerPhase.PAUSED, 50)
    bench.press(Command.PAUSE)
    assert bench.core.phase is PlayerPhase.PLAYING
    bench.take(100)
    assert bench.transport.position_ms == 150


def test_each_command_is_answered_by_ear_with_the_next_frame() -> None:
    bench = Bench().begin()
    bench.press(Command.SOFTER)
    assert bench.take(10)[0] > 0.5 + 0.2, "done"
    bench.take(100)
    bench.press(Command.MORE)
    assert bench.take(10)[0] == pytest.approx((0.5 + 0.125) * 10 ** (-2 / 20), abs=0.001), "not possible"


def test_two_jumps_before_the_first_fade_is_over_are_two_steps() -> None:
    bench = Bench().begin()
    bench.press(Command.NEXT, Command.NEXT)
    assert (bench.core.phase, bench.transport.heading_ms) == (PlayerPhase.SEEKING, 20_000)
    bench.take(100)
    assert (bench.core.phase, bench.transport.position_ms) == (PlayerPhase.PLAYING, 20_050)
    assert bench.released == 2, "the beginning, and the step that was passed over"


def test_a_place_that_is_not_spoken_yet_is_waited_for() -> None:
    bench = Bench().begin()
    bench.source.known_ms = 10_000
    bench.press(Command.NEXT)
    bench.take(200)
    assert (bench.core.phase, bench.shown, bench.transport.position_ms) == (PlayerPhase.SEEKING, State.PREPARING, 50)
    bench.source.known_ms = 30_000
    bench.advance()
    bench.take(100)
    assert (bench.core.phase, bench.transport.position_ms) == (PlayerPhase.PLAYING, 10_100)


def test_a_place_that_does_not_come_is_refused_and_it_goes_on() -> None:
    bench = Bench().begin()
    bench.press(Command.NEXT)
    bench.take(100)
    bench.press(*[Command.NEXT] * 4)
    bench.take(100)
    assert bench.transport.position_ms == 50_050
    bench.source.known_ms = 59_999
    bench.press(Command.NEXT)
    bench.take(100)
    bench.source.known_ms = 60_000
    bench.advance()
    assert bench.core.phase is PlayerPhase.PLAYING
    assert bench.take(10)[0] >= 0.125


def test_the_words_are_heard_when_they_are_spoken_and_a_pause_meanwhile_counts_after_them() -> None:
    bench = Bench().begin()
    bench.press(Command.WHERE)
    bench.take(100)
    assert (bench.core.phase, bench.shown, bench.transport.position_ms) == (PlayerPhase.INTERLUDE, State.TELLING, 50)
    bench.press(Command.PAUSE, Command.PAUSE)
    bench.finish()
    bench.take(10)
    assert (bench.take(90) == 0.75).all()
    bench.take(500)
    bench.take(100)
    assert (bench.core.phase, bench.transport.position_ms) == (PlayerPhase.PLAYING, 150), "it does not stand for good"


def test_words_that_cannot_be_spoken_are_told_and_it_goes_on() -> None:
    bench = Bench().begin()
    bench.press(Command.WHERE)
    bench.take(100)
    bench.finish(SpeechError("Here.", "heart", "it fell silent"))
    assert bench.core.phase is PlayerPhase.PLAYING
    assert "Here." in bench.core.message


def test_words_that_come_after_a_jump_are_not_heard() -> None:
    bench = Bench().begin()
    bench.press(Command.WHERE, Command.NEXT)
    bench.finish()
    bench.take(100)
    assert (bench.core.phase, bench.transport.position_ms) == (PlayerPhase.PLAYING, 10_050)


def test_a_wait_stands_until_any_key() -> None:
    bench = Bench().begin()
    bench.source.wait = PlacedWait(1_000, 5_000)
    bench.advance()
    bench.take(500)
    assert (bench.core.phase, bench.shown) == (PlayerPhase.PLAYING, State.PLAYING)
    bench.take(10_000)
    assert (bench.core.phase, bench.shown, bench.transport.position_ms) == (PlayerPhase.WAITING, State.WAITING, 4_950)
    bench.core.press_any()
    assert bench.transport.heading_ms == 5_000


def test_who_quits_has_faded_out_when_the_fade_and_the_tick_are_over() -> None:
    bench = Bench().begin()
    bench.press(Command.QUIT, Command.NEXT)
    assert bench.core.is_quitting
    assert not bench.core.has_faded_out
    bench.take(60)
    assert bench.core.has_faded_out


def test_a_device_that_is_not_paced_obeys_only_quit() -> None:
    bench = Bench(is_paced=False).begin()
    bench.press(Command.PAUSE, Command.NEXT)
    assert bench.core.phase is PlayerPhase.PLAYING
    bench.press(Command.QUIT)
    assert bench.core.has_faded_out


def test_commands_before_the_first_sound_count_once_there_is_one() -> None:
    bench = Bench()
    bench.press(Command.NEXT)
    assert bench.core.phase is PlayerPhase.PREPARING
    bench.begin()
    assert bench.transport.heading_ms == 10_000


def test_at_its_end_it_has_ended() -> None:
    bench = Bench().begin()
    bench.press(*[Command.NEXT] * 5)
    bench.take(10_000)
    assert len(bench.take(10_000)) < 10_000 * 48
    assert bench.core.phase is PlayerPhase.ENDED
