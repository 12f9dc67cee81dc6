"""Scripts as documents: opened with a revision, and saved only over the revision that they are based on."""

from __future__ import annotations

import hashlib
import re
import threading
from dataclasses import dataclass
from pathlib import Path

from voicecoach import folders
from voicecoach.errors import ConflictError, ExportError, NotFoundError
from voicecoach.pipeline.own_scripts import new_path, own_script, write_new
from voicecoach.script.editing.raw_lines import split_raw, with_kept_ends
from voicecoach.script.files import NamedFile, decode, encoding_of, list_scripts, read_text
from voicecoach.store.atomic import as_export_errors, move_file, write_output
from voicecoach.text import did_you_mean

_REVISION_DIGITS = 16
_TITLE = re.compile(r"^(?:# (.*)|-[ \t]*title[ \t]*:(.*))$", re.MULTILINE | re.IGNORECASE)
_saving = threading.Lock()


@dataclass(frozen=True, slots=True)
class ScriptDocument:
    """A script of the library, as it is in its file.

    Attributes:
        name: Its name in the library.
        title: Its title, or its name where it has none.
        text: The script, with Unix line ends.
        revision: A hash of the file's bytes, in hexadecimal.
        path: The file.
        is_own: Whether it is the person's own; a shipped one cannot be changed.
    """

    name: str
    title: str
    text: str
    revision: str
    path: Path
    is_own: bool


def open_document(name: str) -> ScriptDocument:
    """Return a script of the library.

    Raises:
        NotFoundError: No script has this name.
        ScriptError: The file is not readable text.
    """
    found = _named(name)
    text = read_text(found.path, found.path.name)
    return ScriptDocument(
        name, title_in(text, name), text, revision_of(found.path), found.path, is_own=not found.is_shipped
    )


def path_of(name: str) -> Path:
    """Return the file of a script of the library.

    Raises:
        NotFoundError: No script has this name.
    """
    return _named(name).path


def save_document(name: str, text: str, revision: str | None) -> str:
    """Save a person's own script by an atomic write; return its new revision.

    Args:
        name: Its name in the library.
        text: All of it.
        revision: The revision that the text is based on; None for a script that has no file (any more); one that hid
            a shipped one does so again.

    Raises:
        ConflictError: The file was changed since, or made, or removed.
        ScriptError: The text is more than a script may have.
        ExportError: It cannot be written.
    """
    decode(text.encode(), name)  # what could not be read again is not written
    with _saving:
        found = {one.name: one for one in list_scripts()}.get(name)
        if found is not None and not found.is_shipped:
            path = found.path
            if revision_of(path) != revision:
                raise ConflictError(name, read_text(path, path.name), revision_of(path))
        elif revision is not None:
            raise ConflictError(name, None, None)
        else:
            _, path = new_path(name)
            path.parent.mkdir(parents=True, exist_ok=True)
        write_output(path, _with_ends_of(path, text))
        return revision_of(path)


def rename_document(name: str, new_name: str) -> ScriptDocument:
    """Give a person's own script another name, and return it.

    Raises:
        NotFoundError: There is no such script, or it ships with the tool.
        ExportError: The new name is invalid or taken, or the file cannot be renamed.
    """
    with _saving:
        path = own_script(_named(name).name)
        stem, target = new_path(new_name)
        with as_export_errors(target):
            move_file(path, target.with_suffix(path.suffix))
    return open_document(stem)


def create_document(name: str, text: str) -> ScriptDocument:
    """Write a text as a new script of the person's, and return it.

    Raises:
        ScriptError: The text is more than a script may have.
        ExportError: The name is invalid or taken, or it cannot be written.
    """
    decode(text.encode(), name)
    with _saving:
        stem, path = new_path(name)
        write_new(stem, path, text)
    return open_document(stem)


def free_name(wanted: str) -> str:
    """Return a name that no script of the person's has: the wanted one, else with a number after it.

    >>> free_name("a name that nobody gave")
    'a name that nobody gave'
    """
    number, name = 1, wanted
    while True:
        try:
            return new_path(name)[0]
        except ExportError as error:
            if number > _MOST_NUMBERS or not folders.exists(error.path):
                raise
            number += 1
            name = f"{wanted}-{number}"


_MOST_NUMBERS = 1_000


def title_in(text: str, name: str) -> str:
    r"""Return the title of a script's text, also of one with mistakes; the name where it has none.

    >>> title_in("# My back\n\nHi.", "back"), title_in("Hi.", "back")
    ('My back', 'back')
    """
    found = _TITLE.search(text)
    return (found[1] or found[2] or "").strip() or name if found else name


def revision_of(path: Path) -> str:
    """Return the revision of a file; empty where it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()[:_REVISION_DIGITS]
    except OSError:
        return ""


def _with_ends_of(path: Path, text: str) -> str:
    """Return a text with the line ends of the file that it replaces."""
    with as_export_errors(path):
        data = path.read_bytes() if path.exists() else b""
    if b"\r" not in data:
        return text
    return "".join(with_kept_ends(split_raw(data.decode(encoding_of(data), errors="replace")), text))


def _named(name: str) -> NamedFile:
    known = {found.name: found for found in list_scripts()}
    if name not in known:
        raise NotFoundError("script", name, did_you_mean(name, known))
    return known[name]
