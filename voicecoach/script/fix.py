"""Fix the safe mistakes of a script: dashes and spaces that a keyboard or phone inserted, and misspelt keys.

A fix never changes a word that is meant to be spoken.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from voicecoach.errors import Diagnostic, ScriptError, Severity
from voicecoach.script.blocks import fixed_blocks
from voicecoach.script.directions import read_pause
from voicecoach.script.language import stated_language
from voicecoach.script.model import Routine, Text
from voicecoach.script.notation import is_marked_direction, mended
from voicecoach.script.printer import print_pause
from voicecoach.script.reader import read_routine
from voicecoach.script.report import Report
from voicecoach.script.setting_reader import SettingReader
from voicecoach.script.settings import find_spec, keys
from voicecoach.script.source import split_lines
from voicecoach.script.spec import Scope, Setting
from voicecoach.script.unfilled_waits import with_pauses
from voicecoach.text import nearest_words

_ODD_SPACES = re.compile("[\t\u00a0\u2007\u202f\u3000\ufeff]")
_DASH_LINE = re.compile(r"\s*[\u2013\u2014\u2022*]\s+(?=([^:]{1,40}?)\s*:(?:\s|$))")
_LONE_DASH = re.compile(r"\s*(?:\u2014|\u2014-|\u2013-|\u2014\u2013)\s*")
_EM_DASH = "\u2014"
_LEAST_LIKENESS = 0.7
_MOST_ROUNDS = 5
_PATH = "script"
_LABEL = re.compile(r"<!--.*?-->")
_KEY = re.compile(r"(\s*-\s*)([^:]+?)(\s*:(?=\s|$).*)")


@dataclass(frozen=True, slots=True)
class Fix:
    """One line that was fixed.

    Attributes:
        line: The number of the line, from 1.
        before: The line before the fix.
        after: The line after it.
    """

    line: int
    before: str
    after: str


def fix_text(text: str) -> tuple[str, tuple[Fix, ...]]:
    """Return the fixed text of a script, and the fixes.

    Tabs and no-break spaces become spaces; other dashes and bullets before a setting become a hyphen; a long dash
    alone on its line becomes ``---``. Pauses and notes in the notation of other texts become those of a script.
    A misspelt key becomes the one key that is near, if the line then has no mistake. A wait that is asked for in words
    gets its silence.
    """
    whole = text
    read = lru_cache(maxsize=4)(_read)  # a text is read for its waits, and for its mistakes
    for _ in range(_MOST_ROUNDS):  # a fix may show that the line below it stands alone
        before_round, whole = whole, _fixed_once(whole)
        if whole == before_round:
            routine = read(whole).routine
            if routine is not None:
                whole = with_pauses(whole, routine, _comment_lines(whole))
            if whole == before_round:
                break
    whole = _without_new_mistakes(text, whole, lambda text: read(text).mistakes_by_line())
    changed = enumerate(zip(text.split("\n"), whole.split("\n"), strict=True), start=1)
    return whole, tuple(Fix(number, before, after) for number, (before, after) in changed if before != after)


class _Reading(NamedTuple):
    """A text as it was read; without a routine where it has too many mistakes."""

    routine: Routine | None
    diagnostics: tuple[Diagnostic, ...]

    def mistakes_by_line(self) -> Counter[int]:
        """Return the number of mistakes of each line that has any."""
        return Counter(one.line for one in self.diagnostics if one.severity is Severity.ERROR)


def _read(text: str) -> _Reading:
    report = Report()
    try:
        routine = read_routine(text, _PATH, report)
    except ScriptError as error:
        return _Reading(None, error.diagnostics)
    return _Reading(routine, report.diagnostics)


def _without_new_mistakes(before: str, after: str, mistakes_of: Callable[[str], Counter[int]]) -> str:
    """Return a fixed text with each fixed line as it was that would have a mistake more."""
    was, lines = before.split("\n"), after.split("\n")
    had = mistakes_of(before) if was != lines else Counter()
    for _ in range(_MOST_ROUNDS):
        changed = [number for number, (one, other) in enumerate(zip(was, lines, strict=True), start=1) if one != other]
        has = mistakes_of("\n".join(lines)) if changed else Counter()
        wrong = [number for number in changed if has[number] > had[number]]
        if not wrong:
            break
        for number in wrong:
            lines[number - 1] = was[number - 1]
    return "\n".join(lines)


def _fixed_once(text: str) -> str:
    in_comment = _comment_lines(text)
    fixed = []
    scope = Scope.SESSION
    language = stated_language(text)
    lines = text.split("\n")
    blocks = fixed_blocks(["" if number in in_comment else line.strip() for number, line in enumerate(lines, start=1)])
    for number, line in enumerate(lines, start=1):
        is_alone = _ends_sentence(lines[number - 2] if number > 1 else "") and _begins_sentence(
            lines[number : number + 1]
        )
        words = blocks.get(number - 1, line)
        label = _LABEL.match(words) if words != line else None
        after = line if number in in_comment else _fixed_line(words, scope, language, is_alone=is_alone)
        if label is not None:
            after = label[0] + mended(words[label.end() :], language)
        if after.lstrip().startswith("## "):
            scope = Scope.STEP
        fixed.append(after)
    return "\n".join(fixed)


def _fixed_line(line: str, scope: Scope, language: str, *, is_alone: bool) -> str:
    fixed = _ODD_SPACES.sub(" ", line)
    if _LONE_DASH.fullmatch(fixed):
        return "---"
    dash = _DASH_LINE.match(fixed)
    # A long dash begins a setting only before a known key: anything else is a spoken line.
    if dash and (_EM_DASH not in dash[0] or find_spec(dash[1], scope) is not None):
        fixed = f"- {fixed[dash.end() :]}"
    key = _KEY.fullmatch(fixed)
    if key is None or is_marked_direction(fixed, language):
        return (
            fixed
            if fixed.lstrip().startswith(("# ", "##", "```", "~~~"))
            else mended(fixed, language, is_alone=is_alone)
        )
    if find_spec(key[2], Scope.BOTH) is not None:
        with_pauses = key[1] + key[2] + mended(key[3], language)
        return with_pauses if with_pauses != fixed and _is_spoken(with_pauses, scope) else fixed
    # In a step, "- pause: 5s" may be a rest.
    if scope is Scope.SESSION and (pause := read_pause(f"{key[2]} {key[3]}", language)) is not None:
        return print_pause(pause)
    near = _only_near(key[2], scope)
    with_near = f"{key[1]}{near}{key[3]}"
    return with_near if near is not None and _is_correct(with_near, scope) else fixed


def _ends_sentence(line_above: str) -> bool:
    words = line_above.rstrip()
    return not words or words[-1] in ".!?…:]>" or words.lstrip()[0] in "#-"


def _begins_sentence(line_below: list[str]) -> bool:
    words = line_below[0].strip() if line_below else ""
    return not words or not words[0].islower()


def _only_near(written: str, scope: Scope) -> str | None:
    """Return the only key that is near a misspelt one, with the argument after it, or None."""
    word, _, argument = written.partition(" ")
    found = []
    for misspelt, rest in ((written, ""), (word, argument)):
        near = nearest_words(misspelt, keys(scope), most=2, likeness=_LEAST_LIKENESS)
        # "countdown" is nearer to "cuntdown" than "rest countdown", of which it is a word.
        is_sure = len(near) == 1 or (len(near) > 1 and near[0] in near[1].split())
        if is_sure and (misspelt == written or rest):
            found.append(f"{near[0]} {rest}".rstrip())
    return max(found, key=lambda key: SequenceMatcher(None, written, key).ratio(), default=None)


def _is_correct(line: str, scope: Scope) -> bool:
    """Return whether a line is a setting without mistakes; a fix must not introduce another mistake."""
    return _setting(line, scope) is not None


def _is_spoken(line: str, scope: Scope) -> bool:
    setting = _setting(line, scope)
    return setting is not None and isinstance(setting.value, Text)


def _setting(line: str, scope: Scope) -> Setting | None:
    """Return the setting of a line; None where it has mistakes."""
    report = Report()
    (source,) = (one.source for one in split_lines(line, "", report))
    reader = SettingReader(scope, report)
    reader.read(source.slice(1))
    return next(iter(reader.settings()), None) if not report.has_errors else None


def _comment_lines(text: str) -> set[int]:
    """Return the numbers of the lines with comments, which are never changed."""
    lines = split_lines(text, "", Report())
    return {number for number, line in enumerate(lines, start=1) if line.only_comments or line.comments}
