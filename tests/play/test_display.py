"""What the person sees: one line that fits, plain lines in a pipe, and nothing that steers the terminal."""

from __future__ import annotations

import io
import re

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from voicecoach.play.display import LiveDisplay, PlainDisplay, open_display, printable
from voicecoach.play.status import NowPlaying, State, Status

KNEE = NowPlaying("Knee-to-Chest", "Draw your right knee in.", hold_left_ms=17_400, total_ms=1_500_000)


def status(
    now: NowPlaying = KNEE, *, state: State = State.PLAYING, position_ms: int = 754_999, underruns: int = 0
) -> Status:
    return Status(state, position_ms, underruns, now)


def live(shown: list[Status], width: int = 100) -> list[str]:
    """Return the lines as they were written over each other."""
    console = Console(file=io.StringIO(), force_terminal=True, width=width, color_system=None)
    with LiveDisplay(console) as display:
        for each in shown:
            display.show(each)
    written = console.file.getvalue()  # type: ignore[attr-defined]
    lines = re.split(r"[\r\n]+", re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", written))
    return [line.rstrip() for line in lines if line.strip()]


def plain(shown: list[Status]) -> str:
    console = Console(file=io.StringIO(), width=40)
    with PlainDisplay(console) as display:
        for each in shown:
            display.show(each)
    return str(console.file.getvalue())  # type: ignore[attr-defined]


def test_the_line_tells_clock_hold_step_and_cue() -> None:
    assert live([status()])[-1] == "12:34 / 25:00 (18 s) Knee-to-Chest: Draw your right knee in."


def test_the_line_without_a_total_a_hold_or_a_step() -> None:
    assert live([status(NowPlaying(what="silence"))])[-1] == "12:34 silence"


def test_the_line_tells_a_pause_and_underruns() -> None:
    line = live([status(state=State.PAUSED, underruns=2)])[-1]
    assert line == "paused, 12:34 / 25:00 [underruns: 2] (18 s) Knee-to-Chest: Draw your right knee in."


def test_the_line_is_written_only_when_it_changes() -> None:
    one = status()
    assert len(live([one])) == len(live([one] * 50)) < len(live([one, status(position_ms=756_000)]))


@settings(deadline=None, max_examples=40)
@given(st.text(), st.text(), st.integers(20, 60))
def test_no_text_is_wider_than_the_terminal_or_steers_it(step: str, what: str, width: int) -> None:
    lines = live([status(NowPlaying(step, what, 1_000, 2_000))], width)
    assert len(lines) == len(live([status(NowPlaying())]))
    for line in lines:
        assert cell_len(line) <= width
        assert line.isprintable()


def test_in_a_pipe_each_change_is_a_line() -> None:
    still = [status(position_ms=position_ms) for position_ms in range(0, 5_000, 100)]
    bridge = NowPlaying("Bridge", "Lift your hips.\x07")
    shown = [
        status(state=State.PREPARING, position_ms=0),
        *still,
        status(bridge, position_ms=5_000),
        status(bridge, position_ms=6_000, state=State.PAUSED),
        status(bridge, position_ms=6_000),
        status(bridge, position_ms=7_000, underruns=1),
    ]
    assert plain(shown) == (
        "0:00  preparing\n"
        "0:00  Knee-to-Chest: Draw your right knee in.\n"
        "0:05  Bridge: Lift your hips.\n"
        "0:06  paused\n"
        "0:06  playing\n"
        "0:07  the sound was late (underrun 1)\n"
    )


def test_markup_in_a_script_is_shown_as_written() -> None:
    assert "[bold]x[/] :smile:" in plain([status(NowPlaying(what="[bold]x[/] :smile:"))])
    assert "[bold]x[/] :smile:" in live([status(NowPlaying(what="[bold]x[/] :smile:"))])[-1]


@settings(deadline=None, max_examples=40)
@given(st.text())
def test_printable_is_one_line_that_the_encoding_has(text: str) -> None:
    for encoding in ("utf-8", "ascii", "cp1252"):
        shown = printable(text, encoding)
        assert shown.isprintable()
        shown.encode(encoding)


def test_the_console_decides() -> None:
    assert isinstance(open_display(Console(file=io.StringIO())), PlainDisplay)
    assert isinstance(open_display(Console(file=io.StringIO(), force_terminal=True)), LiveDisplay)
