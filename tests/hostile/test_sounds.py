"""Sounds with false headers, or none: each is played within the limits, or is a mistake with its location."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile
from in_process import run
from lying_sounds import LYING_SOUNDS, ODD, RATE_HZ, tone

from voicecoach.errors import NotFoundError, SoundError
from voicecoach.sound.library import SoundLibrary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from conftest import Answer

CHECKOUT = Path(__file__).parents[2]
HANGS_S = 10.0
USES = {
    "sound": ("Hi.\n\nListen. [sound {}]\n", (3, 9)),
    "chime": ("Hi.\n\nListen. [chime {}]\n", (3, 9)),
    "bed": ("- bed: {}\n\nListen.\n", (1, 8)),
}
posix = pytest.mark.skipif(os.name != "posix", reason="there are no such files here")


@pytest.fixture(scope="module", autouse=True)
def _made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Make the files once; each test has a link to the one that it asks about."""
    folder = tmp_path_factory.mktemp("sounds")
    for name, (make, _) in LYING_SOUNDS.items():
        (folder / name).write_bytes(make(folder / f"made.{name.rpartition('.')[2]}"))
    os.environ["HOSTILE_SOUNDS"] = str(folder)
    yield
    del os.environ["HOSTILE_SOUNDS"]


def put(name: str) -> None:
    if name in ODD:
        ODD[name][0](Path(name))
    else:
        os.link(Path(os.environ["HOSTILE_SOUNDS"], name), name)


@pytest.mark.parametrize("name", [*LYING_SOUNDS, *(pytest.param(name, marks=posix) for name in ODD)])
@pytest.mark.parametrize("use", USES)
def test_it_is_played_or_told_at_its_place(answer: Callable[..., Answer], name: str, use: str) -> None:
    put(name)
    said = (LYING_SOUNDS | ODD)[name][1]
    text, place = USES[use]
    got = answer(text.format(name))
    begun_s = time.process_time()
    exported = run("export", "script.md", "-o", "x.wav", "--voice", "tone", "--cover", "none")
    assert time.process_time() - begun_s < HANGS_S
    if said:
        (found,) = got.errors
        assert said in found.message
        assert (found.location.line, found.location.column) == place
        assert exported.code == 1
        assert f"script.md:{place[0]}:{place[1]}: error: {found.message}\n    {found.hint}" in exported.err
        assert not Path("x.wav").exists()
    else:
        assert got.errors == []
        assert exported.code == 0
        samples, rate_hz = soundfile.read("x.wav")
        assert np.abs(samples).max() > 0.01
        assert len(samples) < 20 * rate_hz


def test_what_comes_is_what_counts_not_what_the_file_says() -> None:
    for name in ("unknown-length.flac", "4-gb.wav", "an-hour.mp3", "years.mp3"):
        put(name)
        assert SoundLibrary([Path()]).recording(name).duration_ms == pytest.approx(2_000, abs=60)


def test_all_the_sounds_of_a_session_have_an_end_together() -> None:
    for name in ("a.wav", "b.wav", "c.wav", "d.wav"):
        soundfile.write(name, tone(2), RATE_HZ)
    library = SoundLibrary([Path()], most_ms=7_000)
    assert len(library.loop("a", most_channels=2)) == 1  # both channels are the same
    library.recording("b")
    library.recording("b")
    library.chime("c")
    for name in ("d", "e", "d"):
        with pytest.raises((SoundError, NotFoundError), match="together" if name == "d" else "no sound"):
            library.recording(name)
    assert library.recording("b").duration_ms == 2_000


@posix
@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured as Linux counts it")
def test_they_take_no_memory() -> None:
    scripts = []
    for name in (*LYING_SOUNDS, *ODD):
        put(name)
        for use, (text, _) in USES.items():
            scripts.append(f"{use}-{name}.md")
            Path(scripts[-1]).write_text(text.format(name))
    Path("well.wav").write_bytes(Path("loud.wav").read_bytes())
    Path("well.md").write_text("".join(text.format("well.wav") for text, _ in reversed(USES.values())))
    program = (
        "import resource, sys; from voicecoach.pipeline.library import check_script; check_script('well.md')\n"
        "kilobytes = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "before = kilobytes()\n"
        "for name in sys.argv[1:]: check_script(name)\n"
        "print(kilobytes() - before)"
    )
    environment = os.environ | {"PYTHONPATH": str(CHECKOUT)}
    run = subprocess.run(
        [sys.executable, "-c", program, *scripts], env=environment, capture_output=True, text=True, check=True
    )
    assert int(run.stdout) < 60_000  # kilobytes
