"""The table of formats: how each is recognised, and the module that reads it. A new format is one file and one row."""

from __future__ import annotations

import importlib
import json
import re
from dataclasses import dataclass

from voicecoach.importing.document import Document


@dataclass(frozen=True, slots=True)
class SourceFormat:
    """One row of the table.

    Attributes:
        name: Its name for people.
        reader: The module in ``readers/`` with ``read(data, shown)``.
        suffixes: The endings of its files.
        looks_like: A pattern of the first bytes that proves the format; empty where only the suffix tells it.
        contains: Bytes that its files have in them, too.
    """

    name: str
    reader: str
    suffixes: tuple[str, ...] = ()
    looks_like: bytes = b""
    contains: bytes = b""

    def read(self, data: bytes, shown: str) -> Document:
        """Return the document of a source.

        Raises:
            SourceError: It cannot be read; the message says why.
        """
        module = importlib.import_module(f"voicecoach.importing.readers.{self.reader}")
        document: Document = module.read(data, shown)
        return document


_LEAST_ROWS = 4
_IN_PROSE = re.compile(r"[,;] |[.!?]\s*$")
_BOM = rb"(?:\xef\xbb\xbf)?\s*"

FORMATS = (
    SourceFormat("PDF", "pdf", (".pdf",), rb"(?s).{0,1024}?%PDF-"),
    SourceFormat("Word", "docx", (".docx", ".docm"), rb"PK\x03\x04", b"word/"),
    SourceFormat("EPUB", "epub", (".epub",), rb"PK\x03\x04", b"META-INF/container.xml"),
    SourceFormat("OpenDocument", "odt", (".odt", ".ott"), rb"PK\x03\x04", b"content.xml"),
    SourceFormat("another packed file", "packed", (".zip", ".doc", ".pages"), rb"PK[\x03\x05]|\xd0\xcf\x11\xe0"),
    SourceFormat("RTF", "rtf", (".rtf",), _BOM + rb"\{\\rtf"),
    SourceFormat(
        "SSML",
        "ssml",
        (".ssml",),
        _BOM + rb"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?(?:<!DOCTYPE[^>\[]*(?:\[.*?\])?[^>]*>\s*)?<speak\b",
    ),
    SourceFormat("HTML", "html", (".html", ".htm", ".xhtml"), _BOM + rb"(?i:<!doctype html|<html\b|<head\b|<body\b)"),
    SourceFormat("XML", "ssml", (".xml",), _BOM + rb"<\?xml\b|" + _BOM + rb"<!DOCTYPE"),
    SourceFormat("WebVTT", "subtitles", (".vtt",), _BOM + rb"WEBVTT"),
    SourceFormat("SubRip", "subtitles", (".srt",), _BOM + rb"\d{1,6}\s*\r?\n\s*\d{1,2}:\d{2}:\d{2}[,.]\d{1,3}\s*-->"),
    SourceFormat("LRC", "subtitles", (".lrc",), _BOM + rb"(?:\[[a-z]{2,8}:[^\]\r\n]*\]\s*)+\[\d{1,3}:\d{2}[.:]\d{2}"),
    SourceFormat("CSV", "tables", (".csv", ".tsv", ".tab")),
    SourceFormat(
        "JSON", "timers", (".json",), _BOM + rb"(?!\[\s*\d[\d:.,]*\s*(?:\]|[a-z:]))[\[{]\s*(?:[\[{]\s*)*[\"\d\]}-]"
    ),
    SourceFormat("YAML", "timers", (".yaml", ".yml")),
    SourceFormat("text", "text", (".txt", ".md", ".markdown", ".text", "")),
)
"""Every format, the surest first; the last one takes whatever is text."""


def format_of(data: bytes, name: str) -> SourceFormat:
    """Return the format of a source by its first bytes, or else by its name."""
    for row in FORMATS:
        if row.looks_like and re.match(row.looks_like, data[:4_096], re.DOTALL) and row.contains in data:
            return row
    suffix = re.search(r"\.[^./\\]{1,10}$", name.lower())
    by_name = next((row for row in FORMATS if suffix and suffix[0] in row.suffixes and not _is_proven(row)), None)
    is_plain = suffix is not None and suffix[0] == ".txt"
    if (by_name is None or is_plain) and _is_table(data, has_name=is_plain):
        return next(row for row in FORMATS if row.name == "CSV")
    return by_name or FORMATS[-1]


def format_but_script(data: bytes, name: str) -> SourceFormat | None:
    """Return the format of a file that is given in place of a script; None for a text, which may be one."""
    found = format_of(data, name)
    if found in FORMATS[-1:] or found.reader == "packed":
        return None
    is_named = name.lower().endswith(found.suffixes)
    if is_named or (found.looks_like and not (found.reader == "timers" and not _is_json(data))):
        return found
    return None


def _is_json(data: bytes) -> bool:
    """Return whether a text is JSON from its first sign to its last; a script may begin with a brace, too."""
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True


def _is_table(data: bytes, *, has_name: bool) -> bool:
    """Return whether a text begins with the heads of a table of exercises; one with a text's name needs more rows."""
    lines = [line for line in data[:4_096].decode("utf-8", errors="replace").splitlines() if line.strip()]
    for comma in ",;\t" if lines else "":
        heads, *rows = (line.split(comma) for line in lines)
        if len(heads) < 2 or not rows or len(rows[0]) != len(heads):  # noqa: PLR2004
            continue
        # Each script is looked at: the patterns of the readers are loaded for none that has no such heads.
        from voicecoach.importing.lines.rows import column_of

        known = sum(bool(column_of(head)) for head in heads)
        is_even = len(rows) >= _LEAST_ROWS and all(len(row) == len(heads) for row in rows[:-1])
        is_list = is_even and len(heads) > 2 and not any(map(_IN_PROSE.search, lines))  # noqa: PLR2004
        if (known > 1 and not has_name) or (known and is_list):
            return True
    return False


def _is_proven(row: SourceFormat) -> bool:
    """Return whether every file of the format begins as its row says, so that its name alone proves nothing."""
    return row.reader in ("pdf", "docx", "odt", "epub", "rtf") and bool(row.looks_like)
