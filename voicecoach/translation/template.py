"""A text with places for values: it finds the values in a text that was made from it, and fills them in.

Places are written as in an f-string. What a place holds is said behind a colon:

- ``{name}``: a value that stays as it is, such as a person's own words, a name or a figure.
- ``{name:words}``: a text of the program, which is translated as well.
- ``{name:perhaps}``: a text of the program or a value; what has no translation stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from string import Formatter

KINDS = ("", "words", "perhaps")


@dataclass(frozen=True)
class Template:
    """A text with places for values.

    Attributes:
        literals: The words before, between and after the places: one more than there are places.
        places: The name of each place.
        kinds: The kind of each place, of :data:`KINDS`.
    """

    literals: tuple[str, ...]
    places: tuple[str, ...]
    kinds: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Template:
        """Return the template that a text writes.

        >>> Template.of("{words} is set {count:words}").places
        ('words', 'count')
        """
        literals, places, kinds = [""], [], []
        for literal, place, kind, _ in Formatter().parse(text):
            literals[-1] += literal
            if place is not None:
                places.append(place)
                kinds.append(kind or "")
                literals.append("")
        return cls(tuple(literals), tuple(places), tuple(kinds))

    @cached_property
    def literal_characters(self) -> int:
        """The number of characters outside the places: the more, the more a match says."""
        return sum(map(len, self.literals))

    def values_in(self, text: str) -> dict[str, str] | None:
        """Return the value of each place in a text that was made from this template; None for another text.

        Each place ends at the first words that may follow it.

        >>> Template.of('"{key}" is set twice').values_in('"hold" is set twice')
        {'key': 'hold'}
        """
        first, last = self.literals[0], self.literals[-1]
        if not (text.startswith(first) and text.endswith(last)):
            return None
        if not self.places:
            return {} if text == first else None
        end, between = len(text) - len(last), self.literals[1:-1]
        if end < len(first):
            return None
        begin, values = len(first), []
        for literal in between:
            found = text.find(literal, begin, end)
            if found < 0:
                return None
            values.append(text[begin:found])
            begin = found + len(literal)
        return dict(zip(self.places, [*values, text[begin:end]], strict=True))

    def filled(self, values: Mapping[str, str]) -> str:
        """Return the text with a value in each place."""
        pieces = [literal + values[place] for literal, place in zip(self.literals, self.places, strict=False)]
        return "".join(pieces) + self.literals[-1]
