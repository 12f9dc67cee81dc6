"""Text for people: printable on a terminal, quoted, shortened, and the nearest known word."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    pass


def printable(text: str, encoding: str) -> str:
    r"""Return the text as one line without characters that could steer a terminal, in what the encoding has.

    White space becomes a space; control and formatting characters are left out.

    >>> printable("Breathe\nin \x1b[2J\u202e\N{LEFTWARDS ARROW}", "ascii")
    'Breathe in [2J?'
    """
    spaced = " ".join(text.split())
    shown = "".join(character for character in spaced if character.isprintable())
    return shown.encode(encoding, "replace").decode(encoding)


_LONGEST_QUOTED = 60


_MOST_CANDIDATES = 500


_MOST_LISTED = 50


def shortened(words: str) -> str:
    """Return a person's words on one line, cut where they are long."""
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST_QUOTED else f"{line[:_LONGEST_QUOTED]}…"


def quoted(words: str) -> str:
    """Return a person's words in quotation marks, on one line and cut where they are long.

    >>> quoted("hodl")
    '"hodl"'
    """
    return f'"{shortened(words)}"'


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that is most like this one, or None where none is near."""
    if len(word) > _LONGEST_QUOTED:
        return None
    folded = {candidate.casefold(): candidate for candidate in islice(known, _MOST_CANDIDATES)}
    matches = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return folded[matches[0]] if matches else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ``did you mean "…"?``, or the known words where none is near; empty where none is known."""
    candidates = list(known)
    if match := nearest(word, candidates):
        return f'did you mean "{match}"?'
    more = ", …" if len(candidates) > _MOST_LISTED else ""
    return f"there is: {', '.join(candidates[:_MOST_LISTED])}{more}" if candidates else ""
