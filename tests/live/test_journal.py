"""What is heard of a session that plays, as the practice log has it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from voicecoach.live.journal import Journal
from voicecoach.play.player import Ending
from voicecoach.practice.entry import PracticeEntry
from voicecoach.practice.log import PracticeLog

BEGAN = PracticeEntry(datetime(2026, 11, 2, tzinfo=UTC), "back", "", "Back", 0, 2, is_live=True)
LISTENING = list(range(0, 30_001, 100))


@pytest.mark.parametrize(
    ("positions_ms", "ending", "is_paced", "heard"),
    [
        (LISTENING, Ending(by_person=False, position_ms=30_050, underruns=0), True, (30_050, True)),
        (LISTENING, Ending(by_person=True, position_ms=30_000, underruns=0), True, (30_000, False)),
        (LISTENING, None, True, (30_000, False)),
        ([0, 1_000, 60_000, 61_000], None, True, (2_000, False)),  # to a step further on
        ([60_000, 61_000, 2_000, 3_000], None, True, (2_000, False)),  # and back, from the middle on
        ([0, 20_000], Ending(by_person=False, position_ms=60_000, underruns=0), False, (60_000, True)),
        ([0, 500], Ending(by_person=True, position_ms=900, underruns=0), True, None),
        ([], None, True, None),
    ],
)
def test_what_was_heard_is_in_the_log(
    tmp_path: Path, positions_ms: list[int], ending: Ending | None, is_paced: object, heard: tuple[int, bool] | None
) -> None:
    log = PracticeLog(tmp_path / "practice.sqlite")
    journal = Journal(log, BEGAN)
    journal.is_paced = bool(is_paced)
    for position_ms in positions_ms:
        journal.note(position_ms)
    journal.end(ending)
    assert journal.is_written == (heard is not None)
    assert [(one.heard_ms, one.is_finished) for one in log.entries()] == [heard] * (heard is not None)


def test_a_session_goes_on_where_the_log_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "practice.sqlite").mkdir()
    journal = Journal(PracticeLog(tmp_path / "practice.sqlite"), BEGAN)
    for position_ms in LISTENING:
        journal.note(position_ms)
    journal.end(None)
    assert "is not in the practice log" in journal.failure
