"""The practice log as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import fields

from voicecoach.practice.entry import PracticeEntry

# A spreadsheet would compute a cell that begins so; a title or a note is text.
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def csv_text(entries: Iterable[PracticeEntry]) -> str:
    """Return entries as CSV with a header; a text that a spreadsheet would compute gets an apostrophe."""
    text = io.StringIO()
    names = [each.name for each in fields(PracticeEntry)]
    writer = csv.DictWriter(text, ["id", *(name for name in names if name != "id")], lineterminator="\r\n")
    writer.writeheader()
    for entry in entries:
        writer.writerow({name: _cell(value) for name, value in entry.row().items()})
    return text.getvalue()


def _cell(value: str | int | None) -> str | int:
    match value:
        case bool():
            return int(value)
        case str() if value.startswith(_FORMULA_SIGNS):
            return f"'{value}"
        case None:
            return ""
        case _:
            return value
