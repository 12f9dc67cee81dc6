"""A place of its own for every run of the real command line, and what is left in it afterwards."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from patience import PATIENCE_S

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CHECKOUT = Path(__file__).parents[2]
SCRIPT = """
# A session

- voice: tone

Welcome.

## Knee

- hold: 4s
- sides: right, left
- countdown: 0
- at half: off

Draw your knee in.
"""


@dataclass(frozen=True)
class Done:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


@dataclass
class Place:
    """A folder for the files of a person, and one each for their own folder, the cache and what is temporary."""

    root: Path
    environment: dict[str, str] = field(default_factory=dict)
    started: list[subprocess.Popen[str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for folder in (self.files, self.home, self.temporary):
            folder.mkdir()
        self.write(SCRIPT)

    @property
    def files(self) -> Path:
        return self.root / "files"

    @property
    def home(self) -> Path:
        return self.root / "home"

    @property
    def cache(self) -> Path:
        return self.root / "cache"

    @property
    def temporary(self) -> Path:
        return self.root / "temporary"

    def write(self, text: str, name: str = "a.md") -> Path:
        path = self.files / name
        path.write_text(textwrap.dedent(text).lstrip("\n"), encoding="utf-8")
        return path

    def start(
        self, *words: str, program: tuple[str, ...] = ("-m", "voicecoach"), **options: object
    ) -> subprocess.Popen[str]:
        """Start the command line, or another program in its stead, in the folder for files."""
        environment = {
            **os.environ,
            "PYTHONPATH": str(CHECKOUT),
            "VOICECOACH_HOME": str(self.home),
            "VOICECOACH_CACHE_DIR": str(self.cache),
            "TMPDIR": str(self.temporary),
            "XDG_CACHE_HOME": str(self.root / "xdg"),
            **self.environment,
        }
        streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        running = subprocess.Popen(
            [sys.executable, *program, *words],
            cwd=self.files,
            env=environment,
            text=True,
            encoding="utf-8",
            **{**streams, **options},  # type: ignore[call-overload]
        )
        self.started.append(running)
        return running

    def run(self, *words: str, **options: object) -> Done:
        """Run the command line to its end, which never is a traceback."""
        running = self.start(*words, **options)  # type: ignore[arg-type]
        out, err = running.communicate(timeout=PATIENCE_S)
        assert "Traceback" not in err
        return Done(running.returncode, out, err)

    def let_it_speak(self) -> None:
        """Let the voice ``faulty:waits`` go on."""
        (self.home / "go-on").touch()

    def left(self) -> list[str]:
        """Return what is neither a person's file nor whole: parts, and anything temporary."""
        parts = [path for path in self.root.rglob("*") if "part" in path.suffix or "-part-" in path.name]
        return [str(path.relative_to(self.root)) for path in (*parts, *self.temporary.iterdir())]

    def running(self) -> list[int]:
        """Return the numbers of the programs that were started here, or by one that was; only on Linux."""
        found = []
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                if str(self.root).encode() in (entry / "environ").read_bytes():
                    found.append(int(entry.name))
            except OSError:  # it has ended, or is somebody else's
                continue
        return found


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    here = Place(tmp_path)
    yield here
    for running in here.started:
        running.kill()
        running.communicate()


@pytest.fixture(scope="session")
def place_in() -> Callable[[Path], Place]:
    return Place
