"""The person's own pronunciations: ``pronounce.txt`` in their folder, for every script and every voice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach import folders
from voicecoach.errors import ScriptError
from voicecoach.script.file import read_text
from voicecoach.script.pronouncing import FILE_NAME, read_pronunciations

if TYPE_CHECKING:
    from voicecoach.script.report import Report


def own_pronunciations(report: Report) -> dict[str, str]:
    """Return how the person has words spoken; empty where there is no file. Mistakes are reported."""
    path = folders.home() / FILE_NAME
    if not path.exists():
        return {}
    try:
        text = read_text(path, str(path))
    except ScriptError as error:
        report.extend(error.diagnostics)
        return {}
    return read_pronunciations(text, str(path), report)
