"""Write the commands of other programs that speak as brackets: ``[[slnc 2000]]`` of macOS, ``^pause^``."""

from __future__ import annotations

import re

from voicecoach.script.directions import read_pause

_COMMAND = re.compile(
    # The end of the silence may have been forgotten.
    r"\[\[\s*(?:(?P<silence>slnc)\s+(?P<ms>\d{1,6})(?:\s*\]\])?|(?P<other>(?:rate|volm|pbas|pmod|emph|inpt|char|nmbr|rset|"
    r"cmnt|sync)\b[^\[\]\n]{0,40}?)\s*\]\])",
    re.IGNORECASE,
)
_CARETS = re.compile(r"\^\s?([^\^\n]{2,30}?)\s?\^")


def with_plain_commands(line: str, language: str = "en") -> str:
    """Return a line with such commands in the brackets of a script; all others of them stay to be told.

    >>> with_plain_commands("[[rate 140]] Sit. [[slnc 2000]] Rise. ^long pause^")
    '[rate 140] Sit. [pause 2000ms] Rise. [long pause]'
    >>> with_plain_commands("Sit. [[slnc 500 Rise.")
    'Sit. [pause 500ms] Rise.'
    """
    if "^" in line:
        line = _CARETS.sub(lambda mark: f"[{mark[1]}]" if read_pause(mark[1], language) else mark[0], line)
    if "[[" not in line:
        return line
    return _COMMAND.sub(lambda mark: "[pause " + mark["ms"] + "ms]" if mark["silence"] else f"[{mark['other']}]", line)
