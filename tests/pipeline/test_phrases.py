"""The list of phrases to record, and sessions of recordings."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile

from voicecoach import folders
from voicecoach.errors import ExportError, ScriptError, VoiceUnavailableError
from voicecoach.pipeline.library import check_script
from voicecoach.pipeline.load import load_script
from voicecoach.pipeline.phrases import WrittenList, missing_phrases, numbered_phrases, write_phrases
from voicecoach.pipeline.session import Session
from voicecoach.script.files import list_scripts
from voicecoach.session.options import Choices
from voicecoach.session.timeline import SpeechSource
from voicecoach.voices.engines.recordings.files import ListedPhrase, read_list

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[..., Path]

SCRIPT = """
- pronounce psoas: SO-az
- wording half: Half of it, and {remaining} minutes to go.

Welcome. {steps} steps.

## Bridge
- hold: 30s
- sides: right, left
- cue: Release your {side} psoas.
"""


def listed_in(folder: Path) -> list[ListedPhrase]:
    return read_list((folder / "phrases.txt").read_text(encoding="utf-8"), "phrases.txt")


def record_all(folder: Path) -> None:
    """Put a recording of each phrase of a folder's list into it: hums of 500 ms and 100 ms more for each number."""
    for phrase in listed_in(folder):
        frames = np.arange(8_000 + 1_600 * phrase.number)
        hum = 0.2 * np.sin(2 * np.pi * (200 + 10 * phrase.number) / 16_000 * frames)
        soundfile.write(folder / f"{phrase.number}.wav", np.pad(hum, 8_000), 16_000)


@pytest.mark.parametrize("name", [found.name for found in list_scripts() if found.is_shipped])
def test_the_list_of_a_shipped_script_is_all_that_its_session_asks_a_folder_for(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "anna"
    write_phrases(folder / "phrases.txt", name, Choices())
    record_all(folder)
    choices = Choices(voice=f"own:{folder}", pace=Fraction(6, 5))
    with Session(load_script(name, choices), choices) as session:
        assert [phrase.spoken for phrase in listed_in(folder)] == session.phrases()
        session.speaker.begin(session.phrases()[:1])  # the first is recorded, and of use


def test_a_session_of_recordings_is_as_long_as_they_are(write: Write, tmp_path: Path) -> None:
    script, folder = str(write(SCRIPT)), tmp_path / "anna"
    write_phrases(folder / "phrases.txt", script, Choices())
    record_all(folder)
    choices = Choices(voice=f"own:{folder}")
    with Session(load_script(script, choices), choices) as session:
        clips = [clip for clip in session.timeline().clips if clip.text]
        sheet = session.sheet(session.timeline())
        list(session.sections_live())
    number_of = {phrase.spoken: phrase.number for phrase in listed_in(folder)}
    assert len(clips) >= 6
    for clip in clips:
        assert isinstance(clip.source, SpeechSource)
        assert clip.duration_ms == pytest.approx(500 + 100 * number_of[clip.source.spoken], abs=45), clip.text
    assert sheet["voice"] == {"engine": "own", "name": "anna", "pace": 1.0}


def test_a_list_has_the_written_words_and_what_the_voice_is_given(write: Write) -> None:
    printed = numbered_phrases(str(write(SCRIPT)))
    assert "Release your right psoas. {Release your right SO-az.}\n" in printed
    assert "psoas. {" not in numbered_phrases(str(write(SCRIPT.replace("- pronounce psoas: SO-az\n", ""))))


def test_options_that_change_the_words_change_the_list(write: Write) -> None:
    script = str(write("- language: en\n\nWelcome, {who}.\n", "who.md"))
    assert numbered_phrases(script, Choices(values={"who": "Anna"})) == "1. Welcome, Anna.\n"
    fitted = str(write("## Bridge\n- hold: 10-60s\n- cue: Hold it for {hold}.\n"))
    assert len(numbered_phrases(fitted, Choices(fit_ms=60_000)).splitlines()) > len(
        numbered_phrases(fitted).splitlines()
    )


def test_a_list_that_is_there_keeps_its_numbers_and_grows(write: Write, tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "phrases.txt"
    assert write_phrases(path, str(write("One.\n\nTwo.\n")), Choices()) == WrittenList(2, 2)
    assert write_phrases(path, str(write("Zero.\n\nTwo.\n\nThree.\n")), Choices()) == WrittenList(4, 2)
    assert path.read_text(encoding="utf-8") == "1. One.\n2. Two.\n3. Zero.\n4. Three.\n"


def test_a_file_that_is_no_list_is_left_as_it_is(write: Write) -> None:
    path = write("# A script\n\nOne.\n", "mine.md")
    before = path.read_bytes()
    with pytest.raises(ExportError, match="is not a list of phrases"):
        write_phrases(path, str(write("One.\n")), Choices())
    assert path.read_bytes() == before


def test_only_what_is_missing_is_listed_with_the_numbers_of_the_list(write: Write, tmp_path: Path) -> None:
    script, folder = str(write("One.\n\nTwo.\n\nThree.\n")), tmp_path / "anna"
    write_phrases(folder / "phrases.txt", script, Choices())
    record_all(folder)
    (folder / "2.wav").unlink()
    longer = str(write("Four.\n\nThree.\n\nTwo.\n"))
    for named in (str(folder), f"own:{folder}", f"own:{folder}+auto"):
        assert missing_phrases(named, longer, Choices()) == ("4. Four.\n2. Two.\n", 3)


def test_a_script_names_a_folder_beside_it_or_among_the_persons_voices(write: Write, tmp_path: Path) -> None:
    for folder, script in (
        (tmp_path / "anna", "- voice: own:anna\n\nOne.\n"),
        (folders.home() / "voices" / "ben", "- voice: own:ben\n\nOne.\n"),
        (tmp_path / "some words", "- voice: own:some words+tone\n\nOne.\n\nTwo.\n"),
    ):
        write_phrases(folder / "phrases.txt", str(write("One.\n")), Choices())
        record_all(folder)
        with Session(load_script(str(write(script)), Choices()), Choices()) as session:
            assert session.timeline().clips
            assert session.speaker.describe()["engine"] == "own"


@pytest.mark.parametrize("name", ["../outside", "{tmp}/outside", "..", ".", "a/b", "a\\b", "C:b", "nowhere", "link"])
def test_a_script_reaches_no_other_folder(write: Write, tmp_path: Path, name: str) -> None:
    write_phrases(tmp_path / "outside" / "phrases.txt", str(write("One.\n")), Choices())
    record_all(tmp_path / "outside")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "link").symlink_to(tmp_path / "outside")
    script = write(f"- voice: own:{name.format(tmp=tmp_path)}\n\nOne.\n", "in/test.md")
    (found,) = check_script(str(script)).diagnostics
    assert (found.location.line, found.severity) == (1, "error")
    assert found.hint
    with pytest.raises(ScriptError):
        Session(load_script(str(script), Choices()), Choices())


def test_what_is_missing_stops_a_session_before_it_is_heard_or_written(write: Write, tmp_path: Path) -> None:
    folder = tmp_path / "anna"
    write_phrases(folder / "phrases.txt", str(write("One.\n")), Choices())
    record_all(folder)
    script = write("- voice: own:anna\n\nOne.\n\n## Bridge\n- hold: 30s\n")
    with Session(load_script(str(script), Choices()), Choices()) as session:
        for begin in (session.timeline, lambda: next(session.sections_live())):
            with pytest.raises(ScriptError) as caught:
                begin()
            (found,) = caught.value.diagnostics
            assert "Bridge." in found.message
            assert found.location.line == 1
    choices = Choices(voice=f"own:{folder}")
    with Session(load_script(str(script), choices), choices) as session, pytest.raises(VoiceUnavailableError):
        session.timeline()


def test_a_mistake_in_the_list_is_told_with_its_place(write: Write, tmp_path: Path) -> None:
    write("1. One.\nTwo.\n", "anna/phrases.txt")
    script = write("- voice: own:anna\n\nOne.\n")
    (found,) = check_script(str(script)).diagnostics
    assert str(found.location) == f"{tmp_path / 'anna' / 'phrases.txt'}:2:1"
