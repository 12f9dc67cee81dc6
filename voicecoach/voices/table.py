"""The voices by name: each a module that is imported when it is asked for."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, cast

from voicecoach.errors import NotFoundError, VoiceUnavailableError
from voicecoach.voices.base import FASTEST_PACE, SLOWEST_PACE
from voicecoach.voices.names import AUTO, VoiceName, base_language, nearest_hint, parse

if TYPE_CHECKING:
    from voicecoach.voices.base import Voice, VoiceListing, VoiceModule

VOICE_MODULES = {
    "hibari": "voicecoach.voices.hibari",
    "system": "voicecoach.voices.system",
    "tone": "voicecoach.voices.tone",
}

_NOT_YET = {
    "piper": "Piper voices come with a later release",
    "own": "own recordings come with a later release",
}
_NAME_REQUIRED = {"piper": "piper:NAME", "own": "own:FOLDER"}


def resolve_voice(spec: str, language: str) -> VoiceName:
    """Return the voice that a spec means for a language, the same on every machine; no engine is loaded.

    ``auto`` is hibari for English and the system's voice for every other language: the most natural
    voice that needs nothing but this package, always the same one.

    Raises:
        NotFoundError: There is no such engine, or the engine has no such voice.
    """
    asked = parse(spec)
    if asked.engine == AUTO:
        if asked.name:
            raise NotFoundError("voice", spec, "auto chooses by itself: nothing may follow it")
        asked = VoiceName("hibari" if base_language(language) == "en" else "system")
    if asked.engine in _NOT_YET:
        if not asked.name:
            raise NotFoundError("voice", spec, f"say which one: {_NAME_REQUIRED[asked.engine]}")
        return asked
    if asked.engine not in VOICE_MODULES:
        raise NotFoundError("voice", spec, nearest_hint(asked.engine, [AUTO, *VOICE_MODULES, *_NOT_YET]))
    return VoiceName(asked.engine, _module(asked.engine).full_name(asked.name, language))


def open_voice(spec: str, language: str, pace: float) -> Voice:
    """Return a voice that is ready to speak; its engine is loaded when it first does.

    Args:
        spec: As ``--voice`` takes it.
        language: The tag of the language that the text is written in.
        pace: Speed relative to the engine's own, 0.5 to 2.0.

    Raises:
        NotFoundError: As for :func:`resolve_voice`.
        VoiceUnavailableError: The voice cannot be used on this machine or at this pace.
    """
    voice = resolve_voice(spec, language)
    if voice.engine in _NOT_YET:
        raise VoiceUnavailableError(
            str(voice), _NOT_YET[voice.engine], "use --voice hibari or --voice system until then"
        )
    if not SLOWEST_PACE <= pace <= FASTEST_PACE:
        reason = f"a pace of {pace:g} is outside {SLOWEST_PACE:g} to {FASTEST_PACE:g}"
        raise VoiceUnavailableError(str(voice), reason, "0.9 is calm, 1 is the voice's own pace")
    return _module(voice.engine).open_voice(voice.name, language, pace)


def list_voices() -> list[VoiceListing]:
    """Return every voice that this machine can use now, and what would make the others usable."""
    return [listing for engine in VOICE_MODULES for listing in _module(engine).listings()]


def _module(engine: str) -> VoiceModule:
    return cast("VoiceModule", importlib.import_module(VOICE_MODULES[engine]))
