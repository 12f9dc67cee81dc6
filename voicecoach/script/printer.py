"""Routine to text: the canonical form of a script, which reads back as the same routine."""

from __future__ import annotations

from collections.abc import Iterator

from voicecoach.script.model import Break, Flow, Include, Paragraph, Part, Repeat, Routine, Section, SessionRepeat, Step
from voicecoach.script.source import Comment
from voicecoach.script.spec import Settings
from voicecoach.script.text import print_text


def print_routine(routine: Routine) -> str:
    """Return a script in its canonical form: one setting, one paragraph a line, one blank line between blocks."""
    lines: list[str] = []
    if routine.title is not None:
        lines += [f"# {print_text(routine.title)}", ""]
    lines += _settings(routine.settings)
    lines += _sections(routine.sections, at_top=True)
    return _tidy(lines)


def _settings(settings: Settings) -> Iterator[str]:
    for entry in settings.entries:
        if isinstance(entry, Comment):
            yield _comment(entry)
        else:
            yield f"- {entry.written_key}: {entry.written_value}"
    yield ""


def _sections(sections: tuple[Section, ...], *, at_top: bool = False) -> Iterator[str]:
    needs_divider = not at_top
    for section in sections:
        match section:
            case Part(flow):
                if needs_divider:
                    yield from ("---", "")
                yield from (*_flow(flow), "")
                needs_divider = True
            case Step():
                yield f"## {print_text(section.name)}"
                yield ""
                yield from _settings(section.settings)
                yield from (*_flow(section.flow), "")
                needs_divider = True
            case SessionRepeat(count, inner):
                yield from (f"[repeat {count}]", "")
                yield from _sections(inner)
                yield from ("[end]", "")
                # What follows [end] is an unnamed part by itself.
                needs_divider = False


def _flow(flow: Flow) -> Iterator[str]:
    for item in flow:
        match item:
            case Paragraph(text):
                yield print_text(text)
            case Break():
                yield ""
            case Repeat(count, inner):
                yield f"[repeat {count}]"
                yield from _flow(inner)
                yield "[end]"
            case Include(name):
                yield f"[include {name}]"
            case Comment():
                yield _comment(item)


def _comment(comment: Comment) -> str:
    return f"<!-- {comment.text} -->"


def _tidy(lines: list[str]) -> str:
    """Return the lines with single blank lines, none at the ends."""
    tidy: list[str] = []
    for line in lines:
        if line or (tidy and tidy[-1]):
            tidy.append(line)
    return "\n".join(tidy).strip("\n") + "\n"
