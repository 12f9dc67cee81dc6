"""pico: voices for German, Spanish, French, Italian and English, inside the package py-nanotts of 5 MB.

They are understood far better than espeak-ng's: word errors of 10, 5, 14 and 13 % against 32, 31, 70 and 49 in German,
Spanish, French and Italian, at the pace of a guide. They speak at 0.01 of real time. There is no wheel for macOS, where
the system has better voices.
"""

from __future__ import annotations

import importlib.util
import threading
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from voicecoach.errors import NotFoundError, SpeechError, VoiceUnavailableError
from voicecoach.machine import installed_release
from voicecoach.script.pace import SYLLABLES_PER_SECOND
from voicecoach.text import did_you_mean
from voicecoach.voices.base import Speech, VoiceListing
from voicecoach.voices.names import base_language
from voicecoach.voices.normalize.text import normalized, require_speakable
from voicecoach.voices.pace.estimate import estimated_ms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ENGINE = "pico"
LICENCE = "Apache-2.0"
RATE_HZ = 16_000
VOICES = {
    "de-de": "de-DE",
    "en-gb": "en-GB",
    "en-us": "en-US",
    "es-es": "es-ES",
    "fr-fr": "fr-FR",
    "it-it": "it-IT",
}
"""The engine's voices, one for each language that it speaks, by their names in small letters."""

# The voice of a language without a region.
_REGIONS = {"de": "de-de", "en": "en-gb", "es": "es-es", "fr": "fr-fr", "it": "it-it"}
# By itself the engine clips: 11,400 samples of 40 cues. At 0.45 the highest peak is 0.81 of full scale.
_VOLUME = 0.45
# What is not a word of the engine's language gives no error, but a fifth of a second at 0.0004 of full scale.
_SILENT_PEAK = 0.01
# The engine's own markup would change the voice, or be left out: what looks like it is a space.
_MARKUP = str.maketrans({"<": " ", ">": " "})
_FULL_SCALE = 32_768
_TICK_AFTER_FRAMES = RATE_HZ * 350 // 1_000
_TICK_PEAK = 0.03
_END_FRAMES = RATE_HZ * 150 // 1_000
# Its treble lies 10 dB and more below a natural voice's; this much of it is given back.
_SHELF_HZ, _SHELF_DB = 2_500.0, 3.0
# Two phrases at once get into each other, in one process: 28 of 40 were wrong from four threads, and none with this.
_ONE_AT_A_TIME = threading.Lock()
# The syllables a second at a speed of 1, by language; the rate follows the speed.
_RATES = {"de": 4.62, "en": 4.46, "es": 5.68, "fr": 6.10, "it": 5.70}
_SLOWEST_SPEED, _FASTEST_SPEED = 0.2, 5.0
_LOWEST_PITCH, _HIGHEST_PITCH = 0.5, 2.0


@dataclass(frozen=True, slots=True)
class PicoVoice:
    """One of Pico's voices; it holds nothing between two phrases."""

    name: str
    language: str
    pace: float
    pitch_semitones: float = 0.0
    engine: str = field(default=ENGINE, init=False)

    @property
    def version(self) -> str:
        """The engine's release; its voices belong to it."""
        return installed_release("py-nanotts")

    def tuned(self, pace: float, pitch_semitones: float) -> PicoVoice:
        """Return the same voice at another pace and pitch."""
        return replace(self, pace=pace, pitch_semitones=pitch_semitones)

    def speak(self, text: str) -> Speech:
        """Return the text as speech at 16 000 Hz."""
        import numpy as np
        import py_nanotts

        require_speakable(text, self._spec)
        read = normalized(text, self.language).translate(_MARKUP)
        speed = SYLLABLES_PER_SECOND * self.pace / _RATES[base_language(self.name)]
        pitch = 2.0 ** (self.pitch_semitones / 12.0)
        with _ONE_AT_A_TIME:
            spoken = py_nanotts.NanoTTS().speak(
                read,
                voice=self.name,
                speed=min(max(speed, _SLOWEST_SPEED), _FASTEST_SPEED),
                pitch=min(max(pitch, _LOWEST_PITCH), _HIGHEST_PITCH),
                volume=_VOLUME,
            )
        samples = np.frombuffer(spoken, dtype="<i2").astype(np.float32) / np.float32(_FULL_SCALE)
        loud = np.flatnonzero(np.abs(samples) > _SILENT_PEAK)
        if not len(loud):
            raise SpeechError(text, self._spec, "it produced no sound", f"use plain words of {self.language}")
        # The silence behind it is longer in the first phrases of a thread.
        return Speech(brightened(samples[: _last_word(samples, loud) + _END_FRAMES]), RATE_HZ)

    def estimate_ms(self, text: str) -> int:
        """Return a length by syllables and pauses."""
        return estimated_ms(normalized(text, self.language), self.language, self.pace)

    def close(self) -> None:
        """Do nothing: nothing is held."""

    @property
    def _spec(self) -> str:
        return f"{ENGINE}:{self.name}"


def _last_word(samples: NDArray[np.float32], loud: NDArray[np.intp]) -> int:
    """Return the last loud frame of the words.

    Half a second after some full stops the engine gives a soft tick, which would make a phrase twice as long.
    """
    import numpy as np

    gaps = np.flatnonzero(np.diff(loud) > _TICK_AFTER_FRAMES)
    if len(gaps) and np.abs(samples[loud[gaps[-1] + 1] :]).max() < _TICK_PEAK:
        return int(loud[gaps[-1]])
    return int(loud[-1])


def brightened(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return speech with a shelf of 3 dB more above 2,500 Hz, as the engine's is dull.

    The shelf is drawn over the whole phrase's spectrum, with no phase of its own: so nothing moves, and no filter of
    another library is needed.
    """
    import numpy as np

    # Room for the response to die away in, which is 3 ms long.
    frames = len(samples) + RATE_HZ // 100
    hertz = np.fft.rfftfreq(frames, 1 / RATE_HZ)
    rise = 1.0 / (1.0 + (_SHELF_HZ / np.maximum(hertz, 1.0)) ** 4)
    gain = 10.0 ** (_SHELF_DB * rise / 20.0)
    bright = np.fft.irfft(np.fft.rfft(samples, frames) * gain, frames)[: len(samples)]
    return np.asarray(bright, dtype=np.float32)


def is_installed() -> bool:
    """Return whether the engine's package is installed; nothing of it is imported."""
    return importlib.util.find_spec("py_nanotts") is not None


def full_name(name: str, language: str) -> str:
    """Return the name of the voice: the one asked for, or that of the language.

    Raises:
        NotFoundError: The engine has no such voice.
    """
    wanted = (name or language).lower()
    found = VOICES.get(wanted) or VOICES.get(_REGIONS.get(base_language(wanted), ""))
    if found is None or (name and wanted not in VOICES and wanted not in _REGIONS):
        hint = did_you_mean(name, VOICES.values()) if name else "use --voice auto, which speaks the session's language"
        raise NotFoundError("voice", f"{ENGINE}:{name}" if name else f"{ENGINE} for {language}", hint)
    return found


def language_of(name: str) -> str:
    """Return the tag of a named voice's language, which is its name."""
    wanted = name.lower()
    return VOICES.get(wanted) or VOICES.get(_REGIONS.get(wanted, ""), "")


def best_voice(language: str) -> str | None:
    """Return the voice of a language other than English, which has a better one; None where it is not installed."""
    base = base_language(language)
    if base == "en" or base not in _REGIONS or not is_installed():
        return None
    return full_name("", language)


def open_voice(name: str, language: str, pace: float) -> PicoVoice:
    """Return the voice; the engine is loaded at the first phrase.

    Raises:
        VoiceUnavailableError: It speaks another language than the session's, or the engine is missing.
    """
    spec = f"{ENGINE}:{name}"
    if base_language(name) != base_language(language):
        reason = f"it speaks {base_language(name)}, but the session's language is {language}"
        raise VoiceUnavailableError(spec, reason, "use --voice auto")
    if not is_installed():
        raise VoiceUnavailableError(spec, "the package py-nanotts is missing", _remedy())
    return PicoVoice(name, language, pace)


def listings() -> list[VoiceListing]:
    """Return the six voices, which come with the package."""
    remedy = "" if is_installed() else _remedy()
    return [
        VoiceListing(
            f"{ENGINE}:{name}",
            ENGINE,
            name,
            usable=not remedy,
            remedy=remedy,
            licence=LICENCE,
            description="female",
        )
        for name in VOICES.values()
    ]


def _remedy() -> str:
    return "install it: pip install py-nanotts (Linux and Windows; macOS has voices of its own: --voice system)"
