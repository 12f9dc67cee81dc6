"""The files of the page: the same texts in every language, and nothing that its policy would refuse."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from voicecoach.studio.page import FOLDER

LANGUAGES = ("en", "de", "es", "fr")
TABLES = {tag: json.loads((FOLDER / "texts" / f"{tag}.json").read_text(encoding="utf-8")) for tag in LANGUAGES}
MODULES = {path.relative_to(FOLDER).as_posix(): path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.js")}
SOURCE = "\n".join(MODULES.values())
MARKUP = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|DOMParser")
MOST_LINES = 400


def names_in(text: str | dict[str, str]) -> set[str]:
    forms = text.values() if isinstance(text, dict) else [text]
    return {name for form in forms for name in re.findall(r"\{(\w+)\}", form)}


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_language_has_the_same_texts_with_the_same_values(tag: str) -> None:
    assert list(TABLES[tag]) == list(TABLES["en"])
    for key, text in TABLES[tag].items():
        assert names_in(text) == names_in(TABLES["en"][key]), key
        assert isinstance(text, dict) == isinstance(TABLES["en"][key], dict), key
        assert all((text if isinstance(text, dict) else {"other": text}).values()), key


def test_the_modules_use_the_texts_that_there_are_and_no_others() -> None:
    used = set(re.findall(r"\bt\(\s*\"(\w+)\"", SOURCE)) | set(re.findall(r"\bt\([^()]*\?\s*\"(\w+)\"", SOURCE))
    assert used - set(TABLES["en"]) == set()
    begun = tuple(re.findall(r"\bt\(`(\w+_)\$\{", SOURCE))
    quoted = set(re.findall(r"\"(\w+)\"", SOURCE))
    assert {key for key in TABLES["en"] if key not in quoted and not key.startswith(begun)} == set()


@pytest.mark.parametrize("name", sorted(MODULES))
def test_a_module_makes_no_markup_of_texts_and_asks_no_other_host(name: str) -> None:
    source = MODULES[name]
    assert not re.findall(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|DOMParser", source
    )
    assert set(re.findall(r"https?://[^\s\"'`]+", source)) <= {"http://www.w3.org/2000/svg"}
    assert source.startswith("// ")
    assert len(source.splitlines()) <= MOST_LINES
    for asked in re.findall(r"(?:from|import\()\s*\"([^\"]+)\"", source):
        assert (FOLDER / Path(name).parent / asked).is_file(), asked


def test_the_page_has_nothing_inline_and_all_that_it_names() -> None:
    page = (FOLDER / "index.html").read_text(encoding="utf-8")
    assert not re.findall(r"<style|style=|\bon\w+=|<script(?![^>]*src=)", page)
    for address in re.findall(r"(?:href|src)=\"/page/([^\"]+)\"", page):
        assert (FOLDER / address).is_file(), address
    styles = "\n".join(path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.css"))
    assert not re.findall(r"@import|url\(", styles)
