"""Beds under a session, and the gain by which beds and chimes make way for the voice.

A bed's automation is points in time, between which the gain moves along a straight line in decibels. A chime has one
gain: its strike is the loudest of it, and together with a word it would be the loudest of the session.
"""

from __future__ import annotations

import bisect
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from voicecoach.script.model import BedSetting
from voicecoach.script.spec import OFF
from voicecoach.session import rules
from voicecoach.session.cues import Section
from voicecoach.session.options import Options
from voicecoach.session.timeline import Clip, GainPoint, PlacedBed, PlacedSection, SoundSource, SpeechSource

DEPTH_DB = -10.0
"""How far the bed goes down under the voice."""

ATTACK_MS = 600
"""How long before a phrase the bed begins to go down; it is down when the phrase begins."""

RELEASE_MS = 1_500
"""How long it takes to come up again."""

KEPT_DOWN_MS = 1_000
"""Through a gap shorter than this the bed stays down."""

FORESIGHT_MS = ATTACK_MS + RELEASE_MS
"""The automation up to a time depends on no speech that begins later than this after it."""


STRIKE_DB = -6.0
"""How far a strike goes down that comes together with a word."""

TOGETHER_MS = 250
"""A word that begins so soon after a strike comes together with it."""


def with_soft_strikes(clips: Sequence[Clip]) -> list[Clip]:
    """Return the clips with every strike softer that comes while somebody speaks, or just before."""
    spoken = sorted((clip.start_ms, clip.end_ms) for clip in clips if isinstance(clip.source, SpeechSource))

    def meets_a_word(strike: Clip) -> bool:
        # No two voices sound at once, so only the last phrase that has begun by then can.
        before = bisect.bisect_right(spoken, (strike.start_ms + TOGETHER_MS, math.inf))
        return before > 0 and strike.start_ms < spoken[before - 1][1]

    return [
        replace(clip, gain_db=STRIKE_DB)
        if isinstance(clip.source, SoundSource) and not clip.source.is_recording and meets_a_word(clip)
        else clip
        for clip in clips
    ]


def ducking(clips: Iterable[Clip]) -> tuple[GainPoint, ...]:
    """Return the automation that keeps a bed down by 10 dB under every phrase.

    Between two phrases the bed comes up at the pace of its release, and goes down again early enough; in a
    gap too short to come up all the way, it turns round where the two slopes meet.
    """
    points: list[GainPoint] = []
    for begin_ms, end_ms in _spoken_stretches(clips):
        points += _down(points, begin_ms)
        points += [GainPoint(begin_ms, DEPTH_DB), GainPoint(end_ms, DEPTH_DB)]
    if points:
        points.append(GainPoint(points[-1].time_ms + RELEASE_MS, 0.0))
    return tuple(points)


def _spoken_stretches(clips: Iterable[Clip]) -> Iterator[tuple[int, int]]:
    """Yield the stretches through which the bed stays down."""
    begin_ms = end_ms = -1
    for clip in sorted(clips, key=lambda one: one.start_ms):
        if not isinstance(clip.source, SpeechSource):
            continue
        if begin_ms >= 0 and clip.start_ms - end_ms < KEPT_DOWN_MS:
            end_ms = max(end_ms, clip.end_ms)
            continue
        if begin_ms >= 0:
            yield begin_ms, end_ms
        begin_ms, end_ms = clip.start_ms, clip.end_ms
    if begin_ms >= 0:
        yield begin_ms, end_ms


def _down(before: Sequence[GainPoint], begin_ms: int) -> Iterator[GainPoint]:
    """Yield the way from the last point down to a phrase that begins at a time."""
    if not before:
        yield GainPoint(max(begin_ms - ATTACK_MS, 0), 0.0)
        return
    up_ms = before[-1].time_ms
    if begin_ms - up_ms >= RELEASE_MS + ATTACK_MS:
        yield GainPoint(up_ms + RELEASE_MS, 0.0)
        yield GainPoint(begin_ms - ATTACK_MS, 0.0)
        return
    # Up from DEPTH at DEPTH/RELEASE, down at DEPTH/ATTACK: the slopes meet at the share of the gap that
    # belongs to the release.
    gap_ms = begin_ms - up_ms
    turn_ms = gap_ms * RELEASE_MS // (RELEASE_MS + ATTACK_MS)
    yield GainPoint(up_ms + turn_ms, DEPTH_DB * (1 - turn_ms / RELEASE_MS))


DEFAULT_LEVEL_DB = -24.0
FADE_IN_MS = 3_000
FADE_OUT_MS = 2_000
"""Less than the foresight of the ducking: where a bed ends is known before it begins to fade out."""

LEAST_SILENCE_AT_END_MS = 1_000


def place_beds(placed: Sequence[PlacedSection], duration_ms: int, options: Options) -> tuple[PlacedBed, ...]:
    """Return the beds of a session, by onset.

    What is returned for the time before the last section does not change when more sections follow, as far
    as their words begin later than :data:`voicecoach.session.schedule.beds.FORESIGHT_MS` after it.

    Args:
        placed: The sections, as far as they are placed.
        duration_ms: The session's length; a later time than all that is placed while it is not known.
        options: What shapes the session.
    """
    has_bed = isinstance(options.bed, BedSetting) or any(isinstance(section.bed, BedSetting) for section in placed)
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
    return frozenset(bed.sound for bed in beds if isinstance(bed, BedSetting))


def _stretches(
    placed: Sequence[PlacedSection], begin_ms: int, end_ms: int, options: Options
) -> list[tuple[BedSetting | None, int, int]]:
    """Return which bed lies where; the same bed goes on from one section to the next."""
    stretches: list[tuple[BedSetting | None, int, int]] = []
    for index, section in enumerate(placed):
        bed = options.bed if section.bed is None else section.bed
        wanted = bed if isinstance(bed, BedSetting) else None
        start_ms = begin_ms if index == 0 else section.step.start_ms
        if stretches and stretches[-1][0] == wanted:
            continue
        if stretches:
            stretches[-1] = (stretches[-1][0], stretches[-1][1], min(start_ms, end_ms))
        stretches.append((wanted, start_ms, end_ms))
    return stretches
