"""Decode the sound files that people bring: with libsndfile where it can, else with ffmpeg."""

from __future__ import annotations

import re
import shutil
import warnings
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from voicecoach.errors import SoundError
from voicecoach.sound.quiet import quiet_libraries
from voicecoach.units import MINUTE_MS, MIX_RATE_HZ, SECOND_MS

READ_BY_SOUNDFILE = (".flac", ".wav", ".aiff", ".aif", ".ogg", ".oga", ".opus", ".mp3")
READ_BY_FFMPEG = (".m4a", ".m4b", ".mp4", ".mov", ".qta", ".3gp", ".aac", ".amr", ".caf", ".mka", ".webm", ".wma")
# The first bytes of a file decide how it is read, whatever its name says. Neither decoder may guess the format:
# libmpg123 would search a text for music, and ffmpeg would open the addresses in a playlist.
_BY_SOUNDFILE = {
    "FLAC": rb"fLaC",
    "WAV": rb"RIFF|RIFX|RF64",
    "AIFF": rb"FORM....AIF[FC]",
    "OGG": rb"OggS",
    # Layer III, II or I; the two bits are zero in AAC.
    "MP3": rb"ID3|\xff[\xe2-\xe7\xea-\xef\xf2-\xf7\xfa-\xff]",
}
# The names are those of ffmpeg's demuxers.
_BY_FFMPEG = {
    "mp4": rb"....(ftyp|moov|mdat|wide|free|skip)",
    "aac": rb"\xff[\xf0\xf1\xf8\xf9]",
    "amr": rb"#!AMR",
    "caf": rb"caff",
    "matroska": rb"\x1a\x45\xdf\xa3",
    "asf": rb"\x30\x26\xb2\x75",
}
LARGEST_FILE_BYTES = 100_000_000
SUFFIXES = (*READ_BY_SOUNDFILE, *READ_BY_FFMPEG)


_MAGIC = b"fLaC"
_STREAM_INFO = 0
_HEAD_BYTES = 26


def flac_duration_ms(path: Path) -> int:
    """Return the length of a shipped FLAC file, which is a whole number of milliseconds.

    The block STREAMINFO comes first: after 14 bytes of sizes it has 20 bits of rate, 8 of format and 36 of length in
    frames (RFC 9639, section 8.2).

    Raises:
        SoundError: It is not a FLAC file, or damaged.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    if len(head) < _HEAD_BYTES or head[:4] != _MAGIC or head[4] & 0x7F != _STREAM_INFO:
        raise SoundError(path.name, "the shipped file is damaged", "install voicecoach again")
    packed = int.from_bytes(head[18:26], "big")
    rate_hz, frames = packed >> 44, packed & (1 << 36) - 1
    return frames * SECOND_MS // rate_hz


LONGEST_SOUND_MS = 20 * MINUTE_MS
LOWEST_RATE_HZ, HIGHEST_RATE_HZ = 4_000, 768_000

# Samples of all channels together: those of the longest sound in stereo, at the rate of the mix.
_MOST_SAMPLES = 2 * MIX_RATE_HZ * (LONGEST_SOUND_MS // SECOND_MS)
_BYTES_OF_SAMPLE = 2  # at the least, as ffmpeg gives them to pydub

_BLOCK_FRAMES = 1 << 16
_UNKNOWN_FRAMES = (1 << 63) - 1  # the length that libsndfile gives where it is unknown
_SAVE_AGAIN = "open it in a sound editor and save it as WAV, FLAC, OGG or MP3"
_BEGINNING_BYTES = 12
_HEAD_OF_WAV_BYTES = 4_096


def decode(path: Path) -> tuple[NDArray[np.float32], int]:
    """Return a sound file made mono, shape ``(frames,)``, full scale 1.0, and its rate in hertz.

    Raises:
        SoundError: It is not a sound, is damaged, is over 100 MB or 20 minutes, or needs ffmpeg, which is missing.
    """
    samples, rate_hz = decode_channels(path, most_channels=1)
    return samples[:, 0], rate_hz


def decode_channels(path: Path, most_channels: int = 2) -> tuple[NDArray[np.float32], int]:
    """Return a sound file, shape ``(frames, channels)``, full scale 1.0, and its rate in hertz.

    A file with more channels than asked for is made mono, and so is a stereo file whose channels are the same.

    Raises:
        SoundError: As for :func:`decode`.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise SoundError(path.name, f"{suffix or 'a file without a suffix'} is no format known here", _SAVE_AGAIN)
    beginning = _beginning(path)
    demuxer = "aac" if suffix == ".aac" and beginning.startswith(b"ID3") else _kind(beginning, _BY_FFMPEG)
    needs_ffmpeg = demuxer or (suffix in READ_BY_FFMPEG and not _kind(beginning, _BY_SOUNDFILE))
    if needs_ffmpeg and not (shutil.which("ffmpeg") and shutil.which("ffprobe")):
        what = suffix if suffix in READ_BY_FFMPEG else demuxer
        hint = f"install ffmpeg, or {_SAVE_AGAIN}"
        raise SoundError(path.name, f"to read {what} files the program ffmpeg is needed", hint)
    if demuxer:
        samples, rate_hz = _by_ffmpeg(path, demuxer, most_channels)
    elif _kind(beginning, _BY_SOUNDFILE):
        with quiet_libraries():
            samples, rate_hz = _by_soundfile(path, most_channels)
    else:
        raise _not_what_it_says(path)
    if not len(samples):
        raise SoundError(path.name, "there is no sound in it", _SAVE_AGAIN)
    return samples[:, :1] if (samples == samples[:, :1]).all() else samples, rate_hz


def _kind(beginning: bytes, kinds: dict[str, bytes]) -> str:
    """Return the kind of sound that begins so; empty for none of these."""
    return next((kind for kind, pattern in kinds.items() if re.match(pattern, beginning, re.DOTALL)), "")


def _beginning(path: Path) -> bytes:
    """Return the first bytes of a file, which must be neither empty nor too large."""
    try:
        size_bytes = path.stat().st_size
        with path.open("rb") as file:
            beginning = file.read(_BEGINNING_BYTES)
    except OSError as error:
        raise SoundError(path.name, f"it cannot be read ({error.strerror})", "look at its permissions") from error
    if not beginning:
        raise SoundError(path.name, "the file is empty", "copy or save it again")
    if size_bytes > LARGEST_FILE_BYTES:
        raise SoundError(path.name, "it is larger than 100 MB", "save it as MP3, or shorten it")
    return beginning


def _by_soundfile(path: Path, most_channels: int) -> tuple[NDArray[np.float32], int]:
    """Return the sound as libsndfile reads it, made mono block by block where there are too many channels."""
    import soundfile

    blocks: list[NDArray[np.float32]] = []
    try:
        with _forwards(path) as file:
            rate_hz = int(file.samplerate)
            most_frames = min(_MOST_SAMPLES // file.channels, rate_hz * LONGEST_SOUND_MS // SECOND_MS)
            if not LOWEST_RATE_HZ <= rate_hz <= HIGHEST_RATE_HZ:
                hint = "save it again at 44.1 or 48 kHz"
                raise SoundError(path.name, f"no sound has a rate of {rate_hz:,} Hz", hint)
            # The length of an MP3 may be a guess, and any header may be wrong: the frames that are read count.
            # A FLAC file that was written during the recording may have no length.
            if file.format != "MP3" and most_frames < file.frames < _UNKNOWN_FRAMES:
                raise _too_long(path)
            while len(block := file.read(_BLOCK_FRAMES, dtype="float32", always_2d=True)):
                most_frames -= len(block)
                if most_frames < 0:
                    raise _too_long(path)
                if not np.isfinite(block).all():
                    raise SoundError(path.name, "some of its samples are not numbers", _SAVE_AGAIN)
                blocks.append(np.clip(_fewer(block, most_channels), -1.0, 1.0).astype(np.float32))
    except (soundfile.SoundFileError, OSError) as error:
        raise _not_what_it_says(path) from error
    return np.concatenate(blocks) if blocks else np.zeros((0, 1), np.float32), rate_hz


def _forwards(path: Path) -> Any:
    """Return a sound file that never seeks.

    soundfile would otherwise seek after each block, which fails in a FLAC file without a length, and would trust the
    length in the header.
    """
    import soundfile

    class Forwards(soundfile.SoundFile):  # type: ignore[misc]
        def seekable(self) -> bool:
            return False

    return Forwards(_closed_properly(path))


def _closed_properly(path: Path) -> Path | BytesIO:
    """Return a sound file; give a WAV from an interrupted recording, with a length of zero, the length that it has.

    libsndfile mends only those with a header of their own kind.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD_OF_WAV_BYTES)
        at, size_bytes = 12, path.stat().st_size
        while head[:4] == b"RIFF" and at + 8 < min(len(head), size_bytes):
            length_bytes = int.from_bytes(head[at + 4 : at + 8], "little")
            if head[at : at + 4] == b"data":
                after = head[at + 8 :]
                ends_there = at + 16 + int.from_bytes(after[4:8], "little") >= size_bytes and after[:4].isalpha()
                if length_bytes or ends_there:
                    break
                file.seek(0)
                content = bytearray(file.read())
                content[4:8] = (size_bytes - 8).to_bytes(4, "little")
                content[at + 4 : at + 8] = (size_bytes - at - 8).to_bytes(4, "little")
                return BytesIO(bytes(content))
            at += 8 + length_bytes + length_bytes % 2
    return path


def _by_ffmpeg(path: Path, demuxer: str, most_channels: int) -> tuple[NDArray[np.float32], int]:
    """Return the sound as ffmpeg decodes it through pydub, at most a little longer than the limit."""
    longest_s = LONGEST_SOUND_MS // SECOND_MS + 1
    most_bytes = _MOST_SAMPLES * _BYTES_OF_SAMPLE
    try:
        # An open file, not a path: pydub then pipes it, and ffmpeg cannot open other files of the folder.
        with path.open("rb") as file:
            segment = _audio_segment().from_file(
                file,
                format=demuxer,
                duration=longest_s,
                parameters=["-fs", str(most_bytes)],
            )
    # pydub's own error is a plain Exception; where ffprobe finds no stream, pydub fails on a missing key, index or
    # field.
    except (_could_not_decode(), OSError, LookupError, TypeError, ValueError) as error:
        raise _not_what_it_says(path) from error
    raw = np.asarray(segment.get_array_of_samples()).reshape(-1, segment.channels)
    # ffmpeg stops before the block that would exceed the limit.
    is_cut = raw.nbytes > most_bytes - _BLOCK_FRAMES * segment.frame_width
    if is_cut or len(raw) * SECOND_MS > LONGEST_SOUND_MS * segment.frame_rate:
        raise _too_long(path)
    full_scale = 2.0 ** (8 * segment.sample_width - 1)
    return (_fewer(raw, most_channels) / full_scale).astype(np.float32), segment.frame_rate


def _fewer(samples: NDArray[Any], most_channels: int) -> NDArray[np.float64]:
    """Return samples of shape ``(frames, channels)``, or their mean where there are too many channels.

    pydub would loop over single samples beyond stereo.
    """
    if samples.shape[1] <= most_channels:
        return samples.astype(np.float64)
    mean: NDArray[np.float64] = samples.mean(axis=1, dtype=np.float64, keepdims=True)
    return mean


def _audio_segment() -> Any:
    """Return pydub's class; its warnings of a missing ffmpeg and of deprecated code are silenced."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pydub import AudioSegment

    return AudioSegment


def _could_not_decode() -> type[Exception]:
    _audio_segment()
    from pydub.exceptions import CouldntDecodeError

    error: type[Exception] = CouldntDecodeError
    return error


def _too_long(path: Path) -> SoundError:
    hint = "shorten it; where its rate is above 48 kHz, or it has more than two channels, save it with less"
    return SoundError(path.name, f"it is longer than {LONGEST_SOUND_MS // MINUTE_MS} minutes", hint)


def _not_what_it_says(path: Path) -> SoundError:
    suffix = path.suffix.lower().removeprefix(".").upper()
    return SoundError(path.name, f"it is damaged, or not the {suffix} sound that its name says", _SAVE_AGAIN)
