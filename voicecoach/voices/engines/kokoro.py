"""kokoro: natural voices in nine languages, after ``pip install 'voicecoach[kokoro]'``, from the person's folder.

The library kokoro-onnx reads the text, with the espeak-ng that it brings; the model runs here, on one thread, so that a
phrase is the same each time. By itself it speaks at 0.3 to 0.4 of real time on one core, and takes 450 MB.
"""

from __future__ import annotations

import contextlib
import importlib.util
import mmap
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from voicecoach.errors import NotFoundError, SpeechError, VoiceUnavailableError
from voicecoach.machine import installed_release
from voicecoach.text import did_you_mean
from voicecoach.voices.base import Speech, VoiceListing
from voicecoach.voices.engines.kokoro_files import (
    ENGINE,
    LANGUAGES,
    MODEL_NAME,
    PUBLIC_VOICES,
    DamagedVoiceError,
    KokoroFile,
    description_of,
    digest,
    installed_voices,
    language_of,
    model_path,
)
from voicecoach.voices.engines.kokoro_known import KNOWN, LAW, rates_of
from voicecoach.voices.engines.kokoro_lengths import UnknownExportError, adapted
from voicecoach.voices.names import base_language, language_tag
from voicecoach.voices.normalize.text import normalized, require_speakable
from voicecoach.voices.pace.estimate import estimated_ms
from voicecoach.voices.shared_model import SharedModel

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

INSTALL = "pip install 'voicecoach[kokoro]'"
LICENCE = "MIT (its phonemizer GPL-3.0); voice: Apache-2.0"
RATE_HZ = 24_000

_LIBRARY = "kokoro_onnx"
# The language that espeak-ng reads in, by the first letter of a voice's name.
_READ_IN = {
    "a": "en-us",
    "b": "en-gb",
    "e": "es",
    "f": "fr-fr",
    "h": "hi",
    "i": "it",
    "j": "ja",
    "p": "pt-br",
    "z": "cmn",
}
# espeak-ng notes where it reads a word in another language, and the model would speak the note.
_NOTES = re.compile(r"\((?:en(?:us|gb)?|es|fr(?:fr)?|hi|it|ja|pt(?:br)?|cmn|de)\)")
# Its reader names kanji instead of reading them, and leaves out the tones of Chinese: chosen by a person alone.
_NOT_BY_AUTO = frozenset({"ja", "zh"})
_KANJI = re.compile(r"[\u3400-\u9fff]")
_THREADS = 1
# At a speed of 1 it speaks at 4.8 syllables a second.
_SPEED_AT_PACE_1 = 0.65
# Slower or faster than this it speaks no more.
_SLOWEST_SPEED, _FASTEST_SPEED = 0.25, 2.5
_LENGTHS = "lengths 2"
_SILENT_PEAK = 0.01


def is_installed() -> bool:
    """Return whether the library is installed; nothing of it is imported."""
    return importlib.util.find_spec(_LIBRARY) is not None


@dataclass
class KokoroVoice:
    """One of Kokoro's voices; it has no pitch that can be set."""

    file: KokoroFile
    model: Path
    language: str
    pace: float
    engine: str = field(default=ENGINE, init=False)
    # Threads that speak at once share one model, and so do the voices of several paces.
    _shared: SharedModel[_Engine] = field(default_factory=SharedModel, init=False, repr=False, compare=False)

    @property
    def name(self) -> str:
        """The name behind ``kokoro:``."""
        return self.file.name

    @cached_property
    def version(self) -> str:
        """The releases of what reads and speaks, and a digest of the voice and of its model."""
        try:
            files = digest(self.model, self.file)
        except (OSError, DamagedVoiceError) as error:
            raise self._unusable(str(error)) from error
        # Another way to reach a length is another sound.
        releases = (f"{name} {installed_release(name)}" for name in ("kokoro-onnx", "phonemizer", "espeakng-loader"))
        return ", ".join((*releases, _LENGTHS, files))

    @property
    def rates(self) -> Sequence[tuple[float, float]]:
        """The rates of a public voice; none where the model is built in another way, and speaks in steps."""
        return rates_of(self.name) if self._loaded().is_adapted else ()

    @property
    def law(self) -> Sequence[tuple[float, float]]:
        """The rates of af_heart: every voice follows a pace as it does, where the model does not speak in steps."""
        return LAW if self._loaded().is_adapted else ()

    @property
    def gain_db(self) -> float | None:
        """The gain of a public voice."""
        known = KNOWN.get(self.name)
        return known.gain_db if known else None

    def tuned(self, pace: float, pitch_semitones: float) -> KokoroVoice:
        """Return the same voice at another pace, with the same model."""
        del pitch_semitones
        other = KokoroVoice(self.file, self.model, self.language, pace)
        other._shared = self._shared
        return other

    def load(self) -> None:
        """Load the model."""
        self._loaded()

    def speak(self, text: str) -> Speech:
        """Return the text as speech, the same samples each time."""
        import numpy as np

        require_speakable(text, self._spec)
        if base_language(self.file.language) == "ja" and _KANJI.search(text):
            raise SpeechError(text, self._spec, "it cannot read kanji", "write it in kana")
        samples = self._loaded().spoken(normalized(text, self.language), _READ_IN[self.name[0]], self._speed)
        if not len(samples) or float(np.abs(samples).max()) < _SILENT_PEAK:
            raise SpeechError(text, self._spec, "it produced no sound", "use plain words of its language")
        return Speech(samples, RATE_HZ)

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
    def _speed(self) -> float:
        return min(max(_SPEED_AT_PACE_1 * self.pace, _SLOWEST_SPEED), _FASTEST_SPEED)

    def _loaded(self) -> _Engine:
        return self._shared.loaded((ENGINE, self.version, self.name), self._load)

    def _load(self) -> _Engine:
        try:
            from kokoro_onnx.session import embedded_vocab
            from kokoro_onnx.tokenizer import Tokenizer
            from onnxruntime import InferenceSession, SessionOptions
        except ImportError as error:
            raise _not_installed(self._spec, str(error)) from error
        options = SessionOptions()
        # The samples differ with the number of threads.
        options.intra_op_num_threads = options.inter_op_num_threads = _THREADS
        try:
            styles = self.file.styles()
            graph = self._graph()
            session = InferenceSession(graph, options, providers=["CPUExecutionProvider"])
            session._model_bytes = None  # noqa: SLF001 - onnxruntime's, for a second try that needs another processor
            return _Engine(
                session, Tokenizer(vocab=embedded_vocab(session)), styles, is_adapted=isinstance(graph, bytes)
            )
        except DamagedVoiceError as error:
            raise self._unusable(str(error)) from error
        except Exception as error:
            # onnxruntime raises types of its own for a file that is damaged; they share no base of theirs.
            raise self._unusable(f"{self.model.name} could not be loaded ({_first_line(error)})") from error

    def _graph(self) -> bytes | str:
        """Return the model with a rate that follows its speed; its file's path where it is built in another way."""
        with (
            contextlib.suppress(UnknownExportError, ValueError),
            self.model.open("rb") as file,
            mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as graph,
        ):
            return adapted(graph)
        return str(self.model)

    def _unusable(self, reason: str) -> VoiceUnavailableError:
        hint = (
            f"delete the damaged file in {self.model.parent} and download it again: voicecoach voices get {self._spec}"
        )
        return VoiceUnavailableError(self._spec, reason, hint)


class _Engine:
    """The loaded model with one voice.

    Args:
        session: The model in onnxruntime.
        tokenizer: The library's reader.
        styles: The voice, from :meth:`KokoroFile.styles`.
        is_adapted: Whether its rate follows its speed, and not in steps.

    Raises:
        ValueError: The model is not Kokoro's.
    """

    def __init__(self, session: Any, tokenizer: Any, styles: NDArray[np.float32], *, is_adapted: bool) -> None:
        self.is_adapted = is_adapted
        self._session, self._tokenizer, self._styles = session, tokenizer, styles
        inputs = {each.name: each.type for each in session.get_inputs()}
        # Older exports call the text "tokens", and newer ones "input_ids".
        names = {"input_ids", "tokens"} & set(inputs)
        if not names or not {"style", "speed"} <= set(inputs):
            raise ValueError("it is not Kokoro's model")
        self._text_input = names.pop()
        if "int" in inputs["speed"]:
            raise ValueError("its speed must be a whole number: use kokoro-v1.0")

    def spoken(self, read: str, language: str, speed: float) -> NDArray[np.float32]:
        """Return a text as speech; nothing where it has no sound in the language."""
        import numpy as np
        from kokoro_onnx.chunker import split_phonemes

        phonemes = _NOTES.sub("", self._tokenizer.phonemize(read, language))
        parts = [self._tokenizer.tokenize(part) for part in split_phonemes(" ".join(phonemes.split()))]
        spoken = [self._part(tokens, speed) for tokens in parts if tokens]
        return np.concatenate(spoken) if spoken else np.zeros(0, dtype=np.float32)

    def _part(self, tokens: list[int], speed: float) -> NDArray[np.float32]:
        import numpy as np

        style = self._styles[min(len(tokens), len(self._styles)) - 1]
        inputs = {
            self._text_input: np.array([[0, *tokens, 0]], dtype=np.int64),
            "style": style[np.newaxis],
            "speed": np.array([speed], dtype=np.float32),
        }
        return np.asarray(self._session.run(None, inputs)[0], dtype=np.float32).reshape(-1)


def full_name(name: str, language: str) -> str:
    """Return the name of a voice, in any case; where none is asked for, the first one of the language.

    Raises:
        NotFoundError: There is none of the name, or none of the language.
    """
    installed = [voice.name for voice in installed_voices()]
    if name:
        wanted = name.lower()
        if wanted not in {*installed, *PUBLIC_VOICES}:
            hint = did_you_mean(wanted, dict.fromkeys((*installed, *PUBLIC_VOICES)))
            raise NotFoundError("voice", f"{ENGINE}:{name}", hint)
        return wanted
    found = _best(installed, language) or _best(PUBLIC_VOICES, language)
    if found is None:
        spoken = ", ".join(dict.fromkeys(base_language(tag) for tag, _ in LANGUAGES.values()))
        raise NotFoundError("voice", f"{ENGINE} for {language}", f"it speaks {spoken}; --voice auto speaks any")
    return found


def best_voice(language: str) -> str | None:
    """Return the first voice of a language, where the library, the model and one are here."""
    if base_language(language) in _NOT_BY_AUTO or not is_installed() or model_path() is None:
        return None
    return _best([voice.name for voice in installed_voices()], language)


def open_voice(name: str, language: str, pace: float) -> KokoroVoice:
    """Return the voice; its files are loaded at the first phrase.

    Raises:
        VoiceUnavailableError: It speaks another language, a file is missing, or the library is.
    """
    spec = f"{ENGINE}:{name}"
    if base_language(language_of(name)) != base_language(language):
        reason = f"it speaks {language_of(name)}, but the session's language is {language}"
        raise VoiceUnavailableError(spec, reason, "use --voice auto, which speaks the session's language")
    if not is_installed():
        raise _not_installed(spec, "the package kokoro-onnx is missing")
    model = model_path()
    voice = next((voice for voice in installed_voices() if voice.name == name), None)
    if model is None or voice is None:
        missing = f"{MODEL_NAME} is missing" if model is None else f"{name}.bin is missing"
        raise VoiceUnavailableError(spec, missing, _fetch(name))
    return KokoroVoice(voice, model, language, pace)


def listings() -> list[VoiceListing]:
    """Return the voices of the folder; where it is empty, the way to the first one."""
    found = installed_voices()
    fetch = "" if model_path() is not None else _fetch(found[0].name if found else PUBLIC_VOICES[0])
    missing = " && ".join(each for each in ("" if is_installed() else INSTALL, fetch) if each)
    names = [voice.name for voice in found] or [PUBLIC_VOICES[0]]
    missing = missing or ("" if found else _fetch(names[0]))
    return [
        VoiceListing(
            f"{ENGINE}:{name}",
            ENGINE,
            language_of(name),
            usable=not missing,
            remedy=missing,
            licence=LICENCE,
            description=description_of(name),
        )
        for name in names
    ]


def _best(names: list[str] | tuple[str, ...], language: str) -> str | None:
    tag = language_tag(language)
    fitting = [name for name in names if base_language(language_of(name)) == base_language(language)]
    return min(fitting, key=lambda name: language_tag(language_of(name)) != tag, default=None)


def _fetch(name: str) -> str:
    return f"voicecoach voices get {ENGINE}:{name}"


def _not_installed(spec: str, reason: str) -> VoiceUnavailableError:
    return VoiceUnavailableError(spec, reason, f"install it: {INSTALL}")


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
