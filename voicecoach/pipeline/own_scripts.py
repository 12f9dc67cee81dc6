"""The scripts of a person: make new ones, find the file that may be changed, fix its mistakes."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

from voicecoach import folders
from voicecoach.errors import ExportError, NotFoundError
from voicecoach.script.files import SUFFIXES, find_script, list_scripts, read_text
from voicecoach.script.fix import Fix, fix_text
from voicecoach.store.atomic import write_output
from voicecoach.text import title_of_name

_TITLE = re.compile(r"^(?:# .*|-[ \t]*title[ \t]*:.*)$", re.MULTILINE | re.IGNORECASE)
_NAME = re.compile(r"[^\W_]|[^\W_][\w .-]*\w")


@dataclass(frozen=True, slots=True)
class NewScript:
    """A script that was just made.

    Attributes:
        name: Its name on the command line.
        path: Its path.
        shadows_shipped: Whether it now replaces a shipped script of the same name.
    """

    name: str
    path: Path
    shadows_shipped: bool


def new_script(name: str, source: str | None, *, title: str | None = None) -> NewScript:
    """Return a new script in the person's folder: a commented starter, or a copy of another script.

    A copy under another name has a title of its own, so that its file does not look like the original's on a phone.

    Args:
        name: Its name.
        source: The script to copy, or None.
        title: Its title; by default its name in words.

    Raises:
        ExportError: The name is invalid, a script of this name exists already, or it cannot be written.
        NotFoundError: There is no script to copy.
        ScriptError: The script to copy cannot be read as text.
    """
    stem, path = new_path(name)
    starter = folders.shipped_scripts() / "starter" / "starter.md"
    original = starter if source is None else find_script(source)
    text = read_text(original, str(original))
    if source is None:
        text = text.replace("NAME", shlex.quote(stem))
    if title is not None or stem != original.stem:
        text = with_title(text, title or title_of_name(stem))
    return write_new(stem, path, text)


def with_title(text: str, title: str) -> str:
    r"""Return a script with this title in place of its own.

    >>> with_title("# One\n\nHi.", "Two"), with_title("Hi.", "Two"), with_title("- title: One\n\nHi.", "Two")
    ('# Two\n\nHi.', '# Two\n\nHi.', '# Two\n\nHi.')
    """
    line = f"# {' '.join(title.split())}"
    if _TITLE.search(text):
        return _TITLE.sub(lambda _: line, text, count=1)
    return f"{line}\n\n{text}"


def new_path(name: str) -> tuple[str, Path]:
    """Return the name of a new script without its suffix, and its path in the person's folder.

    Raises:
        ExportError: The name is invalid, or a script of this name exists already.
    """
    stem = name.removesuffix(".md").removesuffix(".txt")
    folder = folders.home() / "scripts"
    path = folder / f"{stem}.md"
    if not _NAME.fullmatch(stem):
        raise ExportError(
            path, f"{name!r} cannot be the name of a script", "use letters, digits and dashes, such as my-back"
        )
    if any((folder / f"{stem}{suffix}").exists() for suffix in SUFFIXES):
        hint = f"open it with: voicecoach edit {shlex.quote(stem)}"
        raise ExportError(path, "a script with this name already exists", hint)
    return stem, path


def write_new(stem: str, path: Path, text: str) -> NewScript:
    """Write a new script into the person's folder, and return it.

    Raises:
        ExportError: It cannot be written.
    """
    shadows_shipped = any(found.name == stem and found.is_shipped for found in list_scripts())
    _make_folder(path.parent)
    write_output(path, text)
    return NewScript(stem, path, shadows_shipped)


def own_script(name: str) -> Path:
    """Return the path of a script that the person may change.

    Raises:
        NotFoundError: There is no script of this name, or it ships with the tool.
    """
    path = find_script(name)
    stem = path.stem
    if path.resolve().is_relative_to(folders.shipped_scripts().resolve()):
        hint = f"{stem} is built in. Copy it to change it: voicecoach new my-{stem} --from {stem}"
        raise NotFoundError("script of your own", name, hint)
    if not folders.is_file(path):
        raise NotFoundError("script of your own", name, f"create it: voicecoach new {shlex.quote(stem)}")
    return path


def fix_script(name: str) -> tuple[Path, tuple[Fix, ...]]:
    """Fix the mistakes of a person's own script that are safe to fix; return its path and the fixes.

    Raises:
        NotFoundError: There is no such script, or it ships with the tool.
        ScriptError: It cannot be read as text.
        ExportError: It cannot be written.
    """
    path = own_script(name)
    text = read_text(path, str(path))
    fixed, fixes = fix_text(text)
    if fixes:
        write_output(path, fixed)
    return path, fixes


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = f"the folder cannot be created: {error.strerror or error}"
        raise ExportError(folder, reason, "set VOICECOACH_HOME to a folder that you may write to") from error
