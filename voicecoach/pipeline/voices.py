"""Find the voices that a script asks for beside the session's own, and have their phrases spoken."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from voicecoach.errors import (
    Diagnostic,
    Location,
    NotFoundError,
    ScriptError,
    Severity,
    VoiceUnavailableError,
)
from voicecoach.pipeline.delivery import delivery_of
from voicecoach.script import settings as table
from voicecoach.script.language import NAMES as LANGUAGE_NAMES
from voicecoach.script.language import language_code, language_of
from voicecoach.script.limits import MOST_VOICES
from voicecoach.script.model import Routine
from voicecoach.script.report import Report
from voicecoach.script.steps import steps_of
from voicecoach.script.voices import AskedVoice, asked_voices, other_words, voice_of_step
from voicecoach.script.wording import Wording
from voicecoach.session.cues import OtherVoice
from voicecoach.session.options import Options
from voicecoach.session.timeline import SpeechSource
from voicecoach.session.unroll.voices import OtherVoices
from voicecoach.sound.pcm import Pcm
from voicecoach.voices.names import base_language, parse
from voicecoach.voices.speaker import Speaker
from voicecoach.voices.table import is_voice, name_in_script, open_voice, own_language, resolve_voice

_FEWEST_WORDS = 4
_MOST_TOLD = 20
"""After so many voices that cannot be had, nobody reads of more."""


@dataclass(frozen=True, slots=True)
class FoundVoices:
    """The voices of a session beside its own.

    Attributes:
        others: The voice and the wording of each place.
        places: The first place in the script that asks for each voice.
    """

    others: OtherVoices = field(default_factory=OtherVoices)
    places: Mapping[OtherVoice, Location] = field(default_factory=dict)


def find_voices(
    routine: Routine, options: Options, report: Report, wording_of: Callable[[str], Wording]
) -> FoundVoices:
    """Return the voices that a routine asks for beside the session's own; those that cannot be had are reported.

    ``--voice`` replaces the voice of the session, and with it the same voice wherever a step or a text names it.

    Args:
        routine: The routine, with the person's defaults.
        options: The session's options.
        report: Collects the mistakes, one for each voice.
        wording_of: Returns the built-in phrases of a language, by its base.
    """
    found: dict[AskedVoice, OtherVoice | None] = {}
    places: dict[OtherVoice, Location] = {}
    told: set[str] = set()
    for asked in asked_voices(routine):
        if asked in found:
            continue
        try:
            voice = found[asked] = _found(asked, routine, options)
        except (NotFoundError, VoiceUnavailableError) as error:
            found[asked] = None
            if error.message not in told and not report.has_error_at(asked.location):
                report.error(asked.location, error.message, _hint(asked, error.hint))
            told.add(error.message)
            if len(told) > _MOST_TOLD:
                break
            continue
        if voice is not None and voice not in places:
            places[voice] = asked.location
            if len(places) == MOST_VOICES + 1:
                message = f"too many voices: a session can have {MOST_VOICES} besides its own"
                report.error(asked.location, message, "use fewer voices")
                break
    _warn_of_languages(routine, found, report)
    own = base_language(options.language)
    of_steps = (voice_of_step(step.settings) for step in steps_of(routine.sections))
    spoken = (found.get(asked) for asked in of_steps if asked is not None)
    languages = dict.fromkeys(base_language(voice.language) for voice in spoken if voice is not None)
    wordings = {base: wording_of(base) for base in languages if base != own}
    return FoundVoices(OtherVoices(own, found, wordings), places)


def _warn_of_languages(routine: Routine, found: Mapping[AskedVoice, OtherVoice | None], report: Report) -> None:
    """Warn where another voice is given words that look like another language than it speaks."""
    for asked, words in other_words(routine):
        voice = found.get(asked)
        told = language_of(words) if voice is not None and len(words.split()) >= _FEWEST_WORDS else None
        if voice is None or told is None or told == language_code(voice.language):
            continue
        spoken = LANGUAGE_NAMES.get(base_language(voice.language), voice.language)
        message = f"these words look like {LANGUAGE_NAMES[told]}, and {voice.name} speaks {spoken} here"
        report.warning(asked.location, message, f"use [voice {told}], or - language: {told} for the step")


def language_hint(name: str) -> str:
    """Return a hint for the name of a language in the place of a voice; empty for any other name."""
    code = language_code(name)
    return f"{name!r} is a language: write - language: {code}" if code in LANGUAGE_NAMES else ""


def _hint(asked: AskedVoice, hint: str) -> str:
    """Return a hint; words that name no voice may be a direction to the reader, such as ``[voice softly]``."""
    if asked.name is None:
        return hint
    if not asked.is_in_text or is_voice(asked.name):
        return language_hint(asked.name) or hint
    return f"write <!-- voice {asked.name} --> for a note that is not spoken; {hint}"


def _found(asked: AskedVoice, routine: Routine, options: Options) -> OtherVoice | None:
    """Return the voice that is asked for; None for the session's own.

    Raises:
        NotFoundError: There is no such voice.
        VoiceUnavailableError: It cannot be used here, or a script may not choose it.
    """
    around = asked.step_language or options.language
    if asked.name is None:
        language = asked.language or around
        own = own_language(options.voice)
        spec = options.voice if not own or _same(own, language) else "auto"
    else:
        own = own_language(asked.name)
        language = asked.language or (own if own and not _same(own, around) else around)
        session_spec = routine.settings.get(table.VOICE) or "auto"
        is_session_voice = parse(asked.name) == parse(session_spec) and _same(language, options.language)
        spec = options.voice if is_session_voice else name_in_script(asked.name, asked.folder)
    voice = resolve_voice(spec, language)
    if voice == resolve_voice(options.voice, options.language) and _same(language, options.language):
        return None
    open_voice(spec, language, float(options.pace)).close()
    return OtherVoice(str(voice), language)


def _same(one: str, other: str) -> bool:
    return base_language(one) == base_language(other)


class Speakers:
    """The voices of a session: its own and the others, each loaded once; phrases are named by their sources.

    Args:
        own: The voice of the session.
        found: The other voices.
        options: The session's options.
        cache_folder: The folder of the cache.
    """

    def __init__(self, own: Speaker, found: FoundVoices, options: Options, cache_folder: Path) -> None:
        self._own = own
        self._places = found.places
        delivery = delivery_of(options.pace, options.pauses, options.pitch_semitones)
        self._others = {voice: Speaker(voice.name, voice.language, delivery, cache_folder) for voice in found.places}

    def of(self, source: SpeechSource) -> Speaker:
        """Return the speaker of a phrase."""
        return self._speaker(source.voice)

    def prepare(self, sources: Iterable[SpeechSource]) -> None:
        """Start to load every engine that has a phrase to speak, and return at once."""
        for voice, phrases in _by_voice(sources).items():
            self._speaker(voice).prepare(phrases)

    def begin(self, sources: Sequence[SpeechSource]) -> None:
        """Start to speak the phrases that are not cached, and return at once.

        Raises:
            ScriptError: Another voice cannot be used; located where the script asks for it first.
            VoicecoachError: As for :meth:`voicecoach.voices.speaker.Speaker.begin`.
        """
        for voice, phrases in _by_voice(sources).items():
            with self._located(voice):
                self._speaker(voice).begin(phrases)

    def render(self, sources: Sequence[SpeechSource], progress: Callable[[SpeechSource], None] | None = None) -> None:
        """Speak the phrases that are not cached.

        Args:
            sources: The phrases.
            progress: Called with each when it is ready.

        Raises:
            ScriptError: As for :meth:`begin`.
            VoicecoachError: As for :meth:`voicecoach.voices.speaker.Speaker.render`.
        """
        by_voice = _by_voice(sources)
        if len(by_voice) > 1:
            self.begin(sources)
        for voice, phrases in by_voice.items():
            with self._located(voice):
                self._speaker(voice).render(phrases, progress)

    def pcm(self, source: SpeechSource) -> Pcm:
        """Return a phrase as a finished sound."""
        with self._located(source.voice):
            return self.of(source).pcm(source)

    def duration_ms(self, source: SpeechSource) -> int:
        """Return a phrase's exact length; where it is not cached it is spoken for that."""
        with self._located(source.voice):
            return self.of(source).duration_ms(source)

    def is_cached(self, source: SpeechSource) -> bool:
        """Return whether a phrase is in memory or in the cache."""
        return self.of(source).is_cached(source)

    def estimate_ms(self, source: SpeechSource) -> int:
        """Return about how long a phrase will be."""
        return self.of(source).estimate_ms(source)

    def unload(self) -> None:
        """Release the engines that take much memory."""
        self._own.unload()
        for speaker in self._others.values():
            speaker.unload()

    def describe_others(self) -> dict[OtherVoice, dict[str, str | float]]:
        """Return the other voices for the cue sheet."""
        return {voice: {**speaker.describe(), "language": voice.language} for voice, speaker in self._others.items()}

    def close_others(self) -> None:
        """End the engines of the other voices; the caller closes the session's own."""
        for speaker in self._others.values():
            speaker.close()

    def _speaker(self, voice: OtherVoice | None) -> Speaker:
        return self._own if voice is None else self._others[voice]

    @contextmanager
    def _located(self, voice: OtherVoice | None) -> Iterator[None]:
        """Locate an error of another voice where the script asks for it first.

        Raises:
            ScriptError: The voice cannot be used.
        """
        try:
            yield
        except (NotFoundError, VoiceUnavailableError) as error:
            if voice is None:
                raise
            found = Diagnostic(self._places[voice], Severity.ERROR, error.message, error.hint)
            raise ScriptError([found]) from error


def _by_voice(sources: Iterable[SpeechSource]) -> dict[OtherVoice | None, list[SpeechSource]]:
    """Return the phrases of each voice, in the order given."""
    phrases: dict[OtherVoice | None, list[SpeechSource]] = {}
    for source in sources:
        phrases.setdefault(source.voice, []).append(source)
    return phrases
