"""Texts of many kinds and languages become the scripts that a person would have written.

Each text in ``texts/`` stands beside the script in ``scripts/``, which was read and found right. To take the scripts
that are made now: ``python -m tests.importing.test_texts`` and read the difference.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from voicecoach.importing.convert import ImportedText, convert
from voicecoach.importing.report import Kind
from voicecoach.script.lint import lint
from voicecoach.script.reader import read_routine
from voicecoach.script.report import Report

HERE = Path(__file__).parent
TEXTS = sorted((HERE / "texts").iterdir())
EXERCISES = (
    "table",
    "week",
    "physio",
    "uebungen",
    "ejercicios",
    "headings",
    "circuit",
    "sheet",
    "blatt",
    "plan",
    "timer",
    "app",
    "rooster",
    "scheda",
)
each_text = pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)


@cache
def converted(path: Path) -> ImportedText:
    return convert(path.read_bytes(), path.name)


def script_of(path: Path) -> str:
    return (HERE / "scripts" / f"{path.name}.md").read_text(encoding="utf-8")


def spoken(script: str) -> list[str]:
    """Return the words and actions of a script in order, and its steps with their settings."""
    script = re.sub(r"<!--.*?-->", " ", script, flags=re.DOTALL)
    return re.findall(r"\[[^\[\]]*\]|^- .*$|[^\s\[\]]+", script, re.MULTILINE)


def test_there_are_more_than_sixty_texts_in_eight_languages() -> None:
    assert len(TEXTS) > 60
    languages = {converted(path).language for path in TEXTS}
    assert languages >= {"en", "de", "es", "fr", "it", "pt", "nl", "pl"}


@each_text
def test_becomes_its_script(path: Path) -> None:
    assert converted(path).text == script_of(path)


@each_text
def test_the_script_has_no_mistakes(path: Path) -> None:
    report = Report()
    lint(read_routine(converted(path).text, path.name, report), report)
    assert not report.has_errors, report.diagnostics


def test_the_words_and_pauses_of_all_texts_together() -> None:
    """The promise in figures: 99.5 % of the words, 98 % of the pauses, and nothing spoken that is not in the script."""
    wanted: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for path in TEXTS:
        wanted += Counter(f"{path.name} {piece}" for piece in spoken(script_of(path)))
        found += Counter(f"{path.name} {piece}" for piece in spoken(converted(path).text))
    for is_pause, least in ((False, 0.995), (True, 0.98)):
        of_kind = {piece: count for piece, count in wanted.items() if ("[" in piece) is is_pause}
        kept = sum(min(count, found[piece]) for piece, count in of_kind.items())
        assert kept >= least * sum(of_kind.values())
    assert not found - wanted


WHOLE = [
    path
    for path in TEXTS
    if path.suffix in (".txt", ".md", ".srt", ".vtt", ".lrc") and not path.name.startswith(EXERCISES)
]


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: path.name)
def test_no_word_of_the_source_is_lost(path: Path) -> None:
    source = re.sub(r"<[^<>]*>|https?://\S+|^(?:WEBVTT|Language:).*$", " ", path.read_text("utf-8"), flags=re.MULTILINE)
    done = converted(path)
    kept = " ".join([done.text, *(f"{entry.source} {entry.became}" for entry in done.entries)])
    words = set(re.findall(r"[^\W\d_]{3,}", kept.lower()))
    lost = {word for word in re.findall(r"[^\W\d_]{3,}", source.lower()) if word not in words}
    assert lost <= {
        "title",
        "note",
        "narration",
        "time",
        "picture",
        "align",
        "start",
        "xml",
        "speak",
        "bash",
    }  # the words of the formats themselves


@each_text
def test_every_entry_of_the_report_has_a_place(path: Path) -> None:
    lines = path.read_text("utf-8").count("\n") + 1
    entries = converted(path).entries
    assert all(1 <= entry.line <= lines and entry.became for entry in entries)
    assert [entry.line for entry in entries] == sorted(entry.line for entry in entries)


def test_the_report_says_what_became_of_each_part() -> None:
    entries = convert(b"Let go. (Pause 3s)\n\n*Demonstrate*\n\n[bell] Good.\n", "a.txt").entries
    assert [(entry.line, entry.kind, entry.became) for entry in entries if entry.line > 1] == [
        (3, Kind.COMMENT, "<!-- *Demonstrate* -->"),
        (5, Kind.CHIME, "[chime bell]"),
        (5, Kind.SPOKEN, "Good."),
    ]
    assert ("(Pause 3s)", Kind.PAUSE, "[pause 3s]") in [(entry.source, entry.kind, entry.became) for entry in entries]


def test_an_imported_script_imports_as_itself() -> None:
    for path in TEXTS:
        if path.suffix in (".txt", ".md"):
            script = script_of(path)
            again = convert(script.encode(), path.name).text
            assert [word for word in spoken(again) if word.startswith("[")] == [
                word for word in spoken(script) if word.startswith("[")
            ]


if __name__ == "__main__":
    for each in TEXTS:
        (HERE / "scripts" / f"{each.name}.md").write_text(convert(each.read_bytes(), each.name).text, encoding="utf-8")
