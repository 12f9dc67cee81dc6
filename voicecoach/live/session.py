"""A session as a playback source: its sound from any position, its places, its words, and variants of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from threading import Thread

from voicecoach.live.announcements import Announcements, earcons
from voicecoach.live.bookmarks import Bookmark, Bookmarks, resume_place
from voicecoach.live.journal import Journal
from voicecoach.live.timeline import LiveTimeline
from voicecoach.live.watch import ScriptWatch
from voicecoach.pipeline.file_options import FileChoices
from voicecoach.pipeline.session import Session
from voicecoach.play.controls.commands import Command
from voicecoach.play.devices.base import Block
from voicecoach.play.executor import Executor
from voicecoach.play.source import PlaybackSource, Variant, VariantStart
from voicecoach.play.status import NowPlaying, now_at
from voicecoach.script import phrases
from voicecoach.script.limits import FASTEST_PACE, SLOWEST_PACE
from voicecoach.session.navigate.places import (
    Place,
    hold_at,
    next_step,
    other_side,
    previous_step,
    quiet_ms,
    same_place_ms,
    same_section,
    section_at,
    start_ms_of,
    this_side,
)
from voicecoach.session.timeline import PlacedSection, PlacedWait
from voicecoach.units import LONGEST_SESSION_MS

MORE_MS = 10_000
_PACE_STEP = Fraction(1, 10)
_AHEAD_MS = 150
_PLACES: dict[Command, Callable[[Sequence[PlacedSection], int], Place | None]] = {
    Command.NEXT: next_step,
    Command.PREVIOUS: previous_step,
    Command.RESTART_SIDE: this_side,
    Command.OTHER_SIDE: other_side,
}


@dataclass(frozen=True, slots=True)
class LiveOptions:
    """Options for playing a session.

    Attributes:
        begin: The place to begin at: a step's name, its number or a time such as ``12:30``.
        bookmark: The saved position to resume at instead.
        is_exact: Whether to go on at the exact position, and not at the start of its side.
        bookmarks: Saves how far it was heard; None for nothing.
        journal: Writes it into the practice log; None for nothing.
        reentry: The sound before a hold resumes after a pause: ``chime``, ``voice`` or ``off``.
        any_key: Whether every key pauses and goes on, except the one that quits.
        waits_for_keys: Whether ``[wait]`` lasts until a key is pressed.
        watch: Tells whether the script was saved; None for never.
    """

    begin: str | None = None
    bookmark: Bookmark | None = None
    is_exact: bool = False
    bookmarks: Bookmarks | None = None
    journal: Journal | None = None
    reentry: str = "chime"
    any_key: bool = False
    waits_for_keys: bool = False
    watch: ScriptWatch | None = None


class LiveSession(PlaybackSource):
    """A session that plays; closes the sessions of its variants, but not the first one.

    Args:
        session: The session to play.
        options: Its options.
        wake: Called from other threads when something has become possible.
        executor: Runs what is done beside the main thread; None for threads.

    Attributes:
        timeline: The timeline that plays.
    """

    def __init__(
        self, session: Session, options: LiveOptions, wake: Callable[[], None], executor: Executor | None = None
    ) -> None:
        self.channels = session.channels
        self.speaks_back = options.reentry == "voice"
        self.waits_for_keys = options.waits_for_keys
        self._executor = executor or Executor()
        self._wake = wake
        self._first = session
        self._options = options
        self.timeline = LiveTimeline.of(session, self._executor, wake)
        self._wanted_pace = session.script.options.pace
        self._leaving: list[Thread] = []

    def begin(self) -> None:
        """Begin to speak it."""
        self.timeline.producer.begin()
        if self._options.bookmark is not None or self._options.begin is not None:
            self.timeline.producer.hurry()

    def first_heard(self) -> None:
        """Place the remaining sections and make the earcons; both waited for the first sound."""
        self.timeline.producer.hurry()
        self._executor.spawn(self._make_earcons, "earcons")

    def close(self) -> None:
        """End every thread, and the voices of variants."""
        self.let_go(self.timeline)
        for worker in self._leaving:
            worker.join()

    def adopt(self, timeline: LiveTimeline) -> None:
        """Play the timeline of a variant from now on."""
        self.let_go(self.timeline)
        self.timeline = timeline
        self._wanted_pace = timeline.session.script.options.pace

    def let_go(self, timeline: LiveTimeline) -> None:
        """End a timeline, and its voice if it is not the first one's.

        That can last as long as the phrase which is just spoken, and no key may have to wait for it.
        """

        def end() -> None:
            timeline.producer.close()
            if timeline.session is not self._first:
                timeline.session.close()

        self._leaving.append(self._executor.spawn(end, "leaving"))

    @property
    def is_complete(self) -> bool:
        """Whether all sections are placed."""
        return self.timeline.is_complete

    @property
    def pace(self) -> float | None:
        """The pace of speech, where 1.0 is the voice's own."""
        return float(self._wanted_pace)

    def start_place(self) -> Place | None:
        """Return where to begin, as soon as enough sections are placed to know."""
        options, timeline = self._options, self.timeline
        if options.bookmark is None and options.begin is None:
            return Place(0)
        if timeline.producer.failure is not None:
            raise timeline.producer.failure
        if options.bookmark is not None:
            return resume_place(options.bookmark, timeline, is_exact=options.is_exact)
        assert options.begin is not None
        begin_ms = start_ms_of(timeline.sections, options.begin, timeline.total_ms)
        return None if begin_ms is None else Place(begin_ms)

    def blocks(self, begin_ms: int, *, is_muted: bool = False, is_fresh: bool = False) -> Iterator[Block]:
        """Return the sound from a position on."""
        fresh_ms = begin_ms if is_fresh else None
        return self.timeline.blocks(begin_ms, is_muted=is_muted, without_words_before_ms=fresh_ms)

    def elsewhere(self, begin_ms: int, *, is_muted: bool) -> Iterator[Block]:
        """Return the sound from a position on to which the person jumps; a longer hold is as if always so long."""
        self.timeline = self.timeline.afresh()
        return self.blocks(begin_ms, is_muted=is_muted, is_fresh=True)

    def at(self, position_ms: int) -> NowPlaying:
        """Return the step, side, hold and words at a position."""
        timeline = self.timeline
        return now_at(timeline.with_partial(), position_ms, timeline.total_ms, timeline.steps)

    def target(self, command: Command, position_ms: int) -> Place | None:
        """Return where a command leads; None for nowhere, or nowhere known yet."""
        find = _PLACES.get(command)
        return None if find is None else find(self.timeline.sections, position_ms)

    def is_in_hold(self, position_ms: int) -> bool:
        """Return whether a position lies in a hold."""
        sections = self.timeline.sections
        return bool(sections) and hold_at(sections[section_at(sections, position_ms)], position_ms) is not None

    def lengthen(self, position_ms: int) -> bool:
        """Make the hold at a position ten seconds longer from there on; return whether there is one."""
        longer = self.timeline.lengthened(position_ms, MORE_MS)
        if longer is None or (longer.total_ms or 0) > LONGEST_SESSION_MS:
            return False
        self.timeline = longer
        return True

    def next_wait(self, position_ms: int) -> PlacedWait | None:
        """Return the wait at a position, or else the next one that is known."""
        sections = self.timeline.sections
        first = section_at(sections, position_ms)
        waits = (wait for section in sections[first:] for wait in section.waits)
        return next((wait for wait in waits if wait.end_ms > position_ms), None)

    def wait_words(self, position_ms: int) -> Block | None:
        """Return the words that ask for a key; a step asks once for one at the end of its reps."""
        wait = self.next_wait(position_ms)
        if wait is None or not wait.is_of_reps:
            return Announcements(self.timeline).phrase(phrases.WAIT, position_ms)
        sections = self.timeline.sections
        of_reps = [one for one in sections[section_at(sections, position_ms)].waits if one.is_of_reps]
        is_first = wait in of_reps[:1]
        return Announcements(self.timeline).phrase(phrases.WAIT_REPS, position_ms) if is_first else None

    def words_back(self, position_ms: int) -> Block | None:
        """Return the words before a hold resumes."""
        return Announcements(self.timeline).phrase(phrases.GO_ON, position_ms)

    def where(self, position_ms: int, hold_left_ms: int | None) -> Block | None:
        """Return the words that describe a position."""
        timeline = self.timeline
        timeline.producer.wait_until_complete()  # how many steps there are is known when the last one is placed
        return Announcements(timeline).where(position_ms, hold_left_ms)

    def repaced(self, *, faster: bool) -> Callable[[], Variant] | None:
        """Return a function that makes a variant with faster or slower speech; None at the limit."""
        pace = self._wanted_pace + (_PACE_STEP if faster else -_PACE_STEP)
        if not SLOWEST_PACE <= pace <= FASTEST_PACE:
            return None
        self._wanted_pace = pace

        def make() -> Variant:
            before = self.timeline.session
            script = replace(before.script, options=replace(before.script.options, pace=pace))
            session = Session(script, replace(before.choices, pace=pace), file=FileChoices(channels=self.channels))
            # A hold that was made longer stays longer.
            return self.variant(LiveTimeline.of(session, self._executor, self._wake, self.timeline.extensions))

        return make

    def revised(self) -> Callable[[], Variant] | None:
        """Return a function that makes a variant of the script if it was just saved, else None."""
        watch = self._options.watch
        if watch is None or not watch.has_changed():
            return None

        def make() -> Variant:
            before = self.timeline.session
            # The pace of the command line or the person; None for the script's own.
            pace = before.choices.pace if before is self._first else before.script.options.pace
            session = watch.read(replace(before.choices, pace=pace), self.channels)
            # A longer hold is known by its number, which may mean another one now.
            return self.variant(LiveTimeline.of(session, self._executor, self._wake), is_revised=True)

        return make

    def variant(self, timeline: LiveTimeline, *, is_revised: bool = False) -> Variant:
        """Return a variant of this session, and begin to speak it; its steps may be others if it is revised."""
        timeline.producer.begin()
        timeline.producer.hurry()
        return _SessionVariant(self, timeline, is_revised=is_revised)

    def note(self, position_ms: int, gain_db: float, *, is_muted: bool, is_last: bool = False) -> None:
        """Save the position in the bookmark, and what was heard in the practice log."""
        if self._options.journal is not None:
            self._options.journal.note(position_ms)
        if self._options.bookmarks is not None:
            self._options.bookmarks.note(
                self.timeline, position_ms, gain_db=gain_db, is_muted=is_muted, is_last=is_last
            )

    def _make_earcons(self) -> None:
        has_back = self._options.reentry == "chime"
        self.earcons = earcons(self._first.script.sounds, self.channels, has_back=has_back)


class _SessionVariant(Variant):
    """Takes over from the session that plays between two words."""

    def __init__(self, live: LiveSession, timeline: LiveTimeline, *, is_revised: bool) -> None:
        self._live = live
        self._timeline = timeline
        self._is_revised = is_revised

    def start(self, position_ms: int, *, is_muted: bool) -> VariantStart | None:
        """Return where it takes over, once it is spoken that far; a revised script is spoken whole before that."""
        producer = self._timeline.producer
        if producer.failure is not None:
            raise producer.failure
        playing = self._live.timeline
        old, new = playing.sections, self._timeline.sections
        at_ms = quiet_ms(playing.with_partial(), position_ms + _AHEAD_MS)
        if not producer.is_complete and (self._is_revised or len(new) <= section_at(old, at_ms) + 1):
            return None
        begin_ms = _same_ms(old, new, at_ms)
        blocks = self._timeline.blocks(begin_ms, is_muted=is_muted, without_words_before_ms=begin_ms)
        return VariantStart(at_ms, begin_ms, blocks)

    def install(self) -> None:
        """Make it the session that plays."""
        self._live.adopt(self._timeline)

    def drop(self) -> None:
        """End its threads and its voice."""
        self._live.let_go(self._timeline)


def _same_ms(old: Sequence[PlacedSection], new: Sequence[PlacedSection], at_ms: int) -> int:
    """Return where a place is in the new session; the next step's start where its step is gone."""
    index = section_at(old, at_ms)
    for later in range(index, len(old)):
        same = same_section(old, later, new)
        if same is not None:
            return same_place_ms(old[index], new[same], at_ms) if later == index else new[same].step.start_ms
    return new[-1].step.start_ms
