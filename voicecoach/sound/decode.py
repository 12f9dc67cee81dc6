"""Reading the sound files that people bring: what libsndfile knows by itself, the rest through ffmpeg.

Both ways lead to one pydub ``AudioSegment``, so that whatever shapes a file need not know where it came from.
A format goes one way only, with ffmpeg or without it on the machine: the same file gives the same sound.
"""

from __future__ import annotations

import re
import shutil
import warnings
from typing import TYPE_CHECKING, Any

import numpy as np

from voicecoach.errors import SoundError
from voicecoach.sound.file_types import READ_BY_FFMPEG, READ_BY_SOUNDFILE, SUFFIXES
from voicecoach.units import HOUR_MS, SECOND_MS

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

LARGEST_FILE_BYTES = 100_000_000
LONGEST_SOUND_MS = HOUR_MS

# Where ffmpeg's name for the format is not the suffix.
_DEMUXERS = {"m4a": "mp4", "m4b": "mp4", "3gp": "mp4", "mka": "matroska", "webm": "matroska", "wma": "asf"}

_BLOCK_FRAMES = 1 << 16
_SAVE_AGAIN = "open it in a sound editor and save it as WAV, FLAC, OGG or MP3"
_BEGINNING_BYTES = 8


def decode(path: Path) -> tuple[NDArray[np.float32], int]:
    """Return a sound file made mono, shape ``(frames,)``, full scale 1.0, and its rate in hertz.

    Raises:
        SoundError: It is no sound, is damaged, is over 100 MB or an hour, or needs ffmpeg, which is missing.
    """
    samples, rate_hz = decode_channels(path, most_channels=1)
    return samples[:, 0], rate_hz


def decode_channels(path: Path, most_channels: int = 2) -> tuple[NDArray[np.float32], int]:
    """Return a sound file, shape ``(frames, channels)``, full scale 1.0, and its rate in hertz.

    One of more channels than asked for is made mono, and so is a stereo file that is the same on both.

    Raises:
        SoundError: As for :func:`decode`.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise SoundError(path.name, f"{suffix or 'a file without a suffix'} is no format known here", _SAVE_AGAIN)
    beginning = _beginning(path)
    if suffix in READ_BY_FFMPEG and not (shutil.which("ffmpeg") and shutil.which("ffprobe")):
        hint = f"install ffmpeg, or {_SAVE_AGAIN}"
        raise SoundError(path.name, f"to read {suffix} files the program ffmpeg is needed", hint)
    if not re.match((READ_BY_SOUNDFILE | READ_BY_FFMPEG)[suffix], beginning, re.DOTALL):
        raise _not_what_it_says(path)
    segment = _segment_by_soundfile(path, most_channels) if suffix in READ_BY_SOUNDFILE else _segment_by_ffmpeg(path)
    if not segment.raw_data:
        raise SoundError(path.name, "there is no sound in it", _SAVE_AGAIN)
    if segment.duration_seconds * SECOND_MS > LONGEST_SOUND_MS:
        raise SoundError(path.name, "it is longer than an hour", "shorten it")
    return _samples(segment, most_channels), segment.frame_rate


def _beginning(path: Path) -> bytes:
    """Return the first bytes of a file that is neither empty nor too large."""
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


def _segment_by_soundfile(path: Path, most_channels: int) -> Any:
    """Return what libsndfile reads, where need be made mono block by block, as a segment of 32 bit."""
    import soundfile

    read = bytearray()
    try:
        with soundfile.SoundFile(path) as file:
            rate_hz = file.samplerate
            channels = file.channels if file.channels <= most_channels else 1
            longest_bytes = rate_hz * (LONGEST_SOUND_MS // SECOND_MS) * channels * 4
            for block in file.blocks(_BLOCK_FRAMES, dtype="float32", always_2d=True):
                if not np.isfinite(block).all():
                    raise SoundError(path.name, "some of its samples are not numbers", _SAVE_AGAIN)
                exact = np.clip(_fewer(block, most_channels), -1.0, 1.0 - 2.0**-31)
                read += np.rint(exact * 2.0**31).astype("<i4").tobytes()
                # What the header says of the length may be wrong: what counts is what comes.
                if len(read) > longest_bytes:
                    break
    except (soundfile.SoundFileError, OSError) as error:
        raise _not_what_it_says(path) from error
    return _audio_segment()(data=bytes(read), sample_width=4, frame_rate=rate_hz, channels=channels)


def _segment_by_ffmpeg(path: Path) -> Any:
    """Return what pydub has ffmpeg decode, at most a little over the longest that is allowed."""
    suffix = path.suffix.lower().removeprefix(".")
    longest_s = LONGEST_SOUND_MS // SECOND_MS + 1
    try:
        # An open file, not a path: then pydub pipes it, and ffmpeg has no folder to look around in.
        with path.open("rb") as file:
            return _audio_segment().from_file(file, format=_DEMUXERS.get(suffix, suffix), duration=longest_s)
    # pydub's own error is an Exception without a base of its own; a file that ffprobe finds no stream in
    # makes it fail on a missing key, index or field.
    except (_could_not_decode(), OSError, LookupError, TypeError, ValueError) as error:
        raise _not_what_it_says(path) from error


def _samples(segment: Any, most_channels: int) -> NDArray[np.float32]:
    """Return a segment's samples, shape ``(frames, channels)``."""
    raw = np.asarray(segment.get_array_of_samples()).reshape(-1, segment.channels)
    full_scale = 2.0 ** (8 * segment.sample_width - 1)
    samples: NDArray[np.float32] = (_fewer(raw, most_channels) / full_scale).astype(np.float32)
    return samples[:, :1] if (samples == samples[:, :1]).all() else samples


def _fewer(samples: NDArray[Any], most_channels: int) -> NDArray[np.float64]:
    """Return samples of shape ``(frames, channels)`` as they are, or the mean of too many channels.

    pydub's own is a loop over single samples beyond stereo.
    """
    if samples.shape[1] <= most_channels:
        return samples.astype(np.float64)
    mean: NDArray[np.float64] = samples.mean(axis=1, dtype=np.float64, keepdims=True)
    return mean


def _audio_segment() -> Any:
    """Return pydub's class; importing it warns of a missing ffmpeg, and of its own age, which help nobody."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pydub import AudioSegment

    return AudioSegment


def _could_not_decode() -> type[Exception]:
    _audio_segment()
    from pydub.exceptions import CouldntDecodeError

    error: type[Exception] = CouldntDecodeError
    return error


def _not_what_it_says(path: Path) -> SoundError:
    suffix = path.suffix.lower().removeprefix(".").upper()
    return SoundError(path.name, f"it is damaged, or not the {suffix} sound that its name says", _SAVE_AGAIN)
