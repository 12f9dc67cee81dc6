"""The voices of the person's own system through pyttsx3: SAPI5, NSSpeech, and espeak-ng on Linux."""

from __future__ import annotations

import contextlib
import platform
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from voicecoach.errors import SpeechError, VoiceUnavailableError
from voicecoach.machine import installed_release
from voicecoach.text import did_you_mean
from voicecoach.units import SECOND_MS
from voicecoach.voices.base import Speech, VoiceListing
from voicecoach.voices.engines.system.client import (
    EspeakLibrary,
    Worker,
    WorkerError,
    find_espeak,
    has_room,
    remove_abandoned_folders,
    temporary_folder,
)
from voicecoach.voices.names import base_language, language_tag
from voicecoach.voices.names import language_named as language_of  # noqa: F401 - a function of engines
from voicecoach.voices.normalize.text import normalized, require_speakable
from voicecoach.voices.pace.estimate import estimated_ms

ENGINE = "system"
# By its own count. At a pace of 1 espeak-ng's languages need 80 to 115, and it goes no lower than 80.
_WORDS_PER_MINUTE = 105
_SLOWEST_PACE, _FASTEST_PACE = 80 / _WORDS_PER_MINUTE, 450 / _WORDS_PER_MINUTE
# What espeak-ng calls 50 is its own pitch, and a semitone is about 6 of it (measured: 3 up and 3 down within 0.1).
_OWN_PITCH, _PITCH_PER_SEMITONE, _HIGHEST_PITCH = 50, 6.2, 99
# What people and their systems call a language, where the engines have another tag for it.
_OTHER_TAGS = {"zh": "cmn", "no": "nb", "iw": "he", "in": "id"}

_ATTEMPTS = 2
_OPENING_DEADLINE_MS = 60 * SECOND_MS
_PHRASE_DEADLINE_MS = 20 * SECOND_MS
# Speech shorter than this part of its estimate was cut off, or belongs to another phrase.
_SHORTEST_PLAUSIBLE = 0.2
# macOS writes AIFF under any name, and refuses some other names. The content is checked.
_SUFFIX = ".aiff" if sys.platform == "darwin" else ".wav"


@dataclass(frozen=True, slots=True)
class ListedVoice:
    """One voice in the list of the system's engine.

    Attributes:
        id: The engine's own identifier.
        name: Its name for people.
        language: Its language tag, such as ``de`` or ``en-GB``.
    """

    id: str
    name: str
    language: str


def choose(voices: Sequence[ListedVoice], wanted: str) -> ListedVoice:
    """Return the voice of a name, an identifier or a language.

    For a language the order is: the same tag; the engine's main voice of it (espeak-ng's ``gmw/en`` is British); any
    region of it; for a tag with a region, the language without it. Of several, the first in the list is taken.

    Raises:
        VoiceUnavailableError: None fits; the hint names the nearest.
    """
    tag = language_tag(wanted)
    for fits in (
        lambda voice: wanted.lower() in {voice.name.lower(), voice.id.lower()},
        lambda voice: language_tag(voice.language) == tag,
        lambda voice: voice.id.lower().rpartition("/")[2] == tag,
        lambda voice: language_tag(voice.language).startswith(f"{tag}-"),
        lambda voice: wanted.lower() in voice.name.lower().replace("(", " ").replace(")", " ").split(),
    ):
        for voice in voices:
            if fits(voice):
                return voice
    base = base_language(tag)
    other = _OTHER_TAGS.get(base, base)
    if other != tag and _looks_like_a_tag(tag):
        return choose(voices, other)
    known = [voice.name for voice in voices] + [voice.language for voice in voices]
    raise VoiceUnavailableError(
        f"system:{wanted}", "this system has no such voice", did_you_mean(wanted, known, most_listed=8)
    )


def _looks_like_a_tag(tag: str) -> bool:
    return 2 <= len(tag.partition("-")[0]) <= 3  # noqa: PLR2004 - ISO 639 codes have two or three letters


class SystemVoice:
    """A voice of the system, chosen by language or by name, spoken by worker programs.

    A worker speaks one phrase at a time; as many are started as phrases are spoken at once. When a worker dies, hangs
    or writes a file that cannot be right, a new one speaks the phrase. If that fails as well, the error names the
    phrase.

    Args:
        name: A language tag (``de``, ``de-AT``) or a voice's own name.
        language: The tag of the language that the text is written in.
        pace: 1.0 is 105 words a minute by the engine's own count.
        library: The espeak-ng library; None where the platform has another engine of its own.
        deadline_ms: The longest time for one phrase, beyond its own length.

    Attributes:
        library: The espeak-ng library.
    """

    engine = ENGINE

    def __init__(
        self,
        name: str,
        language: str,
        pace: float,
        *,
        library: EspeakLibrary | None,
        deadline_ms: int = _PHRASE_DEADLINE_MS,
    ) -> None:
        self.name = name
        self.language = language
        self.pace = pace
        self.pitch_semitones = 0.0
        self.library = library
        self._deadline_ms = deadline_ms
        self._workers = _Workers()

    def tuned(self, pace: float, pitch_semitones: float) -> SystemVoice:
        """Return the same voice at another pace and pitch, with the same workers."""
        possible = min(max(pace, _SLOWEST_PACE), _FASTEST_PACE)
        other = SystemVoice(self.name, self.language, possible, library=self.library, deadline_ms=self._deadline_ms)
        other.pitch_semitones = pitch_semitones
        other._workers = self._workers
        return other

    @cached_property
    def version(self) -> str:
        """The releases of pyttsx3 and of the engine behind it."""
        speaks = self.library.version if self.library else f"{platform.system()} {platform.version()}"
        return f"pyttsx3 {installed_release('pyttsx3')}, {speaks}"

    @property
    def worker_pids(self) -> tuple[int, ...]:
        """The process ids of the workers; none before the first phrase."""
        return self._workers.pids()

    def speak(self, text: str) -> Speech:
        """Return the text as speech, at the rate of the system's engine.

        Raises:
            SpeechError: There is nothing to speak, or the worker failed twice.
            VoiceUnavailableError: The system has no such voice, or its engine cannot be started.
        """
        require_speakable(text, self._spec)
        if not has_room():  # the engine would hang on a file that it cannot write
            reason = f"no space for temporary files in {temporary_folder()}"
            raise SpeechError(text, self._spec, reason, "free some space, or set TMPDIR to another folder")
        read = normalized(text, self.language)
        # A second try with a new worker.
        with contextlib.suppress(WorkerError):
            return self._spoken(read, self._workers.idle() or self._ready_worker())
        try:
            return self._spoken(read, self._ready_worker())
        except WorkerError as error:
            reason = f"the system's speech engine failed twice: {error}"
            hint = "rephrase this text, or choose another voice (list: voicecoach voices)"
            raise SpeechError(text, self._spec, reason, hint) from error

    def estimate_ms(self, text: str) -> int:
        """Return a length by syllables and pauses."""
        return estimated_ms(normalized(text, self.language), self.language, self.pace)

    def voices(self) -> list[ListedVoice]:
        """Return every voice that the system's engine lists, the person's own choice first.

        Raises:
            VoiceUnavailableError: The engine cannot be started.
        """
        worker, listed = self._opened()
        worker.close()
        return listed

    def close(self) -> None:
        """End the workers, also those that are speaking; the voice speaks no more."""
        self._workers.close()

    @property
    def _spec(self) -> str:
        return f"{ENGINE}:{self.name}"

    def _spoken(self, read: str, worker: Worker) -> Speech:
        """Return the words spoken by a worker, which becomes idle; it is ended if it fails."""
        # Never the same name twice: an engine may write a file late.
        path = worker.folder / f"{self._workers.begin(worker)}{_SUFFIX}"
        try:
            self._workers.check_open()
            settings = self._settings()
            if worker.settings != settings:
                worker.ask(settings, _OPENING_DEADLINE_MS)
                worker.settings = settings
            estimate_ms = estimated_ms(read, self.language, self.pace)
            worker.ask({"text": read, "file": path.name}, self._deadline_ms + estimate_ms)
            speech = _verified(path, shortest_ms=_SHORTEST_PLAUSIBLE * estimate_ms)
        except BaseException:
            worker.close()
            self._workers.forget(worker)
            raise
        self._workers.end(worker)
        return speech

    def _settings(self) -> dict[str, int]:
        pitch = _OWN_PITCH + round(_PITCH_PER_SEMITONE * self.pitch_semitones)
        words_per_minute = round(_WORDS_PER_MINUTE * self.pace)
        return {"words_per_minute": words_per_minute, "pitch": min(max(pitch, 0), _HIGHEST_PITCH)}

    def _ready_worker(self) -> Worker:
        """Return a new worker that is set to the voice."""
        self._workers.check_open()
        worker, listed = self._opened()
        try:
            voice = choose(listed, self.name)
            chosen = worker.ask({"voice": voice.id}, _OPENING_DEADLINE_MS)["voice"]
        except BaseException:
            worker.close()
            raise
        if chosen != voice.id:
            worker.close()
            reason = f"the system's speech engine kept to {chosen!r} when told to use {voice.id!r}"
            raise VoiceUnavailableError(self._spec, reason, "choose another voice: voicecoach voices")
        return worker

    def _opened(self) -> tuple[Worker, list[ListedVoice]]:
        """Return a new worker whose engine runs, tried twice, and the list of its voices."""
        failure = ""
        for _ in range(_ATTEMPTS):
            library, sounds_parent = (self.library.path, self.library.sounds_parent) if self.library else ("", "")
            opening = {"library": library, "sounds_parent": sounds_parent}
            try:
                worker = Worker()
            except WorkerError as error:
                failure = str(error)
                continue
            try:
                reply = worker.ask(opening, _OPENING_DEADLINE_MS)
            except WorkerError as error:
                worker.close()
                failure = str(error)
            else:
                return worker, [ListedVoice(**voice) for voice in reply["voices"]]
        raise VoiceUnavailableError(self._spec, f"the system's speech engine cannot be started: {failure}", _remedy())


class _Workers:
    """The workers of a voice, those that speak and those that wait; safe between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: list[Worker] = []
        self._speaking: set[Worker] = set()
        self._phrases_given = 0
        self._closed = False

    def pids(self) -> tuple[int, ...]:
        """Return the process ids of all workers."""
        with self._lock:
            return tuple(worker.pid for worker in (*self._idle, *self._speaking))

    def idle(self) -> Worker | None:
        """Return one that waits, which is no longer among them; None where there is none."""
        with self._lock:
            return self._idle.pop() if self._idle else None

    def begin(self, worker: Worker) -> int:
        """Count a worker among those that speak, and return the number of its phrase."""
        with self._lock:
            self._speaking.add(worker)
            self._phrases_given += 1
            return self._phrases_given

    def end(self, worker: Worker) -> None:
        """Let a worker wait for its next phrase; one is missing if all were closed meanwhile, which also ended it."""
        with self._lock:
            if worker in self._speaking:
                self._speaking.remove(worker)
                self._idle.append(worker)

    def forget(self, worker: Worker) -> None:
        """Count a worker no more."""
        with self._lock:
            self._speaking.discard(worker)

    def check_open(self) -> None:
        """Check that they were not closed.

        Raises:
            WorkerError: They were.
        """
        if self._closed:
            raise WorkerError("it was closed before it had spoken this")

    def close(self) -> None:
        """End all workers, also those that are speaking; there will be no others."""
        with self._lock:
            self._closed = True
            workers = [*self._idle, *self._speaking]
            self._idle.clear()
            self._speaking.clear()
        for worker in workers:
            worker.close()


def full_name(name: str, language: str) -> str:
    """Return the name, or the language where none is asked for; only a running engine knows its voices."""
    return name or language


def best_voice(language: str) -> str:
    """Return the language: the system's engine speaks any, as well as it can."""
    return language


def listed_names(names: Sequence[str]) -> dict[str, str]:
    """Return the listed name of the voice that each language or name means; one without a voice is left out."""
    try:
        listed = open_voice("en", "en", 1.0).voices()
    except VoiceUnavailableError:
        return {}
    found = {}
    for name in names:
        with contextlib.suppress(VoiceUnavailableError):
            found[name] = choose(listed, name).name
    return found


def open_voice(name: str, language: str, pace: float) -> SystemVoice:
    """Return the voice; its worker is started at the first phrase.

    Raises:
        VoiceUnavailableError: On Linux, neither the system nor a package brings espeak-ng.
    """
    remove_abandoned_folders()  # here, since a session that is cached starts no worker
    return SystemVoice(name, language, pace, library=_library(f"{ENGINE}:{name}"))


def listings() -> list[VoiceListing]:
    """Return every voice in the list of the system's engine, or one line with the remedy."""
    licence = "GPL-3.0 (espeak-ng)" if sys.platform == "linux" else f"part of {platform.system()}"
    try:
        listed = open_voice("en", "en", 1.0).voices()
    except VoiceUnavailableError as error:
        return [VoiceListing(ENGINE, ENGINE, "", usable=False, remedy=error.hint, licence=licence)]
    return [
        VoiceListing(f"{ENGINE}:{voice.name}", ENGINE, voice.language, usable=True, remedy="", licence=licence)
        for voice in listed
    ]


def _library(spec: str) -> EspeakLibrary | None:
    """Return the espeak-ng library on Linux, and None where the system has a speech engine of its own."""
    if sys.platform in {"darwin", "win32"}:
        return None
    library = find_espeak()
    if library is None:
        raise VoiceUnavailableError(spec, "espeak-ng, which speaks it, is missing", _remedy())
    return library


def _remedy() -> str:
    if sys.platform in {"darwin", "win32"}:
        return "install it again: pip install --force-reinstall pyttsx3; or use --voice hibari for English"
    return "install it: pip install espeakng-loader, or your system's package espeak-ng"


def _verified(path: Path, shortest_ms: float) -> Speech:
    """Return the speech in a file that was just written, mono, and delete the file.

    Raises:
        WorkerError: It is missing, is no sound, or is too short to be the phrase.
    """
    import numpy as np
    import soundfile

    try:
        samples, rate_hz = soundfile.read(path, dtype="float32", always_2d=True)
    except (OSError, soundfile.LibsndfileError) as error:
        raise WorkerError(f"it left no sound that can be read ({error})") from error
    path.unlink()
    mono = np.ascontiguousarray(samples.mean(axis=1), dtype=np.float32)
    if len(mono) * SECOND_MS < shortest_ms * rate_hz or not np.any(mono):
        raise WorkerError(f"it wrote only {len(mono)} frames, which cannot be the whole phrase")
    return Speech(mono, int(rate_hz))
