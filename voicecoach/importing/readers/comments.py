"""Take the comments out of a text, and what it has struck out: both are kept beside it, and not spoken."""

from __future__ import annotations

import re

from voicecoach.importing.document import Document, Note
from voicecoach.script.directions import read_direction

_COMMENT = re.compile(
    r"<!--(.*?)-->|(?<!\S)%%[ \n](.*?)[ \n]%%(?!\S)|(?<![~\w])~~(?=[^\W\d_])(?P<struck>[^~\n]*\w)~~(?![~\w])", re.DOTALL
)


def without_comments(text: str, document: Document) -> list[str]:
    """Return the lines without HTML comments and struck-out words, which become notes; other line numbers stay."""
    parts: list[str] = []
    line, end = 1, 0
    for found in _COMMENT.finditer(text):
        if found["struck"] and read_direction(found["struck"]) is not None:
            continue  # ~~pause~~
        before, breaks = text[end : found.start()], "\n" * found[0].count("\n")
        line += before.count("\n")
        document.blocks.append(Note(" ".join("".join(found.groups("")).split()), line))
        parts += (before, breaks)
        line, end = line + len(breaks), found.end()
    parts.append(text[end:])
    return "".join(parts).expandtabs(4).split("\n")
