"""Read the pictures of a bell that people put where one sounds."""

from __future__ import annotations

import re

from voicecoach.importing.directions.bracket_words import direction_in
from voicecoach.script.directions import ChimeDirection

_BELLS = "[\U0001f514\U0001f6ce\U0001f56d]\ufe0f?"
_LINE = re.compile(rf"\s*(?P<bells>(?:{_BELLS}\s*)+)(?P<rest>.*)", re.DOTALL)
_BETWEEN = re.compile(rf"(?<=[.!?…])\s+(?P<bells>(?:{_BELLS}\s*)+)(?=\s*(?:[^\W\d_a-zà-ÿ]|$))")
_BELL = re.compile(_BELLS)


def with_bells(line: str, language: str) -> str:
    """Return a line with its bells in brackets, where they stand alone, between sentences or before a chime's name.

    In front of other words a bell is a mere picture, as above the parts of a chat answer.

    >>> with_bells("\U0001f514\U0001f514", "en"), with_bells("Rest. \U0001f514 Open your eyes.", "en")
    ('[bell] [bell]', 'Rest. [bell] Open your eyes.')
    >>> with_bells("\U0001f514 *Three strikes of the bowl*", "en"), with_bells("\U0001f514 Closing", "en")
    ('*Three strikes of the bowl*', '\U0001f514 Closing')
    """
    if _BELL.search(line) is None:
        return line
    begun = _LINE.fullmatch(line)
    if begun is not None and not begun["rest"]:
        return _written(begun)
    if begun is not None and isinstance(direction_in(begun["rest"].strip("*_()[] ."), language), ChimeDirection):
        return begun["rest"]
    return _BETWEEN.sub(lambda found: f" {_written(found)} ", line).rstrip()


def _written(found: re.Match[str]) -> str:
    return " ".join("[bell]" for _ in _BELL.findall(found["bells"]))
