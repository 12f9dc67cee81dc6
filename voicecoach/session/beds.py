"""Where a bed lies under a session: the session's own, or a step's in its place, faded in and out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.script.spec import OFF
from voicecoach.script.values import Bed
from voicecoach.session import rules
from voicecoach.session.ducking import ducking
from voicecoach.session.timeline import PlacedBed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from voicecoach.session.cues import Section
    from voicecoach.session.options import Options
    from voicecoach.session.timeline import PlacedSection

DEFAULT_LEVEL_DB = -24.0
FADE_IN_MS = 3_000
FADE_OUT_MS = 2_000
"""Less than the foresight of the ducking: where a bed ends is known before it begins to fade out."""

LEAST_SILENCE_AT_END_MS = 1_000


def place_beds(placed: Sequence[PlacedSection], duration_ms: int, options: Options) -> tuple[PlacedBed, ...]:
    """Return the beds of a session, by onset.

    What is returned for the time before the last section does not change when more sections follow, as far
    as their words begin later than :data:`voicecoach.session.ducking.FORESIGHT_MS` after it.

    Args:
        placed: The sections, as far as they are placed.
        duration_ms: The session's length; a later time than all that is placed while it is not known.
        options: What shapes the session.
    """
    has_bed = isinstance(options.bed, Bed) or any(isinstance(section.bed, Bed) for section in placed)
    if options.bed is OFF or not has_bed:
        return ()
    points = ducking(clip for section in placed for clip in section.clips)
    begin_ms = rules.LEAD_IN_MS
    end_ms = duration_ms - LEAST_SILENCE_AT_END_MS
    beds: list[PlacedBed] = []
    for bed, start_ms, stop_ms in _stretches(placed, begin_ms, end_ms, options):
        if bed is not None and stop_ms > start_ms:
            level_db = options.bed_level_db
            if level_db is None:
                level_db = float(bed.level_db) if bed.level_db is not None else DEFAULT_LEVEL_DB
            beds.append(PlacedBed(bed.sound, start_ms, stop_ms, level_db, FADE_IN_MS, FADE_OUT_MS, points))
    return tuple(beds)


def bed_sounds(sections: Iterable[Section], options: Options) -> frozenset[str]:
    """Return the names of all beds that a session may have, wherever they lie."""
    if options.bed is OFF:
        return frozenset()
    beds = (options.bed, *(section.bed for section in sections))
    return frozenset(bed.sound for bed in beds if isinstance(bed, Bed))


def _stretches(
    placed: Sequence[PlacedSection], begin_ms: int, end_ms: int, options: Options
) -> list[tuple[Bed | None, int, int]]:
    """Return which bed lies where; the same bed goes on from one section to the next."""
    stretches: list[tuple[Bed | None, int, int]] = []
    for index, section in enumerate(placed):
        bed = options.bed if section.bed is None else section.bed
        wanted = bed if isinstance(bed, Bed) else None
        start_ms = begin_ms if index == 0 else section.step.start_ms
        if stretches and stretches[-1][0] == wanted:
            continue
        if stretches:
            stretches[-1] = (stretches[-1][0], stretches[-1][1], min(start_ms, end_ms))
        stretches.append((wanted, start_ms, end_ms))
    return stretches
