"""Words and whole sections, as they come out of a script that includes others, put together to sections."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from voicecoach.script.model import Break, Comment, Part, SessionRepeat, Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from voicecoach.script.model import Flow, FlowItem, Section


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
