"""What the import of a long text costs, counted: nothing is looked at again for every other part."""

from __future__ import annotations

import json
from functools import partial

import pytest

from tests.support.counts import calls, lines_run
from voicecoach.importing.convert import convert
from voicecoach.importing.document import MOST_BLOCKS, Item
from voicecoach.importing.draft import Draft
from voicecoach.importing.lines.exercise_lines import FIRST_FIGURE, _exercise_of, _first_figure, read_exercise
from voicecoach.importing.lines.figures import read_figures
from voicecoach.importing.lines.joined_lines import SourceLine, ends_with_stop, joined_lines
from voicecoach.importing.lines.words import speakable
from voicecoach.importing.notes.list_numbers import ListNumbers, _value, next_numbers
from voicecoach.importing.readers.text import read_text
from voicecoach.importing.readers.timers import read_timer
from voicecoach.importing.readers.word_places import WordPlaces


def test_a_text_that_is_refused_is_read_up_to_the_paragraph_too_many() -> None:
    assert len(read_text("***\n" * (MOST_BLOCKS + 100)).blocks) == MOST_BLOCKS + 1


@pytest.mark.parametrize(
    ("lines", "most"),
    [
        (["Soft is the light", "Still is the sea"] * 50, 0),
        ([f"Breathe for {number} quiet moments and go on" for number in range(100)], 0),
        ([f"breathe,{number},30 s,water" for number in range(100)], 200),
    ],
)
def test_lines_that_end_on_purpose_are_not_searched_for_exercises(lines: list[str], most: int) -> None:
    taken = [SourceLine(text, number) for number, text in enumerate(lines)]
    _exercise_of.cache_clear()
    assert calls(_exercise_of, lambda: list(joined_lines(taken))) <= most


def test_each_paragraph_is_looked_at_once_for_the_first_sentence_of_a_text() -> None:
    assert 0 < calls(ends_with_stop, lambda: read_text("[Pause of a while]\n\n" * 100)) <= 100


def test_an_exercise_is_read_once_wherever_its_line_stands() -> None:
    _exercise_of.cache_clear()
    found: list[int] = []
    count = calls(
        _exercise_of,
        lambda: found.extend(
            one.line for at in range(5) if (one := read_exercise("Bridge: 3 x 10", at, is_listed=True)) is not None
        ),
    )
    assert (count, found) == (1, [0, 1, 2, 3, 4])


def test_the_same_figures_are_read_once() -> None:
    read_figures.cache_clear()
    assert calls(read_figures, lambda: [read_figures("3 x 10, 30 s rest") for _ in range(5)]) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Lie on your back and keep still, 3 x 10",
        "Houd vast for 5 ademhalingen",
        "Week 12345 x 3, household 4 breaths",
        "½ min of x 4 and 12:30",
        "10 20 30 sets",
        "no figure at all",
    ],
)
def test_the_first_figure_is_that_of_a_search_of_the_whole_line(text: str) -> None:
    whole, near = FIRST_FIGURE.search(text), _first_figure(text)
    assert (whole and whole.span()) == (near and near.span())


def test_the_numbers_of_a_list_are_looked_at_twice_however_long_it_is() -> None:
    items = [Item("Deeper", number, f"{500 - number}.") for number in range(500)]
    numbers, below = ListNumbers(), next_numbers(items)
    counted = calls(_value, lambda: [numbers.counts_down(*one) for one in zip([i.number for i in items], below)])  # noqa: B905
    assert counted <= 2 * len(items)


def test_an_end_ends_the_repeats_that_were_written() -> None:
    draft = Draft()
    draft.line("[Repeat 2]", 1)
    draft.insert(0, "[repeat 3]", 1)
    assert draft.has_open_repeat(["[end]"])
    assert not draft.has_open_repeat(["[end]", "[ END ]"])
    draft.line("[end] [end]", 2)
    assert not draft.has_open_repeat([])


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("_Slowly_ now, _a b", "*Slowly* now, _a b"),
        ("_a _b _c", "_a _b _c"),
        ("one_two _x_ y_", "one_two *x* y_"),
        ("_a_ and _b_", "*a* and *b*"),
    ],
)
def test_an_underscore_that_nothing_closes_stays(words: str, expected: str) -> None:
    assert speakable(words) == expected


@pytest.mark.parametrize("between", ["\n", " ", "  ", ", "])
def test_many_names_with_colons_in_a_paragraph_are_read_one_by_one(between: str) -> None:
    words = between.join(["Quiet lake: Now new of the water."] * 100)
    text = convert(words.encode(), "lake.txt").text  # once took longer by a factor for each name: it never ended
    assert text.count("Now new of the water") == 100


def test_a_list_of_steps_costs_in_proportion_to_its_length() -> None:
    def steps(count: int) -> str:
        return json.dumps([{"text": f"Lift the arms {number} times.", "duration": 9} for number in range(count)])

    few, many = (lines_run(partial(read_timer, steps(count), "a.json")) for count in (100, 400))
    assert many < 4.5 * few


def test_words_of_a_long_line_are_found_behind_the_last_ones() -> None:
    places = WordPlaces("1: a, 2: b\n" + "3: a, 4: b, " * 1_000 + "\n5: c")
    assert [places.find(words) for words in ("2:", "1:", "none", "3:", "b", "a", "5:", "3:")] == [
        1,
        1,
        1,
        2,
        2,
        2,
        3,
        3,
    ]
