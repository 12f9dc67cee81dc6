"""Ended by a signal at whatever moment, also by an impatient person: the code says so, and nothing stays behind."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from patience import PATIENCE_S, wait_for

if TYPE_CHECKING:
    pass


pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="what is left running is found through /proc")
WAITING = (str(Path(__file__).with_name("with_faulty_voice.py")),)
COMMANDS = {
    "export": ["export", "a.md", "-o", "a.mp3", "--cover", "none"],
    "play": ["play", "a.md", "--device", "null"],
    "say": ["say", "Welcome. Lie down on your back.", "-o", "a.wav"],
}


def speaking(place: Any) -> bool:
    """Return whether a worker of the system's voice has begun."""
    return any(place.temporary.glob("voicecoach-system-*/*.wav"))


@pytest.mark.parametrize(
    ("command", "sent", "code"),
    [
        ("export", "SIGINT", 130),
        ("play", "SIGHUP", 129),
        ("say", "SIGTERM", 143),
    ],
)
def test_a_signal_while_the_system_speaks_ends_everything(place: Any, command: str, sent: str, code: int) -> None:
    for name in ("a.mp3", "a.wav"):
        (place.files / name).write_bytes(b"precious")
    running = place.start(*COMMANDS[command], "--voice", "system")
    wait_for(lambda: speaking(place))
    running.send_signal(getattr(signal, sent))
    out, err = running.communicate(timeout=PATIENCE_S)
    assert (running.returncode, out) == (code, "")
    assert "Traceback" not in err
    assert "Exception" not in err
    assert err.endswith("interrupted\n") == (sent == "SIGINT")
    assert {path.name: path.read_bytes() for path in place.files.glob("a.[mw]*3")} == {"a.mp3": b"precious"}
    assert (place.files / "a.wav").read_bytes() == b"precious"
    wait_for(lambda: not place.running())
    assert place.left() == []


@pytest.mark.parametrize(("command", "apart_s"), [("export", 0.0), ("export", 0.05), ("play", 0.02)])
def test_an_impatient_person_is_told_the_same_once(place: Any, command: str, apart_s: float) -> None:
    running = place.start(*COMMANDS[command], "--voice", "faulty:waits", program=WAITING)
    wait_for(place.cache.exists)
    for _ in range(3):
        running.send_signal(signal.SIGINT)
        time.sleep(apart_s)
    _, err = running.communicate(timeout=PATIENCE_S)
    # The latter where it came before the program's own first line
    assert running.returncode in {130, -signal.SIGINT}, err
    assert err.count("interrupted") <= 1
    assert "Traceback" not in err
    wait_for(lambda: not place.running())
    place.run(*COMMANDS["export"])
    assert place.left() == []


def test_a_signal_that_is_ignored_stays_ignored(place: Any) -> None:
    exporting = place.start(
        "export",
        "a.md",
        "--voice",
        "faulty:waits",
        "-o",
        "a.mp3",
        "--cover",
        "none",
        program=WAITING,
        preexec_fn=_ignore_hanging_up,
    )
    wait_for(place.cache.exists)
    exporting.send_signal(signal.SIGHUP)
    place.let_it_speak()
    assert exporting.wait(PATIENCE_S) == 0
    assert (place.files / "a.mp3").exists()


def _ignore_hanging_up() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)


DROPPED = """
import os, signal, sys, time, weakref
import click
from voicecoach.cli.main import main, voicecoach

class Dropped:
    pass

def interrupted_in_a_callback(_):
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(0.2)  # the handler of the signal raises here, and Python drops that

@click.command()
@click.argument("turns", type=int)
def drop(turns):
    each = Dropped()
    watch = weakref.ref(each, interrupted_in_a_callback)
    del each
    print("dropped", flush=True)
    for _ in range(turns):
        time.sleep(0.01)
    print("end", flush=True)

voicecoach.add_command(drop)
main()
"""


@pytest.mark.parametrize("turns", ["1000", "0"], ids=["while it goes on", "at its end"])
def test_an_interrupt_that_python_drops_counts_all_the_same(place: Any, turns: str) -> None:
    done = place.run("drop", turns, program=("-c", DROPPED))
    assert (done.code, done.err.strip()) == (130, "interrupted")
    assert done.out == "dropped\n" + ("end\n" if turns == "0" else "")


DROPPED_AGAIN = """
import os, signal, threading, time, weakref
import click
from voicecoach.cli.main import main, voicecoach

class Dropped:
    pass

class Interrupted(threading.Timer):  # started where the program is told of what was dropped
    def start(self):
        if not told:
            told.append(self)
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(0.1)
        super().start()

told = []

@click.command()
def drop():
    threading.Timer = Interrupted
    each = Dropped()
    watch = weakref.ref(each, lambda _: [os.kill(os.getpid(), signal.SIGINT), time.sleep(0.1)])
    del each
    time.sleep(20)

voicecoach.add_command(drop)
main()
"""


def test_one_more_interrupt_while_the_first_is_told_of_is_no_traceback(place: Any) -> None:
    done = place.run("drop", program=("-c", DROPPED_AGAIN))
    assert (done.code, done.out, done.err.strip()) == (130, "", "interrupted")


WITH_A_THREAD = """
import threading, time, click
from voicecoach.cli.main import main, voicecoach

@click.command()
def hang():
    threading.Thread(target=time.sleep, args=(60,)).start()
    print("done")

voicecoach.add_command(hang)
main()
"""


def test_a_thread_that_hangs_does_not_keep_the_program(place: Any) -> None:
    done = place.run("hang", program=("-c", WITH_A_THREAD))
    assert (done.code, done.out, done.err) == (0, "done\n", "")


@pytest.mark.parametrize(("sent", "code"), [("SIGINT", 130), ("SIGTERM", 143)])
def test_the_terminal_is_as_it_was(place: Any, sent: str, code: int) -> None:
    import pty
    import termios

    ours, theirs = pty.openpty()
    before = termios.tcgetattr(theirs)
    playing = place.start("play", "a.md", "--device", "null", stdin=theirs, stderr=theirs)
    wait_for(lambda: termios.tcgetattr(theirs)[3] != before[3])  # it takes single keys, without echo
    playing.send_signal(getattr(signal, sent))
    assert playing.wait(PATIENCE_S) == code
    assert termios.tcgetattr(theirs) == before
    os.close(ours)
    os.close(theirs)
