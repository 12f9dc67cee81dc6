"""Keys and the terminal, with a real pseudo-terminal and a session in a program of its own."""

from __future__ import annotations

import os
import re
import select
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from patience import PATIENCE_S

termios = pytest.importorskip("termios", reason="pseudo-terminals are POSIX's")
pty = pytest.importorskip("pty")

from voicecoach.play.controls.posix_keys import PosixKeys  # noqa: E402 - it needs termios
from voicecoach.signals import deferring_signals  # noqa: E402 - with it

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PROGRAM = [sys.executable, str(Path(__file__).with_name("session_program.py"))]
ECHO_AND_LINES = termios.ECHO | termios.ICANON


class Terminal:
    """A terminal of 40 columns with a program in its foreground."""

    def __init__(self, command: list[str]) -> None:
        self.ours, self.theirs = pty.openpty()
        termios.tcsetwinsize(self.ours, (10, 40))
        self.seen = ""
        # From 3.13 on, Python's own tracebacks would be in colours, and not to be found.
        plainly = {"TERM": "xterm", "COLUMNS": "", "LINES": "", "PYTHON_COLORS": "0"}
        # A session's first program that opens a terminal has it for its own, with Ctrl-C, Ctrl-Z and all.
        self.program = subprocess.Popen(
            ["sh", "-c", 'exec <"$0" >"$0" 2>&1; exec "$@"', os.ttyname(self.theirs), *command],
            start_new_session=True,
            env=os.environ | plainly | {"PYTHONPATH": os.pathsep.join(sys.path)},
        )

    @property
    def plain(self) -> bool:
        """Whether the terminal echoes and gives whole lines, as it did before."""
        return bool(termios.tcgetattr(self.theirs)[3] & ECHO_AND_LINES == ECHO_AND_LINES)

    def press(self, keys: str) -> None:
        os.write(self.ours, keys.encode())

    def expect(self, pattern: str, timeout_s: float = PATIENCE_S) -> str:
        """Wait until what was printed since the last match has the pattern, and return all up to its end."""
        until_s = time.monotonic() + timeout_s
        while not (match := re.search(pattern, self.seen)):
            left_s = until_s - time.monotonic()
            ready, _, _ = select.select([self.ours], [], [], max(left_s, 0))
            if not ready:
                pytest.fail(f"{pattern!r} was not printed; this was: {self.seen!r}")
            self.seen += os.read(self.ours, 4096).decode()
        before, self.seen = self.seen[: match.end()], self.seen[match.end() :]
        return before

    def leave(self) -> int:
        """Return the program's exit status, when it has ended."""
        return self.program.wait(PATIENCE_S)

    def close(self) -> None:
        if self.program.poll() is None:
            os.killpg(self.program.pid, signal.SIGKILL)
            self.program.wait()
        os.close(self.ours)
        os.close(self.theirs)


@pytest.fixture
def run() -> Iterator[Callable[..., Terminal]]:
    opened: list[Terminal] = []

    def run(*arguments: str) -> Terminal:
        opened.append(Terminal([*PROGRAM, *arguments]))
        return opened[-1]

    yield run
    for terminal in opened:
        terminal.close()


def test_keys_work_without_enter_and_the_terminal_is_restored(run: Callable[..., Terminal]) -> None:
    terminal = run("null")
    terminal.expect("0:01 /")
    assert not terminal.plain
    terminal.press(" ")
    terminal.expect("PAUSED")
    terminal.press(" ")
    terminal.expect(r"A\r +\S*0:0")
    terminal.press("\x1b[5~\u00e9x\x1b")  # other keys mean nothing
    terminal.press("q")
    terminal.expect(r"Ending\(by_person=True")
    assert terminal.leave() == 0
    assert terminal.plain


def test_signals_mean_what_they_meant_before_once_the_session_is_over() -> None:
    numbers = (signal.SIGTERM, signal.SIGHUP, signal.SIGTSTP, signal.SIGCONT)
    before = [signal.getsignal(number) for number in numbers]
    ours, theirs = pty.openpty()
    with deferring_signals(), PosixKeys(theirs):
        assert not set(before) & {signal.getsignal(number) for number in numbers}
    assert [signal.getsignal(number) for number in numbers] == before
    os.close(ours)
    os.close(theirs)


def test_keys_pressed_together_are_all_answered(run: Callable[..., Terminal]) -> None:
    terminal = run("null")
    terminal.expect("0:0[01] /")
    terminal.press("  q")
    terminal.expect(r"Ending\(by_person=True")


def test_the_frame_fits_40_columns_and_10_lines_and_switches_nothing(run: Callable[..., Terminal]) -> None:
    terminal = run("null")
    shown = terminal.expect("0:02 /")
    frame = visible(shown[: shown.index("q quit") + len("q quit")])
    assert len(frame) == 9
    assert max(map(len, frame)) <= 39
    assert "Knee-to-Chest" in frame
    # What is neither hidden nor switched, a killed program cannot leave so.
    assert "\x1b[?" not in shown


def test_a_resize_is_followed_at_once(run: Callable[..., Terminal]) -> None:
    terminal = run("null")
    terminal.expect("q quit")
    termios.tcsetwinsize(terminal.ours, (24, 80))
    before = terminal.expect("q quit")
    assert "\x1b[J" in before
    frame = visible(before[before.index("\x1b[J") :])
    assert len(frame) == 22  # and a blank line below the keys
    assert "\N{FULL BLOCK}" in "".join(frame)


def test_at_the_end_the_frame_makes_room_for_the_result(run: Callable[..., Terminal]) -> None:
    terminal = run("null")
    terminal.expect("q quit")
    terminal.press("q")
    assert terminal.expect(r"Ending\(").endswith("\x1b[9A\r\x1b[JEnding(")


def visible(shown: str) -> list[str]:
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", shown).replace("\r", "").split("\n")


@pytest.mark.parametrize(
    ("number", "status"),
    [(signal.SIGTERM, 128 + 15), (signal.SIGHUP, 128 + 1), (signal.SIGINT, -signal.SIGINT)],
)
def test_a_signal_restores_the_terminal(run: Callable[..., Terminal], number: int, status: int) -> None:
    terminal = run("null")
    terminal.expect("0:0[01] /")
    terminal.program.send_signal(number)
    assert terminal.leave() == status
    assert terminal.plain


def test_ctrl_c_is_an_interrupt(run: Callable[..., Terminal]) -> None:
    terminal = run("null")
    terminal.expect("0:0[01] /")
    terminal.press("\x03")
    terminal.expect("KeyboardInterrupt")
    terminal.leave()
    assert terminal.plain


def test_a_failure_restores_the_terminal(run: Callable[..., Terminal]) -> None:
    terminal = run("null", "no such word")
    terminal.expect("LookupError: no such word")
    assert terminal.leave() == 1
    assert terminal.plain


def test_ctrl_z_gives_the_terminal_back_and_fg_takes_it_again() -> None:
    program = shlex.join([*PROGRAM, "null"])
    terminal = Terminal(["sh", "-mc", f"{program}; echo SUSPENDED; read line; echo got $line; fg; echo OVER"])
    try:
        terminal.expect("0:0[01] /")
        terminal.press("\x1a")
        terminal.expect("SUSPENDED")
        assert terminal.plain
        terminal.press("a whole line\n")
        terminal.expect("got a whole line")
        terminal.expect("0:0[0-9] /")
        assert not terminal.plain
        terminal.press("q")
        terminal.expect(r"Ending\(by_person=True")
        terminal.expect("OVER")
        assert terminal.plain
    finally:
        terminal.close()


def test_in_the_background_the_terminal_is_left_alone() -> None:
    program = shlex.join([*PROGRAM, "null"])
    terminal = Terminal(
        ["sh", "-mc", f"{program} & sleep 2; echo RUNS; read line; echo got $line; kill %1; wait %1; echo OVER $?"]
    )
    try:
        assert terminal.expect("RUNS") == "RUNS"
        assert terminal.plain
        terminal.press("q\n")  # for the shell
        terminal.expect("got q")
        terminal.expect("OVER 143")
        assert terminal.plain
    finally:
        terminal.close()


@pytest.mark.skipif(shutil.which("bash") is None, reason="other shells' fg sends a signal also to what runs")
def test_fg_takes_the_terminal_also_of_a_program_that_runs_in_the_background() -> None:
    program = shlex.join([*PROGRAM, "null"])
    terminal = Terminal(["bash", "-mc", f"{program} & sleep 2; echo RUNS; fg; echo OVER"])
    try:
        terminal.expect("RUNS")
        terminal.expect("0:0[0-9] /")
        terminal.press("q")
        terminal.expect(r"Ending\(by_person=True")
        terminal.expect("OVER")
        assert terminal.plain
    finally:
        terminal.close()


@pytest.mark.parametrize("stdin", ["pipe", "nothing", "closed"])
def test_without_a_terminal_there_are_no_keys_and_no_error(stdin: str, tmp_path: Path) -> None:
    command = [*PROGRAM, f"wav:{tmp_path / 'out.wav'}"]
    ran = subprocess.run(
        ["sh", "-c", f"exec {shlex.join(command)} <&-"] if stdin == "closed" else command,
        stdin=subprocess.DEVNULL if stdin == "nothing" else subprocess.PIPE,
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE_S,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert ran.stdout == "Ending(by_person=False, position_ms=60000, underruns=0)\n"
    # As fast as it goes: how far it is when it is first looked at depends on the machine.
    assert re.search(r"^\d:\d\d  Knee-to-Chest: Draw your right knee towards your chest\.$", ran.stderr, re.MULTILINE)
    assert "\x1b" not in ran.stderr


def test_sigterm_takes_an_unfinished_wav_away(tmp_path: Path) -> None:
    program = subprocess.Popen(
        [*PROGRAM, f"wav:{tmp_path / 'out.wav'}", "a second of rendering"],
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert program.stderr is not None
    assert program.stderr.readline()  # of the display: the session is under way
    assert list(tmp_path.iterdir())
    program.send_signal(signal.SIGTERM)
    program.communicate(timeout=PATIENCE_S)
    assert program.returncode == 143
    assert not list(tmp_path.iterdir())
