"""Pronunciations, and a person's own list of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.errors import ScriptError
from voicecoach.script.pronunciation import Pronunciations, read_pronunciations
from voicecoach.script.report import Report

SOUNDS = {"psoas": "SO-az", "SI joint": "S I joint", "SI": "see", "child’s": "tchild's", "IT": "[IT](/I ti/)"}


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("The psoas.", "The SO-az."),
        ("PSOAS, Psoas; (psoas)", "SO-az, SO-az; (SO-az)"),
        ("psoas's end, psoas-stretch", "SO-az's end, SO-az-stretch"),
        ("psoases, ilio_psoas", "psoases, ilio_psoas"),
        ("the si  joint, the SI", "the S I joint, the see"),
        ("Child's pose, child’s pose", "tchild's pose, tchild's pose"),
        ("IT and [IT](/aI/)", "[IT](/I ti/) and [IT](/aI/)"),
        ("nothing", "nothing"),
    ],
)
def test_whole_words_in_any_case_the_longest_first(written: str, spoken: str) -> None:
    assert Pronunciations(SOUNDS).applied(written) == spoken


def test_a_letter_with_a_mark_is_found_however_it_was_typed() -> None:
    assert Pronunciations({"café": "caff-ay"}).applied("Cafe\u0301!") == "caff-ay!"


@given(st.dictionaries(st.text(min_size=1, max_size=4), st.just("x"), max_size=4), st.text(max_size=20))
def test_no_word_and_no_text_is_too_much(sounds: dict[str, str], text: str) -> None:
    Pronunciations(sounds).applied(text)


def read(text: str) -> tuple[dict[str, str], list[str]]:
    report = Report()
    sounds = read_pronunciations(text, "pronounce.txt", report)
    return sounds, [str(found) for found in report.diagnostics]


def test_a_list_is_one_word_a_line() -> None:
    text = "# Mine\n\npsoas: SO-az\n  SI   joint:S I joint \nratio 1:2: one to two\n"
    assert read(text) == ({"psoas": "SO-az", "SI joint": "S I joint", "ratio 1:2": "one to two"}, [])


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("psoas SO-az", '2:1: error: "psoas SO-az" needs a colon between a word and its pronunciation'),
        ("  : SO-az", "2:3: error: the word is missing before the colon"),
        ("psoas:", '2:6: error: "psoas" needs a pronunciation'),
        ("psoas: …", '2:6: error: "psoas" needs a pronunciation'),
        ("a: b\n\nA: c", '4:1: error: "A" is also on line 2'),
    ],
)
def test_a_mistake_is_told_with_its_place(line: str, message: str) -> None:
    sounds, found = read(f"hip: hipp\n{line}")
    assert found == [f"pronounce.txt:{message}"]
    assert sounds["hip"] == "hipp"


def test_many_mistakes_end_the_reading() -> None:
    with pytest.raises(ScriptError):
        read("no colon here\n" * 1_001)
