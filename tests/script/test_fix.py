"""Fixes that are made without asking, and lines that are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.errors import Severity
from voicecoach.script.fix import Fix, fix_text
from voicecoach.script.reader import read_routine
from voicecoach.script.report import Report


def errors(text: str) -> list[str]:
    report = Report()
    read_routine(text, "script.md", report)
    return [found.message for found in report.diagnostics if found.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("-\thold: 30s", "- hold: 30s"),
        ("- hold:\u00a030\u202fs", "- hold: 30 s"),
        ("\u2013 hold: 30s", "- hold: 30s"),
        ("\u2022 hold: 30s", "- hold: 30s"),
        ("* hold: 30s", "- hold: 30s"),
        ("\u2014 hold: 30s", "- hold: 30s"),
        ("- hodl: 30s", "- hold: 30s"),
        ("- Cuntdown: 3", "- countdown: 3"),
        ("- att half: Half.", "- at half: Half."),
        ("\u2014", "---"),
        ("\u2014-", "---"),
    ],
)
def test_what_is_safe_is_put_right_in_a_step(before: str, after: str) -> None:
    text = f"## One\n\n{before}\n- sets: 2\n"
    assert fix_text(text) == (text.replace(before, after), (Fix(3, before, after),))


@pytest.mark.parametrize(
    "line",
    [
        "- hold: 30s",
        "Hold on \u2013 and breathe.",
        "A pause \u2014 and on: slowly.",
        "- props: a mat\n  (bell)",  # where no sound can be
        "\u2014 Anna: breathe.",  # spoken, and no setting
        "- Remember: breathe.",  # near no setting
        "- holt: as long as you can",  # the nearest setting would be a mistake too
        "- sest: 2",  # sets, or rest?
        "  more words of the setting above",
        "Say [voice de] Guten Morgen. [gap] [voice] So. [gap 1.5] [bed off 3s] [bed] [bed rain -20 dB]",
        "[voice hibary] Hello. [voice own:anna, de] Hallo. [voice softly] So.",  # perhaps a slip
        "<!-- \u2013 hodl: 30s\tand more -->",
    ],
)
def test_what_is_not_certain_is_left_alone(line: str) -> None:
    text = f"## One\n\n- hold: 20s\n{line}\n"
    assert fix_text(text) == (text, ())


def test_keys_are_those_of_their_place() -> None:
    text = "- pacee: 0.9\n- hodl: 30s\n\n## One\n\n- pacee: 0.9\n- hodl: 30s\n"
    fixed, fixes = fix_text(text)
    assert fixed == "- pace: 0.9\n- hodl: 30s\n\n## One\n\n- pacee: 0.9\n- hold: 30s\n"
    assert [one.line for one in fixes] == [1, 7]


def test_several_lines_in_one_pass_and_nothing_more_in_the_next() -> None:
    text = "# T\n\n## One\n\n\u2013\thodl: 30s\n\u2022 cue:\u00a0Breathe.\n\n\u2014\n\nDone.\n"
    fixed, fixes = fix_text(text)
    assert fixed == "# T\n\n## One\n\n- hold: 30s\n- cue: Breathe.\n\n---\n\nDone.\n"
    assert [one.line for one in fixes] == [5, 6, 8]
    assert errors(fixed) == []
    assert fix_text(fixed) == (fixed, ())


@pytest.mark.parametrize(
    ("text", "fixed"),
    {
        "Rest (Pause 5s)\nPause 5 seconds\n\nStill.": "Rest [pause 5s]\n[pause 5s]\n\nStill.",
        "# T\n\nMusic: [soft music]\nLevel: easy\n\nRest.": (
            "# T\n\n<!-- Music: [soft music] -->\n<!-- Level: easy -->\n\nRest."
        ),
    }.items(),
)
def test_a_fix_that_shows_another_makes_both(text: str, fixed: str) -> None:
    assert fix_text(text)[0] == fixed
    assert fix_text(fixed) == (fixed, ())


PIECES = [
    *("- ", "\u2013 ", "\u2014 ", "* ", "hold", "hodl", "cue", "cuw", "pace", "at half", "at hlf", ": ", "30s", "0.9"),
    *("words", "\t", "\u00a0", "\n", "## ", "---", "\u2014", "[repeat 2]", "[end]", "<!--", "-->", "{side}"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_a_fix_adds_no_mistake_and_is_done_at_once(text: str) -> None:
    fixed, fixes = fix_text(text)
    assert len(fixed.split("\n")) == len(text.split("\n"))
    assert [one for one in zip(text.split("\n"), fixed.split("\n"), strict=True) if one[0] != one[1]] == [
        (one.before, one.after) for one in fixes
    ]
    assert fix_text(fixed) == (fixed, ())
