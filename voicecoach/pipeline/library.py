"""The library: a person's own scripts, and every routine that can be named."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

from voicecoach import folders
from voicecoach.errors import ExportError, NotFoundError, VoicecoachError
from voicecoach.pipeline.load import load_script
from voicecoach.pipeline.session import Session
from voicecoach.script.files import SUFFIXES, NamedFile, find_script, list_scripts, read_text
from voicecoach.script.fix import Fix, fix_text
from voicecoach.session.options import Choices
from voicecoach.store.atomic import write_output

_NAME = re.compile(r"[^\W_]|[^\W_][\w .-]*\w")


@dataclass(frozen=True, slots=True)
class NewScript:
    """A script that was just made.

    Attributes:
        name: What it is called by.
        path: Where it lies.
        shadows_shipped: Whether it stands before a shipped one of the same name from now on.
    """

    name: str
    path: Path
    shadows_shipped: bool


def new_script(name: str, source: str | None) -> NewScript:
    """Return a new script in the person's folder: a commented starter, or a copy of another script.

    Raises:
        ExportError: The name is none, or a script of this name is already there, or it cannot be written.
        NotFoundError: There is no script to copy.
        ScriptError: The script to copy cannot be read as text.
    """
    stem = name.removesuffix(".md").removesuffix(".txt")
    folder = folders.home() / "scripts"
    path = folder / f"{stem}.md"
    if not _NAME.fullmatch(stem):
        raise ExportError(path, f"{name!r} is no name for a script", "use letters, digits and dashes, such as my-back")
    if any((folder / f"{stem}{suffix}").exists() for suffix in SUFFIXES):
        hint = f"open it with: voicecoach edit {shlex.quote(stem)}"
        raise ExportError(path, "there is already a script of this name", hint)
    starter = folders.shipped_scripts() / "starter" / "starter.md"
    original = starter if source is None else find_script(source)
    text = read_text(original, str(original))
    if source is None:
        text = text.replace("NAME", shlex.quote(stem))
    shadows_shipped = any(found.name == stem and found.is_shipped for found in list_scripts())
    _make_folder(folder)
    write_output(path, text)
    return NewScript(stem, path, shadows_shipped)


def own_script(name: str) -> Path:
    """Return the path of a script that the person may change.

    Raises:
        NotFoundError: There is no script of this name, or it ships with the tool and is not theirs to change.
    """
    path = find_script(name)
    stem = path.stem
    if path.resolve().is_relative_to(folders.shipped_scripts().resolve()):
        hint = f"{stem} ships with the tool; make a copy to change: voicecoach new my-{stem} --from {stem}"
        raise NotFoundError("script of your own", name, hint)
    if not folders.is_file(path):
        raise NotFoundError("script of your own", name, f"make it with: voicecoach new {shlex.quote(stem)}")
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
        write_output(path, fixed)
    return path, fixes


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = f"the folder cannot be made: {error.strerror or error}"
        raise ExportError(folder, reason, "set VOICECOACH_HOME to a folder that you may write to") from error


@dataclass(frozen=True, slots=True)
class ListedRoutine:
    """One line of the list of scripts.

    Attributes:
        name: What it is called by.
        title: Its title; the name where the script has mistakes.
        path: Where it lies.
        duration_ms: Its length, from what is cached, else estimated for its voice; None for a script with mistakes.
        shadows_shipped: Whether it is the person's own and stands before a shipped one of the same name.
    """

    name: str
    title: str
    path: Path
    duration_ms: int | None
    shadows_shipped: bool


def list_routines() -> list[ListedRoutine]:
    """Return the routines that can be named, in the order of their names."""
    return [_listed(found) for found in list_scripts()]


def _listed(found: NamedFile) -> ListedRoutine:
    shadows = found.shadows is not None
    try:
        script = load_script(str(found.path), Choices())
        with Session(script, Choices()) as session:
            timeline, _ = session.cached_timeline()
    except VoicecoachError:
        # A list names what is there; check says what is wrong with it.
        return ListedRoutine(found.name, found.name, found.path, None, shadows)
    return ListedRoutine(found.name, script.title, found.path, timeline.duration_ms, shadows)
