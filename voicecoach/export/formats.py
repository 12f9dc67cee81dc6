"""The table of file formats: a new one is a row here (see :class:`~voicecoach.export.encoders.Encoder`)."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from voicecoach.errors import ExportError
from voicecoach.export import id3, vorbis
from voicecoach.units import MIX_RATE_HZ

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from voicecoach.export.encoders import Encoder, StreamShape
    from voicecoach.export.tags import Tags


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file that a session can be exported as.

    Attributes:
        suffix: Lower case, with its dot.
        description: A few words for a list of formats.
        lossless: Whether the decoded samples are those that went in.
        open_encoder: Begins a stream in an existing empty file.
        write_tags: Puts tags into a finished file of this format, whatever its suffix.
        expected_bytes: About how large a file of this shape becomes; the free space is held against it.
        largest_bytes: What the format's own length fields can count, or none.
    """

    suffix: str
    description: str
    lossless: bool
    open_encoder: Callable[[Path, StreamShape], Encoder]
    write_tags: Callable[[Path, Tags], None]
    expected_bytes: Callable[[StreamShape], int]
    largest_bytes: int | None = None


def format_of(path: Path) -> Format:
    """Return the format that a path's suffix asks for, in any case.

    Raises:
        ExportError: There is no such format.
    """
    suffix = path.suffix.lower()
    if audio_format := FORMATS.get(suffix):
        return audio_format
    known = ", ".join(f"{each.suffix} ({each.description})" for each in FORMATS.values())
    if suffix in COMING_LATER:
        raise ExportError(path, f"{suffix} files come in a later version", f"for now, use one of {known}")
    reason = f"there is no audio format {suffix!r}" if suffix else "its name does not end in a format"
    raise ExportError(path, reason, f"end the name with one of {known}")


def _open_flac(path: Path, shape: StreamShape) -> Encoder:
    from voicecoach.export.lossless import LosslessEncoder

    return LosslessEncoder(path, shape, "FLAC")


def _open_wav(path: Path, shape: StreamShape) -> Encoder:
    from voicecoach.export.lossless import LosslessEncoder

    return LosslessEncoder(path, shape, "WAV")


def _open_mp3(path: Path, shape: StreamShape) -> Encoder:
    from voicecoach.export.mp3 import Mp3Encoder

    return Mp3Encoder(path, shape)


def _mp3_bytes(shape: StreamShape) -> int:
    from voicecoach.export.mp3 import BITRATE_KBPS

    return shape.frames_total * BITRATE_KBPS[shape.channels] * 1000 // 8 // MIX_RATE_HZ


_LARGEST_RIFF_BYTES = 2**32 - 2**24  # a chunk counts in 32 bits; the rest is room for tags

_ROWS = (
    Format(
        suffix=".mp3",
        description="plays everywhere",
        lossless=False,
        open_encoder=_open_mp3,
        write_tags=id3.write_mp3_tags,
        expected_bytes=_mp3_bytes,
    ),
    Format(
        suffix=".flac",
        description="lossless, compressed",
        lossless=True,
        open_encoder=_open_flac,
        write_tags=vorbis.write_flac_tags,
        expected_bytes=lambda shape: shape.pcm_bytes // 2,
    ),
    Format(
        suffix=".wav",
        description="lossless, large",
        lossless=True,
        open_encoder=_open_wav,
        write_tags=id3.write_wav_tags,
        expected_bytes=lambda shape: shape.pcm_bytes,
        largest_bytes=_LARGEST_RIFF_BYTES,
    ),
)

FORMATS: Mapping[str, Format] = MappingProxyType({row.suffix: row for row in _ROWS})
"""By suffix; the first is the one to choose when nobody asks for another."""

COMING_LATER = frozenset({".m4a", ".m4b", ".ogg", ".opus"})
