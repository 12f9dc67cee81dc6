"""The ends of lines that are stops in speech: in verses and lists, and not in wrapped prose."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from voicecoach.script.line_stops import stops_after

SCRIPTS = Path(__file__).parents[2] / "scripts"

STOPS = {
    "I am calm\nI am strong\nI am enough": {0, 1, 2},
    "1. Lie on your back\n2. Bend your knees\n3. Lift your hips": {0, 1, 2},
    "1) Lie on your back with both\nknees bent\n2) Lift your hips": {1, 2},
    "☐ Couch stretch\n☐ Squat": {0, 1},
    "May I be happy\nMay I be well,\nMay I be safe.": {0},
    "Ich bin ruhig\nIch bin stark\nIch bin genug": {0, 1, 2},
    "Let the breath flow\nThrough the whole of your body, from soles to crown\nAnd out of your head": {0, 1, 2},
    "A short line\nThen a line that is much longer than the one before it, all in one go,\nand on it goes": {0},
    "May you be safe from inner and outer harm today\nMay you be well in body and in mind": {0, 1},
    "Breathe in, and feel the whole of your long spine\nBreathe out, and let\nit go": {0},
    "Feel how long the back of your neck is when you and\nI breathe.": set(),
    "Move slowly from here, with the next breath, into Child's\nPose and rest": set(),
    "Lass nun alles los und spüre dabei ganz bewusst tiefe\nRuhe in dir": set(),
    "Close your eyes and\nbreathe.": set(),
    "Close your eyes.\nBreathe.": set(),
    "Bring your awareness to the\nBridge": set(),
    "Schließe deine\nAugen": set(),
    "Here is a paragraph that ends with\n2. an odd number": set(),
    "Only one line": set(),
}  # fmt: skip
GERMAN = (
    "Lege dich auf den Rücken und stelle die Füße auf den Boden, sodass deine Knie zur Decke zeigen. Lass die "
    "Schultern in die Matte sinken, spüre das Gewicht deines Körpers, und nimm wahr, wie mit jedem Atemzug Ruhe und "
    "Wärme in Bauch und Becken fließen, während Gedanken wie Wolken am Himmel vorüberziehen und der Atem Raum "
    "bekommt."
)


@pytest.mark.parametrize(("paragraph", "stops"), STOPS.items())
def test_lines_that_end_with_a_stop(paragraph: str, stops: set[int]) -> None:
    assert stops_after(paragraph.split("\n")) == stops


@pytest.mark.parametrize("width", range(40, 100))
def test_wrapped_german_prose_has_no_stops(width: int) -> None:
    assert stops_after(textwrap.wrap(GERMAN, width)) == set()


def test_shipped_scripts_have_no_stops_at_the_ends_of_lines() -> None:
    for path in SCRIPTS.glob("*.md"):
        for paragraph in path.read_text(encoding="utf-8").split("\n\n"):
            lines = paragraph.split("\n")
            if not lines[0].startswith(("#", "-", "<!--")):
                assert stops_after(lines) == set(), path.name
