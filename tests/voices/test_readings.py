"""What a coach writes, in seven languages, and how it is read: ``readings.txt`` has a line for each."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from voicecoach.voices.normalize.text import normalized

_TEXT = (Path(__file__).parent / "readings.txt").read_text(encoding="utf-8")
READINGS = {
    language: [line.split(" => ") for line in lines.splitlines() if line]
    for language, lines in re.findall(r"^\[(..)\]\n((?:[^\n]* => [^\n]*\n)+)", _TEXT, re.MULTILINE)
}


def test_there_are_many_in_each_language() -> None:
    least = {"en": 150, "de": 40, "es": 40, "fr": 40, "it": 20, "pt": 20, "nl": 20}
    assert {language: min(len(READINGS[language]), count) for language, count in least.items()} == least


@pytest.mark.parametrize("language", READINGS)
def test_it_is_read_as_a_coach_reads_it(language: str) -> None:
    assert [[written, normalized(written, language)] for written, _ in READINGS[language]] == READINGS[language]


@pytest.mark.parametrize("language", READINGS)
def test_what_was_read_is_read_the_same_once_more(language: str) -> None:
    """A voice may be given text that is in words already."""
    read = [spoken for _, spoken in READINGS[language]]
    changed = [(one, normalized(one, language)) for one in read if normalized(one, language) != one]
    assert changed == []
