"""Take the footnotes below a text out of it, with their marks: "Night of the Moon¹" … "¹ After Swami Satyananda"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from voicecoach.importing.document import Document, Note
from voicecoach.importing.lines.joined_lines import SourceLine

_RAISED = "\u00b9\u00b2\u00b3\u2074-\u2079"
_MARK = rf"[{_RAISED}]{{1,2}}|\*{{1,3}}|[†‡]|\[\d{{1,2}}\]"
_NOTE = re.compile(rf"\s*(?P<mark>{_MARK})\s*[^\s*†‡][^*]*")
_BEHIND_WORD = re.compile(rf"(?<=[^\s_*†‡(\[]) ?((?<! ){_MARK}|(?<= )\[\d{{1,2}}\])(?=[\s.,;:!?)\"”»]|$)")
_MOST_LINES = 24
_DOUBLED = ("*", "**")
_WHY = "unsure: it looks like a footnote"


def without_footnotes(lines: Sequence[SourceLine], document: Document) -> list[SourceLine]:
    """Return the lines without the footnotes at the end, and without their marks behind the words above.

    A line is one where its mark stands behind a word above, or where a line with "**" follows one with "*"; one with a
    raised number always is.
    """
    notes: dict[int, str] = {}
    for index in range(len(lines) - 1, max(len(lines) - 1 - _MOST_LINES, -1), -1):
        note = _NOTE.fullmatch(lines[index].text)
        if note:
            notes[index] = note["mark"]
        elif lines[index].text.strip():
            break
    used = {mark for line in lines if notes for mark in _marks_in(line.text)}
    used |= {mark for mark in notes.values() if re.match(f"[{_RAISED}]", mark)}
    if _DOUBLED in pairwise(mark for _, mark in sorted(notes.items())):
        used |= set(_DOUBLED)
    kept = []
    for index, line in enumerate(lines):
        text = line.text
        if notes.get(index) in used:
            document.blocks.append(Note(text.strip(), line.number, _WHY))
            text = ""
        elif not used.isdisjoint(notes.values()) and (marks := _marks_in(text)) and marks <= set(notes.values()):
            text = _BEHIND_WORD.sub("", text)
        kept.append(SourceLine(text, line.number))
    return kept


def _marks_in(text: str) -> set[str]:
    """Return the marks of footnotes behind the words of a line; none where a star may end emphasised words."""
    marks = _BEHIND_WORD.findall(text)
    return set(marks) if text.count("*") == sum(mark.count("*") for mark in marks) else set()
