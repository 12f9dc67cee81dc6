"""What the person sees: a frame that fits every terminal, plain lines in a pipe, and nothing that steers it."""

from __future__ import annotations

import io
import itertools
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from voicecoach.play.awake import STAYS_AWAKE
from voicecoach.play.controls.commands import KEY_TABLE
from voicecoach.play.display.base import PlainDisplay
from voicecoach.play.display.frame import HIGHEST, frame_lines
from voicecoach.play.display.letters import BLOCKS, block_lines
from voicecoach.play.display.live import LiveDisplay
from voicecoach.play.display.terminal import TimelyDisplay, open_display
from voicecoach.play.status import NowPlaying, State, Status
from voicecoach.text import printable_line

KNEE = NowPlaying(
    "Knee-to-Chest",
    "Draw your right knee in.",
    hold_left_ms=17_400,
    hold_ms=30_000,
    total_ms=1_500_000,
    side="right",
    step_number=1,
    steps=10,
    next_step="Pelvic Tilt",
)


def status(
    now: NowPlaying = KNEE, *, state: State = State.PLAYING, position_ms: int = 754_999, underruns: int = 0
) -> Status:
    return Status(state, position_ms, underruns, now)


def frame(shown: Status, width: int = 79, height: int = 23, encoding: str = "utf-8") -> list[str]:
    return [line.plain for line in frame_lines(shown, width=width, height=height, encoding=encoding)]


class Screen:
    """A terminal in memory that knows what the live display sends: text, up, down, and the two ways to erase."""

    def __init__(self) -> None:
        self.lines = [""]
        self.row = self.column = 0

    def write(self, text: str) -> None:
        for part in re.findall(r"\x1b\[[\d;]*[A-Za-z]|[\r\n]|[^\x1b\r\n]+", text):
            self._take(part)

    def _take(self, part: str) -> None:
        number = int(part[2:-1] or 1) if re.fullmatch(r"\x1b\[\d*[AB]", part) else 0
        match part[-1] if part.startswith("\x1b") else part:
            case "\r":
                self.column = 0
            case "\n":
                self.row, self.column = self.row + 1, 0
                self.lines += [""] * (self.row + 1 - len(self.lines))
            case "A" if number:
                self.row = max(0, self.row - number)
            case "B" if number:
                self.row = min(len(self.lines) - 1, self.row + number)
            case "K":
                self.lines[self.row] = self.lines[self.row][: self.column]
            case "J":
                del self.lines[self.row + 1 :]
                self.lines[self.row] = self.lines[self.row][: self.column]
            case "m":
                pass
            case text:
                assert not text.startswith("\x1b"), text
                line = self.lines[self.row].ljust(self.column)
                self.lines[self.row] = line[: self.column] + text + line[self.column + len(text) :]
                self.column += len(text)


class Terminal(io.StringIO):
    """A stream that is a terminal to rich, and shows what was written to it."""

    def __init__(self) -> None:
        super().__init__()
        self.screen = Screen()
        self.writes: list[str] = []

    def write(self, text: str) -> int:
        self.screen.write(text)
        self.writes.append(text)
        return len(text)


def console(terminal: Terminal, width: int = 80, height: int = 24) -> Console:
    return Console(file=terminal, force_terminal=True, width=width, height=height, color_system=None)


def plain(shown: list[Status]) -> str:
    console = Console(file=io.StringIO(), width=40)
    with PlainDisplay(console) as display:
        for each in shown:
            display.show(each)
    return str(console.file.getvalue())  # type: ignore[attr-defined]


def test_the_frame_tells_all_there_is_to_know() -> None:
    lines = frame(status())
    assert re.fullmatch(r"step 1 of 10 +12:34 / 25:00", lines[0])
    text = "\n".join(lines)
    for drawn in (block_lines("Knee-to-Chest", 1), block_lines("right", 2), block_lines("18", 2)):
        assert drawn is not None
        assert all(row.rstrip() in text for row in drawn)
    assert "Draw your right knee in." in lines
    assert any(re.fullmatch(r"next: Pelvic Tilt +\d+:\d\d left", line) for line in lines)
    assert all(f"{key.shown} {key.short}" in text for key in KEY_TABLE)


def test_the_bar_grows_with_the_hold() -> None:
    def columns(left_ms: int) -> int:
        [bar] = [
            line for line in frame(status(replace(KNEE, hold_left_ms=left_ms)), 60) if line[-1:] in ("\u2501", "\u2500")
        ]
        assert len(bar) == 60
        return bar.count("\u2501")

    assert [columns(left_ms) for left_ms in (30_000, 15_000, 10_000, 0)] == [0, 30, 40, 60]


def test_a_small_terminal_keeps_what_matters_most() -> None:
    lines = frame(status(), 39, 9)
    assert len(lines) == 9
    assert "Knee-to-Chest" in lines
    assert any(re.fullmatch(r"right +18 s", line) for line in lines)
    assert re.fullmatch(r"space pause .*  q quit", lines[-1])
    assert [line.split()[0] for line in frame(status(), 39, 2)] == ["Knee-to-Chest", "right"]
    assert frame(status(), 39, 1)[0].endswith("18 s")


def test_what_is_unusual_is_said() -> None:
    unusual = replace(
        status(state=State.PAUSED, underruns=2), is_muted=True, gain_db=-4.0, message="the device is gone"
    )
    lines = frame(unusual, 119)
    assert lines[0].startswith("Knee-to-Chest, step 1 of 10, voice off, -4 dB, late sound: 2")
    paused = block_lines("PAUSED", 1)
    assert paused is not None
    assert all(row.rstrip() in "\n".join(lines) for row in paused)
    assert lines[1] == "the device is gone"
    assert frame(replace(status(), message=STAYS_AWAKE))[1] == STAYS_AWAKE


def test_the_keys_say_what_they_do_now() -> None:
    playing, paused = "\n".join(frame(status())), "\n".join(frame(status(state=State.PAUSED)))
    assert "space pause" in playing
    assert "space continue" in paused
    outside = "\n".join(frame(status(NowPlaying("Welcome"))))
    assert "ten more seconds" in playing
    assert "ten more seconds" not in outside
    assert "other side" not in outside
    assert "voice on" in "\n".join(frame(replace(status(), is_muted=True)))


def test_a_screen_reader_hears_no_counts() -> None:
    bridge = NowPlaying("Bridge", "Lift your hips.")
    counting = [replace(bridge, what=word, is_count=True) for word in ("Three.", "Two.", "One.")]
    assert plain([status(now) for now in (bridge, *counting)]).count("\n") == 1


def test_a_pace_is_mentioned_once_it_is_another() -> None:
    terminal = Terminal()
    with LiveDisplay(console(terminal)) as display:
        display.show(replace(status(), pace=0.92))
        assert "pace" not in terminal.screen.lines[0]
        display.show(replace(status(), pace=0.97))
        assert "pace 0.97" in terminal.screen.lines[0]


@given(
    step=st.text(max_size=60),
    what=st.text(max_size=300),
    side=st.text(max_size=20),
    left_ms=st.one_of(st.none(), st.integers(0, 4_000_000)),
    width=st.integers(1, 130),
    height=st.integers(1, 40),
    encoding=st.sampled_from(["utf-8", "ascii", "cp1252", "cp437"]),
)
def test_every_frame_fits(
    step: str, what: str, side: str, left_ms: int | None, width: int, height: int, encoding: str
) -> None:
    now = NowPlaying(step, what, left_ms, 5_000_000, hold_ms=left_ms, side=side, next_step=step)
    lines = frame(replace(status(now), message=what), width, height, encoding)
    assert len(lines) == min(height, HIGHEST)
    for line in lines:
        assert cell_len(line) <= width
        assert line.isprintable()
        line.encode(encoding)


def test_other_scripts_are_shown_as_they_are() -> None:
    lines = frame(status(replace(KNEE, step="\u732b\u306e\u30dd\u30fc\u30ba", side="\u53f3")))
    assert "\u732b\u306e\u30dd\u30fc\u30ba" in lines
    assert any(line.startswith("\u53f3") for line in lines)


def test_letters_have_their_accents_and_all_one_width() -> None:
    for scale, high in ((1, 5), (2, 10)):
        lines = block_lines("Fa\u00e7ade \u00dcbung \u00d1 \u00df", scale)
        assert lines is not None
        assert len(lines) == high
        assert len({len(line) for line in lines}) == 1
        assert lines[0].strip()
    assert {*"".join(block_lines("\u00c4 1?", 1) or ())} <= {*BLOCKS}
    assert block_lines("Z\u0142oty \u03a9", 1) is None
    assert block_lines("", 1) is None


def test_every_two_letters_differ() -> None:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ123456789-'.,:!?()/+&"
    drawn = {letter: block_lines(letter, 2) for letter in letters}
    for one, other in itertools.combinations(letters, 2):
        assert drawn[one] != drawn[other], (one, other)


def test_an_old_encoding_gets_ordinary_letters() -> None:
    lines = frame(status(), 60, encoding="ascii")
    assert "Knee-to-Chest" in lines
    assert any(set(line) == {"#", "-"} for line in lines)
    assert not any("?" in line for line in lines)


def test_only_what_changed_is_written() -> None:
    terminal = Terminal()
    with LiveDisplay(console(terminal)) as display:
        display.show(status())
        painted = len(terminal.writes)
        for _ in range(20):
            display.show(status())
        assert len(terminal.writes) == painted
        display.show(status(position_ms=756_000))
        assert len("".join(terminal.writes[painted:])) < 200
        assert terminal.screen.lines[0].endswith("12:36 / 25:00")


@given(st.lists(st.tuples(st.sampled_from(["Bridge", "Knee-to-Chest", ""]), st.integers(0, 40_000)), max_size=8))
def test_what_stands_on_the_screen_is_always_the_last_frame(shown: list[tuple[str, int]]) -> None:
    terminal = Terminal()
    with LiveDisplay(console(terminal)) as display:
        for step, left_ms in shown:
            last = status(replace(KNEE, step=step, hold_left_ms=left_ms))
            display.show(last)
            assert [line.rstrip() for line in terminal.screen.lines] == [*map(str.rstrip, frame(last)), ""]
    assert not any(terminal.screen.lines)


def test_at_the_end_only_what_stood_above_is_left() -> None:
    terminal = Terminal()
    terminal.write("$ voicecoach play bridge\n")
    with LiveDisplay(console(terminal)) as display:
        display.show(status())
        assert len(terminal.screen.lines) == 1 + 23 + 1
    terminal.write("done at 25:00\n")
    assert terminal.screen.lines == ["$ voicecoach play bridge", "done at 25:00", ""]


@pytest.mark.parametrize("narrow", [40, 20])
def test_a_terminal_that_became_narrower_is_painted_anew(narrow: int) -> None:
    terminal = Terminal()
    rich_console = console(terminal)
    with LiveDisplay(rich_console) as display:
        display.show(status())
        # As terminals do that wrap what no longer fits.
        wrapped = [line[at : at + narrow] for line in terminal.screen.lines for at in range(0, len(line) or 1, narrow)]
        terminal.screen.lines, terminal.screen.row = wrapped, len(wrapped) - 1
        rich_console.size = (narrow, 24)  # type: ignore[assignment]
        display.show(status())
        assert [line.rstrip() for line in terminal.screen.lines[:-1]] == frame_of(narrow)


def frame_of(width: int) -> list[str]:
    return [line.rstrip() for line in frame(status(), width - 1)]


def test_nothing_is_hidden_or_switched_that_a_killed_program_would_leave_so() -> None:
    terminal = Terminal()
    with LiveDisplay(console(terminal)) as display:
        display.show(status())
    assert not re.search(r"\x1b\[\?|\x1b[=>c]", "".join(terminal.writes))


def test_colours_are_left_out_where_they_are_not_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    def written(**given: bool) -> str:
        terminal = Terminal()
        coloured = Console(file=terminal, force_terminal=True, width=80, height=24, color_system="standard", **given)
        with LiveDisplay(coloured) as display:
            display.show(status())
        return "".join(terminal.writes)

    colour = r"\x1b\[[\d;]*3[0-7]"
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert re.search(colour, written())
    monkeypatch.setenv("NO_COLOR", "1")
    assert not re.search(colour, written())


def test_in_a_pipe_each_change_is_a_line() -> None:
    still = [status(position_ms=position_ms) for position_ms in range(0, 5_000, 100)]
    bridge = NowPlaying("Bridge", "Lift your hips.\x07")
    gone = replace(status(bridge, position_ms=7_500, underruns=1), message="the device is gone", state=State.LOST)
    shown = [
        status(state=State.PREPARING, position_ms=0),
        *still,
        status(bridge, position_ms=5_000),
        status(bridge, position_ms=6_000, state=State.PAUSED),
        status(bridge, position_ms=6_000),
        status(bridge, position_ms=7_000, underruns=1),
        gone,
        gone,
        status(bridge, position_ms=7_500, underruns=1),
    ]
    assert plain(shown) == (
        "0:00  preparing\n"
        "0:00  Knee-to-Chest: Draw your right knee in.\n"
        "0:05  Bridge: Lift your hips.\n"
        "0:06  paused\n"
        "0:06  playing\n"
        "0:07  the sound was late (1)\n"
        "0:07  waiting for the device\n"
        "0:07  the device is gone\n"
        "0:07  playing\n"
    )


def test_markup_in_a_script_is_shown_as_written() -> None:
    odd = status(NowPlaying(what="[bold]x[/] :smile:"))
    assert "[bold]x[/] :smile:" in plain([odd])
    assert "[bold]x[/] :smile:" in frame(odd)


@given(st.text())
def test_a_printable_line_is_one_line_that_the_encoding_has(text: str) -> None:
    for encoding in ("utf-8", "ascii", "cp1252"):
        shown = printable_line(text, encoding)
        assert shown.isprintable()
        shown.encode(encoding)


def test_the_console_decides() -> None:
    assert isinstance(open_display(Console(file=io.StringIO())), PlainDisplay)
    assert isinstance(open_display(Console(file=io.StringIO(), force_terminal=True)), LiveDisplay)


def test_a_display_is_opened_at_the_first_sound_or_after_half_a_second() -> None:
    def opened_at_s(*shown: tuple[float, State]) -> float | None:
        clock_s = [0.0]
        opened: list[float] = []

        def open_it() -> PlainDisplay:
            opened.extend(clock_s)
            return PlainDisplay(Console(file=io.StringIO()))

        with TimelyDisplay(open_it, lambda: clock_s[0]) as display:
            for clock_s[0], state in shown:
                display.show(status(state=state))
        return opened[0] if opened else None

    assert opened_at_s((0.1, State.PREPARING), (0.4, State.PREPARING)) is None
    assert opened_at_s((0.1, State.PREPARING), (0.2, State.PLAYING), (0.3, State.PLAYING)) == 0.2
    assert opened_at_s((0.1, State.PREPARING), (0.6, State.PREPARING), (0.7, State.PREPARING)) == 0.6
