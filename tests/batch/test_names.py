"""Names of files from cells and patterns, which never lead out of the folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from voicecoach.batch.columns import CellError
from voicecoach.batch.names import check_pattern, compared, name_of

CELLS = {"script": "a.md", "set.patient": "Anna: M. Huber/3", "level": "2"}


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("{script}-{row}", "a-007.mp3"),
        ("{script}-{set.patient}", "a-Anna M. Huber 3.mp3"),
        ("{Set.Patient}/{level}", "Anna M. Huber 3/2.mp3"),
        ("{script} {set.other}", "a.mp3"),
        ("{script}.m4b", "a.m4b"),
    ],
)
def test_a_pattern_is_filled_from_the_row(pattern: str, name: str) -> None:
    check_pattern(pattern)
    assert name_of(CELLS, 7, "a", pattern, ".mp3") == Path(name)


@pytest.mark.parametrize(
    ("cell", "name"),
    [("anna", "anna.mp3"), ("anna.flac", "anna.flac"), ("M. Huber", "M. Huber.mp3"), ("a/b", "a/b.mp3")],
)
def test_a_cell_names_the_file(cell: str, name: str) -> None:
    assert name_of({"out": cell}, 2, "a", "{row}", ".mp3") == Path(name)


@pytest.mark.parametrize(
    "cell",
    ["../a", "a/../../b", "/etc/a", "\\a", "..\\a", "C:\\a", "c:a", "~/a", "a?.mp3", "CON", ".a", "a//b", "a.exe"],
)
def test_a_name_stays_in_the_folder_and_works_on_every_system(cell: str) -> None:
    with pytest.raises(CellError):
        name_of({"out": cell}, 2, "a", "{row}", ".mp3")


@pytest.mark.parametrize("pattern", ["../{row}", "{levle}", "/{row}", "a:{row}"])
def test_a_pattern_is_checked(pattern: str) -> None:
    with pytest.raises(CellError):
        check_pattern(pattern)


def test_names_are_compared_as_every_system_does() -> None:
    assert compared(Path("Zoe\u0308.mp3")) == compared(Path("ZO\u00cb.mp3"))
