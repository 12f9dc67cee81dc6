"""A session's voice: every phrase as a finished sound, from memory, from disk, or spoken now."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Self

from voicecoach.voices.cache import CacheKey, SpeechCache
from voicecoach.voices.memory import RecentPhrases
from voicecoach.voices.reading import require_speakable
from voicecoach.voices.rendering import RENDERING_VERSION, calibrated_gain_db, render
from voicecoach.voices.table import open_voice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path
    from types import TracebackType

    from voicecoach.sound.pcm import Pcm

_MEMORY_LIMIT_BYTES = 64_000_000  # about ten minutes of speech


class Speaker:
    """One voice at one pace for one language, with its cache; to be closed, or used in a ``with``.

    The engine is loaded when the first phrase must be spoken: a session that is cached never loads it.
    Phrases may be asked for from several threads; they are spoken one at a time.

    Args:
        spec: The voice as ``--voice`` takes it.
        language: The tag of the language of the phrases.
        pace: Speed relative to the voice's own, 0.5 to 2.0.
        cache_folder: The cache's folder; it need not exist.

    Raises:
        NotFoundError: There is no such voice.
        VoiceUnavailableError: It cannot be used on this machine.
    """

    def __init__(self, spec: str, language: str, pace: float, cache_folder: Path) -> None:
        self._voice = open_voice(spec, language, pace)
        self._cache = SpeechCache(cache_folder)
        self._memory = RecentPhrases(_MEMORY_LIMIT_BYTES)
        self._gain_db: float | None = None
        self._speaking = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def pcm(self, text: str) -> Pcm:
        """Return a phrase as a finished sound, spoken now where it is not cached.

        Raises:
            SpeechError: Nothing in the text can be spoken, or the voice failed at it.
            VoiceUnavailableError: The voice cannot be used on this machine.
        """
        return self._memory.get(text) or self._loaded(text) or self._spoken(text)

    def render(self, texts: Iterable[str], progress: Callable[[str], None] | None = None) -> None:
        """Speak what is not cached yet, in the order given, each distinct text once.

        Args:
            texts: The phrases; those that are cached are passed over.
            progress: Called with each text, cached or not, when it is ready.

        Raises:
            SpeechError: As for :meth:`pcm`; what was spoken before is kept.
            VoiceUnavailableError: As for :meth:`pcm`.
        """
        spoken_any = False
        try:
            for text in dict.fromkeys(texts):
                if not self.is_cached(text):
                    spoken_any = True
                    self._spoken(text)
                if progress:
                    progress(text)
        finally:
            if spoken_any:
                self._cache.prune()

    def duration_ms(self, text: str) -> int:
        """Return a phrase's exact length, for which it is spoken where it is not cached."""
        return self.pcm(text).duration_ms

    def is_cached(self, text: str) -> bool:
        """Return whether a phrase can be had without speaking it, damage aside."""
        return self._memory.get(text) is not None or self._cache.holds(self._key(text))

    def estimate_ms(self, text: str) -> int:
        """Return about how long a phrase will be: from its text and the voice alone, whatever is cached."""
        return self._voice.estimate_ms(text)

    def describe(self) -> dict[str, str | float]:
        """Return the voice as the cue sheet names it."""
        return {"engine": self._voice.engine, "name": self._voice.name, "pace": self._voice.pace}

    def close(self) -> None:
        """End the engine; what is cached stays."""
        self._voice.close()

    def _loaded(self, text: str) -> Pcm | None:
        phrase = self._cache.load(self._key(text))
        if phrase is not None:
            self._memory.put(text, phrase)
        return phrase

    def _spoken(self, text: str) -> Pcm:
        require_speakable(text, f"{self._voice.engine}:{self._voice.name}")
        with self._speaking:
            # Another thread may have spoken it while this one waited.
            already = self._memory.get(text)
            if already is not None:
                return already
            phrase = self._cache.store(self._key(text), render(self._voice, text, self._calibration_db()))
            self._memory.put(text, phrase)
            return phrase

    def _calibration_db(self) -> float:
        if self._gain_db is None:
            key = CacheKey.of(f"{self._voice.engine} {self._voice.name}", self._inputs())
            kept_db = self._cache.load_gain_db(key)
            if kept_db is None:
                kept_db = self._cache.store_gain_db(key, calibrated_gain_db(self._voice))
            self._gain_db = kept_db
        return self._gain_db

    def _key(self, text: str) -> CacheKey:
        return CacheKey.of(text, {**self._inputs(), "text": text})

    def _inputs(self) -> dict[str, object]:
        """Return everything but the text that a phrase's sound depends on."""
        return {
            "engine": self._voice.engine,
            "version": self._voice.version,
            "voice": self._voice.name,
            "language": self._voice.language,
            "pace": self._voice.pace,
            "rendering": RENDERING_VERSION,
        }
