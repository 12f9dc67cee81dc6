"""Read the front matter at the top of a text: its title and language, and notes."""

from __future__ import annotations

import re

from voicecoach.importing.document import Document, Note
from voicecoach.importing.lines.joined_lines import SourceLine
from voicecoach.script.language import language_code

_FRONT_KEY = re.compile(r"([A-Za-z_][\w -]{0,40}):\s*(.*)")
_FENCES = ("```", "~~~")
_SENTENCE = re.compile(r"[.!?…]\s*$")
_MOST_LINES_OF_FENCE = 30
_MOST_LINES_ABOVE = 2


def without_front_matter(lines: list[SourceLine], document: Document) -> list[SourceLine]:
    """Read the ``key: value`` lines between two ``---`` at the top, and return the lines below them.

    They may also stand between two fences, and below the title.
    """
    first = next((index for index, line in enumerate(lines) if line.text.strip()), 0)
    if not lines or lines[first].text.strip() != "---":
        return _without_fence(lines, document)
    end = next(
        (
            index
            for index in range(first + 1, min(len(lines), first + 80))
            if lines[index].text.strip() in ("---", "...")
        ),
        0,
    )
    inside = lines[first + 1 : end]
    if not inside or not all(
        _FRONT_KEY.match(line.text.strip()) or not line.text.strip() or line.text[:1] in " -#" for line in inside
    ):
        return lines
    kept = []
    for line in inside:
        found = _FRONT_KEY.fullmatch(line.text.strip())
        key, value = (found[1].lower(), found[2].strip("\"' ")) if found else ("", "")
        if key in ("title", "name") and value and (key == "title" or not document.title):
            is_name_of_file = value.islower() and " " not in value
            document.title = value.replace("-", " ").replace("_", " ").capitalize() if is_name_of_file else value
        elif key in ("language", "lang", "locale") and language_code(value):
            document.language = str(language_code(value))
        elif line.text.strip():
            kept.append(line.text.strip())
    if kept:
        document.blocks.append(Note("; ".join(kept), inside[0].number, "front matter"))
    return lines[end + 1 :]


def _without_fence(lines: list[SourceLine], document: Document) -> list[SourceLine]:
    """Return the lines without the facts between two fences at the top: they become a note."""
    marks = [at for at, line in enumerate(lines[:_MOST_LINES_OF_FENCE]) if line.text.strip() in _FENCES]
    inside = lines[marks[0] + 1 : marks[1]] if len(marks) > 1 else []
    are_facts = bool(inside) and all(
        (found := _FRONT_KEY.fullmatch(line.text.strip())) is not None and not _SENTENCE.search(found[2])
        for line in inside
    )
    above = [line for line in lines[: marks[0]] if line.text.strip()] if are_facts else []
    if not are_facts or len(above) > _MOST_LINES_ABOVE:
        return lines
    document.blocks.append(Note("; ".join(line.text.strip() for line in inside), inside[0].number, "front matter"))
    return [*lines[: marks[0]], *lines[marks[1] + 1 :]]
