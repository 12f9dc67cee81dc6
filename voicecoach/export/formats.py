"""The bit rates of the lossy formats, and how much of each they need to keep peaks where they were."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from voicecoach.errors import ExportError
from voicecoach.export.tags import id3, mp4, vorbis
from voicecoach.export.tags.tags import Tags
from voicecoach.units import MIX_RATE_HZ

if TYPE_CHECKING:
    from voicecoach.export.encoders.base import Encoder, StreamShape


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


@dataclass(frozen=True, slots=True)
class Extra:
    """What a format needs that does not come with voicecoach by itself: a module, and the extra that brings it."""

    module: str
    name: str


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file that a session can be exported as.

    Attributes:
        suffix: Lower case, with its dot.
        description: A few words for a list of formats.
        open_encoder: Begins a stream in an existing empty file. The tags are for what must be known by then, such
            as the chapters of an MP4 file.
        write_tags: Puts tags into a finished file of this format, whatever its suffix.
        bitrates: What a lossy format offers; None where the decoded samples are those that went in.
        share_of_pcm: About how much of the bare samples' size a lossless file takes.
        largest_bytes: What the format's own length fields can count, or none.
        extra: What it needs to be written at all, or none.
    """

    suffix: str
    description: str
    open_encoder: Callable[[Path, StreamShape, Tags], Encoder]
    write_tags: Callable[[Path, Tags], None]
    bitrates: BitRates | None = None
    share_of_pcm: float = 1.0
    largest_bytes: int | None = None
    extra: Extra | None = None

    @property
    def lossless(self) -> bool:
        """Whether the decoded samples are those that went in."""
        return self.bitrates is None

    def bitrate_kbps(self, channels: int, asked_kbps: int | None = None) -> int | None:
        """Return the bit rate of a file: what was asked for, else the format's own; None for a lossless one."""
        if self.bitrates is None:
            return None
        return asked_kbps or self.bitrates.default_kbps[channels]

    def overshoot_db(self, channels: int, asked_kbps: int | None = None) -> float:
        """Return by how much the peaks of a decoded file may stand out of what went in."""
        bitrate_kbps = self.bitrate_kbps(channels, asked_kbps)
        if self.bitrates is None or bitrate_kbps is None:
            return 0.0
        return self.bitrates.overshoot_db(bitrate_kbps, channels)

    def expected_bytes(self, shape: StreamShape) -> int:
        """Return about how large a file of this shape becomes; the free space is held against it."""
        if shape.bitrate_kbps is not None:
            return shape.frames_total * shape.bitrate_kbps * 1000 // 8 // MIX_RATE_HZ
        return round(shape.pcm_bytes * self.share_of_pcm)


def format_of(path: Path) -> Format:
    """Return the format that a path's suffix asks for, in any case.

    Raises:
        ExportError: There is no such format, or it needs an extra that is not installed.
    """
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        known = ", ".join(f"{each.suffix} ({each.description})" for each in FORMATS.values())
        reason = f"there is no audio format {suffix!r}" if suffix else "its name does not end in a format"
        raise ExportError(path, reason, f"end the name with one of {known}")
    audio_format = FORMATS[suffix]
    if audio_format.extra:
        _require(path, audio_format.extra)
    return audio_format


def bitrate_refusal(audio_format: Format, channels: int, asked_kbps: int | None) -> str:
    """Return why a format cannot have the bit rate that was asked for; empty where it can."""
    rates = audio_format.bitrates
    if asked_kbps is None:
        return ""
    if rates is None:
        return f"{audio_format.suffix} files lose nothing, so they have no bit rate to choose"
    if asked_kbps in rates.offered_kbps[channels]:
        return ""
    *most, last = map(str, rates.offered_kbps[channels])
    kind = "mono" if channels == 1 else "stereo"
    return f"{audio_format.suffix} files in {kind} come with {', '.join(most)} or {last} kbit/s, not {asked_kbps}"


def _require(path: Path, extra: Extra) -> None:
    try:
        importlib.import_module(extra.module)
    except ImportError as error:
        reason = f"{path.suffix} files need an extra that is not installed"
        raise ExportError(path, reason, f"pip install 'voicecoach[{extra.name}]', or end the name with .mp3") from error


def _open_mp3(path: Path, shape: StreamShape, _tags: Tags) -> Encoder:
    from voicecoach.export.encoders.mp3 import Mp3Encoder

    return Mp3Encoder(path, shape)


def _open_m4a(path: Path, shape: StreamShape, tags: Tags) -> Encoder:
    from voicecoach.export.encoders.aac import AacEncoder

    return AacEncoder(path, shape, tags, "M4A")


def _open_m4b(path: Path, shape: StreamShape, tags: Tags) -> Encoder:
    from voicecoach.export.encoders.aac import AacEncoder

    return AacEncoder(path, shape, tags, "M4B")


def _open_opus(path: Path, shape: StreamShape, _tags: Tags) -> Encoder:
    from voicecoach.export.encoders.sndfile import OggEncoder

    return OggEncoder(path, shape, "OPUS")


def _open_ogg(path: Path, shape: StreamShape, _tags: Tags) -> Encoder:
    from voicecoach.export.encoders.sndfile import OggEncoder

    return OggEncoder(path, shape, "VORBIS")


def _open_flac(path: Path, shape: StreamShape, _tags: Tags) -> Encoder:
    from voicecoach.export.encoders.sndfile import SndfileEncoder

    return SndfileEncoder(path, shape, "FLAC")


def _open_wav(path: Path, shape: StreamShape, _tags: Tags) -> Encoder:
    from voicecoach.export.encoders.sndfile import SndfileEncoder

    return SndfileEncoder(path, shape, "WAV")


_LARGEST_RIFF_BYTES = 2**32 - 2**24  # a chunk counts in 32 bits; the rest is room for tags

_MP4_EXTRA = Extra("av", "m4b")

_ROWS = (
    Format(
        suffix=".mp3",
        description="plays everywhere",
        open_encoder=_open_mp3,
        write_tags=id3.write_mp3_tags,
        bitrates=MP3,
    ),
    Format(
        suffix=".m4a",
        description="small, with chapters",
        open_encoder=_open_m4a,
        write_tags=mp4.write_m4a_tags,
        bitrates=AAC,
        extra=_MP4_EXTRA,
    ),
    Format(
        suffix=".m4b",
        description="an audiobook, with chapters",
        open_encoder=_open_m4b,
        write_tags=mp4.write_m4b_tags,
        bitrates=AAC,
        extra=_MP4_EXTRA,
    ),
    Format(
        suffix=".opus",
        description="the smallest",
        open_encoder=_open_opus,
        write_tags=vorbis.write_opus_tags,
        bitrates=OPUS,
    ),
    Format(
        suffix=".ogg",
        description="small and free",
        open_encoder=_open_ogg,
        write_tags=vorbis.write_ogg_tags,
        bitrates=VORBIS,
    ),
    Format(
        suffix=".flac",
        description="lossless, compressed",
        open_encoder=_open_flac,
        write_tags=vorbis.write_flac_tags,
        share_of_pcm=0.5,
    ),
    Format(
        suffix=".wav",
        description="lossless, large",
        open_encoder=_open_wav,
        write_tags=id3.write_wav_tags,
        largest_bytes=_LARGEST_RIFF_BYTES,
    ),
)

FORMATS: Mapping[str, Format] = MappingProxyType({row.suffix: row for row in _ROWS})
"""By suffix; the first is the one to choose when nobody asks for another."""
