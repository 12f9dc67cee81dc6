"""Mix placed clips and beds to blocks of samples; the player and the exporter share this mixer."""

from __future__ import annotations

import bisect
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voicecoach.mix.wake import WAKE_MS, wake_onsets_ms, wake_samples
from voicecoach.session.schedule.beds import FORESIGHT_MS
from voicecoach.session.timeline import BedFinder, Clip, ClipSource, GainPoint, PlacedBed
from voicecoach.sound.beds.layers import Bed
from voicecoach.sound.pcm import FULL_SCALE, Pcm
from voicecoach.sound.samples import Samples
from voicecoach.units import FRAMES_PER_MS, db_to_gain, ms_to_frames

_WITHIN_MS = np.arange(FRAMES_PER_MS, dtype=np.float32) / np.float32(FRAMES_PER_MS)


def bed_block(placed: PlacedBed, bed: Bed, begin_frame: int, end_frame: int) -> NDArray[np.float32]:
    """Return a placed bed from one absolute frame up to another; silence outside of the bed.

    Its shape is ``(frames, channels)``, with the channels of the bed. The same frame always has the same samples,
    whatever the bounds of the block.
    """
    first = max(begin_frame, ms_to_frames(placed.start_ms))
    last = min(end_frame, ms_to_frames(placed.end_ms))
    if first >= last:
        return np.zeros((end_frame - begin_frame, bed.channels), dtype=np.float32)
    sound = bed.block(first - ms_to_frames(placed.origin_ms), last - first)
    sound *= _gains(placed, first, last)[:, np.newaxis]
    if (first, last) == (begin_frame, end_frame):
        return sound
    return np.pad(sound, ((first - begin_frame, end_frame - last), (0, 0)))


def _gains(placed: PlacedBed, first: int, last: int) -> NDArray[np.float32]:
    """Return the gain of every frame: exact at each millisecond, linear between two.

    Its shape is ``(frames,)``, or ``(1,)`` where all frames have the same gain.
    """
    begin_ms, end_ms = first // FRAMES_PER_MS, -(-last // FRAMES_PER_MS)
    per_ms = bed_gain(placed, np.arange(begin_ms, end_ms + 1, dtype=np.float64))
    if (per_ms == per_ms[0]).all():  # most of a long hold
        return per_ms[:1]
    ramps = per_ms[:-1, np.newaxis] + np.diff(per_ms)[:, np.newaxis] * _WITHIN_MS
    return ramps.reshape(-1)[first - ms_to_frames(begin_ms) :][: last - first]


def bed_gain(placed: PlacedBed, times_ms: NDArray[np.float64]) -> NDArray[np.float32]:
    """Return the gain factor of a bed at some times, shape ``(times,)``: level, ducking and fades.

    Args:
        placed: The bed.
        times_ms: At least one time, in rising order.
    """
    points = _points_around(placed.ducking, times_ms[0], times_ms[-1])
    ducked_db = np.interp(times_ms, [point.time_ms for point in points], [point.gain_db for point in points])
    gain = db_to_gain(placed.level_db) * 10.0 ** (ducked_db / 20.0)
    in_ms, out_ms = max(placed.fade_in_ms, 1), max(placed.fade_out_ms, 1)
    if times_ms[0] < placed.start_ms + in_ms or times_ms[-1] > placed.end_ms - out_ms:
        risen = np.clip((times_ms - placed.start_ms) / in_ms, 0.0, 1.0)
        left = np.clip((placed.end_ms - times_ms) / out_ms, 0.0, 1.0)
        # Two sounds that cross keep their power; the fades of one sound into itself keep its gain.
        gain *= np.sin(np.pi / 2 * risen) ** (1 if placed.crosses_in else 2)
        gain *= np.sin(np.pi / 2 * left) ** (1 if placed.crosses_out else 2)
    return gain.astype(np.float32)


def _points_around(points: Sequence[GainPoint], first_ms: float, last_ms: float) -> Sequence[GainPoint]:
    """Return the points that decide the gain from one time to another, out of thousands in a long session."""
    begin = max(bisect.bisect_right(points, first_ms, key=lambda point: point.time_ms) - 1, 0)
    end = bisect.bisect_left(points, last_ms, key=lambda point: point.time_ms) + 1
    return points[begin:end] or (GainPoint(0, 0.0),)


CHANNELS = 1
"""The channels of a session without a bed in stereo."""

BLOCK_MS = 96
"""A tenth of a second, in whole MP3 frames."""

_SCALE = np.float32(1.0 / FULL_SCALE)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the timeline that is final.

    Attributes:
        clips: By onset; none begins before the end of the previous stretch.
        until_ms: Its end; no clip of a later stretch begins before it.
        beds: The beds under it, final up to its end.
    """

    clips: Sequence[Clip]
    until_ms: int
    beds: Sequence[PlacedBed] = ()


def without_beds(placed: PlacedBed) -> Bed:
    """Refuse to return a bed, for timelines without beds.

    Raises:
        LookupError: Always.
    """
    raise LookupError(placed.sound)


def mix(
    stretches: Iterable[Stretch],
    sound_of: Callable[[ClipSource], Pcm],
    *,
    bed_of: Callable[[PlacedBed], Bed] = without_beds,
    channels: int = CHANNELS,
    wake_after_ms: int = 0,
    begin_ms: int = 0,
    block_ms: int = BLOCK_MS,
) -> Iterator[NDArray[np.float32]]:
    """Yield the sound of a session as blocks, each of shape ``(frames, channels)``, where 1.0 is full scale.

    The samples do not depend on the length of a block, on the stretches, or on ``begin_ms``: clips are always added in
    the order of their onset. Only the clips that sound now are held in memory.

    Args:
        stretches: The timeline as it grows; the last stretch ends with the session.
        sound_of: Returns the sound of a clip's source; asked when the clip begins.
        bed_of: Returns the sound of a bed; needed where there are beds. It has one channel, or as many as the mix.
        channels: 1 or 2; a voice or a chime is the same on both.
        wake_after_ms: A clip after a longer silence gets a signal that wakes headphones (see
            :mod:`voicecoach.mix.wake`); 0 for none. With it, each stretch has to end ``WAKE_MS`` before the first
            clip of the next.
        begin_ms: The position to begin at.
        block_ms: The length of a block; the last one of a stretch may be shorter.
    """
    sounding: list[_Sounding] = []
    now_ms = begin_ms
    heard_until_ms: int | None = None
    for stretch in stretches:
        coming = deque(clip for clip in stretch.clips if clip.end_ms > now_ms)
        beds = BedFinder(stretch.beds)
        wakes = deque(wake_onsets_ms(stretch.clips, stretch.beds, wake_after_ms, heard_until_ms))
        if stretch.clips:
            heard_until_ms = max(heard_until_ms or 0, *(clip.end_ms for clip in stretch.clips))
        while now_ms < stretch.until_ms:
            end_ms = min(now_ms + block_ms, stretch.until_ms)
            while coming and coming[0].start_ms < end_ms:
                clip = coming.popleft()
                sounding.append(_of(clip, sound_of))
            while wakes and wakes[0] < end_ms:
                sounding.append(_Sounding(ms_to_frames(wakes.popleft()), wake_samples()))
            block = _mixed(sounding, ms_to_frames(now_ms), ms_to_frames(end_ms), channels)
            for placed in beds.between(now_ms, end_ms):
                block += bed_block(placed, bed_of(placed), ms_to_frames(now_ms), ms_to_frames(end_ms))
            yield block
            sounding = [sound for sound in sounding if sound.end_frame > ms_to_frames(end_ms)]
            now_ms = end_ms
        sounding += [_of(clip, sound_of) for clip in coming]
        sounding += [_Sounding(ms_to_frames(onset_ms), wake_samples()) for onset_ms in wakes]


def foresight_ms(beds: Sequence[PlacedBed], wake_after_ms: int) -> int:
    """Return the least time from the end of a stretch to the end of the placed sections, while more sections follow.

    The ducking of a bed begins before its words, its fade-out before its end, and the signal for headphones before its
    cue.
    """
    longest_fade_ms = max((bed.fade_out_ms for bed in beds), default=0)
    return max(FORESIGHT_MS if beds else 0, longest_fade_ms, WAKE_MS if wake_after_ms else 0)


@dataclass(frozen=True, slots=True, eq=False)
class _Sounding:
    """Samples at their place in the session."""

    start_frame: int
    samples: Samples[np.int16]
    scale: np.float32 = _SCALE

    @property
    def end_frame(self) -> int:
        return self.start_frame + len(self.samples)


def _of(clip: Clip, sound_of: Callable[[ClipSource], Pcm]) -> _Sounding:
    scale = _SCALE * np.float32(db_to_gain(clip.gain_db))
    return _Sounding(ms_to_frames(clip.start_ms), sound_of(clip.source).samples, scale)


def _mixed(sounding: list[_Sounding], begin_frame: int, end_frame: int, channels: int) -> NDArray[np.float32]:
    """Return the sum of the sounds from one frame up to another, shape ``(frames, channels)``."""
    block = np.zeros((end_frame - begin_frame, channels), dtype=np.float32)
    for sound in sounding:
        first = max(sound.start_frame, begin_frame)
        last = min(sound.end_frame, end_frame)
        if first < last:
            part = sound.samples[first - sound.start_frame : last - sound.start_frame]
            block[first - begin_frame : last - begin_frame] += (part * sound.scale)[:, np.newaxis]
    return block
