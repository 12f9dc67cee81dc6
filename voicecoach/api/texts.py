"""A script's text while it is being changed: its problems with their fixes, its sections, and edits of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from voicecoach.api.session import SessionOptions
from voicecoach.errors import EditError
from voicecoach.pipeline.documents import title_in
from voicecoach.pipeline.look import Remark, problems_in, with_fixes
from voicecoach.script.editing.edits import edit as _edit
from voicecoach.script.editing.merge import MergePiece, merge
from voicecoach.script.editing.outline import Outline
from voicecoach.script.suggestions import Suggestion
from voicecoach.session.options import choices_from

__all__ = ["MergePiece", "ReadText", "Remark", "Suggestion", "edit", "fix", "look", "merge"]


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text, and what it means.

    Attributes:
        text: The text.
        title: Its title, or the name of its file.
        problems: Its problems, in the order of the text.
        cards: Its sections as plain data: see ``docs/studio.md``.
    """

    text: str
    title: str
    problems: list[Remark]
    cards: list[dict[str, object]]


def look(text: str, path: Path, options: SessionOptions | None = None) -> ReadText:
    """Return what a text means. Speaks nothing, and never fails for a text with mistakes.

    Args:
        text: The script.
        path: The file that it is to be saved to; scripts and sounds that it names are looked up beside it.
        options: As for :func:`voicecoach.open`.

    Raises:
        OptionError: An option has no such name or value.
    """
    return _read(Outline(text), path, options)


def edit(
    text: str, edits: Sequence[Mapping[str, object]], path: Path, options: SessionOptions | None = None
) -> ReadText:
    """Return a text after some edits of its sections; comments, order and blank lines stay.

    Args:
        text: The script.
        edits: What to do, in order; ``op`` names the operation: see ``docs/studio.md``.
        path: As for :func:`look`.
        options: As for :func:`look`.

    Raises:
        EditError: An edit cannot be made as asked; none is.
        OptionError: An option has no such name or value.
    """
    outline = Outline(text)
    for one in edits:
        arguments = {str(name).replace("-", "_"): value for name, value in one.items() if name != "op"}
        operation = one.get("op")
        if not isinstance(operation, str):
            raise EditError("an edit needs the name of its operation", 'write it as {"op": "set", …}')
        outline = _edit(outline, operation, **arguments).outline
    return _read(outline, path, options)


def fix(text: str, path: Path, options: SessionOptions | None = None) -> ReadText:
    """Return a text with every safe fix made.

    Args:
        text: The script.
        path: As for :func:`look`.
        options: As for :func:`look`.

    Raises:
        OptionError: An option has no such name or value.
    """
    return _read(Outline(with_fixes(text, path, choices_from(options or {}))), path, options)


def _read(outline: Outline, path: Path, options: SessionOptions | None) -> ReadText:
    text = outline.text
    problems = problems_in(text, path, choices_from(options or {}))
    return ReadText(text, title_in(text, path.stem), problems, outline.as_cards())
