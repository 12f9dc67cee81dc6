"""The translations: the same texts in every language, each text whole, and a person's words as they were."""

from __future__ import annotations

import re

import pytest

from voicecoach.translation.catalogue import LANGUAGES, Catalogue, catalogue, texts_of
from voicecoach.translation.template import KINDS, Template

TABLES = {language: texts_of(language) for language in LANGUAGES}
CODE = re.compile(r"`[^`]+`|--[a-z][\w-]+|\{\{|\}\}|\[[^\]\s]+[^\]]*\]|<!--|-->")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_the_same_texts_with_the_same_places_and_code(language: str) -> None:
    assert set(TABLES[language]) == set(TABLES["de"])
    in_order = sorted(TABLES[language], key=lambda english: (english.casefold(), english))
    assert list(TABLES[language]) == in_order, "in the order of the alphabet, two changes seldom meet in one line"
    for english, own in TABLES[language].items():
        template = Template.of(english)
        assert (own[:1] == " ", own[-1:] == " ") == (english[:1] == " ", english[-1:] == " "), english
        assert own, english
        assert set(template.kinds) <= set(KINDS), english
        assert sorted(Template.of(own).places) == sorted(template.places), english
        assert len(set(template.places)) == len(template.places), english
        assert all(template.literals[1:-1]), f"two places without words between them: {english}"
        has_words = re.search(r"[^\W\d_]", "".join(template.literals)) is not None
        assert has_words or set(template.kinds) == {"words"} or english == '"{key}"', f"this fits any text: {english}"
        assert sorted(CODE.findall(own)) == sorted(CODE.findall(english)), english


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ('"hold" is set twice', "„hold“ ist doppelt"),
        ('"is set twice" is set twice', "„is set twice“ ist doppelt"),
        ('"a" belongs to the session', "„a“ gehört zu der Sitzung"),
        ('"the session" belongs to the session', "„the session“ gehört zu der Sitzung"),
        ('"a" belongs to nobody', '"a" belongs to nobody'),
        ("cannot be used: the session", "geht nicht: der Sitzung"),
        ("cannot be used: Errno 2", "geht nicht: Errno 2"),
        ("nothing like it", "nothing like it"),
        ("the option a is invalid: 9 is out of range of the numbers", "Option a: 9 passt nicht"),
        ("the session", "der Sitzung"),
    ],
)
def test_a_text_is_translated_whole_or_not_at_all_and_its_values_stay(text: str, own: str) -> None:
    found = Catalogue(
        {
            '"{key}" is set twice': "„{key}“ ist doppelt",
            '"{key}" belongs to {owner:words}': "„{key}“ gehört zu {owner}",
            "cannot be used: {reason:perhaps}": "geht nicht: {reason}",
            "the session": "der Sitzung",
            "the option {name} is invalid: {reason:words}": "Option {name}: {reason}",
            "{text} is out of range of the numbers": "{text} passt nicht",  # more of its own words, and fits less
        }
    )
    assert found.translated(text) == own


def test_a_text_of_any_length_and_language_has_an_answer() -> None:
    assert catalogue("it").translated("the voice") == "the voice"
    endless = '"' * 100_000
    assert catalogue("de").translated(endless) == endless
    parts = "reps or reps, reps and reps, " * 60 + "nothing"  # each part may be cut in several ways
    assert catalogue("de").translated(parts) == parts
