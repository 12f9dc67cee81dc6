"""The speech and the sounds of a section, before they are placed in time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from voicecoach.session.cues import (
    BedCue,
    ChimeCue,
    Closing,
    Cue,
    EchoGap,
    Hold,
    HoldGap,
    Movement,
    ParagraphPause,
    Passage,
    Phase,
    Section,
    Silence,
    SpeechCue,
    Talk,
    VoicePause,
)


def sounding(section: Section) -> Iterator[SpeechCue | ChimeCue]:
    """Yield the speech and the sounds of a section, roughly in the order of the session."""
    for passage in section.passages:
        for cue in _cues_of(passage):
            if isinstance(cue, SpeechCue | ChimeCue):
                yield cue


def _cues_of(passage: Passage) -> Iterator[Cue | None]:
    match passage:
        case Talk(cues) | Closing(cues):
            yield from cues
        case HoldGap(_, cues, switch):
            yield switch
            yield from cues
            yield from passage.half
            yield from reversed(passage.counts)
            yield from passage.get_ready
        case Hold():
            yield passage.begin
            yield from _laid_over(passage)
            yield passage.half_chime
            yield passage.end
        case Movement(phases, _, begin, end):
            yield begin
            for phase in phases:
                yield phase.signal
                yield from phase.spoken
                yield from _laid_over(phase)
            yield from _laid_over(passage)
            yield end


def _laid_over(exercise: Hold | Phase | Movement) -> Iterator[Cue]:
    for overlay in exercise.ats:
        yield from overlay.spoken
    yield from exercise.half
    yield from reversed(exercise.counts)


def partial_sections(section: Section) -> Iterator[tuple[SpeechCue, Section]]:
    """Yield the phrases at the start of a section, each with the section cut off after it.

    The place of each phrase depends only on those before it. This ends with the first passage, or with the first
    chime, since the loudness of a chime depends on the words soon after it.
    """
    if not section.passages:
        return
    first = section.passages[0]
    if not (isinstance(first, Talk) or (isinstance(first, HoldGap) and first.switch is None)):
        return
    for count, cue in enumerate(first.cues, 1):
        if isinstance(cue, SpeechCue):
            yield cue, replace(section, passages=(_only_words(first, first.cues[:count]),))
        elif not isinstance(cue, Silence | ParagraphPause | VoicePause | EchoGap | BedCue):
            return


def _only_words(passage: Talk | HoldGap, cues: tuple[Cue, ...]) -> Passage:
    """Return the first passage of a section with some of its words, and nothing that comes after them."""
    return Talk(cues) if isinstance(passage, Talk) else HoldGap(passage.key_ms, cues)
