"""A session's voice: every phrase as a finished sound, from memory, from disk, or spoken now."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor, wait
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from voicecoach.errors import VoicecoachError
from voicecoach.machine import usable_cores
from voicecoach.sound.pcm import Pcm
from voicecoach.voices.base import Casting, Levelled, SlowToLoad, Voice
from voicecoach.voices.cache import RENDERING_VERSION, CacheKey, RecentPhrases, SpeechCache
from voicecoach.voices.normalize.text import READING_VERSION, require_speakable
from voicecoach.voices.table import open_voice

# Of phrases that lie on disk, too, and are read again within a millisecond.
_MEMORY_LIMIT_BYTES = 16_000_000
# Of phrases that lie nowhere else, about ten minutes of speech: beyond that they are spoken again.
_LIMIT_WITHOUT_DISK_BYTES = 64_000_000
_LEAVE_S = 0.3

T = TypeVar("T")


class Speaker:
    """One voice at one pace for one language, with its cache; to be closed, or used in a ``with``.

    The engine is loaded when the first phrase must be spoken: a session that is cached never loads it.
    Phrases are spoken on all cores, and may be asked for from several threads; they sound the same however many
    there are.

    Args:
        spec: The voice as ``--voice`` takes it.
        language: The tag of the language of the phrases.
        pace: Speed relative to the voice's own, 0.5 to 2.0.
        cache_folder: The cache's folder; it need not exist.
        sentence_pause_ms: How long the pauses between the sentences of a phrase are; None for the voice's own. A
            person's recordings keep theirs.
        at_once: How many phrases may be spoken at the same time; by itself, one on each core.

    Raises:
        NotFoundError: There is no such voice.
        VoiceUnavailableError: It cannot be used on this machine.
    """

    def __init__(
        self,
        spec: str,
        language: str,
        pace: float,
        cache_folder: Path,
        *,
        sentence_pause_ms: int | None = None,
        at_once: int | None = None,
    ) -> None:
        self._voice = open_voice(spec, language, pace)
        self._sentence_pause_ms = sentence_pause_ms
        self._cache = SpeechCache(cache_folder)
        self._memory = RecentPhrases(_MEMORY_LIMIT_BYTES)
        self._only_in_memory = RecentPhrases(_LIMIT_WITHOUT_DISK_BYTES)
        self._gain_db: float | None = None
        self._calibrating = threading.Lock()
        self._speaking = ThreadPoolExecutor(at_once or usable_cores(), thread_name_prefix="voicecoach speaking")
        # They return nothing, so that no sound is held here: it is in memory as long as there is room, and on disk.
        self._ahead: dict[str, Future[None]] = {}
        self._under_way: set[Future[None]] = set()
        self._spoken_any = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def prepare(self, texts: Iterable[str]) -> None:
        """Begin to load the engine if some of the phrases have to be spoken, speak none, and return at once."""
        missing = next((text for text in texts if not self.is_cached(text)), None)
        if missing is not None:
            voice = self._voice_for(missing)
            if isinstance(voice, SlowToLoad):
                self._begun(_load_ahead, voice)

    def begin(self, texts: Iterable[str]) -> None:
        """Begin to speak what is not cached yet, in the order given, and return at once.

        Recordings are waited for: that one is missing or of no use is told before anything is heard.

        Raises:
            VoiceUnavailableError: Some phrases are neither recorded nor anybody's to speak.
            SpeechError: A recording cannot be used.
        """
        phrases = list(dict.fromkeys(texts))
        recorded = self._voice.recorded(phrases) if isinstance(self._voice, Casting) else []
        missing = [text for text in (*recorded, *phrases) if text not in self._ahead and not self.is_cached(text)]
        if missing and self._gain_db is None:
            self._begun(self._calibrate_ahead, self._voice_for(missing[0]))
        for text in missing:
            self._ahead[text] = self._begun(self._speak_ahead, text)
        for text in recorded:
            if text in self._ahead:
                _wait_for(self._ahead[text])

    def pcm(self, text: str) -> Pcm:
        """Return a phrase as a finished sound, spoken now where it is not cached, before all that was only begun.

        Raises:
            SpeechError: Nothing in the text can be spoken, or the voice failed at it.
            VoiceUnavailableError: The voice cannot be used on this machine.
        """
        ahead = self._ahead.pop(text, None)
        if ahead is not None and not ahead.cancel():
            _wait_for(ahead)
        return self._remembered(text) or self._loaded(text) or self._spoken(text)

    def render(self, texts: Iterable[str], progress: Callable[[str], None] | None = None) -> None:
        """Speak what is not cached yet, in the order given, each distinct text once.

        Args:
            texts: The phrases; those that are cached are passed over.
            progress: Called with each text, cached or not, in order, when it is ready.

        Raises:
            SpeechError: As for :meth:`pcm`; what was spoken before is kept.
            VoiceUnavailableError: As for :meth:`pcm`.
        """
        phrases = list(dict.fromkeys(texts))
        self.begin(phrases)
        for text in phrases:
            ahead = self._ahead.pop(text, None)
            if ahead is not None:
                _wait_for(ahead)
            elif not self.is_cached(text):
                self._spoken(text)
            if progress:
                progress(text)

    def duration_ms(self, text: str) -> int:
        """Return a phrase's exact length, for which it is spoken where it is not cached."""
        phrase = self._remembered(text)
        if phrase is not None:
            return phrase.duration_ms
        return self._cache.duration_ms(self._key(text)) or self.pcm(text).duration_ms

    def is_cached(self, text: str) -> bool:
        """Return whether a phrase can be had without speaking it, damage aside."""
        return self._remembered(text) is not None or self._cache.holds(self._key(text))

    def estimate_ms(self, text: str) -> int:
        """Return about how long a phrase will be: from its text and the voice alone, whatever is cached."""
        return self._voice.estimate_ms(text)

    def unload(self) -> None:
        """Let go of an engine that takes much memory, since nothing more is to be spoken for now."""
        if isinstance(self._voice, SlowToLoad):
            self._voice.unload()

    def describe(self) -> dict[str, str | float]:
        """Return the voice as the cue sheet names it."""
        return {"engine": self._voice.engine, "name": self._voice.name, "pace": self._voice.pace}

    def close(self) -> None:
        """End the engine, also in the middle of a phrase; what is cached stays.

        An engine that cannot be ended in the middle of one is waited for a moment, and then left to itself.
        """
        for ahead in list(self._ahead.values()):
            ahead.cancel()
        self._voice.close()
        self._speaking.shutdown(wait=False, cancel_futures=True)
        wait(list(self._under_way), _LEAVE_S)
        if self._spoken_any:
            self._spoken_any = False
            self._cache.store.prune()

    def _remembered(self, text: str) -> Pcm | None:
        return self._memory.get(text) or self._only_in_memory.get(text)

    def _begun(self, work: Callable[[T], None], about: T) -> Future[None]:
        """Return some work that a thread of the pool does when its turn comes."""
        begun = self._speaking.submit(work, about)
        self._under_way.add(begun)
        begun.add_done_callback(self._under_way.discard)
        return begun

    def _loaded(self, text: str) -> Pcm | None:
        phrase = self._cache.load(self._key(text))
        return None if phrase is None else self._memory.keep(text, phrase)

    def _speak_ahead(self, text: str) -> None:
        self._spoken(text)

    def _calibrate_ahead(self, voice: Voice) -> None:
        """Find out the voice's gain beside its first phrase, which raises whatever is wrong with it."""
        if not isinstance(voice, Levelled):
            with contextlib.suppress(VoicecoachError):
                self._calibration_db(voice)

    def _spoken(self, text: str) -> Pcm:
        from voicecoach.voices.rendering import SpokenPhrase, finished

        require_speakable(text, f"{self._voice.engine}:{self._voice.name}")
        voice = self._voice_for(text)
        self._spoken_any = True
        # Spoken first, since its gain may just be found out by another thread.
        spoken = SpokenPhrase(voice, text, self._pause_ms(voice))
        phrase = finished(spoken, 0.0 if isinstance(voice, Levelled) else self._calibration_db(voice))
        key = self._key(text)
        kept = self._cache.keep(key, phrase)
        return (self._memory if self._cache.holds(key) else self._only_in_memory).keep(text, kept)

    def _pause_ms(self, voice: Voice) -> int | None:
        return None if isinstance(voice, Levelled) else self._sentence_pause_ms

    def _voice_for(self, text: str) -> Voice:
        return self._voice.voice_for(text) if isinstance(self._voice, Casting) else self._voice

    def _calibration_db(self, voice: Voice) -> float:
        from voicecoach.voices.rendering import calibrated_gain_db

        with self._calibrating:
            if self._gain_db is None:  # of several voices, at most one is calibrated
                key = CacheKey.of(f"{voice.engine} {voice.name}", _inputs(voice))
                kept_db = self._cache.load_gain_db(key)
                if kept_db is None:
                    kept_db = self._cache.keep_gain_db(key, calibrated_gain_db(voice))
                self._gain_db = kept_db
            return self._gain_db

    def _key(self, text: str) -> CacheKey:
        voice = self._voice_for(text)
        return CacheKey.of(text, {**_inputs(voice), "text": text, "sentence_pause_ms": self._pause_ms(voice)})


def _inputs(voice: Voice) -> dict[str, object]:
    """Return everything but the text that a phrase's sound depends on."""
    return {
        "engine": voice.engine,
        "version": voice.version,
        "voice": voice.name,
        "language": voice.language,
        "pace": voice.pace,
        "reading": READING_VERSION,
        "rendering": RENDERING_VERSION,
    }


def _load_ahead(voice: SlowToLoad) -> None:
    """Load an engine; what is wrong with it is raised again at the first phrase."""
    with contextlib.suppress(VoicecoachError):
        voice.load()


def _wait_for(ahead: Future[None]) -> None:
    """Wait until a phrase is spoken, or another thread has called that off to speak it sooner by itself."""
    with contextlib.suppress(CancelledError):
        ahead.result()
