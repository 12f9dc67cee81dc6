"""A script from standard input: its name on the command line is ``-``."""

from __future__ import annotations

import sys

NAME = "-"


def script_text(name: str) -> str | None:
    """Return the text of standard input for ``-``; None for any other name, which a file has.

    Raises:
        ScriptError: It is not the text of a script.
    """
    if name != NAME:
        return None
    from voicecoach.script.files import TEXT_PATH, decode
    from voicecoach.script.limits import LARGEST_SCRIPT_BYTES

    return decode(sys.stdin.buffer.read(LARGEST_SCRIPT_BYTES + 1), str(TEXT_PATH))
