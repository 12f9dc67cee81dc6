"""``voicecoach import`` as a newcomer types it."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Done

    Run = Callable[..., Done]
    Write = Callable[..., str]

TEXT = "Slow evening\n\nLet your eyes close. (Pause 3s) Breathe out.\n\n*Demonstrate*\n"
KINDS = {"spoken", "pause", "chime", "step", "setting", "comment", "dropped", "unsure"}


def test_a_text_becomes_a_script_that_passes_check(run: Run, write: Write, tmp_path: Path) -> None:
    done = run("import", write(TEXT, "Slow Evening.txt"))
    path = tmp_path / "home" / "scripts" / "slow-evening.md"
    assert done.code == 0
    assert str(path) in done.err
    assert "voicecoach play slow-evening --preview" in done.err
    assert path.read_text("utf-8") == (
        "# Slow evening\n\n- language: en\n\nLet your eyes close. [pause 3s] Breathe out.\n<!-- *Demonstrate* -->\n"
    )
    assert "3  pause     (Pause 3s) → [pause 3s]" in done.out
    checked = run("check", "slow-evening")
    assert (checked.code, checked.out) == (0, "")
    again = run("import", write(TEXT, "Slow Evening.txt"))
    assert again.code == 1
    assert "--name NAME" in again.err
    assert run("import", write(TEXT, "Slow Evening.txt"), "--name", "second").code == 0


def test_a_dry_run_only_reports(run: Run, write: Write, tmp_path: Path) -> None:
    done = run("import", write(TEXT, "a.txt"), "--dry-run")
    assert done.code == 0
    assert "1 pause" in done.out
    unsure = run("import", write("Legs\n\nBridge: 10 reps\nSquat: 10 reps\n", "b.txt"), "--dry-run").out
    assert "To change that, write - rep time: 5s below" in unsure  # what to do is never cut off
    assert not (tmp_path / "home").exists()


def test_the_report_as_json(run: Run, write: Write) -> None:
    done = run("import", write(TEXT, "a.txt"), "--json", "-o", "out.md")
    rows = json.loads(done.out)
    assert Path("out.md").is_file()
    assert {row["kind"] for row in rows} <= KINDS
    assert all(set(row) == {"line", "source", "kind", "became"} for row in rows)
    assert {"line": 3, "source": "(Pause 3s)", "kind": "pause", "became": "[pause 3s]"} in rows


def test_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert run("import", "-").code == 0
    assert (tmp_path / "home" / "scripts" / "slow-evening.md").is_file()


def test_several_files_and_one_that_cannot_be_read(run: Run, write: Write, tmp_path: Path) -> None:
    done = run(
        "import", write(TEXT, "one.txt"), write(b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR", "two.png"), "missing.txt"
    )
    assert done.code == 0
    assert "two.png cannot be imported: this is a picture (PNG)" in done.err
    assert [path.name for path in (tmp_path / "home" / "scripts").iterdir()] == ["one.md"]
    assert run("import", "missing.txt").code == 1
    assert run("import", "one.txt", "two.png", "--name", "x").code == 2


def test_a_wrong_target(run: Run, write: Write) -> None:
    done = run("import", write(TEXT, "a.txt"), "-o", "out.mp3")
    assert done.code == 1
    assert "-o out.md" in done.err


def test_new_from_a_text_imports_it_and_from_a_script_copies_it(run: Run, write: Write, tmp_path: Path) -> None:
    assert run("new", "mine", "--from", write(TEXT, "a.txt")).code == 0
    assert "[pause 3s]" in (tmp_path / "home" / "scripts" / "mine.md").read_text("utf-8")
    script = "# T\n\n- pace: 0.9\n\nHello  there.\n"
    assert run("new", "copy", "--from", write(script, "b.md")).code == 0
    assert (tmp_path / "home" / "scripts" / "copy.md").read_text("utf-8") == script.replace("# T", "# Copy")


def test_a_language_without_a_pack_of_phrases_still_has_its_session(run: Run, write: Write) -> None:
    write("Zamknij oczy i powoli wypuść powietrze. Poczuj, jak ciało staje się ciężkie.\n", "cisza.txt")
    assert run("import", "cisza.txt").code == 0
    assert run("show", "cisza", "--voice", "tone").code == 0
