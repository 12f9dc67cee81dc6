"""Every format that people bring, whole, damaged and lying; real decoders read real files."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.errors import SoundError
from voicecoach.sound.decode import READ_BY_FFMPEG, READ_BY_SOUNDFILE, decode

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

needs_ffmpeg = pytest.mark.skipif(not shutil.which("ffprobe"), reason="ffmpeg is not installed")


def frequency_hz(samples: np.ndarray, rate_hz: int) -> float:
    return float(np.abs(np.fft.rfft(samples)).argmax() * rate_hz / len(samples))


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("a.wav", {"subtype": "PCM_U8"}),
        ("a.wav", {"subtype": "PCM_16"}),
        ("a.wav", {"subtype": "PCM_24"}),
        ("a.wav", {"subtype": "PCM_32"}),
        ("a.wav", {"subtype": "FLOAT"}),
        ("a.flac", {"subtype": "PCM_24"}),
        ("a.aiff", {}),
        ("a.ogg", {"subtype": "VORBIS"}),
        ("a.mp3", {}),
        ("SHOUTED.WAV", {}),
    ],
)
def test_reads_without_any_program(
    name: str,
    options: dict[str, str],
    write: Callable[..., Path],
    tone: np.ndarray,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    path = write(name, tone, **options)
    monkeypatch.setenv("PATH", str(tmp_path))
    samples, rate_hz = decode(path)
    assert samples.dtype == np.float32
    assert rate_hz == 44_100
    assert len(samples) == pytest.approx(len(tone), abs=2_500)
    assert frequency_hz(samples, rate_hz) == pytest.approx(440, abs=1)
    assert np.abs(samples).max() == pytest.approx(0.25, abs=0.01)


@pytest.mark.parametrize(
    ("name", "inside"),
    [("a.wav", "MP3"), ("a.wav", "AIFF"), ("a.mp3", "WAV"), ("a.m4a", "WAV"), ("a.aiff", "FLAC"), ("a.mp3", "OGG")],
)
def test_the_content_decides_and_not_the_name(
    name: str, inside: str, write: Callable[..., Path], tone: np.ndarray, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(name, tone, format=inside)
    monkeypatch.setenv("PATH", str(path.parent))
    samples, rate_hz = decode(path)
    assert len(samples) / rate_hz == pytest.approx(2.0, abs=0.1)
    assert frequency_hz(samples, rate_hz) == pytest.approx(440, abs=1)


@pytest.mark.parametrize(("riff_bytes", "data_bytes"), [(0, 0), (8, 0), (176_436, 0), (0xFFFFFFFF, 0xFFFFFFFF)])
def test_a_recording_that_was_interrupted_is_read_to_its_end(
    riff_bytes: int, data_bytes: int, write: Callable[..., Path], tone: np.ndarray
) -> None:
    path = write("a.wav", tone)
    whole, _ = decode(path)
    content = bytearray(path.read_bytes())
    content[4:8] = riff_bytes.to_bytes(4, "little")
    at = content.index(b"data") + 4
    content[at : at + 4] = data_bytes.to_bytes(4, "little")
    path.write_bytes(content)
    np.testing.assert_array_equal(decode(path)[0], whole)


def test_a_wav_without_sound_has_none_though_something_follows_it(write: Callable[..., Path]) -> None:
    path = write("a.wav", np.zeros(0, dtype=np.float32))
    path.write_bytes(path.read_bytes() + b"LIST" + (4).to_bytes(4, "little") + b"INFO")
    with pytest.raises(SoundError, match="contains no sound"):
        decode(path)


def test_notes_of_the_decoder_stay_off_the_screen(
    write: Callable[..., Path], tone: np.ndarray, capfd: pytest.CaptureFixture[str]
) -> None:
    path = write("a.mp3", tone)
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 700] = b"\x55" * 700
    path.write_bytes(content)
    with soundfile.SoundFile(path) as file:
        file.read()
    assert "resync" in capfd.readouterr().err or sys.platform != "linux"  # it has something to say
    assert len(decode(path)[0]) > 44_100
    assert capfd.readouterr().err == ""


def test_opus_is_read_at_its_own_rate(write: Callable[..., Path], tone: np.ndarray) -> None:
    samples, rate_hz = decode(write("a.opus", tone, 48_000, format="OGG", subtype="OPUS"))
    assert rate_hz == 48_000
    assert frequency_hz(samples, rate_hz) == pytest.approx(440 * 48_000 / 44_100, abs=1)


def test_lossless_samples_come_through_exactly(write: Callable[..., Path]) -> None:
    samples = np.array([0, 1, -1, 32_767, -32_768, 12_345], dtype=np.int16)
    decoded, _ = decode(write("a.wav", samples))
    assert (decoded * 32_768).tolist() == samples.tolist()


@pytest.mark.parametrize("channels", [2, 6])
def test_channels_become_their_mean(channels: int, write: Callable[..., Path], tone: np.ndarray) -> None:
    first_only = np.zeros((len(tone), channels), dtype=np.float32)
    first_only[:, 0] = tone
    samples, _ = decode(write("a.wav", first_only, subtype="PCM_24"))
    assert np.abs(samples - tone / channels).max() < 1e-6


@needs_ffmpeg
@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("a.m4a", ["-c:a", "aac"]),
        ("a.m4a", ["-c:a", "alac"]),
        ("a.m4a", ["-c:a", "aac", "-af", "pan=stereo|c0=c0|c1=c0", "-movflags", "+faststart"]),
        ("a.aac", ["-c:a", "aac"]),
        ("a.mka", ["-c:a", "libopus"]),
        ("a.webm", ["-c:a", "libopus"]),
        ("a.wma", ["-c:a", "wmav2"]),
        ("a.caf", ["-c:a", "pcm_s16le"]),
        ("a.mov", ["-c:a", "aac"]),
        ("a.qta", ["-f", "mov", "-c:a", "alac"]),
        ("a.wav", ["-f", "mp4", "-c:a", "aac"]),
    ],
)
def test_reads_the_rest_through_ffmpeg(
    name: str, arguments: list[str], write: Callable[..., Path], tone: np.ndarray, tmp_path: Path
) -> None:
    path = tmp_path / name
    command = ["ffmpeg", "-loglevel", "error", "-i", write("source.wav", tone), *arguments, path]
    subprocess.run(command, check=True)
    samples, rate_hz = decode(path)
    assert len(samples) / rate_hz == pytest.approx(2.0, abs=0.1)
    assert frequency_hz(samples, rate_hz) == pytest.approx(440, abs=1)
    assert np.abs(samples).max() == pytest.approx(0.25, abs=0.02)


@pytest.mark.parametrize("suffix", READ_BY_FFMPEG)
def test_without_ffmpeg_says_which_format_and_what_to_do(
    suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    path = tmp_path / f"intro{suffix}"
    path.write_bytes(b"\0\0\0\x20ftypM4A ")
    with pytest.raises(SoundError, match=suffix) as raised:
        decode(path)
    assert "install ffmpeg" in raised.value.hint
    assert "WAV" in raised.value.hint


@pytest.mark.parametrize("suffix", [*READ_BY_SOUNDFILE, *(READ_BY_FFMPEG if shutil.which("ffprobe") else ())])
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0" * 5_000,
        b"This is a text that calls itself a sound.\n" * 200,
        b"#EXTM3U\n#EXTINF:10,\nfile:///etc/hostname\n",
        b"RIFF\xff\xff\xff\xffWAVEfmt ",
        b"\0\0\0\x20ftypM4A \0\0\0\0",
        b"\x1a\x45\xdf\xa3" + b"\x80" * 64,
    ],
)
def test_what_is_no_sound_is_one_clear_error(
    suffix: str, content: bytes, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / f"liar{suffix}"
    path.write_bytes(content)
    with pytest.raises(SoundError) as raised:
        decode(path)
    assert f"liar{suffix}" in raised.value.message
    assert raised.value.hint
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("suffix", [".txt", ".mid", ".py", ".m3u8"])
def test_unknown_format_is_an_error(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(b"x")
    with pytest.raises(SoundError, match="is not a known format"):
        decode(path)


def test_damaged_flac_is_an_error(write: Callable[..., Path], tone: np.ndarray) -> None:
    path = write("a.flac", tone)
    content = bytearray(path.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 2_000] = b"\x55" * 2_000
    path.write_bytes(content)
    with pytest.raises(SoundError, match="damaged"):
        decode(path)


@given(suffix=st.sampled_from([".wav", ".flac", ".ogg", ".mp3"]), content=st.binary(min_size=0, max_size=200))
def test_arbitrary_bytes_are_a_sound_or_a_sound_error(suffix: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / f"fuzz{suffix}"
    path.write_bytes(content)
    try:
        samples, rate_hz = decode(path)
    except SoundError:
        return
    assert len(samples) > 0
    assert rate_hz > 0


def test_samples_that_are_no_numbers_are_an_error(write: Callable[..., Path]) -> None:
    with pytest.raises(SoundError, match="not numbers"):
        decode(write("a.wav", np.array([0.0, np.nan, 0.5], dtype=np.float32), subtype="FLOAT"))


def test_no_frames_at_all_is_an_error(write: Callable[..., Path]) -> None:
    with pytest.raises(SoundError, match="contains no sound"):
        decode(write("a.wav", np.zeros(0, dtype=np.float32)))


@pytest.mark.parametrize(("minutes", "rate_hz", "channels"), [(21, 8_000, 1), (3, 96_000, 8)])
def test_more_than_20_minutes_of_stereo_at_48_khz_is_an_error(
    tmp_path: Path, minutes: int, rate_hz: int, channels: int
) -> None:
    path = tmp_path / "long.flac"
    with soundfile.SoundFile(path, "w", samplerate=rate_hz, channels=channels) as file:
        for _ in range(minutes):
            file.write(np.zeros((60 * rate_hz, channels), dtype=np.int16))
    with pytest.raises(SoundError, match="longer than 20 minutes"):
        decode(path)


def test_more_than_100_mb_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "large.wav"
    with path.open("wb") as file:
        file.truncate(100_000_001)
    with pytest.raises(SoundError, match="larger than 100 MB"):
        decode(path)


def test_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SoundError, match="cannot be read"):
        decode(tmp_path / "gone.wav")


def test_pydub_says_nothing_and_leaves_nothing_open(
    write: Callable[..., Path], tone: np.ndarray, tmp_path: Path
) -> None:
    path = write("a.wav", tone)
    program = (
        "import os, pathlib, sys, warnings; warnings.simplefilter('error')\n"
        "from voicecoach.sound.decode import decode\n"
        "decode(pathlib.Path(sys.argv[1]))"
    )
    environment = {"PATH": str(tmp_path), "PYTHONPATH": ":".join(filter(None, sys.path))}
    command = [sys.executable, "-X", "dev", "-W", "error", "-c", program, str(path)]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
