"""The core of the player: commands, frames taken and finished background work go in, the next actions come out.

It has no thread, no clock and no device; the player carries its actions out (see :mod:`voicecoach.play.player`).
Every command is answered by ear at once: a tick for done, a lower one for not possible.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial

import numpy as np

from voicecoach.errors import VoicecoachError
from voicecoach.play import states
from voicecoach.play.actions import Action, Run, StartDevice
from voicecoach.play.controls.commands import Command
from voicecoach.play.devices.base import Block
from voicecoach.play.key_waits import KeyWaits
from voicecoach.play.levels import LOUDEST_DB, SOFTEST_DB, STEP_DB
from voicecoach.play.source import PlaybackSource
from voicecoach.play.source_switcher import NewBuffer, SourceSwitcher
from voicecoach.play.states import PlayerPhase
from voicecoach.play.status import State, Status
from voicecoach.play.transport import Transport
from voicecoach.session.navigate.places import Place
from voicecoach.units import ms_to_frames

_EDIT_AHEAD_MS = 100
_AFTER_WORDS_MS = 500


class Core:
    """Decides what the player does next. To be used in one thread.

    Args:
        source: The playback source.
        transport: Plays it; the device takes its frames.
        new_buffer: Returns a new look-ahead buffer.
        is_paced: Whether the device takes sound as it is heard; otherwise only quitting is possible.
        is_muted: Whether speech is skipped at first.

    Attributes:
        message: A note for the person; empty for none.
        is_quitting: Whether the person asked to quit.
    """

    def __init__(
        self,
        source: PlaybackSource,
        transport: Transport,
        new_buffer: NewBuffer,
        *,
        is_paced: bool,
        is_muted: bool = False,
    ) -> None:
        self.message = ""
        self.is_quitting = False
        self._source = source
        self._transport = transport
        self._is_paced = is_paced
        self._actions: list[Action] = []
        self._switcher = SourceSwitcher(source, transport, new_buffer, self._actions.append, is_muted=is_muted)
        self._waits = KeyWaits(source, transport, self._actions.append)
        self._has_begun = False  # whether the device takes sound
        self._early: deque[Command] = deque()  # pressed before the first sound
        self._sought: deque[Command] = deque()  # their places are not known yet
        self._handlers: dict[Command, Callable[[], bool | None]] = {
            Command.PAUSE: self._pause_or_go_on,
            Command.MORE: self._more,
            Command.LOUDER: lambda: self._louder(STEP_DB),
            Command.SOFTER: lambda: self._louder(-STEP_DB),
            Command.FASTER: lambda: self._repace(faster=True),
            Command.SLOWER: lambda: self._repace(faster=False),
            Command.MUTE_VOICE: self._mute,
            Command.WHERE: self._where,
            **{command: partial(self._seek, command) for command in _JUMPS},
        }

    @property
    def phase(self) -> PlayerPhase:
        """The name of what the player does now."""
        return self._transport.phase if self._has_begun else PlayerPhase.PREPARING

    @property
    def has_faded_out(self) -> bool:
        """Whether the person quit, and nothing fades any more."""
        is_heard = self._has_begun and self._is_paced
        return self.is_quitting and not (is_heard and (self._transport.is_covered or not self._transport.is_silent))

    def press(self, command: Command) -> list[Action]:
        """Carry out a command."""
        if self.is_quitting:
            pass
        elif command is Command.QUIT:
            self._quit()
        elif self._is_paced and self._has_begun:
            self._handle(command)
        elif self._is_paced:
            self._early.append(command)
            self.message = f"{command}: as soon as the sound starts"
        return self._next_actions()

    def press_any(self) -> list[Action]:
        """Go on if the session waits for a key; else answer a key that means no command."""
        if self._has_begun and not self.is_quitting:
            if self._waits.is_under_way:
                self._handle(Command.PAUSE)
            elif self._is_paced:
                self.message = _NO_COMMAND
                self._tick(is_done=False)
        return self._next_actions()

    def finish(self, result: Callable[[], None]) -> list[Action]:
        """Take the result of a background task."""
        result()
        return self._next_actions()

    def advance(self) -> list[Action]:
        """Do what has become possible: frames were taken, a buffer became ready, a section was placed."""
        if self._transport.buffer is None:
            place = self._source.start_place()
            if place is not None:
                self._switcher.begin(place)
        if not self._has_begun and self._transport.buffer is not None and self._transport.buffer.ready:
            self._has_begun = True
            self._actions.append(StartDevice())
            while self._early:
                self._handle(self._early.popleft())
        self._switcher.advance()
        if self._has_begun:
            self._seek_awaited()
            self._waits.advance()
            revised = self._source.revised()
            if revised is not None:
                self.message = _REVISED
                self._switcher.change(revised, partial(self._refuse, because=_NOT_REVISED))
            if not self.is_quitting:
                self.note_position()
        return self._next_actions()

    def begin_again(self) -> None:
        """Fade in on a device that took the place of one that went away."""
        self._transport.begin_again(self._earcon_back())

    def note_position(self, *, is_last: bool = False) -> None:
        """Tell the source the position, so that it can save it."""
        if self._has_begun:
            transport = self._transport
            self._source.note(
                transport.position_ms, transport.gain_db, is_muted=self._switcher.is_muted, is_last=is_last
            )

    def close(self) -> None:
        """Discard a variant that is not heard yet."""
        self._switcher.close()

    def status(self, underruns: int, note: str = "") -> Status:
        """Return the status to show.

        Args:
            underruns: Those of the device.
            note: Shown if the core has no message of its own.
        """
        position_ms = self._transport.position_ms
        return Status(
            self._shown(),
            position_ms,
            self._transport.underruns + underruns,
            self._source.at(position_ms),
            is_muted=self._switcher.is_muted,
            pace=self._source.pace,
            gain_db=self._transport.gain_db,
            message=self.message or note,
        )

    def _shown(self) -> State:
        state = self._transport.state
        if self.phase is PlayerPhase.PREPARING or states.is_place_awaited(state):
            return State.PREPARING
        if states.is_telling(state):
            return State.TELLING
        if states.is_paused(state):
            return State.PAUSED
        return State.WAITING if self._waits.is_under_way else State.PLAYING

    def _next_actions(self) -> list[Action]:
        actions = self._actions.copy()
        self._actions.clear()
        return actions

    def _quit(self) -> None:
        self.is_quitting = True
        if self._is_paced:
            self._transport.change(states.paused)  # for its fade
            self._tick(is_done=True)

    def _handle(self, command: Command) -> None:
        self.message = ""
        is_done = self._handlers[command]()
        if is_done is False and not self.message:
            self.message = _IMPOSSIBLE[command]
        if is_done is not None:
            self._tick(is_done=is_done)

    def _tick(self, *, is_done: bool) -> None:
        earcons = self._source.earcons
        if earcons is not None:
            self._transport.overlay(earcons.yes if is_done else earcons.no)

    def _refuse(self, error: VoicecoachError, because: str = "") -> None:
        self.message = because + error.message
        self._tick(is_done=False)

    def _earcon_back(self) -> Block | None:
        """Return the sound before a hold resumes; None outside of holds."""
        earcons = self._source.earcons
        in_hold = self._source.is_in_hold(self._transport.heading_ms)
        return earcons.back if earcons is not None and in_hold else None

    def _pause_or_go_on(self) -> bool | None:
        if self._waits.is_under_way:
            self._go_to(self._waits.over(self._switcher.settle()))
            return True
        if not states.is_paused(self._transport.state):
            self._transport.change(states.paused)
            return True
        position_ms = self._transport.heading_ms
        if self._source.speaks_back and self._source.is_in_hold(position_ms):
            self._run(lambda: self._source.words_back(position_ms), self._resume)
            return True
        back = self._earcon_back()
        self._resume(back)
        return True if back is None else None

    def _resume(self, lead_in: Block | None) -> None:
        self._transport.change(partial(states.resumed, lead_in=lead_in))

    def _seek(self, command: Command) -> bool:
        shift_ms = self._switcher.settle()
        # Two presses are two steps, also where the first one's fade is not over yet.
        heading_ms = self._transport.heading_ms + (0 if self._transport.jump is not None else shift_ms)
        place = self._source.target(command, heading_ms)
        if self._sought or (place is None and not self._source.is_complete):
            # It is not spoken yet: silence until it is, or until it is known that there is none.
            self._sought.append(command)
            self._transport.change(states.awaiting_place)
            return True
        if place is None:
            return False
        self._go_to(place)
        return True

    def _seek_awaited(self) -> None:
        """Jump to the targets that the person asked for, as they become known."""
        while self._sought:
            place = self._source.target(self._sought[0], self._transport.heading_ms)
            if place is not None:
                self._sought.popleft()
                self._switcher.jump(place)
                if self._sought:
                    self._transport.change(states.awaiting_place)
            elif self._source.is_complete:
                self._sought.popleft()
                self._transport.change(states.without_place)
                self._tick(is_done=False)
            else:
                return

    def _go_to(self, place: Place) -> None:
        self._sought.clear()
        self._switcher.jump(place)

    def _more(self) -> bool:
        shift_ms = self._switcher.settle()
        if self._transport.jump is not None:
            positions_ms = [self._transport.heading_ms]
        else:
            # A moment ahead: what is heard while the new sound is made stays as it is.
            position_ms = self._transport.position_ms
            positions_ms = [position_ms + _EDIT_AHEAD_MS, position_ms]
        for at_ms in positions_ms:
            if self._source.lengthen(at_ms + shift_ms):
                self._switcher.renew(at_ms, shift_ms)
                return True
        return False

    def _louder(self, step_db: float) -> bool:
        gain_db = self._transport.gain_db + step_db
        if not SOFTEST_DB <= gain_db <= LOUDEST_DB:
            return False
        self._transport.set_gain_db(gain_db)
        return True

    def _mute(self) -> bool:
        self._switcher.mute(not self._switcher.is_muted)
        return True

    def _repace(self, *, faster: bool) -> bool:
        repaced = self._source.repaced(faster=faster)
        if repaced is None:
            return False
        self._switcher.change(repaced, partial(self._refuse, because=_NOT_REPACED))
        return True

    def _where(self) -> bool:
        if states.is_telling(self._transport.state):
            return False
        position_ms = self._transport.heading_ms
        hold_left_ms = self._source.at(position_ms).hold_left_ms
        self._transport.change(states.awaiting_words)
        self._run(lambda: self._source.where(position_ms, hold_left_ms), self._tell)
        return True

    def _tell(self, words: Block | None) -> None:
        self._transport.change(partial(states.with_words, words=words))

    def _run(self, speak: Callable[[], Block | None], hear: Callable[[Block | None], None]) -> None:
        """Have words spoken in the background and heard; where that fails, go on without them."""

        def fail(error: VoicecoachError) -> None:
            hear(None)
            self._refuse(error)

        self._actions.append(Run(lambda: _with_rest(speak()), hear, fail))


_JUMPS = (Command.NEXT, Command.PREVIOUS, Command.RESTART_SIDE, Command.OTHER_SIDE)
_NO_COMMAND = "this key does nothing: space pauses and resumes, q quits"
_IMPOSSIBLE = {
    Command.PAUSE: "",
    Command.NEXT: "this is the last step",
    Command.PREVIOUS: "this is the first step",
    Command.RESTART_SIDE: "no side to repeat here",
    Command.OTHER_SIDE: "this step has only one side",
    Command.MORE: "only a hold can be made longer",
    Command.LOUDER: "this is the loudest: turn up your device",
    Command.SOFTER: "this is the softest",
    Command.FASTER: "this is the fastest speech",
    Command.SLOWER: "this is the slowest speech",
    Command.MUTE_VOICE: "",
    Command.WHERE: "already telling you where you are",
}
"""The words for a command that is not possible now; the ear gets a low tick."""

_REVISED = "saved: the new version plays from here on"
_NOT_REPACED = "the speed did not change: "
_NOT_REVISED = "The saved script has an error; still playing the previous version: "


def _with_rest(words: Block | None) -> Block | None:
    """Return words with the moment of silence after them."""
    if words is None:
        return None
    return np.concatenate([words, np.zeros((ms_to_frames(_AFTER_WORDS_MS), words.shape[1]), np.float32)])
