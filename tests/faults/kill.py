"""Exports that are really killed, at random moments: the file is the old or the new one, and the next run tidies up.

``python -m tests.faults.kill --count 200`` prints what was found, and fails where something was torn or left over.
It needs a system with /proc.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_SCRIPT = """\
# A session

{welcome}

## Knee

- hold: 4s
- sides: right, left

Draw your knee towards your chest. Breathe out slowly.
"""
_MOST_BEFORE_A_WHOLE_RUN = 5
_ORPHAN_DEADLINE_S = 60.0


@dataclass
class Place:
    """A folder with a script, an audio file, and folders of its own for all that a run leaves elsewhere.

    Every run in it has the folder's name in its environment, by which it and its children are found again.
    """

    folder: Path
    voice: str
    moments_s: float = 0.0
    found: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        for name in ("out", "tmp", "home"):
            (self.folder / name).mkdir(parents=True)
        self._write("Welcome. This was another session.")
        self.run(*self.export)
        self.old = self.target.read_bytes()
        self._write("Welcome. Lie down, and close your eyes.")
        shutil.rmtree(self.cache)
        begun_s = time.monotonic()
        self.run(*self.export)
        self.moments_s = time.monotonic() - begun_s
        self.new = self.target.read_bytes()
        self.run("verify", self.target)

    @property
    def export(self) -> tuple[str, ...]:
        """The command that is killed; drawing a cover would only take time."""
        return "export", "--voice", self.voice, "--cover", "none"

    @property
    def target(self) -> Path:
        """The audio file."""
        return self.folder / "out" / "session.mp3"

    @property
    def cache(self) -> Path:
        """The cache of every run here."""
        return self.folder / "cache"

    def start(self, *words: str | Path) -> subprocess.Popen[bytes]:
        """Start the command line with the script, and with the file as its target where it exports."""
        target = ["-o", self.target] if words[0] == "export" else []
        environment = {
            "VOICECOACH_HOME": str(self.folder / "home"),
            "VOICECOACH_CACHE_DIR": str(self.cache),
            "TMPDIR": str(self.folder / "tmp"),
        }
        return subprocess.Popen(
            [sys.executable, "-m", "voicecoach", *words, self.folder / "script.md", *target],
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    def run(self, *words: str | Path) -> None:
        """Run the command line to its end, which has to be a good one."""
        program = self.start(*words)
        _, said = program.communicate()
        assert program.returncode == 0, said.decode()

    def kill(self, after_s: float, *, with_children: bool) -> None:
        """Kill an export after so long, and look at the file; a whole one is replaced by the old one again."""
        program = self.start(*self.export)
        try:
            program.wait(after_s)
        except subprocess.TimeoutExpired:
            self.found["killed"] += 1
            (os.killpg if with_children else os.kill)(program.pid, signal.SIGKILL)
        program.communicate()
        content = self.target.read_bytes()
        self.found[self._kind(content)] += 1
        self.found["with something left beside it"] += len(list(self.target.parent.iterdir())) > 1
        self.target.write_bytes(self.old)

    def finish(self) -> None:
        """Run a whole export, and look for what was left over."""
        self.run(*self.export)
        self.found["whole runs after them"] += 1
        self.found["torn"] += self._kind(self.target.read_bytes()) != "new file"
        left = [path for path in (self.folder / "out").iterdir() if path != self.target]
        left += [path for path in self.cache.rglob("*") if "-part-" in path.name]
        left += (self.folder / "tmp").iterdir()
        for path in left:
            print(f"left over: {path}")  # noqa: T201 - a program that prints what it found
        self.found["left over"] += len(left)
        until_s = time.monotonic() + _ORPHAN_DEADLINE_S
        while (orphans := self._running()) and time.monotonic() < until_s:
            time.sleep(0.05)
        self.found["orphans"] += len(orphans)
        self.target.write_bytes(self.old)

    def _kind(self, content: bytes) -> str:
        if content == self.old:
            return "old file"
        if content == self.new:
            return "new file"
        if self.voice.startswith("system"):  # espeak-ng never speaks twice alike, so that its file is read back
            self.run("verify", self.target)
            return "new file"
        return "torn"

    def _running(self) -> list[int]:
        mark = str(self.folder).encode()
        found = []
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                if mark in (entry / "environ").read_bytes():
                    found.append(int(entry.name))
            except OSError:  # it has ended, or is somebody else's
                continue
        return found

    def _write(self, welcome: str) -> None:
        (self.folder / "script.md").write_text(_SCRIPT.format(welcome=welcome), encoding="utf-8")


def kill_many(voices: list[str], count: int, seed: int, folder: Path) -> Counter[str]:
    """Return what was found when so many exports were killed, in batches that begin with an empty cache or a full one.

    Args:
        voices: Of the sessions, in turns.
        count: How many are killed; one that was sooner at its end is not counted.
        seed: Of the moments.
        folder: For all files.
    """
    chosen = random.Random(seed)  # noqa: S311 - any moments will do
    places = [Place(folder / voice.replace(":", "-"), voice) for voice in voices]
    before_a_whole_run = min(_MOST_BEFORE_A_WHOLE_RUN, max(1, count // (2 * len(places))))
    batch = 0
    while sum(place.found["killed"] for place in places) < count:
        place = places[batch % len(places)]
        if batch // len(places) % 2:
            shutil.rmtree(place.cache)
        for turn in range(before_a_whole_run):
            place.kill(chosen.uniform(0.05, place.moments_s), with_children=bool(turn % 2))
        place.finish()
        batch += 1
    return sum((place.found for place in places), Counter())


def main(**given: Any) -> int:
    """Kill, print what was found, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200, help="how many exports are killed")
    parser.add_argument("--seed", type=int, default=0, help="of the moments")
    parser.add_argument("--voices", default="tone,hibari,system", help="of the sessions, in turns")
    asked = parser.parse_args(**given)
    with tempfile.TemporaryDirectory(prefix="kill-") as folder:
        found = kill_many(asked.voices.split(","), asked.count, asked.seed, Path(folder))
    for what, times in sorted(found.items()):
        print(f"{times:5d} {what}")  # noqa: T201 - likewise
    return int(any(found[bad] for bad in ("torn", "left over", "orphans")))


if __name__ == "__main__":
    sys.exit(main())
