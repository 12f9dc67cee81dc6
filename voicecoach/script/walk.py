"""Ways through a routine: every step, part and text once, in the order of the script."""

from __future__ import annotations

from collections.abc import Iterator

from voicecoach.script.model import Flow, Paragraph, Part, Repeat, Routine, Section, SessionRepeat, Step, Text
from voicecoach.script.settings import texts


def steps_of(sections: tuple[Section, ...]) -> Iterator[Step]:
    """Yield every step once, those inside repeats too."""
    return (section for section in _sections_of(sections) if isinstance(section, Step))


def parts_of(sections: tuple[Section, ...]) -> Iterator[Part]:
    """Yield every unnamed part once, those inside repeats too."""
    return (section for section in _sections_of(sections) if isinstance(section, Part))


def paragraphs_of(flow: Flow) -> Iterator[Text]:
    """Yield every paragraph once, those inside repeats too."""
    for item in flow:
        if isinstance(item, Paragraph):
            yield item.text
        elif isinstance(item, Repeat):
            yield from paragraphs_of(item.flow)


def all_texts(routine: Routine) -> Iterator[Text]:
    """Yield every spoken text of a routine outside its session settings."""
    for section in _sections_of(routine.sections):
        yield from paragraphs_of(section.flow)
        if isinstance(section, Step):
            yield from (text for _, text in texts(section.settings))


def _sections_of(sections: tuple[Section, ...]) -> Iterator[Step | Part]:
    for section in sections:
        if isinstance(section, SessionRepeat):
            yield from _sections_of(section.sections)
        else:
            yield section
