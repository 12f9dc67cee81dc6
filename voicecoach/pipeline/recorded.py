"""Tell which phrases of a session a person's own recordings speak."""

from __future__ import annotations

from voicecoach.pipeline.plan import phrases_of
from voicecoach.pipeline.session import Session
from voicecoach.voices.engines.recordings.files import ENGINE
from voicecoach.voices.engines.recordings.share import share_lines
from voicecoach.voices.names import parse


def recording_lines(session: Session) -> list[str]:
    """Return lines about each voice of recordings: its folder, its share of the phrases, and files without a phrase.

    Raises:
        VoiceUnavailableError: A folder cannot be used.
        ScriptError: The list of phrases in one has mistakes.
    """
    options = session.script.options
    phrases: dict[tuple[str, str], list[str]] = {}
    for source in phrases_of(session.plan.sections):
        voice = source.voice
        key = (options.voice, options.language) if voice is None else (voice.name, voice.language)
        phrases.setdefault(key, []).append(source.spoken)
    return [
        line
        for (spec, language), spoken in phrases.items()
        if parse(spec).engine == ENGINE
        for line in share_lines(parse(spec).name, language, spoken)
    ]
