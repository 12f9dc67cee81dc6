"""The first hour of a person who is no programmer, as they type it."""

from __future__ import annotations

import re
import shutil
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from command_line import Done

    Run = Callable[..., Done]
    Write = Callable[..., str]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def test_new_says_where_it_is_and_what_to_type(run: Run, home: Path) -> None:
    done = run("new", "mine", "--from", "lower-back")
    assert (done.code, done.out) == (0, "")
    lines = done.err.splitlines()
    assert lines[0] == f"Saved: {home / 'scripts' / 'mine.md'}"
    assert (home / "scripts" / "mine.md").is_file()
    for command in re.findall(r"voicecoach (\w+) mine", done.err):
        assert command in ("edit", "play", "export")
    assert run("check", "mine").code == 0
    again = run("new", "mine")
    assert again.code == 1
    assert "voicecoach edit mine" in again.err


def test_a_copy_has_a_title_of_its_own(run: Run, home: Path) -> None:
    run("new", "anna_back", "--from", "lower-back")
    assert "\n# Anna back\n" in "\n" + (home / "scripts" / "anna_back.md").read_text(encoding="utf-8")
    run("new", "ben", "--from", "lower-back", "--title", "Ben's back")
    text = (home / "scripts" / "ben.md").read_text(encoding="utf-8")
    assert text.startswith("# Ben's back\n")
    assert text.count("\n# ") == 0


def test_a_text_that_becomes_a_script_gets_the_title_that_is_asked_for(run: Run, home: Path, tmp_path: Path) -> None:
    (tmp_path / "calm.txt").write_text("A calm evening\n\nBreathe in. (Pause 5s) Breathe out.\n", encoding="utf-8")
    assert run("new", "calm", "--from", "calm.txt", "--title", "Anna's evening").code == 0
    text = (home / "scripts" / "calm.md").read_text(encoding="utf-8")
    assert text.startswith("# Anna's evening\n")
    assert text.count("# ") == 1


def test_new_tells_that_it_stands_before_a_shipped_one(run: Run) -> None:
    assert "lower-back now means this script" in run("new", "lower-back").err


def test_a_copy_of_what_is_not_there_names_the_nearest(run: Run, home: Path) -> None:
    done = run("new", "mine", "--from", "lower-bak")
    assert done.code == 1
    assert "lower-back" in done.err
    assert not home.exists()


def test_edit_opens_the_editor_and_checks_afterwards(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("new", "mine")
    editor = tmp_path / "editor"
    editor.write_text(f"#!{shutil.which('sh')}\nprintf -- '- hodl: 30s\\n' >> \"$1\"\n", encoding="utf-8")
    editor.chmod(editor.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("VISUAL", str(editor))
    done = run("edit", "mine")
    assert done.code == 1
    assert "error" in done.out


@pytest.mark.parametrize("editor", ["false", "/no/such/editor"])
def test_an_editor_that_fails_is_told(run: Run, monkeypatch: pytest.MonkeyPatch, editor: str) -> None:
    run("new", "mine")
    monkeypatch.setenv("VISUAL", editor)
    done = run("edit", "mine")
    assert done.code == 1
    assert "EDITOR" in done.err


@pytest.fixture
def only_on_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the one folder where programs are looked for; no editor is chosen, and there is no desktop."""
    programs = tmp_path / "programs"
    programs.mkdir()
    monkeypatch.setenv("PATH", str(programs))
    for name in ("VISUAL", "EDITOR", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    return programs


def program(path: Path, words: str) -> None:
    path.write_text(f"#!/bin/sh\n{words}\n", encoding="utf-8")
    path.chmod(0o755)


@pytest.mark.skipif(sys.platform != "linux", reason="each desktop has a way of its own")
def test_without_a_choice_vi_is_never_opened(run: Run, only_on_path: Path) -> None:
    run("new", "mine")
    program(only_on_path / "vi", "exit 0")
    assert "no text editor was found" in run("edit", "mine").err
    program(only_on_path / "nano", "exit 0")
    done = run("edit", "mine")
    assert (done.code, "in nano" in done.err) == (0, True)


@pytest.mark.skipif(sys.platform != "linux", reason="each desktop has a way of its own")
def test_a_desktops_editor_is_opened_and_not_waited_for(
    run: Run, only_on_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("new", "mine")
    monkeypatch.setenv("DISPLAY", ":0")
    program(only_on_path / "xdg-open", "exit 0")
    done = run("edit", "mine")
    assert done.code == 0
    assert "your desktop's text editor" in done.err
    assert "voicecoach check mine" in done.err


def test_edit_makes_no_change_to_what_ships(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "false")
    done = run("edit", "lower-back")
    assert done.code == 1
    assert "voicecoach new my-lower-back --from lower-back" in done.err


def test_fix_shows_what_it_did_and_checks_the_rest(run: Run, write: Write, tmp_path: Path) -> None:
    done = run("check", "--fix", write("## One\n\n\u2013 hodl: 30s\n- sets: none\n"))
    assert done.err.splitlines()[:3] == ["test.md:3: fixed", "    - \u2013 hodl: 30s", "    + - hold: 30s"]
    assert done.out.startswith("test.md:4:9: error: ")
    assert done.code == 1
    assert (tmp_path / "test.md").read_text(encoding="utf-8").splitlines()[2] == "- hold: 30s"


def test_a_wording_pack_goes_to_the_screen_or_a_file(run: Run, tmp_path: Path, write: Write) -> None:
    printed = run("wording", "coach")
    assert "- half:" in printed.out
    written = run("wording", "coach", "-o", "own words.md")
    assert (written.code, written.out) == (0, "")
    assert (tmp_path / "own words.md").read_text(encoding="utf-8") == printed.out
    assert "--wording 'own words.md'" in written.err
    shown = run("show", write("Hi.\n\n## One\n- hold: 30s\n"), "--voice", "tone", "--wording", "own words.md")
    assert shown.code == 0
    (tmp_path / "own words.md").write_text("- half: Midway.\n", encoding="utf-8")
    assert run("wording", "coach", "-o", "own words.md").code == 1


def test_the_phrases_of_a_script_go_to_the_screen_or_a_file(run: Run, tmp_path: Path, write: Write) -> None:
    script = write("- voice: tone\n\nOne.\n\nTwo.\n")
    assert run("wording", "--phrases", script).out == "1. One.\n2. Two.\n"
    assert run("wording", "--phrases", script, "-o", "words.txt").code == 0
    assert (tmp_path / "words.txt").read_text(encoding="utf-8") == "1. One.\n2. Two.\n"


def test_the_cache_tells_the_truth_in_phrases_and_megabytes(
    run: Run, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOICECOACH_CACHE_DIR", str(tmp_path / "own-cache"))
    assert run("cache").out == f"{tmp_path / 'own-cache'}: 0.0 MB\n"
    sentence = "This is a sentence of sixty letters, that is long enough now." * 10
    assert run("show", write(f"- voice: tone\n\n{sentence}\n\nTwo.\n")).code == 0
    shown = re.fullmatch(r".*: (\d+\.\d) MB\n", run("cache").out)
    assert shown is not None
    assert float(shown[1]) > 1
    assert run("cache", "prune").out == f"0 phrases removed, 0.0 MB freed, {shown[1]} MB kept\n"
    assert run("cache", "prune", "--limit", "0").out == f"2 phrases removed, {shown[1]} MB freed, 0.0 MB kept\n"
    assert run("show", "test.md").code == 0
    assert run("cache", "clear").out == f"2 phrases removed, {shown[1]} MB freed, 0.0 MB kept\n"
