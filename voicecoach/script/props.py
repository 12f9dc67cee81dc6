"""Lists of props: compare their things, and derive the list of a session from the steps that remain in it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from voicecoach.script import settings as table
from voicecoach.script.model import Step, Text, Words
from voicecoach.script.printer import print_text

_WORD = re.compile(r"[^\W\d_]+")
# The last thing of a list may have an "and", which it loses where it becomes the first.
_JOINED = re.compile(r"^(?:and|und|y|et|e|en)\s+")
_SHORTEST_KEYWORD = 4
_STOP_WORDS = frozenset(
    ("your", "with", "from", "that", "this", "und", "oder", "dein", "deine", "deinen", "einen", "einer", "eine",
     "para", "unos", "unas", "pour", "votre")
)  # fmt: skip


def things_of(props: Text | None) -> list[str]:
    """Return the things of a list of props, as they are written between its commas."""
    things = (thing.strip() for thing in print_text(props).split(",")) if props is not None else ()
    return [thing for thing in things if thing]


def is_among(thing: str, others: Iterable[str]) -> bool:
    """Return whether a thing is named by one of other things: "the towel" by "a rolled towel"."""
    wanted = _keywords({word.casefold() for word in _WORD.findall(thing)})
    known = {word.casefold() for other in others for word in _WORD.findall(other)}
    return not wanted or any(_are_alike(one, other) for one in wanted for other in known)


def remaining_props(listed: Text | None, kept: Iterable[Step], left_out: Iterable[Step]) -> Text | None:
    """Return a session's list of props without the things that only steps outside of the session need.

    Args:
        listed: The list of the session.
        kept: The steps in the session.
        left_out: The steps of the script that are not in it.
    """
    if listed is None or not all(isinstance(piece, Words) for piece in listed.pieces):
        return listed
    needed = [thing for step in kept for thing in things_of(step.settings.get(table.PROPS))]
    unneeded = [thing for step in left_out for thing in things_of(step.settings.get(table.PROPS))]
    things = things_of(listed)
    remaining = [
        thing for thing in things
        if is_among(thing, needed) or not any(_are_one_thing(thing, other) for other in unneeded)
    ]  # fmt: skip
    if len(remaining) == len(things):
        return listed
    if remaining:
        remaining[0] = _JOINED.sub("", remaining[0])
    return Text((Words(", ".join(remaining), listed.location),), listed.location) if remaining else None


def _are_one_thing(one: str, other: str) -> bool:
    """Return whether every word that names one thing also names the other: "a towel", "a rolled towel"."""
    words = [_keywords({word.casefold() for word in _WORD.findall(thing)}) for thing in (one, other)]
    few, many = sorted(words, key=len)
    return bool(few) and all(any(_are_alike(word, another) for another in many) for word in few)


def _keywords(words: set[str]) -> set[str]:
    """Return the words that name a thing; all words where every one is short."""
    return {word for word in words if len(word) >= _SHORTEST_KEYWORD and word not in _STOP_WORDS} or words


def _are_alike(one: str, other: str) -> bool:
    """Whether two words name the same thing, in the singular or plural."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and (len(short) >= _SHORTEST_KEYWORD or short == long)
