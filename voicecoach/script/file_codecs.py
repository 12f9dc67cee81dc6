"""Codecs of the settings that shape an exported file: its format, bit rate, channels, tags and cover."""

from __future__ import annotations

import re

from voicecoach.script.codec import choice
from voicecoach.script.report import Report
from voicecoach.script.source import SourceText
from voicecoach.script.spec import Codec
from voicecoach.text import did_you_mean, quoted

FORMATS = ("mp3", "m4a", "m4b", "opus", "ogg", "flac", "wav")
"""The formats of an exported file, by their suffixes without a dot."""

TAGS = ("title", "album", "artist", "album-artist", "composer", "genre", "year", "track", "comment", "language")
"""The tags that a person may set."""

PLACES = ("insight-timer", "apple-podcasts", "whatsapp")
"""The places with a preset of format, bit rate and channels."""

NO_PLACE = "none"
"""The option that undoes a preset of the script or of the person's defaults."""

_BITRATE = re.compile(r"(\d{1,4})\s*(?:k(?:b|bit)?(?:ps|/s)?)?", re.IGNORECASE)


def bitrate_kbps(text: str) -> int | None:
    """Return a bit rate as people write it, in kbit/s; None where it is none.

    >>> bitrate_kbps("96"), bitrate_kbps("128k"), bitrate_kbps("128 kb/s"), bitrate_kbps("loud")
    (96, 128, 128, None)
    """
    found = _BITRATE.fullmatch(text.strip())
    return int(found[1]) if found else None


def tag_key(text: str) -> str:
    """Return the name of a tag as it is compared.

    >>> tag_key(" Album Artist")
    'album-artist'
    """
    return "-".join(text.lower().replace("_", " ").replace("-", " ").split())


def _read_bitrate(source: SourceText, report: Report) -> int | None:
    kbps = bitrate_kbps(source.text)
    if not kbps:
        report.error(source.at(), f"{quoted(source.text)} is not a bit rate", f"write, for example, {BITRATE.form}")
        return None
    return kbps


def _read_tag(source: SourceText, report: Report) -> str | None:
    key = tag_key(source.text)
    if key not in TAGS:
        report.error(source.at(), f"{quoted(source.text)} is not a tag", did_you_mean(key, TAGS))
        return None
    return key


FORMAT = choice(FORMATS)
PLACE = choice(PLACES)
CHANNELS = choice(("mono", "stereo"))
BITRATE = Codec(_read_bitrate, lambda kbps: f"{kbps}k", "128k")
TAG = Codec(_read_tag, str, "artist")
