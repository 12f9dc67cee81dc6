"""The one constant gain of a file, from the levels of its clips: no sample is looked at again."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from voicecoach.session.timeline import SpeechSource
from voicecoach.sound.loudness import HOP_MS, gated_loudness_lufs
from voicecoach.units import gain_to_db

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from voicecoach.session.timeline import Clip, Source, Timeline
    from voicecoach.sound.pcm import Pcm

TARGET_LUFS = -19.0
"""The integrated loudness of a mono file; on two channels the same sound reads -16."""

HIGHEST_GAIN_DB = 3.0
GAIN_STEP_DB = 0.5

# A lossy encoder may overshoot the peaks of what it is given: the file itself must stay below -1 dBTP.
_CEILING_DBTP = -1.3


def mastering_gain_db(timeline: Timeline, sound_of: Callable[[Source], Pcm]) -> float:
    """Return the gain that brings a session to its loudness: a multiple of 0.5 dB, 3 dB at the most.

    It is less where the true peak would otherwise come too near to full scale, and nothing for a session
    without words.
    """
    if not any(isinstance(clip.source, SpeechSource) for clip in timeline.clips):
        return 0.0
    wanted_db = TARGET_LUFS - session_loudness_lufs(timeline, sound_of)
    gain_db = round(wanted_db / GAIN_STEP_DB) * GAIN_STEP_DB
    headroom_db = _CEILING_DBTP - session_peak_bound_dbtp(timeline.clips, sound_of)
    allowed_db = max(math.floor(headroom_db / GAIN_STEP_DB) * GAIN_STEP_DB, 0.0)
    return float(max(min(gain_db, allowed_db, HIGHEST_GAIN_DB), -HIGHEST_GAIN_DB))


def session_loudness_lufs(timeline: Timeline, sound_of: Callable[[Source], Pcm]) -> float:
    """Return the integrated loudness of a session before mastering (BS.1770-4, one channel).

    The powers of sounds that overlap are added, which is exact for sounds that have nothing in common.
    """
    hops = np.zeros(-(-timeline.duration_ms // HOP_MS), dtype=np.float64)
    for clip in timeline.clips:
        power = sound_of(clip.source).power
        offset_ms = clip.start_ms % HOP_MS
        padded = np.zeros(-(-(offset_ms + len(power)) // HOP_MS) * HOP_MS, dtype=np.float64)
        padded[offset_ms : offset_ms + len(power)] = power
        first = clip.start_ms // HOP_MS
        per_hop = padded.reshape(-1, HOP_MS).mean(axis=1)[: len(hops) - first]
        hops[first : first + len(per_hop)] += per_hop
    return gated_loudness_lufs(hops)


def session_peak_bound_dbtp(clips: Sequence[Clip], sound_of: Callable[[Source], Pcm]) -> float:
    """Return a level that the true peak of a session cannot pass: the sum of what peaks at the same time."""
    highest = 0.0
    for cluster in _clusters(clips):
        begin_ms = cluster[0].start_ms
        peaks: NDArray[np.float64] = np.zeros(max(clip.end_ms for clip in cluster) - begin_ms, dtype=np.float64)
        for clip in cluster:
            peak = sound_of(clip.source).peak
            first = clip.start_ms - begin_ms
            peaks[first : first + len(peak)] += peak
        highest = max(highest, float(peaks.max(initial=0.0)))
    return gain_to_db(highest)


def _clusters(clips: Sequence[Clip]) -> Iterator[list[Clip]]:
    """Yield the clips in groups between which nothing sounds."""
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
