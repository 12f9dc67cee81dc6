"""An engine's speech made into a finished phrase: checked, trimmed, its pauses set, levelled, limited, faded."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from voicecoach.errors import SpeechError, VoicecoachError
from voicecoach.sound.dsp import (
    apply_gain_curve,
    apply_gain_db,
    audible_span,
    fade_edges,
    limiting_gain,
    resample_to_mix,
)
from voicecoach.sound.levels import finish, peak_per_ms
from voicecoach.sound.loudness import SPEECH_PEAK_DBTP, VOICE_LUFS, curve_loudness_lufs
from voicecoach.sound.pcm import Pcm, pad_to_ms
from voicecoach.sound.stretching import can_stretch, stretched
from voicecoach.units import MIX_RATE_HZ, SECOND_MS, db_to_gain
from voicecoach.voices.base import Delivery, Speech, Voice
from voicecoach.voices.names import base_language
from voicecoach.voices.normalize.text import normalized
from voicecoach.voices.pace.estimate import SENTENCE_PAUSE_MS
from voicecoach.voices.pace.rate import measured
from voicecoach.voices.pace.sentences import pauses_between, sentences
from voicecoach.voices.phrase_pauses import joined, with_clause_pauses

_LOWEST_RATE_HZ, _HIGHEST_RATE_HZ = 4_000, 384_000
# Samples that are scaled like 16 bit integers can still be levelled; higher ones are not a sound.
_HIGHEST_PEAK = 2.0**15
# No estimate is that far off. Levelled speech, such as a person's recording, may have any length.
_LONGEST_MS = 30 * SECOND_MS
_LONGEST_TIMES_ESTIMATE = 10

_HINT = "rephrase this text, or choose another voice (list: voicecoach voices)"


def speech_of(voice: Voice, text: str, *, any_length: bool = False) -> Speech:
    """Return the text as the voice speaks it, checked: finite samples, of a possible length unless any is right.

    Raises:
        SpeechError: The voice failed in any way, or its output cannot be speech.
        VoiceUnavailableError: The voice cannot be used on this machine.
    """
    try:
        speech = voice.speak(text)
    except VoicecoachError:
        raise
    except (Exception, SystemExit) as error:
        reason = f"its engine failed ({type(error).__name__}: {error})".replace(": )", ")")
        raise SpeechError(text, _name(voice), reason, _HINT) from error
    longest_ms = math.inf if any_length else _LONGEST_MS + _LONGEST_TIMES_ESTIMATE * voice.estimate_ms(text)
    reason = _fault_in(speech, longest_ms)
    if reason:
        raise SpeechError(text, _name(voice), reason, _HINT)
    return Speech(np.ascontiguousarray(speech.samples, dtype=np.float32), int(speech.rate_hz))


def _fault_in(speech: object, longest_ms: float) -> str:
    """Return the reason why an engine's output cannot be speech; empty when it can."""
    samples = speech.samples if isinstance(speech, Speech) else None
    if not isinstance(speech, Speech) or not isinstance(samples, np.ndarray):
        return "its engine returned something other than sound"
    if samples.ndim != 1 or not np.issubdtype(samples.dtype, np.floating):
        return f"its engine gave samples of shape {samples.shape} and type {samples.dtype}, not one row of floats"
    if not _LOWEST_RATE_HZ <= speech.rate_hz <= _HIGHEST_RATE_HZ:
        return f"its engine gave a sound at {speech.rate_hz} Hz"
    if not np.isfinite(samples).all():
        return "its engine gave samples that are not numbers"
    if len(samples) and np.abs(samples).max() > _HIGHEST_PEAK:
        return f"its engine gave samples as high as {np.abs(samples).max():g}, where 1 is full scale"
    duration_ms = len(samples) * SECOND_MS / speech.rate_hz
    if duration_ms > longest_ms:
        return f"its engine gave {duration_ms / SECOND_MS:.0f} s of sound for it"
    return ""


def _name(voice: Voice) -> str:
    return f"{voice.engine}:{voice.name}"


# The cues of a session are to be within 2 LU of each other. A natural voice strays by 1.5 LU to either side.
_FAR_LU = 0.7
# Shorter phrases are raised by 2 dB at most, since "One." is spoken lightly. They may be lowered.
_SENTENCE_MS = 1 * SECOND_MS
_SHORT_RAISED_DB = 2.0
# The limiter counteracts the gain, so the gain is found by iteration; mostly in one step.
_TRIES = 12
_NEAR_ENOUGH_LU = 0.01
_GAIN_STEPS = 10

# No engine's rate follows its pace exactly.
_TRIES_TO_FIT, _SURELY_FITS = 5, 1.02

_REFERENCE_TEXTS = {
    "en": "Lie down on your back and close your eyes. Breathe in slowly. Let your shoulders grow heavy, "
    "and breathe out again. Draw one knee gently towards your chest, and hold it there.",
    "de": "Leg dich auf den Rücken und schließe die Augen. Atme langsam ein. Lass die Schultern schwer "
    "werden, und atme wieder aus. Zieh ein Knie sanft zur Brust, und halte es dort.",
    "es": "Túmbate boca arriba y cierra los ojos. Inspira despacio. Deja que los hombros pesen, "
    "y suelta el aire. Lleva una rodilla suavemente hacia el pecho, y mantenla ahí.",
    "fr": "Allongez-vous sur le dos et fermez les yeux. Inspirez lentement. Laissez les épaules devenir "
    "lourdes, et expirez. Ramenez un genou doucement vers la poitrine, et gardez-le là.",
}
# Every voice reads figures in its own language.
_REFERENCE_FIGURES = "1, 2, 3, 4, 5. 6, 7, 8, 9, 10. 11, 12, 13, 14, 15. 16, 17, 18, 19, 20."


def calibrated_gain_db(voice: Voice) -> float:
    """Return the gain that brings a voice's reference text to the level of every voice, in steps of 0.1 dB."""
    text = _REFERENCE_TEXTS.get(base_language(voice.language), _REFERENCE_FIGURES)
    return round(TrimmedPhrase(voice, text).gain_db_for(VOICE_LUFS) * _GAIN_STEPS) / _GAIN_STEPS


def _delivered(voice: Voice, text: str, delivery: Delivery, stretch: float) -> NDArray[np.float32]:
    """Return a phrase at 48 000 Hz with the pauses wanted, each of its sentences spoken by itself."""
    texts = sentences(normalized(text, voice.language, inline_sounds=True))
    is_one = len(texts) < 2  # noqa: PLR2004 - it is then given to the voice as it is
    spoken = []
    for sentence in [text] if is_one else texts:
        try:
            speech = speech_of(voice, sentence)
        except SpeechError as error:  # of a sentence, which a person finds by its phrase
            raise error.about(text) from error
        samples = speech.samples
        if stretch != 1.0 and can_stretch():
            samples = stretched(samples, speech.rate_hz, stretch)
        resampled = resample_to_mix(samples, speech.rate_hz)
        found = audible_span(resampled)
        if not len(found.power):
            raise _only_silence(voice, text)
        read = "".join(texts) if is_one else sentence
        spoken.append(with_clause_pauses(found.of(resampled), read, voice.language, delivery.clause_pause_ms))
    pauses_ms = pauses_between(texts, delivery.sentence_pause_ms, delivery.ellipsis_pause_ms)
    return joined(spoken, [] if is_one else pauses_ms)


def _only_silence(voice: Voice, text: str) -> SpeechError:
    return SpeechError(text, _name(voice), "it gave only silence", "rephrase it")


class TrimmedPhrase:
    """A phrase as a voice spoke it, without the silence around it, and its loudness at any gain.

    The limiter's gain changes slowly, so the power of each millisecond behind it is computed without the samples, to
    a hundredth of a decibel.

    Args:
        voice: The voice that speaks it.
        text: The phrase as it is given to the voice.
        delivery: The pauses wanted; None for the voice's own.
        stretch: How many times as long the speech is to be as the voice speaks it; its pauses are not stretched.
        any_length: Whether it may be far longer than the voice's estimate.

    Raises:
        SpeechError: The voice could not speak it, or its output is silent or cannot be speech.
        VoiceUnavailableError: The voice cannot be used on this machine.
    """

    def __init__(
        self,
        voice: Voice,
        text: str,
        delivery: Delivery | None = None,
        *,
        stretch: float = 1.0,
        any_length: bool = False,
    ) -> None:
        if delivery is None:
            speech = speech_of(voice, text, any_length=any_length)
            resampled = resample_to_mix(speech.samples, speech.rate_hz)
        else:
            resampled = _delivered(voice, text, delivery, stretch)
        found = audible_span(resampled)
        if not len(found.power):
            raise _only_silence(voice, text)
        self._samples = pad_to_ms(found.of(resampled))
        self._power = found.power
        self._peak = peak_per_ms(self._samples)

    @property
    def duration_ms(self) -> int:
        """Its length."""
        return len(self._power)

    def loudness_lufs(self, gain_db: float) -> float:
        """Return its loudness after a gain and the limiter."""
        edges = self._limiting_gain(gain_db)
        gain = np.float32(db_to_gain(gain_db)) * (edges[:-1] + edges[1:]) / 2
        return curve_loudness_lufs(self._power * np.square(gain))

    def gain_db_for(self, loudness_lufs: float) -> float:
        """Return the gain for a loudness, as far as the limiter allows."""
        gain_db = 0.0
        for _ in range(_TRIES):
            missing_lu = loudness_lufs - self.loudness_lufs(gain_db)
            gain_db += missing_lu
            if abs(missing_lu) < _NEAR_ENOUGH_LU:
                break
        return gain_db

    def finished(self, gain_db: float) -> Pcm:
        """Return the finished sound: levelled with the voice's own gain, limited, faded at both edges.

        Args:
            gain_db: The voice's own gain, from :func:`calibrated_gain_db`.
        """
        above_lu = self.loudness_lufs(gain_db) - VOICE_LUFS
        if above_lu > _FAR_LU:
            gain_db = self.gain_db_for(VOICE_LUFS + _FAR_LU)
        elif above_lu < -_FAR_LU:
            highest_db = gain_db + (np.inf if self.duration_ms >= _SENTENCE_MS else _SHORT_RAISED_DB)
            gain_db = min(self.gain_db_for(VOICE_LUFS - _FAR_LU), highest_db)
        louder = apply_gain_db(self._samples, gain_db)
        return finish(fade_edges(apply_gain_curve(louder, self._limiting_gain(gain_db))))

    def _limiting_gain(self, gain_db: float) -> NDArray[np.float32]:
        return limiting_gain(self._peak * np.float32(db_to_gain(gain_db)), SPEECH_PEAK_DBTP)


def phrase_within(longest_ms: int | None, spoken_at: Callable[[float], TrimmedPhrase]) -> TrimmedPhrase:
    """Return a phrase, spoken as many times faster as it needs to fit into a length, or as far as that can be reached.

    Args:
        longest_ms: The length; None for any.
        spoken_at: Speaks the phrase so many times faster than the session's pace.
    """
    faster, spoken = 1.0, spoken_at(1.0)
    for _ in range(_TRIES_TO_FIT):
        if longest_ms is None or spoken.duration_ms <= longest_ms:
            break
        faster *= spoken.duration_ms / longest_ms * _SURELY_FITS
        spoken = spoken_at(faster)
    return spoken


def words_ms(voice: Voice, text: str) -> int:
    """Return the time that the words of a sentence take, without its pauses, in its finished sound.

    The limiter lowers the peaks, so that more of the soft ends of words is heard beside them than in the voice's own.
    """
    phrase = TrimmedPhrase(voice, text, Delivery(clause_pause_ms=SENTENCE_PAUSE_MS))
    finished = phrase.finished(phrase.gain_db_for(VOICE_LUFS))
    return measured(finished.samples[:].astype(np.float32), MIX_RATE_HZ).spoken_ms
