"""Common slips, and the advice that each one gets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from command_line import Done

    Run = Callable[..., Done]
    Write = Callable[..., str]

SCRIPT = "- voice: tone\n- value patient: Ann\n\nHello {patient}.\n"


@pytest.mark.parametrize(
    ("words", "code", "told", "advice"),
    [
        (["show", "a.md", "--bed", "ocen"], 1, "there is no bed called 'ocen'", "did you mean 'ocean'?"),
        (["say", "Hello.", "--voice", "tone", "--device", "nul"], 1, "'nul'", "did you mean 'null'"),
        (["verify", "nofile.mp3"], 1, "there is no file called 'nofile.mp3'", "check its name"),
        (["show", "a.md", "--plot", "nowhere/x.svg"], 1, "no such file", "create the folder first"),
        (
            ["export", "a.md", "-o", "nowhere/x.mp3"],
            1,
            "the folder 'nowhere' does not exist",
            "create the folder first",
        ),
        (["show", "a.md", "--set", "patent=Bob"], 0, "changes nothing", 'did you mean "patient"?'),
        (
            ["show", "desk-break", "--voice", "tone", "--only", "3,1"],
            0,
            "in the script's order",
            "- order: ",
        ),
        (["show", "b.md"], 1, "b.md", "name"),
        (["export", "a.md", "-o", "x.mp4"], 1, ".mp4 is not an audio format", ".m4a"),
        (["show", "c.md", "--set", "patent=Bob"], 1, "{patient}", "write --set patient=… instead of --set patent=…"),
        (["show", "a.md", "--change", "Bridge.hold=8s"], 1, "the setting comes first", "write hold.bridge=8s"),
        (["show", "a.md", "--speed", "0.9"], 2, "No such option '--speed'", "Did you mean '--pace'?"),
        (["show", "a.md", "--volume", "3"], 2, "No such option '--volume'", "Did you mean '--bed-level'?"),
        (["show", "a.md", "--pace", "90%"], 2, "is not a number", "write 0.9"),
        (["show", "a.md", "--fit", "12 minits"], 2, "is not a duration", "write 12 mins"),
        (["say", "Hello.", "--voice", "kokro:heart"], 1, "kokro:heart", 'did you mean "kokoro:heart"?'),
        (["verify", "a.md"], 1, "not a sound file", "type: voicecoach check a.md"),
        (["done", "a.md", "--on", "tomorrow"], 2, "'tomorrow' is not a date", "2026-11-28"),
        (
            ["show", "lower-back", "--voice", "tone", "--week", "off", "--fit", "16"],
            1,
            "exactly 16s",
            "write 16m for minutes",
        ),
        (["play", "a"], 1, "there is no script called 'a'", "suffix"),
    ],
)
def test_a_slip_is_told_with_the_thing_to_do(
    run: Run, write: Write, words: list[str], code: int, told: str, advice: str
) -> None:
    write(SCRIPT, "a.md")
    write("- voice: tone\n\nHello {patient}.\n", "c.md")
    done = run(*words)
    assert done.code == code
    assert told in done.err
    assert advice in done.err
    assert "site-packages" not in done.err


def test_a_folder_with_a_slash_is_made(run: Run, write: Write, tmp_path: Path) -> None:
    assert run("export", write(SCRIPT, "a.md"), "-o", "new/", "--format", "flac").code == 0
    assert (tmp_path / "new" / "a.flac").is_file()


def test_a_sound_that_is_missing_is_never_to_be_put_into_the_installation(run: Run, tmp_path: Path) -> None:
    done = run("show", "lower-back", "--bed", "zzz")
    assert f"put the file into {tmp_path / 'home' / 'sounds'}" in done.err
