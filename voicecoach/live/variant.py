"""Other takes of a session that plays: spoken at another pace, or of the script as it was saved since."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from voicecoach.live.timeline import Course, course_of
from voicecoach.play.programme import Arrival, Take
from voicecoach.session.navigate.matching import same_place_ms, same_section
from voicecoach.session.navigate.places import quiet_ms, section_at
from voicecoach.session.timeline import PlacedSection

if TYPE_CHECKING:
    from voicecoach.live.session import LiveSession
    from voicecoach.pipeline.session import Session

_AHEAD_MS = 150


class SessionTake(Take):
    """A session that takes over where the one that plays is between two words.

    Args:
        live: What plays.
        session: What is to be played; closed if it is dropped.
        wake: Called when another section of it is placed.
        is_revised: Whether its script is another one, so that its steps may be others.
    """

    def __init__(
        self, live: LiveSession, session: Session, wake: Callable[[], None], *, is_revised: bool = False
    ) -> None:
        self._live = live
        self._session = session
        self._is_revised = is_revised
        plain = course_of(session, wake)
        # What was made longer is told by the holds of a script, which may be others now.
        self._course = plain if is_revised else Course(plain.growing, plain.sounds, live.course.extensions)
        self._course.growing.begin()
        self._course.growing.hurry()

    def arrival(self, position_ms: int, *, is_muted: bool) -> Arrival | None:
        """Return where it takes over, once it is spoken that far; another script is spoken whole before that."""
        failure = self._course.growing.failure
        if failure is not None:
            raise failure
        old, new = self._live.course.sections, self._course.sections
        at_ms = quiet_ms(self._live.course.with_beginning(), position_ms + _AHEAD_MS)
        index = section_at(old, at_ms)
        if not self._course.complete and (self._is_revised or len(new) <= index + 1):
            return None
        begin_ms = self._same_ms(old, new, at_ms)
        blocks = self._course.blocks(begin_ms, is_muted=is_muted, without_words_before_ms=begin_ms)
        return Arrival(at_ms, begin_ms, blocks)

    def install(self) -> None:
        """Let it be what plays."""
        self._live.adopt(self._session, self._course)

    def drop(self) -> None:
        """End its threads and its voice."""
        self._live.let_go(self._session, self._course)

    def _same_ms(self, old: Sequence[PlacedSection], new: Sequence[PlacedSection], at_ms: int) -> int:
        """Return where the place is in the new session; the next step's start where its step is gone."""
        index = section_at(old, at_ms)
        for later in range(index, len(old)):
            same = same_section(old, later, new)
            if same is not None:
                return same_place_ms(old[index], new[same], at_ms) if later == index else new[same].step.start_ms
        return new[-1].step.start_ms
