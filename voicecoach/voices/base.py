"""The contract of a voice: text in, speech out. A voice owns no device, no cache and no level.

To add an engine:

1. Write one module with a class that has the members of :class:`Voice` and the three functions of
   :class:`EngineModule`. Making a voice must be cheap: import and load the engine at the first :meth:`Voice.speak`.
   A session whose phrases are all cached then never loads it.
2. Put into ``version`` everything that changes the sound and is no setting: the engine's release, a digest of the
   voice's file. It is part of the key under which a phrase is cached.
3. Return from ``speak`` the engine's samples, unchanged. :mod:`voicecoach.voices.rendering` gives it a phrase sentence
   by sentence, trims, levels, limits and resamples the samples and sets the pauses, the same for every voice. ``speak``
   is called from several threads at once and must return the same samples in each; an engine that is not safe between
   threads needs one instance for each.
4. Raise :class:`~voicecoach.errors.SpeechError` when a phrase gives no sound. Raise
   :class:`~voicecoach.errors.VoiceUnavailableError`, with a hint that makes the voice usable, when the engine, its
   files or its language are missing. Never return silence. Never open a connection: only an :class:`Offer` does, when
   a person asks for it, and a voice of a ``server`` that the person named.
5. Write a row, an :class:`Engine`, with the facts that other code needs. In this package it goes into ``ENGINES`` of
   :mod:`voicecoach.voices.table`, and the module into ``voicecoach/voices/engines/``. In another package, name the row
   in the entry-point group ``voicecoach.voices``; ``docs/adding-a-voice.md`` shows a whole package.
6. In this package, add a line that opens the voice to ``VOICES`` of ``tests/voices/conftest.py``. The contract suite in
   ``tests/voices/test_contract.py`` then runs over it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from voicecoach.script.limits import FASTEST_PACE, SLOWEST_PACE
from voicecoach.session.rules import PAUSES_MS

if TYPE_CHECKING:  # numpy would be loaded with the list of voices, which needs none
    import numpy as np
    from numpy.typing import NDArray


class Timing(Enum):
    """The way in which the voices of an engine reach the rate of a session."""

    MEASURED = auto()
    """A pace of 1 is about 3.1 syllables a second. The rate is measured once and corrected."""
    EXACT = auto()
    """A pace of 1 is 3.1 syllables a second within 2 %, by a law that the engine's module knows."""
    OWN = auto()
    """They keep their own rate and pauses, whatever the pace: a recording, a test tone."""


class Demo(Enum):
    """The part of an engine's voices that ``voicecoach voices --demo`` plays."""

    ALWAYS = auto()
    WHEN_PICKED = auto()
    """Only voices that ``auto`` picks, or with ``--all``."""
    NEVER = auto()
    """None: the engine cannot speak any given text."""


@dataclass(frozen=True, slots=True)
class Engine:
    """A row of the table of engines: the facts that other code needs before a voice speaks.

    Attributes:
        module: The dotted name of the module with the functions of :class:`EngineModule`, imported at the first use.
        auto_reason: Why ``auto`` picks a voice of the engine, as words that follow a colon. Empty for an engine that
            ``auto`` never picks; one that has it also has :class:`PickedByAuto`.
        timing: The way in which its voices reach the rate that a pace means.
        has_pitch: Whether its voices can be made higher or lower; they are :class:`Tunable` then.
        slowest_pace: The lowest pace that its voices take.
        fastest_pace: The highest.
        is_basic: Whether a session of another language than English says that a natural voice can be had.
        demo: When its voices are part of the demo.
        offers: The dotted name of a module whose function ``offer(name)`` returns the :class:`Offer` of a voice that
            can be fetched; empty for an engine without such voices.
        slowest_rates: The lowest syllables a second that its voices speak, by language; none for the others.
        without_speed: The beginning of the names of those of its voices that have one rate only; empty where none has.
        is_levelled: Whether its speech already has the level of every voice, so that its level is not measured, and
            may be of any length.
        repeats_itself: Whether it speaks the same words in the same way each time, whatever it spoke before.
    """

    module: str
    auto_reason: str = ""
    timing: Timing = Timing.MEASURED
    has_pitch: bool = False
    slowest_pace: float = float(SLOWEST_PACE)
    fastest_pace: float = float(FASTEST_PACE)
    is_basic: bool = False
    demo: Demo = Demo.ALWAYS
    offers: str = ""
    slowest_rates: Mapping[str, float] = field(default_factory=dict)
    without_speed: str = ""
    is_levelled: bool = False
    repeats_itself: bool = True


@dataclass(frozen=True, slots=True)
class Delivery:
    """The way in which a session's phrases are spoken.

    Attributes:
        pace: Relative to 3.1 syllables a second, in every voice and language.
        clause_pause_ms: The length of the pause at a comma, semicolon, colon or dash, as it is heard.
        sentence_pause_ms: The length of the pause between two sentences of a phrase, as it is heard.
        pitch_semitones: The shift of the voice's pitch; below 0 for lower.
        ellipsis_pause_ms: The length of the pause at three dots inside a phrase, as it is heard.
    """

    pace: float = 1.0
    clause_pause_ms: int = PAUSES_MS["clause"]
    sentence_pause_ms: int = PAUSES_MS["sentence"]
    pitch_semitones: float = 0.0
    ellipsis_pause_ms: int = PAUSES_MS["ellipsis"]


@dataclass(frozen=True, eq=False, slots=True)
class Speech:
    """An engine's speech, unchanged.

    Attributes:
        samples: Shape ``(frames,)``, mono, where 1.0 is full scale.
        rate_hz: The engine's own rate.
    """

    samples: NDArray[np.float32]
    rate_hz: int


@dataclass(frozen=True, slots=True)
class VoiceListing:
    """One line of the list of voices.

    Attributes:
        name: The name that ``--voice`` takes.
        engine: The engine that speaks it.
        language: A language tag such as ``en-US``; empty for a voice that fits every language.
        usable: Whether this machine can speak with it now.
        remedy: The way to make it usable; empty when it is.
        licence: The licence of the engine and of the voice.
        description: A few words about the voice, such as where it comes from; empty where its name says enough.
    """

    name: str
    engine: str
    language: str
    usable: bool
    remedy: str
    licence: str
    description: str = ""


class Voice(Protocol):
    """One voice at one pace, ready to speak phrases, also from several threads at once.

    Attributes:
        engine: The engine's name in the table.
        name: The voice's name within the engine.
        language: The tag of the language that the text is written in, such as ``en`` or ``de-AT``.
        version: Everything else that changes the sound, for the key of a cached phrase.
        pace: Speed relative to 3.1 syllables a second, as well as the engine knows; within the limits of its row.
    """

    @property
    def engine(self) -> str: ...  # noqa: D102 - documented above
    @property
    def name(self) -> str: ...  # noqa: D102 - documented above
    @property
    def language(self) -> str: ...  # noqa: D102 - documented above
    @property
    def version(self) -> str: ...  # noqa: D102 - documented above
    @property
    def pace(self) -> float: ...  # noqa: D102 - documented above

    def speak(self, text: str) -> Speech:
        """Return the text as speech, with whatever silence the engine puts around it.

        Raises:
            SpeechError: The text holds nothing that can be spoken, or the engine gave no sound.
            VoiceUnavailableError: The engine cannot be used on this machine.
        """

    def estimate_ms(self, text: str) -> int:
        """Return about how long the trimmed speech will be: from the text alone, always the same."""

    def close(self) -> None:
        """Release what the voice holds. Called last, more than once without harm, also while it speaks."""


@runtime_checkable
class SlowToLoad(Protocol):
    """A voice whose engine is slow to load and needs much memory: its members beside those of :class:`Voice`."""

    def load(self) -> None:
        """Load the engine now, while something else is done, and not at the first phrase.

        Raises:
            VoiceUnavailableError: It cannot be used on this machine.
        """

    def unload(self) -> None:
        """Release the engine; the next phrase loads it again."""


@runtime_checkable
class Tunable(Protocol):
    """The member of a voice that changes its pace and pitch without being opened anew; beside those of :class:`Voice`.

    A voice without it is opened again at another pace.
    """

    def tuned(self, pace: float, pitch_semitones: float) -> Voice:
        """Return the same voice at another pace and pitch, with the same engine, which is closed with this one.

        Args:
            pace: Any above 0; the voice goes as far as its engine does.
            pitch_semitones: The shift of its pitch; nothing where the engine cannot change it.
        """


@runtime_checkable
class KnownRates(Protocol):
    """The members of a voice whose rates are known, so that they are not measured; beside those of :class:`Voice`."""

    @property
    def rates(self) -> Sequence[tuple[float, float]]:
        """Two and more of its own paces, rising, each with its syllables a second; empty where none are known."""

    @property
    def law(self) -> Sequence[tuple[float, float]]:
        """The same of another voice, whose rate follows its pace in the same way, by some factor; empty without one.

        A voice that has a law is measured at one pace on three sentences, and not at several on eight.
        """

    @property
    def gain_db(self) -> float | None:
        """The gain that brings it to the level of every voice; None where it is measured."""


@runtime_checkable
class MayHaveOneRate(Protocol):
    """The member of a voice that may have one rate only, which a time-stretch changes; beside those of Voice."""

    @property
    def has_speed(self) -> bool:
        """Whether its own rate follows its pace."""


@runtime_checkable
class DelegatingVoice(Protocol):
    """A voice that lets another voice speak each phrase: its members beside those of :class:`Voice`."""

    def voice_for(self, text: str) -> Voice:
        """Return the voice that speaks a phrase; where none does, one whose ``speak`` raises the error."""

    def recorded(self, texts: Iterable[str]) -> list[str]:
        """Return the phrases that are recorded.

        Raises:
            VoiceUnavailableError: Some are not, and no voice speaks them; the message lists them.
        """


class EngineModule(Protocol):
    """The functions of a module that is named in a row of the table."""

    def full_name(self, name: str, language: str) -> str:
        """Return the voice's name within the engine; a default where ``name`` is empty. It loads no engine.

        Raises:
            NotFoundError: The engine has a fixed list of voices, and this is none of them.
        """

    def open_voice(self, name: str, language: str, pace: float) -> Voice:
        """Return the voice of a full name.

        Raises:
            VoiceUnavailableError: It cannot be used on this machine.
        """

    def listings(self) -> list[VoiceListing]:
        """Return the engine's voices: those that this machine can use now, and the remedy for the others."""


class PickedByAuto(Protocol):
    """The function of an engine's module when its row has an ``auto_reason``."""

    def best_voice(self, language: str) -> str | None:
        """Return the full name of the voice for a language, the same each time; None to let the next engine pick."""


@runtime_checkable
class ListedByOtherNames(Protocol):
    """The function of an engine's module when a full name, such as a language, is not the name in its list."""

    def listed_names(self, names: Sequence[str]) -> dict[str, str]:
        """Return the name in the list for each of some full names; one that is not there is left out."""


@runtime_checkable
class SpeaksOneLanguage(Protocol):
    """The function of an engine's module when its voices speak one language each, whatever the session's is."""

    def language_of(self, name: str) -> str:
        """Return the tag of a voice's language; empty where it follows the session, or where there is no such voice."""


@runtime_checkable
class NamesFiles(Protocol):
    """The function of an engine's module when its voices are named by paths or addresses, which no script chooses."""

    def name_in_script(self, name: str, script_folder: Path) -> str:
        """Return the name for ``open_voice`` of a voice that a script in a folder names.

        Raises:
            VoiceUnavailableError: It is a path or an address, or there is no such voice.
        """


@dataclass(frozen=True)
class Offer(ABC):
    """A voice that can be fetched, with the facts that a person is shown before.

    Attributes:
        spec: The name that ``--voice`` takes once it is here.
        language: The tag of its language.
        description: A few words about it.
        size_bytes: The size of the download.
        folder: The folder that will hold it.
        needs: The command that installs its engine, in words that end a sentence; empty where the engine is here.
    """

    spec: str
    language: str
    description: str
    size_bytes: int
    folder: Path
    needs: str = field(default="", kw_only=True)

    @property
    @abstractmethod
    def licence(self) -> str:
        """The licence of the voice, and where it is documented.

        Raises:
            VoiceUnavailableError: It could not be fetched.
        """

    @abstractmethod
    def is_here(self) -> bool:
        """Return whether it is on this machine, and undamaged."""

    @abstractmethod
    def fetch(self, progress: Callable[[int, int], None]) -> None:
        """Fetch the voice; its files appear whole and checked, or not at all.

        Args:
            progress: Called with the number of bytes fetched, and of all bytes.

        Raises:
            VoiceUnavailableError: It could not be fetched; the hint says how to do without a network.
        """
