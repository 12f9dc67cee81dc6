"""Golden error reports: scripts full of mistakes, and the exact words that a person gets."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(scope="module")
def make_reports() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_reports", GOLDEN / "make_reports.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("script", sorted(GOLDEN.glob("*.md")), ids=lambda path: path.stem)
def test_the_report_of_a_script_full_of_mistakes(script: Path, make_reports: ModuleType) -> None:
    assert make_reports.report_of(script) == script.with_suffix(".txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("report", sorted(GOLDEN.glob("*.txt")), ids=lambda path: path.stem)
def test_every_mistake_says_what_to_do(report: Path) -> None:
    lines = report.read_text(encoding="utf-8").splitlines()
    assert len(lines) >= 2
    assert all(hint.strip() for hint in lines[1::2])
