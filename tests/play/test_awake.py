"""Staying awake: a program of the platform holds the machine, says so, and never outlives the player."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from patience import wait_for

from voicecoach.play.awake import MAY_SLEEP, STAYS_AWAKE, AwakeByProgram, staying_awake

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the keepers are programs of POSIX systems")

# As the real one: it runs the command at its end as a child and waits for it, or refuses with status 1.
INHIBIT = """#!/bin/sh
echo "$$ $*" >> "$KEEPER_LOG"
case "$*" in *"$KEEPER_REFUSES"*) echo "Access denied" >&2; exit 1;; esac
while [ "${1#--}" != "$1" ]; do shift; done
"$@"
"""


@pytest.fixture
def keeper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    def keeper(refuses: str) -> Path:
        program = tmp_path / "systemd-inhibit"
        program.write_text(INHIBIT)
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
        monkeypatch.setenv("KEEPER_LOG", str(tmp_path / "log"))
        monkeypatch.setenv("KEEPER_REFUSES", refuses)
        return tmp_path / "log"

    return keeper


def is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


linux_only = pytest.mark.skipif(sys.platform != "linux", reason="systemd-inhibit is Linux's")


@linux_only
def test_the_machine_is_held_while_the_session_lasts_and_no_longer(keeper: Callable[[str], Path]) -> None:
    log = keeper("nothing")
    with staying_awake() as awake:
        wait_for(lambda: awake.note == STAYS_AWAKE)
        pid, _, asked = log.read_text().partition(" ")
        assert "--what=idle:sleep" in asked
        assert is_running(int(pid))
    assert not is_running(int(pid))


@linux_only
def test_where_all_sleep_may_not_be_forbidden_idling_is(keeper: Callable[[str], Path]) -> None:
    log = keeper("idle:sleep")
    with staying_awake() as awake:
        wait_for(lambda: awake.note == STAYS_AWAKE)
    assert [line.split("--what=")[1].split()[0] for line in log.read_text().splitlines()] == ["idle:sleep", "idle"]


@linux_only
def test_a_refusal_is_one_quiet_note(keeper: Callable[[str], Path], capfd: pytest.CaptureFixture[str]) -> None:
    keeper("idle")
    with staying_awake() as awake:
        wait_for(lambda: awake.note == MAY_SLEEP)
    assert capfd.readouterr() == ("", "")


def test_without_such_a_program_the_note_says_that_it_may_sleep() -> None:
    with AwakeByProgram((("no-such-keeper",),)) as awake:
        wait_for(lambda: awake.note == MAY_SLEEP)


def test_a_keeper_that_does_not_answer_holds_up_nothing(tmp_path: Path) -> None:
    slow = tmp_path / "slow"
    slow.write_text("#!/bin/sh\nexec sleep 600\n")
    slow.chmod(0o755)
    with AwakeByProgram(((str(slow),),)) as awake:
        assert awake.note == ""


@linux_only
def test_a_killed_player_leaves_no_keeper_behind(keeper: Callable[[str], Path]) -> None:
    log = keeper("nothing")
    program = """
import time
from voicecoach.play.awake import staying_awake
with staying_awake() as awake:
    while not awake.note:
        time.sleep(0.01)
    print("held", flush=True)
    time.sleep(30)
"""
    player = subprocess.Popen(
        [sys.executable, "-c", program],
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert player.stdout is not None
    assert player.stdout.readline() == b"held\n"
    pid = int(log.read_text().split()[0])
    assert is_running(pid)
    player.send_signal(signal.SIGKILL)
    player.communicate()
    wait_for(lambda: not is_running(pid))
