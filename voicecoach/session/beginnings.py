"""The beginnings of a section: what of it can be placed for good while the rest is still being spoken."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from voicecoach.session.cues import Approach, Breath, Silence, Speech, Talk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voicecoach.session.cues import Section


def beginnings(section: Section) -> Iterator[tuple[Speech, Section]]:
    """Yield the phrases that a section begins with, each with the section cut off behind it.

    Words follow one another, so the place of each depends on those before it alone. That ends with the first sound,
    whose loudness depends on the words that come soon after it, and with the first passage.
    """
    if not section.passages:
        return
    first = section.passages[0]
    if not (isinstance(first, Talk) or (isinstance(first, Approach) and first.switch is None)):
        return
    for count, cue in enumerate(first.cues, 1):
        if isinstance(cue, Speech):
            yield cue, replace(section, passages=(replace(first, cues=first.cues[:count]),))
        elif not isinstance(cue, Silence | Breath):
            return
