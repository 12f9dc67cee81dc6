"""The voices that a script asks for beside the session's own: ``- voice:`` in a step, ``[voice NAME]`` inside words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from voicecoach.errors import Location
from voicecoach.script import settings as table
from voicecoach.script.model import Routine, Step, Text, VoiceChange, Word
from voicecoach.script.printer import written_form
from voicecoach.script.spec import Settings
from voicecoach.script.steps import flat_sections, paragraphs_of


@dataclass(frozen=True, slots=True)
class AskedVoice:
    """A voice as a script asks for it.

    Attributes:
        name: Its name as written; None where only the language is given.
        language: The tag of its language as written; None where it is not given.
        step_language: The language of the step around it, as written; None for the session's.
        folder: The folder of the script that asks for it, where recordings are looked up.
        location: Its place in the script.
        is_in_text: Whether it is asked for inside words, and not by a setting.
    """

    name: str | None
    language: str | None
    step_language: str | None
    folder: Path
    location: Location = field(compare=False)
    is_in_text: bool = field(default=False, compare=False)


def voice_of_step(settings: Settings) -> AskedVoice | None:
    """Return the voice that a step asks for; None for the session's."""
    voice, language = settings.written(table.VOICE), settings.written(table.LANGUAGE)
    name, tag = settings.get(table.VOICE), settings.get(table.LANGUAGE)
    place = voice if name is not None else language
    if place is None or (name is None and tag is None):
        return None
    return AskedVoice(name, tag, None, Path(place.location.path).parent, place.value_location)


def voice_of_change(change: VoiceChange, step_language: str | None) -> AskedVoice | None:
    """Return the voice that ``[voice NAME]`` asks for in a step of a language; None for the way back."""
    if change.is_back:
        return None
    folder = Path(change.location.path).parent
    return AskedVoice(change.voice, change.language, step_language, folder, change.location, is_in_text=True)


def asked_voices(routine: Routine) -> Iterator[AskedVoice]:
    """Yield every voice that the steps and the texts of a routine ask for, in the order of the script."""
    for _, text in table.texts(routine.settings):
        yield from _in_text(text, None)
    for section in flat_sections(routine.sections):
        step_language = None
        if isinstance(section, Step):
            step_language = section.settings.get(table.LANGUAGE)
            if (asked := voice_of_step(section.settings)) is not None:
                yield asked
            for _, text in table.texts(section.settings):
                yield from _in_text(text, step_language)
        for text in paragraphs_of(section.flow):
            yield from _in_text(text, step_language)


def _in_text(text: Text, step_language: str | None) -> Iterator[AskedVoice]:
    for piece in text.pieces:
        asked = voice_of_change(piece, step_language) if isinstance(piece, VoiceChange) else None
        if asked is not None:
            yield asked


def other_words(routine: Routine) -> Iterator[tuple[AskedVoice, str]]:
    """Yield what each asked voice says: the own words of a step together, and each passage inside words by itself."""
    for section in flat_sections(routine.sections):
        settings = section.settings if isinstance(section, Step) else Settings()
        texts = [*(text for _, text in table.texts(settings)), *paragraphs_of(section.flow)]
        if (asked := voice_of_step(settings)) is not None:
            yield asked, "\n".join(map(own_words, texts))
        for text in texts:
            yield from _passages(text, settings.get(table.LANGUAGE))


def _passages(text: Text, step_language: str | None) -> Iterator[tuple[AskedVoice, str]]:
    asked: AskedVoice | None = None
    words: list[Word] = []
    for piece in (*text.pieces, VoiceChange(None, None, text.location)):
        if isinstance(piece, VoiceChange):
            if asked is not None and words:
                yield asked, written_form(Text(tuple(words), text.location))
            asked, words = voice_of_change(piece, step_language), []
        elif isinstance(piece, Word):
            words.append(piece)


def own_words(text: Text) -> str:
    """Return the words of a text that its own voice speaks, as they are shown."""
    kept, is_own = [], True
    for piece in text.pieces:
        if isinstance(piece, VoiceChange):
            is_own = piece.is_back
        elif is_own and isinstance(piece, Word):
            kept.append(piece)
    return written_form(Text(tuple(kept), text.location)) if kept else ""
