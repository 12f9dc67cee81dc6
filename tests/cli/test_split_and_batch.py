"""A session in parts, and several scripts at once, through the real command."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import mutagen
import numpy as np
import pytest
import soundfile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    Run = Callable[..., Any]
    Write = Callable[..., str]

SCRIPT = """# Two: a start?

- voice: tone

Welcome to it.

## Bridge

- hold: 10s

Lie down.

## Child's Pose / rest

- hold: 10s
- finish: Done.
"""


def samples_of(path: Path) -> NDArray[np.int16]:
    return np.asarray(soundfile.read(path, dtype="int16")[0])


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("suffix", ["wav", "flac"])
def test_parts_played_in_order_are_the_session(run: Run, write: Write, tmp_path: Path, suffix: str) -> None:
    run("export", write(SCRIPT), "-o", f"whole.{suffix}", "--split", "parts")
    parts = [path for path in sorted((tmp_path / "parts").iterdir()) if path.suffix == f".{suffix}"]
    assert [path.stem for path in parts] == ["01 Two a start", "02 Bridge", "03 Child's Pose rest"]
    assert np.array_equal(
        np.concatenate([samples_of(path) for path in parts]), samples_of(tmp_path / f"whole.{suffix}")
    )


def test_parts_of_an_mp3_join_at_whole_frames_without_a_gap(run: Run, write: Write, tmp_path: Path) -> None:
    run("export", write(SCRIPT), "-o", "whole.wav", "--split", "wav")
    run("export", write(SCRIPT), "--split", "mp3")
    parts = [samples_of(path) for path in sorted((tmp_path / "mp3").glob("*.mp3"))]
    whole = samples_of(tmp_path / "whole.wav")
    joined = np.concatenate(parts)
    assert len(joined) == len(whole)
    assert all(len(part) % 1_152 == 0 for part in parts[:-1])
    error = joined.astype(float) - whole
    assert 20 * np.log10(np.sqrt(np.mean(error**2)) / 32_768) < -55


def test_each_part_says_where_it_belongs(run: Run, write: Write, tmp_path: Path) -> None:
    run("export", write(SCRIPT), "--split", "parts")
    tags = mutagen.File(tmp_path / "parts" / "02 Bridge.mp3")
    assert (str(tags["TIT2"]), str(tags["TALB"]), str(tags["TRCK"])) == ("Bridge", "Two: a start?", "2/3")
    assert "Exercise 1 of 2: Bridge." in str(tags["USLT::eng"])


def test_the_playlist_names_the_parts_in_order_with_their_lengths(run: Run, write: Write, tmp_path: Path) -> None:
    run("export", write(SCRIPT), "--split", "parts")
    folder = tmp_path / "parts"
    (playlist,) = folder.glob("*.m3u8")
    lines = playlist.read_text(encoding="utf-8").splitlines()
    assert lines[:2] == ["#EXTM3U", "#PLAYLIST:Two: a start?"]
    assert lines[3::2] == [name for name in names_in(folder) if name.endswith(".mp3")]
    for described, name in zip(lines[2::2], lines[3::2], strict=True):
        length_s = re.match(r"#EXTINF:(\d+),", described)
        assert length_s
        assert int(length_s[1]) == pytest.approx(mutagen.File(folder / name).info.length, abs=0.6)


def test_without_a_split_a_step_has_its_name_alone(run: Run, write: Write, tmp_path: Path) -> None:
    run("export", write(SCRIPT), "-o", "whole.mp3")
    assert "Exercise 1" not in str(mutagen.File(tmp_path / "whole.mp3")["USLT::eng"])


def test_a_split_needs_a_folder(run: Run, write: Write, tmp_path: Path) -> None:
    (tmp_path / "parts").write_text("a file")
    done = run("export", write(SCRIPT), "--split", "parts")
    assert done.code == 2
    assert "'parts' is a file" in done.err


def test_a_batch_goes_on_after_a_failure_and_sums_up(run: Run, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.md").write_text(SCRIPT)
    (tmp_path / "broken.md").write_text("- hold 30s\n")
    done = run("export", "one.md", "broken.md", "nowhere", "two.md", "-o", "out")
    assert done.code == 1
    assert names_in(tmp_path / "out") == ["one.mp3", "two.mp3"]
    assert "broken.md:1:3: error" in done.err
    assert done.err.splitlines()[-2:] == ["2 of 4 done", "not done: broken.md, nowhere"]


def test_all_exports_the_scripts_of_the_persons_own_folder(run: Run, tmp_path: Path) -> None:
    assert "voicecoach new" in run("export", "--all").err
    own = tmp_path / "home" / "scripts"
    own.mkdir(parents=True)
    (own / "one.md").write_text(SCRIPT)
    done = run("export", "--all", "-o", "out")
    assert (done.code, done.err.splitlines()[-1], names_in(tmp_path / "out")) == (0, "1 of 1 done", ["one.mp3"])
    (own / "broken.md").write_text("- hold 30s\n")
    done = run("export", "--all", "-o", "out")
    assert (done.code, done.err.splitlines()[-2:]) == (1, ["1 of 2 done", "not done: broken"])
    assert run("export", "--all", "one").code == 2


def test_a_batch_that_is_well_ends_with_0(run: Run, tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text(SCRIPT)
    (tmp_path / "two.md").write_text(SCRIPT)
    done = run("export", "one.md", "two.md", "--split", "parts")
    assert (done.code, done.err.splitlines()[-1]) == (0, "2 of 2 done")
    assert names_in(tmp_path / "parts") == ["one", "two"]


@pytest.mark.parametrize("more", [["-o", "x.mp3"], ["--cues", "x.json"]])
def test_what_is_for_one_script_is_wrong_usage_for_two(run: Run, write: Write, more: list[str]) -> None:
    assert run("export", write(SCRIPT), "lower-back", *more).code == 2
