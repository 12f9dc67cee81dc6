"""The course of a session that plays: its sections as they are placed one by one, and its sound from any place."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from voicecoach.mix.mixer import Stretch, foresight_ms, mix
from voicecoach.play.devices.base import Block
from voicecoach.session.navigate.lengthen import Extension, lengthened, shifted
from voicecoach.session.navigate.places import hold_at, section_at
from voicecoach.session.options import Options
from voicecoach.session.schedule.beds import place_beds
from voicecoach.session.timeline import Clip, PlacedBed, PlacedSection, Source, SpeechSource
from voicecoach.sound.beds.layers import Bed
from voicecoach.sound.pcm import Pcm
from voicecoach.units import LONGEST_SESSION_MS

if TYPE_CHECKING:
    from voicecoach.pipeline.session import Session


_LEAVE_S = 0.5


@dataclass(frozen=True, slots=True)
class Placed:
    """A section that is ready to be heard.

    Attributes:
        section: The section.
        total_ms: The session's length, once it is known.
        is_whole: Whether that is all of it; otherwise it is followed by the same section, longer.
    """

    section: PlacedSection
    total_ms: int | None
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Sounds:
    """Where the sound of a course comes from.

    Attributes:
        sound_of: Returns the sound of a clip's source.
        bed_of: Returns the sound of a bed.
        options: What shapes the session, its beds among it.
        channels: 1 or 2.
        wake_after_ms: After how long a silence headphones are woken before the next cue; 0 for never.
    """

    sound_of: Callable[[Source], Pcm]
    bed_of: Callable[[PlacedBed], Bed]
    options: Options
    channels: int
    wake_after_ms: int = 0


class SoFar(NamedTuple):
    """What there is of a session up to now.

    Attributes:
        placed: How many sections are placed, each of them whole.
        is_whole: Whether these are all.
        beginning: How far the section after them is settled; None for not at all.
    """

    placed: int
    is_whole: bool
    beginning: PlacedSection | None


class Growing:
    """Sections that a thread takes from where they are spoken and placed.

    Until it is told to hurry, it takes only what is waited for: the first sound comes first.

    Args:
        placed: The sections; runs in the thread.
        on_change: Called from the thread with each section, and when it ends.
    """

    def __init__(self, placed: Iterable[Placed], on_change: Callable[[], None] = lambda: None) -> None:
        self._placed = placed
        self._on_change = on_change
        self._sections: list[PlacedSection] = []
        self._beginning: PlacedSection | None = None
        self._total_ms: int | None = None
        self._failure: BaseException | None = None
        self._wanted = 1
        self._is_hurried = False
        self._ended = False
        self._closed = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._grow, name="voicecoach rendering", daemon=True)

    def begin(self) -> None:
        """Begin to take sections."""
        self._thread.start()

    def hurry(self) -> None:
        """Take the rest of the sections as fast as that goes."""
        with self._changed:
            self._is_hurried = True
            self._changed.notify_all()

    def close(self) -> None:
        """Take no more sections; whoever waits for one is told that there is none."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        if self._thread.is_alive():
            self._thread.join(_LEAVE_S)

    def so_far(self) -> SoFar:
        """Return what there is up to now."""
        with self._changed:
            return SoFar(len(self._sections), self._total_ms is not None, self._beginning)

    @property
    def total_ms(self) -> int | None:
        """The session's length, once it is known."""
        return self._total_ms

    @property
    def complete(self) -> bool:
        """Whether there will be no more sections."""
        return self._ended

    @property
    def failure(self) -> BaseException | None:
        """What ended it too early."""
        return self._failure

    def section(self, index: int) -> PlacedSection:
        """Return a section that is there."""
        return self._sections[index]

    def wait_for(self, index: int, known: PlacedSection | None = None) -> bool:
        """Return whether there is such a section or a beginning of it, as soon as that is known.

        Args:
            index: Of the section.
            known: A beginning that is known already, and not enough.

        Raises:
            BaseException: What speaking or placing it raised, as it was raised.
        """

        def is_there() -> bool:
            return len(self._sections) > index or (self._beginning is not None and self._beginning is not known)

        with self._changed:
            self._wanted = max(self._wanted, index + 1)
            self._changed.notify_all()
            self._changed.wait_for(lambda: is_there() or self._ended or self._closed)
            if is_there():
                return True
            if self._failure is not None:
                raise self._failure
            return False

    def wait_until_complete(self) -> None:
        """Return once all sections are there, or no more will come."""
        self.hurry()
        with self._changed:
            self._changed.wait_for(lambda: self._ended or self._closed)

    def _grow(self) -> None:
        try:
            for placed in self._placed:
                with self._changed:
                    if placed.is_whole:
                        self._total_ms, self._beginning = placed.total_ms, None
                        self._sections.append(placed.section)
                    else:
                        self._beginning = placed.section
                    self._changed.notify_all()
                self._on_change()
                with self._changed:
                    self._changed.wait_for(self._may_go_on)
                    if self._closed:
                        return
        except BaseException as error:  # noqa: BLE001 - raised again where a section is waited for
            self._failure = error
        with self._changed:
            self._ended = True
            self._changed.notify_all()
        self._on_change()

    def _may_go_on(self) -> bool:
        return self._is_hurried or self._closed or len(self._sections) < self._wanted


class Course:
    """A session's sections with the holds that the person made longer; never changes but by growing.

    Args:
        growing: The sections as the script has them.
        sounds: Where their sound comes from.
        extensions: What was made longer, in the order of the wishes.
    """

    def __init__(self, growing: Growing, sounds: Sounds, extensions: Sequence[Extension] = ()) -> None:
        self.growing = growing
        self.sounds = sounds
        self.extensions = tuple(extensions)
        self._edited: list[PlacedSection] = []
        self._shift_ms = 0
        self._editing = threading.Lock()

    @property
    def sections(self) -> Sequence[PlacedSection]:
        """The sections that are placed, in order."""
        with self._editing:
            for index in range(len(self._edited), self.growing.so_far().placed):
                section = shifted(self.growing.section(index), self._shift_ms)
                for extension in self.extensions:
                    if extension.section == index:
                        section = lengthened(section, extension)
                        self._shift_ms += extension.extra_ms
                self._edited.append(section)
            return self._edited

    def with_beginning(self) -> Sequence[PlacedSection]:
        """Return the sections that are placed, and how far the one after them is settled, if it is at all."""
        return self._with_beginning(self.growing.so_far())

    @property
    def complete(self) -> bool:
        """Whether all sections are placed."""
        return self.growing.complete

    @property
    def total_ms(self) -> int | None:
        """The length of the session, once it is known."""
        total_ms = self.growing.total_ms
        return None if total_ms is None else total_ms + sum(each.extra_ms for each in self.extensions)

    def lengthened(self, position_ms: int, extra_ms: int) -> Course | None:
        """Return the course with the hold at a position longer; None where there is no hold."""
        sections = self.sections
        if not sections:
            return None
        index = section_at(sections, position_ms)
        hold = hold_at(sections[index], position_ms)
        if hold is None:
            return None
        elapsed_ms = position_ms - sections[index].holds[hold].start_ms
        return Course(self.growing, self.sounds, (*self.extensions, Extension(index, hold, elapsed_ms, extra_ms)))

    def afresh(self) -> Course:
        """Return the course for going to another place: longer holds are as if they had been so from their start."""
        if all(extension.elapsed_ms == 0 for extension in self.extensions):
            return self
        clean = [replace(extension, elapsed_ms=0) for extension in self.extensions]
        return Course(self.growing, self.sounds, clean)

    def plain_ms(self, position_ms: int) -> int:
        """Return a position in the session as the script has it, without what was made longer."""
        sections = self.sections
        if not sections:
            return position_ms
        index = section_at(sections, position_ms)
        longer_ms = sum(each.extra_ms for each in self.extensions if each.section < index)
        for extension in (each for each in self.extensions if each.section == index):
            into_ms = position_ms - sections[index].holds[extension.hold].start_ms - extension.elapsed_ms
            longer_ms += min(max(into_ms, 0), extension.extra_ms)
        return position_ms - longer_ms

    def blocks(
        self, begin_ms: int = 0, *, is_muted: bool = False, without_words_before_ms: int | None = None
    ) -> Iterator[Block]:
        """Yield the sound from a place on; waits for sections that are not placed yet.

        Args:
            begin_ms: The place.
            is_muted: Whether all speech is left out.
            without_words_before_ms: Leave out speech that begins before this: it was heard already, or would begin
                in the middle of a word.
        """

        def is_heard(clip: Clip) -> bool:
            if not isinstance(clip.source, SpeechSource):
                return True
            return not is_muted and (without_words_before_ms is None or clip.start_ms >= without_words_before_ms)

        return mix(
            self._stretches(is_heard),
            self.sounds.sound_of,
            bed_of=self.sounds.bed_of,
            channels=self.sounds.channels,
            wake_after_ms=self.sounds.wake_after_ms,
            begin_ms=begin_ms,
        )

    def _stretches(self, is_heard: Callable[[Clip], bool]) -> Iterator[Stretch]:
        """Yield the timeline in pieces: what is placed already as one, then section by section, or less."""
        done, begun_ms, beginning = 0, 0, None
        while self.growing.wait_for(done, beginning):
            so_far = self.growing.so_far()
            placed = self._with_beginning(so_far)
            # The session's length is told with the last section.
            total_ms = self.total_ms if so_far.is_whole else None
            beds = place_beds(placed, total_ms or LONGEST_SESSION_MS, self.sounds.options)
            settled_ms = placed[-1].settled_ms
            until_ms = settled_ms if total_ms is None else total_ms
            if total_ms is None:
                until_ms = max(until_ms - foresight_ms(beds, self.sounds.wake_after_ms), 0)
            clips = sorted(
                (
                    clip
                    for section in placed[done:]
                    for clip in section.clips
                    if clip.start_ms >= begun_ms and is_heard(clip)
                ),
                key=lambda clip: clip.start_ms,
            )
            yield Stretch(clips, until_ms, beds)
            done, beginning = so_far.placed, so_far.beginning
            begun_ms = 0 if beginning is None else settled_ms

    def _with_beginning(self, so_far: SoFar) -> Sequence[PlacedSection]:
        placed = self.sections[: so_far.placed]
        if so_far.beginning is None:
            return placed
        longer_ms = sum(each.extra_ms for each in self.extensions if each.section < so_far.placed)
        return [*placed, shifted(so_far.beginning, longer_ms)]


def course_of(session: Session, wake: Callable[[], None]) -> Course:
    """Return the course of a session, which grows once its ``growing`` is told to begin."""
    placed = (Placed(ready.section, ready.total_ms, ready.is_whole) for ready in session.sections_live())
    sounds = Sounds(session.sound_of, session.bed_of, session.script.options, session.channels, session.wake_after_ms)
    return Course(Growing(placed, wake), sounds)
