"""Take the comments out of a text, what it has struck out, and its tags: all are kept beside it, and not spoken."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voicecoach.importing.document import Document, Note
from voicecoach.script.directions import read_direction

_TAG = r"#[^\W\d_][\w/-]*"
# "#yoga #calm" in any case; one alone in small letters, since "#Sitting" is a heading without its space
_TAGS = rf"(?m:^[ \t]*(?P<tags>(?:{_TAG}[ \t]+)+{_TAG}|#[a-zß-ÿ][\w/-]*)[ \t]*$)"
_TAG_BEHIND = rf"(?m:(?<=\S)[ \t](?P<behind>{_TAG})(?=[ \t]*$))"  # "- Squats #workout"
# A picture whose words or address were wrapped; those of one line are read with the words around them.
_PICTURE = r"!\[((?:[^\[\]\n]|\n(?!\n)){0,400})\]\(((?:[^()\n]|\n(?!\n)){0,400})\)"
_MARKED = (
    r"(?<!\S)%%[ \n](.*?)[ \n]%%(?!\S)|(?<![~\w])~~(?=[^\W\d_])(?P<struck>[^~\n]*\w)~~(?![~\w])"
    rf"|{_TAGS}|{_TAG_BEHIND}|{_PICTURE}"
)
_WHY_TAGS = "unsure: it looks like a line of tags"
_NO_HTML = re.compile(_MARKED, re.DOTALL)
_ANY = re.compile(rf"<!--(.*?)-->|{_MARKED}", re.DOTALL)


def without_comments(text: str, document: Document) -> list[str]:
    """Return the lines without comments, struck-out words and tags, which become notes; other line numbers stay."""
    parts: list[str] = []
    line, end = 1, 0
    for found in _comments(text):
        tags = found["tags"] or found["behind"] or ""
        beside = found["struck"] or tags.strip("#")
        is_picture_of_line = found[0].startswith("![") and "\n" not in found[0]
        if is_picture_of_line or (beside and read_direction(beside) is not None):
            continue  # ~~pause~~, #pause
        before, breaks = text[end : found.start()], "\n" * found[0].count("\n")
        line += before.count("\n")
        why = _WHY_TAGS if tags else ""
        document.blocks.append(Note(" ".join(" ".join(found.groups("")).split()), line, why))
        parts += (before, breaks)
        line, end = line + len(breaks), found.end()
    parts.append(text[end:])
    return "".join(parts).expandtabs(4).split("\n")


def _comments(text: str) -> Iterator[re.Match[str]]:
    """Yield the comments of a text, what it has struck out, and its tags.

    Behind the last end of a comment none begins: each beginning there would be read up to the end of the text.
    """
    last = max(text.rfind("-->"), 0)
    at, opening = 0, text.find("<!--", 0, last)
    while found := (_ANY if opening >= 0 else _NO_HTML).search(text, at):
        yield found
        at = found.end()
        if 0 <= opening < at:
            opening = text.find("<!--", at, last)
