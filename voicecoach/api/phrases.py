"""One phrase, heard as in a session of its script."""

from __future__ import annotations

from pathlib import Path

from voicecoach.api.session import SessionOptions, heading
from voicecoach.pipeline.hear import HeardPhrase, hear_phrase
from voicecoach.session.options import choices_from

__all__ = ["HeardPhrase", "hear"]

_EMPTY = "# Phrase\n\nHi.\n"


def hear(
    text: str, path: Path, *, script: str = "", step: int | None = None, options: SessionOptions | None = None
) -> HeardPhrase:
    """Return a phrase as it is heard in a session of a script.

    Args:
        text: The phrase as a script has it, with its brackets and braces.
        path: The file of the script; sounds and voices that it names are looked up beside it.
        script: The text of the script, whose language, voice, pace and pronunciations count; its mistakes do not.
        step: The number of the step that the phrase is in, counting the headings of the script from 1.
        options: As for :func:`voicecoach.open`.

    Raises:
        ScriptError: The phrase has mistakes.
        SpeechError: The voice could not speak it, or there is nothing to speak.
        VoicecoachError: The voice cannot be used on this machine.
    """
    place = None if step is None else heading(script, step)
    return hear_phrase(text, script if script.strip() else _EMPTY, path, choices_from(options or {}), place)
