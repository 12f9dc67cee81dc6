"""Props, safety and sections of several scripts combined."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from voicecoach.script import settings as table
from voicecoach.script.model import Break, Flow, FlowItem, Part, Section, SessionRepeat, Step, Text, Words
from voicecoach.script.source import Comment
from voicecoach.script.spec import Settings, Spec
from voicecoach.script.text import print_text

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


def gathered(items: Iterable[FlowItem | Section], section: Step | Part) -> Iterator[Section]:
    """Yield a section with these items for its flow, ended by each whole section among them.

    A section that comes in ends the step it stands in; what follows it is spoken as an unnamed part. Unnamed parts
    that meet become one.
    """
    current: Step | Part = section
    flow: list[FlowItem] = []
    for item in items:
        if not isinstance(item, Part | Step | SessionRepeat):
            flow.append(item)
        elif isinstance(item, Part) and isinstance(current, Part):
            flow = [*joined_words([replace(current, flow=tuple(flow)), item])]
        else:
            yield from _closed(current, flow)
            if isinstance(item, Part):
                current, flow = item, [*item.flow]
            else:
                yield item
                current, flow = Part((), item.location), []
    yield from _closed(current, flow)


def joined_words(parts: Sequence[Part]) -> Iterator[FlowItem]:
    """Yield the words of several parts, with a blank line between each two."""
    is_first = True
    for part in parts:
        flow = trimmed(part.flow)
        if flow and not is_first:
            yield Break()
        yield from flow
        is_first = is_first and not flow


def trimmed(flow: Sequence[FlowItem]) -> Flow:
    """Return a flow without blank lines at its ends."""
    spoken = [index for index, item in enumerate(flow) if not isinstance(item, Break)]
    return tuple(flow[spoken[0] : spoken[-1] + 1]) if spoken else ()


def has_words(flow: Flow) -> bool:
    """Return whether anything in a flow is spoken or sounds."""
    return any(not isinstance(item, Break | Comment) for item in flow)


def _closed(section: Step | Part, flow: list[FlowItem]) -> Iterator[Section]:
    kept = trimmed(flow)
    if kept or isinstance(section, Step):
        yield replace(section, flow=kept)
