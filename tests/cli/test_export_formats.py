"""The options of ``export`` that shape a file, on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from mutagen.mp3 import MP3

if TYPE_CHECKING:
    from pathlib import Path

SCRIPT = """
# Short

- voice: tone

Hello there.
"""


@pytest.mark.parametrize(
    ("name", "bitrate", "said"),
    [
        ("a.wav", "96", "are lossless"),
        ("a.flac", "96k", "are lossless"),
        ("a.opus", "97", "32, 48"),
        ("a.mp3", "lots", "not a bit rate such as 96 or 128k"),
        ("a.ogg", "0", "not 0"),
    ],
)
def test_a_bit_rate_that_cannot_be_is_wrong_usage(
    run: Any, write: Any, tmp_path: Path, name: str, bitrate: str, said: str
) -> None:
    done = run("export", write(SCRIPT), "-o", name, "--bitrate", bitrate)
    assert done.code == 2
    assert said in done.err
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize(
    ("options", "channels", "kbps"),
    [
        ([], 1, 96),
        (["--bitrate", "128k"], 1, 128),
        (["--stereo"], 2, 128),
        (["--stereo", "--bitrate", "192 kbit/s"], 2, 192),
        (["--mono", "--bitrate", "64"], 1, 64),
    ],
)
def test_the_file_has_the_channels_and_the_bit_rate_that_were_asked_for(
    run: Any, write: Any, tmp_path: Path, options: list[str], channels: int, kbps: int
) -> None:
    done = run("export", write(SCRIPT), "-o", "a.mp3", *options)
    assert done.code == 0, done.err
    info = MP3(tmp_path / "a.mp3").info
    assert (info.channels, info.bitrate) == (channels, 1_000 * kbps)
