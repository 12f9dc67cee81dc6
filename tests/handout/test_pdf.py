"""A page as a PDF file, by a real browser: whole steps on each sheet, the paper that was asked for."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfReader

import voicecoach
from voicecoach.handout.pdf import BROWSER_VARIABLE, find_browser, write_pdf
from voicecoach.pipeline.handout import make_handout
from voicecoach.session.options import Choices

MANY = "# Many\n- language: en\n\n" + "".join(
    f"## Step {number}\n- hold: 30s\n- sides: right, left\n- cue: {'Long words. ' * (number % 8)}Last {number}.\n\n"
    for number in range(1, 25)
)
POINTS = {"A4": (595, 842), "letter": (612, 792)}


@pytest.fixture(autouse=True)
def folders_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICECOACH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("VOICECOACH_CACHE_DIR", str(tmp_path / "cache"))


@pytest.mark.skipif(find_browser() is None, reason="no Chrome, Chromium or Edge is installed")
@pytest.mark.parametrize("paper", POINTS)
def test_each_step_is_whole_on_one_sheet_of_the_paper(tmp_path: Path, paper: str) -> None:
    handout = make_handout("", Choices(voice="tone"), text=MANY)
    handout.write(tmp_path / "many.pdf", **({} if paper == "A4" else {"paper": paper}))
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("voicecoach-pdf")] == []
    pages = PdfReader(io.BytesIO((tmp_path / "many.pdf").read_bytes())).pages
    assert len(pages) > 2
    places = []
    for number, sheet in enumerate(pages):
        assert tuple(round(float(each)) for each in sheet.mediabox[2:]) == POINTS[paper]
        words = sheet.extract_text().split("\n")
        places += [(number, step) for step in range(1, 25) if f"{step} Step {step}" in words]
        for step in range(1, 25):
            assert (f"{step} Step {step}" in words) == any(line.endswith(f"Last {step}.") for line in words)
    assert [step for _, step in places] == list(range(1, 25))


def test_without_a_browser_the_person_is_told_to_print_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(BROWSER_VARIABLE, str(tmp_path / "none"))
    with pytest.raises(voicecoach.ExportError) as raised:
        write_pdf(tmp_path / "anna.pdf", "<p>")
    assert "open it and print it" in raised.value.hint
    assert "anna.html" in raised.value.hint
    assert list(tmp_path.iterdir()) == []


def test_a_browser_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "anna.pdf").write_text("old", encoding="utf-8")
    browser = tmp_path / "browser"
    browser.write_text("#!/bin/sh\necho no display >&2\nexit 3\n", encoding="utf-8")
    browser.chmod(0o755)
    monkeypatch.setenv(BROWSER_VARIABLE, str(browser))
    with pytest.raises(voicecoach.ExportError, match="no display"):
        write_pdf(tmp_path / "anna.pdf", "<p>")
    assert (tmp_path / "anna.pdf").read_text(encoding="utf-8") == "old"
    assert {path.name for path in tmp_path.iterdir()} == {"anna.pdf", "browser"}
