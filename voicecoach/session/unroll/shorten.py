"""Shorten a section: speak less of it (guidance), or cut its silences and holds (preview).

The guidance ``full`` speaks everything; ``brief`` the short form of the cue, and no setup; ``names`` the introduction,
names, sides and counts; ``chimes`` the introduction and the meaning of the signals, and then tells side, half and end
by sound alone. Props and safety are always spoken. Words of the script that are left out are reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TypeVar

from voicecoach.script.sides import Side
from voicecoach.session import rules
from voicecoach.session.cues import (
    ChimeCue,
    Closing,
    Cue,
    EchoGap,
    Hold,
    HoldGap,
    Movement,
    Overlay,
    Passage,
    Phase,
    Role,
    Section,
    Silence,
    SpeechCue,
    Spoken,
    Talk,
    UntilCue,
    WaitCue,
)
from voicecoach.units import SECOND_MS

_S = TypeVar("_S", Spoken, tuple[SpeechCue, ...])


class Guidance(StrEnum):
    """The amount of speech."""

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
"""The roles of words from the script; the others are the session's own phrases."""

RIGHT_SEMITONES, LEFT_SEMITONES = 3, -4
"""The pitch of a signal that tells the side without words: low for left, high for right."""


def guided(section: Section, guidance: Guidance) -> Section:
    """Return a section with only the words of the guidance; ``left_out`` has the others from the script."""
    if guidance is Guidance.FULL or (section.is_introduction and guidance is not Guidance.BRIEF):
        return section
    return _Guide(section, guidance).section()


class _Guide:
    """Applies a guidance to one section, and collects the words that it leaves out."""

    def __init__(self, section: Section, guidance: Guidance) -> None:
        self._section = section
        self._guidance = guidance
        self._said_roles = _SAID[guidance]
        self._left_out: list[SpeechCue] = []

    def section(self) -> Section:
        passages = tuple(self._passage(passage) for passage in self._section.passages)
        return replace(self._section, passages=passages, left_out=(*self._section.left_out, *self._left_out))

    def _passage(self, passage: Passage) -> Passage:
        match passage:
            case Talk(cues):
                return Talk(self._cues(cues))
            case Closing(cues):
                return replace(passage, cues=self._cues(cues))
            case HoldGap(_, cues, switch):
                get_ready = self._wanted(passage.get_ready)
                self._left_out += passage.get_ready[len(get_ready) :]  # words of the script in the role of numbers
                return replace(
                    passage,
                    cues=self._cues(cues),
                    switch=self._pitched(switch),
                    get_ready=get_ready,
                    counts=self._wanted(passage.counts),
                    half=self._wanted(passage.half),
                )
            case Hold():
                return replace(
                    passage,
                    begin=self._pitched(passage.begin),
                    end=self._pitched(passage.end),
                    half_chime=self._pitched(passage.half_chime),
                    counts=self._wanted(passage.counts),
                    ats=self._ats(passage.ats),
                    half=self._wanted(passage.half),
                )
            case Movement():
                phases = tuple(self._phase(phase, passage.side) for phase in passage.phases)
                begin, end = self._pitched(passage.begin), self._pitched(passage.end)
                return replace(
                    passage,
                    phases=phases,
                    begin=begin,
                    end=end,
                    counts=self._wanted(passage.counts),
                    ats=self._ats(passage.ats),
                    half=self._wanted(passage.half),
                )

    def _ats(self, ats: tuple[Overlay, ...]) -> tuple[Overlay, ...]:
        wanted = (replace(overlay, spoken=self._wanted(overlay.spoken)) for overlay in ats)
        return tuple(overlay for overlay in wanted if overlay.spoken)

    def _cues(self, cues: tuple[Cue, ...]) -> tuple[Cue, ...]:
        kept = (cue for cue in cues if not isinstance(cue, SpeechCue) or self._wanted((cue,)))
        # A silence to repeat a phrase goes with its phrase.
        return tuple(cue for cue in kept if not isinstance(cue, EchoGap) or cue.speech.role in self._said_roles)

    def _wanted(self, spoken: _S) -> _S:
        """Return words and chimes as they are; the chimes alone where the guidance leaves the words out."""
        unwanted = [one for one in spoken if isinstance(one, SpeechCue) and one.role not in self._said_roles]
        # The wording's own phrase at the half is located at the step's heading: it is not from the script.
        self._left_out += (one for one in unwanted if one.role in _WRITTEN and one.location != self._section.location)
        return tuple(one for one in spoken if isinstance(one, ChimeCue)) if unwanted else spoken

    def _phase(self, phase: Phase, side: Side | None) -> Phase:
        """Return a phase; a soft tick marks its onset where the guidance leaves out its words."""
        role = next((one.role for one in phase.spoken if isinstance(one, SpeechCue)), None)
        wanted = self._wanted(phase.spoken)
        is_silent = role is not None and not wanted
        return Phase(
            phase.duration_ms,
            wanted,
            self._pitched(ChimeCue(rules.REP_CHIME, role, side=side)) if role and is_silent else phase.signal,
            self._wanted(phase.counts),
            self._ats(phase.ats),
            self._wanted(phase.half),
        )

    def _pitched(self, chime: ChimeCue | None) -> ChimeCue | None:
        """Return a signal, pitched by its side where no words tell the side."""
        if chime is None or chime.side is None or self._guidance is not Guidance.CHIMES:
            return chime
        return replace(chime, pitch_semitones=RIGHT_SEMITONES if chime.side.is_right else LEFT_SEMITONES)


LONGEST_SILENCE_MS = 4 * SECOND_MS


def previewed(section: Section) -> Section:
    """Return a section with all of its words, in which no silence and no hold is longer than 4 s.

    Sets, reps and rounds without new words are skipped. Words spoken during a hold follow it, since they do not fit
    into 4 s.
    """
    heard: set[str] = set()
    kept: list[Passage] = []
    for passages in _turns(section.passages):
        is_new = any(speech.spoken not in heard for passage in passages for speech in _spoken_words(passage))
        if is_new or _is_first(passages) or not any(isinstance(one, Hold | Movement) for one in passages):
            for passage in passages:
                kept += _shortened(passage, heard)
    return replace(section, passages=tuple(kept))


def _turns(passages: Sequence[Passage]) -> Iterator[list[Passage]]:
    """Yield the passages that belong together: a gap and the hold or movement after it."""
    turn: list[Passage] = []
    for passage in passages:
        if turn and not (isinstance(turn[-1], HoldGap) and isinstance(passage, Hold | Movement)):
            yield turn
            turn = []
        turn.append(passage)
    if turn:
        yield turn


def _is_first(passages: Sequence[Passage]) -> bool:
    """Whether these passages are the first of their side."""
    return any(
        isinstance(passage, Movement) or (isinstance(passage, Hold) and passage.set_number == passage.rep == 1)
        for passage in passages
    )


def _spoken_words(passage: Passage) -> Iterator[SpeechCue]:
    match passage:
        case HoldGap(_, cues):
            yield from _said(cues)
            yield from _said(passage.half)
        case Talk(cues) | Closing(cues):
            yield from _said(cues)
        case Hold():
            yield from _overlaid(passage)
        case Movement(phases):
            yield from _said(cue for phase in phases for cue in phase.spoken)
            for phase in phases:
                yield from _overlaid(phase)
            yield from _overlaid(passage)


def _overlaid(exercise: Hold | Phase | Movement) -> Iterator[SpeechCue]:
    """Yield the words at the points of an exercise, and at its half."""
    yield from _said(cue for overlay in exercise.ats for cue in overlay.spoken if not _is_counted(cue))
    yield from _said(exercise.half)


def _is_counted(cue: Cue) -> bool:
    return isinstance(cue, SpeechCue) and cue.role is Role.COUNT


def _said(cues: Iterable[Cue]) -> Iterator[SpeechCue]:
    return (cue for cue in cues if isinstance(cue, SpeechCue))


def _shortened(passage: Passage, heard: set[str]) -> Iterator[Passage]:
    """Yield a passage, shortened, and the words that follow it; add its words to ``heard``."""
    new = [speech for speech in _spoken_words(passage) if speech.spoken not in heard]
    heard.update(speech.spoken for speech in new)
    match passage:
        case Talk(cues):
            yield Talk(_short_cues(cues))
        case Closing(cues):
            yield Closing(_short_cues(cues))
        case HoldGap(key_ms, cues, switch, get_ready):
            half = tuple(speech for speech in _said(passage.half) if speech in new)
            yield HoldGap(_short_ms(key_ms), (*_short_cues(cues), *half), switch, get_ready)
        case Hold(hold_ms) if hold_ms <= LONGEST_SILENCE_MS:
            yield passage
        case Hold():
            yield replace(passage, hold_ms=LONGEST_SILENCE_MS, ats=(), half=(), half_chime=None)
            if new:
                yield Closing(tuple(dict.fromkeys(new)))
        case Movement(phases):
            at_onsets = {cue for phase in phases for cue in phase.spoken}
            yield replace(passage, phases=tuple(_once(phases)), counts=(), ats=(), half=())
            if others := tuple(dict.fromkeys(speech for speech in new if speech not in at_onsets)):
                yield Closing(others)


def _once(phases: Iterable[Phase]) -> Iterator[Phase]:
    """Yield phases, shortened, each once, with only the words at their onsets and their counted seconds."""
    seen: set[Phase] = set()
    counted_ms = 0
    for phase in phases:
        if any(map(_is_counted, phase.spoken)):
            counted_ms += phase.duration_ms
            if counted_ms > LONGEST_SILENCE_MS:
                continue  # a few reps tell how they are counted
        seconds = tuple(
            one for one in phase.ats if one.at_ms < LONGEST_SILENCE_MS and any(map(_is_counted, one.spoken))
        )
        short = replace(phase, duration_ms=_short_ms(phase.duration_ms), counts=(), ats=seconds, half=())
        if short not in seen:
            seen.add(short)
            yield short


def _short_cues(cues: tuple[Cue, ...]) -> tuple[Cue, ...]:
    return tuple(map(_short, cues))


def _short(cue: Cue) -> Cue:
    match cue:
        case Silence(duration_ms) | WaitCue(duration_ms):
            return replace(cue, duration_ms=_short_ms(duration_ms))
        case ChimeCue(after_ms=int(after_ms)):
            return replace(cue, after_ms=_short_ms(after_ms))
        case EchoGap():
            return replace(cue, longest_ms=LONGEST_SILENCE_MS)
        case UntilCue():
            return Silence(LONGEST_SILENCE_MS)
        case _:
            return cue


def _short_ms(length_ms: int) -> int:
    return min(length_ms, LONGEST_SILENCE_MS)
