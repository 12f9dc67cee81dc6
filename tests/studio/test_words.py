"""The words of the server: in the language that the page asks for."""

from __future__ import annotations

import json
from typing import Any

import pytest
from studio_client import Client

from voicecoach.script.phrases import PHRASES
from voicecoach.script.settings import TABLE
from voicecoach.studio.page import FOLDER
from voicecoach.translation.catalogue import LANGUAGES


def asked(page: Client, path: str, language: str) -> Any:
    answer = page.get(path, {"accept-language": language})
    assert answer.headers["content-language"] == language
    return json.loads(answer.body)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_help_of_all_that_can_be_set_is_in_the_language_of_the_page(page: Client, language: str) -> None:
    found, english = asked(page, "/api/language", language), asked(page, "/api/language", "en")
    for one, before in zip(found["settings"] + found["actions"], english["settings"] + english["actions"], strict=True):
        assert one["help"] != before["help"]
        assert {**one, "help": "", "form": ""} == {**before, "help": "", "form": ""}
    phrases = asked(page, "/api/wording/calm", language)["phrases"]
    assert [one["name"] for one in phrases] == list(PHRASES)
    assert not {one["help"] for one in phrases} & {phrase.doc for phrase in PHRASES.values()}
    own, source = (asked(page, "/api/formats", code)["formats"] for code in (language, "en"))
    assert not {one["description"] for one in own} & {one["description"] for one in source}


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_every_setting_has_a_name_on_the_page(language: str) -> None:
    texts = json.loads((FOLDER / "texts" / f"{language}.json").read_text(encoding="utf-8"))
    assert not {spec.key for spec in TABLE if f"setting_{spec.key.replace(' ', '_')}" not in texts}
