"""A script's file to its text: what can be read, in which encodings, and how to save it where it cannot."""

from __future__ import annotations

import codecs
import re
import stat
from typing import TYPE_CHECKING

from voicecoach.errors import Location
from voicecoach.script.limits import LARGEST_SCRIPT_BYTES, check_extent
from voicecoach.script.report import Report

if TYPE_CHECKING:
    from pathlib import Path

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_LINE_END = re.compile("\r\n|[\r\u2028\u2029]")
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HOW_TO_SAVE = 'save it as plain text in UTF-8 (in an editor: "Save as…", encoding UTF-8)'


def read_text(path: Path, shown: str) -> str:
    """Return the text of a script file, its lines ended as on Unix.

    Args:
        path: The file.
        shown: How the person calls it, for messages.

    Raises:
        ScriptError: The file cannot be opened, is not a regular file, is too large, or is not text in UTF-8 or
            marked UTF-16; the message says how to save it.
    """
    report = Report()
    top = Location(shown, 1, 1)
    data = b""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            report.error(top, "this is a folder, not a script", "name the script file inside it")
        elif not stat.S_ISREG(mode):
            # Opening a pipe or a device could wait for ever.
            report.error(top, "this is not a file that can be read as a script", "name a plain text file")
        else:
            with path.open("rb") as file:
                data = file.read(LARGEST_SCRIPT_BYTES + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        report.error(top, f"the script cannot be read: {reason}", "check the file's name and permissions")
    if len(data) > LARGEST_SCRIPT_BYTES:
        report.error(top, "the script is larger than 1 MB", "split it into several scripts")
    report.raise_errors()
    return decode(data, shown)


def decode(data: bytes, shown: str) -> str:
    """Return the text of a script's bytes: UTF-8 with or without a mark, or UTF-16 with one.

    Raises:
        ScriptError: The bytes are not such text, hold control characters, as pictures and sounds do, or have more
            lines or brackets than there may be.
    """
    report = Report()
    name, encoding = ("UTF-16", "utf-16") if data.startswith(_UTF16_MARKS) else ("UTF-8", "utf-8-sig")
    text = ""
    try:
        text = _with_plain_line_ends(data.decode(encoding))
    except UnicodeDecodeError as error:
        # The codec counts from behind the mark, so the place is sought in what it looked at.
        before = _with_plain_line_ends(error.object[: error.start].decode(encoding, errors="replace"))
        report.error(_place_behind(before, shown), f"this is not text in {name}", _HOW_TO_SAVE)
    if found := _CONTROL.search(text):
        message = f"a control character (number {ord(found[0])}) stands here: this is not plain text"
        report.error(_place_behind(text[: found.start()], shown), message, f"take it out, or {_HOW_TO_SAVE}")
    check_extent(text, shown, report)
    report.raise_errors()
    return text


def _with_plain_line_ends(text: str) -> str:
    return _LINE_END.sub("\n", text)


def _place_behind(before: str, shown: str) -> Location:
    """Return the place that follows a text."""
    return Location(shown, before.count("\n") + 1, len(before) - before.rfind("\n"))
