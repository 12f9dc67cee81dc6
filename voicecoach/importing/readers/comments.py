"""Take the comments out of a text, and what it has struck out: both are kept beside it, and not spoken."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voicecoach.importing.document import Document, Note
from voicecoach.script.directions import read_direction

_MARKED = r"(?<!\S)%%[ \n](.*?)[ \n]%%(?!\S)|(?<![~\w])~~(?=[^\W\d_])(?P<struck>[^~\n]*\w)~~(?![~\w])"
_NO_HTML = re.compile(_MARKED, re.DOTALL)
_ANY = re.compile(rf"<!--(.*?)-->|{_MARKED}", re.DOTALL)


def without_comments(text: str, document: Document) -> list[str]:
    """Return the lines without HTML comments and struck-out words, which become notes; other line numbers stay."""
    parts: list[str] = []
    line, end = 1, 0
    for found in _comments(text):
        if found["struck"] and read_direction(found["struck"]) is not None:
            continue  # ~~pause~~
        before, breaks = text[end : found.start()], "\n" * found[0].count("\n")
        line += before.count("\n")
        document.blocks.append(Note(" ".join("".join(found.groups("")).split()), line))
        parts += (before, breaks)
        line, end = line + len(breaks), found.end()
    parts.append(text[end:])
    return "".join(parts).expandtabs(4).split("\n")


def _comments(text: str) -> Iterator[re.Match[str]]:
    """Yield the comments of a text and what it has struck out.

    Behind the last end of a comment none begins: each beginning there would be read up to the end of the text.
    """
    last = max(text.rfind("-->"), 0)
    at, opening = 0, text.find("<!--", 0, last)
    while found := (_ANY if opening >= 0 else _NO_HTML).search(text, at):
        yield found
        at = found.end()
        if 0 <= opening < at:
            opening = text.find("<!--", at, last)
