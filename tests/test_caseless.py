"""Tests of patterns of words in any case: they find what ``re.IGNORECASE`` finds, at the same places."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest

import voicecoach.importing
import voicecoach.script
from voicecoach.caseless import Caseless

PATTERNS = {
    f"{module.name}.{name}": value
    for package in (voicecoach.importing, voicecoach.script)
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    for name, value in vars(importlib.import_module(module.name)).items()
    if isinstance(value, Caseless)
}
TEXTS = (
    "HOLD for 5 Seconds, 3 x 10 per side, Rest 30 SEC between sets. Follow me on www.Example.COM; (c) 2020.",
    "Halten Sie die SPANNUNG 10 Sekunden. Wiederholen: 3 Mal je Seite, R/L. Übung für Kinder: langsam VORLESEN.",
    "Mantén la Posición. Répétez ÉTIREMENT 2 fois de chaque CÔTÉ; Ripeti; Herhaal 4 keer, r/l.",
    "Note to the Teacher: ring the Bell. Pause of 10 s WHEREVER you see an Asterisk.",
    "\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}stanbul 5 s",
)


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_finds_what_any_case_finds(name: str) -> None:
    pattern = PATTERNS[name]
    plain = re.compile(pattern.pattern, pattern.flags | re.IGNORECASE)
    for text in (*TEXTS, *(part for whole in TEXTS for part in re.split(r"(?<=[.;:])\s", whole))):
        assert [found.span() for found in pattern.finditer(text)] == [found.span() for found in plain.finditer(text)]
        for way in ("search", "match", "fullmatch"):
            ours, theirs = getattr(pattern, way)(text), getattr(plain, way)(text)
            assert (ours and ours.span()) == (theirs and theirs.span()), (way, text)


def test_a_part_that_minds_its_case_still_does() -> None:
    pattern = Caseless(r"\b(?:left|(?-i:R/L))(?P<X>\W|$)")
    assert pattern.search("r/l") is None
    assert pattern.search("R/L") is not None
    assert pattern.sub("<>", "LEFT, R/L") == "<> <>"
