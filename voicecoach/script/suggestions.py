"""The fix of one mistake: what its hint suggests, or what ``check --fix`` does to its line, each tried by reading.

A hint such as ``did you mean "right"?`` names the words to write. A fix replaces nothing else, and is offered only if
the reader then has one mistake less.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from voicecoach.errors import Diagnostic, ScriptError, Severity
from voicecoach.script.compose.read import read_composed
from voicecoach.script.fix import Fix, fix_text
from voicecoach.script.lint import lint
from voicecoach.script.report import Report

_MOST_SUGGESTIONS = 50
_ROUNDS = 3

_MEANT = re.compile(r"^did you mean (?:\"([^\"]+)\"|'([^']+)'|([^\"'?]+))\?(?: If not.*)?$")
_WRITTEN = re.compile(r"^write (-\s.+?|#+ .+?|\[[^\]]+\])(?:,? (?:or|for|and) .*)?$")
_QUOTED = re.compile(r"\"([^\"]+)\"|'([^']+)'")
_NUMBER = re.compile(r"\d+")
_WHOLE_LINE = ("- ", "#")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The fix of one diagnostic.

    Attributes:
        label: The words that are to be written, for a button.
        change: The line before and after.
    """

    label: str
    change: Fix


def suggestions(text: str, path: Path, found: Sequence[Diagnostic]) -> dict[Diagnostic, Suggestion]:
    """Return the fixes of a text's diagnostics, for those that have a safe one.

    Args:
        text: The script.
        path: Its file, or its name in the diagnostics.
        found: Its diagnostics; those of other files have no fix here.
    """
    lines = text.split("\n")
    own = [one for one in found if one.path == str(path) and 0 < one.line <= len(lines)][:_MOST_SUGGESTIONS]
    fixed = {fix.line: fix for fix in fix_text(text)[1]}
    wanted: dict[Diagnostic, Suggestion] = {}
    for one in own:
        suggestion = _suggested(one, lines[one.line - 1], fixed.get(one.line))
        if suggestion is not None:
            wanted[one] = suggestion
    for _ in range(_ROUNDS):
        if not wanted:
            break
        after = _problems("\n".join(_applied(lines, wanted)), path)
        if after is None:
            return {}
        left = {(one.line, one.message) for one in after}
        more = _errors_by_line(after)
        more.subtract(_errors_by_line(found))
        bad = {one for one in wanted if (one.line, one.message) in left or more[one.line] > 0}
        if not bad:
            break
        wanted = {one: suggestion for one, suggestion in wanted.items() if one not in bad}
    return wanted


def with_suggestions(text: str, path: Path, found: Sequence[Diagnostic]) -> str:
    """Return a text with all fixes of its diagnostics made; see :func:`suggestions`."""
    return "\n".join(_applied(text.split("\n"), suggestions(text, path, found)))


def _suggested(found: Diagnostic, line: str, fix: Fix | None) -> Suggestion | None:
    for words in _words_of(found.hint):
        if words.startswith(_WHOLE_LINE):
            if _last_word(words) == _last_word(line):
                indent = line[: len(line) - len(line.lstrip())]
                return Suggestion(words, Fix(found.line, line, indent + words))
            continue
        for quoted in map("".join, _QUOTED.findall(found.message)):
            begin = _place_of(quoted, line, found.column - 1)
            if begin is not None and _keeps_numbers(quoted, words):
                after = line[:begin] + words + line[begin + len(quoted) :]
                return Suggestion(words, Fix(found.line, line, after))
    return None if fix is None else Suggestion(fix.after.strip(), fix)


def _words_of(hint: str) -> Iterator[str]:
    """Yield what a hint says to write.

    >>> list(_words_of('did you mean "right"?')), list(_words_of("write [10s] for a pause, or words"))
    (['right'], ['[10s]'])
    """
    if meant := _MEANT.match(hint):
        yield meant[1] or meant[2] or meant[3]
    if written := _WRITTEN.match(hint):
        yield written[1]


def _last_word(line: str) -> str:
    return line.rstrip().rpartition(" ")[2].lstrip("#-–—•*:").casefold()


def _keeps_numbers(before: str, after: str) -> bool:
    """Return whether a fix keeps the person's own figures: an example from a hint has others."""
    return _NUMBER.findall(before) == _NUMBER.findall(after)


def _place_of(words: str, line: str, column: int) -> int | None:
    """Return where words stand in a line: at the diagnostic's own column, or at the only place."""
    for begin in (column, column + 1):
        if line.startswith(words, begin):
            return begin
    return line.index(words) if line.count(words) == 1 else None


def _applied(lines: Sequence[str], wanted: dict[Diagnostic, Suggestion]) -> list[str]:
    """Return the lines with all fixes; of several on a line the last one comes first, so that columns stay."""
    after = list(lines)
    for one in sorted(wanted, key=lambda found: (found.line, -found.column)):
        change = wanted[one].change
        if after[change.line - 1] == change.before:
            after[change.line - 1] = change.after
        else:
            after[change.line - 1] = _merged(change, after[change.line - 1])
    return after


def _merged(change: Fix, line: str) -> str:
    """Return a line on which another fix was made already, to the right of this one."""
    same_end = 0
    shorter = min(len(change.before), len(change.after))
    begin = next((at for at in range(shorter) if change.before[at] != change.after[at]), shorter)
    while same_end < shorter - begin and change.before[-1 - same_end] == change.after[-1 - same_end]:
        same_end += 1
    end = len(change.before) - same_end
    if line[:end] != change.before[:end]:
        return line
    return line[:begin] + change.after[begin : len(change.after) - same_end] + line[end:]


def _errors_by_line(found: Sequence[Diagnostic]) -> Counter[int]:
    return Counter(one.line for one in found if one.severity is Severity.ERROR)


def _problems(text: str, path: Path) -> tuple[Diagnostic, ...] | None:
    """Return the diagnostics of reading a text; None where it is no script at all."""
    report = Report()
    try:
        composed = read_composed(path, report, text)
        if composed.is_whole:
            lint(composed.routine, report, {})
    except ScriptError:
        return None
    return report.diagnostics
