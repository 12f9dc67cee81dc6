"""What can be put right in a script without asking: marks that a keyboard or a phone put there by itself.

A fix never changes a word that is spoken. Everything else stays with the person.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches

from voicecoach.script.report import Report
from voicecoach.script.setting_reader import SettingReader
from voicecoach.script.settings import find_spec, keys
from voicecoach.script.source import split_lines
from voicecoach.script.spec import Scope

_ODD_SPACES = re.compile("[\t\u00a0\u2007\u202f\u3000\ufeff]")
_DASH_LINE = re.compile(r"\s*[\u2013\u2014\u2022*]\s+(?=([^:]{1,40}?)\s*:(?:\s|$))")
_LONE_DASH = re.compile(r"\s*(?:\u2014|\u2014-|\u2013-|\u2014\u2013)\s*")
_EM_DASH = "\u2014"
_LEAST_LIKENESS = 0.7
_KEY = re.compile(r"(\s*-\s*)([^:]+?)(\s*:(?=\s|$).*)")


@dataclass(frozen=True, slots=True)
class Fix:
    """One line that was put right.

    Attributes:
        line: Its number, from 1.
        before: The line as it was.
        after: The line as it is.
    """

    line: int
    before: str
    after: str


def fix_text(text: str) -> tuple[str, tuple[Fix, ...]]:
    """Return a script's text with what is safe put right, and what was done.

    Tabs and no-break spaces become spaces, other dashes and bullets before a setting become a hyphen, a lone
    long dash becomes ``---``, and a misspelt key of a setting becomes the only near one if the line is then understood.
    """
    in_comment = _comment_lines(text)
    fixed, fixes = [], []
    scope = Scope.SESSION
    for number, line in enumerate(text.split("\n"), start=1):
        after = line if number in in_comment else _fixed_line(line, scope)
        if after.lstrip().startswith("## "):
            scope = Scope.STEP
        fixed.append(after)
        if after != line:
            fixes.append(Fix(number, line, after))
    return "\n".join(fixed), tuple(fixes)


def _fixed_line(line: str, scope: Scope) -> str:
    fixed = _ODD_SPACES.sub(" ", line)
    if _LONE_DASH.fullmatch(fixed):
        return "---"
    dash = _DASH_LINE.match(fixed)
    # Behind a long dash only what is a setting was meant as one: anything else there is spoken.
    if dash and (_EM_DASH not in dash[0] or find_spec(dash[1], scope) is not None):
        fixed = f"- {fixed[dash.end() :]}"
    key = _KEY.fullmatch(fixed)
    if key is None or find_spec(key[2], Scope.BOTH) is not None:
        return fixed
    near = _only_near(key[2], scope)
    with_near = f"{key[1]}{near}{key[3]}"
    return with_near if near is not None and _is_understood(with_near, scope) else fixed


def _only_near(written: str, scope: Scope) -> str | None:
    """Return the one key that is like a misspelt one, with what stands behind it; None where several are, or none."""
    word, _, argument = written.partition(" ")
    for misspelt, behind in ((written, ""), (word, argument)):
        near = get_close_matches(misspelt.lower(), dict.fromkeys(keys(scope)), n=2, cutoff=_LEAST_LIKENESS)
        if len(near) == 1 and (misspelt == written or behind):
            return f"{near[0]} {behind}".rstrip()
    return None


def _is_understood(line: str, scope: Scope) -> bool:
    """Return whether a line is a setting without mistakes: a fix must not put one mistake in place of another."""
    report = Report()
    (source,) = (one.source for one in split_lines(line, "", report))
    SettingReader(scope, report).read(source.slice(1))
    return not report.has_errors


def _comment_lines(text: str) -> set[int]:
    """Return the numbers of the lines that belong to comments, which are nobody's to change."""
    lines = split_lines(text, "", Report())
    return {number for number, line in enumerate(lines, start=1) if line.only_comments or line.comments}
