"""The length of a FLAC file, from its first bytes alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.errors import SoundError
from voicecoach.units import SECOND_MS

if TYPE_CHECKING:
    from pathlib import Path

_MAGIC = b"fLaC"
_STREAM_INFO = 0
_HEAD_BYTES = 26


def flac_duration_ms(path: Path) -> int:
    """Return how long a FLAC file of ours lasts; whole milliseconds, as all of them do.

    The block STREAMINFO comes first: behind 14 bytes of sizes it has 20 bits of rate, 8 of format and 36 of length
    in frames (RFC 9639, section 8.2).

    Raises:
        SoundError: It is none, or damaged.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    if len(head) < _HEAD_BYTES or head[:4] != _MAGIC or head[4] & 0x7F != _STREAM_INFO:
        raise SoundError(path.name, "the shipped file is damaged", "install voicecoach again")
    packed = int.from_bytes(head[18:26], "big")
    rate_hz, frames = packed >> 44, packed & (1 << 36) - 1
    return frames * SECOND_MS // rate_hz
