"""The player: the core with its threads, device, keys, display and desktop, all closed however it ends."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace

from voicecoach.play.actions import Action, Fill, Release, Run, StartDevice
from voicecoach.play.awake import Awake, staying_awake
from voicecoach.play.background import Background
from voicecoach.play.controls.commands import CommandQueue, command_of
from voicecoach.play.controls.keys import Keys
from voicecoach.play.controls.remote import Remote, open_remote
from voicecoach.play.core import Core
from voicecoach.play.devices.base import Block, Device
from voicecoach.play.display.base import Display
from voicecoach.play.executor import Executor, prompt_threads
from voicecoach.play.look_ahead import LookAhead
from voicecoach.play.output import Output
from voicecoach.play.source import PlaybackSource
from voicecoach.play.status import State, Status
from voicecoach.play.transport import Transport
from voicecoach.signals import DeferredSignal, deferring_signals

_GLANCE_MS = 100


@dataclass(frozen=True, slots=True)
class Ending:
    """The end of a session.

    Attributes:
        by_person: Whether the person quit; otherwise it played to its end.
        position_ms: The position up to which the device took the session.
        underruns: The number of times that sound came late: not rendered in time, or not given to the device in time.
    """

    by_person: bool
    position_ms: int
    underruns: int


@dataclass(frozen=True, slots=True)
class PlayerOptions:
    """Options of the player.

    Attributes:
        title: The session's name for the desktop and its media keys; None for a sound that they should not steer.
        any_key: Whether every key pauses and goes on, except the one that quits.
        gain_db: The gain at first.
        is_muted: Whether the voice is off at first.
        keeps_awake: Whether the machine is to stay awake meanwhile.
    """

    title: str | None = None
    any_key: bool = False
    gain_db: float = 0.0
    is_muted: bool = False
    keeps_awake: bool = False


def play(
    source: PlaybackSource,
    *,
    device: Device,
    keys: Keys,
    display: Display,
    reopen: Callable[[], Device] | None = None,
    options: PlayerOptions = PlayerOptions(),
    executor: Executor | None = None,
    now_s: Callable[[], float] = time.monotonic,
) -> Ending:
    """Return once the source has been heard, or the person quit.

    However it ends, the device is closed, every thread is told to end, and the terminal is restored.
    To be called in the main thread, where Ctrl-C and SIGTERM arrive.

    Args:
        source: The sound to play.
        device: Just opened; closed here.
        keys: Entered and left here.
        display: Entered and left here.
        reopen: Opens the device again when it went away; raises DeviceError while that is not possible. Without
            it, that is the end.
        options: Its options.
        executor: Runs what the player does beside the main thread; None for threads.
        now_s: The wall clock. It tells only when to try a lost device again, and that a device hangs.

    Raises:
        DeviceError: The device failed.
        NotFoundError: There is no such place as the source is to begin at.
        KeyboardInterrupt: Ctrl-C was pressed.
        SystemExit: The program was told to end by SIGTERM or SIGHUP.
        Exception: Whatever the source's blocks raised, as it was raised.
    """
    executor = executor or Executor()
    with ExitStack() as closing:
        ending = closing.enter_context(deferring_signals())
        closing.enter_context(prompt_threads())
        output = closing.enter_context(Output(device, reopen, keys.wake, executor, now_s))
        closing.enter_context(keys)
        source.begin()
        closing.enter_context(display)
        player = _Player(source, output, keys, options, executor)
        closing.callback(player.close)
        # Before the buffers are closed, whose early end a file must not take for the end, and the keys, which it wakes.
        closing.callback(output.end)
        remote = Remote() if options.title is None else open_remote(options.title, player.commands.put)
        closing.enter_context(remote)
        awake = closing.enter_context(staying_awake()) if options.keeps_awake else None
        return player.run(ending, (display.show, remote.publish), awake)


class _Player:
    """Carries out the core's actions. The main thread waits in one place, for keys."""

    def __init__(
        self, source: PlaybackSource, output: Output, keys: Keys, options: PlayerOptions, executor: Executor
    ) -> None:
        self.commands = CommandQueue(keys.wake)
        self._source = source
        self._output = output
        self._keys = keys
        self._options = options
        self._executor = executor
        self._background = Background(executor, keys.wake)
        self._buffers: list[LookAhead] = []
        device = output.device
        self._transport = Transport(
            device.channels, keys.wake, gain_db=options.gain_db, lock=threading.Lock(), recall=output
        )
        self._core = Core(source, self._transport, self._new_buffer, is_paced=device.paced, is_muted=options.is_muted)

    def run(self, ending: DeferredSignal, shows: Sequence[Callable[[Status], None]], awake: Awake | None) -> Ending:
        """Answer keys and keep the display true until the sound is over."""
        core, output = self._core, self._output
        while not output.is_over:
            ending.end_if_asked()
            if core.is_quitting and (core.has_faded_out or output.is_gone):
                break
            self._advance()
            if not core.is_quitting:
                self._show(shows, awake)
            self._handle_key()
        if not (core.is_quitting and output.is_gone):  # who quits need not wait for a device that went away
            output.raise_failure()
        if core.is_quitting:
            core.note_position(is_last=True)
        else:
            self._show(shows, awake)
        underruns = self._transport.underruns + output.underruns
        return Ending(core.is_quitting, self._transport.position_ms, underruns)

    def close(self) -> None:
        """Tell every thread to end."""
        self._core.close()
        for buffer in self._buffers:
            buffer.close()

    def _advance(self) -> None:
        """Advance the core with finished background work, and reopen a lost device."""
        output = self._output
        output.watch()
        while (result := self._background.next_result()) is not None:
            self._carry_out(self._core.finish(result))
        self._carry_out(self._core.advance())
        lost = output.device.name
        if output.is_gone:
            self._transport.take_back()
        if output.come_back():
            self._core.begin_again()
            found = output.device.name
            self._core.message = f"the sound device {lost!r} was disconnected; playing on {found!r}" * (found != lost)

    def _handle_key(self) -> None:
        """Wait for a command, and carry it out."""
        command = self.commands.take()
        if command is None:
            key = self._keys.wait(_GLANCE_MS)
            if key is None:
                return
            command = command_of(key, any_key=self._options.any_key)
        self._carry_out(self._core.press_any() if command is None else self._core.press(command))

    def _carry_out(self, actions: Iterable[Action]) -> None:
        for action in actions:
            match action:
                case Fill(buffer):
                    self._buffers.append(buffer)
                    buffer.fill()
                case Release(buffer):
                    buffer.leave()
                    self._buffers.remove(buffer)
                case Run():
                    self._background.run(action)
                case StartDevice():
                    self._output.begin(self._transport.read, self._transport.spare_frames)
                    self._source.first_heard()

    def _new_buffer(self, blocks: Iterator[Block], begin_ms: int) -> LookAhead:
        return LookAhead(
            blocks,
            self._transport.channels,
            self._executor,
            begin_ms=begin_ms,
            patient=not self._output.device.paced,
            on_change=self._keys.wake,
        )

    def _show(self, shows: Iterable[Callable[[Status], None]], awake: Awake | None) -> None:
        output = self._output
        status = self._core.status(output.underruns, "" if awake is None else awake.note)
        if output.is_gone:
            message = f"the sound device {output.device.name!r} was disconnected; the session continues when it is back"
            status = replace(status, state=State.LOST, message=message)
        for show in shows:
            show(status)
