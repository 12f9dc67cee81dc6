"""Texts of a script as they are printed: variables filled, both sides in one sentence, nothing that is only done."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from voicecoach.script import model
from voicecoach.script.model import Text
from voicecoach.script.printer import plain_words
from voicecoach.script.sides import Side, Sides, chosen_word, other_side

_SENTENCE_END = re.compile(r"(?<=[.!?\u2026])\s+")
_UNKNOWN = "\0"
_MOST_CHARACTERS = 130


@dataclass(frozen=True, slots=True)
class PaperPlace:
    """The values of a text's variables on paper.

    Attributes:
        values: The values by name; one that changes while the session goes on has none.
        sides: The sides of the step, in order.
        side_names: The session's words for them.
    """

    values: Mapping[str, str | Text]
    sides: Sides = ()
    side_names: Mapping[Side, str] = field(default_factory=dict)

    def side(self) -> str:
        """Return the words for all sides of the step, as in "your right/left knee"."""
        return "/".join(self.side_names.get(side, side) for side in dict.fromkeys(self.sides)) or _UNKNOWN

    def other_side(self) -> str:
        """Return the words for the other side of each side."""
        others = [other_side(side, self.sides) for side in dict.fromkeys(self.sides)]
        return "/".join(self.side_names.get(one, one) for one in others if one is not None) or _UNKNOWN

    def choice(self, words: tuple[str, ...]) -> str:
        """Return the words of ``{side|rechtes|linkes}`` in the order of the sides."""
        chosen = (chosen_word(words, self.sides, turn) for turn in range(len(self.sides)))
        return "/".join(dict.fromkeys(chosen)) or _UNKNOWN


def written(text: Text | None, place: PaperPlace) -> str:
    """Return a text as it is printed; a sentence with a variable that has no value on paper is left out."""
    if text is None:
        return ""
    words = plain_words("".join(_pieces(text, place)))
    return " ".join(sentence for sentence in _SENTENCE_END.split(words) if _UNKNOWN not in sentence)


def shortened(words: str) -> str:
    """Return the first sentences of a text, about two lines of them, always at least one.

    >>> shortened("Lie down. " + "Breathe, as slowly as you like. " * 9)
    'Lie down. Breathe, as slowly as you like. Breathe, as slowly as you like. Breathe, as slowly as you like.'
    """
    kept = ""
    for sentence in _SENTENCE_END.split(words):
        if kept and len(kept) + len(sentence) >= _MOST_CHARACTERS:
            break
        kept = f"{kept} {sentence}".strip()
    return kept


def _pieces(text: Text, place: PaperPlace) -> list[str]:
    found: list[str] = []
    for piece in text.pieces:
        match piece:
            case model.Words(words):
                found.append(words)
            case model.Substitution(shown, _):
                found.append(shown)
            case model.SideChoice(words):
                found.append(place.choice(words))
            case model.Variable("side"):
                found.append(place.side())
            case model.Variable("other_side"):
                found.append(place.other_side())
            case model.Variable(name):
                value = place.values.get(name, _UNKNOWN)
                found += _pieces(value, place) if isinstance(value, Text) else [value]
            case _:
                found.append(" ")
    return found
