"""Read the words of Markdown: links as their words, pictures as comments, cells of a table, no backslashes."""

from __future__ import annotations

import re

from voicecoach.importing.directions.speech_commands import with_plain_commands

_LINK = re.compile(r"(!?)\[([^\[\]]*)\]\(\s*([^()\s]*)[^()]*\)")
_FOOTNOTE = re.compile(r"(?<=\S)\[\^\w{1,10}\]")
_WIKI_LINK = re.compile(r"(!?)\[\[(?:([^\[\]|]*)\|)?([^\[\]|]*)\]\]")
_REFERENCE = re.compile(r"\[([^\[\]]+)\]\[[^\[\]]*\]")


def cells_of(line: str) -> tuple[str, ...]:
    """Return the cells of a table's row."""
    inner = line.strip().removeprefix("|").removesuffix("|")
    inner = _WIKI_LINK.sub(lambda found: found[0].replace("|", "\\|"), re.sub(r"<br\s*/?>", "\n", inner))
    return tuple(plain_words(cell.strip().replace("\\|", "|")) for cell in re.split(r"(?<!\\)\|", inner))


def plain_words(text: str) -> str:
    """Return words with links as their words, and without the backslashes of Markdown."""

    def linked(found: re.Match[str]) -> str:
        return f"<!--picture: {found[2]} {found[3]}-->" if found[1] else found[2]

    def named(found: re.Match[str]) -> str:
        return f"<!--picture: {found[2] or found[3]}-->" if found[1] else found[3].strip()

    text = with_plain_commands(text)
    if "[" in text:
        text = _WIKI_LINK.sub(named, _FOOTNOTE.sub("", text))
        text = _REFERENCE.sub(r"\1", _LINK.sub(linked, text))
    text = re.sub(r"\\([*_#>.\-!`|~])", r"\1", text) if "\\" in text else text
    return text.strip().removesuffix("\\").strip()
