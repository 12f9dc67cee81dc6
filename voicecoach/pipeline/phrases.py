"""The words of a session as text: a wording pack to edit, and the phrases of a script as a list to record."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from voicecoach import folders
from voicecoach.errors import ExportError, ScriptError
from voicecoach.pipeline.load import load_script
from voicecoach.pipeline.plan import Plan
from voicecoach.script.files import find_pack, read_text
from voicecoach.session.cues import SpeechCue
from voicecoach.session.options import Choices
from voicecoach.session.sounding import sounding
from voicecoach.session.timeline import SoundSource, SpeechSource
from voicecoach.store.atomic import as_export_errors, write_output
from voicecoach.voices.engines.recordings.files import (
    ENGINE,
    extended,
    folder_of,
    list_text,
    one_line,
    parted,
    read_list,
)
from voicecoach.voices.engines.recordings.voice import OwnVoice, estimate_ms
from voicecoach.voices.names import parse
from voicecoach.voices.table import open_voice


class UnsavedScript(NamedTuple):
    """The text of a script that may not be saved yet, and the file that it is of."""

    text: str
    path: Path


class WrittenList(NamedTuple):
    """The number of phrases in a list, and of those that are new in it."""

    phrases: int
    new: int


class MissingPhrases(NamedTuple):
    """The list of phrases without a recording, and the number of phrases in the script."""

    text: str
    of: int


def pack_text(name: str) -> str:
    """Return the text of a wording pack, with its comments.

    Raises:
        NotFoundError: There is no pack of this name.
    """
    path = find_pack(name)
    return read_text(path, str(path))


def write_pack(path: Path, text: str) -> None:
    """Write a wording pack to be edited; another file at the path is never overwritten.

    Raises:
        ExportError: There is another file at the path, or it cannot be written.
    """
    if folders.exists(path) and not (path.is_file() and path.read_bytes() == text.encode()):
        raise ExportError(path, "a file with this name already exists", "choose another name, or delete it first")
    write_output(path, text)


def numbered_phrases(script: str, choices: Choices | None = None) -> str:
    """Return every phrase of a script, in the order of the session, numbered, one a line.

    Raises:
        NotFoundError: There is no such script.
        ScriptError: It has mistakes.
    """
    return list_text(extended([], phrases_to_record(script, choices or Choices())))


def write_phrases(path: Path, script: str | UnsavedScript, choices: Choices) -> WrittenList:
    """Write the list of a script's phrases; in an existing list, new phrases are added at the end.

    A missing folder is made.

    Args:
        path: The list.
        script: The script's name or path, or a text that is not saved yet.
        choices: The person's choices; some change the words.

    Raises:
        NotFoundError: There is no such script.
        ScriptError: It has mistakes.
        ExportError: The file at the path is not such a list, or it cannot be written.
    """
    try:
        listed = read_list(read_text(path, str(path)), str(path)) if folders.exists(path) else []
    except ScriptError as error:
        first = error.diagnostics[0]
        reason = f"the file exists and is not a list of phrases (line {first.location.line}: {first.message})"
        raise ExportError(path, reason, "choose another name, or delete it first") from error
    longer = extended(listed, phrases_to_record(script, choices))
    with as_export_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    write_output(path, list_text(longer))
    return WrittenList(len(longer), len(longer) - len(listed))


def missing_phrases(folder: str, script: str, choices: Choices) -> MissingPhrases:
    """Return the phrases of a script that a folder of recordings lacks.

    Args:
        folder: Its path or name, also as a voice: ``own:anna``, ``own:anna+auto``.
        script: The script's name or path.
        choices: The person's choices; some change the words.

    Raises:
        NotFoundError: There is no such script.
        ScriptError: It has mistakes, or the list in the folder has.
        VoiceUnavailableError: There is no such folder, or it is not clear which file is which phrase.
    """
    named, _ = parted(folder.removeprefix(f"{ENGINE}:"))
    place = folder_of(named)
    phrases = phrases_to_record(script, choices, place)
    own = OwnVoice(f"{ENGINE}:{named}", place, "en")
    of_spoken = {phrase.spoken: phrase for phrase in extended(own.listed, phrases)}
    missing = (of_spoken[one_line(spoken)] for _, spoken in phrases if not own.is_recorded(spoken))
    return MissingPhrases(list_text(dict.fromkeys(missing)), len(phrases))


def phrases_to_record(
    script: str | UnsavedScript, choices: Choices, folder: Path | None = None
) -> list[tuple[str, str]]:
    """Return the phrases of a script, as written and as given to the voice, in the order of the session, each once.

    These are the phrases of the session's own voice and of recordings, or with a folder of recordings, those that it
    speaks in a step or text, else those of the session's own voice. Other voices need nobody to record them.

    Without a chosen voice, the lengths are those of a calm reader, like the person who records them. The lengths count
    where the words tell how many minutes are left.
    """
    spoken_by = choices if choices.voice else replace(choices, voice="tone")
    name, text, path = (script, None, None) if isinstance(script, str) else (script.path.stem, *script)
    loaded = load_script(name, spoken_by, text=text, path=path, needs_voices=False)
    loaded.report.raise_errors()
    language = loaded.options.language

    def length_ms(phrase: SpeechSource) -> int:
        text, tag = phrase.spoken, phrase.voice.language if phrase.voice is not None else language
        return estimate_ms(text, tag) if voice is None else voice.estimate_ms(text)

    def sound_ms(source: SoundSource) -> int:
        sounds = loaded.sounds
        sound = sounds.recording(source.name) if source.is_recording else sounds.chime(source.name)
        return sound.duration_ms

    voice = open_voice(choices.voice, language, float(loaded.options.pace)) if choices.voice else None
    plan = Plan(loaded, choices, length_ms, sound_ms)
    sections = plan.sections
    if loaded.options.fit_ms is not None:
        fitted, _, _ = plan.timeline(length_ms)
        sections = [*sections, *fitted]
    cues = [cue for section in sections for cue in sounding(section) if isinstance(cue, SpeechCue)]
    if folder is None:
        listed = [cue for cue in cues if cue.voice is None or _folder_in(cue) is not None]
    else:
        of_folder = [cue for cue in cues if _folder_in(cue) == folder.resolve()]
        listed = of_folder or [cue for cue in cues if cue.voice is None]
    written: dict[str, str] = {}
    for cue in listed:
        written.setdefault(cue.spoken, cue.text)
    return [(text, spoken) for spoken, text in written.items()]


def _folder_in(cue: SpeechCue) -> Path | None:
    """Return the folder of recordings that a step or text names for a phrase; None for any other voice."""
    voice = None if cue.voice is None else parse(cue.voice.name)
    return Path(parted(voice.name)[0]).resolve() if voice is not None and voice.engine == ENGINE else None
