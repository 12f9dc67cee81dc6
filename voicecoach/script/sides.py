"""The sides of a step: right and left, or names of its own, such as front and back.

A signal's pitch and a picture know two sides only, so every side counts as the right or the left one: by the word right
or left in its name, else in turn, the first as the right one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import ClassVar, Self

_RIGHT = frozenset((
    "right", "rechts", "rechte", "rechter", "rechtes", "rechten", "derecha", "derecho", "droite", "droit", "destra",
    "destro", "direita", "direito",
))  # fmt: skip
_LEFT = frozenset((
    "left", "links", "linke", "linker", "linkes", "linken", "izquierda", "izquierdo", "gauche", "sinistra", "sinistro",
    "esquerda", "esquerdo",
))  # fmt: skip
_WORD = re.compile(r"\w+")


class Side(str):
    """A side of a step: a text with its name.

    Attributes:
        is_right: Whether it counts as the right side, otherwise as the left one.
    """

    __slots__ = ("is_right",)

    RIGHT: ClassVar[Side]
    LEFT: ClassVar[Side]
    is_right: bool

    def __new__(cls, name: str, *, is_right: bool | None = None) -> Self:
        """Make the side of a name; without ``is_right`` the words of the name tell what it counts as."""
        side = super().__new__(cls, name)
        side.is_right = body_side(name) != "left" if is_right is None else is_right
        return side

    @property
    def body(self) -> str:
        """``right`` or ``left``: the side of the body that it counts as."""
        return "right" if self.is_right else "left"

    @property
    def in_words(self) -> str:
        """The side in a sentence: ``right side``, or its own name."""
        return self if self.has_own_name else f"{self} side"

    @property
    def has_own_name(self) -> bool:
        """Whether its name is another one than right and left."""
        return self not in (Side.RIGHT, Side.LEFT)


Side.RIGHT = Side("right", is_right=True)
Side.LEFT = Side("left", is_right=False)

Sides = tuple[Side, ...]
"""The sides of a step in order; a side may come more than once."""


def body_side(name: str) -> str | None:
    """Return the side of the body that a name has a word for, ``right`` or ``left``; None for none or both.

    >>> body_side("left arm"), body_side("front")
    ('left', None)
    """
    is_right, is_left = _has_words(name)
    return None if is_right == is_left else "right" if is_right else "left"


def names_both(name: str) -> bool:
    """Return whether a name has the words for right and left."""
    return _has_words(name) == (True, True)


def _has_words(name: str) -> tuple[bool, bool]:
    words = set(_WORD.findall(name.casefold()))
    return bool(words & _RIGHT), bool(words & _LEFT)


def sides_named(names: Sequence[str]) -> Sides:
    """Return the sides of these names, in order; the same name in other capitals is the same side."""
    known: dict[str, Side] = {}
    others = 0
    for name in names:
        key = name.casefold()
        if key not in known:
            body = body_side(name)
            is_right = others % 2 == 0 if body is None else body == "right"
            known[key] = Side(key if key in (Side.RIGHT, Side.LEFT) else name, is_right=is_right)
            others += body is None
    return tuple(known[name.casefold()] for name in names)


def distinct(sides: Sides) -> Sides:
    """Return the sides, each once, in the order of a choice of words: right first, other names as they are written.

    >>> distinct((Side.LEFT, Side.RIGHT, Side.LEFT)), distinct(sides_named(["back", "front"]))
    (('right', 'left'), ('back', 'front'))
    >>> distinct(sides_named(["links", "rechts"]))
    ('rechts', 'links')
    """
    once = tuple(dict.fromkeys(sides))
    if not any(side.has_own_name for side in once):
        return Side.RIGHT, Side.LEFT
    says_both = sorted(str(body_side(side)) for side in once) == [Side.LEFT, Side.RIGHT]
    return tuple(sorted(once, key=lambda side: not side.is_right)) if says_both else once


def other_side(side: Side, sides: Sides) -> Side | None:
    """Return the other one of two sides; of more, the one that comes after it; None without another one.

    A step with the right side alone has the left one as the other.
    """
    once = tuple(dict.fromkeys(sides))
    if side in (Side.RIGHT, Side.LEFT) and {*once} <= {Side.RIGHT, Side.LEFT}:
        return Side.LEFT if side == Side.RIGHT else Side.RIGHT
    return once[(once.index(side) + 1) % len(once)] if len(once) > 1 else None


def chosen_word(words: Sequence[str], sides: Sides, turn: int) -> str:
    """Return the word of ``{side|…|…}`` for one of the sides of a step.

    Args:
        words: One for each side, right first, or in the order of names; or one for each turn.
        sides: The sides of the step.
        turn: The number of the turn among them, from 0.
    """
    once = distinct(sides)
    if len(words) == len(once):
        return words[once.index(sides[turn])]
    if len(words) == len(sides):
        return words[turn]
    return words[0 if sides[turn].is_right else -1]  # words of a pack, for right and left


def choice_sizes(sides: Sides) -> tuple[int, ...]:
    """Return how many words ``{side|…|…}`` may have in a step with these sides."""
    return tuple(sorted({len(distinct(sides)), len(sides)} - {1} or {1}))


def is_side(side: Side, asked: str) -> bool:
    """Return whether a side is the asked one: by its name, or by the word right or left in it.

    >>> is_side(Side("left arm"), "left"), is_side(Side("front"), "right")
    (True, False)
    """
    return side.casefold() == asked.casefold() or body_side(side) == asked.casefold()
