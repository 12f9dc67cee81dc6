"""The report of an import in words: what became of each part, and last what the person should check."""

from __future__ import annotations

import re
import shutil
import sys
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from voicecoach.cli import console
from voicecoach.errors import Diagnostic
from voicecoach.importing.convert import ImportedText
from voicecoach.importing.places import lines_in_script
from voicecoach.importing.report import Entry, Kind
from voicecoach.script.language import NAMES
from voicecoach.session.rules import PAUSES_MS
from voicecoach.text import capitalised, shortened
from voicecoach.units import MINUTE_MS, format_duration

_MOST_ROWS = 10
_MOST_LINES = 6
_LINES_OF_MANY = 3
_WITH_PARAGRAPHS = frozenset({"Word", "OpenDocument", "RTF"})
_SECTIONS = (
    (Kind.SPOKEN, "Spoken", "passage spoken", "passages spoken"),
    (Kind.STEP, "Steps", "step", "steps"),
    (Kind.PAUSE, "Pauses", "pause", "pauses"),
    (Kind.CHIME, "Chimes", "chime", "chimes"),
    (Kind.SETTING, "Settings", "setting", "settings"),
    (Kind.COMMENT, "Not spoken, kept as comments", "comment", "comments"),
    (Kind.DROPPED, "Left out", "part left out", "parts left out"),
)
_LANGUAGE = "- language: "
_NAMED_PAUSE = re.compile(r"\[(short |long )?pause\]")
_TO_TYPE = re.compile(r"\[[^\[\]]{1,40}\]|\"- [^\"]{1,30}\"")
_NO_BREAK = "\N{NO-BREAK SPACE}"
_BREATHS = re.compile(r"\[pause [\d-]+ breaths?\]")


def show_report(file: str, imported: ImportedText, *, is_whole: bool = False) -> None:
    """Print the report on standard output.

    On a terminal its lines end between words, and it tells the length of the session and what ``check`` finds, for
    which a pipe would have to wait.

    Args:
        file: The source, as the person named it.
        imported: The script and its entries.
        is_whole: Whether to print every part, also what is spoken, and every line number.
    """
    is_terminal = sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if is_terminal and not console.is_plain() else 0
    duration_ms, diagnostics = _checked(imported.text) if is_terminal else (None, ())
    for line in report_lines(file, imported, duration_ms, diagnostics, is_whole=is_whole):
        for row in wrapped(line, width) if width else [line]:
            console.show_line(row)


def _checked(script: str) -> tuple[int | None, Sequence[Diagnostic]]:
    """Return the length of a script and what ``check`` finds in it; nothing is spoken for it."""
    from voicecoach.pipeline.library import (
        check_script,  # the session, which an import does without, takes long to load
    )

    checked = check_script("-", text=script)
    return checked.duration_ms, checked.diagnostics


def wrapped(line: str, width: int) -> list[str]:
    """Return a line as rows that end between words; what is to be typed stays on one row.

    >>> wrapped('  line 5: write "- rep time: 5s" below it', 31)
    ['  line 5: write', '      "- rep time: 5s" below it']
    """
    whole = _TO_TYPE.sub(lambda found: found[0].replace(" ", _NO_BREAK), line)
    indent = " " * (len(line) - len(line.lstrip()))
    rows = textwrap.wrap(
        whole,
        width,
        subsequent_indent=f"{indent}{' ' * (4 if indent else 3)}",
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [row.replace(_NO_BREAK, " ") for row in rows or [""]]


def report_lines(
    file: str,
    imported: ImportedText,
    duration_ms: int | None = None,
    diagnostics: Sequence[Diagnostic] = (),
    *,
    is_whole: bool = False,
) -> Iterator[str]:
    """Yield the lines of the report: a summary, the parts by kind, and what to check.

    Args:
        file: The source, as the person named it.
        imported: The script and its entries.
        duration_ms: The length of the session; None where it is unknown.
        diagnostics: What is wrong with the script.
        is_whole: Whether to name every part, also what is spoken, and every line number.
    """
    unit = "paragraph" if imported.format in _WITH_PARAGRAPHS else "line"
    entries = [one for one in imported.entries if not one.became.startswith(_LANGUAGE)]
    yield _summary(file, imported, duration_ms)
    counts = Counter(entry.kind for entry in entries)
    yield ", ".join(
        f"{counts[kind]} {one if counts[kind] == 1 else more}" for kind, _, one, more in _SECTIONS if counts[kind]
    )
    has_own_pauses = any(entry.became.startswith("- pauses:") for entry in entries)
    for kind, title, _, _ in _SECTIONS:
        of_kind = [entry for entry in entries if entry.kind is kind]
        if not of_kind or (kind is Kind.SPOKEN and not is_whole):
            continue
        yield ""
        yield f"{title}:"
        rows = list(_rows(of_kind, unit, is_whole=is_whole, has_own_pauses=has_own_pauses))
        shown = len(rows) if is_whole or len(rows) == _MOST_ROWS + 1 else _MOST_ROWS
        yield from rows[:shown]
        if rows[shown:]:
            yield f"  … and {len(rows) - shown} more (all of them: --dry-run --verbose)"
    yield ""
    yield from _to_check(imported, diagnostics, unit)


def _summary(file: str, imported: ImportedText, duration_ms: int | None) -> str:
    language = NAMES.get(imported.language, imported.language)
    minutes = "" if duration_ms is None else f"about {max(1, round(duration_ms / MINUTE_MS))} min"
    return f"{file} ({imported.format}): {', '.join(filter(None, (imported.title, minutes, language)))}"


def _rows(entries: Iterable[Entry], unit: str, *, is_whole: bool, has_own_pauses: bool) -> Iterator[str]:
    """Yield a row for all entries with the same words."""
    places: dict[str, list[int]] = {}
    for entry in entries:
        length = "" if has_own_pauses else _length(entry.became)
        places.setdefault(f"{_described(entry)}{length}", []).append(entry.line)
    for words, lines in places.items():
        count = f"{len(lines)} × " if len(lines) > 1 else ""
        yield f"  {_placed(lines, unit, is_whole=is_whole)}: {count}{words}"


def _placed(lines: Sequence[int], unit: str, *, is_whole: bool) -> str:
    numbers = [str(number) for number in dict.fromkeys(lines)]
    is_cut = len(numbers) > _MOST_LINES and not is_whole
    shown = ", ".join(numbers[:_LINES_OF_MANY] if is_cut else numbers)
    return f"{unit if len(numbers) == 1 else f'{unit}s'} {shown}{' …' if is_cut else ''}"


def _length(pause: str) -> str:
    """Return how long a pause is that names no seconds; empty for any other text."""
    if named := _NAMED_PAUSE.fullmatch(pause):
        return f" ({format_duration(PAUSES_MS[(named[1] or 'plain').strip()])})"
    if pause.startswith("[until"):
        return " (silence until then)"
    return f" ({format_duration(PAUSES_MS['breath'])} for each)" if _BREATHS.fullmatch(pause) else ""


def _described(entry: Entry) -> str:
    """Return the words of an entry and what became of them, each told once."""
    source = shortened(entry.source)
    match entry.kind:
        case Kind.SPOKEN:
            return shortened(entry.became)
        case Kind.COMMENT:
            words = shortened(entry.became.removeprefix("<!-- ").removesuffix(" -->"))
            return words if not source or entry.source[:40] in entry.became else f"{source} → {words}"
        case Kind.DROPPED:
            return f"{source} ({entry.became})" if source else entry.became
        case Kind.STEP if entry.became.startswith("## "):
            name, *settings = entry.became.removeprefix("## ").split("; - ")
            told = "; ".join(settings)
            if not entry.source.casefold().startswith(name.casefold()):
                told = f"{name}: {told}" if told else name
            return f"{source} → {told}" if told else name
        case Kind.SETTING if entry.source in entry.became:
            return shortened(entry.became)
        case _ if not source or entry.source == entry.became:
            return entry.became
        case _:
            return f"{source} → {shortened(entry.became)}"


def _to_check(imported: ImportedText, diagnostics: Sequence[Diagnostic], unit: str) -> Iterator[str]:
    """Yield each remark of the import once with all its places, and then what ``check`` says of the script."""
    in_script = lines_in_script(imported.text, imported.entries)
    remarks: dict[str, dict[str, list[Entry]]] = {}
    for entry in imported.entries:
        if entry.kind is Kind.UNSURE:
            remarks.setdefault(capitalised(entry.became), {}).setdefault(entry.source, []).append(entry)
    for found in diagnostics:
        hint = f". {capitalised(found.hint)}" if found.hint else ""
        remarks.setdefault(f"Script line {found.line}: {found.message}{hint}", {})
    if not remarks:
        yield "Nothing was unsure."
        return
    yield f"Please check {'this' if len(remarks) == 1 else f'these {len(remarks)} things'}:"
    for number, (remark, places) in enumerate(remarks.items(), start=1):
        yield f"{number}. {remark}"
        for source, entries in places.items():
            lines = [entry.line for entry in entries]
            now = [in_script[place] for line in dict.fromkeys(lines) if (place := (line, source)) in in_script]
            behind = f" ({_placed(now, 'script line', is_whole=True)})" if now else ""
            if source:
                yield f"   {_placed(lines, unit, is_whole=True)}{behind}: {shortened(source)}"
    if any(remark.startswith("Not spoken") and "-->" not in remark for remark in remarks):
        yield "To have a comment spoken, remove the <!-- before it and the --> after it."
