from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.errors import ScriptError
from voicecoach.voices.engines.recordings.files import ListedPhrase, extended, folded, list_text, match, read_list

WORDS = st.text(st.characters(exclude_categories=("C", "Z"), exclude_characters="{}"), min_size=1, max_size=12)
PHRASES = st.lists(WORDS, min_size=1, max_size=5).map(" ".join).filter(lambda text: not text.startswith("#"))


@given(st.lists(st.tuples(PHRASES, PHRASES), max_size=6))
def test_a_list_is_read_back_as_it_was_written(phrases: list[tuple[str, str]]) -> None:
    listed = extended([], phrases)
    assert read_list(list_text(listed), "phrases.txt") == listed
    assert [phrase.number for phrase in listed] == list(range(1, len(listed) + 1))


@given(st.lists(st.tuples(PHRASES, PHRASES), max_size=6), st.lists(st.tuples(PHRASES, PHRASES), max_size=6))
def test_what_is_in_a_list_keeps_its_number(first: list[tuple[str, str]], second: list[tuple[str, str]]) -> None:
    before = extended([], first)
    after = extended(before, second)
    assert after[: len(before)] == before
    assert extended(after, [*second, *first]) == after
    assert {phrase.spoken for phrase in after} == {spoken for _, spoken in (*first, *second)}


def test_a_line_that_a_person_wrote_is_read() -> None:
    text = "# mine\n\n1. One.\n 002  10 more seconds.\n3) Release your psoas. {Release your SO-az.}\n"
    assert read_list(text, "phrases.txt") == [
        ListedPhrase(1, "One.", "One."),
        ListedPhrase(2, "10 more seconds.", "10 more seconds."),
        ListedPhrase(3, "Release your psoas.", "Release your SO-az."),
    ]


def test_every_mistake_in_a_list_is_told_with_its_line() -> None:
    with pytest.raises(ScriptError) as caught:
        read_list("1. One.\nTwo.\n1. Three.\n4.\n", "mine/phrases.txt")
    assert [str(found.location) for found in caught.value.diagnostics] == [
        "mine/phrases.txt:2:1",
        "mine/phrases.txt:3:1",
        "mine/phrases.txt:4:1",
    ]
    assert all(found.hint for found in caught.value.diagnostics)


LISTED = extended(
    [],
    [
        ("Draw your right knee towards your chest.", "Draw your right knee towards your chest."),
        ("Draw your left knee towards your chest.", "Draw your left knee towards your chest."),
        ("Release your psoas.", "Release your SO-az."),
        ("Túmbate, por favor.", "Túmbate, por favor."),
        ("3", "3"),
        ("10 more seconds.", "10 more seconds."),
    ],
)


@pytest.mark.parametrize(
    ("file", "number"),
    [
        ("1.wav", 1),
        ("002.m4a", 2),
        ("02 - anything at all.wav", 2),
        ("2_final.mp3", 2),
        ("3 release psoas.wav", 3),
        ("3.wav", 3),
        ("Release your psoas.wav", 3),
        ("release_your_SO-AZ.ogg", 3),
        ("tumbate por favor.flac", 4),
        ("Tu\u0301mbate, por favor!.flac", 4),
        ("draw your right kn.wav", 1),
        ("5.wav", 5),
        ("10 more seconds.wav", 6),
        ("6.wav", 6),
    ],
)
def test_a_file_is_matched_by_its_number_or_its_words(file: str, number: int) -> None:
    matches = match([Path(file)], LISTED)
    assert matches.problems == ()
    assert {phrase.number for phrase in LISTED if matches.file_of(phrase.spoken)} == {number}


@pytest.mark.parametrize(
    ("files", "named"),
    [
        (["1.wav", "01.m4a"], ["1.wav", "01.m4a", "phrase 1"]),
        (["4.wav", "tumbate por favor.wav"], ["4.wav", "tumbate por favor.wav", "phrase 4"]),
        (["Something else.wav", "something_else.mp3"], ["Something else.wav", "something_else.mp3"]),
        (["7.wav"], ["7.wav", "not in the list"]),
        (["2 for the road.wav"], ["2 for the road.wav", "phrase 2"]),
    ],
)
def test_what_is_not_clear_names_the_files(files: list[str], named: list[str]) -> None:
    (problem,) = match([Path(file) for file in files], LISTED).problems
    assert all(name in problem for name in named)


def test_a_cut_name_that_fits_two_phrases_is_not_clear() -> None:
    listed = extended([], [(text, text) for text in ("Breathe in slowly, and out.", "Breathe in slowly, and hold.")])
    (problem,) = match([Path("Breathe in slowly.wav")], listed).problems
    assert "1 and 2" in problem


def test_without_a_list_whole_words_count_alone() -> None:
    matches = match([Path("Half way.wav"), Path("12.wav"), Path("Draw your right.wav")], [])
    assert matches.problems == ()
    assert matches.file_of("Half way!") == Path("Half way.wav")
    assert matches.file_of("Draw your right knee.") is None


def test_words_that_differ_in_a_letter_stay_apart() -> None:
    assert folded("कि") != folded("की")
    assert folded("Ten.") != folded("Then.")
    assert folded("Straße") == folded("STRASSE")
