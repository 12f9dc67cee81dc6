"""A session has the same sound live, as blocks and in a file."""

from __future__ import annotations

import json
import threading
import weakref
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile
from patience import PATIENCE_S
from rich.console import Console

from voicecoach import folders
from voicecoach.errors import ScriptError
from voicecoach.live.play import play_live
from voicecoach.live.producer import TimelineProducer
from voicecoach.live.timeline import LiveTimeline
from voicecoach.mix.mastering import mastering_gain_db
from voicecoach.pipeline.load import load_script
from voicecoach.pipeline.plan import Plan
from voicecoach.pipeline.session import Session
from voicecoach.play.executor import Executor
from voicecoach.session.options import Choices
from voicecoach.session.schedule.scheduler import Scheduler
from voicecoach.session.sounding import partial_sections
from voicecoach.session.timeline import GrowingSection
from voicecoach.units import db_to_gain, ms_to_frames

if TYPE_CHECKING:
    from collections.abc import Callable

    from voicecoach.session.timeline import PlacedSection

    Open = Callable[..., Session]

SCRIPT = """
# A short one

- safety: Take care.

Hello. [500ms] It takes {remaining}.

## Stretch

- sides: right, left
- hold: 4s
- ready: 1s
- change: 1s
- countdown: 2

Lie down. [chime bowl]

## Breathe

- breathe: in 1s, out 1s
- rounds: 2

---

Bye.
"""


@pytest.fixture
def session(opened: Open) -> Session:
    return opened(SCRIPT)


def test_a_session_that_is_over_is_freed_at_once(tmp_path: Path) -> None:
    """A circle of objects would keep its sounds until Python looks for it, and many exports would grow."""
    path = tmp_path / "short.md"
    path.write_text(SCRIPT, encoding="utf-8")
    choices = Choices(voice="tone")
    session = Session(load_script(str(path), choices), choices)
    with session:
        session.timeline()
    over = weakref.ref(session)
    del session
    assert over() is None


def test_what_is_placed_live_is_the_whole_timeline(session: Session) -> None:
    ready = [one for one in session.sections_live() if one.is_whole]
    timeline = session.timeline()
    assert [one.total_ms for one in ready] == [None] * (len(ready) - 1) + [timeline.duration_ms]
    assert tuple(clip for one in ready for clip in one.section.clips) == timeline.clips
    assert tuple(hold for one in ready for hold in one.section.holds) == timeline.holds


def test_what_is_mixed_live_is_the_whole_mix(session: Session) -> None:
    timeline = session.timeline()
    whole = np.concatenate(list(session.blocks(timeline)))
    live = LiveTimeline.of(session, Executor())
    live.producer.begin()
    np.testing.assert_array_equal(np.concatenate(list(live.blocks())), whole)
    assert len(whole) == ms_to_frames(timeline.duration_ms)


@pytest.mark.parametrize("setting", ["", "- bed: rain\n"])
@pytest.mark.parametrize("wake_after_ms", [0, 400])
def test_it_is_the_same_sound_when_every_phrase_is_waited_for(opened: Open, setting: str, wake_after_ms: int) -> None:
    long = "\n\n".join(f"These are the words of paragraph {number}." for number in range(6))
    script = f"{setting}{long}\n\n## Stretch\n\n- hold: 4s\n\n{long}\n\n---\n\n{long} [chime bowl] Bye."
    session = opened(script, Choices(voice="tone", wake_after_ms=wake_after_ms))
    timeline = session.timeline()
    plan = Plan(session.script, session.choices, session.speaker.estimate_ms, lambda _: 0)
    scheduler = Scheduler({clip.source: clip.duration_ms for clip in timeline.clips})
    pieces: list[GrowingSection] = []
    for section in plan.sections:
        pieces += [
            GrowingSection(scheduler.place_partial(part), None, is_whole=False) for _, part in partial_sections(section)
        ]
        pieces.append(GrowingSection(scheduler.place(section), None))
    pieces[-1] = replace(pieces[-1], total_ms=timeline.duration_ms)
    assert len(pieces) == 3 * 6 + 3 + 1, "with the name of the step"

    turns = threading.Semaphore(0)

    class OneByOne(TimelineProducer):
        def wait_for(self, index: int, known: PlacedSection | None = None) -> bool:
            turns.release()
            return super().wait_for(index, known)

    producer = OneByOne((piece for piece in pieces if turns.acquire(timeout=PATIENCE_S)), Executor())
    producer.begin()
    whole = np.concatenate(list(session.blocks(timeline)))
    np.testing.assert_array_equal(np.concatenate(list(LiveTimeline(session, producer).blocks())), whole)


@pytest.mark.usefixtures("nothing_spoken")
def test_live_sound_begins_before_the_second_sections_words_are_spoken(session: Session) -> None:
    next(session.sections_live())
    assert session.speaker.is_cached("Hello.")
    assert not session.speaker.is_cached("Bye.")


def test_a_wav_device_and_a_wav_file_hold_the_same_samples_but_for_the_gain(session: Session, tmp_path: Path) -> None:
    timeline = session.timeline()
    gain_db = mastering_gain_db(timeline, session.sound_of)
    assert gain_db % 0.5 == 0
    session.export(tmp_path / "file.wav", timeline)
    with Path.open(tmp_path / "log.txt", "w", encoding="utf-8") as log:
        ending = play_live(session, f"wav:{tmp_path / 'device.wav'}", partial(Console, file=log))
    assert not ending.by_person
    exported, _ = soundfile.read(tmp_path / "file.wav", dtype="int16")
    played, rate_hz = soundfile.read(tmp_path / "device.wav", dtype="int16")
    assert (rate_hz, len(played)) == (48_000, ms_to_frames(timeline.duration_ms))
    # Each is rounded to 16 bit by half a step, the played one's made larger by the gain; a hair is single precision's.
    assert np.abs(exported - played * db_to_gain(gain_db)).max() <= 0.5 * (1 + db_to_gain(gain_db)) + 0.01


def test_an_exported_file_is_the_same_bytes_again(session: Session, tmp_path: Path) -> None:
    first = session.export(tmp_path / "a.mp3", session.timeline())
    again = session.export(tmp_path / "b.mp3", session.timeline())
    assert first.path.read_bytes() == again.path.read_bytes()
    assert first.duration_ms == session.timeline().duration_ms


def test_the_sheet_says_what_the_audio_does(session: Session, tmp_path: Path) -> None:
    timeline = session.timeline()
    sheet = json.loads(json.dumps(session.sheet(timeline)))
    session.export(tmp_path / "file.wav", timeline)
    audio, _ = soundfile.read(tmp_path / "file.wav", dtype="float32")
    assert len(audio) == ms_to_frames(sheet["duration_ms"])
    sounding = np.zeros(sheet["duration_ms"], dtype=bool)
    for cue in sheet["cues"]:
        heard = audio[ms_to_frames(cue["start_ms"]) :][: ms_to_frames(30)]
        assert np.abs(heard).max() > 0.001, cue
        sounding[cue["start_ms"] : cue["start_ms"] + cue["duration_ms"]] = True
    silent = audio.reshape(-1, 48)[~sounding]
    assert len(silent) > 1_000
    assert not silent.any()
    assert sheet["voice"] == {"engine": "tone", "name": "tone", "pace": 1.0}
    assert sheet["options"] == {"voice": "tone"}
    assert (sheet["title"], sheet["language"], sheet["channels"], sheet["version"]) == ("A short one", "en", 1, 1)
    assert [hold["end_ms"] - hold["start_ms"] for hold in sheet["holds"]] == [4_000, 4_000]


@pytest.mark.usefixtures("nothing_spoken")
def test_a_session_that_is_too_long_is_refused_before_a_word_is_spoken(opened: Open) -> None:
    with pytest.raises(ScriptError, match="24 hours"):
        opened("Hello.\n\n## A\n\n- hold: 20h\n- sides: right, left")
    assert not (folders.cache() / "speech").exists()


def test_mistakes_of_the_session_are_told_together_with_the_remarks_of_the_script(opened: Open) -> None:
    with pytest.raises(ScriptError) as error:
        opened("Hello.\n\n## A\n\n- hold: 5s\n- finish: Then {next}.\n\nThese words are the last.")
    assert [(found.location.line, found.severity.value) for found in error.value.diagnostics] == [
        (6, "error"),
        (8, "warning"),
    ]


def test_words_that_do_not_fit_are_diagnostics_in_the_order_of_the_script(opened: Open) -> None:
    session = opened(
        "## A\n\n- hold: 5s\n- sets: 2\n- at 9s: Outside.\n\n## B\n\n- phase 1s: Much too long a text for it.\n"
    )
    diagnostics = session.diagnostics(session.timeline())
    assert [(found.location.line, found.severity.value) for found in diagnostics] == [(5, "warning"), (9, "warning")]
    assert "outside the hold of 5s" in diagnostics[0].message


def test_a_title_is_plain_and_a_script_without_one_is_called_by_its_file(opened: Open) -> None:
    assert opened("# *My* \\[own] (3x){three times}\n\nHello.").script.title == "My [own] 3x"
    assert opened("Hello.").script.title == "test"


def test_options_of_the_command_line_are_in_the_sheet_as_json(opened: Open) -> None:
    from fractions import Fraction

    from voicecoach.script.sides import Side

    choices = Choices(
        voice="tone", pace=Fraction("0.8"), focus=Side.LEFT, only=("A",), values={"a": "b"}, settle=Fraction(2)
    )
    session = opened("## A\n\n- hold: 2s\n\n## B\n\n- hold: 2s", choices)
    sheet = json.loads(json.dumps(session.sheet(session.timeline())))
    assert sheet["options"] == {
        "voice": "tone", "pace": 0.8, "focus": "left", "only": ["A"], "values": {"a": "b"}, "settle": 2.0,
    }  # fmt: skip
