"""From what an engine spoke to a finished phrase: trimmed, levelled, limited, without a click.

Each voice is calibrated once, on a reference text; a phrase is then only moved where it lies far from that.
So a session sounds even, and a short "One." stays as light as it was spoken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.errors import SpeechError
from voicecoach.sound.dsp import apply_gain_db, fade_edges, limit, resample_to_mix, trim
from voicecoach.sound.levels import finish
from voicecoach.sound.loudness import SPEECH_PEAK_DBTP, VOICE_LUFS, loudness_lufs
from voicecoach.units import SECOND_MS
from voicecoach.voices.names import base_language

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from voicecoach.sound.pcm import Pcm
    from voicecoach.voices.base import Voice

RENDERING_VERSION = 1
"""Part of the name of every cached phrase: raised when the same text is to sound otherwise than before."""

# Cues of a session are to lie within 2 LU of each other. A natural voice strays by 1.5 LU to either side.
_FAR_LU = 0.8
# Shorter phrases are never raised: "One." spoken lightly is right. They may be lowered.
_SENTENCE_MS = 1 * SECOND_MS
_CALIBRATION_ROUNDS = 4
_CORRECTION_ROUNDS = 3
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
    """Return the gain that brings a voice's reference text to the level of every voice, in steps of 0.1 dB.

    It is found by trying, since the limiter takes some of it back.
    """
    text = _REFERENCE_TEXTS.get(base_language(voice.language), _REFERENCE_FIGURES)
    spoken = _trimmed(voice, text)
    gain_db = 0.0
    for _ in range(_CALIBRATION_ROUNDS):
        gain_db += VOICE_LUFS - loudness_lufs(_levelled(spoken, gain_db))
    return round(gain_db * _GAIN_STEPS) / _GAIN_STEPS


def render(voice: Voice, text: str, gain_db: float) -> Pcm:
    """Return a phrase as it is heard.

    Args:
        voice: Speaks it.
        text: The phrase as it is given to the voice.
        gain_db: The voice's own, from :func:`calibrated_gain_db`.

    Raises:
        SpeechError: The voice could not speak it, or what it spoke is silent.
        VoiceUnavailableError: The voice cannot be used on this machine.
    """
    spoken = _trimmed(voice, text)
    phrase = _levelled(spoken, gain_db)
    # The limiter gives back a part of what is taken away: it needs more than one try.
    for _ in range(_CORRECTION_ROUNDS):
        correction_db = _correction_db(phrase)
        if not correction_db:
            break
        gain_db += correction_db
        phrase = _levelled(spoken, gain_db)
    return phrase


def _trimmed(voice: Voice, text: str) -> NDArray[np.float32]:
    speech = voice.speak(text)
    spoken = trim(resample_to_mix(speech.samples, speech.rate_hz))
    if not len(spoken):
        raise SpeechError(text, f"{voice.engine}:{voice.name}", "it gave only silence", "word it otherwise")
    return spoken


def _levelled(spoken: NDArray[np.float32], gain_db: float) -> Pcm:
    return finish(fade_edges(limit(apply_gain_db(spoken, gain_db), SPEECH_PEAK_DBTP)))


def _correction_db(phrase: Pcm) -> float:
    """Return the gain that brings a phrase back within 0.8 LU of its voice; 0 where it is."""
    above_lu = loudness_lufs(phrase) - VOICE_LUFS
    if above_lu > _FAR_LU:
        return _FAR_LU - above_lu
    if above_lu < -_FAR_LU and phrase.duration_ms >= _SENTENCE_MS:
        return -_FAR_LU - above_lu
    return 0.0
