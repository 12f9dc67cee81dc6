"""The week of a programme on the command line: a number, that of the log, or none; what is taken is told."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from mutagen.id3 import ID3

from voicecoach.phone.shelf import Shelf, distinct_names
from voicecoach.pipeline.load import load_script
from voicecoach.pipeline.ready import ready_file
from voicecoach.pipeline.week_names import session_name, session_title
from voicecoach.session.options import Choices

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from command_line import Done

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
        (None, [], None, "this is the whole script; to begin its programme of 3 weeks, add --week 1"),
        (None, ["--week", "log"], 1, "week 1 of 3: your log has no session of this programme yet"),
        (None, ["--week", "2"], 2, ""),
        (8, [], 2, "week 2 of 3: you began on "),
        (8, ["--week", "3"], 3, ""),
        (8, ["--week", "off"], None, ""),
        (50, [], 3, "week 3 of 3 again: you began on "),
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
    assert "this is the whole script; for week 2 of 3, as in your log, add --week log" in whole.err
    for options, week, holds in ((["--week", "log"], 2, [3000, 3000]), (["--week", "1"], 1, [1000])):
        assert run("export", script, "-o", "a.flac", "--cues", "a.json", *options).code == 0
        sheet = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
        assert (sheet["options"], holds_ms(sheet)) == ({"week": week}, holds)
        assert run("verify", "a.flac", script).code == 0


def test_a_session_that_is_told_later_has_the_week_of_its_day(run: Run, script: str) -> None:
    began(run, script, 15)
    day = datetime.now().astimezone() - timedelta(days=7)
    done = run("done", script, "--on", f"{day:%Y-%m-%d}")
    assert "week 2 of 3" in done.err
    assert json.loads(run("log", "--json").out)[-1]["week"] == 2


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Back, week 2"),
        ("de-AT", "Back, Woche 2"),
        ("es", "Back, semana 2"),
        ("fr", "Back, semaine 2"),
        ("it", "Back, settimana 2"),
        ("pt", "Back, semana 2"),
        ("nl", "Back, week 2"),
    ],
)
def test_the_title_of_a_session_has_its_week_in_the_language_of_the_script(
    write: Write, language: str, title: str
) -> None:
    script = write(SCRIPT.replace("- voice: tone", f"- voice: tone\n- language: {language}"))
    loaded = load_script(script, Choices(week=2))
    assert (session_title(loaded), session_name(loaded)) == (title, "test-week-2")
    whole = load_script(script, Choices())
    assert (session_title(whole), session_name(whole)) == ("Back", "test")


def test_two_weeks_of_a_script_are_two_files_and_two_episodes(run: Run, script: str, tmp_path: Path) -> None:
    began(run, script, 8)
    assert run("export", script, "--week", "1").code == 0
    assert ID3(tmp_path / "test-week-1.mp3")["TIT2"].text == ["Back, week 1"]
    assert run("feed", "pod", "--url", "https://e.org/", "--add", script, "--week", "1").code == 0
    assert "week 2 of 3: you began on" in run("feed", "pod", "--add", script, "--week", "log").err
    feed = (tmp_path / "pod" / "feed.xml").read_text(encoding="utf-8")
    assert re.findall("<title>(Back.*?)</title>", feed) == ["Back, week 2", "Back, week 1"]
    assert len(set(re.findall("<guid.*?>(.*?)</guid>", feed))) == 2
    assert run("feed", "pod", "--remove", "test-week-1").code == 0
    assert "Back, week 1" not in (tmp_path / "pod" / "feed.xml").read_text(encoding="utf-8")


def test_what_is_shared_with_the_phone_has_its_week(script: str) -> None:
    files = [ready_file(script, Choices(week=week)) for week in (1, 2)]
    shelf = Shelf(files, dict.fromkeys(distinct_names(files), datetime.now(UTC)))
    assert [(one.file.title, one.saved_as) for one in shelf.sessions] == [
        ("Back, week 1", "test-week-1.mp3"),
        ("Back, week 2", "test-week-2.mp3"),
    ]


def test_the_command_line_wins_over_the_week(run: Run, script: str) -> None:
    sheet = json.loads(run("show", script, "--json", "--week", "1", "--level", "5").out)
    assert holds_ms(sheet) == [5000]


@pytest.mark.parametrize(("options", "code"), [(["--week", "4"], 1), (["--week", "x"], 2), (["--week", "0"], 2)])
def test_a_week_that_is_not_there_is_refused(run: Run, script: str, options: list[str], code: int) -> None:
    done = run("show", script, *options)
    assert (done.code, done.out) == (code, "")
    assert "week" in done.err


def test_a_script_without_a_programme_has_no_week_of_the_log(run: Run, write: Write) -> None:
    done = run("show", write("Hi."), "--week", "log")
    assert (done.code, done.out) == (1, "")
    assert "is log, and the script has no programme" in done.err


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
    for options, ticks in (
        (["--week", "2"], ["Week 2, 4\u00d7"]),
        (["--week", "3"], [f"Week {week}, 2\u00d7" for week in (3, 4, 5, 6)]),
        ([], ["Week 1, 3\u00d7", "Week 2, 4\u00d7", "Week 3, 2\u00d7"]),
    ):
        assert run("handout", script, "-o", "h.html", *options).code == 0
        page = (tmp_path / "h.html").read_text(encoding="utf-8")
        assert ("Week 2/3, 4 times" in page) == ("2" in options)
        assert re.findall('<p class="weeks">(.*?)</p>', page) == ([] if options else ["Weeks 2\u20133"])
        assert re.findall('<th scope="row">(.*?)</th>', page) == ticks


def test_the_shipped_routine_begins_gently_grows_and_becomes_two_short_sessions(run: Run) -> None:
    weeks = json.loads(run("show", "lower-back", "--programme", "--json", "--voice", "tone").out)
    lengths = [week["duration_ms"] for week in weeks]
    assert lengths[0] == min(lengths)
    assert max(lengths) == max(lengths[3:7])
    assert (weeks[-1]["sessions"], lengths[-1] < max(lengths) * 2 / 3) == (2, True)
    assert [len(week["steps"]) for week in weeks] == [4, 5, 8, 9, 9, 9, 9, 5]
