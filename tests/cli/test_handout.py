"""``voicecoach handout``: where its pages go, and what is told."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from command_line import Done

TONE = ("--voice", "tone")
SHORT = "# Short\n\n## A\n- hold: 5s\n"


@pytest.fixture(autouse=True)
def scripts(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.md").write_text(SHORT, encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "files"),
    [
        (("one.md",), ["one.html"]),
        (("one.md", "-o", "a.HTML", "--lines"), ["a.HTML"]),
        (("one.md", "two.md"), ["one.html", "two.html"]),
        (("one.md", "two.md", "-o", "new/"), ["new/one.html", "new/two.html"]),
    ],
    ids=str,
)
def test_a_page_is_written_for_each_script(
    run: Callable[..., Done], tmp_path: Path, words: tuple[str, ...], files: list[str]
) -> None:
    done = run("handout", *words, *TONE, "--set", "patient=Anna")
    assert (done.code, done.out) == (0, "")
    assert done.err.split() == [str(Path(file)) for file in files]
    assert all("Anna" in (tmp_path / file).read_text(encoding="utf-8") for file in files)


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("one.md", "-o", "a.docx"), 2, ".html or .pdf"),
        (("one.md", "two.md", "-o", "a.html"), 2, "a folder"),
        (("one.md", "-o", "no/such/a.html"), 1, "create the folder first"),
        (("one.md", "nothing"), 1, "not done: nothing"),
        (("one.md", "--link", "x" * 600), 1, "shorten the address"),
        (("one.md", "--only", "B"), 1, "B"),
    ],
    ids=str,
)
def test_what_cannot_be_written_is_told(run: Callable[..., Done], words: tuple[str, ...], code: int, told: str) -> None:
    done = run("handout", *words, *TONE)
    assert done.code == code
    assert told in done.err
