"""hibari: natural English voices, one of them inside its package.

Its tables are read in pieces, so that other threads run meanwhile. json's C code holds Python's lock until it has read
a text to its end. For hibari's largest table that takes a sixth of a second, in which a sound card underruns four
times: heard in a session that plays from the cache until a phrase has to be spoken.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import threading
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from voicecoach.errors import NotFoundError, SpeechError, VoiceUnavailableError
from voicecoach.machine import installed_release
from voicecoach.text import did_you_mean
from voicecoach.voices.base import Estimate, Speech, VoiceListing
from voicecoach.voices.names import base_language
from voicecoach.voices.normalize.text import normalized, require_speakable

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

# Samples differ with the number of threads, so it is fixed; the seed fixes the noise in the breath sounds.
_THREADS = 1
_SEED = 0
# Fitted to 38 typical cues: within 25 % of each, 1 % of their sum.
_ESTIMATE = Estimate(phrase_ms=260, letter_ms=49, clause_ms=170, sentence_ms=1_000)


@dataclass
class HibariVoice:
    """One hibari voice; ``pace`` is its speed, where 0.85 is about 148 words a minute."""

    name: str
    language: str
    pace: float
    engine: str = field(default=ENGINE, init=False)
    _loading: threading.Lock = field(default_factory=threading.Lock, init=False, repr=False, compare=False)
    _loaded: Any = field(default=None, init=False, repr=False, compare=False)

    @property
    def version(self) -> str:
        """The engine's release; a voice's file belongs to it."""
        return installed_release("hibari-tts")

    def load(self) -> None:
        """Load the lexicon and the network."""
        self._model()

    def speak(self, text: str) -> Speech:
        """Return the text as speech at 24 000 Hz, the same samples each time."""
        import numpy as np

        require_speakable(text, self._spec)
        model = self._model()
        samples: NDArray[np.float32] = model(
            normalized(text, self.language, inline_sounds=True), speed=self.pace, seed=_SEED
        )
        if not len(samples) or not np.any(samples):
            raise SpeechError(text, self._spec, "it gave no sound", "write it in plain English words")
        return Speech(np.asarray(samples, dtype=np.float32), int(model.sample_rate))

    def estimate_ms(self, text: str) -> int:
        """Return a length fitted to typical cues, by letters and pauses."""
        return _ESTIMATE.duration_ms(normalized(text, self.language), self.pace)

    def unload(self) -> None:
        """Release the model."""
        self._loaded = None

    def close(self) -> None:
        """Release the model."""
        self.unload()

    @property
    def _spec(self) -> str:
        return f"{ENGINE}:{self.name}"

    def _model(self) -> Any:
        """Return the model, which is safe between threads; the first thread loads it."""
        with self._loading:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded

    def _load(self) -> Any:
        path = file_of(self.name)
        try:
            from hibari import Hibari

            # The lexicon and the network take as long to load as each other.
            pronouncing = _Pronouncing(is_british=self.language == "en-GB")
            model = Hibari(voice=self.name, model=path, threads=_THREADS, g2p=pronouncing)
            pronouncing.wait()
        except ImportError as error:
            raise not_installed(self._spec, str(error)) from error
        except Exception as error:
            # onnxruntime raises types of its own for a file that is damaged; they share no base of theirs.
            reason = f"its file could not be loaded ({error})"
            hint = f"delete {path} and fetch it again, or: pip install --force-reinstall hibari-tts"
            raise VoiceUnavailableError(self._spec, reason, hint) from error
        return model


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
        return str(self._loaded(sentence))

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
            f"it speaks English, and the session's language is {language}",
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
            VoiceListing(f"{ENGINE}:{name}", ENGINE, language, usable=not remedy, remedy=remedy, licence=LICENCE)
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
        hint = f"fetch it once (8 MB): voicecoach voices get {spec}; or put its file at {error.args[0]}"
        raise VoiceUnavailableError(spec, "its file is not on this machine yet", hint) from error


def not_installed(spec: str, reason: str) -> VoiceUnavailableError:
    """Return the error of a machine without the engine's package."""
    return VoiceUnavailableError(spec, reason, "install it: pip install hibari-tts")
