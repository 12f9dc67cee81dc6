"""The edits of a script. Each returns the new lines, and the sections that the reader must find in them.

:func:`edit` makes an edit, reads the new text and compares. So an edit changes what was asked and nothing else, or it
is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from voicecoach.errors import EditError
from voicecoach.script.editing import flows, moves, values
from voicecoach.script.editing.outline import Outline
from voicecoach.script.editing.planned import Planned
from voicecoach.script.editing.raw_lines import LineChange, change_between, with_kept_ends


@dataclass(frozen=True, slots=True)
class Edited:
    """A script after an edit.

    Attributes:
        outline: The new text and its sections.
        change: The lines that changed.
    """

    outline: Outline
    change: LineChange

    @property
    def text(self) -> str:
        """The new text."""
        return self.outline.text


def edit(outline: Outline, operation: str, **arguments: object) -> Edited:
    """Make one edit.

    Args:
        outline: The script.
        operation: Its name: one of :data:`OPERATIONS`.
        arguments: What the operation needs: see ``docs/editing.md``.

    Raises:
        EditError: There is no such edit, it cannot be written, or it would change something else as well.
    """
    if operation == "text":
        return _written(outline, arguments)
    if operation not in OPERATIONS:
        raise EditError(f"no edit is called {operation!r}", f"use one of {', '.join(sorted((*OPERATIONS, 'text')))}")
    try:
        planned = OPERATIONS[operation](outline, **arguments)
    except TypeError as error:
        raise EditError(f"these are not the arguments of the edit {operation!r}", str(error)) from error
    after = Outline("".join(planned.lines))
    _compare(planned, outline, after)
    return Edited(after, change_between(outline.raw, after.raw))


def _written(outline: Outline, arguments: dict[str, object]) -> Edited:
    """Return the script with a text as a person wrote it; lines that stay keep their line ends."""
    text = arguments.get("text")
    if not isinstance(text, str):
        raise EditError("the edit 'text' needs the new text")
    after = Outline("".join(with_kept_ends(outline.raw, text)))
    return Edited(after, change_between(outline.raw, after.raw))


def _compare(planned: Planned, before: Outline, after: Outline) -> None:
    """Make sure that the reader finds what was planned, and every comment that was there."""
    if planned.comments is None:
        has_comments = after.comments == before.comments
    else:
        has_comments = sorted(after.comments) == sorted(planned.comments)
    if not has_comments or [one.content for one in after.sections] != [one.content for one in planned.sections]:
        raise EditError(
            planned.refusal or "this cannot be written here: the lines around it would mean something else",
            "write it in the text itself",
        )


OPERATIONS: dict[str, Callable[..., Planned]] = {
    "set": values.set_setting,
    "remove": values.remove_setting,
    "rename": values.rename,
    "paragraph": flows.set_paragraph,
    "add-paragraph": flows.add_paragraph,
    "add-step": moves.add_step,
    "duplicate": moves.duplicate,
    "delete": moves.delete,
    "move": moves.move,
    "skip": values.set_skipped,
}
"""The edits by name, beside ``text``."""
