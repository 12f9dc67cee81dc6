"""Check an export's target, and write a session to it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from voicecoach.errors import ExportError
from voicecoach.export.encoders.base import Encoder, StreamShape
from voicecoach.export.formats import Format, bitrate_refusal, format_of
from voicecoach.export.tags.tags import Tags
from voicecoach.store.atomic import Output, as_export_errors, atomic_output, check_writable
from voicecoach.units import db_to_gain, frames_to_ms_up

_MEGABYTE = 1_000_000
_TAG_BYTES = _MEGABYTE  # about the size of the spoken words of a long session
_OUR_MISTAKE = "this is a bug in voicecoach: please report it with the script"


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A finished file: its path, its playing time and its size."""

    path: Path
    duration_ms: int
    size_bytes: int


def check_target(path: Path) -> None:
    """Check that a file can be written to a path, before anything is rendered.

    Raises:
        ExportError: The suffix is no format's; the folder is missing or not writable; the path is a folder or
            another thing that cannot be replaced; the existing file is write-protected.
    """
    folder = path.parent
    with as_export_errors(path):
        if path.is_dir():
            example = str(path / "session.mp3")
            raise ExportError(path, "it is a folder", f"name a file in it, such as {example!r}")
        format_of(path)
        if not folder.exists():
            reason = f"the folder {str(folder)!r} does not exist"
            raise ExportError(path, reason, "create the folder first, or choose another one with -o")
        if not folder.is_dir():
            raise ExportError(path, f"{str(folder)!r} is not a folder", "choose another one with -o")
        try:
            path.stat()  # not exists(), which is False for a name that is too long
        except FileNotFoundError:
            pass
        else:
            _check_replaced(path)
    check_writable(path)


def write_audio(
    path: Path,
    blocks: Iterable[NDArray[np.float32]],
    *,
    frames_total: int,
    channels: int,
    gain_db: float,
    tags: Tags,
    complete_tags: Callable[[Tags], Tags] | None = None,
    bitrate_kbps: int | None = None,
    progress: Callable[[int], None] | None = None,
    inspect: Callable[[Path], None] | None = None,
    output: Output = atomic_output,
) -> WrittenFile:
    """Write blocks to an audio file atomically, and return the written file.

    The same arguments give the same bytes, whatever the size of the blocks. If anything is raised, also by the
    blocks, an existing file stays as it was.

    Args:
        path: Its suffix chooses the format.
        blocks: Shape ``(frames, channels)``, full scale 1.0, 48 kHz. They are taken one at a time.
        frames_total: The exact sum of the blocks' frames.
        channels: 1 or 2.
        gain_db: The constant gain of the whole file. Samples beyond full scale after it are clipped.
        tags: The tags of the file.
        complete_tags: Called with them after the last block; returns the tags with what only the sound can tell.
        bitrate_kbps: A bit rate that the format offers; None for its default.
        progress: Called after each block with the number of frames written so far.
        inspect: Called with the path of the finished temporary file; an error that it raises cancels the export.
        output: Gives the temporary file, and puts it in place.

    Raises:
        ExportError: As for :func:`check_target`; or the format does not offer the bit rate, the disk has no room,
            the file would be larger than its format allows, the disk refuses a write, or the blocks differ from
            ``frames_total`` and ``channels``.
    """
    check_target(path)
    audio_format = format_of(path)
    _check_announced(path, frames_total, channels)
    if refusal := bitrate_refusal(audio_format, channels, bitrate_kbps):
        raise ExportError(path, refusal, "remove the bit rate")
    shape = StreamShape(frames_total, channels, audio_format.bitrate_kbps(channels, bitrate_kbps))
    _check_room(path, audio_format, shape)
    with output(path) as part:
        with as_export_errors(path):
            encoder = audio_format.open_encoder(part, shape, tags)
        with closing(encoder):
            _encode(path, encoder, shape, blocks, gain_db, progress)
        with as_export_errors(path):
            audio_format.write_tags(part, complete_tags(tags) if complete_tags else tags)
            size_bytes = part.stat().st_size
        if inspect:
            inspect(part)
    return WrittenFile(path, frames_to_ms_up(frames_total), size_bytes)


def _encode(
    path: Path,
    encoder: Encoder,
    shape: StreamShape,
    blocks: Iterable[NDArray[np.float32]],
    gain_db: float,
    progress: Callable[[int], None] | None,
) -> None:
    gain = np.float32(db_to_gain(gain_db))
    frames_written = 0
    for block in blocks:
        _check_block(path, block, shape)
        with as_export_errors(path):  # around our writes only: errors of the blocks pass through unchanged
            encoder.write(block * gain)
        frames_written += len(block)
        if progress:
            progress(frames_written)
    if frames_written != shape.frames_total:
        reason = f"the mix gave {frames_written} frames instead of {shape.frames_total}"
        raise ExportError(path, reason, _OUR_MISTAKE)
    with as_export_errors(path):
        encoder.finish()


def _check_replaced(path: Path) -> None:
    if not path.is_file():
        raise ExportError(path, "it is not an ordinary file", "choose another name")
    if not os.access(path, os.W_OK):
        raise ExportError(path, "the file is write-protected", "choose another name, or allow writing to it")


def _check_announced(path: Path, frames_total: int, channels: int) -> None:
    if frames_total < 1 or channels not in {1, 2}:
        reason = f"the mix announced {frames_total} frames of {channels} channels"
        raise ExportError(path, reason, _OUR_MISTAKE)


def _check_room(path: Path, audio_format: Format, shape: StreamShape) -> None:
    needed_bytes = audio_format.expected_bytes(shape) + _TAG_BYTES
    largest_bytes = audio_format.largest_bytes
    if largest_bytes is not None and needed_bytes > largest_bytes:
        reason = f"{audio_format.suffix} files end at {_megabytes(largest_bytes)}"
        hint = "use .flac, which is lossless too"
        raise ExportError(path, f"{reason}, and this one would be {_megabytes(needed_bytes)}", hint)
    with as_export_errors(path):
        free_bytes = shutil.disk_usage(path.parent).free
    if needed_bytes > free_bytes:
        reason = f"it needs about {_megabytes(needed_bytes)}, and the disk has {_megabytes(free_bytes)} left"
        hint = "free some space, or use a folder on another disk with -o"
        raise ExportError(path, reason, hint, is_disk_full=True)


def _check_block(path: Path, block: NDArray[np.float32], shape: StreamShape) -> None:
    if block.shape[1:] != (shape.channels,):
        reason = f"the mix gave a block of shape {block.shape} for {shape.channels} channels"
        raise ExportError(path, reason, _OUR_MISTAKE)
    if not np.isfinite(block).all():
        raise ExportError(path, "the mix gave a sample that is not a number", _OUR_MISTAKE)


def _megabytes(size_bytes: int) -> str:
    return f"{size_bytes / _MEGABYTE:,.1f} MB"
