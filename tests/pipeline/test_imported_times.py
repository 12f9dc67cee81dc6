"""Import keeps the times of subtitles, and tells of those that the words before them miss."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from voicecoach.importing.writer import LATE
from voicecoach.pipeline.import_script import import_script
from voicecoach.pipeline.load import load_script
from voicecoach.pipeline.session import Session
from voicecoach.session.options import Choices

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("starts_s", "untils", "late"),
    [
        ((0, 10, 20), 2, 0),
        ((0, 4, 20), 1, 1),
        ((0, 1, 2, 3, 30), 1, 3),
        ((5, 5, 5), 1, 2),
    ],
)
def test_no_time_is_written_that_the_words_miss(
    starts_s: tuple[int, ...], untils: int, late: int, tmp_path: Path
) -> None:
    words = "Notice the weight of your legs, and let them sink into the ground."
    cues = "".join(f"1\n00:00:{s:02},000 --> 00:00:{s + 1:02},000\n{words}\n\n" for s in starts_s)
    done = import_script(cues.encode(), "a.srt", output=tmp_path / "a.md")
    assert done.imported.text.count("[until ") == untils
    assert [entry.became for entry in done.imported.entries].count(LATE) == late
    with Session(load_script(str(tmp_path / "a.md"), Choices()), Choices()) as session:
        assert session.missed_times() == ()
