"""Hostile and broken scripts: each is answered at once, with the location of the mistake and a hint."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hostile_scripts import READ, REFUSED

from voicecoach.script.compose.read import read_composed
from voicecoach.script.report import Report

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Answer

CHECKOUT = Path(__file__).parents[2]
# A second is asked for; what would take minutes or for ever is told from that on a busy machine, too.
HANGS_S = 10.0


@pytest.mark.parametrize("what", REFUSED)
def test_it_is_a_mistake_with_its_place(answer: Callable[..., Answer], what: str) -> None:
    assert answer(REFUSED[what]).errors


@pytest.mark.parametrize("what", READ)
def test_it_is_words_and_nothing_more(answer: Callable[..., Answer], what: str) -> None:
    answer(READ[what])


@pytest.mark.parametrize(
    "data",
    [b"Hi \xed\xa0\x80", b"\xff\xfeH\0i\0\x00\xd8 \0", b"\xff\xfe\0", b"\x89PNG\r\n\x1a\n", b"ID3\x03\0", b"Hi \xff"],
    ids=["lone surrogate", "lone surrogate in UTF-16", "half a letter", "picture", "sound", "Latin-1"],
)
def test_bytes_that_are_no_text_are_a_mistake(answer: Callable[..., Answer], data: bytes) -> None:
    assert answer(data).errors


def test_a_thousand_scripts_in_each_other(answer: Callable[..., Answer]) -> None:
    for number in range(1_000):
        Path(f"deep{number}.md").write_text(f"[include deep{number + 1}]\n")
        Path(f"base{number}.md").write_text(f"- based on: base{number + 1}\n")
    assert "deep" in answer("[include deep0]\n").errors[0].message
    assert "deep" in answer("- based on: base0\n").errors[0].message


@pytest.mark.parametrize("line", ["[include {}]", "- based on: {}"])
def test_scripts_in_a_ring(answer: Callable[..., Answer], line: str) -> None:
    Path("a.md").write_text(line.format("b"))
    Path("b.md").write_text(line.format("a"))
    (found,) = answer(line.format("a")).errors
    assert "in a circle" in found.message


def test_scripts_that_multiply(answer: Callable[..., Answer]) -> None:
    for number in range(7):
        Path(f"bomb{number}.md").write_text(f"[include bomb{number + 1}]\n" * 1_000)
    Path("bomb7.md").write_text("x\n\n" * 1_000)
    assert answer("[include bomb0]\n").errors


@pytest.mark.parametrize("letter", ["A", "B"], ids=["changed", "put in"])
def test_thousands_of_steps_laid_over_thousands_are_read_at_once(tmp_path: Path, letter: str) -> None:
    Path("base.md").write_text("".join(f"## A{number}\n" for number in range(5_000)))
    path = tmp_path / "given" / "script.md"
    path.write_text("- based on: base\n" + "".join(f"## {letter}{number}\n" for number in range(5_000)))
    begun_s = time.process_time()
    read_composed(path, Report())
    assert time.process_time() - begun_s < HANGS_S


@pytest.mark.parametrize("name", ["outside.md", "loop.md", "pipe.md", "zero.md"])
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_what_leads_out_is_no_script(answer: Callable[..., Answer], tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.md").write_text("A secret.")
    Path("outside.md").symlink_to(tmp_path / "secret.md")
    Path("loop.md").symlink_to("loop.md")
    os.mkfifo("pipe.md")
    Path("zero.md").symlink_to("/dev/zero")
    stem = name.removesuffix(".md")
    assert answer(f"Hi\n\n[include {stem}]").errors
    assert answer(f"- based on: {stem}\n\nHi").errors


def test_a_language_leads_to_no_file(answer: Callable[..., Answer], tmp_path: Path) -> None:
    below = tmp_path / "home" / "wording" / "below"
    below.mkdir()
    (below / "secret.md").write_text("- half: A secret.\n- no such phrase: x\n")
    found = answer("- language: below/secret\n\nHi").errors
    assert [one.location.path for one in found] == ["script.md"] * len(found)


@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured as Linux counts it")
@pytest.mark.parametrize(
    "what", ["a billion words", "ten megabytes", "open brackets", "hundreds of thousands of steps"]
)
def test_it_takes_no_memory(tmp_path: Path, what: str) -> None:
    (tmp_path / "script.md").write_text(REFUSED[what])
    (tmp_path / "small.md").write_text("Hi.")
    program = (
        "import resource, sys; from voicecoach.pipeline.library import check_script; check_script('small.md');"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss; assert not check_script('script.md').summary;"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    environment = os.environ | {"PYTHONPATH": str(CHECKOUT)}
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    assert int(run.stdout) < 60_000  # kilobytes
