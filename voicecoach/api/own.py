"""A person's own voice: the phrases of a script to record, and their recordings."""

from __future__ import annotations

from pathlib import Path

from voicecoach.api.session import SessionOptions
from voicecoach.pipeline import own_voice
from voicecoach.pipeline.own_voice import (
    MeasuredRecording,
    OwnPhrase,
    OwnVoiceListing,
    own_voices,
    recording_path,
    recording_wave,
    remove_recording,
    store_recording,
)
from voicecoach.pipeline.phrases import UnsavedScript
from voicecoach.session.options import choices_from
from voicecoach.voices.engines.recordings.recording import DistortedError

__all__ = [
    "DistortedError",
    "MeasuredRecording",
    "OwnPhrase",
    "OwnVoiceListing",
    "list_phrases",
    "own_voices",
    "recording_path",
    "recording_wave",
    "remove_recording",
    "store_recording",
]


def list_phrases(voice: str, text: str, path: Path, options: SessionOptions) -> list[OwnPhrase]:
    """Return the phrases of a script to record, in its order; the list of the voice gets those that it lacks.

    Args:
        voice: The name of the voice, without ``own:``.
        text: The script.
        path: Its file.
        options: As for :func:`voicecoach.open`; some change the words.

    Raises:
        VoicecoachError: The name is invalid, the script has mistakes, or the list cannot be written.
    """
    return own_voice.list_phrases(voice, UnsavedScript(text, path), choices_from(options))
