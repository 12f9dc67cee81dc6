"""A sentence may have colons, quotes, brackets and hashes without any care."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from voicecoach.script import settings as table
from voicecoach.script.model import Paragraph, Part, Words
from voicecoach.script.printer import print_text
from voicecoach.script.steps import all_texts, steps_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Reading

    from voicecoach.script.model import Routine, Text

SENTENCES = (Path(__file__).parent / "sentences.txt").read_text(encoding="utf-8").splitlines()
NEEDS_CARE = [line for line in SENTENCES if line.startswith(("--", "[pause", "Tell him: {"))]
FINE = [line for line in SENTENCES if line not in NEEDS_CARE]
PARTLY_SPOKEN = [line for line in FINE if "🧘" in line or "https://" in line]


def as_meant(sentence: str) -> str:
    return sentence.replace("\\[", "[").replace("\\{", "{")


def only_text(routine: Routine) -> Text:
    (text,) = all_texts(routine)
    return text


@pytest.fixture
def read_fine(read: Callable[[str], Reading]) -> Callable[[str], Routine]:
    """A function that reads a text in which nothing is wrong; an emoji may be warned of."""

    def read_text(text: str) -> Routine:
        reading = read(text)
        assert reading.errors == []
        # The sentences are in many languages, and stand here without a setting for theirs.
        warnings = [warning for warning in reading.warnings if "looks like" not in warning]
        assert bool(warnings) == any(sentence in text for sentence in PARTLY_SPOKEN)
        return reading.routine

    return read_text


def test_there_are_enough_sentences() -> None:
    assert len(FINE) >= 60
    assert len(PARTLY_SPOKEN) == 2


@pytest.mark.parametrize("sentence", FINE)
def test_a_sentence_is_spoken_as_it_is_meant(sentence: str, read_fine: Callable[[str], Routine]) -> None:
    (piece,) = only_text(read_fine(sentence)).pieces
    assert isinstance(piece, Words)
    assert piece.text == as_meant(sentence)


@pytest.mark.parametrize("sentence", FINE)
def test_a_sentence_is_taken_as_meant_in_a_setting(sentence: str, read_fine: Callable[[str], Routine]) -> None:
    routine = read_fine(f"## A\n- hold: 3s\n- cue: {sentence}")
    cue = next(steps_of(routine.sections)).settings.get(table.CUE)
    assert cue is not None
    (piece,) = cue.pieces
    assert isinstance(piece, Words)
    assert piece.text == as_meant(sentence)


@pytest.mark.parametrize("sentence", FINE)
def test_a_sentence_may_follow_another_on_the_next_line(sentence: str, read_fine: Callable[[str], Routine]) -> None:
    (piece,) = only_text(read_fine(f"Once more.\n{sentence}\n\tand on.")).pieces
    assert isinstance(piece, Words)
    assert piece.text == f"Once more. {as_meant(sentence)} and on."


@pytest.mark.parametrize("sentence", FINE)
def test_a_sentence_is_printed_so_that_it_reads_the_same(sentence: str, read_fine: Callable[[str], Routine]) -> None:
    text = only_text(read_fine(sentence))
    assert only_text(read_fine(print_text(text))) == text


def test_many_sentences_are_as_many_paragraphs(read_fine: Callable[[str], Routine]) -> None:
    (part,) = read_fine("\n\n".join(FINE)).sections
    assert isinstance(part, Part)
    assert sum(isinstance(item, Paragraph) for item in part.flow) == len(FINE)


@pytest.mark.parametrize("sentence", NEEDS_CARE)
def test_the_few_that_need_care_say_so(sentence: str, read: Callable[[str], Reading]) -> None:
    assert len(read(sentence).errors) == 1
