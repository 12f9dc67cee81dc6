"""The person's own scripts: made, and found to be changed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from voicecoach import folders
from voicecoach.errors import ExportError, NotFoundError
from voicecoach.export.sidecar import write_text
from voicecoach.script.file import read_text
from voicecoach.script.find import find_script, list_scripts
from voicecoach.script.fix import fix_text

if TYPE_CHECKING:
    from pathlib import Path

    from voicecoach.script.fix import Fix

_NAME = re.compile(r"[^\W_][\w .-]*")


def new_script(name: str, source: str | None) -> Path:
    """Return a new script in the person's folder: a commented starter, or a copy of another script.

    Raises:
        ExportError: The name is none, or a script of this name is already there, or it cannot be written.
        NotFoundError: There is no script to copy.
    """
    stem = name.removesuffix(".md")
    path = folders.home() / "scripts" / f"{stem}.md"
    if not _NAME.fullmatch(stem):
        raise ExportError(path, f"{name!r} is no name for a script", "use letters, digits and dashes, such as my-back")
    if path.exists():
        raise ExportError(path, "there is already a script of this name", f"open it with voicecoach edit {stem}")
    starter = folders.shipped_scripts() / "starter" / "starter.md"
    original = starter if source is None else find_script(source)
    text = read_text(original, str(original))
    if source is None:
        text = text.replace("NAME", stem)
    _make_folder(path.parent)
    write_text(path, text)
    return path


def own_script(name: str) -> Path:
    """Return the path of a script that the person may change.

    Raises:
        NotFoundError: There is no script of this name, or it ships with the tool and is not theirs to change.
    """
    path = find_script(name)
    if any(found.is_shipped and found.path == path for found in list_scripts()):
        hint = f"make a copy to change with: voicecoach new my-{name} --from {name}"
        raise NotFoundError("script of your own", name, hint)
    if not path.is_file():
        raise NotFoundError("script of your own", name, f"make it with: voicecoach new {path.stem}")
    return path


def fix_script(name: str) -> tuple[Path, tuple[Fix, ...]]:
    """Put right what is safe in a script of the person's own, and return what was done.

    Raises:
        NotFoundError: There is no such script, or it ships with the tool.
        ScriptError: It cannot be read as text.
        ExportError: It cannot be written.
    """
    path = own_script(name)
    text = read_text(path, str(path))
    fixed, fixes = fix_text(text)
    if fixes:
        write_text(path, fixed)
    return path, fixes


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = f"the folder cannot be made: {error.strerror or error}"
        raise ExportError(folder, reason, "set VOICECOACH_HOME to a folder that you may write to") from error
