"""Going on after whatever ended a session: the place, what was chosen, and a script that has changed since."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from examples import LONG
from patience import PATIENCE_S, wait_for
from virtual_time import VirtualTime

from voicecoach import folders
from voicecoach.live.bookmarks import Bookmark, Bookmarks, resume_place
from voicecoach.live.timeline import LiveTimeline
from voicecoach.session.options import Choices

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from voicecoach.pipeline.session import Session

    Open = Callable[..., Session]

SCRIPT = "Hi.\n\n## Bridge\n\n- sides: right, left\n- hold: 20s\n- ready: 4s\n\n## Plank\n\n- hold: 12s\n- ready: 5s"


def spoken(session: Session) -> LiveTimeline:
    timeline = LiveTimeline.of(session, VirtualTime())
    timeline.producer.begin()
    timeline.producer.wait_until_complete()
    return timeline


def test_a_place_is_kept_and_found_again(opened: Open) -> None:
    session = opened(SCRIPT)
    timeline = spoken(session)
    kept = Bookmarks(session.script.path)
    assert kept.load() is None
    hold = timeline.sections[1].holds[1]
    kept.note(timeline, hold.start_ms + 7_000, gain_db=-4.0, is_muted=True)
    kept.settle()
    bookmark = Bookmarks(session.script.path).load()
    assert bookmark is not None
    assert (bookmark.step, bookmark.hold, bookmark.into_ms) == ("Bridge", 1, 7_000)
    assert (bookmark.gain_db, bookmark.is_muted, bookmark.choices) == (-4.0, True, session.choices)
    exact = resume_place(bookmark, timeline, is_exact=True)
    assert exact is not None
    assert exact.position_ms == hold.start_ms + 7_000
    ready = resume_place(bookmark, timeline, is_exact=False)
    assert ready is not None
    assert hold.start_ms - 9_000 < ready.position_ms <= hold.start_ms - 3_000
    kept.remove()
    assert kept.load() is None


def test_a_slow_disk_keeps_nobody_waiting_and_the_last_place_counts(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = opened(SCRIPT)
    timeline = spoken(session)
    kept = Bookmarks(session.script.path)
    written, fsync = threading.Event(), os.fsync
    too_long: list[bool] = []

    def slowly(descriptor: int) -> None:
        too_long.append(not written.wait(PATIENCE_S))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", slowly)
    for position_ms in (1_000, 5_000, 9_000, 13_000):
        kept.note(timeline, position_ms, gain_db=0.0, is_muted=False)
    kept.note(timeline, 13_100, gain_db=0.0, is_muted=False)
    kept.note(timeline, 13_200, gain_db=0.0, is_muted=False, is_last=True)
    written.set()
    bookmark = kept.load()
    assert bookmark is not None
    assert bookmark.position_ms == 13_200
    assert not any(too_long)
    assert len(too_long) <= 2, "what was overtaken is not written"


def test_it_is_kept_in_the_session_as_the_script_has_it(opened: Open) -> None:
    session = opened(SCRIPT)
    timeline = spoken(session)
    hold = timeline.sections[1].holds[0]
    longer = timeline.lengthened(hold.start_ms + 5_000, 10_000)
    assert longer is not None
    plank_ms = longer.sections[2].step.start_ms
    assert longer.plain_ms(plank_ms + 100) == timeline.sections[2].step.start_ms + 100
    assert longer.plain_ms(hold.start_ms + 3_000) == hold.start_ms + 3_000
    assert longer.plain_ms(hold.start_ms + 12_000) == hold.start_ms + 5_000


def test_a_step_that_moved_is_found_by_its_name(opened: Open) -> None:
    choices = Choices(voice="tone")
    bookmark = Bookmark("x.md", "old", 60_000, 2, "Plank", 0, 4_000, choices)
    moved = spoken(opened("## Plank\n\n- hold: 12s\n- ready: 5s\n\n" + SCRIPT.replace("Plank", "Boat"), choices))
    place = resume_place(bookmark, moved, is_exact=True)
    assert place is not None
    assert place.position_ms == moved.sections[0].holds[0].start_ms + 4_000
    gone = spoken(opened(SCRIPT.replace("Plank", "Boat"), choices))
    place = resume_place(bookmark, gone, is_exact=True)
    assert place is not None
    assert place.position_ms == gone.sections[2].holds[0].start_ms + 4_000


@pytest.mark.parametrize("damage", ["", "{}", "[1]", '{"version": 1, "bookmark": {"choices": {"pace": "x"}}}'])
def test_a_damaged_bookmark_is_none(opened: Open, damage: str) -> None:
    session = opened(SCRIPT)
    kept = Bookmarks(session.script.path)
    kept.note(spoken(session), 3_000, gain_db=0.0, is_muted=False)
    kept.settle()
    (path,) = (folders.cache() / "bookmarks").glob("*.json")
    path.write_text(damage, encoding="utf-8")
    assert kept.load() is None


def test_a_folder_that_cannot_be_written_is_told_once(opened: Open) -> None:
    session = opened(SCRIPT)
    timeline = spoken(session)
    (folders.cache() / "bookmarks").write_text("in the way", encoding="utf-8")
    kept = Bookmarks(session.script.path)
    kept.note(timeline, 3_000, gain_db=0.0, is_muted=False)
    kept.settle()
    assert "could not be saved" in kept.failure


@LONG
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kill -9 is POSIX's")
def test_it_goes_on_after_kill_9(tmp_path: Path) -> None:
    script = tmp_path / "s.md"
    script.write_text(SCRIPT.replace("ready: 4s", "ready: 1s"), encoding="utf-8")  # played in real time
    command = [sys.executable, "-m", "voicecoach", "play", str(script)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    options = ["--voice", "tone", "--device", "null", "--pace", "1.1"]
    log = tmp_path / "log"
    with log.open("w") as errors:
        killed = subprocess.Popen([*command, *options], env=environment, stderr=errors)

        def kept_in_the_hold() -> bool:
            kept = Bookmarks(script).load()
            return kept is not None and kept.hold == 0 and kept.into_ms > 0

        wait_for(kept_in_the_hold)
        killed.kill()
        killed.wait()
    kept = Bookmarks(script).load()
    assert kept is not None
    assert kept.step == "Bridge"
    again = subprocess.run(
        [*command, "--resume", "--exact", "--device", f"wav:{tmp_path / 'rest.wav'}"],
        env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE_S,
    )  # fmt: skip
    assert again.returncode == 0, again.stderr
    seconds = (tmp_path / "rest.wav").stat().st_size / 96_000
    assert 30 < seconds < 80
    none = subprocess.run([*command, "--resume", "--watch"], env=environment | {"VOICECOACH_CACHE_DIR": str(tmp_path)},
                          capture_output=True, text=True, check=False, timeout=PATIENCE_S)  # fmt: skip
    assert none.returncode == 1
    assert "--from STEP" in none.stderr
