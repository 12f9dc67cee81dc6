"""Props and safety of one script added to those of another, each thing once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from voicecoach.script import settings as table
from voicecoach.script.model import Text, Words
from voicecoach.script.spec import Settings
from voicecoach.script.text import print_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from voicecoach.script.spec import Spec

_SENTENCE_ENDS = (".", "!", "?", "…")
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?…])\s+")


def with_care(settings: Settings, others: Iterable[Settings]) -> Settings:
    """Return settings with the props and the safety of others added; what is turned off comes back."""
    for other in others:
        settings = _with_added(settings, other, table.PROPS, _props)
        settings = _with_added(settings, other, table.SAFETY, _sentences)
    return settings


def _with_added(
    settings: Settings, other: Settings, spec: Spec[Text], joined: Callable[[Text, Text], Text]
) -> Settings:
    line, added, own = other.written(spec), other.get(spec), settings.get(spec)
    if line is None or added is None:
        return settings
    if own is None:
        return Settings((*(entry for entry in settings.entries if getattr(entry, "spec", None) is not spec), line))
    return settings.replaced(spec, joined(own, added))


def _props(own: Text, added: Text) -> Text:
    """Return two lists of props as one; a thing that is in both stands in it once."""
    if own == added:
        return own
    if not all(isinstance(piece, Words) for piece in (*own.pieces, *added.pieces)):
        return _joined(own, ", ", added)
    there = {thing.strip().casefold() for thing in print_text(own).split(",")}
    new = [thing for thing in print_text(added).split(",") if thing.strip().casefold() not in there]
    return _joined(own, ", ", Text((Words(",".join(new).strip(), added.location),), added.location)) if new else own


def _sentences(own: Text, added: Text) -> Text:
    """Return two texts as one; where every sentence of the second is in the first, that is enough."""
    there = _BETWEEN_SENTENCES.split(print_text(own))
    if all(sentence in there for sentence in _BETWEEN_SENTENCES.split(print_text(added))):
        return own
    return _joined(own, " " if print_text(own).endswith(_SENTENCE_ENDS) else ". ", added)


def _joined(own: Text, joint: str, added: Text) -> Text:
    return Text((*own.pieces, Words(joint, own.location), *added.pieces), own.location)
