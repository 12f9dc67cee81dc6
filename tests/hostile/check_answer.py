"""Check an answer to a script: each diagnostic has words, a location inside the text, and a hint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.errors import Severity

if TYPE_CHECKING:
    from pathlib import Path

    from voicecoach.errors import Diagnostic
    from voicecoach.pipeline.library import Checked

# A thousand mistakes and a thousand warnings, and one remark each that the others are not listed.
MOST_REMARKS = 2_002


def wrong_with(checked: Checked, folder: Path) -> str:
    """Return what is wrong with an answer, or nothing.

    Args:
        checked: What was said about a script.
        folder: Where paths that are not absolute begin.
    """
    has_errors = any(found.severity is Severity.ERROR for found in checked.diagnostics)
    if has_errors == bool(checked.summary):
        return "neither a session nor a mistake, or both"
    if len(checked.diagnostics) > MOST_REMARKS:
        return f"{len(checked.diagnostics)} remarks"
    lengths = {path: _line_lengths(folder / path) for path in {found.location.path for found in checked.diagnostics}}
    return next(filter(None, (_wrong_with_one(found, lengths) for found in checked.diagnostics)), "")


def _wrong_with_one(found: Diagnostic, lengths: dict[str, list[int]]) -> str:
    here = lengths[found.location.path]
    if not found.message:
        return f"no words: {found}"
    if not found.hint:
        return f"no hint: {found}"
    if not 1 <= found.location.line <= len(here):
        return f"no such line: {found}"
    if not 1 <= found.location.column <= here[found.location.line - 1] + 1:  # behind the last letter is one
        return f"no such column: {found}"
    return ""


def _line_lengths(path: Path) -> list[int]:
    """Return how many characters the lines of a file have, as a person's editor counts them."""
    data = path.read_bytes()
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    text = data.decode(encoding, errors="replace")
    for end in ("\r\n", "\r", "\u2028", "\u2029"):
        text = text.replace(end, "\n")
    return [len(line) for line in text.split("\n")]
