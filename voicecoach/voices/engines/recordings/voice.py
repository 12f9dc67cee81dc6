"""A person's own recordings as a voice: a folder with one file for each phrase.

``own:FOLDER`` is a folder by its path, or by its name in the person's folder ``voices``. With ``own:FOLDER+auto``
another voice speaks the phrases that are not recorded. The pace changes that voice only, never a recording.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from voicecoach import folders
from voicecoach.errors import NotFoundError, SoundError, SpeechError, VoiceUnavailableError
from voicecoach.units import MIX_RATE_HZ
from voicecoach.voices import table
from voicecoach.voices.base import Speech, Voice, VoiceListing
from voicecoach.voices.engines.recordings import recording as own_recording
from voicecoach.voices.engines.recordings.files import (
    ENGINE,
    LIST_NAME,
    VOICES_FOLDER,
    ListedPhrase,
    Matches,
    digest,
    folder_list,
    folder_of,
    match,
    one_line,
    parted,
    recordings_in,
    sound_files,
)
from voicecoach.voices.normalize.text import normalized, require_speakable
from voicecoach.voices.pace.estimate import estimated_ms

_LICENCE = "your own recordings"

# A calm reader, not the recordings: the words of a session tell how many minutes are left, and must not depend on
# how many recordings are there already.
_ESTIMATED_PACE = 1.0
_SHOWN = 10


@dataclass(frozen=True, slots=True)
class RecordedPhrase:
    """One recording, as a voice that speaks one phrase."""

    name: str
    language: str
    version: str
    path: Path
    pace: float = 1.0
    engine: str = field(default=ENGINE, init=False)

    def speak(self, text: str) -> Speech:
        """Return the speech in the recording, levelled, at 48 000 Hz.

        Raises:
            SpeechError: The recording cannot be used.
        """
        require_speakable(text, f"{ENGINE}:{self.name}")
        try:
            return Speech(own_recording.recorded_speech(self.path), MIX_RATE_HZ)
        except SoundError as error:
            raise SpeechError(text, f"{ENGINE}:{self.name}", error.message, error.hint) from error

    def estimate_ms(self, text: str) -> int:
        """Return about how long a calm reader takes, whatever is recorded."""
        return estimate_ms(text, self.language)

    def close(self) -> None:
        """Nothing is held."""


class OwnVoice:
    """The recordings of a folder; a phrase that is not recorded cannot be spoken.

    Args:
        spec: The voice as it was asked for.
        folder: The folder of the recordings.
        language: The tag of the language of the phrases.

    Raises:
        VoiceUnavailableError: The folder cannot be read, or it is not clear which file is which phrase.
        ScriptError: The list of phrases in it has mistakes.
    """

    engine = ENGINE
    pace = 1.0
    version = "not recorded"

    def __init__(self, spec: str, folder: Path, language: str) -> None:
        self.name = folder.resolve().name
        self.language = language
        self._spec = spec
        self._folder = folder
        self._digests: dict[Path, str] = {}
        if self._matches.problems:
            reason = "some files match more than one phrase, or none: " + "; ".join(self._matches.problems)
            raise VoiceUnavailableError(spec, reason, f"rename or move these files in {folder}")

    def speak(self, text: str) -> Speech:
        """Return the recording of a phrase.

        Raises:
            SpeechError: There is nothing to speak, or the recording cannot be used.
            VoiceUnavailableError: It is not recorded.
        """
        require_speakable(text, self._spec)
        recording = self._recording(text)
        if recording is None:
            raise self._lacking([text])
        return recording.speak(text)

    def voice_for(self, text: str) -> RecordedPhrase | OwnVoice:
        """Return the recording of a phrase; where it is missing this voice itself, whose ``speak`` says so."""
        return self._recording(text) or self

    def recorded(self, texts: Iterable[str]) -> list[str]:
        """Return the phrases, all of which are recorded.

        Raises:
            VoiceUnavailableError: Some are not; the message lists them.
        """
        phrases = list(dict.fromkeys(texts))
        missing = [text for text in phrases if self._matches.file_of(text) is None]
        if missing:
            raise self._lacking(missing, of=len(phrases), unused=self.unused(phrases))
        return phrases

    def unused(self, phrases: Iterable[str]) -> list[str]:
        """Return the names of the files that are neither one of these phrases nor one of the list."""
        known = {self._matches.file_of(text) for text in (*phrases, *(phrase.spoken for phrase in self.listed))}
        return [file.name for file in recordings_in(self._folder) if file not in known]

    def is_recorded(self, text: str) -> bool:
        """Return whether there is a recording of a phrase."""
        return self._matches.file_of(text) is not None

    @property
    def holds_any(self) -> bool:
        """Whether there is any recording at all."""
        return bool(self._matches.files())

    @cached_property
    def listed(self) -> list[ListedPhrase]:
        """The list in the folder; empty where there is none."""
        return folder_list(self._folder)

    def estimate_ms(self, text: str) -> int:
        """Return about how long a calm reader takes, whatever is recorded."""
        return estimate_ms(text, self.language)

    def close(self) -> None:
        """Nothing is held."""

    @cached_property
    def _matches(self) -> Matches:
        return match(recordings_in(self._folder), self.listed)

    def _lacking(self, missing: list[str], *, of: int = 1, unused: Sequence[str] = ()) -> VoiceUnavailableError:
        """Return the error that lists the missing phrases, and the files that fit no phrase."""
        by_spoken = {phrase.spoken: phrase for phrase in self.listed}
        lines = [str(by_spoken.get(one_line(text), text)) for text in missing[:_SHOWN]]
        if len(missing) > _SHOWN:
            lines.append(f"… and {len(missing) - _SHOWN} more")
        verb = "is" if len(missing) == 1 else "are"
        count = f"{len(missing)} of {of} phrases {verb} not recorded" if of > 1 else "it is not recorded"
        reason = f"{count} in {self._folder.absolute()}:\n" + "\n".join(f"    {line}" for line in lines)
        if unused:
            more = ", …" if len(unused) > _SHOWN else ""
            reason += f"\nthese files match no phrase: {', '.join(unused[:_SHOWN])}{more}"
        listing = f"voicecoach wording --phrases SCRIPT -o {self._folder / LIST_NAME}"
        hint = "" if self.listed else f"save the list next to the recordings to use numbers: {listing}; "
        hint += (
            f"record the missing phrases (list: voicecoach wording --phrases SCRIPT --missing {self._spec}), or let "
            f"another voice fill in: {self._spec}+auto"
        )
        return VoiceUnavailableError(self._spec, reason, hint)

    def _recording(self, text: str) -> RecordedPhrase | None:
        path = self._matches.file_of(text)
        if path is None:
            return None
        if path not in self._digests:
            self._digests[path] = digest(path, text, self._spec)
        version = f"{own_recording.VERSION} {self._digests[path]}"
        return RecordedPhrase(self.name, self.language, version, path)


class FilledInVoice:
    """A folder of recordings, and a voice that speaks the phrases that are missing there.

    Args:
        own: The recordings.
        others: The voice for all other phrases.
    """

    engine = ENGINE

    def __init__(self, own: OwnVoice, others: Voice) -> None:
        self._own, self._others = own, others
        self.name = f"{own.name}+{others.engine}:{others.name}"
        self.language = own.language
        self.pace = others.pace

    @property
    def version(self) -> str:
        """The version of the other voice; a recording has its own."""
        return self._others.version

    def speak(self, text: str) -> Speech:
        """Return the recording of a phrase, or the phrase as the other voice speaks it."""
        return self.voice_for(text).speak(text)

    def voice_for(self, text: str) -> Voice:
        """Return the recording of a phrase, else the other voice."""
        return self._own.voice_for(text) if self._own.is_recorded(text) else self._others

    def recorded(self, texts: Iterable[str]) -> list[str]:
        """Return the phrases that are recorded."""
        return [text for text in dict.fromkeys(texts) if self._own.is_recorded(text)]

    def estimate_ms(self, text: str) -> int:
        """Return about how long a calm reader takes, whatever is recorded."""
        return self._own.estimate_ms(text)

    def close(self) -> None:
        """End the other voice."""
        self._others.close()


def full_name(name: str, language: str) -> str:
    """Return the folder as it was given, with the full name of the other voice.

    Raises:
        NotFoundError: No folder is given, or there is no such other voice.
    """
    folder, others = parted(name)
    if not folder:
        raise NotFoundError("voice", f"{ENGINE}:{name}", "say which one: own:FOLDER")
    if not others:
        return folder
    filling = table.resolve_voice(others, language)
    if filling.engine == ENGINE:
        raise NotFoundError("voice", f"{ENGINE}:{name}", "after + comes a speaking voice: own:FOLDER+auto")
    return f"{folder}+{filling}"


def name_in_script(name: str, script_folder: Path) -> str:
    """Return the path of the folder that a script names: beside the script, else in the person's folder of voices.

    Raises:
        VoiceUnavailableError: It is named by a path, or there is no such folder: scripts come from anywhere, and one
            may not choose which files of a machine are read.
    """
    folder, others = parted(name)
    if not folder:
        return name
    spec, voices = f"{ENGINE}:{name}", folders.home() / VOICES_FOLDER
    if folder in (".", "..") or any(sign in folder for sign in "/\\:"):
        hint = f"put the folder next to the script or into {voices}, and use only its name"
        raise VoiceUnavailableError(spec, "a script needs the folder's name without a path", hint)
    others = table.name_in_script(others, script_folder) if others else ""
    for place in (script_folder, voices):
        path = _subfolder(folder, place)
        if path is not None and path.resolve().parent == place.resolve():
            return f"{path}+{others}" if others else str(path)
    reason = f"no folder {folder} next to the script or in {voices}"
    raise VoiceUnavailableError(
        spec, reason, f"put the recordings there; {ENGINE}:FOLDER on the command line takes a path"
    )


def _subfolder(name: str, place: Path) -> Path | None:
    """Return a folder by its name, which is compared with those that are there and never made into a path."""
    if not place.is_dir():
        return None
    return next((path for path in place.iterdir() if path.name == name and path.is_dir()), None)


def open_voice(name: str, language: str, pace: float) -> OwnVoice | FilledInVoice:
    """Return the voice of a folder; no recording is read yet.

    Raises:
        VoiceUnavailableError: There is no such folder, it has no recordings, or the phrase of a file is not clear.
        ScriptError: The list of phrases in it has mistakes.
    """
    folder, others = parted(name)
    spec = f"{ENGINE}:{folder}"
    own = OwnVoice(spec, folder_of(folder), language)
    if others:
        return FilledInVoice(own, table.open_voice(others, language, pace))
    if not own.holds_any:
        hint = f"record the phrases of a script there: voicecoach wording --phrases SCRIPT -o {folder}/{LIST_NAME}"
        raise VoiceUnavailableError(spec, "it has no recordings yet", hint)
    return own


def listings() -> list[VoiceListing]:
    """Return the folders with recordings in the person's folder of voices."""
    voices = folders.home() / VOICES_FOLDER
    try:
        names = sorted(folder.name for folder in voices.iterdir() if folder.is_dir() and sound_files(folder))
    except OSError:
        return []  # there is no such folder, or it cannot be read
    return [VoiceListing(f"{ENGINE}:{name}", ENGINE, "", usable=True, remedy="", licence=_LICENCE) for name in names]


def estimate_ms(text: str, language: str) -> int:
    """Return about how long a calm reader takes for a phrase."""
    return estimated_ms(normalized(text, language), language, _ESTIMATED_PACE)
