"""The words of the server: in the language that the page asks for."""

from __future__ import annotations

import json
from typing import Any

import pytest
from studio_client import JSON, Client

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
def test_every_setting_and_built_in_phrase_has_a_name_on_the_page(language: str) -> None:
    texts = json.loads((FOLDER / "texts" / f"{language}.json").read_text(encoding="utf-8"))
    keys = [*(f"setting {spec.key}" for spec in TABLE), *(f"phrase {name}" for name in PHRASES)]
    assert not {key for key in keys if key.replace(" ", "_") not in texts}


@pytest.mark.parametrize("language", LANGUAGES)
def test_remarks_and_refusals_are_translated_and_fixes_are_not(page: Client, language: str) -> None:
    text = (
        '# "the session"\n\n- lenght: 12m\n\n## the session\n\n- hodl: 30s\n- sides: right, lefft\n\nGo [puase 2s].\n'
    )

    def sent(path: str, fields: dict[str, object], code: str) -> Any:
        headers = {**JSON, "accept-language": code}
        return json.loads(page.call("POST", path, json.dumps(fields).encode(), headers).body)

    own, source = (sent("/api/look", {"text": text}, code)["problems"] for code in (language, "en"))
    assert len(own) == len(source) >= 4
    for one, before in zip(own, source, strict=True):
        assert one["message"] != before["message"]
        assert {**one, "message": "", "hint": ""} == {**before, "message": "", "hint": ""}
    assert any(one["fix"] for one in own)
    fields = {"text": text, "edits": [{"op": "set", "at": 1, "key": "hold", "value": "a step"}]}
    refused, told = (sent("/api/edit", fields, code) for code in (language, "en"))
    assert "'a step'" in refused["message"]
    assert refused["message"] != told["message"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_import_tells_its_reasons_in_the_language_and_keeps_the_words(page: Client, language: str) -> None:
    text = "Breathe in. (repeat 3 times)\n\nremove it\n\n*Smile at the group.*\n\n1. Knee Circles\nReps: 10, slowly\n"

    def imported(code: str) -> list[dict[str, Any]]:
        headers = {"content-type": "application/octet-stream", "accept-language": code}
        answer = page.call("POST", "/api/import?filename=a.txt&dry_run=1", text.encode(), headers)
        report: list[dict[str, Any]] = json.loads(answer.body)["report"]
        return report

    own, source = imported(language), imported("en")
    told = {one["became"] for one in source if one["kind"] in {"dropped", "unsure"}}
    assert told
    assert not told & {one["became"] for one in own}
    kept = [[one for one in report if one["kind"] not in {"dropped", "unsure"}] for report in (own, source)]
    assert kept[0] == kept[1]
    assert "remove it" in {one["became"] for one in own}  # also a hint of the program
