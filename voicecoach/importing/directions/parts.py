"""The parts of a line: words to speak, directions, actions of a script, and brackets without a known meaning."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from voicecoach.importing.report import Kind
from voicecoach.script.directions import Direction

_MOST_BRACKETS = 20  # right behind a sentence, to which a stop behind them belongs
MAY_BE_NOTE = "spoken. If it is a note to the reader, put <!-- before it and --> after it"
"""The doubt about spoken words that may be for whoever reads."""

_SIGN_OF_COMMAND = re.compile(r"(?<!\\)[\[\]]|\{[^{}]*$|^[^{}]*\}")
_ONE_STOP = (".", "!", "?")
_OF_BLOCK = ("repeat", "end", "include")


@dataclass(frozen=True, slots=True)
class SpokenWords:
    """Words to be spoken.

    Attributes:
        text: The words.
        doubt: Why that is not certain; empty where it is.
    """

    text: str
    doubt: str = ""

    @property
    def told(self) -> str:
        """The doubt, also about words with a sign that no speech has: what it marks was not understood."""
        return self.doubt or (MAY_BE_NOTE if _SIGN_OF_COMMAND.search(self.text) else "")


@dataclass(frozen=True, slots=True)
class FoundDirection:
    """A direction, the words of the source for it, and why it is not certain; empty where it is."""

    direction: Direction
    source: str
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """An action that is already written as in a script, such as ``[chime bowl]``."""

    text: str

    @property
    def kind(self) -> Kind:
        """The kind that the report calls it."""
        word = self.text.strip("[ ").lower()
        return Kind.CHIME if word.startswith("chime") else Kind.STEP if word.startswith(_OF_BLOCK) else Kind.PAUSE


@dataclass(frozen=True, slots=True)
class UnclearDirection:
    """Something in brackets that nobody would say aloud, without a known meaning.

    Attributes:
        source: Its words.
        doubt: What a person can do about it.
    """

    source: str
    doubt: str = "unknown direction. To have it spoken, remove the <!-- --> and the brackets"


Part = SpokenWords | FoundDirection | Action | UnclearDirection


def add_words(parts: list[Part], text: str) -> None:
    """Add words behind the parts of a line; the full stop behind a bracket ends the sentence before it.

    Args:
        parts: The parts so far.
        text: The words up to the next bracket.
    """
    stop = re.match(r"\s*([.!?…]+)(?=\s|$)", text)
    last = range(len(parts) - 1, max(len(parts) - _MOST_BRACKETS, 0) - 1, -1) if stop else ()
    at = next((place for place in last if isinstance(parts[place], SpokenWords)), len(parts))
    before = parts[at] if stop and at < len(parts) - 1 else None
    if stop and isinstance(before, SpokenWords):  # "here (about 15 seconds)."
        ends = before.text[-1:].isalnum()
        parts[at] = replace(before, text=before.text + stop[1]) if ends else before
        text = text[stop.end() :] if ends or stop[1] in _ONE_STOP else text
    if re.search(r"\w", text):
        # A comma behind a bracket belongs to the words before it.
        parts.append(SpokenWords(re.sub(r"^\s*[,;]\s*", "", text).strip() if parts else text.strip()))
    elif text.strip(" \t*_-–—") and parts and isinstance(parts[-1], SpokenWords):
        parts[-1] = SpokenWords(parts[-1].text + text.strip(), parts[-1].doubt)
