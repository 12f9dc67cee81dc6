"""What a voice is: text in, speech out. A voice owns no device, no cache and no level.

To add a voice:

1. Write one module beside this one, named after its engine, with a class that has what :class:`Voice`
   asks for. Making the object must be cheap: import and load the engine at the first :meth:`Voice.speak`,
   so that a session whose phrases are all cached never loads it.
2. Fill ``version`` with everything that changes the sound but is no setting (the engine's release, the
   file of the voice): it is part of the name under which a phrase is cached.
3. Let ``speak`` return what the engine gave, as it gave it. Trimming, levelling, limiting and resampling
   are done once for every voice by :mod:`voicecoach.voices.rendering`. It is called from several threads at
   once, and gives the same whichever of them calls: an engine that cannot do so needs one of itself for each.
4. Raise :class:`~voicecoach.errors.SpeechError` when a phrase gives no sound, and
   :class:`~voicecoach.errors.VoiceUnavailableError` with a hint that makes it usable when the engine, its
   files or its language are missing. Never return silence, never reach the network: that is done by
   :mod:`voicecoach.voices.download.fetch` alone, when a person asks for it.
5. Give the module the three functions of :class:`VoiceModule`.
6. Put its name into ``VOICE_MODULES`` of :mod:`voicecoach.voices.table`, and a line that opens it into
   ``VOICES`` of ``tests/voices/conftest.py``: the contract suite in ``tests/voices/test_contract.py`` then
   runs over it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, eq=False, slots=True)
class Speech:
    """What an engine spoke, untouched.

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
        name: What is given to ``--voice``.
        engine: The engine that speaks it.
        language: A language tag such as ``en-US``; empty for a voice that fits every language.
        usable: Whether this machine can speak with it now.
        remedy: What would make it usable; empty when it is.
        licence: The licence of the engine and of the voice.
    """

    name: str
    engine: str
    language: str
    usable: bool
    remedy: str
    licence: str


class Voice(Protocol):
    """One voice at one pace, ready to speak phrases, also several at once from as many threads.

    Attributes:
        engine: The engine's name in the table.
        name: The voice's name within the engine.
        language: The tag of the language that the text is written in, such as ``en`` or ``de-AT``.
        version: Everything else that changes the sound, for the name of a cached phrase.
        pace: Speed relative to the engine's own, 0.5 to 2.0.
    """

    @property
    def engine(self) -> str: ...  # noqa: D102 - told above
    @property
    def name(self) -> str: ...  # noqa: D102 - told above
    @property
    def language(self) -> str: ...  # noqa: D102 - told above
    @property
    def version(self) -> str: ...  # noqa: D102 - told above
    @property
    def pace(self) -> float: ...  # noqa: D102 - told above

    def speak(self, text: str) -> Speech:
        """Return the text as speech, with whatever silence the engine puts around it.

        Raises:
            SpeechError: The text holds nothing that can be spoken, or the engine gave no sound.
            VoiceUnavailableError: The engine cannot be used on this machine.
        """

    def estimate_ms(self, text: str) -> int:
        """Return about how long the trimmed speech will be: from the text alone, always the same."""

    def close(self) -> None:
        """Give back what the voice holds; called last, more than once without harm, also while it speaks."""


@runtime_checkable
class SlowToLoad(Protocol):
    """What a voice has beside :class:`Voice` when its engine takes a while to load, and much memory."""

    def load(self) -> None:
        """Load the engine now, while something else is done, and not at the first phrase.

        Raises:
            VoiceUnavailableError: It cannot be used on this machine.
        """

    def unload(self) -> None:
        """Let go of the engine; the next phrase loads it again."""


class VoiceModule(Protocol):
    """What the table asks of a module of a voice."""

    def full_name(self, name: str, language: str) -> str:
        """Return the voice's name within the engine, filled in where ``name`` is empty.

        It loads no engine.

        Raises:
            NotFoundError: The engine knows its voices by heart, and this is none of them.
        """

    def open_voice(self, name: str, language: str, pace: float) -> Voice:
        """Return the voice of a full name.

        Raises:
            VoiceUnavailableError: It cannot be used on this machine.
        """

    def listings(self) -> list[VoiceListing]:
        """Return what this machine can use of the engine now, and what would make the rest usable."""


@runtime_checkable
class Casting(Protocol):
    """What a voice has beside :class:`~voicecoach.voices.base.Voice` when each phrase is spoken by one of several."""

    def voice_for(self, text: str) -> Voice:
        """Return the voice that speaks a phrase; where nobody does, one whose ``speak`` says so."""

    def recorded(self, texts: Iterable[str]) -> list[str]:
        """Return those of the phrases that are recorded.

        Raises:
            VoiceUnavailableError: Some are not, and nobody speaks them; the message lists them.
        """


class Levelled:
    """A mark of voices whose speech has the level of every voice already: they are not calibrated."""
