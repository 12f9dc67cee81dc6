"""Texts as they are printed in a script, and as they are spoken: without the marks of emphasis."""

from __future__ import annotations

import re
from collections import Counter

from voicecoach.script.model import (
    Action,
    Chime,
    Pause,
    Piece,
    Recording,
    SideChoice,
    Substitution,
    Text,
    Variable,
    Wait,
    Words,
)
from voicecoach.units import format_duration

_BRACKETS = re.compile(r"[\[\]{}()]")
_CLOSERS = {"[": "]", "{": "}"}
_WRITTEN_FORM = re.compile(r"\([^()\[\]{}\\]+\)\Z")
_STARS = re.compile(r"\*+")
_MOST_STARS = 3
_MARK_OF_LINE = re.compile(r"[#*\u2022\u2013]")


def print_text(text: Text) -> str:
    """Return a text as it is written in a script, on one line, so that it reads back as the same."""
    printed: list[str] = []
    closers_due: Counter[str] = Counter()
    for index, piece in enumerate(text.pieces):
        following = text.pieces[index + 1] if index + 1 < len(text.pieces) else None
        spaced = isinstance(piece, Action) or (index > 0 and isinstance(text.pieces[index - 1], Action))
        # A mark with a space behind it would begin a heading or a setting.
        if spaced and printed and not (index == 1 and _MARK_OF_LINE.fullmatch(printed[0])):
            printed.append(" ")
        if isinstance(piece, Words):
            before_brace = isinstance(following, Variable | SideChoice)
            printed.append(_print_words(piece.text, closers_due, before_brace=before_brace))
        else:
            printed.append(_print_piece(piece))
    return "".join(printed)


def written_form(text: Text) -> str:
    """Return a text without variables as it is for the eye, such as a step's name.

    Substitutions show what is written, and marks of emphasis are gone.
    """
    parts = []
    for piece in text.pieces:
        match piece:
            case Words(words):
                parts.append(words)
            case Substitution(written):
                parts.append(written)
            case _:
                pass
    return " ".join(without_emphasis("".join(parts)).split())


def without_emphasis(words: str) -> str:
    """Return words without the ``*`` marks of emphasis, which are not spoken.

    A mark opens before a word and closes behind one, with as many stars; any other star stays.

    >>> without_emphasis("*Slowly*, 2 * 3, **now**")
    'Slowly, 2 * 3, now'
    """
    opened: dict[int, re.Match[str]] = {}
    marks: list[tuple[int, int]] = []
    for stars in _STARS.finditer(words):
        count = len(stars[0])
        before, behind = words[stars.start() - 1 : stars.start()], words[stars.end() : stars.end() + 1]
        closes = before.strip() and not _is_word(behind)
        if count > _MOST_STARS:
            continue
        if closes and count in opened:
            marks += (opened.pop(count).span(), stars.span())
        elif behind.strip() and not _is_word(before):
            opened[count] = stars
    kept, end = [], 0
    for mark_begin, mark_end in sorted(marks):
        kept.append(words[end:mark_begin])
        end = mark_end
    return "".join([*kept, words[end:]])


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _print_words(words: str, closers_due: Counter[str], *, before_brace: bool) -> str:
    """Return words with a backslash before each bracket that would be read as something else."""
    written_form_of_nothing = _WRITTEN_FORM.search(words) if before_brace else None

    def escape(found: re.Match[str]) -> str:
        bracket = found[0]
        is_behind_backslash = words[found.start() - 1 : found.start()] == "\\"
        if bracket in _CLOSERS:
            closers_due[_CLOSERS[bracket]] += 1
            return f"\\{bracket}"
        if bracket in "()":
            begins_written_form = written_form_of_nothing and found.start() == written_form_of_nothing.start()
            return f"\\{bracket}" if is_behind_backslash or begins_written_form else bracket
        if is_behind_backslash or not closers_due[bracket]:
            return f"\\{bracket}"
        closers_due[bracket] -= 1
        return bracket

    return _BRACKETS.sub(escape, words)


def _print_piece(piece: Piece) -> str:
    match piece:
        case Words(text):
            return text
        case Substitution(written, spoken):
            return f"({written}){{{spoken}}}"
        case Variable(name):
            return f"{{{name}}}"
        case SideChoice(right, left):
            return f"{{side|{right}|{left}}}"
        case Pause(duration_ms):
            return f"[pause {format_duration(duration_ms)}]"
        case Chime(sound):
            return f"[chime {sound}]"
        case Recording(sound):
            return f"[sound {sound}]"
        case Wait(duration_ms):
            return f"[wait {format_duration(duration_ms)}]"
