"""The unrolled session: sections of passages of cues, in order, before the length of any speech is known.

``unroll/`` makes these from a routine; ``schedule/`` places them in time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from voicecoach.errors import Location
from voicecoach.script.model import BedSetting
from voicecoach.script.sides import Side
from voicecoach.script.spec import Off
from voicecoach.session.clock import Clock, Pulse
from voicecoach.session.workload import Workload
from voicecoach.units import round_half_up


class Role(StrEnum):
    """The purpose of a cue, in the words of the cue sheet."""

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
class OtherVoice:
    """A voice beside the session's own.

    Attributes:
        name: Its full name, such as ``pico:de-DE``.
        language: The tag of the language of its words.
    """

    name: str
    language: str


@dataclass(frozen=True, slots=True)
class SpeechCue:
    """Words for the voice to speak.

    Attributes:
        text: As written, variables filled.
        spoken: As given to the voice.
        role: Its purpose.
        location: Its place in the script.
        side: The side it belongs to, if any.
        remaining_use: The number of this use of ``{remaining}`` in the session, from 0; None without one.
        pitch_semitones: The shift from the session's own pitch; below 0 for lower.
        longest_ms: The length that it has to fit into; None for any.
        voice: The voice that speaks it; None for the session's own.
    """

    text: str
    spoken: str
    role: Role
    location: Location
    side: Side | None = None
    remaining_use: int | None = None
    pitch_semitones: float = 0.0
    longest_ms: int | None = None
    voice: OtherVoice | None = None


@dataclass(frozen=True, slots=True)
class Silence:
    """A pause of exactly this length, which the script asks for.

    Attributes:
        duration_ms: Its length.
        can_stretch: Whether fitting the session to a length may change it.
    """

    duration_ms: int
    can_stretch: bool = False


@dataclass(frozen=True, slots=True)
class UntilCue:
    """Silence until a time of the session.

    Attributes:
        time_ms: The time, from the start of the session or of the section.
        is_from_step: Whether it counts from the start of the section.
        location: Its place in the script.
    """

    time_ms: int
    is_from_step: bool
    location: Location


@dataclass(frozen=True, slots=True)
class EchoGap:
    """Silence to repeat a phrase aloud, as long as the phrase times a factor.

    Attributes:
        speech: The phrase.
        factor: The factor.
        longest_ms: The longest that it may be; None without a limit.
    """

    speech: SpeechCue
    factor: Fraction
    longest_ms: int | None = None

    def after_ms(self, speech_ms: int) -> int:
        """Return its length after a phrase of a length; half a millisecond is rounded up."""
        own_ms = round_half_up(speech_ms * self.factor)
        return own_ms if self.longest_ms is None else min(own_ms, self.longest_ms)


@dataclass(frozen=True, slots=True)
class VoicePause:
    """The pause where the voice or the bed changes within a text: that of a clause or of a sentence."""

    duration_ms: int


@dataclass(frozen=True, slots=True)
class BedCue:
    """Another bed from here on.

    Attributes:
        bed: The bed, ``OFF`` for none, or None for that of the step or the session again.
        fade_ms: The length of the crossfade; None for the default.
    """

    bed: BedSetting | Off | None
    fade_ms: int | None = None


@dataclass(frozen=True, slots=True)
class ParagraphPause:
    """The pause of a blank line between words; next to a written silence it adds nothing."""


@dataclass(frozen=True, slots=True)
class ChimeCue:
    """A chime or a recording.

    Attributes:
        sound: Its name.
        role: Its purpose.
        is_recording: Whether the session waits until it ends; a chime rings on under the next cues.
        location: Its place in the script; None for a signal of the session's own.
        side: The side it belongs to, if any.
        pitch_semitones: The shift of its pitch; below 0 for lower.
        after_ms: The time from the onset of a chime to the next cue; None for the default.
    """

    sound: str
    role: Role
    is_recording: bool = False
    location: Location | None = None
    side: Side | None = None
    pitch_semitones: int = 0
    after_ms: int | None = None


@dataclass(frozen=True, slots=True)
class WaitCue:
    """A wait for a key; this much silence where nobody can press one."""

    duration_ms: int


Cue = SpeechCue | Silence | ParagraphPause | VoicePause | EchoGap | BedCue | ChimeCue | WaitCue | UntilCue

Spoken = tuple[SpeechCue | Silence | ChimeCue, ...]
"""Words with the written silences between them, placed whole or not at all, and chimes, which always sound."""


@dataclass(frozen=True, slots=True)
class Talk:
    """Cues one after another, outside of any exercise."""

    cues: tuple[Cue, ...]


@dataclass(frozen=True, slots=True)
class Closing:
    """The words after a step's last hold, in the gap that it opens.

    Attributes:
        cues: The words, in order.
        spare_ms: What the last hold leaves of the step's time (``- for: 10m``); the gap lasts that long.
    """

    cues: tuple[Cue, ...]
    spare_ms: int = 0


@dataclass(frozen=True, slots=True)
class HoldGap:
    """The gap before a hold, and the words in it.

    Attributes:
        key_ms: The least length of the gap, from the end of the previous hold, or else from the step's start.
        cues: The words, in order.
        switch: The chime for changing sides, 1 s after the end chime of the hold before.
        get_ready: Words and numbers that are counted into the begin signal, in order.
        counts: The numbers of a countdown to the begin signal, the last one ("one") first.
        half: The words at the half of the gap; empty for none.
        too_long: Words and numbers that the step asks for in its rests and that fit into none of them.
        spare_ms: What the last hold leaves of the turn's time (``- for: 10m``); ``key_ms`` counts after it.
        pulse: Says when the gap ends, in the place of ``key_ms``; None without a clock.
        can_stretch: Whether fitting the session to a length may change ``key_ms``.
    """

    key_ms: int
    cues: tuple[Cue, ...]
    switch: ChimeCue | None = None
    get_ready: tuple[SpeechCue, ...] = ()
    counts: tuple[SpeechCue, ...] = ()
    half: Spoken = ()
    too_long: Spoken = ()
    spare_ms: int = 0
    pulse: Pulse | None = None
    can_stretch: bool = True


@dataclass(frozen=True, slots=True)
class Overlay:
    """Words and chimes during a hold; ``at_ms`` counts from its start."""

    at_ms: int
    spoken: Spoken


@dataclass(frozen=True, slots=True)
class Hold:
    """One hold; its length never changes, whatever is spoken in it.

    Attributes:
        hold_ms: From the onset of the begin signal to the onset of the end signal.
        side: The side, if the step has sides.
        set_number: The number of the set, from 1.
        rep: The number of the rep, from 1.
        begin: The signal at its start, unless turned off.
        end: The signal at its end, unless turned off.
        counts: The numbers of the countdown, the last one ("one") first.
        ats: The words at points of the hold, in the order of the script.
        half: The words at the half; empty for none.
        half_chime: The sound at the half where no words are spoken there.
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
    """One part of a movement.

    Attributes:
        duration_ms: Its length.
        spoken: The words at its onset.
        signal: The sound at its onset.
        counts: The numbers of its countdown, the last one ("one") first.
        ats: The words at its points, in the order of the script.
        half: The words at its half; empty for none.
    """

    duration_ms: int
    spoken: Spoken
    signal: ChimeCue | None = None
    counts: tuple[SpeechCue, ...] = ()
    ats: tuple[Overlay, ...] = ()
    half: Spoken = ()


@dataclass(frozen=True, slots=True)
class Movement:
    """Phases one after another, between one begin signal and one end signal.

    Attributes:
        phases: Its phases, in order.
        side: The side, if the step has sides.
        begin: The signal at its start, unless turned off.
        end: The signal at its end, unless turned off.
        counts: The numbers of a countdown to its end, the last one ("one") first.
        ats: The words at points of the whole movement, in the order of the script.
        half: The words at its half; empty for none.
        ends_by_key: Whether it lasts, live, until a key is pressed.
        last_round_ms: The start of its last round, from its own start.
    """

    phases: tuple[Phase, ...]
    side: Side | None
    begin: ChimeCue | None
    end: ChimeCue | None
    counts: tuple[SpeechCue, ...] = ()
    ats: tuple[Overlay, ...] = ()
    half: Spoken = ()
    ends_by_key: bool = False
    last_round_ms: int = 0

    @property
    def duration_ms(self) -> int:
        """Its length."""
        return sum(phase.duration_ms for phase in self.phases)


Passage = Talk | Closing | HoldGap | Hold | Movement


@dataclass(frozen=True, slots=True)
class Section:
    """A step or an unnamed part, unrolled.

    Attributes:
        passages: Its passages, in order.
        location: Its place in the script.
        index: The number of the step in the session, from 1; None for an unnamed part.
        name: The step's name as written; empty for an unnamed part.
        chapter: The chapter's title; None without a chapter.
        is_introduction: Whether it comes before the first step.
        left_out: Words that the guidance leaves out.
        bed: The step's own bed, ``OFF`` for none, or None for the session's.
        side_names: The session's words for the step's sides; empty without sides.
        clock: The time that the step gives to its reps; None without one.
        workload: What the step asks for; None for a step that is only spoken.
    """

    passages: tuple[Passage, ...]
    location: Location
    index: int | None = None
    name: str = ""
    chapter: str | None = None
    is_introduction: bool = False
    left_out: tuple[SpeechCue, ...] = ()
    bed: BedSetting | Off | None = None
    side_names: Mapping[Side, str] = field(default_factory=dict)
    clock: Clock | None = None
    workload: Workload | None = None
