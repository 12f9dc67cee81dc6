"""Import a text that somebody already has: read it, make a script of it, and write that into the person's folder."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path

from voicecoach.errors import ExportError, ScriptError, SourceError
from voicecoach.importing.convert import LARGEST_SOURCE_BYTES, ImportedText, convert
from voicecoach.pipeline.imported_times import without_missed_times
from voicecoach.pipeline.own_scripts import NewScript, new_path, with_title, write_new
from voicecoach.script.files import SUFFIXES, read_text
from voicecoach.script.reader import read_routine
from voicecoach.script.report import Report
from voicecoach.store.atomic import write_output

_LONGEST_NAME_CHARACTERS = 60
_SIGN_OF_SCRIPT = re.compile(r"^- [\w ]+: \S|^\[(?:pause|chime|repeat|include|wait|sound)\b", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ImportedScript:
    """An imported source with the script that was written for it.

    Attributes:
        imported: The script's text and the report.
        path: The script's file, or None where nothing was to be written.
        made: The new script of the person's folder, or None where it was written elsewhere or not at all.
    """

    imported: ImportedText
    path: Path | None
    made: NewScript | None


def read_source(path: Path) -> bytes:
    """Return the bytes of a source, of which no more than needed are read.

    Raises:
        SourceError: It cannot be opened, or is no ordinary file.
    """
    try:
        if path.is_dir():
            raise SourceError(str(path), "it is a folder", "name the file inside it")
        if path.exists() and not path.is_file():
            # Opening a pipe or a device could block forever.
            raise SourceError(str(path), "it is not an ordinary file", "name a file, or - for standard input")
        with path.open("rb") as file:
            return file.read(LARGEST_SOURCE_BYTES + 1)
    except FileNotFoundError as error:
        raise SourceError(
            str(path), "there is no such file here", "check the name and the folder of the file"
        ) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(str(path), f"it cannot be opened: {reason}", "check the name of the file") from error


def import_script(
    data: bytes,
    shown: str,
    *,
    name: str | None = None,
    title: str | None = None,
    output: Path | None = None,
    is_dry_run: bool = False,
) -> ImportedScript:
    """Return an imported source, and write its script unless this is a dry run.

    Args:
        data: The source's bytes.
        shown: Its name as the person gave it; ``-`` for standard input.
        name: The name of the new script; by default that of the source.
        title: The title of the new script; by default that of the source.
        output: The file to write in place of one in the person's folder.
        is_dry_run: Whether to write nothing.

    Raises:
        SourceError: The source cannot be read as a text for a session.
        ExportError: The script's name is taken or invalid, or it cannot be written.
    """
    imported = without_missed_times(convert(data, shown), output or Path("imported.md"))
    if title is not None:
        imported = replace(imported, text=with_title(imported.text, title), title=title)
    if output is not None:
        if output.suffix.lower() not in SUFFIXES:
            raise ExportError(output, "a script ends in .md", f"write -o {output.with_suffix('.md')}")
        if not is_dry_run:
            write_output(output, imported.text)
        return ImportedScript(imported, output, None)
    if is_dry_run and name is None:
        return ImportedScript(imported, None, None)
    wanted = name or name_for(Path(shown).stem if shown != "-" else imported.title)
    try:
        stem, path = new_path(wanted)
    except ExportError as error:
        if name is not None:
            raise
        raise ExportError(
            error.path, "a script with this name already exists", "choose another name with --name NAME"
        ) from error
    if is_dry_run:
        return ImportedScript(imported, None, None)
    return ImportedScript(imported, path, write_new(stem, path, imported.text))


def is_text_to_import(source: str) -> bool:
    """Return whether ``new --from`` names a file that is not yet a script."""
    path = Path(source)
    try:
        if not path.is_file():
            return False
        if path.suffix.lower() not in SUFFIXES:
            return True
        text = read_text(path, source)
        report = Report()
        read_routine(text, source, report)
    except (OSError, ScriptError):
        return True
    return bool(report.diagnostics) or _SIGN_OF_SCRIPT.search(text) is None


def name_for(words: str) -> str:
    """Return the name of a script for a file's name or a title: letters, digits and dashes."""
    plain = unicodedata.normalize("NFC", words).lower()
    name = re.sub(r"[\W_]+", "-", plain).strip("-")[:_LONGEST_NAME_CHARACTERS].strip("-")
    return name or "imported"
