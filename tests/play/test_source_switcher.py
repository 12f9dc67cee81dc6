"""The order in which variants are made, without a thread: the test carries the actions out itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from virtual_time import VirtualTime

from voicecoach.errors import SpeechError, VoicecoachError
from voicecoach.play.actions import Action, Run
from voicecoach.play.devices.base import Block
from voicecoach.play.look_ahead import LookAhead
from voicecoach.play.source import PlainSource, Variant, VariantStart
from voicecoach.play.source_switcher import SourceSwitcher
from voicecoach.play.status import NowPlaying
from voicecoach.play.transport import Transport


class Named(Variant):
    """A variant that is never ready; writes down what is done with it."""

    def __init__(self, name: str, log: list[str]) -> None:
        self._name = name
        self._log = log
        log.append(f"make {name}")

    def start(self, position_ms: int, *, is_muted: bool) -> VariantStart | None:
        del position_ms, is_muted
        return None

    def install(self) -> None:
        self._log.append(f"install {self._name}")

    def drop(self) -> None:
        self._log.append(f"drop {self._name}")


class Switching:
    def __init__(self) -> None:
        self.log: list[str] = []
        self.actions: list[Action] = []
        time = VirtualTime()

        def new_buffer(blocks: Iterator[Block], begin_ms: int) -> LookAhead:
            return LookAhead(blocks, 1, time, begin_ms=begin_ms)

        source = PlainSource(iter([np.zeros((480, 1), np.float32)]), 1, lambda _: NowPlaying())
        self.switcher = SourceSwitcher(source, Transport(1), new_buffer, self.actions.append, is_muted=False)

    def ask_for(self, name: str) -> None:
        self.switcher.change(lambda: Named(name, self.log), lambda error: self.log.append(f"refuse {name}: {error}"))

    def carry_out(self, error: VoicecoachError | None = None) -> None:
        (action,) = self.actions
        assert isinstance(action, Run)
        self.actions.clear()
        if error is None:
            action.done(action.work())
        else:
            action.failed(error)


def test_of_many_variants_asked_for_at_once_one_is_made_at_a_time_and_the_last_one_counts() -> None:
    switching = Switching()
    for name in ("first", "second", "third"):
        switching.ask_for(name)
    switching.carry_out()
    switching.carry_out()
    assert not switching.actions
    assert switching.log == ["make first", "drop first", "make third"]


def test_one_that_is_made_is_given_up_for_the_next() -> None:
    switching = Switching()
    switching.ask_for("first")
    switching.carry_out()
    switching.ask_for("second")
    assert switching.log == ["make first", "drop first"]
    switching.carry_out()
    switching.switcher.close()
    assert switching.log[2:] == ["make second", "drop second"]


def test_only_the_last_one_asked_for_is_refused() -> None:
    switching = Switching()
    failure = SpeechError("Hi.", "heart", "it fell silent")
    make: Callable[[str], None] = switching.ask_for
    make("first")
    make("second")
    switching.carry_out(failure)
    assert not switching.log
    switching.carry_out(failure)
    assert switching.log == [f"refuse second: {failure}"]
