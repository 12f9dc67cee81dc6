"""The columns of a table of sessions, and what their cells mean.

``script``, ``out``, ``handout``, ``cover`` and ``feed`` have names of their own. Every option of a session is a column
by its name, and so is every setting of the exported file, such as ``format``; ``set.NAME``, ``tag.KEY`` and
``SETTING.STEP`` (``hold.Bridge``) are columns, too. A column whose name begins with ``#`` is the person's own: nothing
reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from voicecoach.errors import ScriptError, Severity
from voicecoach.export.tags.tags import KEYS, TagError, parse_tag
from voicecoach.pipeline.file_options import FILE_SETTINGS, FileChoices
from voicecoach.script import settings as table
from voicecoach.script.codec import SWITCH
from voicecoach.script.compose.changes import change_key
from voicecoach.script.file_codecs import NO_PLACE
from voicecoach.script.reader import read_routine
from voicecoach.script.report import Report
from voicecoach.script.settings import find_spec
from voicecoach.script.spec import Scope
from voicecoach.session.options import OPTIONS, Choices, option_named
from voicecoach.text import did_you_mean, quoted

SCRIPT, OUT, HANDOUT, COVER, FEED = "script", "out", "handout", "cover", "feed"
SET, TAG = "set.", "tag."
_OWN = (SCRIPT, OUT, HANDOUT, COVER, FEED)
_NO_WAKE = "no_wake"
_OPTIONS = (*(one.name for one in OPTIONS if one.name and one.name not in {"set", "change"}), _NO_WAKE)
_FILE = MappingProxyType({spec.key: spec for spec in FILE_SETTINGS})
_CHANNELS = {"mono": ("mono", "stereo"), "stereo": ("stereo", "mono")}
NAMES = (*_OWN, *_OPTIONS, *_FILE, "set.patient", "tag.artist", "hold.STEP")
"""The names of columns, for hints."""

YES = frozenset({"yes", "y", "x", "1", "true", "on", "ja", "j", "wahr", "sí", "si", "oui", "vrai", "sì", "sim"})
NO = frozenset({"no", "n", "0", "false", "off", "nein", "falsch", "non", "não", "-"})


class CellError(ValueError):
    """Raised when a cell has no such value; ``hint`` says what to write."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@lru_cache(maxsize=1_000)
def column_named(written: str) -> str | None:
    """Return a column's name in its one form; empty for one that is not read, None for one that is not known.

    >>> column_named("Bed-Level"), column_named("Hold.Bridge"), column_named("# phone"), column_named("levle")
    ('bed_level', 'hold.Bridge', '', None)
    """
    text = " ".join(written.split())
    if not text or text.startswith("#"):
        return ""
    plain = text.lower().replace("-", "_").replace(" ", "_")
    if plain in _OWN or plain in _OPTIONS or plain in _FILE or plain in _CHANNELS:
        return plain
    first, dot, rest = (part.strip() for part in text.partition("."))
    if not dot or not rest:
        return None
    if first.lower() == "set":
        return f"{SET}{rest.lower()}"
    if first.lower() == "tag":
        key = rest.lower().replace("_", "-").replace(" ", "-")
        return f"{TAG}{key}" if key in KEYS else None
    return change_key(text) if find_spec(first, Scope.STEP) is not None else None


def unknown_column(written: str) -> tuple[str, str]:
    """Return the message and the hint for a column that is not known."""
    first, dot, rest = written.partition(".")
    message = f"there is no column called {quoted(written)}"
    own = f"for a column of your own, write {quoted('# ' + written)}"
    if dot and first.strip().lower() == "tag":
        return message, did_you_mean(rest.strip(), KEYS)
    near = did_you_mean(written, NAMES, most_listed=0).removeprefix("choose from: , …").removeprefix("choose from: …")
    value = (
        f"for {{{written.lower()}}} in the script, write {quoted(f'set.{written.lower()}')}"
        if written.isidentifier()
        else ""
    )
    return message, "; ".join(part for part in (near, value, own) if part)


def is_change(column: str) -> bool:
    """Return whether a column changes a setting of a step."""
    return "." in column and not column.startswith((SET, TAG))


def switch(text: str) -> bool:
    """Return whether a cell says yes.

    Raises:
        CellError: It says neither yes nor no.
    """
    word = text.strip().casefold()
    if word in YES:
        return True
    if word in NO:
        return False
    raise CellError(f"{quoted(text)} is neither yes nor no", "write yes, or leave the cell empty")


@lru_cache(maxsize=10_000)
def _field(column: str, text: str) -> tuple[str, Any]:
    """Return the field of the choices that a cell gives, and its value.

    Raises:
        CellError: It has no such value.
    """
    if column == _NO_WAKE:
        return ("wake_after_ms", 0) if switch(text) else ("", None)
    name, given = ("set", f"{column.removeprefix(SET)}={text}") if column.startswith(SET) else (column, text)
    if is_change(column):
        name, given = "change", f"{column}={text}"
    row = option_named(name)
    if row.codec is None:
        return row.field, switch(text)
    try:
        return row.field, row.parse(given)
    except ScriptError as error:
        found = error.diagnostics[0]
        raise CellError(found.message, found.hint) from error


def choices_of(cells: Mapping[str, str]) -> tuple[Choices, dict[str, CellError]]:
    """Return the choices of a row, and its mistakes by column."""
    fields: dict[str, Any] = {}
    mistakes: dict[str, CellError] = {}
    for column, text in cells.items():
        if column in _OWN or column in _FILE or column in _CHANNELS or column.startswith(TAG):
            continue
        try:
            name, value = _field(column, text)
        except CellError as error:
            mistakes[column] = error
            continue
        if isinstance(value, Mapping):
            fields[name] = {**fields.get(name, {}), **value}
        elif name:
            fields[name] = value
    return Choices(**fields), mistakes


def file_choices_of(cells: Mapping[str, str]) -> tuple[FileChoices, dict[str, CellError]]:
    """Return the options of a row's file, and its mistakes by column."""
    found = FileChoices()
    mistakes: dict[str, CellError] = {}
    # The platform first: what other cells say is stronger.
    for column in (*_FILE, *_CHANNELS):
        if column in cells:
            try:
                found = _file_field(column, cells[column]).over(found)
            except CellError as error:
                mistakes[column] = error
    return found, mistakes


@lru_cache(maxsize=1_000)
def _file_field(column: str, text: str) -> FileChoices:
    """Return the option that a cell gives, as a script's line would.

    Raises:
        CellError: It has no such value.
    """
    if column in _CHANNELS:
        column, text = table.CHANNELS.key, _CHANNELS[column][not switch(text)]
    elif _FILE[column].codec is SWITCH:
        text = "on" if switch(text) else "off"
    elif column == table.PLACE.key and text.lower() in {NO_PLACE, *NO}:
        text = "off"
    elif column == table.FORMAT.key:
        text = text.removeprefix(".")
    report = Report()
    routine = read_routine(f"- {column}: {' '.join(text.split())}\n", "", report)
    for found in report.diagnostics:
        if found.severity is Severity.ERROR:
            raise CellError(found.message, found.hint)
    return FileChoices.of(routine.settings)


def tags_of(cells: Mapping[str, str]) -> tuple[dict[str, str], dict[str, CellError]]:
    """Return the tags of a row, and its mistakes by column."""
    tags: dict[str, str] = {}
    mistakes: dict[str, CellError] = {}
    for column, text in cells.items():
        if column.startswith(TAG):
            try:
                key, value = parse_tag(f"{column.removeprefix(TAG)}={text}")
                tags[key] = value
            except TagError as error:
                mistakes[column] = CellError(str(error))
    return tags, mistakes
