"""Writes the reports beside the scripts full of mistakes; run it after a change of words, and review the diff."""

from __future__ import annotations

from pathlib import Path

from voicecoach.script.lint import lint
from voicecoach.script.reader import read_routine
from voicecoach.script.report import Report
from voicecoach.script.wording import read_pack

HERE = Path(__file__).parent


def report_of(path: Path) -> str:
    """Return every remark about a script or a wording pack, as ``check`` prints them."""
    report = Report()
    text = path.read_text(encoding="utf-8")
    if path.name.endswith(".wording.md"):
        read_pack(text, path.name, path.stem, report)
    else:
        lint(read_routine(text, path.name, report), report)
    return "".join(f"{found}\n    {found.hint}\n" for found in report.diagnostics)


if __name__ == "__main__":
    for script in HERE.glob("*.md"):
        script.with_suffix(".txt").write_text(report_of(script), encoding="utf-8")
