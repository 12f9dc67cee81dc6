"""Make timelines of script texts with speech of known length, without a voice, a sound or a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from voicecoach.script.lint import lint
from voicecoach.script.reader import read_routine
from voicecoach.script.report import Report
from voicecoach.script.wording import Wording, pack_of_script, read_pack
from voicecoach.session.options import Choices, Options
from voicecoach.session.schedule.assemble import schedule
from voicecoach.session.timeline import SpeechSource
from voicecoach.session.unroll.sections import expand

if TYPE_CHECKING:
    from collections.abc import Callable

    from voicecoach.session.cues import Section
    from voicecoach.session.timeline import ClipSource, Timeline

GOLDEN = Path(__file__).parent / "golden"
WORDING = GOLDEN / "wording" / "fixed.md"
RINGS_MS = {"bowl": 6_000, "bell": 4_000, "wood": 300, "tick": 100, "two-tone": 2_500}


class Lengths(dict["ClipSource", int]):
    """The length of every source: speech 60 ms a character, as the tone voice has it, or as it is given."""

    def __init__(self, speech_ms: Callable[[str], int] | None = None) -> None:
        super().__init__()
        self._speech_ms = speech_ms or (lambda spoken: 60 * len(spoken))

    def __missing__(self, source: ClipSource) -> int:
        if isinstance(source, SpeechSource):
            return self._speech_ms(source.spoken)
        return RINGS_MS.get(source.name, 1_000)


@dataclass(frozen=True)
class Plan:
    """A session in time, with the sections it came from."""

    sections: list[Section]
    timeline: Timeline

    def texts(self, role: str | None = None) -> list[str]:
        """Return what is said, in order."""
        return [clip.text for clip in self.timeline.clips if clip.text and role in (None, clip.role)]

    def starts_ms(self, role: str) -> list[int]:
        return [clip.start_ms for clip in self.timeline.clips if clip.role == role]


def unrolled(text: str, choices: Choices | None = None, minutes_left: int = 10) -> list[Section]:
    choices = choices or Choices()
    report = Report()
    routine = read_routine(text, "test.md", report)
    lint(routine, report, choices.values)
    pack = read_pack(WORDING.read_text(encoding="utf-8"), WORDING.name, "fixed", report)
    report.raise_errors()
    return expand(
        routine,
        Options.of(routine.settings, choices),
        Wording((pack_of_script(routine.settings), pack)),
        values=choices.values,
        minutes_left=lambda _use: minutes_left,
    )


def planned(text: str, choices: Choices | None = None, speech_ms: Callable[[str], int] | None = None) -> Plan:
    sections = unrolled(text, choices)
    options = Options.of(read_routine(text, "test.md", Report()).settings, choices or Choices())
    return Plan(sections, schedule(sections, Lengths(speech_ms), options.pauses))


@pytest.fixture(scope="session")
def plan() -> Callable[..., Plan]:
    return planned


@pytest.fixture(scope="session")
def unroll() -> Callable[..., list[Section]]:
    return unrolled
