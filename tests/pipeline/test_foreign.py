"""A file in another format, given in place of a script, gets one message that names ``import``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.importing.documents import docx, epub, odt, pdf
from voicecoach.errors import ScriptError
from voicecoach.pipeline.foreign import tell_of_other_format
from voicecoach.script.report import Report

if TYPE_CHECKING:
    from pathlib import Path

FOREIGN: list[tuple[str, bytes, str]] = [
    ("a.docx", docx("Hello."), "Word"),
    ("a.odt", odt("<text:p>Hello.</text:p>"), "OpenDocument"),
    ("a.epub", epub("<p>Hello.</p>"), "EPUB"),
    ("a.pdf", pdf("Hello."), "PDF"),
    ("a.rtf", rb"{\rtf1 Hello.}", "RTF"),
    ("a.html", b"<p>Hello.</p>", "HTML"),
    ("page.md", b"<!DOCTYPE html><html><body>Hello.</body></html>", "HTML"),
    ("a.srt", b"Hello.", "SubRip"),
    ("a.txt", b"1\n00:00:01,000 --> 00:00:02,000\nHello.\n", "SubRip"),
    ("a.md", b"WEBVTT\n\n00:01.000 --> 00:02.000\nHello.\n", "WebVTT"),
    ("a.lrc", b"[00:01.00]Hello.", "LRC"),
    ("a.csv", b"name,reps\nSquat,10\n", "CSV"),
    ("a.json", b"{}", "JSON"),
    ("a.md", b'{"name": "Squat", "seconds": 30}', "JSON"),
    ("a.yaml", b"name: Squat\n", "YAML"),
]


@pytest.mark.parametrize(("name", "data", "form"), FOREIGN, ids=[f"{name}-{form}" for name, _, form in FOREIGN])
def test_another_format_is_one_error(name: str, data: bytes, form: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ScriptError) as caught:
        tell_of_other_format(path, Report())
    (found,) = caught.value.diagnostics
    assert found.message == f"this is not a script: it is a file in the format {form}"
    assert found.hint == f"turn it into a script: voicecoach import {path}"


@pytest.mark.parametrize(("name", "warnings"), [("a.ssml", 1), ("a.md", 1), ("b.txt", 1)])
def test_ssml_is_a_warning(name: str, warnings: int, tmp_path: Path) -> None:
    path, report = tmp_path / name, Report()
    path.write_bytes(b'<?xml version="1.0"?>\n<speak>Hello.<break time="2s"/></speak>')
    tell_of_other_format(path, report)
    assert [found.message for found in report.diagnostics] == [
        "this is SSML, not a script: only its words and breaks are used"
    ] * warnings


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# A\n\nHello.\n",
        "{name}, hello.",
        "[bell] Hello.",
        "[5s]\nHello",
        "name, reps\nSquat, 10",
        "---\na: b\n---\nHello.",
    ],
)
def test_what_may_be_a_script_is_read_as_one(text: str, tmp_path: Path) -> None:
    path, report = tmp_path / "a.md", Report()
    path.write_text(text, encoding="utf-8")
    tell_of_other_format(path, report)
    tell_of_other_format(tmp_path, report)
    assert not report.diagnostics
