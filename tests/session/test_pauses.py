"""Pauses that a script asks for: named ones, breaths, ranges, until a time, scaled and fitted."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from voicecoach.errors import ScriptError
from voicecoach.script.reader import read_routine
from voicecoach.script.report import Report
from voicecoach.script.wording import Wording, read_pack
from voicecoach.session.options import Choices, Options
from voicecoach.session.schedule.assemble import schedule
from voicecoach.session.schedule.fit import fit
from voicecoach.session.schedule.scheduler import sources_of
from voicecoach.session.timeline import ClipSource, SpeechSource, Timeline
from voicecoach.session.unroll.sections import expand

WORDING = Path(__file__).parent / "golden" / "wording" / "fixed.md"
WORD_MS = 1_000


def timeline(text: str, choices: Choices | None = None) -> Timeline:
    report = Report()
    routine = read_routine(text, "test.md", report)
    pack = read_pack(WORDING.read_text(encoding="utf-8"), WORDING.name, "fixed", report)
    report.raise_errors()
    options = Options.of(routine.settings, choices or Choices())

    def unrolled(position: Fraction) -> list[object]:
        from dataclasses import replace

        return expand(routine, replace(options, range_position=position), Wording((pack,)))  # type: ignore[return-value]

    def lengths(sections: list[object]) -> dict[ClipSource, int]:
        sources = [source for section in sections for source in sources_of(section)]  # type: ignore[arg-type]
        return {source: WORD_MS if isinstance(source, SpeechSource) else 500 for source in sources}

    sections = unrolled(options.range_position)
    if options.fit_ms is not None:
        sections = fit(options.fit_ms, options.range_position, unrolled, lengths).sections  # type: ignore[arg-type, assignment]
    return schedule(sections, lengths(sections))  # type: ignore[arg-type]


def gap_ms(text: str, choices: Choices | None = None) -> int:
    """Return the silence between the first two phrases."""
    first, second = timeline(text, choices).clips[:2]
    return second.start_ms - first.end_ms


@pytest.mark.parametrize(
    ("pause", "length_ms"),
    [
        ("[pause 2s]", 2_000),
        ("[short pause]", 1_500),
        ("[pause]", 4_000),
        ("[long pause]", 10_000),
        ("[pause 2 breaths]", 16_000),
        ("[pause 1-3 breaths]", 16_000),
        ("[pause 5-10s]", 8_000),
        ("[until 10s]", 8_500),
        ("[until 0:10]", 8_500),
        ("[until +10s]", 9_000),
    ],
)
def test_length_of_a_pause(pause: str, length_ms: int) -> None:
    assert gap_ms(f"One. {pause} Two.") == length_ms


def test_the_script_sets_the_lengths_of_named_pauses() -> None:
    settings = "- pauses: short 1s, plain 2s, long 3s, breath 4s\n\n"
    assert [gap_ms(f"{settings}A. [{name}] B.") for name in ("short pause", "pause", "long pause", "a breath")] == [
        1_000, 2_000, 3_000, 4_000,
    ]  # fmt: skip


def test_a_range_follows_the_level() -> None:
    text = "A. [pause 5-10s] B."
    assert [gap_ms(text, Choices(level=level)) for level in (1, 3, 5)] == [5_000, 8_000, 10_000]


def test_pauses_are_scaled() -> None:
    text = "A. [pause 2s] B."
    assert gap_ms(text, Choices(pause_factor=Fraction("1.8"))) == 3_600
    assert gap_ms(f"- pause factor: 0.5\n\n{text}") == 1_000
    assert gap_ms(f"- pause factor: 0.5\n\n{text}", Choices(pause_factor=Fraction(3))) == 6_000


def test_pauses_stretch_to_fit_a_length() -> None:
    words = "A. [pause 20s] B. [pause 10s] C."
    fitted = timeline(f"- fit: 1m\n\n{words}")
    assert fitted.duration_ms == 60_000
    first, second, third = fitted.clips
    longer_ms, shorter_ms = second.start_ms - first.end_ms, third.start_ms - second.end_ms
    assert longer_ms == pytest.approx(2 * shorter_ms, abs=100)
    with pytest.raises(Exception, match="the shortest is"):
        timeline(f"- fit: 1m\n- fit pauses: off\n\n{words}")


def test_until_is_exact_whatever_stands_before_it() -> None:
    found = timeline("A. [until 0:20] B.\n\n[chime bowl]\n\n[until 31.234s] C.\n\n## Step\n\nD. [until +7s] E.")
    starts_ms = {clip.text: clip.start_ms for clip in found.clips}
    assert starts_ms["B."] == 20_000
    assert starts_ms["C."] == 31_234
    assert starts_ms["E."] == found.steps[-1].start_ms + 7_000


def test_a_time_that_is_over_is_an_error_with_both_times() -> None:
    with pytest.raises(ScriptError) as late:
        timeline("A. [pause 10s] B. [until 0:10] C.")
    (found,) = late.value.diagnostics
    assert found.message == "this waits until 0:10, but the words before it end at 0:12.5"
    assert (found.line, found.column) == (1, 19)


def test_a_session_may_begin_with_a_time() -> None:
    assert timeline("[until 0:00] A.").clips[0].start_ms == 500
    assert timeline("[until 0:05] A.").clips[0].start_ms == 5_000
