"""The timeline of a session that plays: it grows section by section, and its holds can be made longer."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from voicecoach.live.producer import SoFar, TimelineProducer
from voicecoach.mix.mixer import Stretch, foresight_ms, mix
from voicecoach.pipeline.session import Session
from voicecoach.play.devices.base import Block
from voicecoach.play.executor import Executor
from voicecoach.session.navigate.lengthen import Extension, lengthened, shifted
from voicecoach.session.navigate.places import hold_at, section_at
from voicecoach.session.schedule.bed_spans import place_beds
from voicecoach.session.timeline import Clip, PlacedSection, SpeechSource
from voicecoach.units import LONGEST_SESSION_MS


class LiveTimeline:
    """A session's sections with the holds that the person made longer; never changes except by growing.

    Args:
        session: The session; its voice and sounds make the sound.
        producer: Places the sections as the script has them.
        extensions: The longer holds, in the order in which they were asked for.
    """

    def __init__(self, session: Session, producer: TimelineProducer, extensions: Sequence[Extension] = ()) -> None:
        self.session = session
        self.producer = producer
        self.extensions = tuple(extensions)
        self._edited: list[PlacedSection] = []
        self._shift_ms = 0
        self._editing = threading.Lock()

    @classmethod
    def of(
        cls,
        session: Session,
        executor: Executor,
        wake: Callable[[], None] = lambda: None,
        extensions: Sequence[Extension] = (),
    ) -> LiveTimeline:
        """Return the timeline of a session, which grows once its ``producer`` is told to begin."""
        return cls(session, TimelineProducer(session.sections_live(), executor, wake), extensions)

    @property
    def sections(self) -> Sequence[PlacedSection]:
        """The sections that are placed, in order."""
        with self._editing:
            for index in range(len(self._edited), self.producer.so_far().placed):
                section = shifted(self.producer.section(index), self._shift_ms)
                for extension in self.extensions:
                    if extension.section == index:
                        section = lengthened(section, extension)
                        self._shift_ms += extension.extra_ms
                self._edited.append(section)
            return self._edited

    def with_partial(self) -> Sequence[PlacedSection]:
        """Return the sections that are placed, and the settled part of the next one, if any."""
        return self._with_partial(self.producer.so_far())

    @property
    def is_complete(self) -> bool:
        """Whether all sections are placed."""
        return self.producer.is_complete

    @property
    def total_ms(self) -> int | None:
        """The length of the session, once it is known."""
        total_ms = self.producer.total_ms
        return None if total_ms is None else total_ms + sum(each.extra_ms for each in self.extensions)

    @property
    def steps(self) -> int | None:
        """The number of steps, once that is known."""
        if not self.is_complete:
            return None
        return sum(section.step.index is not None for section in self.sections)

    def lengthened(self, position_ms: int, extra_ms: int) -> LiveTimeline | None:
        """Return the timeline with the hold at a position longer; None where there is no hold."""
        sections = self.sections
        if not sections:
            return None
        index = section_at(sections, position_ms)
        hold = hold_at(sections[index], position_ms)
        if hold is None:
            return None
        elapsed_ms = position_ms - sections[index].holds[hold].start_ms
        extension = Extension(index, hold, elapsed_ms, extra_ms)
        return LiveTimeline(self.session, self.producer, (*self.extensions, extension))

    def afresh(self) -> LiveTimeline:
        """Return the timeline for a jump: longer holds are as if they had been so from their start."""
        if all(extension.elapsed_ms == 0 for extension in self.extensions):
            return self
        clean = [replace(extension, elapsed_ms=0) for extension in self.extensions]
        return LiveTimeline(self.session, self.producer, clean)

    def plain_ms(self, position_ms: int) -> int:
        """Return a position as it would be if no hold had been made longer."""
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
        """Yield the sound from a position on; waits for sections that are not placed yet.

        Args:
            begin_ms: The position.
            is_muted: Whether to skip all speech.
            without_words_before_ms: Skip speech that begins before this: it was heard already, or would begin in the
                middle of a word.
        """

        def is_heard(clip: Clip) -> bool:
            if not isinstance(clip.source, SpeechSource):
                return True
            return not is_muted and (without_words_before_ms is None or clip.start_ms >= without_words_before_ms)

        return mix(
            self._stretches(is_heard),
            self.session.sound_of,
            bed_of=self.session.bed_of,
            channels=self.session.channels,
            wake_after_ms=self.session.wake_after_ms,
            begin_ms=begin_ms,
        )

    def _stretches(self, is_heard: Callable[[Clip], bool]) -> Iterator[Stretch]:
        """Yield the timeline in pieces: first everything placed so far, then each section or part of one."""
        done, begun_ms, partial = 0, 0, None
        while self.producer.wait_for(done, partial):
            so_far = self.producer.so_far()
            placed = self._with_partial(so_far)
            # The session's length is told with the last section.
            total_ms = self.total_ms if so_far.is_whole else None
            session = self.session
            beds = place_beds(placed, total_ms or LONGEST_SESSION_MS, session.script.options, session.once_ms)
            settled_ms = placed[-1].settled_ms
            until_ms = settled_ms if total_ms is None else total_ms
            if total_ms is None:
                until_ms = max(until_ms - foresight_ms(beds, self.session.wake_after_ms), 0)
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
            done, partial = so_far.placed, so_far.partial
            begun_ms = 0 if partial is None else settled_ms

    def _with_partial(self, so_far: SoFar) -> Sequence[PlacedSection]:
        placed = self.sections[: so_far.placed]
        if so_far.partial is None:
            return placed
        longer_ms = sum(each.extra_ms for each in self.extensions if each.section < so_far.placed)
        return [*placed, shifted(so_far.partial, longer_ms)]
