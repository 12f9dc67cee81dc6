"""Decode the sound files that people bring: with libsndfile where it can, else with ffmpeg."""

from __future__ import annotations

import re
import shutil
import subprocess
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from voicecoach.errors import SoundError
from voicecoach.sound.quiet import quiet_libraries
from voicecoach.units import MINUTE_MS, MIX_RATE_HZ, SECOND_MS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

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
        raise SoundError(path.name, "a built-in file is damaged", "reinstall voicecoach")
    packed = int.from_bytes(head[18:26], "big")
    rate_hz, frames = packed >> 44, packed & (1 << 36) - 1
    return frames * SECOND_MS // rate_hz


LONGEST_SOUND_MS = 20 * MINUTE_MS
LOWEST_RATE_HZ, HIGHEST_RATE_HZ = 4_000, 768_000

# Samples of all channels together: those of the longest sound in stereo, at the rate of the mix.
_MOST_SAMPLES = 2 * MIX_RATE_HZ * (LONGEST_SOUND_MS // SECOND_MS)
_BYTES_OF_FLOAT = 4

_BLOCK_FRAMES = 1 << 16
_UNKNOWN_FRAMES = (1 << 63) - 1  # the length that libsndfile gives where it is unknown
_SAVE_AGAIN = "open it in a sound editor and save it as WAV, FLAC, OGG or MP3"
_BEGINNING_BYTES = 12
_HEAD_OF_WAV_BYTES = 4_096


@dataclass(frozen=True, slots=True)
class DecodedSound:
    """A sound file that is being decoded.

    Attributes:
        rate_hz: Its rate.
        channels: Its channels, as many as were asked for at the most.
        blocks: Its samples in order, each block of shape ``(frames, channels)``, ``float32``, full scale 1.0; reading
            them raises :class:`SoundError` where the file is damaged or too long.
    """

    rate_hz: int
    channels: int
    blocks: Iterator[NDArray[np.float32]]


def decode(path: Path) -> tuple[NDArray[np.float32], int]:
    """Return a sound file made mono, shape ``(frames,)``, full scale 1.0, and its rate in hertz.

    Raises:
        SoundError: It is not a sound, is damaged, is over 100 MB or 20 minutes, or needs ffmpeg, which is missing.
    """
    import numpy as np

    with decoding(path, most_channels=1) as sound:
        return np.concatenate([block[:, 0] for block in sound.blocks]), sound.rate_hz


@contextmanager
def decoding(path: Path, most_channels: int = 2) -> Iterator[DecodedSound]:
    """Decode a sound file block by block; a file with more channels than asked for is made mono.

    Raises:
        SoundError: As for :func:`decode`.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise SoundError(path.name, f"{suffix or 'a file without a suffix'} is not a known format", _SAVE_AGAIN)
    beginning = _beginning(path)
    demuxer = "aac" if suffix == ".aac" and beginning.startswith(b"ID3") else _kind(beginning, _BY_FFMPEG)
    needs_ffmpeg = demuxer or (suffix in READ_BY_FFMPEG and not _kind(beginning, _BY_SOUNDFILE))
    if needs_ffmpeg and not (shutil.which("ffmpeg") and shutil.which("ffprobe")):
        what = suffix if suffix in READ_BY_FFMPEG else demuxer
        hint = f"install ffmpeg, or {_SAVE_AGAIN}"
        raise SoundError(path.name, f"reading {what} files needs the program ffmpeg", hint)
    if not demuxer and not _kind(beginning, _BY_SOUNDFILE):
        raise _not_what_it_says(path)
    with _by_ffmpeg(path, demuxer) if demuxer else _by_soundfile(path) as sound:
        if not LOWEST_RATE_HZ <= sound.rate_hz <= HIGHEST_RATE_HZ:
            hint = "save it again at 44.1 or 48 kHz"
            raise SoundError(path.name, f"no sound has a rate of {sound.rate_hz:,} Hz", hint)
        channels = sound.channels if sound.channels <= most_channels else 1
        yield DecodedSound(sound.rate_hz, channels, _checked(path, sound, channels))


def _checked(path: Path, sound: DecodedSound, channels: int) -> Iterator[NDArray[np.float32]]:
    """Yield the blocks of a sound that is neither empty nor too long, of numbers, with their mean for one channel."""
    import numpy as np

    left_frames = min(_MOST_SAMPLES // sound.channels, sound.rate_hz * LONGEST_SOUND_MS // SECOND_MS)
    is_empty = True
    for block in sound.blocks:
        left_frames -= len(block)
        if left_frames < 0:
            raise _too_long(path)
        if not np.isfinite(block).all():
            raise SoundError(path.name, "some of its samples are not numbers", _SAVE_AGAIN)
        is_empty = is_empty and not len(block)
        fewer = block if channels == sound.channels else block.mean(axis=1, dtype=np.float64, keepdims=True)
        yield np.clip(fewer, -1.0, 1.0).astype(np.float32)
    if is_empty:
        raise SoundError(path.name, "it contains no sound", _SAVE_AGAIN)


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
        raise SoundError(path.name, f"it cannot be read ({error.strerror})", "check its permissions") from error
    if not beginning:
        raise SoundError(path.name, "the file is empty", "copy it again, or save it again")
    if size_bytes > LARGEST_FILE_BYTES:
        raise SoundError(path.name, "it is larger than 100 MB", "save it as MP3, or shorten it")
    return beginning


@contextmanager
def _by_soundfile(path: Path) -> Iterator[DecodedSound]:
    """Decode with libsndfile."""
    import soundfile

    def blocks() -> Iterator[NDArray[np.float32]]:
        # The length of an MP3 may be a guess, and any header may be wrong: the frames that are read count.
        # A FLAC file that was written during the recording may have no length.
        longest_frames = file.samplerate * LONGEST_SOUND_MS // SECOND_MS
        if file.format != "MP3" and longest_frames < file.frames < _UNKNOWN_FRAMES:
            raise _too_long(path)
        try:
            while len(block := file.read(_BLOCK_FRAMES, dtype="float32", always_2d=True)):
                yield block
        except (soundfile.SoundFileError, OSError) as error:
            raise _not_what_it_says(path) from error

    with quiet_libraries():
        try:
            file = open_forwards(_closed_properly(path))
        except (soundfile.SoundFileError, OSError) as error:
            raise _not_what_it_says(path) from error
        with file:
            yield DecodedSound(int(file.samplerate), int(file.channels), blocks())


def open_forwards(file: Path | BytesIO) -> Any:
    """Open a sound file by libsndfile that never seeks.

    soundfile would otherwise seek after each block, which fails in a FLAC file without a length, and would trust the
    length in the header.
    """
    import soundfile

    class Forwards(soundfile.SoundFile):  # type: ignore[misc]
        def seekable(self) -> bool:
            return False

    return Forwards(file)


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


@contextmanager
def _by_ffmpeg(path: Path, demuxer: str) -> Iterator[DecodedSound]:
    """Decode with ffmpeg, which reads an open file: so it cannot open other files of the folder."""
    import numpy as np

    utils, converter = _pydub()
    try:
        with path.open("rb") as file:
            described = utils.mediainfo_json(file)
        stream = next(one for one in described["streams"] if one["codec_type"] == "audio")
        rate_hz, channels = int(stream["sample_rate"]), int(stream["channels"])
    # Where ffprobe finds no sound, pydub fails on a missing key, index or field.
    except (OSError, LookupError, TypeError, ValueError, StopIteration) as error:
        raise _not_what_it_says(path) from error
    # One second more than the limit tells that a sound is too long.
    longest_s = LONGEST_SOUND_MS // SECOND_MS + 1
    arguments = ["-v", "quiet", "-nostdin", "-read_ahead_limit", "-1", "-f", demuxer, "-i", "cache:pipe:0"]
    arguments += ["-map", "0:a:0", "-t", str(longest_s), "-ac", str(channels), "-ar", str(rate_hz), "-f", "f32le", "-"]

    def blocks() -> Iterator[NDArray[np.float32]]:
        while content := output.read(_BLOCK_FRAMES * channels * _BYTES_OF_FLOAT):
            whole = len(content) // (channels * _BYTES_OF_FLOAT) * channels
            yield np.frombuffer(content, "<f4", whole).reshape(-1, channels)
        if process.wait():
            raise _not_what_it_says(path)

    with path.open("rb") as file:
        process = subprocess.Popen(  # noqa: S603 - the ffmpeg that pydub found, and no shell
            [converter, *arguments], stdin=file, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    assert process.stdout is not None
    with process, process.stdout as output:
        try:
            yield DecodedSound(rate_hz, channels, blocks())
        finally:
            process.kill()


def _pydub() -> tuple[Any, str]:
    """Return pydub's tools and the ffmpeg that it found; its warnings of deprecated code are silenced."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pydub import AudioSegment, utils

    return utils, AudioSegment.converter


def _too_long(path: Path) -> SoundError:
    hint = "shorten it; where its rate is above 48 kHz, or it has more than two channels, save it with less"
    return SoundError(path.name, f"it is longer than {LONGEST_SOUND_MS // MINUTE_MS} minutes", hint)


def _not_what_it_says(path: Path) -> SoundError:
    suffix = path.suffix.lower().removeprefix(".").upper()
    return SoundError(path.name, f"it is damaged or not a valid {suffix} file", _SAVE_AGAIN)
