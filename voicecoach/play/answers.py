"""What the player does at each command; every one is answered by ear at once, done or not possible."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial

import numpy as np

from voicecoach.errors import VoicecoachError
from voicecoach.play.changes import Changes
from voicecoach.play.controls.commands import Command
from voicecoach.play.devices.base import Block
from voicecoach.play.errands import Errands
from voicecoach.play.levels import LOUDEST_DB, SOFTEST_DB, STEP_DB
from voicecoach.play.programme import Programme
from voicecoach.play.transport import Transport
from voicecoach.play.waiting import Waiting
from voicecoach.session.navigate.places import Place
from voicecoach.units import ms_to_frames

_EDIT_AHEAD_MS = 100
_AFTER_WORDS_MS = 500

_ELSEWHERE = (Command.NEXT, Command.PREVIOUS, Command.RESTART_SIDE, Command.OTHER_SIDE)


class Answers:
    """Turns commands into changes of what is heard. To be used in the main thread.

    Args:
        programme: What is played.
        transport: What is heard of it.
        changes: Makes the feeds that the transport goes over to.
        errands: Does what takes a while.

    Attributes:
        message: What the person should know now; empty for nothing.
        is_telling: Whether the words that tell where the session is are made or heard.
    """

    def __init__(self, programme: Programme, transport: Transport, changes: Changes, errands: Errands) -> None:
        self.message = ""
        self.is_telling = False
        self._programme = programme
        self._transport = transport
        self._changes = changes
        self._errands = errands
        self._sought: deque[Command] = deque()
        self._waiting = Waiting(programme, transport, errands)
        self._actions: dict[Command, Callable[[], bool | None]] = {
            Command.PAUSE: self._pause_or_go_on,
            Command.MORE: self._more,
            Command.LOUDER: lambda: self._louder(STEP_DB),
            Command.SOFTER: lambda: self._louder(-STEP_DB),
            Command.FASTER: lambda: self._repace(faster=True),
            Command.SLOWER: lambda: self._repace(faster=False),
            Command.MUTE_VOICE: self._mute,
            Command.WHERE: self._where,
            **{command: partial(self._seek, command) for command in _ELSEWHERE},
        }

    @property
    def is_waiting(self) -> bool:
        """Whether the session waits for a key."""
        return self._waiting.is_under_way

    @property
    def is_seeking(self) -> bool:
        """Whether a place is sought that is not known yet."""
        return bool(self._sought)

    def answer(self, command: Command) -> None:
        """Do what is asked for, and let a tick tell that it is done, or a lower one that it is not possible."""
        self.message = ""
        done = self._actions[command]()
        earcons = self._programme.earcons
        if done is not None and earcons is not None:
            self._transport.overlay(earcons.yes if done else earcons.no)

    def answer_any_key(self) -> None:
        """Go on if the session waits for a key, whichever that is."""
        if self.is_waiting:
            self.answer(Command.PAUSE)

    def attend(self) -> None:
        """Do what has become possible since the last time."""
        while self._sought:
            place = self._programme.target(self._sought[0], self._transport.heading_ms)
            if place is None and not self._programme.is_complete:
                break
            self._sought.popleft()
            self._found(place)
        self._waiting.attend()
        if self.is_telling and not (self._transport.standing or self._transport.in_interlude):
            self.is_telling = False
        revised = self._programme.revised()
        if revised is not None:
            self._changes.take(revised, self._not_revised)

    def back(self) -> Block | None:
        """Return what is to be heard before the session goes on, if it stands in a hold."""
        earcons = self._programme.earcons
        in_hold = self._programme.is_in_hold(self._transport.heading_ms)
        return earcons.back if earcons is not None and in_hold else None

    def _pause_or_go_on(self) -> bool | None:
        if self.is_waiting:
            self._go_to(self._waiting.over(self._changes.settle()))
            return True
        if not self._transport.paused:
            self._transport.pause()
            return True
        position_ms = self._transport.heading_ms
        if self._programme.speaks_back and self._programme.is_in_hold(position_ms):
            self._errands.run(lambda: self._programme.words_back(position_ms), self._speak_and_go_on, self._go_on)
            return True
        back = self.back()
        self._transport.resume(back)
        return True if back is None else None

    def _speak_and_go_on(self, words: Block | None) -> None:
        if words is not None:
            words = np.concatenate([words, _silence(_AFTER_WORDS_MS, words.shape[1])])
        self._transport.resume(words)

    def _go_on(self, error: VoicecoachError) -> None:
        self._transport.resume()
        self._refuse(error.message)

    def _seek(self, command: Command) -> bool | None:
        shift_ms = self._changes.settle()
        # Two presses are two steps, also where the first one's fade is not over yet.
        heading_ms = self._transport.heading_ms + (0 if self._transport.is_jumping else shift_ms)
        place = self._programme.target(command, heading_ms)
        if self._sought or (place is None and not self._programme.is_complete):
            # It is not spoken yet: silence until it is, or until it is known that there is none.
            self._sought.append(command)
            self._transport.stand()
            return True
        if place is None:
            return False
        self._go_to(place)
        return True

    def _found(self, place: Place | None) -> None:
        if place is not None:
            self.is_telling = False
            self._changes.jump(place)
            return
        self._transport.go_on()
        if self._programme.earcons is not None:
            self._transport.overlay(self._programme.earcons.no)

    def _go_to(self, place: Place) -> None:
        self._sought.clear()
        self.is_telling = False
        self._changes.jump(place)

    def _more(self) -> bool:
        shift_ms = self._changes.settle()
        if self._transport.is_jumping:
            places_ms = [self._transport.heading_ms]
        else:
            # A moment ahead: what is heard while the new sound is made stays as it is.
            position_ms = self._transport.position_ms
            places_ms = [position_ms + _EDIT_AHEAD_MS, position_ms]
        for at_ms in places_ms:
            if self._programme.lengthen(at_ms + shift_ms):
                self._changes.renew(at_ms, shift_ms)
                return True
        return False

    def _louder(self, step_db: float) -> bool:
        gain_db = self._transport.gain_db + step_db
        if not SOFTEST_DB <= gain_db <= LOUDEST_DB:
            return False
        self._transport.set_gain_db(gain_db)
        return True

    def _mute(self) -> bool:
        self._changes.mute(not self._changes.is_muted)
        return True

    def _repace(self, *, faster: bool) -> bool:
        repaced = self._programme.repaced(faster=faster)
        if repaced is None:
            return False
        self._changes.take(repaced, self._not_repaced)
        return True

    def _not_repaced(self, error: VoicecoachError) -> None:
        self._refuse(f"the pace stays as it is: {error.message}")

    def _not_revised(self, error: VoicecoachError) -> None:
        self._refuse(f"the script as it was saved cannot be played yet: {error.message}")

    def _where(self) -> bool:
        if self.is_telling:
            return False
        position_ms = self._transport.heading_ms
        now = self._programme.at(position_ms)
        self.is_telling = True
        self._transport.stand()
        self._errands.run(lambda: self._programme.where(position_ms, now.hold_left_ms), self._tell, self._cannot_tell)
        return True

    def _tell(self, words: Block | None) -> None:
        if not self.is_telling:  # the person has gone elsewhere meanwhile
            return
        if words is None:
            self._transport.go_on()
            self.is_telling = False
            return
        self._transport.interlude(np.concatenate([words, _silence(_AFTER_WORDS_MS, words.shape[1])]))

    def _cannot_tell(self, error: VoicecoachError) -> None:
        self._transport.go_on()
        self.is_telling = False
        self._refuse(error.message)

    def _refuse(self, message: str) -> None:
        self.message = message
        if self._programme.earcons is not None:
            self._transport.overlay(self._programme.earcons.no)


def _silence(length_ms: int, channels: int) -> Block:
    return np.zeros((ms_to_frames(length_ms), channels), np.float32)
