"""The contract of every format: what goes in comes out, at its place, at its level, in the same bytes."""

from __future__ import annotations

import subprocess
import sys
import time
import tracemalloc
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from examples import FEW_EXAMPLES
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.errors import ExportError
from voicecoach.export.encoders.base import StreamShape
from voicecoach.export.formats import FORMATS
from voicecoach.export.tags.tags import Tags
from voicecoach.export.write import write_audio
from voicecoach.sound.pcm import quantise

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SUFFIXES = list(FORMATS)
each_format = pytest.mark.parametrize("suffix", SUFFIXES)
mono_and_stereo = pytest.mark.parametrize("channels", [1, 2])


def offset_frames(sent: np.ndarray, heard: np.ndarray) -> int:
    """Return by how many frames the one lies behind the other: where their correlation peaks."""
    length = 1 << (len(sent) + len(heard)).bit_length()
    spectrum = np.fft.rfft(heard, length) * np.conj(np.fft.rfft(sent, length))
    peak = int(np.argmax(np.fft.irfft(spectrum, length)))
    return peak if peak < length // 2 else peak - length


@each_format
@mono_and_stereo
def test_every_decoder_hears_the_exact_length_at_offset_zero(
    tmp_path: Path, suffix: str, channels: int, bursts: Any, export: Any, decode: Any
) -> None:
    sound = bursts(100_011, channels)
    written = export(tmp_path / f"a{suffix}", sound)
    heard = decode(written.path, channels)
    assert heard.shape == sound.shape
    for channel in range(channels):
        assert offset_frames(sound[:, channel], heard[:, channel].astype(float)) == 0


@each_format
@mono_and_stereo
def test_lossless_formats_return_the_very_samples(
    tmp_path: Path, suffix: str, channels: int, bursts: Any, export: Any, decode_in_process: Any
) -> None:
    sound = bursts(30_000, channels)
    heard = decode_in_process(export(tmp_path / f"a{suffix}", sound).path, channels)
    assert np.array_equal(heard, quantise(sound)) == (FORMATS[suffix].bitrates is None)


@each_format
@pytest.mark.parametrize("gain_db", [0.0, -6.0, 2.5])
def test_a_sine_keeps_its_level_plus_the_gain(
    tmp_path: Path, suffix: str, gain_db: float, export: Any, decode_in_process: Any
) -> None:
    peak = 10 ** (-20 / 20)
    sine = peak * np.sin(2 * np.pi * 1_000 * np.arange(96_000) / 48_000)
    written = export(tmp_path / f"a{suffix}", sine.astype(np.float32)[:, None], gain_db=gain_db)
    middle = decode_in_process(written.path, 1)[24_000:72_000] / 32_768
    heard_db = 20 * np.log10(np.sqrt(2 * np.mean(middle**2)))
    assert heard_db == pytest.approx(-20 + gain_db, abs=0.1)


@each_format
def test_beyond_full_scale_is_clipped_and_does_not_wrap(
    tmp_path: Path, suffix: str, export: Any, decode_in_process: Any
) -> None:
    sine = np.sin(2 * np.pi * 100 * np.arange(96_000) / 48_000).astype(np.float32)[:, None]
    heard = decode_in_process(export(tmp_path / f"a{suffix}", sine, gain_db=3.0).path, 1)[:, 0]
    # The last milliseconds are not looked at: libsndfile's Opus fades them, where a session is silent.
    high = np.flatnonzero(np.abs(sine[:-960, 0]) > 0.8)
    assert (heard[high] * np.sign(sine[high, 0])).min() > 26_000


@each_format
@FEW_EXAMPLES
@given(cuts=st.lists(st.integers(0, 20_000), max_size=6))
def test_how_the_sound_is_cut_changes_no_byte(
    tmp_path: Path, suffix: str, cuts: list[int], bursts: Any, export: Any
) -> None:
    sound = bursts(20_000)
    whole = export(tmp_path / f"whole{suffix}", sound)
    blocks = np.split(sound, sorted(cuts))
    path = tmp_path / f"cut{suffix}"
    write_audio(path, blocks, frames_total=len(sound), channels=1, gain_db=0.0, tags=Tags("Test"))
    assert path.read_bytes() == whole.path.read_bytes()


@each_format
def test_the_result_tells_the_truth_and_progress_counts_frames(
    tmp_path: Path, suffix: str, bursts: Any, export: Any
) -> None:
    path = tmp_path / f"a{suffix}"
    seen: list[int] = []
    written = export(path, bursts(12_000), progress=seen.append)
    assert (written.path, written.duration_ms) == (path, 250)
    assert written.size_bytes == path.stat().st_size
    assert seen == [4_800, 9_600, 12_000]


@each_format
def test_memory_does_not_grow_with_the_length(tmp_path: Path, suffix: str) -> None:
    second = np.zeros((48_000, 1), dtype=np.float32)

    def write(seconds: int) -> None:
        write_audio(
            tmp_path / f"a{suffix}",
            (second for _ in range(seconds)),
            frames_total=48_000 * seconds,
            channels=1,
            gain_db=0.0,
            tags=Tags("Test"),
        )

    write(1)  # so that modules and tables are there already, which are loaded once
    seconds = 120
    tracemalloc.start()
    try:
        write(seconds)
        _, peak_bytes = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak_bytes < 5_000_000 < second.nbytes * seconds / 4


@each_format
@pytest.mark.parametrize(
    ("sound", "announced", "reason"),
    [
        (np.zeros((100, 1)), {"frames_total": 101}, "100 frames instead of 101"),
        (np.zeros((100, 1)), {"frames_total": 99}, "100 frames instead of 99"),
        (np.zeros((100, 2)), {"channels": 1}, r"shape \(100, 2\)"),
        (np.full((100, 1), np.nan), {}, "not a number"),
        (np.zeros((0, 1)), {}, "0 frames"),
        (np.zeros((100, 3)), {}, "3 channels"),
    ],
)
def test_blocks_that_are_not_what_was_announced_make_no_file(
    tmp_path: Path, suffix: str, sound: Any, announced: Any, reason: str, export: Any
) -> None:
    with pytest.raises(ExportError, match=reason):
        export(tmp_path / f"a{suffix}", sound.astype(np.float32), **announced)
    assert list(tmp_path.iterdir()) == []


def no_blocks() -> Iterator[Any]:
    raise AssertionError("nothing may be rendered for a file that cannot be")
    yield


@pytest.mark.parametrize("suffix", [".mp3", ".flac"])
def test_too_little_room_is_told_before_anything_is_rendered(tmp_path: Path, suffix: str) -> None:
    longer_than_any_disk = 10**15
    with pytest.raises(ExportError, match=r"it needs about .* MB, and the disk has .* MB left") as caught:
        write_audio(
            tmp_path / f"a{suffix}",
            no_blocks(),
            frames_total=longer_than_any_disk,
            channels=1,
            gain_db=0.0,
            tags=Tags("Test"),
        )
    assert "free some space" in caught.value.hint


def test_a_wav_beyond_four_gigabytes_is_refused_with_a_better_format(tmp_path: Path) -> None:
    a_day_frames = 24 * 3_600 * 48_000
    with pytest.raises(ExportError, match=r"\.wav files end at") as caught:
        write_audio(
            tmp_path / "a.wav",
            no_blocks(),
            frames_total=a_day_frames,
            channels=1,
            gain_db=0.0,
            tags=Tags("Test"),
        )
    assert ".flac" in caught.value.hint


@each_format
@mono_and_stereo
def test_the_bit_rate_decides_the_size_and_what_is_not_offered_is_refused(
    tmp_path: Path, suffix: str, channels: int, bursts: Any, export: Any
) -> None:
    sound = bursts(240_000, channels)
    path = tmp_path / f"a{suffix}"
    offered = FORMATS[suffix].bitrates.offered_kbps[channels] if FORMATS[suffix].bitrates else ()
    sizes_bytes = [export(path, sound, bitrate_kbps=kbps).size_bytes for kbps in (offered[:1] + offered[-1:])]
    assert sizes_bytes == sorted(set(sizes_bytes))
    path.unlink(missing_ok=True)
    with pytest.raises(ExportError, match="come with .* kbit/s, not 97" if offered else "are lossless"):
        export(path, sound, bitrate_kbps=97)
    assert list(tmp_path.iterdir()) == []


@each_format
def test_what_is_expected_of_the_disk_is_what_dense_sound_takes(tmp_path: Path, suffix: str, export: Any) -> None:
    noise = np.random.default_rng(3).normal(0, 0.1, (20 * 48_000, 1)).astype(np.float32)
    audio_format = FORMATS[suffix]
    expected = audio_format.expected_bytes(StreamShape(len(noise), 1, audio_format.bitrate_kbps(1)))
    taken = export(tmp_path / f"a{suffix}", noise).size_bytes
    room_for_tags = 1_000_000
    assert taken < expected + room_for_tags
    assert taken > 0.4 * expected


def test_no_clock_and_no_random_number_is_in_the_file(tmp_path: Path, bursts: Any) -> None:
    # In two processes and two seconds: what is drawn once for each process would look the same within one.
    program = (
        "import sys, numpy as np\n"
        "from pathlib import Path\n"
        "from voicecoach.export.write import write_audio\n"
        "from voicecoach.export.tags.tags import ChapterMark, Tags\n"
        "tags = Tags('T', chapters=(ChapterMark(0, 1_000, 'One'), ChapterMark(1_000, 1_500, 'Two')))\n"
        "sound = np.load(sys.argv[1])\n"
        "for path in map(Path, sys.argv[2:]):\n"
        "    write_audio(path, [sound], frames_total=len(sound), channels=1, gain_db=0.0, tags=tags)\n"
    )
    sound = tmp_path / "sound.npy"
    np.save(sound, bursts(72_000))
    written = []
    for number in range(2):
        paths = [tmp_path / f"{number}{suffix}" for suffix in SUFFIXES]
        subprocess.run([sys.executable, "-c", program, str(sound), *map(str, paths)], check=True)
        written.append([path.read_bytes() for path in paths])
        time.sleep(1.01 if number == 0 else 0)
    assert written[0] == written[1]
