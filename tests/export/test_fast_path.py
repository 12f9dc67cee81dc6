"""A session's MP3 against a plain encode of the same mix, over random timelines: the same sound at the same times."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from examples import FEW_EXAMPLES
from hypothesis import given
from hypothesis import strategies as st
from shared_cache import warm_cache

from voicecoach.export.encoders.base import StreamShape
from voicecoach.export.encoders.mp3 import Mp3Encoder
from voicecoach.export.encoders.mp3_frames import FRAMES_PER_MP3_FRAME, Mp3Shape, encode
from voicecoach.export.tags.tags import Tags
from voicecoach.mix.mixer import Stretch, mix
from voicecoach.session.cues import Role
from voicecoach.session.schedule.beds import ducking
from voicecoach.session.timeline import Clip, PlacedBed, SoundSource, SpeechSource
from voicecoach.sound.beds.layers import Bed, Layer
from voicecoach.sound.levels import finish
from voicecoach.sound.pcm import quantise
from voicecoach.units import MIX_RATE_HZ, ms_to_frames

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from voicecoach.session.timeline import ClipSource
    from voicecoach.sound.pcm import Pcm

MONO = Mp3Shape(channels=1, bitrate_kbps=96)
# Of LAME and of the decoder; a file with an Info frame is rid of both.
DELAY_FRAMES = 576 + 529
LAME_SCALE = np.float32(0.95)
LENGTHS_MS = (90, 400, 1_700)
WINDOW_FRAMES = MIX_RATE_HZ // 4


def sound_of(source: ClipSource) -> Pcm:
    """Return a struck tone, its pitch and the length by the source's name, that begins within a millisecond."""
    length_ms = int(source.spoken if isinstance(source, SpeechSource) else source.name)
    t = np.arange(ms_to_frames(length_ms)) / MIX_RATE_HZ
    random = np.random.default_rng(length_ms)
    strike = np.exp(-6_000 * t / length_ms) * (np.sin(2 * np.pi * 700 * t) + 0.3 * random.standard_normal(len(t)))
    return finish((0.3 * strike).astype(np.float32))


def noise_bed(_placed: PlacedBed) -> Bed:
    random = np.random.default_rng(3)
    loop = random.standard_normal((70_001, 1)).astype(np.float32)
    return Bed((Layer(loop, np.float32(0.1)),), 1, 0.01, 0.5)


def timeline_of(gaps_ms: list[int], lengths_ms: list[int]) -> tuple[list[Clip], int]:
    """Return words and chimes in turns, each so long after the onset of the one before, and the whole length."""
    sources = [SpeechSource, SoundSource]
    clips = [
        Clip(sources[turn % 2](str(length_ms)), onset_ms, length_ms, Role.SAY, text="")
        for turn, (onset_ms, length_ms) in enumerate(zip(accumulate(gaps_ms), lengths_ms, strict=False))
    ]
    return clips, max(clip.end_ms for clip in clips) + 1_000


def mixed(clips: list[Clip], until_ms: int, *, has_bed: bool, block_ms: int) -> Iterator[NDArray[np.float32]]:
    words = [clip for clip in clips if isinstance(clip.source, SpeechSource)]
    beds = (PlacedBed("noise", 0, until_ms, -24.0, 500, 500, ducking(words)),) if has_bed else ()
    stretch = Stretch(clips, until_ms, beds)
    return mix([stretch], sound_of, bed_of=noise_bed, wake_after_ms=1_500, block_ms=block_ms)


def fast(path: Path, blocks: Iterator[NDArray[np.float32]], frames_total: int) -> bytes:
    path.write_bytes(b"")
    encoder = Mp3Encoder(path, StreamShape(frames_total, MONO.channels, MONO.bitrate_kbps), Tags("Test"))
    for block in blocks:
        encoder.write(block)
    encoder.finish()
    encoder.close()
    return path.read_bytes()


def plain(whole: NDArray[np.float32]) -> bytes:
    """Return the frames of one encoder that hears everything, until nothing of it can be missing at the end."""
    silence = np.zeros((-len(whole) % FRAMES_PER_MP3_FRAME + 3 * FRAMES_PER_MP3_FRAME, 1), np.int16)
    return encode(np.concatenate([quantise(whole / LAME_SCALE), silence]), MONO)


def errors(heard: NDArray[np.float64], whole: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the mean square error of each window against what went in, full scale 1.0."""
    error = np.square(heard - whole)[: len(whole) // WINDOW_FRAMES * WINDOW_FRAMES]
    return np.asarray(error.reshape(-1, WINDOW_FRAMES).mean(axis=1))


@FEW_EXAMPLES
@given(
    gaps_ms=st.lists(st.one_of(st.integers(0, 300), st.integers(300, 2_500)), min_size=1, max_size=5),
    lengths_ms=st.lists(st.sampled_from(LENGTHS_MS), min_size=5, max_size=5),
    has_bed=st.booleans(),
    block_ms=st.sampled_from([96, 333, 960]),
)
def test_what_is_heard_is_what_a_plain_encode_gives_at_the_same_times(
    *,
    gaps_ms: list[int],
    lengths_ms: list[int],
    has_bed: bool,
    block_ms: int,
    tmp_path_factory: pytest.TempPathFactory,
    decode_in_process: Any,
) -> None:
    folder = tmp_path_factory.mktemp("fast")
    clips, until_ms = timeline_of(gaps_ms, lengths_ms)
    whole = np.concatenate(list(mixed(clips, until_ms, has_bed=has_bed, block_ms=until_ms)))
    blocks = mixed(clips, until_ms, has_bed=has_bed, block_ms=block_ms)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VOICECOACH_CACHE_DIR", warm_cache(folder / "cache"))
        content = fast(folder / "fast.mp3", blocks, len(whole))
        again = mixed(clips, until_ms, has_bed=has_bed, block_ms=960)
        assert fast(folder / "again.mp3", again, len(whole)) == content, "kept frames, other blocks: the same bytes"
    (folder / "plain.mp3").write_bytes(plain(whole))
    by_plain = decode_in_process(folder / "plain.mp3", 1)[:, 0] / 32_768
    # Where there is no Info frame, some decoders take the delay away by themselves.
    lead_frames = DELAY_FRAMES if len(by_plain) % FRAMES_PER_MP3_FRAME == 0 else 0
    by_plain = by_plain[lead_frames:][: len(whole)]
    by_fast = decode_in_process(folder / "fast.mp3", 1)[:, 0] / 32_768
    assert len(by_fast) == len(by_plain) == len(whole)

    of_plain, of_fast = errors(by_plain, whole[:, 0]), errors(by_fast, whole[:, 0])
    # A plain encoder may have saved bits in a long silence, for a strike after it; a passage saves them in two frames.
    assert of_fast.mean() <= 1.4 * of_plain.mean() + 1e-9
    assert (of_fast <= 4 * of_plain + 1e-7).all(), "6 dB, or 70 dB below full scale"
    for clip in clips:
        at = ms_to_frames(clip.start_ms)
        sound = whole[at : at + 2_400, 0]
        lags = range(-24, 25)
        likeness = [
            float(by_fast[at + lag : at + lag + 2_400][: len(sound)] @ sound) if at + lag >= 0 else 0 for lag in lags
        ]
        assert lags[int(np.argmax(likeness))] == 0, f"the cue at {clip.start_ms} ms"
