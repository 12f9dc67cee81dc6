"""``voicecoach import`` as a newcomer types it."""

from __future__ import annotations

import io
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from voicecoach.cli.import_report import report_lines
from voicecoach.pipeline.import_script import import_script
from voicecoach.pipeline.library import check_script

if TYPE_CHECKING:
    from collections.abc import Callable

    from command_line import Done

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
    assert done.out == (
        "Slow Evening.txt (text): Slow evening, English\n"
        "2 passages spoken, 1 pause, 1 comment\n"
        "\nPauses:\n  line 3: (Pause 3s) → [pause 3s]\n"
        "\nNot spoken, kept as comments:\n  line 5: *Demonstrate*\n"
        "\nNothing was unsure.\n"
    )
    assert "voicecoach export slow-evening" in done.err
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
    assert 'To change that, write "- rep time: 5s" below' in unsure  # what to do is never cut off
    assert not (tmp_path / "home").exists()
    assert run("import", "a.txt").code == 0
    again = run("import", "a.txt", "--dry-run")  # the name is taken, and nothing is to be saved
    assert (again.code, "1 pause" in again.out, "Nothing was saved" in again.err) == (0, True, True)


DOUBTS = """Legs

Sit. (pause) Breathe. (pause)
Lie down. (3 breaths)

Bridge: 10 reps
Squat: 10 reps

Sit still. (She sighs)

Rest. (She sighs)
"""


def test_each_thing_to_check_is_told_once_with_its_places_in_both_files(run: Run, write: Write) -> None:
    out = run("import", write(DOUBTS, "a.txt")).out
    sure, doubts = out.split("Please check these 2 things:\n")
    assert "  line 3: 2 × (pause) → [pause] (4s)\n" in sure
    assert "  line 4: (3 breaths) → [pause 3 breaths] (8s for each)\n" in sure
    assert "  line 6: Bridge: 10 reps → reps: 10\n" in sure
    script = run("format", "a").out.splitlines()
    at = {words: [str(script.index(one) + 1) for one in script if words in one] for words in ("## B", "## S")}
    sighs = [str(at) for at, line in enumerate(script, start=1) if "sighs" in line]
    assert doubts == (
        '1. Each repetition takes 3 s in the exported file. To change that, write "- rep time: 5s" below the name of '
        "the exercise. In live play, press a key after the last one\n"
        f"   line 6 (script line {at['## B'][0]}): Bridge: 10 reps\n"
        f"   line 7 (script line {at['## S'][0]}): Squat: 10 reps\n"
        "2. Not spoken: it says what somebody does. To have it spoken, remove the <!-- --> and the brackets\n"
        f"   lines 9, 11 (script lines {', '.join(sighs)}): (She sighs)\n"
    )


def test_a_long_report_is_short_and_verbose_has_all_of_it(run: Run, write: Write) -> None:
    text = "Rest\n\n" + "\n\n".join(f"Breathe out now. (Pause {seconds}s)" for seconds in range(1, 31))
    short = run("import", write(text, "a.txt"), "--dry-run").out
    assert ("→ [pause 10s]" in short, "→ [pause 11s]" in short) == (True, False)
    assert "  … and 20 more (all of them: --dry-run --verbose)\n" in short
    whole = run("import", "a.txt", "--dry-run", "--verbose").out
    assert all(f"→ [pause {seconds}s]" in whole for seconds in range(1, 31))
    assert "  lines " in short or "Spoken:" not in short
    assert f"Spoken:\n  lines {', '.join(str(line) for line in range(3, 63, 2))}: 30 × Breathe out now.\n" in whole


def test_on_a_terminal_the_length_is_told_and_what_check_finds() -> None:
    text = "# Ruhe\n\n- language: de\n\nSit down and breathe in and out slowly.\n"
    done = import_script(text.encode(), "a.md", is_dry_run=True)
    checked = check_script("-", text=done.imported.text)
    told = list(report_lines("a.md", done.imported, checked.duration_ms, checked.diagnostics))
    assert told[0] == "a.md (text): Ruhe, about 1 min, German"
    assert re.match(r"1\. Script line \d+: .*English", told[-1])


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
