"""The voice, the wording and the language of each place in a session."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from voicecoach.script.model import VoiceChange
from voicecoach.script.spec import Settings
from voicecoach.script.voices import AskedVoice, voice_of_change, voice_of_step
from voicecoach.script.wording import Wording
from voicecoach.session.cues import OtherVoice
from voicecoach.text import base_code


@dataclass(frozen=True, slots=True)
class OtherVoices:
    """The voices of a session beside its own.

    Attributes:
        language: The base language of the session, such as ``en``.
        found: The voice that each asked one means; None for the session's own. One with a mistake is missing.
        wordings: The built-in phrases of each other language, by base language.
    """

    language: str = "en"
    found: Mapping[AskedVoice, OtherVoice | None] = field(default_factory=dict)
    wordings: Mapping[str, Wording] = field(default_factory=dict)

    def of(self, asked: AskedVoice | None) -> OtherVoice | None:
        """Return the voice that is asked for; None for the session's own."""
        return None if asked is None else self.found.get(asked)

    def speaks_session_language(self, voice: OtherVoice | None) -> bool:
        """Return whether a voice speaks the session's language."""
        return voice is None or base_code(voice.language) == self.language


class VoiceOfPlace:
    """The voice and the wording at a place of the session, which change from step to step.

    Args:
        others: The voices beside the session's own.
        wording: The session's own phrases.

    Attributes:
        voice: The voice of the step; None for the session's own.
        wording: The built-in phrases in the language of the step.
    """

    def __init__(self, others: OtherVoices, wording: Wording) -> None:
        self._others = others
        self._own_wording = self.wording = wording
        self._step_language: str | None = None
        self.voice: OtherVoice | None = None

    def enter(self, settings: Settings | None) -> None:
        """Go on to a step by its settings, or to a part between steps."""
        asked = voice_of_step(settings) if settings is not None else None
        self.voice = self._others.of(asked)
        self._step_language = asked.language if asked is not None else None
        base = self._others.language if self.voice is None else base_code(self.voice.language)
        self.wording = self._others.wordings.get(base, self._own_wording)

    def changed(self, change: VoiceChange) -> OtherVoice | None:
        """Return the voice after ``[voice NAME]``, or that of the step after ``[voice]``."""
        asked = voice_of_change(change, self._step_language)
        return self.voice if asked is None else self._others.of(asked)

    def is_respelled(self, voice: OtherVoice | None) -> bool:
        """Return whether the script's pronunciations are for the words of a voice."""
        return self._others.speaks_session_language(voice)
