"""Where a session goes on that was ended before: at the start of the side that was under way, with a get-ready."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.session.places import Place, this_side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.pipeline.bookmarks import Bookmark
    from voicecoach.play.course import Course
    from voicecoach.session.timeline import PlacedSection


def resumed(bookmark: Bookmark, course: Course, *, is_exact: bool) -> Place | None:
    """Return where to go on; None as long as too few sections are placed to know.

    A script that has changed since is searched for the step by its name; where it is gone, the session goes on
    with what stands in its place now.

    Args:
        bookmark: Where it was.
        course: The session.
        is_exact: Whether to go on at the very place.
    """
    sections = course.sections
    if len(sections) <= bookmark.section + 1 and not course.complete:
        return None
    if bookmark.section < len(sections) and sections[bookmark.section].step.name == bookmark.step:
        index = bookmark.section
    elif not course.complete:
        return None
    else:
        index = _nearest(sections, bookmark)
    position_ms = _position_ms(sections[index], bookmark)
    if is_exact:
        return Place(position_ms)
    return this_side(sections, position_ms) or Place(sections[index].step.start_ms)


def _nearest(sections: Sequence[PlacedSection], bookmark: Bookmark) -> int:
    named = [index for index, section in enumerate(sections) if section.step.name == bookmark.step]
    if not bookmark.step or not named:
        return min(bookmark.section, len(sections) - 1)
    return min(named, key=lambda index: abs(index - bookmark.section))


def _position_ms(section: PlacedSection, bookmark: Bookmark) -> int:
    """Return the place in a section: as far into the same hold, or into the section, as it was."""
    if bookmark.hold is not None and bookmark.hold < len(section.holds):
        hold = section.holds[bookmark.hold]
        return min(hold.start_ms + bookmark.into_ms, hold.end_ms - 1)
    return section.step.start_ms + min(bookmark.into_ms, max(section.step.end_ms - section.step.start_ms - 1, 0))
