"""The words and earcons of a session that no file has: answers to the person, in its wording and by its voice."""

from __future__ import annotations

import numpy as np

from voicecoach.live.timeline import LiveTimeline
from voicecoach.play.devices.base import Block
from voicecoach.play.source import Earcons
from voicecoach.script import phrases
from voicecoach.script import settings as table
from voicecoach.script.phrases import Phrase
from voicecoach.script.printer import written_form
from voicecoach.script.sides import Side, other_side
from voicecoach.script.steps import steps_of
from voicecoach.session.cues import Role, SpeechCue
from voicecoach.session.navigate.places import section_at, turn_at, turns
from voicecoach.session.rules import REP_CHIME
from voicecoach.session.timeline import PlacedSection
from voicecoach.session.unroll.cue_writer import CueWriter, Filled, Variables, spoken_form
from voicecoach.session.unroll.sections import pronunciations_of
from voicecoach.sound.library import SoundLibrary
from voicecoach.sound.pcm import FULL_SCALE, Pcm
from voicecoach.units import MINUTE_MS, SECOND_MS, db_to_gain, ms_to_frames, round_half_up

_EARCON_GAIN = np.float32(db_to_gain(-3.0))
_NO_SEMITONES, _BACK_SEMITONES = -9, 5
_BACK_AGAIN_MS = 300
_BACK_MS = 1_300


class Announcements:
    """Speaks phrases about a position in a session, in its wording and by its voice.

    Args:
        timeline: The session.
    """

    def __init__(self, timeline: LiveTimeline) -> None:
        self._session = timeline.session
        self._timeline = timeline

    def where(self, position_ms: int, hold_left_ms: int | None) -> Block | None:
        """Return the words for a position, such as "Exercise 4 of 10: Bridge. Your right side. 20 seconds left.".

        Raises:
            SpeechError: The voice cannot speak them.
        """
        words, step = self._words(position_ms), self._step_at(position_ms)
        if step is None:
            return self._spoken(words, [phrases.WHERE_LEFT], self._scope(words, None, None))
        sections = self._timeline.sections
        turn = turn_at(turns(sections, section_at(sections, position_ms)), position_ms)
        side = turn.side if turn is not None else None
        wanted = [phrases.WHERE]
        if side is not None:
            wanted.append(
                phrases.NAMED_SIDE if any(one.has_own_name for one in step.side_names) else phrases.WHERE_SIDE
            )
        scope = self._scope(words, step, side)
        if hold_left_ms is not None:
            wanted.append(phrases.WHERE_HOLD)
            scope = scope.with_values(hold=words.duration(-(-hold_left_ms // SECOND_MS) * SECOND_MS))
        return self._spoken(words, wanted, scope)

    def phrase(self, phrase: Phrase, position_ms: int) -> Block | None:
        """Return one phrase for a position; None where it is off.

        Raises:
            SpeechError: The voice cannot speak it.
        """
        words = self._words(position_ms)
        return self._spoken(words, [phrase], self._scope(words, self._step_at(position_ms), None))

    def _step_at(self, position_ms: int) -> PlacedSection | None:
        """Return the section at a position if it is a step."""
        sections = self._timeline.sections
        section = sections[section_at(sections, position_ms)] if sections else None
        return section if section is not None and section.step.index is not None else None

    def _words(self, left_ms: int) -> CueWriter:
        script = self._session.script
        minutes = max(round_half_up(left_ms / MINUTE_MS), 1)
        pronunciations = pronunciations_of(script.routine, script.pronunciations)
        options = script.options
        return CueWriter(script.wording, pronunciations, options.seed, lambda _use: minutes, options.silence)

    def _scope(self, words: CueWriter, step: PlacedSection | None, side: Side | None) -> Variables:
        values: dict[str, Filled] = {"steps": Filled.same(str(self._timeline.steps or 0))}
        if step is not None:
            values["name"] = self._name(step.step.name)
            values["step"] = Filled.same(str(step.step.index))
        if side is None or step is None:
            return Variables(values)
        sides = tuple(step.side_names)
        values["side"], other = words.side(side), other_side(side, sides)
        if other is not None:
            values["other_side"] = words.side(other)
        return Variables(values, side, sides, sides.index(side))

    def _name(self, written: str) -> Filled:
        """Return a step's name as it is spoken."""
        for step in steps_of(self._session.script.routine.sections):
            if written_form(step.name) == written:
                return Filled(written, spoken_form(step.settings.get(table.SPOKEN) or step.name))
        return Filled.same(written)

    def _spoken(self, words: CueWriter, wanted: list[Phrase], scope: Variables) -> Block | None:
        """Return phrases one after the other, shape ``(frames, channels)``; None where all of them are off."""
        cues = [cue for phrase in wanted for cue in words.phrase(phrase, Role.SAY, scope)]
        spoken = [self._session.speaker.pcm(cue.spoken) for cue in cues if isinstance(cue, SpeechCue)]
        if not spoken:
            return None
        pause_ms = self._session.script.options.pauses.sentence_ms
        pause = np.zeros((ms_to_frames(pause_ms), self._session.channels), np.float32)
        pieces = [piece for pcm in spoken for piece in (pause, _as_block(pcm, self._session.channels))]
        return np.concatenate(pieces[1:])


def earcons(sounds: SoundLibrary, channels: int, *, has_back: bool) -> Earcons:
    """Return the earcons: a soft tick, a lower one, and two higher ones before a hold goes on.

    Args:
        sounds: Has the tick.
        channels: 1 or 2.
        has_back: Whether there is one before a hold goes on: two ticks, and a second to get into it again.
    """

    def tick(semitones: int) -> Block:
        return _as_block(sounds.chime(REP_CHIME, semitones), channels) * _EARCON_GAIN

    return Earcons(tick(0), tick(_NO_SEMITONES), _twice(tick(_BACK_SEMITONES)) if has_back else None)


def _twice(tick: Block) -> Block:
    heard = np.zeros((ms_to_frames(_BACK_MS), tick.shape[1]), np.float32)
    for first in (0, ms_to_frames(_BACK_AGAIN_MS)):
        part = heard[first : first + len(tick)]
        part += tick[: len(part)]
    return heard


def _as_block(pcm: Pcm, channels: int) -> Block:
    """Return a sound as a device takes it, shape ``(frames, channels)``."""
    return np.repeat((pcm.samples[:] / np.float32(FULL_SCALE))[:, np.newaxis], channels, axis=1)
