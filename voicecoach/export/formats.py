"""The table of formats: one row for each suffix, with its encoder, bit rates, tags, and how to read it back."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from voicecoach.errors import ExportError, SoundError
from voicecoach.export.tags import id3, mp4, vorbis
from voicecoach.export.tags.tags import FileTags, Tags
from voicecoach.units import MIX_RATE_HZ

if TYPE_CHECKING:  # loads numpy
    from voicecoach.export.encoders.base import Encoder, SoundStream, StreamShape


_LOSSLESS_TOLERANCE = 0.99  # the fingerprint itself is not exact


@dataclass(frozen=True, slots=True)
class BitRates:
    """The bit rates of a lossy format, each by the number of channels.

    Attributes:
        default_kbps: The default, high enough for speech over a bed.
        clean_from_kbps: From this bit rate up, decoded peaks exceed the original by at most 0.5 dB; below it, by at
            most 1.5 dB. Measured on two voices with chimes and beds, each as loud as allowed.
        offered_kbps: The bit rates to choose from, rising; below them the decoded sound is softer than the original.
            In a format of variable bit rate it is the mean of dense sound; a session has silences and takes less.
        close_from_kbps: From this bit rate up, the levels of the decoded sound are close to the original's: within the
            tolerances of ``verify``, which were measured on clean files (docs/proof.md).
        below_tolerance: Below it, the factor of those tolerances.
    """

    default_kbps: Mapping[int, int]
    clean_from_kbps: Mapping[int, int]
    offered_kbps: Mapping[int, tuple[int, ...]]
    close_from_kbps: Mapping[int, int]
    below_tolerance: float


MP3 = BitRates(
    default_kbps={1: 96, 2: 128},
    clean_from_kbps={1: 96, 2: 112},
    # Below 64, a frame has no room for the exact length; below 96 in stereo, peaks exceed the original by 2 dB.
    offered_kbps={1: (64, 80, 96, 112, 128, 160, 192, 224, 256, 320), 2: (96, 112, 128, 160, 192, 224, 256, 320)},
    close_from_kbps={1: 96, 2: 112},
    below_tolerance=1.2,
)
AAC = BitRates(
    default_kbps={1: 96, 2: 128},
    clean_from_kbps={1: 48, 2: 80},
    # On one channel, ffmpeg's encoder makes no use of more.
    offered_kbps={1: (48, 64, 80, 96, 112, 128), 2: (80, 96, 112, 128, 160, 192, 256)},
    close_from_kbps={1: 96, 2: 96},
    below_tolerance=1.2,
)
OPUS = BitRates(
    default_kbps={1: 80, 2: 128},
    clean_from_kbps={1: 80, 2: 128},
    offered_kbps={1: (32, 48, 64, 80, 96, 128, 160, 192), 2: (48, 64, 80, 96, 128, 160, 192, 256)},
    close_from_kbps={1: 64, 2: 64},
    below_tolerance=1.9,
)
VORBIS = BitRates(
    default_kbps={1: 80, 2: 112},
    clean_from_kbps={1: 64, 2: 80},
    offered_kbps={1: (48, 64, 80, 96, 112, 128, 160), 2: (64, 80, 96, 112, 128, 160, 192, 256, 320)},
    close_from_kbps={1: 64, 2: 80},
    below_tolerance=1.2,
)


@dataclass(frozen=True, slots=True)
class Extra:
    """A module that voicecoach does not install by default, and the name of the extra that installs it."""

    module: str
    name: str


@dataclass(frozen=True, slots=True)
class Reader:
    """The way to read back a format that libsndfile cannot decode.

    Attributes:
        magic: The bytes that identify a file of the format.
        magic_offset_bytes: Their offset in the file.
        open_decoder: Opens a file for one pass; raises ``SoundError`` where it is damaged or an extra is missing.
        read_tags: Reads a file's tags; None if mutagen can.
        turn_below_level_db: How far below the level of a sound the encoder's own clicks can be; None if it makes none.
    """

    magic: bytes
    magic_offset_bytes: int
    open_decoder: Callable[[Path], AbstractContextManager[SoundStream]]
    read_tags: Callable[[Path], FileTags] | None = None
    turn_below_level_db: float | None = None


@dataclass(frozen=True, slots=True)
class Format:
    """A file format that a session can be exported to.

    Attributes:
        suffix: In lower case, with its dot.
        description: A few words for a list of formats.
        open_encoder: Begins a stream in an existing empty file. It gets the tags that must be known at the start,
            such as the chapters of an MP4 file.
        write_tags: Writes tags into a finished file, whatever its suffix.
        bitrates: The bit rates of a lossy format; None for a lossless one.
        share_of_pcm: The approximate size of a lossless file, relative to plain samples.
        largest_bytes: The largest size that the format's own length fields can store, or None.
        extra: The extra that the format needs, or None.
        reader: The way to read the format back; None if libsndfile and mutagen can.
        media_type: The type by which servers and feeds name it.
    """

    suffix: str
    description: str
    open_encoder: Callable[[Path, StreamShape, Tags], Encoder]
    write_tags: Callable[[Path, Tags], None]
    bitrates: BitRates | None = None
    share_of_pcm: float = 1.0
    largest_bytes: int | None = None
    extra: Extra | None = None
    reader: Reader | None = None
    media_type: str = "application/octet-stream"

    def bitrate_kbps(self, channels: int, asked_kbps: int | None = None) -> int | None:
        """Return the bit rate of a file: the one asked for, else the default; None for a lossless format."""
        if self.bitrates is None:
            return None
        return asked_kbps or self.bitrates.default_kbps[channels]

    def overshoot_db(self, channels: int, asked_kbps: int | None = None) -> float:
        """Return by how much the peaks of a decoded file may exceed the original."""
        bitrate_kbps = self.bitrate_kbps(channels, asked_kbps)
        if self.bitrates is None or bitrate_kbps is None:
            return 0.0
        return 0.5 if bitrate_kbps >= self.bitrates.clean_from_kbps[channels] else 1.5

    def tolerance(self, channels: int, asked_kbps: int | None = None) -> float:
        """Return the factor of the tolerances within which a decoded file has the levels of the original."""
        bitrate_kbps = self.bitrate_kbps(channels, asked_kbps)
        if self.bitrates is None or bitrate_kbps is None:
            return _LOSSLESS_TOLERANCE
        return 1.0 if bitrate_kbps >= self.bitrates.close_from_kbps[channels] else self.bitrates.below_tolerance

    def expected_bytes(self, shape: StreamShape) -> int:
        """Return the approximate size of a file, to compare with the free space."""
        if shape.bitrate_kbps is not None:
            return shape.frames_total * shape.bitrate_kbps * 1000 // 8 // MIX_RATE_HZ
        return round(shape.pcm_bytes * self.share_of_pcm)


def format_of(path: Path) -> Format:
    """Return the format of a path's suffix, in upper or lower case.

    Raises:
        ExportError: There is no such format, or it needs an extra that is not installed.
    """
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        known = ", ".join(f"{each.suffix} ({each.description})" for each in FORMATS.values())
        reason = f"{suffix} is not an audio format here" if suffix else "the file name has no audio suffix"
        raise ExportError(path, reason, f"use one of {known}")
    audio_format = FORMATS[suffix]
    if audio_format.extra:
        _require(path, audio_format.extra)
    return audio_format


def reader_of(path: Path) -> Reader | None:
    """Return the reader for a file by its first bytes, whatever its name; None if libsndfile reads it.

    Raises:
        SoundError: The file cannot be read.
    """
    readers = [row.reader for row in FORMATS.values() if row.reader]
    try:
        with path.open("rb") as file:
            head = file.read(max(each.magic_offset_bytes + len(each.magic) for each in readers))
    except OSError as error:
        reason = error.strerror.lower() if error.strerror else str(error)
        hint = "choose a file exported by voicecoach, or export it again"
        raise SoundError(str(path), f"it cannot be read ({reason})", hint) from error
    return next((each for each in readers if head.startswith(each.magic, each.magic_offset_bytes)), None)


def bitrate_refusal(audio_format: Format, channels: int, asked_kbps: int | None) -> str:
    """Return why a format does not offer a bit rate; an empty text if it does."""
    rates = audio_format.bitrates
    if asked_kbps is None:
        return ""
    if rates is None:
        return f"{audio_format.suffix} files are lossless: they have no bit rate"
    if asked_kbps in rates.offered_kbps[channels]:
        return ""
    *most, last = map(str, rates.offered_kbps[channels])
    kind = "mono" if channels == 1 else "stereo"
    return f"{audio_format.suffix} files in {kind} come with {', '.join(most)} or {last} kbit/s, not {asked_kbps}"


def _require(path: Path, extra: Extra) -> None:
    try:
        importlib.import_module(extra.module)
    except ImportError as error:
        reason = f"{path.suffix} files need an extra package"
        raise ExportError(path, reason, f"pip install 'voicecoach[{extra.name}]', or use .mp3") from error


def _on_call(module: str, name: str, *arguments: str) -> Callable[..., Any]:
    """Return a function that imports a name of ``encoders/`` when it is called: the libraries are slow to load."""

    def call(*given: Path | StreamShape | Tags) -> Any:
        encoders = importlib.import_module(f"voicecoach.export.encoders.{module}")
        return getattr(encoders, name)(*given, *arguments)

    return call


_LARGEST_RIFF_BYTES = 2**32 - 2**24  # a chunk's size has 32 bits; the rest is room for tags

_MP4_EXTRA = Extra("av", "m4b")
# Files of older versions have them, of ffmpeg's temporal noise shaping: up to three in 20 minutes of a German voice, at
# any bit rate, the sharpest 1 dB below the word.
_MP4_READER = Reader(b"ftyp", 4, _on_call("aac", "open_mp4"), turn_below_level_db=8.0)

# fmt: off
_ROWS = (
    Format(".mp3", "plays everywhere", _on_call("mp3", "Mp3Encoder"), id3.write_mp3_tags, MP3,
           media_type="audio/mpeg"),
    Format(".m4a", "small, with chapters", _on_call("aac", "AacEncoder", "M4A"), mp4.write_m4a_tags, AAC,
           extra=_MP4_EXTRA, reader=_MP4_READER, media_type="audio/x-m4a"),
    Format(".m4b", "an audiobook, with chapters", _on_call("aac", "AacEncoder", "M4B"), mp4.write_m4b_tags, AAC,
           extra=_MP4_EXTRA, reader=_MP4_READER, media_type="audio/mp4"),
    Format(".opus", "the smallest", _on_call("sndfile", "OggEncoder", "OPUS"), vorbis.write_opus_tags, OPUS,
           media_type="audio/ogg"),
    Format(".ogg", "small and free", _on_call("sndfile", "OggEncoder", "VORBIS"), vorbis.write_ogg_tags, VORBIS,
           media_type="audio/ogg"),
    Format(".flac", "lossless, compressed", _on_call("sndfile", "SndfileEncoder", "FLAC"), vorbis.write_flac_tags,
           share_of_pcm=0.5, media_type="audio/flac"),
    Format(".wav", "lossless, large", _on_call("sndfile", "SndfileEncoder", "WAV"), id3.write_wav_tags,
           largest_bytes=_LARGEST_RIFF_BYTES, media_type="audio/wav"),
)
# fmt: on

FORMATS: Mapping[str, Format] = MappingProxyType({row.suffix: row for row in _ROWS})
"""The formats by suffix; the first one is the default."""
