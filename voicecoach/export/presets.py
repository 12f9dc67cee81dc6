"""The table of presets: the format, the bit rate and the channels that a place asks of the files that it takes.

A preset stands in for options that were not given. It has only what a public page of that place asks for, which is
named beside it; ``docs/libraries.md`` quotes them. The loudness is that of every file: no source asked for another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Preset:
    """The format and the rates that a place asks for.

    Attributes:
        place: Its name for people.
        suffix: The format.
        bitrate_kbps: The bit rate by the number of channels.
        channels: 1 or 2; None where it does not matter.
        largest_bytes: The largest file that is taken; None where the page has no limit.
        source: The page that says so.
    """

    place: str
    suffix: str
    bitrate_kbps: Mapping[int, int]
    channels: int | None
    largest_bytes: int | None
    source: str


PRESETS: Mapping[str, Preset] = {
    "insight-timer": Preset(
        "Insight Timer",
        ".mp3",
        {1: 128, 2: 128},
        None,
        150_000_000,  # another edition of the page has 500 MB
        "https://help.insighttimer.com/en/support/solutions/articles/67000664986-best-practices-for-content-",
    ),
    "apple-podcasts": Preset(
        "Apple Podcasts",
        ".mp3",
        {1: 96, 2: 128},
        2,  # our loudness in stereo, -16 LUFS, is the one that guides name for it
        None,
        "https://podcasters.apple.com/support/893-audio-requirements",
    ),
    "whatsapp": Preset(
        "WhatsApp",
        ".mp3",
        {1: 64, 2: 96},
        1,
        16_000_000,
        "https://docs.aws.amazon.com/social-messaging/latest/userguide/supported-media-types.html",
    ),
}
"""The presets by the names that ``--for`` takes."""
