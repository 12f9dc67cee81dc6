"""A session's voice: every phrase as a finished sound, from memory, from disk, or spoken now."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor, wait
from dataclasses import asdict
from pathlib import Path
from typing import NamedTuple, Self, TypeVar

from voicecoach.errors import SpeechError, VoicecoachError
from voicecoach.machine import usable_cores
from voicecoach.script.pace import SYLLABLES_PER_SECOND
from voicecoach.session.timeline import SpeechSource
from voicecoach.sound.pcm import Pcm
from voicecoach.voices.base import DelegatingVoice, Delivery, KnownRates, SlowToLoad, Timing, Tunable, Voice
from voicecoach.voices.cache import RENDERING_VERSION, CacheKey, RecentPhrases, SpeechCache
from voicecoach.voices.normalize.text import NORMALIZE_VERSION, normalized, require_speakable
from voicecoach.voices.one_at_a_time import OneAtATime
from voicecoach.voices.pace.calibration import CALIBRATION_VERSION, Tuning, has_cues
from voicecoach.voices.pace.estimate import estimated_ms, setting_for
from voicecoach.voices.pace.sentences import has_ellipsis
from voicecoach.voices.table import open_voice, row_of
from voicecoach.voices.tuned import measured_tuning, voice_at

# For phrases that are on disk as well, and are read again within a millisecond.
_MEMORY_LIMIT_BYTES = 16_000_000
# For phrases that could not be written to disk, about ten minutes of speech: older ones are spoken again.
_LIMIT_WITHOUT_DISK_BYTES = 64_000_000
_LONGEST_WAIT_S = 0.3
_SPEAKING = OneAtATime()

T = TypeVar("T")
Phrase = str | SpeechSource
"""A phrase as given to the voice; words alone are spoken at the session's own pitch, however long they take."""

P = TypeVar("P", str, SpeechSource)


class Speaker:
    """One voice at one pace for one language, with its cache; to be closed, or used in a ``with``.

    The engine is loaded when the first phrase must be spoken: a session that is cached never loads it.
    Phrases are spoken on all cores, and may be asked for from several threads; the number of cores and threads
    changes no sample.

    Args:
        spec: The voice as ``--voice`` takes it.
        language: The tag of the language of the phrases.
        delivery: The way to speak: pace, pauses and pitch. A person's recordings keep their own.
        cache_folder: The cache's folder; it need not exist.
        at_once: The number of phrases that are spoken at the same time; None for one on each core.

    Raises:
        NotFoundError: There is no such voice.
        VoiceUnavailableError: It cannot be used on this machine.
    """

    def __init__(
        self,
        spec: str,
        language: str,
        delivery: Delivery,
        cache_folder: Path,
        *,
        at_once: int | None = None,
    ) -> None:
        self._voice = open_voice(spec, language, delivery.pace)
        self._delivery = delivery
        self._plain_delivery = asdict(delivery)
        self._cache = SpeechCache(cache_folder)
        self._memory = RecentPhrases(_MEMORY_LIMIT_BYTES)
        self._only_in_memory = RecentPhrases(_LIMIT_WITHOUT_DISK_BYTES)
        self._tuned: _Tuned | None = None
        self._gain_db: float | None = None
        self._tuning = threading.Lock()
        self._calibrating = threading.Lock()
        self._speaking = ThreadPoolExecutor(at_once or usable_cores(), thread_name_prefix="voicecoach speaking")
        # They return nothing: the sound is in the cache in memory and on disk, and would not be freed here.
        self._ahead: dict[SpeechSource, Future[None]] = {}
        self._under_way: set[Future[None]] = set()
        self._has_spoken = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def prepare(self, phrases: Iterable[Phrase]) -> None:
        """Start to load the engine if a phrase has to be spoken, and return at once; no phrase is spoken."""
        missing = next((phrase for phrase in map(self._source, phrases) if not self.is_cached(phrase)), None)
        if missing is not None:
            voice = self._voice_for(missing.spoken)
            if isinstance(voice, SlowToLoad):
                self._begun(_load_ahead, voice)

    def begin(self, phrases: Iterable[Phrase]) -> None:
        """Start to speak the phrases that are not cached, in the order given, and return at once.

        Recordings are waited for, so that a missing or unusable one is reported before a session is heard.

        Raises:
            VoiceUnavailableError: Some phrases are not recorded, and no voice speaks them.
            SpeechError: A recording cannot be used.
        """
        sources = dict.fromkeys(map(self._source, phrases))
        texts = dict.fromkeys(source.spoken for source in sources)
        recorded = self._voice.recorded(texts) if isinstance(self._voice, DelegatingVoice) else []
        first = dict.fromkeys(map(self._source, recorded))
        missing = [each for each in {**first, **sources} if each not in self._ahead and not self.is_cached(each)]
        if missing and self._gain_db is None:
            self._begun(self._calibrate_ahead, self._voice_for(missing[0].spoken))
        for each in missing:
            self._ahead[each] = self._begun(self._speak_ahead, each)
        for each in first:
            if each in self._ahead:
                _wait_for(self._ahead[each])

    def pcm(self, phrase: Phrase) -> Pcm:
        """Return a phrase as a finished sound; where it is not cached it is spoken now, before those in the queue.

        Raises:
            SpeechError: Nothing in the text can be spoken, or the voice failed.
            VoiceUnavailableError: The voice cannot be used on this machine.
        """
        source = self._source(phrase)
        ahead = self._ahead.pop(source, None)
        if ahead is not None and not ahead.cancel():
            _wait_for(ahead)
        return self._remembered(source) or self._loaded(source) or self._spoken(source)

    def render(self, phrases: Iterable[P], progress: Callable[[P], None] | None = None) -> None:
        """Speak the phrases that are not cached, in the order given, each distinct one once.

        Args:
            phrases: Those that are cached are skipped.
            progress: Called with each phrase, cached or not, in order, when it is ready.

        Raises:
            SpeechError: As for :meth:`pcm`; phrases spoken before it stay cached.
            VoiceUnavailableError: As for :meth:`pcm`.
        """
        each_once = list(dict.fromkeys(phrases))
        self.begin(each_once)
        for phrase in each_once:
            source = self._source(phrase)
            ahead = self._ahead.pop(source, None)
            if ahead is not None:
                _wait_for(ahead)
            elif not self.is_cached(source):
                self._spoken(source)
            if progress:
                progress(phrase)

    def duration_ms(self, phrase: Phrase) -> int:
        """Return a phrase's exact length; where it is not cached it is spoken for that."""
        source = self._source(phrase)
        remembered = self._remembered(source)
        if remembered is not None:
            return remembered.duration_ms
        return self._cache.duration_ms(self._key(source)) or self.pcm(source).duration_ms

    def is_cached(self, phrase: Phrase) -> bool:
        """Return whether a phrase is in memory or has a file in the cache, which is not read."""
        source = self._source(phrase)
        return self._remembered(source) is not None or self._cache.holds(self._key(source))

    def cache_name(self, phrase: Phrase) -> str:
        """Return the name of a phrase in the cache, which holds a hash of everything that its sound depends on."""
        return self._key(self._source(phrase)).name

    def estimate_ms(self, phrase: Phrase) -> int:
        """Return about how long a phrase will be: from its text and the voice alone, whatever is cached."""
        voice, delivery, source = self._voice, self._delivery, self._source(phrase)
        if _timing(voice) is Timing.OWN:
            return voice.estimate_ms(source.spoken)
        read = normalized(source.spoken, voice.language)
        pauses_ms = delivery.clause_pause_ms, delivery.sentence_pause_ms, delivery.ellipsis_pause_ms
        estimate_ms = estimated_ms(read, voice.language, delivery.pace, *pauses_ms)
        return estimate_ms if source.longest_ms is None else min(estimate_ms, source.longest_ms)

    def unload(self) -> None:
        """Release an engine that takes much memory; the next phrase loads it again."""
        if isinstance(self._voice, SlowToLoad):
            self._voice.unload()

    def describe(self) -> dict[str, str | float]:
        """Return the voice for the cue sheet."""
        return {"engine": self._voice.engine, "name": self._voice.name, "pace": self._voice.pace}

    def inputs(self) -> dict[str, object]:
        """Return everything that the sound of its phrases depends on, but their texts."""
        return {**_inputs(self._voice), "delivery": asdict(self._delivery)}

    def close(self) -> None:
        """End the engine, also in the middle of a phrase; the cache stays.

        An engine that cannot be ended in the middle of a phrase is waited for 0.3 s, and then left running.
        """
        for ahead in list(self._ahead.values()):
            ahead.cancel()
        self._voice.close()
        if self._tuned is not None:
            self._tuned.voice.close()
        self._speaking.shutdown(wait=False, cancel_futures=True)
        wait(list(self._under_way), _LONGEST_WAIT_S)
        if self._has_spoken:
            self._has_spoken = False
            self._cache.store.prune()

    def _source(self, phrase: Phrase) -> SpeechSource:
        """Return a phrase without what its voice cannot do, so that the same sound has one name."""
        source = SpeechSource(phrase) if isinstance(phrase, str) else phrase
        if source.pitch_semitones == 0 and source.longest_ms is None:
            return source
        row = row_of(self._voice_for(source.spoken).engine)
        if row.timing is Timing.OWN:
            return SpeechSource(source.spoken)
        return source if row.has_pitch else source._replace(pitch_semitones=0.0)

    def _remembered(self, source: SpeechSource) -> Pcm | None:
        return self._memory.get(source) or self._only_in_memory.get(source)

    def _begun(self, work: Callable[[T], None], about: T) -> Future[None]:
        """Queue some work for the threads of the pool."""
        begun = self._speaking.submit(work, about)
        self._under_way.add(begun)
        begun.add_done_callback(self._under_way.discard)
        return begun

    def _loaded(self, source: SpeechSource) -> Pcm | None:
        phrase = self._cache.load(self._key(source))
        return None if phrase is None else self._memory.keep(source, phrase)

    def _speak_ahead(self, source: SpeechSource) -> None:
        with _SPEAKING.of(self._key(source).name):
            if not self.is_cached(source):  # another session may have spoken it meanwhile
                self._spoken(source)

    def _calibrate_ahead(self, voice: Voice) -> None:
        """Measure the voice's gain while its first phrase is spoken; that phrase raises any error of the voice."""
        if not _is_levelled(voice):
            with contextlib.suppress(VoicecoachError):
                self._calibration_db(voice)

    def _spoken(self, source: SpeechSource) -> Pcm:
        """Return a phrase, spoken now; an error of the texts that measure a voice names the phrase."""
        try:
            return self._spoken_and_kept(source)
        except SpeechError as error:
            if error.text == source.spoken:
                raise
            raise error.about(source.spoken) from error

    def _spoken_and_kept(self, source: SpeechSource) -> Pcm:
        from voicecoach.voices.rendering import TrimmedPhrase, phrase_within

        text = source.spoken
        require_speakable(text, f"{self._voice.engine}:{self._voice.name}")
        voice = self._voice_for(text)
        self._has_spoken = True
        # Spoken before the gain is needed, which another thread may be measuring.
        is_levelled = _is_levelled(voice)
        if _timing(voice) is Timing.OWN:
            spoken = TrimmedPhrase(voice, text, any_length=is_levelled)
        else:
            tuned = self._tuned_voice(voice)

            def spoken_at(faster: float) -> TrimmedPhrase:
                with self._voice_of(tuned, source, faster) as (speaking, stretch):
                    return TrimmedPhrase(speaking, text, self._delivery, stretch=stretch)

            spoken = phrase_within(source.longest_ms, spoken_at)
        phrase = spoken.finished(0.0 if is_levelled else self._calibration_db(voice))
        key = self._key(source)
        kept = self._cache.keep(key, phrase)
        return (self._memory if self._cache.holds(key) else self._only_in_memory).keep(source, kept)

    def _voice_for(self, text: str) -> Voice:
        return self._voice.voice_for(text) if isinstance(self._voice, DelegatingVoice) else self._voice

    def _tuned_voice(self, voice: Voice) -> _Tuned:
        """Return the voice at the engine's own pace that is the session's, with the pitch of the session."""
        with self._tuning:
            if self._tuned is None:  # a delegating voice has at most one that is tuned
                tuning = self._tuning_of(voice)
                self._tuned = _Tuned(voice_at(voice, tuning.pace, self._delivery.pitch_semitones), tuning.stretch)
            return self._tuned

    @contextlib.contextmanager
    def _voice_of(self, tuned: _Tuned, source: SpeechSource, faster: float) -> Iterator[_Tuned]:
        """Give the voice at the pitch of a phrase, some times faster; a phrase that is stretched is stretched less."""
        if faster == 1.0 and not source.pitch_semitones:
            yield tuned
            return
        stretch = max(tuned.stretch / faster, min(tuned.stretch, 1.0))
        pace = tuned.voice.pace * faster * stretch / tuned.stretch
        speaking = voice_at(tuned.voice, pace, self._delivery.pitch_semitones + source.pitch_semitones)
        try:
            yield _Tuned(speaking, stretch)
        finally:
            if not isinstance(speaking, Tunable):
                speaking.close()

    def _tuning_of(self, voice: Voice) -> Tuning:
        pace = self._delivery.pace
        if _timing(voice) is Timing.EXACT or not has_cues(voice.language):
            return Tuning(pace, 1.0)
        rates = voice.rates if isinstance(voice, KnownRates) else ()
        if rates and rates[0][1] <= SYLLABLES_PER_SECOND * pace <= rates[-1][1]:
            return Tuning(setting_for(rates, pace), 1.0)
        key = CacheKey.of(f"{voice.engine} {voice.name}", _inputs(voice))
        return self._cache.load_tuning(key) or self._cache.keep_tuning(key, measured_tuning(voice, pace))

    def _calibration_db(self, voice: Voice) -> float:
        from voicecoach.voices.rendering import calibrated_gain_db

        spoken_by = voice if _timing(voice) is Timing.OWN else self._tuned_voice(voice).voice
        with self._calibrating:
            if self._gain_db is None:  # a delegating voice has at most one that is calibrated
                key = CacheKey.of(f"{voice.engine} {voice.name}", _inputs(voice))
                kept_db = self._cache.load_gain_db(key)
                if kept_db is None and isinstance(voice, KnownRates):
                    kept_db = voice.gain_db
                if kept_db is None:
                    kept_db = self._cache.keep_gain_db(key, calibrated_gain_db(spoken_by))
                self._gain_db = kept_db
            return self._gain_db

    def _key(self, source: SpeechSource) -> CacheKey:
        voice = self._voice_for(source.spoken)
        inputs = {**_inputs(voice), "text": source.spoken}
        if _timing(voice) is not Timing.OWN:
            delivery = dict(self._plain_delivery)
            ellipsis_pause_ms = delivery.pop("ellipsis_pause_ms")
            # Another length of three dots leaves all other phrases as they are.
            own = {"ellipsis_pause_ms": ellipsis_pause_ms} if has_ellipsis(source.spoken) else {}
            inputs["delivery"] = delivery | own
        if source.pitch_semitones or source.longest_ms is not None:
            inputs["of its own"] = [source.pitch_semitones, source.longest_ms]
        return CacheKey.of(source.spoken, inputs)


class _Tuned(NamedTuple):
    """A voice at the engine's own pace, and how many times longer its speech is to be made."""

    voice: Voice
    stretch: float


def _timing(voice: Voice) -> Timing:
    return row_of(voice.engine).timing


def _is_levelled(voice: Voice) -> bool:
    return row_of(voice.engine).is_levelled


def _inputs(voice: Voice) -> dict[str, object]:
    """Return everything that a phrase's sound depends on, but its text."""
    return {
        "engine": voice.engine,
        "version": voice.version,
        "voice": voice.name,
        "language": voice.language,
        "pace": voice.pace,
        "cues": CALIBRATION_VERSION,
        "reading": NORMALIZE_VERSION,
        "rendering": RENDERING_VERSION,
    }


def _load_ahead(voice: SlowToLoad) -> None:
    """Load an engine; the first phrase raises any error again."""
    with contextlib.suppress(VoicecoachError):
        voice.load()


def _wait_for(ahead: Future[None]) -> None:
    """Wait until a phrase is spoken, or another thread has taken it out of the queue to speak it sooner."""
    with contextlib.suppress(CancelledError):
        ahead.result()
