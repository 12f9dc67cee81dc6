"""Take the times out of an imported script that its words cannot keep, and tell of each."""

from __future__ import annotations

import re
from dataclasses import replace
from operator import attrgetter
from pathlib import Path

from voicecoach.errors import ScriptError, VoicecoachError
from voicecoach.importing.convert import ImportedText
from voicecoach.importing.report import Entry, Kind
from voicecoach.importing.writer import LATE

_UNTIL = re.compile(r"\[until [^\[\]]*\] ?")
_MOST_TIMES = 12


def without_missed_times(imported: ImportedText, path: Path) -> ImportedText:
    """Return an imported script without the times before which the words last longer, as estimated.

    Args:
        imported: The script and its report.
        path: The file that it is for.
    """
    for _ in range(_MOST_TIMES):
        line = _missed_line(imported.text, path) if "[until " in imported.text else 0
        if not line:
            break
        lines = imported.text.split("\n")
        found = _UNTIL.search(lines[line - 1])
        if found is None:
            break
        lines[line - 1] = lines[line - 1].replace(found[0], "", 1)
        imported = replace(imported, text="\n".join(lines), entries=_told(imported.entries, found[0].strip()))
    return imported


def _missed_line(text: str, path: Path) -> int:
    """Return the number of the first line whose time is missed; 0 where there is none, or another mistake."""
    # Most texts have no such times, and need no session.
    from voicecoach.pipeline.load import load_script
    from voicecoach.pipeline.session import Session
    from voicecoach.session.options import Choices

    try:
        script = load_script(path.stem, Choices(), text=text, path=path)
        if script.report.has_errors:
            return 0
        with Session(script, Choices()) as session:
            missed = session.missed_times()
    except ScriptError as error:
        missed = error.diagnostics
    except VoicecoachError:
        return 0
    return missed[0].line if missed else 0


def _told(entries: tuple[Entry, ...], until: str) -> tuple[Entry, ...]:
    """Return the report with the entry of a time that was taken out."""
    at = next((at for at, entry in enumerate(entries) if entry.kind is Kind.PAUSE and entry.became == until), None)
    if at is None:
        return entries
    told = replace(entries[at], kind=Kind.UNSURE, became=LATE)
    return tuple(sorted([*entries[:at], told, *entries[at + 1 :]], key=attrgetter("line")))
