"""The practice log on the command line: written by play and done, read by log."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from command_line import Done

    Run = Callable[..., Done]
    Write = Callable[..., str]

SCRIPT = """
# Back

- voice: tone
- safety: Stop if your knee hurts.

Hello.
"""
PLAY = ("--device", "wav:out.wav")


def rows(run: Run) -> list[dict[str, Any]]:
    done = run("log", "--json")
    assert (done.code, done.err) == (0, "")
    return list(json.loads(done.out))


@pytest.fixture
def script(write: Write) -> str:
    return write(SCRIPT)


def test_play_writes_a_session_and_says_how_to_give_its_number(run: Run, script: str) -> None:
    done = run("play", script, *PLAY, "--level", "2", "--focus", "left")
    assert "in the practice log: 1 min" in done.err
    (row,) = rows(run)
    kept = {name: row[name] for name in ("script", "title", "level", "side", "is_finished", "is_live", "number")}
    assert list(kept.values()) == ["test", "Back", 2, "left", True, True, None]
    assert 3_000 < row["heard_ms"] < 10_000


@pytest.mark.parametrize(
    ("line", "settings", "options"),
    [
        ("- log: off", "", []),
        ("", 'log = "off"', []),
        ("- log: on", 'log = "off"', []),
        ("", "", ["--no-log"]),
        ("", "", ["--preview"]),
    ],
)
def test_no_session_is_written_where_somebody_wants_none(
    run: Run, write: Write, tmp_path: Path, line: str, settings: str, options: list[str]
) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "settings.toml").write_text(settings, encoding="utf-8")
    script = write(f"- voice: tone\n{line}\n\nHello.")
    done = run("play", script, *PLAY, *options)
    assert (done.code, "practice log" in done.err) == (0, False)
    if not options:
        asked = run("done", script)
        assert (asked.code, "nothing was written: " in asked.err) == (1, True)
    assert rows(run) == []


def test_a_session_of_the_phone_is_told_and_a_rising_number_gets_the_words_of_care(run: Run, script: str) -> None:
    assert run("done", script, "--minutes", "12m", "--number", "3", "--on", "2026-11-02 18:30").code == 0
    done = run("done", script, "--number", "3", "--note", "stiff", "--broken-off", "--level", "4")
    assert "Stop if your knee hurts." not in done.err
    assert "'yesterday' is not a date such as 2026-11-28" in run("done", script, "--on", "yesterday").err
    risen = run("log", "number", "6").err
    for words in ("The number rose from 3 to 6.", "Stop if your knee hurts.", "Never push into a sharp pain"):
        assert words in risen
        assert words in run("log").out
    first, second = rows(run)
    assert (first["heard_ms"], first["began"][:16], first["number"]) == (720_000, "2026-11-02T18:30", 3)
    assert (second["note"], second["is_finished"], second["level"], second["number"]) == ("stiff", False, 4, 6)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("de-AT", ("Die Zahl ist von 3 auf 6 gestiegen.", "Hör auf, wenn es weh tut.", "Geh nie in einen stechenden")),
        ("it", ("The number rose from 3 to 6.", "Hör auf, wenn es weh tut.", "Never push into a sharp pain")),
    ],
)
def test_the_words_of_care_are_in_the_language_of_the_script(
    run: Run, write: Write, language: str, told: tuple[str, ...]
) -> None:
    script = write(f"- voice: tone\n- language: {language}\n- safety: Hör auf, wenn es weh tut.\n\nHallo.")
    for number in ("3", "6"):
        assert run("done", script, "--minutes", "5m", "--number", number).code == 0
    shown = run("log").out
    assert [words in shown for words in told] == [True, True, True], shown


def test_log_shows_weeks_a_table_and_a_picture(run: Run, script: str, tmp_path: Path) -> None:
    for day in ("2026-11-03", "2026-11-05"):
        run("done", script, "--minutes", "10m", "--number", "2", "--on", day)
    lines = run("log", "--weeks", "500").out.splitlines()
    assert lines[1].split() == ["2026-11-02", "2", "20", "2.0", "#" * 30]
    assert run("log", "--weeks", "500", "--plain").out.startswith(
        "Week of 2026-11-02: 2 sessions, 20 minutes, felt 2.0 of 10.\n"
    )
    assert run("log", "--csv", "log.csv", "--plot", "log.svg", "--weeks", "500").code == 0
    assert (tmp_path / "log.csv").read_bytes().count(b"\r\n") == 3
    assert "week of 2026-11-02: 2 sessions, 20 minutes, felt 2.0" in (tmp_path / "log.svg").read_text(encoding="utf-8")


def test_entries_are_deleted_one_by_one_or_all(run: Run, script: str) -> None:
    for _ in range(4):
        run("done", script)
    assert run("log", "delete", "2", "last").code == 0
    assert [row["id"] for row in rows(run)] == [1, 3]
    assert run("log", "delete", "9").code == 2
    assert run("log", "delete").code == 2
    assert run("log", "delete", "--all").code == 2
    assert len(rows(run)) == 2
    assert run("log", "delete", "--all", "--yes").code == 0
    assert rows(run) == []
    assert run("log", "number", "3").code == 2
    assert "The log is empty" in run("log").out


def test_remind_writes_what_the_script_or_the_option_says(run: Run, write: Write, tmp_path: Path) -> None:
    pytest.importorskip("icalendar")
    script = write(SCRIPT.replace("- voice", "- remind: Mon 7:00\n- voice"))
    for options, days in (([], b"MO"), (["--at", "Tue Sat 18:30"], b"TU,SA")):
        assert run("remind", script, "-o", "back.ics", *options).code == 0
        assert b"BYDAY=" + days in (tmp_path / "back.ics").read_bytes()
    assert run("remind", write("Hi."), "-o", "back.ics").code == 2
    assert run("remind", script, "--at", "never").code == 2
