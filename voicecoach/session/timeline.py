"""The placed session: clips, holds, steps and chapters in whole milliseconds from the first sample."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from voicecoach.errors import Location
from voicecoach.script.model import BedSetting
from voicecoach.script.spec import Off
from voicecoach.session.cues import Role


@dataclass(frozen=True, slots=True)
class SpeechSource:
    """The sound of words, by what is given to the voice."""

    spoken: str


@dataclass(frozen=True, slots=True)
class SoundSource:
    """The sound of a chime or of a recording, by its name; a chime may sound higher or lower than by itself."""

    name: str
    is_recording: bool = False
    pitch_semitones: int = 0


ClipSource = SpeechSource | SoundSource


@dataclass(frozen=True, slots=True)
class Clip:
    """A sound at its place; it names its source and holds no samples.

    Attributes:
        source: What sounds.
        start_ms: Its onset.
        duration_ms: Its whole length.
        role: What it is for.
        text: For speech: as written, variables filled; for sounds, empty.
        step: The number of its step, or None.
        side: The side it belongs to, or None.
        location: Where it was written, if it was.
        remaining_use: See :class:`voicecoach.session.cues.SpeechCue`.
        gain_db: By how much it is louder than its source; a strike makes way for a voice (see
            :mod:`voicecoach.session.schedule.beds`).
    """

    source: ClipSource
    start_ms: int
    duration_ms: int
    role: Role
    text: str = ""
    step: int | None = None
    side: str | None = None
    location: Location | None = None
    remaining_use: int | None = None
    gain_db: float = 0.0

    @property
    def end_ms(self) -> int:
        """The first millisecond after it."""
        return self.start_ms + self.duration_ms


@dataclass(frozen=True, slots=True)
class GainPoint:
    """A gain at a time; before the first of several points and after the last the gain stays."""

    time_ms: int
    gain_db: float


@dataclass(frozen=True, slots=True)
class PlacedBed:
    """A bed at its place, half open.

    Attributes:
        sound: Its name.
        start_ms: Where it begins to fade in.
        end_ms: Where it has faded out.
        level_db: How loud it is relative to the voice.
        fade_in_ms: How long it takes to come up.
        fade_out_ms: How long it takes to go away.
        ducking: The gain that makes way for the voice, on top of the level.
    """

    sound: str
    start_ms: int
    end_ms: int
    level_db: float
    fade_in_ms: int
    fade_out_ms: int
    ducking: tuple[GainPoint, ...]


@dataclass(frozen=True, slots=True)
class PlacedHold:
    """A hold at its place, half open: from ``start_ms`` up to ``end_ms``."""

    step: int
    side: str | None
    set_number: int
    rep: int
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class PlacedStep:
    """A step or an unnamed part at its place, half open; ``index`` is None for an unnamed part."""

    index: int | None
    name: str
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class PlacedWait:
    """A wait for a key at its place, half open: this much silence where nobody can press one."""

    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter, half open."""

    start_ms: int
    end_ms: int
    title: str


@dataclass(frozen=True, slots=True)
class Dropped:
    """Words that are not heard, and why: they could not be placed, or the person chose so."""

    step: int | None
    role: Role
    text: str
    reason: str
    location: Location | None = None
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class PlacedSection:
    """What one section put into the timeline.

    Attributes:
        step: Its place; the end is the start of what follows.
        clips: Its clips, by onset.
        holds: Its holds, by onset.
        dropped: What could not be placed.
        chapter: The chapter's title, or None.
        settled_ms: No later section has a clip that begins before this.
        bed: The step's own bed, ``OFF`` for none, or None for the session's.
        side_names: The session's words for its sides, where it has any.
        waits: Where a live session waits for a key, by onset.
    """

    step: PlacedStep
    clips: tuple[Clip, ...]
    holds: tuple[PlacedHold, ...]
    dropped: tuple[Dropped, ...]
    chapter: str | None
    settled_ms: int
    bed: BedSetting | Off | None = None
    side_names: Mapping[str, str] = field(default_factory=dict)
    waits: tuple[PlacedWait, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """A whole session in time.

    Attributes:
        duration_ms: Its length, with the silence at its ends.
        clips: All clips by onset.
        holds: All holds by onset.
        steps: All named steps by onset.
        chapters: The chapters, which follow one another.
        dropped: What could not be placed, in the order of the session.
        beds: What lies under the session, by onset; no two sound at the same time.
    """

    duration_ms: int
    clips: tuple[Clip, ...]
    holds: tuple[PlacedHold, ...]
    steps: tuple[PlacedStep, ...]
    chapters: tuple[Chapter, ...]
    dropped: tuple[Dropped, ...]
    beds: tuple[PlacedBed, ...] = ()


@dataclass(frozen=True, slots=True)
class GrowingSection:
    """A section of a session that is still being spoken, at its place.

    Attributes:
        section: The section.
        total_ms: The session's length; None as long as it is not known.
        is_whole: Whether all of the section is placed; otherwise it comes again, longer.
    """

    section: PlacedSection
    total_ms: int | None
    is_whole: bool = True
