"""Tell what of a session is recorded, what another voice speaks, and which files are used for nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from voicecoach import folders
from voicecoach.text import shortened
from voicecoach.voices import table
from voicecoach.voices.engines.recordings.files import ENGINE, LIST_NAME, folder_of, one_line, parted
from voicecoach.voices.engines.recordings.voice import OwnVoice

_MOST_SHOWN = 10


def share_lines(name: str, language: str, spoken: Iterable[str]) -> list[str]:
    """Return lines about a voice of recordings: its folder, its share of the phrases, and files without a phrase.

    Where phrases are missing and no other voice fills in, there are none: the session itself says what is missing.

    Args:
        name: The voice without its engine: ``anna``, ``anna+auto``.
        language: The tag of the language of the phrases.
        spoken: The phrases as they are given to the voice.

    Raises:
        VoiceUnavailableError: There is no such folder, or it is not clear which file is which phrase.
        ScriptError: The list of phrases in it has mistakes.
    """
    named, others = parted(name)
    folder = folder_of(named)
    own = OwnVoice(f"{ENGINE}:{named}", folder, language)
    phrases = list(dict.fromkeys(spoken))
    missing = [phrase for phrase in phrases if not own.is_recorded(phrase)]
    if missing and not others:
        return []
    heading = f"{ENGINE}:{folder.name} reads {folder.absolute()}"
    if missing:
        other = table.resolve_voice(others, language)
        count = f"{len(phrases) - len(missing)} of {len(phrases)} phrases in your voice"
        these = f"these {len(missing)} are" if len(missing) > 1 else "this one is"
        lines = [f"{heading}: {count}; {these} by {other}:", *_listed(own, missing)]
    else:
        lines = [f"{heading}: all {len(phrases)} phrases in your voice"]
    return [*lines, *_unused(own, phrases), *_shadowed(named, folder)]


def _listed(own: OwnVoice, missing: Sequence[str]) -> list[str]:
    by_spoken = {phrase.spoken: phrase for phrase in own.listed}
    lines = [f"    {by_spoken.get(one_line(text), shortened(text))}" for text in missing[:_MOST_SHOWN]]
    if len(missing) > _MOST_SHOWN:
        lines.append(f"    … and {len(missing) - _MOST_SHOWN} more")
    return lines


def _unused(own: OwnVoice, phrases: Sequence[str]) -> list[str]:
    unused = own.unused(phrases)
    if not unused:
        return []
    more = f" and {len(unused) - _MOST_SHOWN} more" if len(unused) > _MOST_SHOWN else ""
    remedy = f"name each by its number in {LIST_NAME}" if own.listed else "name each by the words of its phrase"
    return [f"files that match no phrase: {', '.join(unused[:_MOST_SHOWN])}{more}; {remedy}"]


def _shadowed(named: str, folder: Path) -> list[str]:
    """Return a line about a folder of the same name in the current place, which is not read."""
    here = Path(named)
    if here.name != named or not folders.is_dir(here) or here.resolve() == folder.resolve():
        return []
    return [f"{here.resolve()} is not read; for that folder, write {ENGINE}:./{named}"]
