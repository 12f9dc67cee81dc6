"""Read the front matter at the top of a text: its title and language, and notes."""

from __future__ import annotations

import re

from voicecoach.importing.document import Document, Note
from voicecoach.importing.lines.joined_lines import SourceLine
from voicecoach.script.language import language_code

_FRONT_KEY = re.compile(r"([A-Za-z_][\w -]{0,40}):\s*(.*)")


def without_front_matter(lines: list[SourceLine], document: Document) -> list[SourceLine]:
    """Read the ``key: value`` lines between two ``---`` at the top, and return the lines below them."""
    first = next((index for index, line in enumerate(lines) if line.text.strip()), 0)
    if not lines or lines[first].text.strip() != "---":
        return lines
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
