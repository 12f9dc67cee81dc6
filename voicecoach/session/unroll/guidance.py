"""How much is said: a session with all its words, shortened to what the person wants to hear.

``full`` says everything; ``brief`` says the short form of the cue and no setup; ``names`` says the introduction,
names, sides and counts; ``chimes`` says the introduction and what the signals mean, and then tells side, half
and end by sound alone. Props and safety are always said. What a person wrote and is not said is named.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TypeVar

from voicecoach.script.model import Side
from voicecoach.session import rules
from voicecoach.session.cues import (
    ChimeCue,
    Closing,
    Cue,
    Hold,
    HoldGap,
    Movement,
    Passage,
    Phase,
    Role,
    Section,
    SpeechCue,
    Spoken,
    Talk,
)

_S = TypeVar("_S", Spoken, tuple[SpeechCue, ...])


class Guidance(StrEnum):
    """How much is said."""

    FULL = "full"
    BRIEF = "brief"
    NAMES = "names"
    CHIMES = "chimes"


_ALWAYS = frozenset({Role.PROPS, Role.SAFETY, Role.LEGEND})
_SAID = {
    Guidance.FULL: frozenset(Role),
    Guidance.BRIEF: frozenset(Role) - {Role.SETUP},
    Guidance.NAMES: _ALWAYS | {Role.NAME, Role.CUE, Role.SWITCH, Role.COUNT},
    Guidance.CHIMES: _ALWAYS,
}

_WRITTEN = frozenset({Role.SAY, Role.SETUP, Role.CUE, Role.AT, Role.HALF, Role.FINISH, Role.PHASE})
"""The roles of words that a person wrote; the others are the session's own."""

SIDE_SEMITONES = {Side.LEFT: -4, Side.RIGHT: 3}
"""How a signal tells the side where no word does: low for left, high for right."""


def guided(section: Section, guidance: Guidance) -> Section:
    """Return a section with only the words that the guidance leaves; the others are in its ``left_out``."""
    if guidance is Guidance.FULL or (section.is_introduction and guidance is not Guidance.BRIEF):
        return section
    return _Guided(section, guidance).section()


class _Guided:
    def __init__(self, section: Section, guidance: Guidance) -> None:
        self._section = section
        self._guidance = guidance
        self._said = _SAID[guidance]
        self._left_out: list[SpeechCue] = []

    def section(self) -> Section:
        passages = tuple(self._passage(passage) for passage in self._section.passages)
        return replace(self._section, passages=passages, left_out=(*self._section.left_out, *self._left_out))

    def _passage(self, passage: Passage) -> Passage:
        match passage:
            case Talk(cues):
                return Talk(self._cues(cues))
            case Closing(cues):
                return Closing(self._cues(cues))
            case HoldGap(_, cues, switch):
                return replace(passage, cues=self._cues(cues), switch=self._pitched(switch))
            case Hold():
                return replace(
                    passage,
                    begin=self._pitched(passage.begin),
                    end=self._pitched(passage.end),
                    half_chime=self._pitched(passage.half_chime),
                    counts=self._speech(passage.counts),
                    ats=tuple(one for one in passage.ats if self._speech(one.spoken)),
                    half=self._speech(passage.half),
                )
            case Movement():
                phases = tuple(self._phase(phase, passage.side) for phase in passage.phases)
                begin, end = self._pitched(passage.begin), self._pitched(passage.end)
                return replace(passage, phases=phases, begin=begin, end=end)

    def _cues(self, cues: tuple[Cue, ...]) -> tuple[Cue, ...]:
        return tuple(cue for cue in cues if not isinstance(cue, SpeechCue) or self._speech((cue,)))

    def _speech(self, spoken: _S) -> _S | tuple[()]:
        """Return words as they are, or nothing where they are not wanted."""
        unwanted = [one for one in spoken if isinstance(one, SpeechCue) and one.role not in self._said]
        # What the wording says at the half by itself is located at the step's heading: nobody wrote it.
        self._left_out += (one for one in unwanted if one.role in _WRITTEN and one.location != self._section.location)
        return () if unwanted else spoken

    def _phase(self, phase: Phase, side: Side | None) -> Phase:
        """Return a phase; where its words are not said, a soft tick tells its onset."""
        role = next((one.role for one in phase.spoken if isinstance(one, SpeechCue)), None)
        if role is None or self._speech(phase.spoken):
            return phase
        return Phase(phase.duration_ms, (), self._pitched(ChimeCue(rules.REP_CHIME, role, side=side)))

    def _pitched(self, strike: ChimeCue | None) -> ChimeCue | None:
        """Return a signal that tells its side by its pitch, where no word tells it."""
        if strike is None or strike.side is None or self._guidance is not Guidance.CHIMES:
            return strike
        return replace(strike, pitch_semitones=SIDE_SEMITONES[strike.side])
