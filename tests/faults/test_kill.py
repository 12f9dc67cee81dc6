"""``kill -9`` at any moment: a smaller run of the program beside this file, which runs for as long as one likes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from examples import LONG

KILL = Path(__file__).with_name("kill.py")


@LONG
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="what is left running is found through /proc")
def test_exports_that_are_killed_tear_nothing_and_leave_nothing() -> None:
    command = [sys.executable, str(KILL), "--count", "4", "--voices", "tone"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    found = {what: int(times) for times, what in (line.split(maxsplit=1) for line in run.stdout.splitlines())}
    assert found["killed"] >= 4
    assert found["old file"] > 0
    assert not {"torn", "left over", "orphans"} & set(found)
