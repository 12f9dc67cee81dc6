"""Names that every phone's file system takes, whatever a session is called."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from voicecoach.export.filenames import LONGEST_NAME_BYTES, phone_safe_name


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Lower-back relief", "Lower-back relief"),
        ('a/b\\c:d*e?f"g<h>i|j', "a b c d e f g h i j"),
        ("  two\n lines\t", "two lines"),
        ("Stretch... ", "Stretch"),
        (".hidden", "hidden"),
        ("..", "session"),
        ("", "session"),
        ("???", "session"),
        ("NUL", "NUL_"),
        ("com1.backup", "com1_.backup"),
        ("console", "console"),
        ("Ru\u0308cken", "R\u00fccken"),
        ("\u202egpj.3pm", "gpj.3pm"),
        ("Στάση του παιδιού", "Στάση του παιδιού"),
        ("وضعية الطفل", "وضعية الطفل"),
        ("🧘 day 1", "🧘 day 1"),
    ],
)
def test_a_name_is_read_as_before_and_safe(name: str, safe: str) -> None:
    assert phone_safe_name(name) == safe


def test_a_long_name_ends_with_a_whole_word() -> None:
    safe = phone_safe_name("breathe deeply " * 20)
    assert 60 < len(safe.encode()) <= LONGEST_NAME_BYTES
    assert set(safe.split()) == {"breathe", "deeply"}


@given(name=st.text(max_size=300))
@example("e\u0301" * 200)
@example("x" + "\u0301" * 300)
@example("👩\u200d👩\u200d👧" * 20)
@example("con." + "x" * 200)
@example("x" * 119 + " y")
def test_whatever_the_name(name: str) -> None:
    safe = phone_safe_name(name)
    assert 0 < len(safe.encode()) <= LONGEST_NAME_BYTES
    assert not set(safe) & set('\\/:*?"<>|')
    assert not any(unicodedata.category(each) == "Cc" for each in safe)
    assert safe[0] not in " ."
    assert safe[-1] not in " ."
    assert phone_safe_name(safe) == safe
