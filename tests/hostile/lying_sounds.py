"""Sound files with false headers, and files that are no sound; made here, since some are large."""

from __future__ import annotations

import os
import struct
from typing import TYPE_CHECKING

import numpy as np
import soundfile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

RATE_HZ = 48_000
LARGEST_BYTES = 0xFFFF_FFFF
_HEAD_BYTES = 44
_SEEK_FRAMES_FLAG = 1


def tone(channels: int = 1, spoiled_by: float | None = None) -> np.ndarray:
    """Return two seconds of a soft tone, shape ``(frames, channels)``, perhaps with one sample that is none."""
    wave = 0.2 * np.sin(np.arange(2 * RATE_HZ) * (2 * np.pi * 440 / RATE_HZ))
    samples = np.repeat(wave[:, np.newaxis], channels, axis=1).astype(np.float32)
    if spoiled_by is not None:
        samples[RATE_HZ] = spoiled_by
    return samples


def wav(
    *, data_bytes: int | None = None, rate_hz: int = RATE_HZ, channels: int = 1, held_channels: int | None = None
) -> bytes:
    """Return a WAV file of 16 bits whose head may say what it likes of its data, its rate and its channels."""
    samples = tone(channels if held_channels is None else held_channels)
    sound = (samples * 32_767).astype("<i2").tobytes()
    said_bytes = len(sound) if data_bytes is None else data_bytes
    form = struct.pack(
        "<HHIIHH", 1, channels, rate_hz, min(rate_hz * channels * 2, LARGEST_BYTES), min(channels * 2, 0xFFFF), 16
    )
    riff = b"RIFF" + struct.pack("<I", min(said_bytes + _HEAD_BYTES - 8, LARGEST_BYTES))
    return riff + b"WAVEfmt " + struct.pack("<I", len(form)) + form + b"data" + struct.pack("<I", said_bytes) + sound


def encoded(path: Path, samples: np.ndarray | None = None, **options: str) -> bytes:
    """Return the bytes of a well-made file of the format that a path names."""
    soundfile.write(path, tone() if samples is None else samples, RATE_HZ, **options)
    return path.read_bytes()


def flac_of_frames(path: Path, frames: int) -> bytes:
    """Return a FLAC file that says it has so many frames: 36 bits behind its rate and format (RFC 9639, 8.2)."""
    content = bytearray(encoded(path))
    packed = int.from_bytes(content[18:26], "big")
    content[18:26] = (packed >> 36 << 36 | frames).to_bytes(8, "big")
    return bytes(content)


def mp3_of_frames(path: Path, frames: int) -> bytes:
    """Return an MP3 file whose Xing frame says that there are so many frames."""
    content = bytearray(encoded(path))
    at = max(content.find(b"Xing"), content.find(b"Info"))
    assert at > 0
    assert content[at + 7] & _SEEK_FRAMES_FLAG
    content[at + 8 : at + 12] = struct.pack(">I", frames)
    return bytes(content)


def half(content: bytes) -> bytes:
    return content[: len(content) // 2]


def silence(path: Path) -> bytes:
    """Return two hours of silence, which take few bytes."""
    with soundfile.SoundFile(path, "w", samplerate=8_000, channels=1, format="FLAC") as file:
        for _ in range(120):
            file.write(np.zeros(60 * 8_000, dtype=np.int16))
    return path.read_bytes()


def _sparse(path: Path) -> None:
    """Write a WAV file of 8 GB that takes no room."""
    path.write_bytes(wav(data_bytes=LARGEST_BYTES)[:_HEAD_BYTES])
    os.truncate(path, 8_000_000_000)


def _outside(path: Path) -> None:
    secret = path.absolute().parent.parent / "secret.wav"
    secret.write_bytes(wav())
    path.symlink_to(secret)


DAMAGED, LONG, RATE = "it is damaged or not a valid", "longer than 20 minutes", "no sound has a rate of"

LYING_SOUNDS: dict[str, tuple[Callable[[Path], bytes], str]] = {
    "4-gb.wav": (lambda _: wav(data_bytes=LARGEST_BYTES), ""),
    "3-gb.wav": (lambda _: wav(data_bytes=3_000_000_000), ""),
    "an-odd-size.wav": (lambda _: wav(data_bytes=144_001), ""),
    "0-bytes.wav": (lambda _: wav(data_bytes=0), ""),  # of a recording that was interrupted
    "1-hz.wav": (lambda _: wav(rate_hz=1), RATE),
    "0-hz.wav": (lambda _: wav(rate_hz=0), DAMAGED),
    "100-hz.wav": (lambda _: wav(rate_hz=100), RATE),
    "10-mhz.wav": (lambda _: wav(rate_hz=10_000_000), RATE),
    "4-ghz.wav": (lambda _: wav(rate_hz=LARGEST_BYTES), DAMAGED),
    "64-channels.wav": (lambda _: wav(channels=64), ""),
    "no-channels.wav": (lambda _: wav(channels=0, held_channels=1), DAMAGED),
    "65535-channels.wav": (lambda _: wav(channels=65_535, held_channels=1), DAMAGED),
    "no-number.wav": (lambda path: encoded(path, tone(spoiled_by=np.nan), subtype="FLOAT"), "not numbers"),
    "endless.wav": (lambda path: encoded(path, tone(spoiled_by=np.inf), subtype="FLOAT"), "not numbers"),
    "loud.wav": (lambda path: encoded(path, tone(spoiled_by=1e30), subtype="FLOAT"), ""),
    "unknown-length.flac": (lambda path: flac_of_frames(path, 0), ""),
    "shorter.flac": (lambda path: flac_of_frames(path, 60_000), ""),
    "two-weeks.flac": (lambda path: flac_of_frames(path, (1 << 36) - 1), LONG),
    "silence.flac": (silence, LONG),
    "half.flac": (lambda path: half(encoded(path)), DAMAGED),
    "half.ogg": (lambda path: half(encoded(path)), "it contains no sound"),
    "head.ogg": (lambda path: encoded(path)[:3_000], DAMAGED),
    "an-hour.mp3": (lambda path: mp3_of_frames(path, 150_000), ""),
    "years.mp3": (lambda path: mp3_of_frames(path, LARGEST_BYTES), ""),
    "empty.wav": (lambda _: b"", "the file is empty"),
    "text.wav": (lambda _: b"This is a text.\n" * 100, DAMAGED),
    "text.mp3": (lambda _: b"This is a text.\n" * 100, DAMAGED),
    "riff.wav": (lambda _: b"RIFF", DAMAGED),
    "flac.flac": (lambda _: b"fLaC" + bytes(100), DAMAGED),
}
"""By name: what makes its bytes, and what is said of it; nothing where it is played."""

ODD: dict[str, tuple[Callable[[Path], object], str]] = {
    "sparse.wav": (_sparse, "larger than 100 MB"),
    "pipe.wav": (os.mkfifo if hasattr(os, "mkfifo") else _sparse, "not a plain file"),
    "device.wav": (lambda path: path.symlink_to("/dev/zero"), "a link that leaves"),
    "outside.wav": (_outside, "a link that leaves"),
    "loop.wav": (lambda path: path.symlink_to(path.name), "a broken link"),
    "nowhere.wav": (lambda path: path.symlink_to("gone.wav"), "a broken link"),
    "folder.wav": (lambda path: path.mkdir(), "there is no"),
}
"""By name: what makes it, and what is said of it."""
