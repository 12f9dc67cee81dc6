"""hibari: natural English voices, one of them inside its package.

Its tables are read in pieces, so that other threads run meanwhile. json's C code holds Python's lock until it has read
a text to its end. For hibari's largest table that takes a sixth of a second, in which a sound card underruns four
times: heard in a session that plays from the cache until a phrase has to be spoken.
"""

from __future__ import annotations

import contextlib
import gzip
import importlib.util
import json
import threading
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from voicecoach.errors import NotFoundError, SpeechError, VoiceUnavailableError
from voicecoach.machine import installed_release
from voicecoach.text import did_you_mean
from voicecoach.voices.base import Speech, VoiceListing
from voicecoach.voices.engines.hibari_words import phonemes_of
from voicecoach.voices.names import base_language
from voicecoach.voices.normalize.text import normalized, require_speakable
from voicecoach.voices.pace.estimate import estimated_ms, setting_for
from voicecoach.voices.shared_model import SharedModel

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


_PIECE_BYTES = 1 << 16


def read_in_pieces(g2p: ModuleType) -> None:
    """Let ``hibari.g2p`` read its tables through :func:`read_table`, if it still has a function that reads them."""
    if hasattr(g2p, "_load_json"):
        g2p._load_json = lambda name: read_table(Path(g2p.ASSETS) / name)  # type: ignore[attr-defined]  # noqa: SLF001


def read_table(path: Path) -> Any:
    """Return the content of a file, JSON or gzipped JSON, and let other threads run meanwhile."""
    opened = gzip.open if path.suffix == ".gz" else Path.open
    with opened(path, "rb") as file:
        text = b"".join(iter(lambda: file.read(_PIECE_BYTES), b"")).decode()
    try:
        return _compact_object(text)
    except (ValueError, LookupError):  # not written as hibari's are
        return json.loads(text)


def _compact_object(text: str) -> dict[str, Any]:
    """Return an object that is written without any spaces, read member by member.

    Other threads run when json calls a Python function, as it does here with each inner object.
    """
    decode = json.JSONDecoder(object_hook=lambda members: members).raw_decode
    found: dict[str, Any] = {}
    at = 0
    while text[at] == ("," if found else "{") and text[at + 1] == '"':
        name, at = decode(text, at + 1)
        if text[at] != ":":
            raise ValueError(text[at])
        found[name], at = decode(text, at + 1)
    if text[at:] != "}":
        raise ValueError(text[at : at + 1])
    return found


ENGINE = "hibari"
DEFAULT = "heart"
LICENCE = "Apache-2.0"
# The names stand here too, so that a wrong one is found without loading the engine; a test compares the two lists.
LANGUAGE_OF_VOICE = {"heart": "en-US", "emma": "en-GB", "fenrir": "en-US", "fable": "en-GB", "kore": "en-US"}
_SEXES = {"heart": "female", "emma": "female", "fenrir": "male", "fable": "male", "kore": "female"}
_ORIGINS = {"en-US": "American", "en-GB": "British"}

# Samples differ with the number of threads, so it is fixed; the seed fixes the noise in the breath sounds.
_THREADS = 1
_SEED = 0
# What ends with one of these is no statement: a question rises, and a long sentence that is spoken in parts goes on.
_GOES_ON = ("?", ",", ";", ":", "\u2014")
_QUOTES = " \"'\u201d\u2019)"
# How many times as long as by itself the network speaks, and the syllables a second that this gives on 24 cues, in
# release 0.2.1. Its shortest sounds do not get shorter: a table is nearer than any law.
_RATES = (
    (0.7, 6.901), (0.8, 6.277), (0.9, 5.661), (1.0, 5.151), (1.2, 4.301), (1.4, 3.710), (1.6, 3.260), (1.7, 3.084),
    (1.8, 2.924), (2.0, 2.649), (2.4, 2.217), (2.8, 1.945), (3.3, 1.678), (3.7, 1.529),
)  # fmt: skip


@dataclass
class HibariVoice:
    """One hibari voice.

    Where its network is not built as :mod:`voicecoach.voices.engines.hibari_prosody` knows it, the library's own speed
    is used: then the rate is as near as its steps are, and pitch and endings are the library's.
    """

    name: str
    language: str
    pace: float
    pitch_semitones: float = 0.0
    engine: str = field(default=ENGINE, init=False)
    _shared: SharedModel[tuple[Any, bool]] = field(default_factory=SharedModel, init=False, repr=False, compare=False)

    @property
    def version(self) -> str:
        """The engine's release; a voice's file belongs to it."""
        return installed_release("hibari-tts")

    def load(self) -> None:
        """Load the lexicon and the network."""
        self._loaded()

    def tuned(self, pace: float, pitch_semitones: float) -> HibariVoice:
        """Return the same voice at another pace and pitch, with the same network."""
        other = replace(self, pace=pace, pitch_semitones=pitch_semitones)
        other._shared = self._shared  # noqa: SLF001 - of the same class
        return other

    def speak(self, text: str) -> Speech:
        """Return the text as speech at 24 000 Hz, the same samples each time."""
        import numpy as np

        require_speakable(text, self._spec)
        model, is_adapted = self._loaded()
        read = normalized(text, self.language, inline_sounds=True)
        samples: NDArray[np.float32]
        if is_adapted:
            parts = [self._spoken(model, phonemes) for phonemes in model.phonemize(read)]
            samples = np.concatenate(parts) if parts else np.zeros(0, dtype=np.float32)
        else:
            samples = model(read, speed=1.0 / stretch_of(self.pace), seed=_SEED)
        if not len(samples) or not np.any(samples):
            raise SpeechError(text, self._spec, "it produced no sound", "use plain English words")
        return Speech(np.asarray(samples, dtype=np.float32), int(model.sample_rate))

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

    def _loaded(self) -> tuple[Any, bool]:
        name = (ENGINE, self.version, self.name, self.language)
        return self._shared.loaded(name, lambda: _loaded_model(self.name, self.language))

    def _spoken(self, model: Any, phonemes: str) -> NDArray[np.float32]:
        """Return a sentence, or a part of a long one, with a falling end where it is a statement."""
        from voicecoach.voices.engines.hibari_prosody import spoken

        return spoken(
            model,
            phonemes,
            stretch=stretch_of(self.pace),
            pitch_semitones=self.pitch_semitones,
            closes=not phonemes.rstrip(_QUOTES).endswith(_GOES_ON),
            seed=_SEED,
        )


def stretch_of(pace: float) -> float:
    """Return how many times as long as by itself the network speaks at a pace.

    >>> round(stretch_of(1.0), 2), round(stretch_of(0.5), 2)
    (1.69, 3.64)
    """
    return setting_for(_RATES, pace)


def _loaded_model(name: str, language: str) -> tuple[Any, bool]:
    """Return the model with its lexicon, and whether its network takes a length for each sound.

    Raises:
        VoiceUnavailableError: It cannot be used on this machine.
    """
    path = file_of(name)
    try:
        # The lexicon and the network take as long to load as each other.
        pronouncing = _Pronouncing(is_british=language == "en-GB")
        loaded = _network(name, path, pronouncing)
        pronouncing.wait()
    except ImportError as error:
        raise not_installed(f"{ENGINE}:{name}", str(error)) from error
    except Exception as error:
        # onnxruntime raises types of its own for a file that is damaged; they share no base of theirs.
        reason = f"its file could not be loaded ({error})"
        hint = f"delete {path} and download it again, or: pip install --force-reinstall hibari-tts"
        raise VoiceUnavailableError(f"{ENGINE}:{name}", reason, hint) from error
    return loaded


def _network(name: str, path: str, pronouncing: _Pronouncing) -> tuple[Any, bool]:
    """Return hibari's model with an adapted network, or as the library loads it where the network is another."""
    from hibari import Hibari

    from voicecoach.voices.engines.hibari_prosody import adapted, is_as_known

    with contextlib.suppress(Exception):  # one that is another; where it is damaged, the library says so below
        model = Hibari(voice=name, model=adapted(Path(path).read_bytes()), threads=_THREADS, g2p=pronouncing)
        # Neither keeps the network's 8 MB a second time.
        model.model_path = path
        model.sess._model_bytes = None  # noqa: SLF001 - onnxruntime's, for a second try that needs another processor
        if is_as_known(model):
            return model, True
    return Hibari(voice=name, model=path, threads=_THREADS, g2p=pronouncing), False


class _Pronouncing:
    """hibari's conversion of words to phonemes, loaded by a thread.

    Args:
        is_british: Whether words are pronounced as in Britain.
    """

    def __init__(self, *, is_british: bool) -> None:
        self._is_british = is_british
        self._loaded: Any = None
        self._failure: Exception | None = None
        self._thread = threading.Thread(target=self._load, name="voicecoach lexicon", daemon=True)
        self._thread.start()

    def wait(self) -> None:
        """Wait until it is loaded.

        Raises:
            Exception: Any error that was raised while it was loaded.
        """
        self._thread.join()
        if self._failure is not None:
            raise self._failure

    def __call__(self, sentence: str) -> str:
        """Return the phonemes of a sentence."""
        return phonemes_of(self._loaded, sentence)

    def _load(self) -> None:
        try:
            from hibari import g2p

            read_in_pieces(g2p)
            self._loaded = g2p.G2P(british=self._is_british)
        except Exception as error:  # noqa: BLE001 - raised again by wait, in the thread that loads the model
            self._failure = error


def full_name(name: str, language: str) -> str:
    """Return the name of the voice, ``heart`` where none is asked for."""
    del language
    if not name:
        return DEFAULT
    if name.lower() not in LANGUAGE_OF_VOICE:
        raise NotFoundError("voice", f"{ENGINE}:{name}", did_you_mean(name, LANGUAGE_OF_VOICE))
    return name.lower()


def language_of(name: str) -> str:
    """Return the tag of a voice's language, which is English."""
    return LANGUAGE_OF_VOICE.get(name.lower() or DEFAULT, "en")


def best_voice(language: str) -> str | None:
    """Return the voice that comes with the package, for English."""
    return DEFAULT if base_language(language) == "en" else None


def open_voice(name: str, language: str, pace: float) -> HibariVoice:
    """Return the voice; its file is looked for and loaded at the first phrase.

    Raises:
        VoiceUnavailableError: The language is not English, or the engine is missing.
    """
    spec = f"{ENGINE}:{name}"
    if base_language(language) != "en":
        raise VoiceUnavailableError(
            spec,
            f"it speaks English, but the session's language is {language}",
            "use --voice auto or --voice system",
        )
    if importlib.util.find_spec("hibari") is None:
        raise not_installed(spec, "the package hibari-tts is missing")
    return HibariVoice(name, language, pace)


def listings() -> list[VoiceListing]:
    """Return the five voices: one comes with the package, four are fetched on request."""
    lines = []
    for name, language in LANGUAGE_OF_VOICE.items():
        try:
            file_of(name)
            remedy = ""
        except VoiceUnavailableError as error:
            remedy = error.hint
        lines.append(
            VoiceListing(
                f"{ENGINE}:{name}",
                ENGINE,
                language,
                usable=not remedy,
                remedy=remedy,
                licence=LICENCE,
                description=f"{_ORIGINS[language]}, {_SEXES[name]}",
            )
        )
    return lines


def file_of(name: str) -> str:
    """Return the path of a voice's model; it is never fetched.

    Raises:
        VoiceUnavailableError: It is not on this machine, or the engine is missing.
    """
    spec = f"{ENGINE}:{name}"
    try:
        from hibari.voices import voice_path
    except ImportError as error:
        raise not_installed(spec, str(error)) from error
    try:
        return str(voice_path(name, download_missing=False))
    except FileNotFoundError as error:
        hint = f"download it (8 MB): voicecoach voices get {spec}; or save its file as {error.args[0]}"
        raise VoiceUnavailableError(spec, "it is not downloaded yet", hint) from error


def not_installed(spec: str, reason: str) -> VoiceUnavailableError:
    """Return the error of a machine without the engine's package."""
    return VoiceUnavailableError(spec, reason, "install it: pip install hibari-tts")
