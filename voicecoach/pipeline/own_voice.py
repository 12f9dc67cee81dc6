"""A person's own recordings, one for each phrase: listed, stored with what is wrong with them, heard, removed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from voicecoach import folders
from voicecoach.errors import ExportError, NotFoundError
from voicecoach.pipeline.bin import move_to_bin
from voicecoach.pipeline.phrases import UnsavedScript, phrases_to_record, write_phrases
from voicecoach.pipeline.wave import Wave
from voicecoach.session.options import Choices
from voicecoach.sound.decode import decode
from voicecoach.sound.dsp import trim
from voicecoach.sound.pcm import pad_to_ms
from voicecoach.store.atomic import write_output
from voicecoach.units import SECOND_MS, db_to_gain, frames_to_ms_up, gain_to_db, ms_to_frames
from voicecoach.voices.engines.recordings.files import (
    LIST_NAME,
    VOICES_FOLDER,
    ListedPhrase,
    folder_list,
    match,
    one_line,
    recordings_in,
)
from voicecoach.voices.engines.recordings.recording import (
    KEPT_SUFFIX,
    DistortedError,
    is_overdriven,
    recorded_speech,
)

_NAME = re.compile(r"\w(?:[\w -]{0,38}\w)?")
_LEAST_DBFS = -120.0
_WINDOW_MS = 50
_ROOM_QUANTILE = 0.05
_LOUD_QUANTILE = 0.95
_LOUD_ROOM_DBFS = -45.0
_LEAST_ABOVE_ROOM_DB = 25.0
_SOFT_DBFS = -38.0
_NEAR_FULL_SCALE = 0.999
_CLIPPED_FRAMES = 3


@dataclass(frozen=True, slots=True)
class OwnVoiceListing:
    """A folder of recordings: its name, and how many phrases of its list are recorded."""

    voice: str
    recorded: int
    phrases: int


@dataclass(frozen=True, slots=True)
class OwnPhrase:
    """A phrase to record.

    Attributes:
        number: Its number in the list, after which the recording is named.
        text: The words as a person reads them.
        spoken: The words as a computed voice is given them.
        is_recorded: Whether there is a recording.
    """

    number: int
    text: str
    spoken: str
    is_recorded: bool


@dataclass(frozen=True, slots=True)
class RecordingRemark:
    """Something that a recording could do better: ``clipped``, ``noise`` or ``soft``."""

    kind: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class MeasuredRecording:
    """A recording as it was measured when it was stored.

    Attributes:
        number: The number of its phrase.
        duration_ms: The length of the words in it.
        peak_dbfs: Its highest sample.
        noise_dbfs: The level of the room.
        is_clipped: Whether some of its samples are cut off.
        remarks: What could be better.
    """

    number: int
    duration_ms: int
    peak_dbfs: float
    noise_dbfs: float
    is_clipped: bool
    remarks: tuple[RecordingRemark, ...]


def own_voices() -> list[OwnVoiceListing]:
    """Return the folders of recordings that have a list of phrases."""
    place = folders.home() / VOICES_FOLDER
    if not place.is_dir():
        return []
    found = []
    for folder in sorted(place.iterdir()):
        if _NAME.fullmatch(folder.name) and (folder / LIST_NAME).is_file():
            listed = folder_list(folder)
            found.append(OwnVoiceListing(folder.name, len(_recorded(folder, listed)), len(listed)))
    return found


def list_phrases(voice: str, draft: UnsavedScript, choices: Choices) -> list[OwnPhrase]:
    """Return the phrases of a script to record, in its order; the list in the voice's folder gets those it lacks.

    Args:
        voice: The name of the folder, which is made.
        draft: The script.
        choices: The person's choices; some change the words.

    Raises:
        ExportError: The name is invalid, or the list cannot be written.
        ScriptError: The script has mistakes.
    """
    folder = _folder(voice)
    choices = replace(choices, voice=None)
    write_phrases(folder / LIST_NAME, draft, choices)
    listed = folder_list(folder)
    by_spoken = {phrase.spoken: phrase for phrase in listed}
    recorded = _recorded(folder, listed)
    wanted = dict.fromkeys(by_spoken[one_line(spoken)] for _, spoken in phrases_to_record(draft, choices))
    return [OwnPhrase(one.number, one.written, one.spoken, one.number in recorded) for one in wanted]


def store_recording(voice: str, number: int, content: bytes, *, is_kept: bool = False) -> MeasuredRecording:
    """Store a recording of a phrase in place of the one that was there, which goes to the bin.

    Args:
        voice: The name of the folder.
        number: The number of the phrase in its list.
        content: A WAV file.
        is_kept: Whether it is stored even if it is distorted; its name then says so.

    Raises:
        NotFoundError: The list has no such phrase.
        DistortedError: It is distorted; nothing is stored.
        SoundError: No speech is found in it, or it is damaged or too long; nothing is stored.
        ExportError: It cannot be written.
    """
    folder, _ = _listed(voice, number)
    with TemporaryDirectory(prefix="voicecoach-") as kept:
        trial = Path(kept) / f"{number}.wav"
        trial.write_bytes(content)
        try:
            measured = _measured(number, trial)
        except DistortedError:
            if not is_kept:
                raise
            trial = trial.with_stem(f"{number}{KEPT_SUFFIX}")
            trial.write_bytes(content)
            measured = _measured(number, trial)
    remove_recording(voice, number)
    write_output(folder / trial.name, content)
    return measured


def remove_recording(voice: str, number: int) -> None:
    """Move the recording of a phrase, if there is one, into the bin.

    Raises:
        NotFoundError: The list has no such phrase.
        ExportError: It cannot be moved.
    """
    folder, listed = _listed(voice, number)
    path = _recorded(folder, listed).get(number)
    if path is not None:
        move_to_bin(path)


def recording_path(voice: str, number: int) -> Path:
    """Return the file of a recording.

    Raises:
        NotFoundError: There is none of this phrase.
    """
    folder, listed = _listed(voice, number)
    path = _recorded(folder, listed).get(number)
    if path is None:
        raise NotFoundError("recording", str(number), "record this phrase first")
    return path


def recording_wave(voice: str, number: int) -> Wave:
    """Return a recording as it is heard in a session.

    Raises:
        NotFoundError: There is none of this phrase.
        SoundError: It cannot be used.
    """
    speech = pad_to_ms(recorded_speech(recording_path(voice, number)))
    return Wave(lambda begin_ms: [speech[ms_to_frames(begin_ms) :, np.newaxis]], frames_to_ms_up(len(speech)), 1)


def _folder(voice: str) -> Path:
    folder = folders.home() / VOICES_FOLDER / voice
    if not _NAME.fullmatch(voice):
        raise ExportError(
            folder, f"{voice!r} is not a valid name for a voice", "use letters, digits and dashes, such as anna"
        )
    return folder


def _listed(voice: str, number: int) -> tuple[Path, list[ListedPhrase]]:
    folder = _folder(voice)
    listed = folder_list(folder)
    if number not in {phrase.number for phrase in listed}:
        raise NotFoundError("phrase of this voice", str(number), "make its list first")
    return folder, listed


def _recorded(folder: Path, listed: Sequence[ListedPhrase]) -> dict[int, Path]:
    """Return the recordings of a folder by the numbers of their phrases."""
    matches = match(recordings_in(folder), listed)
    found = ((phrase.number, matches.file_of(phrase.spoken)) for phrase in listed)
    return {number: path for number, path in found if path is not None}


def _measured(number: int, path: Path) -> MeasuredRecording:
    speech = recorded_speech(path)
    samples, rate_hz = decode(path)
    peak = float(np.abs(samples).max(initial=0.0))
    levels = _levels_dbfs(samples, rate_hz)
    noise_dbfs, loud_dbfs = (float(np.quantile(levels, share)) for share in (_ROOM_QUANTILE, _LOUD_QUANTILE))
    at_full_scale = int(np.count_nonzero(np.abs(samples) >= _NEAR_FULL_SCALE))
    is_clipped = at_full_scale > _CLIPPED_FRAMES or is_overdriven(samples)
    remarks = tuple(_remarks(noise_dbfs, loud_dbfs, is_clipped=is_clipped))
    duration_ms = frames_to_ms_up(len(trim(speech)))
    return MeasuredRecording(
        number,
        duration_ms,
        round(gain_to_db(max(peak, db_to_gain(_LEAST_DBFS))), 1),
        round(noise_dbfs, 1),
        is_clipped=is_clipped,
        remarks=remarks,
    )


def _remarks(noise_dbfs: float, loud_dbfs: float, *, is_clipped: bool) -> list[RecordingRemark]:
    found = []
    if is_clipped:
        hint = "speak a little further from the microphone, or turn its level down"
        found.append(RecordingRemark("clipped", "the loudest sounds are cut off", hint))
    if noise_dbfs > _LOUD_ROOM_DBFS or loud_dbfs - noise_dbfs < _LEAST_ABOVE_ROOM_DB:
        hint = "close the window, turn fans off, or come closer to the microphone"
        found.append(RecordingRemark("noise", f"the room is loud: {noise_dbfs:.0f} dB", hint))
    if loud_dbfs < _SOFT_DBFS:
        hint = "come closer to the microphone, or turn its level up"
        found.append(RecordingRemark("soft", f"the words are soft: {loud_dbfs:.0f} dB", hint))
    return found


def _levels_dbfs(samples: NDArray[np.float32], rate_hz: int) -> NDArray[np.float64]:
    """Return the level of each 50 ms; an unfinished one at the end does not count."""
    length = max(rate_hz * _WINDOW_MS // SECOND_MS, 1)
    whole = samples[: len(samples) // length * length].reshape(-1, length).astype(np.float64)
    power = np.mean(whole**2, axis=1) if len(whole) else np.zeros(1)
    levels: NDArray[np.float64] = 20.0 * np.log10(np.maximum(np.sqrt(power), db_to_gain(_LEAST_DBFS)))
    return levels
