"""Turn beds and chimes down under the voice; :mod:`voicecoach.session.schedule.bed_spans` places the beds.

A bed is ducked by gain points; between two points the gain moves along a straight line in decibels. A chime has one
gain: its onset is its loudest part, and together with a word it would be the loudest moment of the session.
"""

from __future__ import annotations

import bisect
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from voicecoach.session.timeline import Clip, GainPoint, SoundSource, SpeechSource
from voicecoach.units import gain_to_db

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
    """Return the clips, with every chime softer that sounds during speech or just before it.

    Several strikes of one sound at once, as where a rep ends and the next one begins, are as loud as one together.
    """
    spoken = sorted((clip.start_ms, clip.end_ms) for clip in clips if isinstance(clip.source, SpeechSource))

    def meets_a_word(chime: Clip) -> bool:
        # No two voices sound at once, so only the last phrase that has begun by then can.
        before = bisect.bisect_right(spoken, (chime.start_ms + TOGETHER_MS, math.inf))
        return before > 0 and chime.start_ms < spoken[before - 1][1]

    strikes = Counter((clip.source, clip.start_ms) for clip in clips if isinstance(clip.source, SoundSource))

    def gain_db(clip: Clip) -> float:
        if not isinstance(clip.source, SoundSource) or clip.source.is_recording:
            return clip.gain_db
        shared_db = gain_to_db(1 / strikes[clip.source, clip.start_ms])
        return (UNDER_SPEECH_DB if meets_a_word(clip) else 0.0) + shared_db

    return [clip if (gain := gain_db(clip)) == clip.gain_db else replace(clip, gain_db=gain) for clip in clips]


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
