"""Tell the numbers that are counted aloud, "3. Deeper", "2. Deeper", from those that only order a list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from voicecoach.caseless import Caseless
from voicecoach.importing.document import Block, Item, Words

_COUNTING = Caseless(
    r"\b(?:(?:begin|start) counting|(?:i will|i['’]ll|as i|when i|i['’]m going to|i am going to) (?:\w+ )?count|"
    r"(?:on|say) the number|"
    r"ich (?:\w+ ){0,3}zähle|zähle ich|bei der zahl|mit jeder zahl|(?:voy a|empezaré a) contar|(?:con|en) cada número|"
    r"je (?:vais )?compter?|à chaque (?:chiffre|nombre)|conterò|mentre conto|a ogni numero|vou contar|a cada número|"
    r"ik (?:\w+ ){0,3}tel\b|tel ik|bij elk getal|bij elke tel)\b"
)
"""A sentence that counts the numbers of the text aloud: "When I say the number one, close your eyes."."""

_LEAST_COUNTED = 5
_DASHES = ("-", "–", "—")


class ListNumbers:
    """Follows the numbers of a text's lists.

    Attributes:
        is_first_ordered: Whether the last number only orders a list, and is the first that does: none is spoken.
    """

    def __init__(self, blocks: Sequence[Block] = ()) -> None:
        """Follow the numbers of some blocks; in a text that says that it counts, they are counted up as well."""
        self.is_first_ordered = False
        is_long = sum(isinstance(block, Item) and _value(block.number) > 0 for block in blocks) >= _LEAST_COUNTED
        self._is_counting = is_long and any(_COUNTING.search(one.text) for one in blocks if isinstance(one, Words))
        self._is_ordered = False
        self._above = 0

    def counts_down(self, number: str, number_below: str) -> bool:
        """Take in the number of the next item, and return whether it is one of a countdown, and so is spoken.

        Args:
            number: The number; empty for an item without one.
            number_below: That of the next item below it that has one; empty where there is none.
        """
        if number.endswith(_DASHES) and number[-2:-1] == " ":
            return True  # "5 - Name five things.": it may be a countdown in any order
        value = _value(number)
        below = _value(number_below) if value else 0
        above, self._above = self._above, value
        is_down = 0 < value == below + 1 or 0 < value == above - 1 or (self._is_counting and value > 0)
        orders = value > 0 and not is_down
        self.is_first_ordered, self._is_ordered = orders and not self._is_ordered, orders or self._is_ordered
        return is_down


def next_numbers(blocks: Sequence[Block]) -> list[str]:
    """Return for each block the number of the next item below it that has one; empty where there is none."""
    numbers: list[str] = []
    below = ""
    for block in reversed(blocks):
        numbers.append(below)
        if isinstance(block, Item) and block.number:
            below = block.number
    return numbers[::-1]


def _value(number: str) -> int:
    """Return the value of a list number such as "3." or "3)"; 0 for a letter or a bullet."""
    return int(number[:-1]) if re.fullmatch(r"\d{1,4}[.)]", number) else 0
