"""The voices by name: each a module that is imported when it is asked for, and which of them ``auto`` means."""

from __future__ import annotations

import importlib
import sys
from typing import NamedTuple, cast

from voicecoach.errors import NotFoundError, VoiceUnavailableError
from voicecoach.script.limits import FASTEST_PACE, SLOWEST_PACE
from voicecoach.voices.base import Voice, VoiceListing, VoiceModule
from voicecoach.voices.names import AUTO, VoiceName, base_language, nearest_hint, parse

VOICE_MODULES = {
    "hibari": "voicecoach.voices.engines.hibari",
    "own": "voicecoach.voices.engines.recordings.voice",
    "piper": "voicecoach.voices.engines.piper",
    "system": "voicecoach.voices.engines.system.voice",
    "tone": "voicecoach.voices.engines.tone",
}


class AutoVoice(NamedTuple):
    """What ``auto`` means for a language, and why, in words that follow a colon."""

    voice: VoiceName
    reason: str


def why_auto(language: str) -> AutoVoice:
    """Return the voice that ``auto`` means for a language on this machine, and why; no engine is loaded.

    It is hibari for English; for every other language the Piper voice of that language that fits best, where
    Piper and one are installed, and else the system's voice. The same things installed give the same voice.
    """
    if base_language(language) == "en":
        return AutoVoice(_named("hibari", language), "the natural English voice that comes with voicecoach")
    from voicecoach.voices.engines import piper
    from voicecoach.voices.engines.piper_files import best_model

    model = best_model(language) if piper.is_installed() else None
    if model:
        return AutoVoice(VoiceName("piper", model.name), "a natural voice of that language is installed")
    return AutoVoice(_named("system", language), "no natural voice of that language is installed")


def basic_voice_note(voice: VoiceName, language: str) -> str:
    """Return a remark for a session that a basic voice speaks, with what gives a natural one; empty for the others.

    Basic are the voices of espeak-ng, hence those of the system on Linux. English is never remarked upon:
    its natural voice is always there, and who asks for another one knows.
    """
    if voice.engine != "system" or sys.platform in {"darwin", "win32"} or base_language(language) == "en":
        return ""
    from voicecoach.voices.engines import piper

    return f"basic voice; for a natural one: {piper.way_to_a_voice(language)}"


def resolve_voice(spec: str, language: str) -> VoiceName:
    """Return the voice that a spec means for a language; no engine is loaded.

    What ``auto`` means is told by :func:`why_auto`.

    Raises:
        NotFoundError: There is no such engine, or the engine has no such voice.
    """
    asked = parse(spec)
    if asked.engine == AUTO:
        if asked.name:
            raise NotFoundError("voice", spec, "auto chooses by itself: nothing may follow it")
        return why_auto(language).voice
    if asked.engine not in VOICE_MODULES:
        raise NotFoundError("voice", spec, nearest_hint(asked.engine, [AUTO, *VOICE_MODULES]))
    return _named(asked.engine, language, asked.name)


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
    if not SLOWEST_PACE <= pace <= FASTEST_PACE:
        reason = f"a pace of {pace:g} is outside {float(SLOWEST_PACE):g} to {float(FASTEST_PACE):g}"
        raise VoiceUnavailableError(str(voice), reason, "0.9 is calm, 1 is the voice's own pace")
    return _module(voice.engine).open_voice(voice.name, language, pace)


def list_voices() -> list[VoiceListing]:
    """Return every voice that this machine can use now, and what would make the others usable."""
    return [listing for engine in VOICE_MODULES for listing in _module(engine).listings()]


def _named(engine: str, language: str, name: str = "") -> VoiceName:
    return VoiceName(engine, _module(engine).full_name(name, language))


def _module(engine: str) -> VoiceModule:
    return cast("VoiceModule", importlib.import_module(VOICE_MODULES[engine]))
