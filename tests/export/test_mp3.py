"""The Info frame: whatever the length, players know it to the frame."""

from __future__ import annotations

import shutil
import struct
import subprocess
from typing import TYPE_CHECKING, Any

import mutagen.mp3
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.export.encoders.base import StreamShape
from voicecoach.export.encoders.mp3 import Mp3Encoder
from voicecoach.export.encoders.mp3_frames import crc16, info_frame
from voicecoach.export.formats import MP3
from voicecoach.export.tags.tags import Tags

if TYPE_CHECKING:
    from pathlib import Path

mono_and_stereo = pytest.mark.parametrize("channels", [1, 2])
SIDE_BYTES = {1: 17, 2: 32}


def encode(path: Path, sound: np.ndarray, bitrate_kbps: int | None = None) -> bytes:
    """Return the bytes of a bare MP3, without tags."""
    path.write_bytes(b"")
    shape = StreamShape(len(sound), sound.shape[1], bitrate_kbps or MP3.default_kbps[sound.shape[1]])
    encoder = Mp3Encoder(path, shape, Tags("Test"))
    encoder.write(sound)
    encoder.finish()
    return path.read_bytes()


def crc16_bit_by_bit(content: bytes) -> int:
    crc = 0
    for byte in content:
        crc ^= byte
        for _ in range(8):
            crc = (crc >> 1) ^ 0xA001 if crc & 1 else crc >> 1
    return crc


@given(frames=st.integers(1, 20_000), channels=st.sampled_from([1, 2]))
def test_the_decoded_length_is_exact_whatever_it_is(
    frames: int, channels: int, tmp_path_factory: pytest.TempPathFactory, bursts: Any, decode_in_process: Any
) -> None:
    path = tmp_path_factory.getbasetemp() / "length.mp3"
    encode(path, bursts(frames, channels))
    assert decode_in_process(path, channels).shape == (frames, channels)
    assert mutagen.mp3.MP3(path).info.length == pytest.approx(frames / 48_000, abs=1e-9)


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg is not installed")
@mono_and_stereo
@pytest.mark.parametrize("frames", [1, 528, 529, 575, 576, 577, 1_151, 1_152, 1_153, 1_728, 1_729, 48_048])
def test_ffmpeg_decodes_the_exact_length_at_the_edges_of_mp3_frames(
    tmp_path: Path, frames: int, channels: int, bursts: Any
) -> None:
    path = tmp_path / "a.mp3"
    encode(path, bursts(frames, channels))
    # Told that it is MP3: of a file of two frames without tags, it says that it might be something else.
    command = ["ffmpeg", "-v", "warning", "-f", "mp3", "-i", str(path), "-f", "s16le", "-"]
    run = subprocess.run(command, capture_output=True, check=True)
    assert run.stderr == b""
    assert len(run.stdout) == frames * channels * 2


@mono_and_stereo
def test_every_mp3_frame_has_the_same_header_and_size(tmp_path: Path, channels: int, bursts: Any) -> None:
    content = encode(tmp_path / "a.mp3", bursts(50_000, channels))
    frame_bytes = {1: 288, 2: 384}[channels]
    assert len(content) % frame_bytes == 0
    headers = np.frombuffer(content, np.uint8).reshape(-1, frame_bytes)[:, :4].copy()
    headers[:, 3] &= 0b1100_1111  # how joint stereo is coded may change from frame to frame
    assert len(np.unique(headers, axis=0)) == 1


@mono_and_stereo
def test_the_info_frame_counts_and_checks_what_follows_it(tmp_path: Path, channels: int, bursts: Any) -> None:
    frames = 70_000
    content = encode(tmp_path / "a.mp3", bursts(frames, channels))
    frame_bytes = {1: 288, 2: 384}[channels]
    xing = 4 + SIDE_BYTES[channels]
    lame = xing + 120
    name, fields, mp3_frames, file_bytes = struct.unpack_from(">4sIII", content, xing)
    assert (name, fields) == (b"Info", 0xF)
    assert (mp3_frames + 1) * frame_bytes == file_bytes == len(content)
    delays = int.from_bytes(content[lame + 21 : lame + 24], "big")
    assert (delays >> 12) + frames + (delays & 0xFFF) == mp3_frames * 1_152
    music_bytes, music_crc, frame_crc = struct.unpack_from(">IHH", content, lame + 28)
    assert music_bytes == len(content)
    assert music_crc == crc16_bit_by_bit(content[frame_bytes:])
    assert frame_crc == crc16_bit_by_bit(content[: lame + 34])


@mono_and_stereo
@pytest.mark.parametrize("bitrate_kbps", MP3.offered_kbps[1])
def test_every_bit_rate_is_constant_exact_in_length_and_as_loud_as_what_went_in(
    tmp_path: Path, bitrate_kbps: int, channels: int, decode_in_process: Any
) -> None:
    path = tmp_path / "a.mp3"
    sine = (0.1 * np.sin(2 * np.pi * 1_000 * np.arange(72_011) / 48_000)).astype(np.float32)
    content = encode(path, np.repeat(sine[:, None], channels, axis=1), bitrate_kbps)
    assert len(content) % (3 * bitrate_kbps) == 0
    info = mutagen.mp3.MP3(path).info
    assert (info.bitrate, info.length) == (bitrate_kbps * 1_000, pytest.approx(72_011 / 48_000, abs=1e-9))
    heard = decode_in_process(path, channels)
    assert heard.shape == (72_011, channels)
    level_db = 20 * np.log10(np.sqrt(2 * np.mean((heard[24_000:60_000] / 32_768) ** 2)))
    assert level_db == pytest.approx(-20, abs=0.05)


@mono_and_stereo
def test_mutagen_reads_what_the_info_frame_says(tmp_path: Path, channels: int, bursts: Any) -> None:
    encode(tmp_path / "a.mp3", bursts(48_000, channels))
    info = mutagen.mp3.MP3(tmp_path / "a.mp3").info
    assert info.bitrate == MP3.default_kbps[channels] * 1_000
    assert info.bitrate_mode == mutagen.mp3.BitrateMode.CBR
    assert info.length == 1.0
    assert not info.sketchy


def test_the_table_of_contents_points_into_the_file() -> None:
    frame = info_frame(
        channels=1, bitrate_kbps=96, lame_quality=3, mp3_frames=1_000, end_padding_frames=600, music_crc=0
    )
    entries = list(frame[4 + 17 + 16 : 4 + 17 + 116])
    exact = [256 * (1 + 10 * percent) / 1_001 for percent in range(100)]
    assert entries == [int(place) for place in exact]


@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("bitrate_kbps", MP3.offered_kbps[1])
def test_an_info_frame_fits_from_64_kbits_up(channels: int, bitrate_kbps: int) -> None:
    frame = info_frame(
        channels=channels,
        bitrate_kbps=bitrate_kbps,
        lame_quality=3,
        mp3_frames=1,
        end_padding_frames=600,
        music_crc=0,
    )
    assert len(frame) == 3 * bitrate_kbps


@given(content=st.binary(max_size=500), cut=st.integers(0, 500))
def test_the_checksum_is_the_one_defined_bit_by_bit_in_any_pieces(content: bytes, cut: int) -> None:
    assert crc16(content) == crc16_bit_by_bit(content)
    assert crc16(content[cut:], crc16(content[:cut])) == crc16(content)
