"""The timeline: clips, holds, steps and chapters, in whole milliseconds from the first sample of the session."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from voicecoach.errors import Location
from voicecoach.script.model import BedSetting
from voicecoach.script.sides import Side
from voicecoach.script.spec import Off
from voicecoach.session.clock import Clock
from voicecoach.session.cues import OtherVoice, Role


# Named tuples, since a session makes and compares one of its clip at every stage.
class SpeechSource(NamedTuple):
    """Speech, named by the words as given to the voice, and by what sets it apart from other speech of these words.

    Attributes:
        spoken: The words.
        pitch_semitones: The shift from the session's own pitch, where the voice can; below 0 for lower.
        longest_ms: The length that it has to fit into: slow speech is spoken faster for it. None for any length.
        voice: The voice; None for the session's own.
    """

    spoken: str
    pitch_semitones: float = 0.0
    longest_ms: int | None = None
    voice: OtherVoice | None = None


class SoundSource(NamedTuple):
    """A chime or a recording, named by its sound; a chime may be pitched up or down."""

    name: str
    is_recording: bool = False
    pitch_semitones: int = 0


ClipSource = SpeechSource | SoundSource


@dataclass(frozen=True, slots=True)
class Clip:
    """A sound at its place; it names its source and holds no samples.

    Attributes:
        source: Its speech or sound.
        start_ms: Its onset.
        duration_ms: Its whole length.
        role: Its purpose.
        text: For speech, the words as written, variables filled; empty for a sound.
        step: The number of its step, or None.
        side: The side it belongs to, or None.
        location: Its place in the script; None for a signal of the session's own.
        remaining_use: See :class:`voicecoach.session.cues.SpeechCue`.
        gain_db: The gain on its source; a chime is softer under speech (see
            :mod:`voicecoach.session.schedule.beds`).
    """

    source: ClipSource
    start_ms: int
    duration_ms: int
    role: Role
    text: str = ""
    step: int | None = None
    side: Side | None = None
    location: Location | None = None
    remaining_use: int | None = None
    gain_db: float = 0.0

    @property
    def end_ms(self) -> int:
        """The first millisecond after it."""
        return self.start_ms + self.duration_ms


@dataclass(frozen=True, slots=True)
class GainPoint:
    """A gain at a time; it holds before the first of several points and after the last."""

    time_ms: int
    gain_db: float


@dataclass(frozen=True, slots=True)
class PlacedBed:
    """A bed at its place, half open.

    Attributes:
        sound: Its name.
        start_ms: The start of its fade-in.
        end_ms: The end of its fade-out.
        level_db: Its level relative to the voice.
        fade_in_ms: The length of its fade-in.
        fade_out_ms: The length of its fade-out.
        ducking: The gain under the voice, on top of the level.
        crosses_in: Whether it comes in while another sound goes, at equal power.
        crosses_out: Whether it goes while another sound comes in, at equal power.
        is_once: Whether it plays once, from its beginning.
        origin_ms: The time of its first frame; 0 for a bed that goes on without end, which has no beginning.
    """

    sound: str
    start_ms: int
    end_ms: int
    level_db: float
    fade_in_ms: int
    fade_out_ms: int
    ducking: tuple[GainPoint, ...]
    crosses_in: bool = False
    crosses_out: bool = False
    is_once: bool = False
    origin_ms: int = 0


class BedFinder:
    """Finds the beds under one time after another; a session may have thousands.

    Args:
        beds: The beds, in any order.
    """

    def __init__(self, beds: Iterable[PlacedBed]) -> None:
        self._coming = deque(sorted(beds, key=lambda bed: bed.start_ms))
        self._begun: list[PlacedBed] = []

    def between(self, begin_ms: int, end_ms: int) -> list[PlacedBed]:
        """Return the beds that overlap a range, by onset; no range may begin before the one asked for last."""
        while self._coming and self._coming[0].start_ms < end_ms:
            self._begun.append(self._coming.popleft())
        self._begun = [bed for bed in self._begun if bed.end_ms > begin_ms]
        return [bed for bed in self._begun if bed.start_ms < end_ms]


@dataclass(frozen=True, slots=True)
class PlacedBedChange:
    """A change of the bed at its place; see :class:`voicecoach.session.cues.BedCue`."""

    time_ms: int
    bed: BedSetting | Off | None
    fade_ms: int | None = None


@dataclass(frozen=True, slots=True)
class PlacedHold:
    """A hold at its place, half open: from ``start_ms`` up to ``end_ms``."""

    step: int
    side: Side | None
    set_number: int
    rep: int
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class PlacedStep:
    """A step or an unnamed part at its place, half open; ``index`` is None for an unnamed part.

    ``clock`` is the time that a step gives to its reps, with their number; None without one.
    """

    index: int | None
    name: str
    start_ms: int
    end_ms: int
    clock: Clock | None = None


@dataclass(frozen=True, slots=True)
class PlacedWait:
    """A wait for a key at its place, half open; silence where nobody can press one.

    Attributes:
        start_ms: Its start.
        end_ms: Its end.
        is_of_reps: Whether the key ends reps without a time.
    """

    start_ms: int
    end_ms: int
    is_of_reps: bool = False


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter, half open."""

    start_ms: int
    end_ms: int
    title: str


@dataclass(frozen=True, slots=True)
class Dropped:
    """Words that are not heard, and the reason: they did not fit, or the guidance leaves them out."""

    step: int | None
    role: Role
    text: str
    reason: str
    location: Location | None = None
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class PlacedSection:
    """One section, placed in the timeline.

    Attributes:
        step: Its place; it ends where the next section starts.
        clips: Its clips, by onset.
        holds: Its holds, by onset.
        dropped: The words that did not fit.
        chapter: The chapter's title, or None.
        settled_ms: The time before which no later section begins a clip.
        bed: The step's own bed, ``OFF`` for none, or None for the session's.
        side_names: The session's words for the step's sides; empty without sides.
        waits: The waits for a key, by onset.
        bed_changes: The changes of the bed, by time.
    """

    step: PlacedStep
    clips: tuple[Clip, ...]
    holds: tuple[PlacedHold, ...]
    dropped: tuple[Dropped, ...]
    chapter: str | None
    settled_ms: int
    bed: BedSetting | Off | None = None
    side_names: Mapping[Side, str] = field(default_factory=dict)
    waits: tuple[PlacedWait, ...] = ()
    bed_changes: tuple[PlacedBedChange, ...] = ()


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


@dataclass(frozen=True, slots=True)
class Timeline:
    """A whole session in time.

    Attributes:
        duration_ms: Its length, with the silence at both ends.
        clips: All clips by onset.
        holds: All holds by onset.
        steps: All named steps by onset.
        chapters: The chapters, without gaps between them.
        dropped: The words that are not heard, in the order of the session.
        beds: The beds, by onset; those of two layers, and where one bed follows another, overlap.
    """

    duration_ms: int
    clips: tuple[Clip, ...]
    holds: tuple[PlacedHold, ...]
    steps: tuple[PlacedStep, ...]
    chapters: tuple[Chapter, ...]
    dropped: tuple[Dropped, ...]
    beds: tuple[PlacedBed, ...] = ()
