"""The documents that are written from the program say what it does."""

from __future__ import annotations

import re
import textwrap
import tomllib
from pathlib import Path

import pytest

from voicecoach.pipeline.settings_file import KEYS
from voicecoach.script import settings as table
from voicecoach.script.compose.read import read_composed
from voicecoach.script.guide import guide_text
from voicecoach.script.lint import lint
from voicecoach.script.report import Report
from voicecoach.sound.decode import HIGHEST_RATE_HZ, LARGEST_FILE_BYTES, LONGEST_SOUND_MS, LOWEST_RATE_HZ
from voicecoach.sound.library import MOST_SOUND_MS
from voicecoach.units import MINUTE_MS

DOCS = Path(__file__).parent.parent / "docs"


def examples(text: str) -> list[str]:
    """Return the indented blocks of a document."""
    blocks = re.findall(r"(?:^ {4}.*\n|^\n(?= {4}))+", text, re.MULTILINE)
    return [textwrap.dedent(block).strip("\n") + "\n" for block in blocks]


def test_the_reference_is_what_the_command_prints() -> None:
    assert (DOCS / "scripts.md").read_text(encoding="utf-8") == guide_text(), (
        "write it anew: voicecoach guide > docs/scripts.md"
    )


def test_every_setting_has_an_example_line_in_it() -> None:
    text = (DOCS / "scripts.md").read_text(encoding="utf-8")
    assert [spec.key for spec in table.TABLE if f"- `{spec.example_line}`: " not in text] == []


def test_its_examples_are_flawless(tmp_path: Path) -> None:
    scripts = [one for one in examples(guide_text()) if one.startswith("# ")]
    assert len(scripts) == 13
    for script in scripts:
        path = tmp_path / "example.md"
        path.write_text(script, encoding="utf-8")
        report = Report()
        composed = read_composed(path, report)
        lint(composed.routine, report)
        assert report.diagnostics == ()


def test_its_limits_of_sounds_are_those_of_the_program() -> None:
    limits = guide_text().partition("## Limits")[2].partition("\n## ")[0]
    megabytes, minutes = LARGEST_FILE_BYTES // 1_000_000, LONGEST_SOUND_MS // MINUTE_MS
    rates = f"{LOWEST_RATE_HZ // 1000} to {HIGHEST_RATE_HZ // 1000} kHz"
    assert f"A sound file: {megabytes} MB, {minutes} minutes, and a rate from {rates}." in limits
    assert MOST_SOUND_MS == 60 * MINUTE_MS
    assert "All sound files of a session together, each channel of a bed counted: an hour." in limits


def test_every_default_is_told_of() -> None:
    section = guide_text().partition("## Choices that stay")[2].partition("\n## ")[0]
    named = {name.removesuffix(".NAME") for name in re.findall(r"`([a-z-]+(?:\.NAME)?)`", section)}
    assert [key for key in KEYS if key not in named] == []
    (example,) = examples(section)
    assert {*tomllib.loads(example)} <= {*KEYS}


@pytest.mark.parametrize("page", sorted(DOCS.glob("*.md")), ids=lambda page: page.stem)
def test_the_documentation_site_has_every_page_in_its_menu_and_in_llms_txt(page: Path) -> None:
    assert f": {page.name}\n" in DOCS.with_name("mkdocs.yml").read_text("utf-8")
    assert f'    "{page.stem}": "' in (DOCS / "site" / "hooks.py").read_text("utf-8")
