"""The WAV that a server answers with: read strictly, since a server may lie or break off."""

from __future__ import annotations

import struct

import numpy as np
from numpy.typing import NDArray

from voicecoach.voices.base import Speech
from voicecoach.voices.engines.server.connection import AnswerError

_PCM, _EXTENSIBLE = 1, 0xFFFE
_FORMAT_BYTES = 16
_SUBFORMAT_AT = 24
_HEAD_BYTES = 8
_MOST_CHANNELS = 2
# Servers that send while they speak do not know the length, and write the highest one, or none.
_UNKNOWN_FROM_BYTES = 0x7FFF_F000


def speech_of_wav(content: bytes) -> Speech:
    """Return the sound of a WAV file: PCM of 8 to 32 bits, or floats, in one or two channels.

    Raises:
        AnswerError: It is no such file, its head contradicts itself, or it is cut off.
    """
    if content[:4] != b"RIFF" or content[8:12] != b"WAVE":
        raise AnswerError("its answer is not a WAV file")
    format_chunk, data = _format_and_sound(content)
    kind_of_samples, channels, rate_hz, bytes_a_second, bytes_a_frame, bits = struct.unpack(
        "<HHIIHH", format_chunk[:16]
    )
    if kind_of_samples == _EXTENSIBLE and len(format_chunk) > _SUBFORMAT_AT + 1:
        kind_of_samples = int.from_bytes(format_chunk[_SUBFORMAT_AT : _SUBFORMAT_AT + 2], "little")
    if not 1 <= channels <= _MOST_CHANNELS or bytes_a_frame != channels * bits // 8:
        raise AnswerError(f"its WAV file has {channels} channels of {bits} bits in frames of {bytes_a_frame} bytes")
    if bytes_a_second != rate_hz * bytes_a_frame:
        true_hz = bytes_a_second // max(bytes_a_frame, 1)
        raise AnswerError(f"its WAV file contradicts itself: {rate_hz} Hz in one place, {true_hz} Hz in another")
    return Speech(_mono(data, kind_of_samples, bits, channels), rate_hz)


def _format_and_sound(content: bytes) -> tuple[bytes, bytes]:
    """Return what a WAV file says of its sound, and the bytes of the sound."""
    format_chunk, data = b"", None
    position = 12
    while position + _HEAD_BYTES <= len(content) and data is None:
        kind, size_bytes = (
            content[position : position + 4],
            int.from_bytes(content[position + 4 : position + 8], "little"),
        )
        position += _HEAD_BYTES
        if kind == b"fmt ":
            format_chunk = content[position : position + size_bytes]
        elif kind == b"data":
            data = content[position:] if _is_unknown(size_bytes) else content[position : position + size_bytes]
            if not _is_unknown(size_bytes) and len(data) < size_bytes:
                raise AnswerError(f"its answer was cut off after {len(data):,} of {size_bytes:,} bytes of sound")
            behind = content[position + len(data) + len(data) % 2 :]
            if not _are_chunks(behind):
                told = f"{len(data):,} bytes of sound in one place, {len(data) + len(behind):,} in another"
                raise AnswerError(f"its WAV file contradicts itself: {told}")
        position += size_bytes + size_bytes % 2
    if data is None or len(format_chunk) < _FORMAT_BYTES:
        raise AnswerError("its WAV file is empty")
    return format_chunk, data


def pcm_samples(data: bytes, bits: int, channels: int) -> NDArray[np.float32]:
    """Return PCM as one row of samples, the mean of its channels.

    Raises:
        AnswerError: It has another width, or more channels.
    """
    if not 1 <= channels <= _MOST_CHANNELS:
        raise AnswerError(f"its sound has {channels} channels")
    return _mono(data, _PCM, bits, channels)


def _mono(data: bytes, kind: int, bits: int, channels: int) -> NDArray[np.float32]:
    frame_bytes = channels * bits // 8
    whole = data[: len(data) // frame_bytes * frame_bytes] if frame_bytes else b""
    samples: NDArray[np.float32]
    match kind, bits:
        case 1, 8:
            samples = (np.frombuffer(whole, dtype=np.uint8).astype(np.float32) - np.float32(128)) / np.float32(128)
        case 1, 16:
            samples = np.frombuffer(whole, dtype="<i2").astype(np.float32) / np.float32(2**15)
        case 1, 24:
            wide = np.zeros((len(whole) // 3, 4), dtype=np.uint8)
            wide[:, 1:] = np.frombuffer(whole, dtype=np.uint8).reshape(-1, 3)
            samples = wide.view("<i4").reshape(-1).astype(np.float32) / np.float32(2**31)
        case 1, 32:
            samples = np.frombuffer(whole, dtype="<i4").astype(np.float32) / np.float32(2**31)
        case 3, 32:
            samples = np.frombuffer(whole, dtype="<f4").astype(np.float32)
        case _:
            raise AnswerError(f"its sound format is not supported (format {kind}, {bits} bits)")
    return np.asarray(samples.reshape(-1, channels).mean(axis=1), dtype=np.float32)


def _are_chunks(content: bytes) -> bool:
    """Return whether what follows a sound are further chunks, such as a title; the last one may be cut."""
    position = 0
    while position + _HEAD_BYTES <= len(content):
        kind = content[position : position + 4]
        if not all(0x20 <= byte < 0x7F for byte in kind):  # noqa: PLR2004 - the printable signs of ASCII
            return False
        size_bytes = int.from_bytes(content[position + 4 : position + _HEAD_BYTES], "little")
        position += _HEAD_BYTES + size_bytes + size_bytes % 2
    return True


def _is_unknown(size_bytes: int) -> bool:
    return size_bytes == 0 or size_bytes >= _UNKNOWN_FROM_BYTES
