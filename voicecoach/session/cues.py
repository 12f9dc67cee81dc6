"""The unrolled session: what happens in which order, with speech of unknown length.

Expansion makes these from a routine; the scheduler places them in time. A section holds passages, a passage
holds cues.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from voicecoach.errors import Location
from voicecoach.script.model import BedSetting, Side
from voicecoach.script.spec import Off


class Role(StrEnum):
    """What a cue is for; these are the words of the cue sheet."""

    SAY = "say"
    SAFETY = "safety"
    NAME = "name"
    SETUP = "setup"
    CUE = "cue"
    SWITCH = "switch"
    BEGIN = "begin"
    HALF = "half"
    AT = "at"
    COUNT = "count"
    END = "end"
    FINISH = "finish"
    REST = "rest"
    NEXT = "next"
    PHASE = "phase"
    BREATHE = "breathe"
    WAIT = "wait"
    PROPS = "props"
    SOUND = "sound"
    LEGEND = "legend"


SIDED_ROLES = frozenset({Role.CUE, Role.SWITCH, Role.HALF, Role.AT, Role.COUNT, Role.FINISH, Role.PHASE, Role.BREATHE})
"""The roles whose words belong to one side; the others belong to the step as a whole."""


@dataclass(frozen=True, slots=True)
class SpeechCue:
    """Words for the voice.

    Attributes:
        text: As written, variables filled.
        spoken: As given to the voice.
        role: What it is for.
        location: Where it was written.
        side: The side it belongs to, if any.
        remaining_use: Which use of ``{remaining}`` in the session this is, counted from 0; None for none.
    """

    text: str
    spoken: str
    role: Role
    location: Location
    side: Side | None = None
    remaining_use: int | None = None


@dataclass(frozen=True, slots=True)
class Silence:
    """Exactly this much silence, which a person wrote."""

    duration_ms: int


@dataclass(frozen=True, slots=True)
class ParagraphPause:
    """The pause of a blank line between words; behind or before a written silence there is no need for it."""


@dataclass(frozen=True, slots=True)
class ChimeCue:
    """A sound.

    Attributes:
        sound: Its name.
        role: What it is for.
        is_recording: A recording holds the session up until it ends; a chime rings on under what follows.
        location: Where it was written, if it was.
        side: The side it belongs to, if any.
        pitch_semitones: How much higher than by itself it sounds; less than zero for lower.
    """

    sound: str
    role: Role
    is_recording: bool = False
    location: Location | None = None
    side: Side | None = None
    pitch_semitones: int = 0


@dataclass(frozen=True, slots=True)
class WaitCue:
    """A wait for a key; without one, this long."""

    duration_ms: int


Cue = SpeechCue | Silence | ParagraphPause | ChimeCue | WaitCue

Spoken = tuple[SpeechCue | Silence, ...]
"""Words that stay together, with the silences that were written among them: placed whole or not at all."""


@dataclass(frozen=True, slots=True)
class Talk:
    """Cues one after the other."""

    cues: tuple[Cue, ...]


@dataclass(frozen=True, slots=True)
class Closing:
    """What is said after a step's last hold, in the gap that it opens."""

    cues: tuple[Cue, ...]


@dataclass(frozen=True, slots=True)
class HoldGap:
    """What is said in the gap before a hold.

    Attributes:
        key_ms: The least length of the gap, counted from the end of the hold before, or from the step's
            start where nothing went before.
        cues: The words, in order.
        switch: The chime for changing sides, 1 s after the end chime of the hold before.
    """

    key_ms: int
    cues: tuple[Cue, ...]
    switch: ChimeCue | None = None


@dataclass(frozen=True, slots=True)
class Overlay:
    """Words that lie over a hold: where they begin in it, counted from its start."""

    at_ms: int
    spoken: Spoken


@dataclass(frozen=True, slots=True)
class Hold:
    """One hold: its length is sacred, whatever is spoken in it.

    Attributes:
        hold_ms: From the onset of the begin signal to the onset of the end signal.
        side: The side, if the step has sides.
        set_number: Which set, from 1.
        rep: Which rep, from 1.
        begin: The signal at its start, unless turned off.
        end: The signal at its end, unless turned off.
        counts: The numbers of the countdown, the last one ("one") first.
        ats: What is said at points of the hold, in the order of the script.
        half: What is said at the half; empty for nothing.
        half_chime: What sounds at the half where nothing is said there.
    """

    hold_ms: int
    side: Side | None
    set_number: int
    rep: int
    begin: ChimeCue | None
    end: ChimeCue | None
    counts: tuple[SpeechCue, ...] = ()
    ats: tuple[Overlay, ...] = ()
    half: Spoken = ()
    half_chime: ChimeCue | None = None


@dataclass(frozen=True, slots=True)
class Phase:
    """One part of a movement: how long it lasts, and the words or the sound at its onset."""

    duration_ms: int
    spoken: Spoken
    signal: ChimeCue | None = None


@dataclass(frozen=True, slots=True)
class Movement:
    """Phases one after the other, with one begin signal and one end signal."""

    phases: tuple[Phase, ...]
    side: Side | None
    begin: ChimeCue | None
    end: ChimeCue | None


Passage = Talk | Closing | HoldGap | Hold | Movement


@dataclass(frozen=True, slots=True)
class Section:
    """A step or an unnamed part, unrolled.

    Attributes:
        passages: What happens in it, in order.
        location: Where it was written.
        index: The step's number as it comes, from 1; None for an unnamed part.
        name: The step's name as written; empty for an unnamed part.
        chapter: The chapter's title; None where there is none.
        is_introduction: Whether it is what comes before the first step.
        left_out: Words that the person chose not to hear.
        bed: The step's own bed, ``OFF`` for none, or None for the session's.
        side_names: The session's words for its sides, where it has any.
    """

    passages: tuple[Passage, ...]
    location: Location
    index: int | None = None
    name: str = ""
    chapter: str | None = None
    is_introduction: bool = False
    left_out: tuple[SpeechCue, ...] = ()
    bed: BedSetting | Off | None = None
    side_names: Mapping[str, str] = field(default_factory=dict)


def sounding(section: Section) -> Iterator[SpeechCue | ChimeCue]:
    """Yield every cue of a section that can be heard, in about the order in which they come."""
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
        case Hold():
            yield passage.begin
            for overlay in passage.ats:
                yield from overlay.spoken
            yield from passage.half
            yield passage.half_chime
            yield from reversed(passage.counts)
            yield passage.end
        case Movement(phases, _, begin, end):
            yield begin
            for phase in phases:
                yield phase.signal
                yield from phase.spoken
            yield end
