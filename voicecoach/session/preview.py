"""A session to be heard through quickly: every silence and hold that is long becomes short, the words stay."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from voicecoach.session.cues import Approach, Closing, Hold, Movement, Silence, Talk, Wait
from voicecoach.units import SECOND_MS

if TYPE_CHECKING:
    from voicecoach.session.cues import Cue, Passage, Section

LONGEST_SILENCE_MS = 4 * SECOND_MS


def previewed(section: Section) -> Section:
    """Return a section in which no silence and no hold lasts longer than 4 s."""
    return replace(section, passages=tuple(_passage(passage) for passage in section.passages))


def _passage(passage: Passage) -> Passage:
    match passage:
        case Talk(cues):
            return Talk(_cues(cues))
        case Closing(cues):
            return Closing(_cues(cues))
        case Approach(key_ms, cues):
            return replace(passage, key_ms=_short_ms(key_ms), cues=_cues(cues))
        case Hold(hold_ms):
            return replace(passage, hold_ms=_short_ms(hold_ms))
        case Movement(phases):
            short = tuple(replace(phase, duration_ms=_short_ms(phase.duration_ms)) for phase in phases)
            return replace(passage, phases=short)


def _cues(cues: tuple[Cue, ...]) -> tuple[Cue, ...]:
    return tuple(
        replace(cue, duration_ms=_short_ms(cue.duration_ms)) if isinstance(cue, Silence | Wait) else cue for cue in cues
    )


def _short_ms(length_ms: int) -> int:
    return min(length_ms, LONGEST_SILENCE_MS)
