"""A session as the player asks for it: its sound from any place, its places, its words, and other takes of it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from voicecoach.live.announcements import LiveWords, earcons
from voicecoach.live.bookmarks import Bookmarks
from voicecoach.live.timeline import Course, course_of
from voicecoach.live.variant import SessionTake
from voicecoach.live.watch import Watch
from voicecoach.pipeline.session import Session
from voicecoach.play.controls.commands import Command
from voicecoach.play.devices.base import Block
from voicecoach.play.now import now_at
from voicecoach.play.programme import Programme, Take
from voicecoach.play.status import NowPlaying
from voicecoach.script import phrases
from voicecoach.session.navigate.places import (
    Place,
    hold_at,
    next_step,
    other_side,
    previous_step,
    section_at,
    this_side,
)
from voicecoach.session.rules import LONGEST_SESSION_MS
from voicecoach.session.timeline import PlacedWait

MORE_MS = 10_000
_PACE_STEP = Fraction(1, 10)
_SLOWEST, _FASTEST = Fraction(1, 2), Fraction(2)


@dataclass(frozen=True, slots=True)
class LiveOptions:
    """How a session is to be played.

    Attributes:
        reentry: What is heard before a hold goes on after a pause: ``chime``, ``voice`` or ``off``.
        waits_for_keys: Whether ``[wait]`` lasts until a key is pressed.
        opening: Where to begin, asked of the course until it knows; None for its beginning.
        bookmarks: Keeps how far it was heard; None for nothing.
        watch: Tells whether the script was saved; None for never.
    """

    reentry: str = "chime"
    waits_for_keys: bool = False
    opening: Callable[[Course], Place | None] | None = None
    bookmarks: Bookmarks | None = None
    watch: Watch | None = None


class LiveSession(Programme):
    """A session that plays; closes the sessions of other takes, but not the first one.

    Args:
        session: What to play.
        options: How.
        wake: Called from other threads when something has become possible.
    """

    def __init__(self, session: Session, options: LiveOptions, wake: Callable[[], None]) -> None:
        self.channels = session.channels
        self.speaks_back = options.reentry == "voice"
        self.waits_for_keys = options.waits_for_keys
        self.session = session
        self.course = course_of(session, wake)
        self._first = session
        self._options = options
        self._wake = wake
        self._wanted_pace = session.script.options.pace
        self._leaving: list[threading.Thread] = []

    def begin(self) -> None:
        """Begin to speak it."""
        self.course.growing.begin()
        if self._options.opening is not None:
            self.course.growing.hurry()

    def first_heard(self) -> None:
        """Place the rest of it, and make what answers the person: until now the first words came first."""
        self.course.growing.hurry()
        threading.Thread(target=self._make_earcons, name="voicecoach earcons", daemon=True).start()

    def close(self) -> None:
        """End every thread, and the voices of other takes."""
        self.let_go(self.session, self.course)
        for thread in self._leaving:
            thread.join()

    def adopt(self, session: Session, course: Course) -> None:
        """Play another take from now on."""
        self.let_go(self.session, self.course)
        self.session, self.course = session, course
        self._wanted_pace = session.script.options.pace

    def let_go(self, session: Session, course: Course) -> None:
        """End a take, and its voice if it is another one than the first take's.

        That can last as long as the phrase which is just spoken, and no key may have to wait for it.
        """

        def end() -> None:
            course.growing.close()
            if session is not self._first:
                session.speaker.close()

        thread = threading.Thread(target=end, name="voicecoach leaving", daemon=True)
        thread.start()
        self._leaving.append(thread)

    @property
    def is_complete(self) -> bool:
        """Whether all sections are placed."""
        return self.course.complete

    @property
    def pace(self) -> float | None:
        """How fast is spoken, where 1.0 is the voice's own pace."""
        return float(self._wanted_pace)

    def opening(self) -> Place | None:
        """Return where to begin, as soon as enough sections are placed to know."""
        if self._options.opening is None:
            return Place(0)
        if self.course.growing.failure is not None:
            raise self.course.growing.failure
        return self._options.opening(self.course)

    def blocks(self, begin_ms: int, *, is_muted: bool = False, is_fresh: bool = False) -> Iterator[Block]:
        """Return the sound from a place on."""
        fresh_ms = begin_ms if is_fresh else None
        return self.course.blocks(begin_ms, is_muted=is_muted, without_words_before_ms=fresh_ms)

    def elsewhere(self, begin_ms: int, *, is_muted: bool) -> Iterator[Block]:
        """Return the sound from a place on to which the person goes; a longer hold is as if always so long."""
        self.course = self.course.afresh()
        return self.blocks(begin_ms, is_muted=is_muted, is_fresh=True)

    def at(self, position_ms: int) -> NowPlaying:
        """Return what there is at a position."""
        return now_at(self.course.with_beginning(), position_ms, self.course.total_ms, self._steps())

    def target(self, command: Command, position_ms: int) -> Place | None:
        """Return where a command leads; None for nowhere, or nowhere known yet."""
        sections = self.course.sections
        match command:
            case Command.NEXT:
                return next_step(sections, position_ms)
            case Command.PREVIOUS:
                return previous_step(sections, position_ms)
            case Command.RESTART_SIDE:
                return this_side(sections, position_ms)
            case Command.OTHER_SIDE:
                return other_side(sections, position_ms)
            case _:
                return None

    def is_in_hold(self, position_ms: int) -> bool:
        """Return whether a position lies in a hold."""
        sections = self.course.sections
        return bool(sections) and hold_at(sections[section_at(sections, position_ms)], position_ms) is not None

    def lengthen(self, position_ms: int) -> bool:
        """Make the hold at a position ten seconds longer from there on; return whether there is one."""
        longer = self.course.lengthened(position_ms, MORE_MS)
        if longer is None or (longer.total_ms or 0) > LONGEST_SESSION_MS:
            return False
        self.course = longer
        return True

    def next_wait(self, position_ms: int) -> PlacedWait | None:
        """Return the wait at a position, or else the next one that is known."""
        sections = self.course.sections
        first = section_at(sections, position_ms)
        waits = (wait for section in sections[first:] for wait in section.waits)
        return next((wait for wait in waits if wait.end_ms > position_ms), None)

    def wait_words(self, position_ms: int) -> Block | None:
        """Return what is spoken while the session waits for a key."""
        return self._live_words().phrase(phrases.WAIT, self.course.sections, position_ms, self._total_ms(position_ms))

    def where(self, position_ms: int, hold_left_ms: int | None) -> Block | None:
        """Return the words that tell where a position is."""
        # How many steps there are is known when the last one is placed.
        course = self.course
        course.growing.wait_until_complete()
        return self._live_words().where(course.sections, position_ms, self._total_ms(position_ms), hold_left_ms)

    def words_back(self, position_ms: int) -> Block | None:
        """Return what is spoken before a hold goes on."""
        return self._live_words().phrase(phrases.GO_ON, self.course.sections, position_ms, self._total_ms(position_ms))

    def repaced(self, *, faster: bool) -> Callable[[], Take] | None:
        """Return what makes a take with faster or slower speech; None at the limit."""
        pace = self._wanted_pace + (_PACE_STEP if faster else -_PACE_STEP)
        if not _SLOWEST <= pace <= _FASTEST:
            return None
        self._wanted_pace = pace

        def make() -> Take:
            before = self.session
            script = replace(before.script, options=replace(before.script.options, pace=pace))
            choices = replace(before.choices, pace=pace)
            return SessionTake(self, Session(script, choices, channels=self.channels), self._wake)

        return make

    def revised(self) -> Callable[[], Take] | None:
        """Return what makes a take of the script as it was saved just now, if it was."""
        watch = self._options.watch
        if watch is None or not watch.has_changed():
            return None

        def make() -> Take:
            session = watch.read(replace(self.session.choices, pace=self._asked_pace()), self.channels)
            return SessionTake(self, session, self._wake, is_revised=True)

        return make

    def note(self, position_ms: int, gain_db: float, *, is_muted: bool, is_last: bool = False) -> None:
        """Keep how far it was heard."""
        if self._options.bookmarks is not None:
            self._options.bookmarks.note(
                self.session, self.course, position_ms, gain_db=gain_db, is_muted=is_muted, is_last=is_last
            )

    def _make_earcons(self) -> None:
        has_back = self._options.reentry == "chime"
        self.earcons = earcons(self.session.script.sounds, self.channels, has_back=has_back)

    def _asked_pace(self) -> Fraction | None:
        """Return the pace that the command line or the person chose; None for the script's own."""
        chosen = self.session.choices.pace
        return chosen if self.session is self._first else self.session.script.options.pace

    def _steps(self) -> int | None:
        if not self.course.complete:
            return None
        return sum(section.step.index is not None for section in self.course.sections)

    def _total_ms(self, position_ms: int) -> int:
        return self.course.total_ms or position_ms

    def _live_words(self) -> LiveWords:
        return LiveWords(self.session, self._steps() or 0)
