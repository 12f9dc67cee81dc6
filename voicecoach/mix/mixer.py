"""Placed clips to blocks of samples: the one mixer behind the player and the exporter."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from voicecoach.mix.bed_track import bed_block
from voicecoach.mix.wake import WAKE_MS, wake_onsets_ms, wake_samples
from voicecoach.session.ducking import FORESIGHT_MS
from voicecoach.sound.pcm import FULL_SCALE
from voicecoach.units import db_to_gain, ms_to_frames

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from voicecoach.session.timeline import Clip, PlacedBed, Source
    from voicecoach.sound.bed_layers import Bed
    from voicecoach.sound.pcm import Pcm

CHANNELS = 1
"""What a session has where nothing in it needs two."""

BLOCK_MS = 96
"""A tenth of a second, in whole MP3 frames."""

_SCALE = np.float32(1.0 / FULL_SCALE)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the timeline that is final.

    Attributes:
        clips: By onset; none begins before the stretch before was settled.
        until_ms: No clip that comes later begins before this.
        beds: What lies under it; they are as they will stay up to its end.
    """

    clips: Sequence[Clip]
    until_ms: int
    beds: Sequence[PlacedBed] = ()


def without_beds(placed: PlacedBed) -> Bed:
    """Stand in for the beds of a timeline that has none.

    Raises:
        LookupError: There is one.
    """
    raise LookupError(placed.sound)


def mix(
    stretches: Iterable[Stretch],
    sound_of: Callable[[Source], Pcm],
    *,
    bed_of: Callable[[PlacedBed], Bed] = without_beds,
    channels: int = CHANNELS,
    wake_after_ms: int = 0,
    begin_ms: int = 0,
    block_ms: int = BLOCK_MS,
) -> Iterator[NDArray[np.float32]]:
    """Yield the sound of a session as blocks, each of shape ``(frames, channels)``, where 1.0 is full scale.

    The samples do not depend on the length of a block, on how the timeline is cut into stretches, or on where
    the mix begins: clips are always added in the order of their onset. Only what sounds now is held in memory.

    Args:
        stretches: The timeline, as it becomes known; the last one ends with the session.
        sound_of: Returns the sound of a clip's source; asked when the clip begins.
        bed_of: Returns the sound of a bed; needed where there are beds. It has one channel, or as many as the mix.
        channels: 1 or 2; a voice or a chime is the same on both.
        wake_after_ms: Before a clip that comes after a longer silence there is a signal that wakes what fell asleep
            in it (see :mod:`voicecoach.mix.wake`); 0 for none. Each stretch then has to end ``WAKE_MS`` before
            the first clip of the next.
        begin_ms: Where to begin.
        block_ms: The length of a block; the last one of a stretch may be shorter.
    """
    sounding: list[_Sounding] = []
    now_ms = begin_ms
    heard_until_ms: int | None = None
    for stretch in stretches:
        coming = deque(clip for clip in stretch.clips if clip.end_ms > now_ms)
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
            for placed in stretch.beds:
                if placed.start_ms < end_ms and now_ms < placed.end_ms:
                    block += bed_block(placed, bed_of(placed), ms_to_frames(now_ms), ms_to_frames(end_ms))
            yield block
            sounding = [sound for sound in sounding if sound.end_frame > ms_to_frames(end_ms)]
            now_ms = end_ms
        sounding += [_of(clip, sound_of) for clip in coming]
        sounding += [_Sounding(ms_to_frames(onset_ms), wake_samples()) for onset_ms in wakes]


def foresight_ms(beds: Sequence[PlacedBed], wake_after_ms: int) -> int:
    """Return how long before the end of what is placed a stretch has to end, as long as more is to come.

    A bed makes way for words before they begin, and what wakes headphones begins before its cue.
    """
    return max(FORESIGHT_MS if beds else 0, WAKE_MS if wake_after_ms else 0)


@dataclass(frozen=True, slots=True, eq=False)
class _Sounding:
    """A sound at its place."""

    start_frame: int
    samples: NDArray[np.int16]
    scale: np.float32 = _SCALE

    @property
    def end_frame(self) -> int:
        return self.start_frame + len(self.samples)


def _of(clip: Clip, sound_of: Callable[[Source], Pcm]) -> _Sounding:
    scale = _SCALE * np.float32(db_to_gain(clip.gain_db))
    return _Sounding(ms_to_frames(clip.start_ms), sound_of(clip.source).samples, scale)


def _mixed(sounding: list[_Sounding], begin_frame: int, end_frame: int, channels: int) -> NDArray[np.float32]:
    """Return the sum of what sounds from one frame up to another; silence where nothing does."""
    block = np.zeros((end_frame - begin_frame, channels), dtype=np.float32)
    for sound in sounding:
        first = max(sound.start_frame, begin_frame)
        last = min(sound.end_frame, end_frame)
        if first < last:
            part = sound.samples[first - sound.start_frame : last - sound.start_frame]
            block[first - begin_frame : last - begin_frame] += (part * sound.scale)[:, np.newaxis]
    return block
