"""The remarks of a report name the line of the script to change, also where words stand in it again and again."""

from __future__ import annotations

import pytest

from tests.importing.test_texts import TEXTS
from tests.support.counts import calls
from voicecoach.importing.convert import convert
from voicecoach.importing.places import _compared, lines_in_script
from voicecoach.importing.report import Entry, Kind


@pytest.mark.parametrize(
    ("source", "place", "line"),
    [
        ("# Legs\n\nBridge: 10 reps\nSquat: 12 reps\n", (4, "Squat: 12 reps"), "## Squat"),
        ("# T\n\nSit. (She sighs)\n\nRest.\n\n(She sighs)\n", (3, "(She sighs)"), "<!-- (She sighs) -->"),
    ],
)
def test_a_remark_is_found_by_its_words_or_by_its_step(source: str, place: tuple[int, str], line: str) -> None:
    done = convert(source.encode(), "a.md")
    assert done.text.splitlines()[lines_in_script(done.text, done.entries)[place] - 1] == line


def test_the_same_words_are_found_one_after_the_other() -> None:
    entries = [Entry(line, "(dim the lights)", Kind.UNSURE, "not spoken") for line in (1, 3, 5)]
    text = "# T\n<!-- (dim the lights) -->\nRest.\n<!-- (dim the lights) -->\n<!-- (dim the lights) -->\n"
    assert list(lines_in_script(text, entries).values()) == [2, 4, 5]
    with_pause = Entry(1, "Come back slowly. (silence 10 s) Rest.", Kind.UNSURE, "spoken")
    assert lines_in_script("# T\nCome back slowly. [pause 10s] Rest.\n", [with_pause]) == {(1, with_pause.source): 2}
    assert lines_in_script("# T\n", [Entry(1, "–", Kind.UNSURE, "x"), Entry(2, "Not there.", Kind.UNSURE, "x")]) == {}


def test_the_lines_of_all_texts_have_the_words() -> None:
    found = 0
    for path in TEXTS:
        done = convert(path.read_bytes(), path.name)
        script = done.text.splitlines()
        steps = {(one.line, one.source) for one in done.entries if one.kind is Kind.STEP}
        for (line, source), at in lines_in_script(done.text, done.entries).items():
            found += 1
            is_step = (line, source) in steps and script[at - 1].startswith("## ")
            assert is_step or _compared(source)[:12] in _compared(script[at - 1])
    assert found > 20


def test_words_that_are_not_there_are_not_looked_for_without_end() -> None:
    entries = [Entry(line, f"nowhere to be seen {line}", Kind.UNSURE, "x") for line in range(2_000)]
    assert calls(_compared, lambda: lines_in_script("Rest.\n" * 50, entries)) < 2_100
    assert lines_in_script("Rest.\n" * 50, entries) == {}
