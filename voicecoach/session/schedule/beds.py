"""Place beds under a session, and turn beds and chimes down under the voice.

A bed is ducked by gain points; between two points the gain moves along a straight line in decibels. A chime has one
gain: its onset is its loudest part, and together with a word it would be the loudest moment of the session.
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
"""The ducking depth: the gain of the bed under the voice."""

ATTACK_MS = 600
"""The attack of the ducking; the bed is at full depth when the phrase begins."""

RELEASE_MS = 3_000
"""The release of the ducking."""

KEPT_DOWN_MS = 6_000
"""The bed stays down through a gap shorter than this: a bed that comes up and goes down at once draws attention. In a
longer gap it has time to come up all the way."""

FORESIGHT_MS = KEPT_DOWN_MS
"""The ducking up to a time never depends on speech that begins later than this after it."""

UNDER_SPEECH_DB = -6.0
"""The gain of a chime that comes together with a word."""

TOGETHER_MS = 250
"""A word that begins this soon after a chime comes together with it."""


def soften_chimes(clips: Sequence[Clip]) -> list[Clip]:
    """Return the clips, with every chime softer that sounds during speech or just before it."""
    spoken = sorted((clip.start_ms, clip.end_ms) for clip in clips if isinstance(clip.source, SpeechSource))

    def meets_a_word(chime: Clip) -> bool:
        # No two voices sound at once, so only the last phrase that has begun by then can.
        before = bisect.bisect_right(spoken, (chime.start_ms + TOGETHER_MS, math.inf))
        return before > 0 and chime.start_ms < spoken[before - 1][1]

    return [
        replace(clip, gain_db=UNDER_SPEECH_DB)
        if isinstance(clip.source, SoundSource) and not clip.source.is_recording and meets_a_word(clip)
        else clip
        for clip in clips
    ]


def ducking(clips: Iterable[Clip]) -> tuple[GainPoint, ...]:
    """Return the gain points that duck a bed by 10 dB under every phrase.

    After a phrase the bed comes up with its release, and before the next one it goes down with its attack. It stays
    down through gaps shorter than :data:`KEPT_DOWN_MS`.
    """
    points: list[GainPoint] = []
    for begin_ms, end_ms in _spoken_ranges(clips):
        points += [
            GainPoint(max(begin_ms - ATTACK_MS, 0), 0.0),
            GainPoint(begin_ms, DEPTH_DB),
            GainPoint(end_ms, DEPTH_DB),
            GainPoint(end_ms + RELEASE_MS, 0.0),
        ]
    return tuple(points)


def _spoken_ranges(clips: Iterable[Clip]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of time through which the bed stays down."""
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


FADE_IN_MS = 3_000
FADE_OUT_MS = 2_000
"""Less than the foresight of the ducking, so that the end of a bed is known before its fade-out begins."""

LEAST_SILENCE_AT_END_MS = 1_000


def place_beds(placed: Sequence[PlacedSection], duration_ms: int, options: Options) -> tuple[PlacedBed, ...]:
    """Return the beds of a session, by onset.

    More sections change nothing before the last one of these, as long as their words begin later than
    :data:`FORESIGHT_MS` after it.

    Args:
        placed: The sections placed up to now.
        duration_ms: The session's length; any time after all clips while it is not known.
        options: The session's options.
    """
    has_bed = isinstance(options.bed, BedSetting) or any(isinstance(section.bed, BedSetting) for section in placed)
    if options.bed is OFF or not has_bed:
        return ()
    points = ducking(clip for section in placed for clip in section.clips)
    begin_ms = rules.LEAD_IN_MS
    end_ms = duration_ms - LEAST_SILENCE_AT_END_MS
    beds: list[PlacedBed] = []
    for bed, start_ms, stop_ms in _bed_ranges(placed, begin_ms, end_ms, options):
        if bed is not None and stop_ms > start_ms:
            level_db = options.bed_level_db
            if level_db is None:
                level_db = float(bed.level_db) if bed.level_db is not None else rules.DEFAULT_BED_LEVEL_DB
            beds.append(PlacedBed(bed.sound, start_ms, stop_ms, level_db, FADE_IN_MS, FADE_OUT_MS, points))
    return tuple(beds)


def bed_sounds(sections: Iterable[Section], options: Options) -> frozenset[str]:
    """Return the names of all beds that a session may have."""
    if options.bed is OFF:
        return frozenset()
    beds = (options.bed, *(section.bed for section in sections))
    return frozenset(bed.sound for bed in beds if isinstance(bed, BedSetting))


def _bed_ranges(
    placed: Sequence[PlacedSection], begin_ms: int, end_ms: int, options: Options
) -> list[tuple[BedSetting | None, int, int]]:
    """Return each bed with its start and end; the same bed continues from one section to the next."""
    ranges: list[tuple[BedSetting | None, int, int]] = []
    for index, section in enumerate(placed):
        bed = options.bed if section.bed is None else section.bed
        wanted = bed if isinstance(bed, BedSetting) else None
        start_ms = begin_ms if index == 0 else section.step.start_ms
        if ranges and ranges[-1][0] == wanted:
            continue
        if ranges:
            ranges[-1] = (ranges[-1][0], ranges[-1][1], min(start_ms, end_ms))
        ranges.append((wanted, start_ms, end_ms))
    return ranges
