"""0 done, 1 it could not be done, 2 wrong usage; what a person must do is said on standard error, once."""

from __future__ import annotations

import json
import signal
from typing import TYPE_CHECKING, Any

import click
import pytest

from voicecoach.cli.main import voicecoach
from voicecoach.errors import SoundError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., Any]
    Write = Callable[..., str]

GOOD = "# Good\n\n- voice: tone\n\nHello.\n"


@pytest.mark.parametrize(
    "words",
    [
        ["export", "x.md", "-o", "{}.wav"],
        ["export", "x.md", "-o", "{}/x.wav"],
        ["export", "x.md", "--split", "{}"],
        ["export", "x.md", "x.md", "-o", "{}"],
        ["wording", "-o", "{}.md"],
        ["wording", "--phrases", "x.md", "-o", "{}.txt"],
        ["check", "{}"],
        ["check", "{}.md"],
        ["show", "x.md", "--wording", "{}.md"],
        ["show", "x.md", "--voice", "own:{}"],
    ],
    ids=" ".join,
)
def test_a_name_that_is_too_long_for_a_file_is_told_as_any_other(run: Run, write: Write, words: list[str]) -> None:
    write(GOOD, "x.md")
    done = run(*(word.replace("{}", "x" * 300) for word in words))
    assert done.code == 1
    assert "a bug in voicecoach" not in done.err
    assert (done.out + done.err).strip()


def test_without_arguments_it_names_the_three_commands_a_newcomer_wants_next(run: Run) -> None:
    done = run()
    assert done.code == 0
    assert done.err == ""
    for command in ("play lower-back", "export lower-back", "guide"):
        assert f"voicecoach {command}" in done.out


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["play"],
        ["show", "x.md", "--nonsense"],
        ["show", "x.md", "--level", "6"],
        ["show", "x.md", "--pace", "fast"],
        ["show", "x.md", "--pace", "1e999999999"],
        ["show", "x.md", "--pace", "9"],
        ["show", "x.md", "--focus", "middle"],
        ["show", "x.md", "--set", "patient"],
        ["show", "x.md", "--set", "3=b"],
        ["show", "x.md", "--set", "side=left"],
        ["show", "x.md", "--seed", "-1"],
        ["check"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_2_and_says_what_is_right(run: Run, words: list[str]) -> None:
    done = run(*words)
    assert (done.code, done.out) == (2, "")
    assert "Usage: voicecoach" in done.err
    assert "Error: " in done.err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["show", "lower-bak"], "lower-back"),
        (["show", "none.md"], "none.md:1:1: error: "),
        (["show", "good.md", "--voice", "klingon"], "klingon"),
        (["show", "good.md", "--only", "Bridge"], "Bridge"),
        (["show", "good.md", "--wording", "nowhere"], "nowhere"),
        (["export", "good.md", "-o", "x.xyz"], ".mp3"),
        (["export", "good.md", "-o", "no/such/folder/x.mp3"], "no/such/folder"),
        (["export", "good.md", "--cues", "no/such/cues.json"], "no/such"),
        (["play", "good.md", "--device", "no such device"], "null"),
        (["say", "", "--voice", "tone"], "contains nothing to speak"),
        (["format", "none.md"], "none.md:1:1: error: "),
    ],
    ids=lambda part: " ".join(part) if isinstance(part, list) else None,
)
def test_what_cannot_be_done_is_1_with_one_message_and_a_hint(
    run: Run, write: Write, tmp_path: Path, words: list[str], says: str
) -> None:
    write(GOOD, "good.md")
    done = run(*words)
    assert (done.code, done.out) == (1, "")
    _message, hint = done.err.splitlines()
    assert says in done.err
    assert hint.startswith("    ")
    assert hint.strip()
    assert {path.name for path in tmp_path.iterdir()} == {"good.md"}


def test_a_mistake_in_the_program_is_told_without_a_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise RuntimeError("this should not have happened")

    monkeypatch.setitem(voicecoach.commands, "fail", click.Command("fail", callback=fail))
    done = run("fail")
    assert (done.code, done.out) == (1, "")
    assert "RuntimeError: this should not have happened" in done.err
    assert "voicecoach --debug" in done.err


def test_an_interrupt_that_importing_made_another_error_of_is_still_one(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise RuntimeError("Error calling __set_name__") from KeyboardInterrupt()

    monkeypatch.setitem(voicecoach.commands, "fail", click.Command("fail", callback=fail))
    done = run("fail")
    assert (done.code, done.out, done.err) == (130, "", "interrupted\n")


def test_an_interrupt_that_a_library_dropped_before_it_failed_is_still_one(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As libsndfile does, for which the sound that it was reading is damaged then."""

    class Deleted:
        def __del__(self) -> None:
            signal.raise_signal(signal.SIGINT)  # Python drops what is raised here

    def fail() -> None:
        Deleted()
        raise SoundError("the sound 'bell.flac' cannot be used: a built-in file is damaged")

    monkeypatch.setitem(voicecoach.commands, "fail", click.Command("fail", callback=fail))
    done = run("fail")
    assert (done.code, done.out, done.err) == (130, "", "interrupted\n")


@pytest.mark.parametrize("command", [["show"], ["export"], ["play", "--device", "null"]], ids=" ".join)
def test_a_script_with_mistakes_is_refused_with_all_of_them(
    run: Run, write: Write, tmp_path: Path, command: list[str]
) -> None:
    done = run(*command, write("# T\n\n- nonsense: x\n\nHello [chime gong] {who}.\n"))
    assert (done.code, done.out) == (1, "")
    located = [line for line in done.err.splitlines() if not line.startswith("    ")]
    assert [line.split(" error: ")[0] for line in located] == ["test.md:3:3:", "test.md:5:7:", "test.md:5:20:"]
    assert {path.name for path in tmp_path.iterdir()} == {"test.md"}


BAD = {
    "empty": b"",
    "binary": bytes(range(256)) * 4,
    "wrong encoding": "# Dehnen für den Rücken\n".encode("latin-1"),
    "unknown setting": b"- colour: red\n\nHi.",
    "unknown action": b"Hi [jump].",
    "unknown variable": b"Hi {who}.",
    "unknown voice": b"- voice: klingon\n\nHi.",
    "unknown chime": b"Hi. [chime gong]",
    "negative duration": b"## A\n\n- hold: -3s",
    "zero hold": b"## A\n\n- hold: 0s",
    "absurd duration": b"## A\n\n- hold: 25h",
    "over 24 h": b"## A\n\n- hold: 13h\n- sides: right, left",
    "range upside down": b"## A\n\n- hold: 10-5s",
    "setting twice": b"## A\n\n- hold: 5s\n- hold: 6s",
    "at without a hold": b"## A\n\n- at half: Hi.\n\nHi.",
    "heading without its space": b"##A\n\nHi.",
    "bracket": b"Hi [3].",
    "brace": b"Hi {}.",
    "too many cues": b"[repeat 1000]\n[repeat 1000]\nHi.\n[end]\n[end]",
    "include": b"Hi.\n\n[include none]",
    "nothing to hear": b"# Title\n\n[10s]",
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_located_and_leaves_an_existing_file_untouched(
    run: Run, write: Write, tmp_path: Path, name: str
) -> None:
    (tmp_path / "out.mp3").write_bytes(b"precious")
    done = run("export", write(BAD[name]), "-o", "out.mp3")
    assert (done.code, done.out) == (1, "")
    first, hint = done.err.splitlines()[:2]
    place, severity, _ = first.split(" ", maxsplit=2)
    path, line, column, _ = place.split(":")
    assert (path, severity) == ("test.md", "error:")
    assert int(line) >= 1
    assert int(column) >= 1
    assert hint.startswith("    ")
    assert (tmp_path / "out.mp3").read_bytes() == b"precious"
    assert {path.name for path in tmp_path.iterdir()} == {"test.md", "out.mp3"}


def test_a_folder_is_no_script(run: Run, tmp_path: Path) -> None:
    (tmp_path / "folder.md").mkdir()
    done = run("export", "folder.md")
    assert done.code == 1
    assert done.err.startswith("folder.md:1:1: error: ")


def test_check_fails_for_mistakes_and_not_for_warnings(run: Run, write: Write) -> None:
    warned = run("check", write("- voice: tone\n\n## A\n\n- hold: 5s\n- at 9s: Outside.\n", "warned.md"))
    assert warned.code == 0
    assert warned.out.startswith("warned.md:6:10: warning: ")
    assert "warned.md: warned, 0:2" in warned.err
    failed = run("check", "warned.md", write("- colour: red\n\nHi.", "failed.md"), "none.md")
    assert failed.code == 1
    found = [line for line in failed.out.splitlines() if not line.startswith("    ")]
    assert [line.split(": ")[:2] for line in found] == [
        ["warned.md:6:10", "warning"], ["failed.md:1:3", "error"], ["none.md:1:1", "error"],
    ]  # fmt: skip


def test_check_as_json_is_alone_on_standard_output(run: Run, write: Write) -> None:
    done = run(
        "check", "--json", write("- colour: red\n\n## A\n\n- hold: 5s\n\nWords.", "two.md"), write(GOOD, "good.md")
    )
    assert (done.code, done.err) == (1, "")
    rows = json.loads(done.out)
    assert [(row["path"], row["line"], row["column"], row["severity"]) for row in rows] == [
        ("two.md", 1, 3, "error"),
        ("two.md", 7, 1, "warning"),
    ]
    assert all(row["message"] and row["hint"] for row in rows)
    clean = run("check", "--json", "good.md")
    assert (clean.code, json.loads(clean.out)) == (0, [])
