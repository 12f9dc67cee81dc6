"""The bit rates of the lossy formats, and how much of each they need to keep peaks where they were."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class BitRates:
    """The bit rates of a lossy format, each by the number of channels.

    Attributes:
        default_kbps: What a file gets when nobody asks: room for speech over a bed.
        clean_from_kbps: From here up, no decoded peak stands out of what went in by more than 0.5 dB, and below by
            more than 1.5 dB. Measured on two voices with chimes and beds, each sound as high as it may be.
        offered_kbps: What may be asked for, rising; at less, the decoded sound is not as loud as what went in.
            Where the rate of a format varies, it is the mean of dense sound; with its silences, a session takes less.
    """

    default_kbps: Mapping[int, int]
    clean_from_kbps: Mapping[int, int]
    offered_kbps: Mapping[int, tuple[int, ...]]

    def overshoot_db(self, bitrate_kbps: int, channels: int) -> float:
        """Return by how much decoded peaks may stand out of what went in."""
        return 0.5 if bitrate_kbps >= self.clean_from_kbps[channels] else 1.5


MP3 = BitRates(
    default_kbps={1: 96, 2: 128},
    clean_from_kbps={1: 96, 2: 112},
    # Below 64, a frame has no room for the exact length; below 96 in stereo, peaks stand out by 2 dB.
    offered_kbps={1: (64, 80, 96, 112, 128, 160, 192, 224, 256, 320), 2: (96, 112, 128, 160, 192, 224, 256, 320)},
)
AAC = BitRates(
    default_kbps={1: 96, 2: 128},
    clean_from_kbps={1: 48, 2: 80},
    # Beyond, on one channel, ffmpeg's encoder finds nothing more to say.
    offered_kbps={1: (48, 64, 80, 96, 112, 128), 2: (80, 96, 112, 128, 160, 192, 256)},
)
OPUS = BitRates(
    default_kbps={1: 80, 2: 128},
    clean_from_kbps={1: 80, 2: 128},
    offered_kbps={1: (32, 48, 64, 80, 96, 128, 160, 192), 2: (48, 64, 80, 96, 128, 160, 192, 256)},
)
VORBIS = BitRates(
    default_kbps={1: 80, 2: 112},
    clean_from_kbps={1: 64, 2: 80},
    offered_kbps={1: (48, 64, 80, 96, 112, 128, 160), 2: (64, 80, 96, 112, 128, 160, 192, 256, 320)},
)
