"""The list of phrases to record: numbered, one a line, kept beside the recordings as ``phrases.txt``.

A line is ``12. Draw your knee in.``; where the voice is given other words than those that are written, they
follow in braces, as a script has them: ``13. Release your psoas. {Release your SO-az.}``. Numbers never change
their meaning: what is new is added at the end, so that recordings that are named by number stay right.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from voicecoach.errors import Diagnostic, Location, ScriptError, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LIST_NAME = "phrases.txt"

_LINE = re.compile(r"(\d{1,5})(?:[.):]\s*|\s+)(\S.*?)(?:\s\{([^{}]+)\})?")


@dataclass(frozen=True, slots=True)
class ListedPhrase:
    """One line of the list.

    Attributes:
        number: What a recording of it may be called.
        written: The words as a person reads them.
        spoken: The words as they are given to a voice.
    """

    number: int
    written: str
    spoken: str

    def __str__(self) -> str:
        return f"{self.number}. {self.written}" + (f" {{{self.spoken}}}" if self.spoken != self.written else "")


def one_line(text: str) -> str:
    """Return a phrase as it stands on a line, with single spaces."""
    return " ".join(text.split())


def read_list(text: str, path: str) -> list[ListedPhrase]:
    """Return the phrases of a list; empty lines and those that begin with ``#`` are passed over.

    Raises:
        ScriptError: A line has no number, or a number comes twice.
    """
    phrases: dict[int, ListedPhrase] = {}
    mistakes: list[Diagnostic] = []
    for row, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        found = _LINE.fullmatch(one_line(line))
        place = Location(path, row, 1)
        if not found:
            hint = 'write it as "12. Half way."; voicecoach wording --phrases SCRIPT -o FILE makes such a list'
            mistakes.append(Diagnostic(place, Severity.ERROR, "this line is no number with a phrase", hint))
        elif int(found[1]) in phrases:
            hint = "give one of the two the next free number"
            mistakes.append(Diagnostic(place, Severity.ERROR, f"number {int(found[1])} is there twice", hint))
        else:
            phrases[int(found[1])] = ListedPhrase(int(found[1]), found[2], found[3] or found[2])
    if mistakes:
        raise ScriptError(mistakes)
    return list(phrases.values())


def extended(listed: Sequence[ListedPhrase], phrases: Iterable[tuple[str, str]]) -> list[ListedPhrase]:
    """Return a list with phrases added at its end that are not in it yet; what is in it keeps its number.

    Args:
        listed: The list so far.
        phrases: What is needed, in order: as written, and as given to the voice.
    """
    known = {phrase.spoken for phrase in listed}
    longer, number = list(listed), max((phrase.number for phrase in listed), default=0)
    for written, spoken in ((one_line(written), one_line(spoken)) for written, spoken in phrases):
        if spoken not in known:
            known.add(spoken)
            number += 1
            longer.append(ListedPhrase(number, written, spoken))
    return longer


def list_text(phrases: Iterable[ListedPhrase]) -> str:
    """Return the list as :func:`read_list` reads it."""
    return "".join(f"{phrase}\n" for phrase in phrases)
