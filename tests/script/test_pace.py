"""Settings of the speech: pace, words a minute, pitch and pauses, and the mistakes in them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from voicecoach.script.lint import lint
from voicecoach.script.pace import pace_for, words_per_minute
from voicecoach.script.printer import print_routine
from voicecoach.script.reader import read_routine
from voicecoach.script.report import Report
from voicecoach.session.options import Choices, Options
from voicecoach.session.rules import Pauses

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Reading


def options_of(lines: str, choices: Choices | None = None) -> Options:
    report = Report()
    routine = read_routine(f"{lines}\n\nHi.", "test.md", report)
    lint(routine, report)
    report.raise_errors()
    return Options.of(routine.settings, choices or Choices())


@pytest.mark.parametrize(
    ("lines", "message", "hint"),
    [
        ("- pace: 1\n- words per minute: 130", '2:3: "pace" and "words per minute" set the same thing',
         "keep one of the two lines"),
        ("- words per minute: 130\n- pace: 1", '2:3: "words per minute" and "pace" set the same thing',
         "keep one of the two lines"),
        ("- pauses: cue 2s\n- sentence pause: 1s", '2:3: "pauses" and "sentence pause" set the same thing',
         "keep one of the two lines"),
        ("- words per minute: 20", '1:21: "20" is not a whole number from 40 to 280', "write, for example, 130"),
        ("- words per minute: fast", '1:21: "fast" is not a whole number from 40 to 280', "write, for example, 130"),
        ("- words per minute: 60", "1:21: 60 words a minute is out of range in this language",
         "use 69 to 274; 137 is unhurried"),
        ("- words per minute: 180\n- language: es", "1:21: 180 words a minute is out of range in this language",
         "use 43 to 170; 85 is unhurried"),
        ("- pitch: 7", "1:10: 7 is out of range: use -6 to 6 semitones", "write, for example, -2"),
        ("- pitch: low", '1:10: "low" is not a number of semitones such as -2', "write, for example, -2"),
        ("- pauses: clause 0.3s, cues 1s", '1:24: "cues" is not a pause', 'did you mean "cue"?'),
        ("- pauses: cue 1s, cue 2s", "1:19: the pause cue is given twice", "keep one of them"),
        ("- pauses: cue 1s,", "1:18: a pause is missing next to a comma",
         "write it as clause 0.35s, sentence 0.8s, cue 1.1s, paragraph 1.5s"),
        ("- pauses: cue", "1:11: the pause cue needs a length", "write it as cue 1.1s"),
        ("- pauses: cue soon",
         "1:11: 'soon' is not a duration such as 30s, 1m30s, 1.5 min or 1:30", "write it as cue 1.1s"),
        ("- pauses: sentence 11s", '1:11: "11s" is too long for the pause sentence, at most 10s',
         "write it as sentence 1.1s"),
        ("- pauses: long 11 min", '1:11: "11 min" is too long for the pause long, at most 10m',
         "write it as long 1.1s"),
        ("- sentence pause: 11s", '1:19: "11s" is too long for the pause sentence, at most 10s',
         "write, for example, 0.6s"),
    ],
)  # fmt: skip
def test_a_mistake_says_where_it_is_and_what_to_write(
    lines: str, message: str, hint: str, read: Callable[[str], Reading]
) -> None:
    (found,) = read(f"{lines}\n\nHi.").diagnostics
    assert f"{found.location.line}:{found.location.column}: {found.message}" == message
    assert found.hint == hint


@pytest.mark.parametrize(
    ("language", "rate", "pace"),
    [
        ("en", 137, 1),
        ("en-GB", 130, 0.949),
        ("de", 117, 1),
        ("fr", 56, 0.5),
        ("it", 86, 1),
        ("es-MX", 85, 1),
        ("nl", 99, 0.9),
    ],
)
def test_a_rate_is_a_pace_that_depends_on_the_language(language: str, rate: int, pace: float) -> None:
    assert options_of(f"- language: {language}\n- words per minute: {rate}").pace == Fraction(str(pace))
    assert pace_for(words_per_minute(language), language) == 1


def test_the_pace_of_the_command_line_wins_and_the_default_is_1() -> None:
    assert options_of("- words per minute: 110", Choices(pace=Fraction(2))).pace == 2
    assert options_of("").pace == 1
    assert options_of("- words per minute: off").pace == 1


def test_the_pitch_of_the_command_line_wins_also_where_it_is_0() -> None:
    assert options_of("- pitch: -2").pitch_semitones == -2
    assert options_of("- pitch: -2", Choices(pitch_semitones=Fraction(0))).pitch_semitones == 0
    assert options_of("").pitch_semitones == 0


def test_pauses_follow_the_pace_that_is_settled() -> None:
    options = options_of("- pace: 0.5\n- pauses: clause 0.4s, short 3s", Choices(pace=Fraction(2)))
    assert options.pauses == Pauses(clause_ms=200, sentence_ms=400, cue_ms=550, paragraph_ms=750)


def test_the_old_setting_of_sentences_is_the_new_one() -> None:
    old, new = options_of("- sentence pause: 1.2s"), options_of("- pauses: sentence 1.2s")
    assert old == new
    assert new.pauses.sentence_ms == 1_200
    routine = read_routine("- sentence pause: 1.2s\n\nHi.", "test.md", Report())
    assert print_routine(routine) == "- pauses: sentence 1.2s\n\nHi.\n"
