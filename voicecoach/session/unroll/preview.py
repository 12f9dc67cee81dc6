"""A session to be heard through quickly: all of its words, with little between them, and little of it twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from voicecoach.session.cues import (
    Closing,
    Cue,
    Hold,
    HoldGap,
    Movement,
    Passage,
    Phase,
    Section,
    Silence,
    SpeechCue,
    Talk,
    WaitCue,
)
from voicecoach.units import SECOND_MS

LONGEST_SILENCE_MS = 4 * SECOND_MS


def previewed(section: Section) -> Section:
    """Return a section in which no silence and no hold lasts longer than 4 s, and which has all of its words.

    Further sets, reps and rounds that say nothing new are left out. What is spoken over a hold follows it, since a
    hold of 4 s has no place for it.
    """
    heard: set[str] = set()
    kept: list[Passage] = []
    for passages in _turns(section.passages):
        is_new = _says_new(passages, heard)
        if is_new or _is_first(passages) or not any(isinstance(one, Hold | Movement) for one in passages):
            for passage in passages:
                kept += _short(passage, heard)
    return replace(section, passages=tuple(kept))


def _turns(passages: Sequence[Passage]) -> Iterator[list[Passage]]:
    """Yield passages that belong together: a gap and what is done after it."""
    turn: list[Passage] = []
    for passage in passages:
        if turn and not (isinstance(turn[-1], HoldGap) and isinstance(passage, Hold | Movement)):
            yield turn
            turn = []
        turn.append(passage)
    if turn:
        yield turn


def _is_first(passages: Sequence[Passage]) -> bool:
    """Return whether this is done for the first time on its side."""
    return any(
        isinstance(passage, Movement) or (isinstance(passage, Hold) and passage.set_number == passage.rep == 1)
        for passage in passages
    )


def _says_new(passages: Sequence[Passage], heard: set[str]) -> bool:
    return any(speech.spoken not in heard for passage in passages for speech in _words(passage))


def _words(passage: Passage) -> Iterator[SpeechCue]:
    match passage:
        case Talk(cues) | Closing(cues) | HoldGap(_, cues):
            yield from _speech(cues)
        case Hold():
            yield from _speech(cue for overlay in passage.ats for cue in overlay.spoken)
            yield from _speech(passage.half)
        case Movement(phases):
            yield from _speech(cue for phase in phases for cue in phase.spoken)


def _speech(cues: Iterable[Cue]) -> Iterator[SpeechCue]:
    return (cue for cue in cues if isinstance(cue, SpeechCue))


def _short(passage: Passage, heard: set[str]) -> Iterator[Passage]:
    """Yield a passage, shortened, and what is said after it; note what is heard in it."""
    new = [speech for speech in _words(passage) if speech.spoken not in heard]
    heard.update(speech.spoken for speech in new)
    match passage:
        case Talk(cues):
            yield Talk(_cues(cues))
        case Closing(cues):
            yield Closing(_cues(cues))
        case HoldGap(key_ms, cues):
            yield replace(passage, key_ms=_short_ms(key_ms), cues=_cues(cues))
        case Hold(hold_ms) if hold_ms <= LONGEST_SILENCE_MS:
            yield passage
        case Hold():
            yield replace(passage, hold_ms=LONGEST_SILENCE_MS, ats=(), half=(), half_chime=None)
            if new:
                yield Closing(tuple(dict.fromkeys(new)))
        case Movement(phases):
            yield replace(passage, phases=tuple(_once(phases)))


def _once(phases: Iterable[Phase]) -> Iterator[Phase]:
    """Yield phases, shortened, without those that are like one before."""
    seen: set[Phase] = set()
    for phase in phases:
        short = replace(phase, duration_ms=_short_ms(phase.duration_ms))
        if short not in seen:
            seen.add(short)
            yield short


def _cues(cues: tuple[Cue, ...]) -> tuple[Cue, ...]:
    return tuple(
        replace(cue, duration_ms=_short_ms(cue.duration_ms)) if isinstance(cue, Silence | WaitCue) else cue
        for cue in cues
    )


def _short_ms(length_ms: int) -> int:
    return min(length_ms, LONGEST_SILENCE_MS)
