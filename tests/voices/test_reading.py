from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.voices.reading import as_read, speakable


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Cat-Cow.", "Cat Cow."),
        ("Knee-to-Chest", "Knee to Chest"),
        ("Re-align and self-massage.", "Re-align and self-massage."),
        ("3 x 30 s", "3 times 30 seconds"),
        ("2x15 sec", "2 times 15 seconds"),
        ("3×10", "3 times 10"),
        ("Hold for 30s.", "Hold for 30 seconds."),
        ("Hold for 30 s. Then rest.", "Hold for 30 seconds. Then rest."),
        ("30 sec. each side", "30 seconds each side"),
        ("1 min", "1 minute"),
        ("1.5 min", "1.5 minutes"),
        ("10–15", "10 to 15"),
        ("5-10s", "5 to 10 seconds"),
        ("1:30–2:00", "1 minute and 30 seconds to 2 minutes"),
        ("2024-05-01", "2024-05-01"),
        ("1:30", "1 minute and 30 seconds"),
        ("0:45", "45 seconds"),
        ("Meet at 7:30.", "Meet at 7:30."),
        ("7:30 am", "7:30 am"),
        ("½", "half"),
        ("2½ minutes", "2 and a half minutes"),
        ("¼ turn", "a quarter turn"),
        ("L/R", "left, right"),
        ("cat/cow", "cat, cow"),
        ("e.g. a towel", "for example a towel"),
        ("*Let go* of `it`", "Let go of it"),
        ("Good 👍🏽 work 👨‍👩‍👧!", "Good work!"),
        ("1️⃣ Lie down", "1 Lie down"),
        ("Bend to 90°.", "Bend to 90°."),
        ("Side plank #4", "Side plank #4"),
        ("The 3rd time", "The 3rd time"),
        ("Knie\u00adbeuge", "Kniebeuge"),
        ("Cafe\u0301", "Café"),
    ],
)
def test_english_is_read_as_a_person_would(written: str, read: str) -> None:
    assert as_read(written, "en-US") == read


@pytest.mark.parametrize(
    ("language", "written", "read"),
    [
        ("de", "2x15 Sek., z.B. L/R", "2 mal 15 Sekunden, zum Beispiel links, rechts"),
        ("de-AT", "Um 7:30 Uhr 1:30 lang", "Um 7:30 Uhr 1 Minute und 30 Sekunden lang"),
        ("es", "10-15 s", "10 a 15 segundos"),
        ("fr", "3 x 30 s", "3 fois 30 secondes"),
        ("ja", "猫 ☀️ 30s", "猫 30s"),
        ("fa", "می\u200cروم", "می\u200cروم"),
    ],
)
def test_other_languages_have_their_own_words(language: str, written: str, read: str) -> None:
    assert as_read(written, language) == read


def test_inline_sounds_are_kept_for_an_engine_that_reads_them_and_are_the_word_for_others() -> None:
    text = "Your [IT](/aI ti/) band, 2x."
    assert as_read(text, "en", inline_sounds=True) == text
    assert as_read(text, "en") == "Your IT band, 2x."


@given(st.text(max_size=60), st.sampled_from(["en", "de", "es", "fr", "ja"]))
def test_any_text_is_read_without_an_error_and_reading_twice_changes_nothing_more(text: str, language: str) -> None:
    read = as_read(text, language)
    assert read == read.strip()
    assert "  " not in read
    assert not any(sign in read for sign in "*`_🙂")


@given(st.lists(st.sampled_from(["left", "knee", "bent", "12", "hold", "slowly"]), min_size=1, max_size=12))
def test_plain_words_stay_as_they_are(words: list[str]) -> None:
    text = " ".join(words)
    assert as_read(text, "en") == text


@pytest.mark.parametrize(
    ("text", "answer"),
    [("½", True), ("3", True), ("é", True), ("猫", True), ("…", False), ("🙂 *", False), ("", False)],
)
def test_letters_and_numbers_can_be_spoken(text: str, answer: bool) -> None:  # noqa: FBT001 - a table's column
    assert speakable(text) is answer
