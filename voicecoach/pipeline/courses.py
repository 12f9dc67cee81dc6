"""A session as a course that grows while it is spoken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.play.course import Course, Growing, Placed, Sounds

if TYPE_CHECKING:
    from collections.abc import Callable

    from voicecoach.pipeline.session import Session


def course_of(session: Session, wake: Callable[[], None]) -> Course:
    """Return the course of a session, which grows once its ``growing`` is told to begin."""
    placed = (Placed(ready.section, ready.total_ms, ready.is_whole) for ready in session.sections_live())
    sounds = Sounds(session.sound_of, session.bed_of, session.script.options, session.channels, session.wake_after_ms)
    return Course(Growing(placed, wake), sounds)
