"""The week of a programme on the command line: a number, that of the log, or none; what is taken is told."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Done

    Run = Callable[..., Done]
    Write = Callable[..., str]

SCRIPT = """
# Back

- voice: tone
- programme: 3 weeks
- level by week: 1, 3, 5
- sessions by week: 3, 4, 2

Hi.

## Bridge

- hold: 1-5s
- ready: 0s

## Knee

- hold: 3s
- weeks: 2-3
"""


@pytest.fixture
def script(write: Write) -> str:
    return write(SCRIPT)


def began(run: Run, script: str, days: int) -> None:
    day = datetime.now().astimezone() - timedelta(days=days)
    assert run("done", script, "--week", "1", "--on", f"{day:%Y-%m-%d}").code == 0


def holds_ms(sheet: dict[str, Any]) -> list[int]:
    return [one["end_ms"] - one["start_ms"] for one in sheet["holds"]]


@pytest.mark.parametrize(
    ("days", "options", "week", "told"),
    [
        (None, [], None, "a programme of 3 weeks: --week 1 begins it; this is the whole script"),
        (None, ["--week", "log"], 1, "week 1 of 3: your log has no session of this programme yet"),
        (None, ["--week", "2"], 2, ""),
        (8, [], 2, "week 2 of 3: you began on "),
        (8, ["--week", "3"], 3, ""),
        (8, ["--week", "off"], None, ""),
        (50, [], 3, "week 3 of 3, which goes on: you began on "),
    ],
)
def test_play_follows_the_log_once_the_programme_is_begun_and_says_so(
    run: Run, script: str, days: int | None, options: list[str], week: int | None, told: str
) -> None:
    if days is not None:
        began(run, script, days)
    played = run("play", script, "--device", "wav:out.wav", *options)
    assert played.code == 0
    assert told in played.err
    assert ("week" in played.err) == bool(told)
    row = json.loads(run("log", "--json").out)[-1]
    assert row["week"] == week
    assert row["level"] == {None: 3, 1: 1, 2: 3, 3: 5}[week]


def test_a_file_is_of_the_whole_script_unless_a_week_is_asked_for(run: Run, script: str, tmp_path: Path) -> None:
    began(run, script, 8)
    whole = run("show", script, "--json")
    assert (holds_ms(json.loads(whole.out)), json.loads(whole.out)["options"]) == ([3000, 3000], {})
    assert "your log says week 2 of 3 (--week log); this is the whole script" in whole.err
    for options, week, holds in ((["--week", "log"], 2, [3000, 3000]), (["--week", "1"], 1, [1000])):
        assert run("export", script, "-o", "a.flac", "--cues", "a.json", *options).code == 0
        sheet = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
        assert (sheet["options"], holds_ms(sheet)) == ({"week": week}, holds)
        assert run("verify", "a.flac", script).code == 0


def test_the_command_line_wins_over_the_week(run: Run, script: str) -> None:
    sheet = json.loads(run("show", script, "--json", "--week", "1", "--level", "5").out)
    assert holds_ms(sheet) == [5000]


@pytest.mark.parametrize(("options", "code"), [(["--week", "4"], 1), (["--week", "x"], 2), (["--week", "0"], 2)])
def test_a_week_that_is_not_there_is_refused(run: Run, script: str, options: list[str], code: int) -> None:
    done = run("show", script, *options)
    assert (done.code, done.out) == (code, "")
    assert "week" in done.err


def test_show_has_the_programme_as_a_table_as_json_and_as_a_picture(run: Run, script: str, tmp_path: Path) -> None:
    lines = run("show", script, "--programme", "--plot", "p.svg").out.splitlines()
    assert lines[0] == "Back: a programme of 3 weeks"
    assert [line.split()[:2] for line in lines[2:]] == [["1", "3"], ["2", "4"], ["3", "2"]]
    assert lines[3].endswith("2, + Knee")
    weeks = json.loads(run("show", script, "--programme", "--json").out)
    assert [(week["week"], week["level"], week["steps"]) for week in weeks] == [
        (1, 1, ["Bridge"]),
        (2, 3, ["Bridge", "Knee"]),
        (3, 5, ["Bridge", "Knee"]),
    ]
    picture = (tmp_path / "p.svg").read_text(encoding="utf-8")
    assert "Knee, week 3" in picture
    assert "Knee, week 1" not in picture


def test_the_handout_has_the_week_or_all_weeks(run: Run, script: str, tmp_path: Path) -> None:
    for options, has_week, has_table in ((["--week", "2"], True, False), ([], False, True)):
        assert run("handout", script, "-o", "h.html", *options).code == 0
        page = (tmp_path / "h.html").read_text(encoding="utf-8")
        assert ("Week 2/3, 4 times" in page) == has_week
        assert ('<th scope="row" class="name">Knee</th><td></td><td>\u25cf</td><td>\u25cf</td>' in page) == has_table


def test_the_shipped_routine_begins_gently_grows_and_becomes_two_short_sessions(run: Run) -> None:
    weeks = json.loads(run("show", "lower-back", "--programme", "--json", "--voice", "tone").out)
    lengths = [week["duration_ms"] for week in weeks]
    assert lengths[0] == min(lengths)
    assert max(lengths) == max(lengths[3:7])
    assert (weeks[-1]["sessions"], lengths[-1] < max(lengths) * 2 / 3) == (2, True)
    assert [len(week["steps"]) for week in weeks] == [4, 5, 8, 9, 9, 9, 9, 5]
