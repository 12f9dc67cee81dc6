"""On a terminal a remark shows its line with a caret below the place; a pipe gets none of that."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from patience import PATIENCE_S

from voicecoach.cli.console import pointed

if TYPE_CHECKING:
    from collections.abc import Callable

    from command_line import Done

    Run = Callable[..., Done]
    Write = Callable[..., str]


def on_a_terminal(*words: str, **variables: str) -> str:
    """Return what a command writes to a terminal of 80 columns."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "80", "TERM": "dumb", **variables}
    process = subprocess.Popen(
        [sys.executable, "-m", "voicecoach", *words], stdout=theirs, stderr=theirs, stdin=theirs, env=environment
    )
    os.close(theirs)
    written = b""
    try:
        while piece := os.read(ours, 4096):
            written += piece
    except OSError:
        pass  # how Linux says that the other end has closed
    finally:
        process.wait(timeout=PATIENCE_S)
        os.close(ours)
    return written.decode().replace("\r\n", "\n")


def test_the_line_stands_below_the_remark_with_a_caret(write: Write) -> None:
    shown = on_a_terminal("check", write("## One\n\n- hold: 30s\n  - cuntdown: 3\n"))
    assert shown.splitlines()[:4] == [
        'test.md:4:5: error: "cuntdown" is not a setting',
        "      - cuntdown: 3",
        "        ^",
        '    did you mean "- countdown: 3"? If not, remove the dash to speak this line',
    ]


@pytest.mark.parametrize(
    ("variables", "is_coloured"),
    [({"NO_COLOR": "", "TERM": "xterm"}, True), ({"NO_COLOR": ""}, False), ({"TERM": "xterm"}, False)],
)
def test_colours_are_for_terminals_that_have_them(
    write: Write, variables: dict[str, str], *, is_coloured: bool
) -> None:
    shown = on_a_terminal("check", write("## One\n\n- hold: 30s\n  - cuntdown: 3\n"), **variables)
    assert ("\x1b" in shown) == is_coloured


def test_a_file_that_is_no_text_shows_the_remark_alone(write: Write) -> None:
    shown = on_a_terminal("check", write(b"Hello.\n\xff\n"))
    assert len(shown.splitlines()) == 2


def test_a_pipe_gets_the_remark_and_the_hint(run: Run, write: Write) -> None:
    done = run("check", write("- hodl: 30s\n"))
    assert [line[:4] for line in done.out.splitlines()] == ["test", "    "]


@pytest.mark.parametrize(
    ("line", "column", "shown", "caret"),
    [
        ("abc", 1, "abc", "^"),
        ("abc", 4, "abc", "   ^"),
        ("\tabc", 2, " abc", " ^"),
        ("日本 x", 4, "日本 x", "     ^"),
        ("e\u0301x", 3, "e\u0301x", " ^"),
        ("a" * 30, 1, "a" * 19 + "…", "^"),
        ("a" * 30 + "b", 31, "…" + "a" * 18 + "b", " " * 19 + "^"),
    ],
)
def test_the_caret_points_at_the_character(line: str, column: int, shown: str, caret: str) -> None:
    assert pointed(line, column, 20) == (shown, caret)


@given(st.text(st.characters(codec="ascii", categories=["L"]), min_size=1, max_size=200), st.data())
def test_however_long_the_line_the_place_is_seen(line: str, data: st.DataObject) -> None:
    column = data.draw(st.integers(1, len(line)))
    shown, caret = pointed(line, column, 40)
    assert len(shown) <= 40
    assert shown[len(caret) - 1] in (line[column - 1], "…")
