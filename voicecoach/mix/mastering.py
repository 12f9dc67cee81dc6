"""Compute the one constant gain of a file from the levels of its clips; only overlapping clips are mixed for it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from voicecoach.mix.mixer import Stretch, bed_gain, mix, without_beds
from voicecoach.session.timeline import BedFinder, Clip, ClipSource, PlacedBed, SpeechSource, Timeline
from voicecoach.sound.beds.layers import Bed
from voicecoach.sound.levels import peak_per_ms
from voicecoach.sound.loudness import HOP_MS, gated_loudness_lufs
from voicecoach.sound.pcm import Pcm
from voicecoach.units import db_to_gain, gain_to_db

TARGET_LUFS = -19.0
"""The integrated loudness of a mono file; on two channels the same sound reads -16.

All loudness here is that of one channel, a stereo bed counted by the mean power of its two: so a session gets the
same gain in mono and in stereo."""

HIGHEST_GAIN_DB = 3.0
GAIN_STEP_DB = 0.5

HIGHEST_PEAK_DBTP = -1.0
"""The highest true peak of a decoded file."""

_METERS_DIFFER_DB = 0.2

# The oversampling of a sample depends on no sample farther away than this.
_CONTEXT_MS = 50


def mastering_gain_db(
    timeline: Timeline,
    sound_of: Callable[[ClipSource], Pcm],
    bed_of: Callable[[PlacedBed], Bed] = without_beds,
    *,
    overshoot_db: float = 0.0,
) -> float:
    """Return the gain in dB that brings a session to its loudness: a multiple of 0.5 dB, 3 dB at the most.

    It is lower, down to -3 dB, where the true peak would otherwise pass the ceiling. A session without words has 0.

    Args:
        timeline: The session in time.
        sound_of: Returns the sound of a clip's source.
        bed_of: Returns the sound of a bed; needed where there are beds.
        overshoot_db: The most that the encoder raises peaks.
    """
    if not any(isinstance(clip.source, SpeechSource) for clip in timeline.clips):
        return 0.0
    ceiling_dbtp = HIGHEST_PEAK_DBTP - max(overshoot_db, _METERS_DIFFER_DB)
    missing_db = TARGET_LUFS - session_loudness_lufs(timeline, sound_of, bed_of)
    wanted_db = min(round(missing_db / GAIN_STEP_DB) * GAIN_STEP_DB, HIGHEST_GAIN_DB)
    peak_dbtp = session_peak_dbtp(
        timeline.clips, sound_of, beds=timeline.beds, bed_of=bed_of, harmless_dbtp=ceiling_dbtp - wanted_db
    )
    allowed_db = math.floor((ceiling_dbtp - peak_dbtp) / GAIN_STEP_DB) * GAIN_STEP_DB
    return float(max(min(wanted_db, allowed_db), -HIGHEST_GAIN_DB))


def session_loudness_lufs(
    timeline: Timeline,
    sound_of: Callable[[ClipSource], Pcm],
    bed_of: Callable[[PlacedBed], Bed] = without_beds,
) -> float:
    """Return the integrated loudness of a session before mastering (BS.1770-4, one channel).

    The powers of overlapping sounds are added, which is exact for uncorrelated sounds.
    """
    hops = np.zeros(-(-timeline.duration_ms // HOP_MS), dtype=np.float64)
    for clip in timeline.clips:
        power = sound_of(clip.source).power * db_to_gain(clip.gain_db) ** 2
        offset_ms = clip.start_ms % HOP_MS
        padded = np.zeros(-(-(offset_ms + len(power)) // HOP_MS) * HOP_MS, dtype=np.float64)
        padded[offset_ms : offset_ms + len(power)] = power
        first = clip.start_ms // HOP_MS
        per_hop = padded.reshape(-1, HOP_MS).mean(axis=1)[: len(hops) - first]
        hops[first : first + len(per_hop)] += per_hop
    for bed in timeline.beds:
        hop_numbers = np.arange(bed.start_ms // HOP_MS, -(-bed.end_ms // HOP_MS), dtype=np.float64)
        middles_ms = (hop_numbers + 0.5) * HOP_MS
        here = hops[bed.start_ms // HOP_MS :][: len(middles_ms)]
        here += bed_of(bed).mean_power * np.square(bed_gain(bed, middles_ms))[: len(here)]
    return gated_loudness_lufs(hops)


def session_peak_dbtp(
    clips: Sequence[Clip],
    sound_of: Callable[[ClipSource], Pcm],
    *,
    beds: Sequence[PlacedBed] = (),
    bed_of: Callable[[PlacedBed], Bed] = without_beds,
    harmless_dbtp: float = -math.inf,
) -> float:
    """Return an upper bound in dBTP of the true peak of a session before mastering.

    The sum of the peaks within a millisecond bounds the peak of the sum. Overlapping sounds seldom peak together, so
    where that bound passes the harmless level, their sum is mixed and measured. A bed adds its highest peak at its
    gain at that time, since it is ducked under most speech.

    Args:
        clips: The session's clips, by onset.
        sound_of: Returns the sound of a clip's source.
        beds: The beds under them.
        bed_of: Returns the sound of a bed; needed where there are beds.
        harmless_dbtp: A level up to which the bound need not be exact.
    """
    harmless = db_to_gain(harmless_dbtp)
    highest = _highest_together(beds, bed_of)
    beds_under = BedFinder(beds)
    for cluster in _clusters(clips):
        begin_ms = cluster[0].start_ms
        bound: NDArray[np.float64] = np.zeros(max(clip.end_ms for clip in cluster) - begin_ms, dtype=np.float64)
        for clip in cluster:
            peak = sound_of(clip.source).peak * db_to_gain(clip.gain_db)
            first = clip.start_ms - begin_ms
            bound[first : first + len(peak)] += peak
        times_ms = np.arange(begin_ms, begin_ms + len(bound), dtype=np.float64)
        under = np.zeros(len(bound), dtype=np.float64)
        for bed in beds_under.between(begin_ms, begin_ms + len(bound)):
            under += bed_of(bed).peak * bed_gain(bed, times_ms)
        for first, last in _runs(bound + under > harmless) if len(cluster) > 1 else ():
            bound[first:last] = _measured_peaks(cluster, sound_of, begin_ms + first, begin_ms + last)
        highest = max(highest, float((bound + under).max(initial=0.0)))
    return gain_to_db(highest)


def _highest_together(beds: Sequence[PlacedBed], bed_of: Callable[[PlacedBed], Bed]) -> float:
    """Return a bound of the peak of all beds at the time when most of them sound together."""
    heights = [(bed, bed_of(bed).peak * db_to_gain(bed.level_db)) for bed in beds]
    # At one time, those that end come before those that begin.
    begins = [(bed.start_ms, 1, height) for bed, height in heights]
    ends = [(bed.end_ms, 0, -height) for bed, height in heights]
    highest = now = 0.0
    for _, _, height in sorted([*begins, *ends]):
        now += height
        highest = max(highest, now)
    return highest


def _measured_peaks(
    clips: Sequence[Clip], sound_of: Callable[[ClipSource], Pcm], begin_ms: int, end_ms: int
) -> NDArray[np.float32]:
    """Return the true peak of each millisecond from begin_ms up to end_ms, measured on the sum of the clips."""
    first_ms = max(begin_ms - _CONTEXT_MS, 0)
    stretch = Stretch(clips, end_ms + _CONTEXT_MS)
    samples = np.concatenate([block[:, 0] for block in mix([stretch], sound_of, begin_ms=first_ms)])
    return peak_per_ms(samples)[begin_ms - first_ms : end_ms - first_ms]


def _runs(flags: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Yield half-open ranges of indices that cover every set flag; ranges close together are joined."""
    set_at = np.flatnonzero(flags)
    for run in np.split(set_at, np.flatnonzero(np.diff(set_at) > _CONTEXT_MS) + 1):
        if len(run):
            yield int(run[0]), int(run[-1]) + 1


def _clusters(clips: Sequence[Clip]) -> Iterator[list[Clip]]:
    """Yield the clips in groups with silence between them."""
    cluster: list[Clip] = []
    end_ms = 0
    for clip in clips:
        if cluster and clip.start_ms >= end_ms:
            yield cluster
            cluster = []
        cluster.append(clip)
        end_ms = max(end_ms, clip.end_ms)
    if cluster:
        yield cluster
