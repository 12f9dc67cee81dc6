"""The lengths of phrases before they are spoken: exact where they are in the cache, else estimated."""

from __future__ import annotations

from collections.abc import Sequence

from voicecoach.pipeline.voices import Speakers
from voicecoach.session.cues import Section
from voicecoach.session.schedule.scheduler import sources_of
from voicecoach.session.timeline import SpeechSource

_MOST_CHARACTERS = 100_000
"""Two hours of speech. To estimate a phrase takes half a millisecond for a hundred characters."""

_SAMPLE_CHARACTERS = 20_000
"""So many are estimated where there is more speech: such a script is mostly refused, which is to be told at once."""


class EstimatedLengths:
    """The lengths of the phrases of a session, as far as they are known.

    Nobody waits for thousands of estimates: of many hours of speech the first phrases are estimated, and the length of
    each one after them follows from its letters.

    Args:
        speakers: The voices of the session.
        sections: The sections of the session.

    Attributes:
        is_exact: Whether every phrase that was asked for is in the cache.
    """

    def __init__(self, speakers: Speakers, sections: Sequence[Section]) -> None:
        self.is_exact = True
        self._speakers = speakers
        self._most_characters = _SAMPLE_CHARACTERS if _has_hours_of_speech(sections) else _MOST_CHARACTERS
        self._characters, self._spoken_ms = 1, 0

    def length_ms(self, phrase: SpeechSource) -> int:
        """Return the length of a phrase."""
        if self._characters > self._most_characters:
            self.is_exact = False
            return len(phrase.spoken) * self._spoken_ms // self._characters
        if self._speakers.is_cached(phrase):
            return self._speakers.duration_ms(phrase)
        self.is_exact = False
        estimate_ms = self._speakers.estimate_ms(phrase)
        self._characters, self._spoken_ms = self._characters + len(phrase.spoken), self._spoken_ms + estimate_ms
        return estimate_ms


def _has_hours_of_speech(sections: Sequence[Section]) -> bool:
    phrases: set[SpeechSource] = set()
    characters = 0
    for section in sections:
        for source in sources_of(section):
            if isinstance(source, SpeechSource) and source not in phrases:
                phrases.add(source)
                characters += len(source.spoken)
                if characters > _MOST_CHARACTERS:
                    return True
    return False
