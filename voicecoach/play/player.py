"""Plays a session: wires programme, transport, device, keys and display, and sees to it that all are closed."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from voicecoach.play.answers import Answers
from voicecoach.play.awake import Awake, staying_awake
from voicecoach.play.changes import Changes
from voicecoach.play.controls.commands import Command, Wishes, command_of
from voicecoach.play.controls.keys import Keys
from voicecoach.play.controls.remote import Remote, open_remote
from voicecoach.play.devices.base import Block, Device
from voicecoach.play.display.base import Display
from voicecoach.play.errands import Errands
from voicecoach.play.output import Output
from voicecoach.play.programme import PlainProgramme, Programme
from voicecoach.play.prompt import prompt_threads
from voicecoach.play.status import NowPlaying, State, Status
from voicecoach.play.transport import Transport
from voicecoach.signals import DeferredSignal, deferring_signals

_GLANCE_MS = 100


@dataclass(frozen=True, slots=True)
class Ending:
    """How a session came to its end.

    Attributes:
        by_person: Whether the person quit; otherwise it played to its end.
        position_ms: Up to where in the session the device took it.
        underruns: How often the sound was late: not rendered in time, or not given to the device in time.
    """

    by_person: bool
    position_ms: int
    underruns: int


@dataclass(frozen=True, slots=True)
class Settings:
    """How the player begins, and what it answers to.

    Attributes:
        title: The session's name for the desktop and its media keys; None for a sound that they should not steer.
        any_key: Whether every key pauses and goes on, but for the one that quits.
        gain_db: How loud it begins.
        is_muted: Whether the voice is off at first.
        keeps_awake: Whether the machine is to stay awake meanwhile.
    """

    title: str | None = None
    any_key: bool = False
    gain_db: float = 0.0
    is_muted: bool = False
    keeps_awake: bool = False


def play(
    blocks: Iterator[Block],
    *,
    channels: int,
    device: Device,
    keys: Keys,
    display: Display,
    describe: Callable[[int], NowPlaying],
) -> Ending:
    """Return once a sound has been heard, or the person quit; as :func:`play_programme` does.

    Args:
        blocks: The sound, each block ``(frames, channels)``; rendered ahead in a thread of its own.
        channels: Of blocks and device.
        device: Just opened; closed here.
        keys: Entered and left here.
        display: Entered and left here.
        describe: Tells what there is at a position in milliseconds; must answer at once, and is asked for the
            first position while the first block is being rendered.
    """
    return play_programme(PlainProgramme(blocks, channels, describe), device=device, keys=keys, display=display)


def play_programme(
    programme: Programme,
    *,
    device: Device,
    keys: Keys,
    display: Display,
    reopen: Callable[[], Device] | None = None,
    settings: Settings = Settings(),
) -> Ending:
    """Return once the programme has been heard, or the person quit.

    However it ends, the device is closed, every thread is told to end, and the terminal is restored.
    To be called in the main thread, where Ctrl-C and SIGTERM arrive.

    Args:
        programme: What to play.
        device: Just opened; closed here.
        keys: Entered and left here.
        display: Entered and left here.
        reopen: Opens the device again when it went away; raises DeviceError while that is not possible. Without
            it, that is the end.
        settings: How it begins.

    Raises:
        DeviceError: The device failed.
        NotFoundError: There is no such place as the programme is to begin at.
        KeyboardInterrupt: Ctrl-C was pressed.
        SystemExit: The program was told to end by SIGTERM or SIGHUP.
        Exception: Whatever the programme's blocks raised, as it was raised.
    """
    with ExitStack() as closing:
        ending = closing.enter_context(deferring_signals())
        closing.enter_context(prompt_threads())
        output = closing.enter_context(Output(device, reopen, keys.wake))
        closing.enter_context(keys)
        programme.begin()
        closing.enter_context(display)
        transport = Transport(device.channels, on_change=keys.wake, gain_db=settings.gain_db)
        errands = Errands(keys.wake)
        changes = Changes(
            programme, transport, errands, keys.wake, is_patient=not device.paced, is_muted=settings.is_muted
        )
        closing.callback(changes.close)
        # Before the feeds are closed, whose early end a file must not take for the end, and the keys, which it wakes.
        closing.callback(output.end)
        wishes = Wishes(keys.wake)
        remote = Remote() if settings.title is None else open_remote(settings.title, wishes.put)
        closing.enter_context(remote)
        awake = closing.enter_context(staying_awake()) if settings.keeps_awake else None
        loop = _Loop(programme, transport, changes, output, errands, settings)
        return loop.run(keys, wishes, ending, (display.show, remote.publish), awake)


class _Loop:
    """The main thread's work: everything waits in one place, for keys."""

    def __init__(
        self,
        programme: Programme,
        transport: Transport,
        changes: Changes,
        output: Output,
        errands: Errands,
        settings: Settings,
    ) -> None:
        self._programme = programme
        self._transport = transport
        self._changes = changes
        self._output = output
        self._errands = errands
        self._settings = settings
        self._answers = Answers(programme, transport, changes, errands)
        self._early: deque[Command] = deque()  # asked for before the first sound
        self._note = ""
        self._is_opened = self._is_quitting = False

    def run(
        self,
        keys: Keys,
        wishes: Wishes,
        ending: DeferredSignal,
        shows: Sequence[Callable[[Status], None]],
        awake: Awake | None,
    ) -> Ending:
        """Answer keys and keep the display true until the sound is over."""
        while not self._output.over:
            ending.end_if_asked()
            if self._is_quitting and self._may_leave:
                break
            self._attend()
            self._note = awake.note if awake is not None else ""
            if not self._is_quitting:
                self._show(shows)
            command = wishes.take()
            if command is None:
                key = keys.wait(_GLANCE_MS)
                command = None if key is None else command_of(key, any_key=self._settings.any_key)
                if key is not None and command is None and not self._is_quitting:
                    self._answers.answer_any_key()
            if command is not None:
                self._answer(command)
        if not (self._is_quitting and self._output.gone):  # who leaves need not wait for a device that went away
            self._output.raise_failure()
        if not self._is_quitting:
            self._show(shows)
        elif self._output.begun:
            self._note_place(is_last=True)
        return Ending(self._is_quitting, self._transport.position_ms, self._underruns)

    @property
    def _underruns(self) -> int:
        return self._transport.underruns + self._output.underruns

    @property
    def _may_leave(self) -> bool:
        """Whether nothing fades any more, or nobody can hear it."""
        output = self._output
        if output.gone or not output.begun or not output.device.paced:
            return True
        return self._transport.silent and not self._transport.covered

    def _attend(self) -> None:
        """Do what has become possible since the last time."""
        if not self._is_opened:
            opening = self._programme.opening()
            if opening is not None:
                self._changes.begin(opening)
                self._is_opened = True
        feed = self._transport.feed
        if feed is not None and feed.ready and not self._output.begun:
            self._output.begin(self._transport.read)
            self._programme.first_heard()
            while self._early:
                self._answers.answer(self._early.popleft())
        self._output.watch()
        self._errands.finish()
        self._changes.attend()
        if self._output.begun:
            self._answers.attend()
            lost = self._output.device.name
            if self._output.come_back():
                self._transport.begin_anew(self._answers.back())
                found = self._output.device.name
                self._answers.message = f"the sound device {lost!r} went away; {found!r} goes on" * (found != lost)
            if not self._is_quitting:
                self._note_place()

    def _answer(self, command: Command) -> None:
        if self._is_quitting:
            return
        if command is Command.QUIT:
            self._is_quitting = True
            if self._output.device.paced:
                self._transport.pause()  # for its fade
                if self._programme.earcons is not None:
                    self._transport.overlay(self._programme.earcons.yes)
        elif not self._output.device.paced:
            return
        elif self._output.begun:
            self._answers.answer(command)
        else:
            self._early.append(command)

    def _note_place(self, *, is_last: bool = False) -> None:
        self._programme.note(
            self._transport.position_ms, self._transport.gain_db, is_muted=self._changes.is_muted, is_last=is_last
        )

    def _show(self, shows: Sequence[Callable[[Status], None]]) -> None:
        position_ms = self._transport.position_ms
        status = Status(
            self._state(),
            position_ms,
            self._underruns,
            self._programme.at(position_ms),
            is_muted=self._changes.is_muted,
            pace=self._programme.pace,
            gain_db=self._transport.gain_db,
            message=self._message(),
        )
        for show in shows:
            show(status)

    def _state(self) -> State:
        if self._output.gone:
            return State.LOST
        if not self._output.begun or self._answers.is_seeking:
            return State.PREPARING
        if self._answers.is_telling:
            return State.TELLING
        if self._transport.paused:
            return State.PAUSED
        return State.WAITING if self._answers.is_waiting else State.PLAYING

    def _message(self) -> str:
        if self._output.gone:
            return f"the sound device {self._output.device.name!r} went away; the session goes on when it is back"
        return self._answers.message or self._programme.message or self._note
