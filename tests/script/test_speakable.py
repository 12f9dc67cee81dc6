"""The spoken part of a text, and the names of the unspoken parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.script.speakable import is_speakable, spoken_part, unspoken

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Reading


@pytest.mark.parametrize(
    ("text", "answer"),
    [("½", True), ("3", True), ("é", True), ("猫", True), ("①", True), ("1️⃣", True), ("https://example.org", True),
     ("…", False), ("🙂 *", False), ("<br>", False), ("", False), ("©", False)],
)  # fmt: skip
def test_letters_and_numbers_can_be_spoken(text: str, answer: bool) -> None:  # noqa: FBT001 - a table's column
    assert is_speakable(text) is answer


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Breathe 🙂 in", ["the emoji 🙂"]),
        ("👨‍👩‍👧🙂 twice 👍🏽", ["the emoji 👨‍👩‍👧🙂", "the emoji 👍🏽"]),
        ("☀️", ["the emoji ☀️"]),
        ("∞ breaths", ["the sign ∞"]),
        ("\ue000 x", ["the character U+E000"]),
        ("<b>now</b>", ["the tag <b>", "the tag </b>"]),
        ("at https://example.org/a?b=c.", ["what follows example.org in this address"]),
        ("www.example.org, https://example.org/ and me@example.org", []),
        ("½ → 2×3 ≈ 6, 20 °C “so” — *now* © 1️⃣", []),
        ("5 < 6", []),
    ],
)
def test_what_a_listener_would_miss_is_named(text: str, names: list[str]) -> None:
    assert [found.name for found in unspoken(text)] == names


@given(st.text(max_size=60))
def test_what_is_left_out_lies_within_the_text_and_leaves_nothing_more_to_leave_out(text: str) -> None:
    ends = [(found.begin, found.end) for found in unspoken(text)]
    assert all(0 <= begin < end <= len(text) for begin, end in ends)
    assert ends == sorted(ends)
    assert is_speakable(text) == any(character.isalnum() for character in spoken_part(text))


@pytest.mark.parametrize(
    ("script", "place"),
    [
        ("Breathe 🙂 in.", (1, 9)),
        ("Breathe in.\nAnd [pause 1s] out. 🙂", (2, 21)),
        ("- safety: Care 🙂.", (1, 16)),
        ("## Bridge 🙂\n- hold: 3s", (1, 11)),
        ("(Rest 🙂){Rest 🙂}", (1, 15)),
        ("## A\n- hold: 3s\n- sides: right, left\n- cue: The {side|right 🙂|left} leg.", (4, 24)),
        ("- wording half: Half 🙂.\nHi.", (1, 22)),
    ],
)
def test_a_warning_says_where_it_stands(script: str, place: tuple[int, int], read: Callable[[str], Reading]) -> None:
    (found,) = read(script).diagnostics
    assert (found.location.line, found.location.column) == place
    assert found.severity == "warning"
    assert found.message == "the emoji 🙂 is not spoken"


def test_what_is_only_for_the_eye_is_no_matter(read: Callable[[str], Reading]) -> None:
    assert read("# Evening 🌙\n- about: Calm 🙂\n<!-- 🙂 -->\n(Rest 🙂){Rest}").diagnostics == ()


@pytest.mark.parametrize("text", ["🙂", "Hi.\n\n<br>", "- safety: 🙂\nHi.", "## 🙂\nHi."])
def test_a_text_with_nothing_else_is_an_error(text: str, read: Callable[[str], Reading]) -> None:
    (error,) = read(text).errors
    assert "there is nothing to speak in" in error
