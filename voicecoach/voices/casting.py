"""Voices that are several: who speaks a phrase is known beforehand, such as a person's own recordings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from voicecoach.voices.base import Voice


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
