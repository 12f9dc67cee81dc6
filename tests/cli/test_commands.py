"""What each command says and writes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import mutagen
import pytest
import soundfile

from voicecoach.voices.table import ENGINES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., Any]
    Write = Callable[..., str]

SCRIPT = """
# Évening

- voice: tone

Hello.

## Stretch

- hold: 3s
- ready: 1s
- at 5s: Outside.
- chimes: begin tick, end tick
"""


def test_export_writes_the_file_and_the_sheet_and_says_where_and_how_to_get_it_to_a_phone(
    run: Run, write: Write, tmp_path: Path
) -> None:
    done = run("export", write(SCRIPT), "-o", "out.flac", "--cues", "cues.json")
    assert (done.code, done.out) == (0, "")
    sheet = json.loads((tmp_path / "cues.json").read_text(encoding="utf-8"))
    audio = soundfile.info(tmp_path / "out.flac")
    assert audio.frames == sheet["duration_ms"] * 48
    assert sheet["title"] == "Évening"
    assert mutagen.File(tmp_path / "out.flac")["title"] == ["Évening"]
    assert [lost["text"] for lost in sheet["dropped"]] == ["Outside."]
    warning, hint, where, *phone = done.err.splitlines()
    assert warning.startswith('test.md:11:10: warning: "Outside." (at) is skipped')
    assert hint.startswith("    ")
    assert where.startswith("out.flac: 0:07, ")
    assert where.endswith(" MB")
    assert "phone" in " ".join(phone)


def test_export_is_called_after_the_script_here_or_in_a_folder(run: Run, write: Write, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    script = write("- voice: tone\n\nHello.", "deep/hello.md")
    assert run("export", script).code == 0
    assert run("export", script, "-o", "folder").code == 0
    assert (tmp_path / "hello.mp3").read_bytes() == (tmp_path / "folder" / "hello.mp3").read_bytes()


@pytest.mark.parametrize("words", [["-o", "x.xyz"], ["--cues", "no/such/folder/cues.json"]], ids=" ".join)
def test_nothing_is_spoken_for_a_file_that_cannot_be_written(
    run: Run, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.setenv("VOICECOACH_CACHE_DIR", str(tmp_path / "own-cache"))
    assert run("export", write(SCRIPT), *words).code == 1
    assert not (tmp_path / "own-cache").exists()


@pytest.mark.parametrize("over", ["test.md", "out.wav"])
def test_a_cue_sheet_never_takes_the_place_of_the_script_or_the_sound(
    run: Run, write: Write, tmp_path: Path, over: str
) -> None:
    script = write(SCRIPT)
    done = run("export", script, "-o", "out.wav", "--cues", over)
    assert done.code == 2
    assert not (tmp_path / "out.wav").exists()
    assert (tmp_path / script).read_text(encoding="utf-8").startswith("# Évening")


def test_show_prints_the_timeline_and_the_remarks_apart_from_it(run: Run, write: Write) -> None:
    done = run("show", write(SCRIPT))
    assert done.code == 0
    assert "Évening, 0:07, tone tone" in done.out
    assert "-- hold 3s (set 1, rep 1)" in done.out
    assert "skipped: 'Outside.' (at, step 1)" in done.out
    assert done.err.startswith("test.md:11:10: warning: ")


def test_show_as_json_is_the_cue_sheet_alone(run: Run, write: Write, tmp_path: Path) -> None:
    done = run("show", write(SCRIPT), "--json")
    assert run("export", "test.md", "--cues", "cues.json").code == 0
    assert json.loads(done.out) == json.loads((tmp_path / "cues.json").read_text(encoding="utf-8"))


def test_options_of_the_command_line_win(run: Run, write: Write) -> None:
    script = write("- voice: nobody\n- value who: Ann\n\nHi {who}.\n\n## A\n\n- hold: 2-4s\n\n## B\n\n- hold: 5s\n")
    done = run("show", script, "--json", "--voice", "tone", "--level", "5", "--set", "who=Ben", "--skip", "b")
    assert done.code == 0, done.err
    sheet = json.loads(done.out)
    assert sheet["cues"][0]["text"] == "Hi Ben."
    assert [hold["end_ms"] - hold["start_ms"] for hold in sheet["holds"]] == [4_000]


def test_a_value_may_come_from_the_command_line_alone(run: Run, write: Write) -> None:
    script = write("- voice: tone\n\nHi {patient-1}.")
    assert run("show", script).code == 1
    assert "Hi Ann." in run("show", script, "--set", "patient-1=Ann").out


def test_format_prints_a_script_that_reads_as_the_same(run: Run, write: Write) -> None:
    printed = run("format", write(SCRIPT)).out
    write(printed, "again.md")
    assert run("format", "again.md").out == printed
    first, again = (json.loads(run("show", name, "--json").out) for name in ("test.md", "again.md"))
    assert first["cues"] == again["cues"]


def test_guide_prints_the_reference(run: Run) -> None:
    done = run("guide")
    assert done.code == 0
    assert "- hold: 20-40s" in done.out


def test_scripts_lists_what_can_be_named_and_what_stands_before_what(run: Run, write: Write) -> None:
    write("# M\x00ine".replace("\x00", "\u202e") + "\n\n- voice: tone\n\nHello.", "home/scripts/lower-back.md")
    write("- nonsense\n", "home/scripts/broken.md")
    done = run("scripts")
    assert done.code == 0
    (mine,) = [line for line in done.out.splitlines() if line.startswith("lower-back ")]
    assert "yours" in mine
    assert "\u202e" not in mine  # which would turn the rest of the line round
    assert "has mistakes" in done.out
    rows = {row["name"]: row for row in json.loads(run("scripts", "--json").out)}
    assert set(rows["lower-back"]) == {"name", "title", "path", "duration_ms"}
    assert rows["lower-back"]["duration_ms"] == 500 + 6 * 60 + 1_500
    assert rows["broken"]["duration_ms"] is None


def test_voices_lists_every_engine(run: Run) -> None:
    listed = json.loads(run("voices", "--json").out)
    # There is none of one's own until somebody records it.
    assert {voice["engine"] for voice in listed} == set(ENGINES) - {"own"}
    assert all(voice["usable"] or voice["remedy"] for voice in listed)
    assert "tone" in run("voices").out


def test_devices_names_those_that_are_always_there(run: Run) -> None:
    names = [line.split()[0] for line in run("devices").out.splitlines()]
    assert "null" in names
    assert "wav:PATH" in names


def test_say_writes_or_plays_a_phrase(run: Run, tmp_path: Path) -> None:
    assert run("say", "Half way.", "--voice", "tone", "-o", "half.wav").code == 0
    assert soundfile.info(tmp_path / "half.wav").frames == (500 + 540 + 1_500) * 48
    assert run("say", "Half way.", "--voice", "tone", "--device", "wav:played.wav").code == 0
    assert (tmp_path / "played.wav").exists()


def test_play_into_a_file_says_how_it_ended(run: Run, write: Write, tmp_path: Path) -> None:
    done = run("play", write(SCRIPT), "--device", "wav:played.wav")
    assert (done.code, done.out) == (0, "")
    assert done.err.splitlines()[-1] == "done at 0:07"
    assert soundfile.info(tmp_path / "played.wav").samplerate == 48_000


def test_pipes_and_no_color_get_no_escapes(run: Run, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    for command in ("check", "show", "export"):
        done = run(command, write("- colour: red\n\nHi."))
        assert "\x1b" not in done.out + done.err
    assert "\x1b" not in run("scripts").out


def test_a_name_that_would_steer_the_terminal_is_shown_without_that(run: Run, write: Write) -> None:
    done = run("check", write("- colour: red\n\nHi.", "a\u202eb.md"))
    assert done.code == 1
    assert done.out.startswith("a\N{REPLACEMENT CHARACTER}b.md:1:3: error: ")
