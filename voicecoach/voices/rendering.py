"""From what an engine spoke to a finished phrase: trimmed, levelled, limited, without a click.

Each voice is calibrated once, on a reference text; a phrase is then only moved where it lies far from that.
So a session sounds even, and a short "One." stays as light as it was spoken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from voicecoach.errors import SpeechError
from voicecoach.sound.dsp import (
    apply_gain_curve,
    apply_gain_db,
    fade_edges,
    heard,
    limiting_gain,
    resample_to_mix,
)
from voicecoach.sound.levels import finish, peak_per_ms
from voicecoach.sound.loudness import SPEECH_PEAK_DBTP, VOICE_LUFS, curve_loudness_lufs
from voicecoach.sound.pcm import pad_to_ms
from voicecoach.units import SECOND_MS, db_to_gain
from voicecoach.voices.names import base_language
from voicecoach.voices.pauses import with_sentence_pauses
from voicecoach.voices.plausible import speech_of
from voicecoach.voices.reading import as_read

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from voicecoach.sound.pcm import Pcm
    from voicecoach.voices.base import Voice

# Cues of a session are to lie within 2 LU of each other. A natural voice strays by 1.5 LU to either side.
_FAR_LU = 0.7
# Shorter phrases are hardly raised: "One." spoken lightly is right. They may be lowered.
_SENTENCE_MS = 1 * SECOND_MS
_SHORT_RAISED_DB = 2.0
# The limiter gives back a part of what is taken away, so that a gain is found by trying; mostly at once.
_TRIES = 12
_NEAR_ENOUGH_LU = 0.01
_GAIN_STEPS = 10

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
    return round(SpokenPhrase(voice, text).gain_db_for(VOICE_LUFS) * _GAIN_STEPS) / _GAIN_STEPS


def render(voice: Voice, text: str, gain_db: float, sentence_pause_ms: int | None = None) -> Pcm:
    """Return a phrase as it is heard.

    Args:
        voice: Speaks it.
        text: The phrase as it is given to the voice.
        gain_db: The voice's own, from :func:`calibrated_gain_db`.
        sentence_pause_ms: How long the pauses between its sentences are to be; None for the voice's own.

    Raises:
        SpeechError: The voice could not speak it, or what it gave is silent or cannot be speech.
        VoiceUnavailableError: The voice cannot be used on this machine.
    """
    return finished(SpokenPhrase(voice, text, sentence_pause_ms), gain_db)


def finished(spoken: SpokenPhrase, gain_db: float) -> Pcm:
    """Return what was spoken as it is heard, with a voice's own gain."""
    above_lu = spoken.loudness_lufs(gain_db) - VOICE_LUFS
    if above_lu > _FAR_LU:
        gain_db = spoken.gain_db_for(VOICE_LUFS + _FAR_LU)
    elif above_lu < -_FAR_LU:
        highest_db = gain_db + (np.inf if spoken.duration_ms >= _SENTENCE_MS else _SHORT_RAISED_DB)
        gain_db = min(spoken.gain_db_for(VOICE_LUFS - _FAR_LU), highest_db)
    return finish(spoken.levelled(gain_db))


class SpokenPhrase:
    """A phrase as a voice spoke it, without the silence around it, and how loud any gain would make it.

    The limiter's gain moves slowly: what it does to the power of each millisecond is known without a look at
    the samples, to a hundredth of a decibel.
    """

    def __init__(self, voice: Voice, text: str, sentence_pause_ms: int | None = None) -> None:
        speech = speech_of(voice, text)
        samples = speech.samples
        if sentence_pause_ms is not None:
            read = as_read(text, voice.language)
            samples = with_sentence_pauses(samples, speech.rate_hz, read, sentence_pause_ms)
        resampled = resample_to_mix(samples, speech.rate_hz)
        found = heard(resampled)
        if not len(found.power):
            raise SpeechError(text, f"{voice.engine}:{voice.name}", "it gave only silence", "word it otherwise")
        self._samples = pad_to_ms(found.of(resampled))
        self._power = found.power
        self._peak = peak_per_ms(self._samples)

    @property
    def duration_ms(self) -> int:
        """Its length."""
        return len(self._power)

    def loudness_lufs(self, gain_db: float) -> float:
        """Return its loudness with a gain and the limiter after it."""
        edges = self._limiting_gain(gain_db)
        gain = np.float32(db_to_gain(gain_db)) * (edges[:-1] + edges[1:]) / 2
        return curve_loudness_lufs(self._power * np.square(gain))

    def gain_db_for(self, loudness_lufs: float) -> float:
        """Return the gain that gives it a loudness, as far as the limiter lets it."""
        gain_db = 0.0
        for _ in range(_TRIES):
            missing_lu = loudness_lufs - self.loudness_lufs(gain_db)
            gain_db += missing_lu
            if abs(missing_lu) < _NEAR_ENOUGH_LU:
                break
        return gain_db

    def levelled(self, gain_db: float) -> NDArray[np.float32]:
        """Return it with a gain, limited, its edges without a click."""
        louder = apply_gain_db(self._samples, gain_db)
        return fade_edges(apply_gain_curve(louder, self._limiting_gain(gain_db)))

    def _limiting_gain(self, gain_db: float) -> NDArray[np.float32]:
        return limiting_gain(self._peak * np.float32(db_to_gain(gain_db)), SPEECH_PEAK_DBTP)
