"""The text inside a line: words, substitutions, variables and actions; read and printed.

:func:`read_text_pieces` and :func:`print_text` are each other's inverse. Nothing a person wrote is dropped: a
bracket or brace that means nothing is a mistake, and the message shows the backslash that has it spoken.
"""

from __future__ import annotations

import re
from enum import Flag, auto
from typing import TYPE_CHECKING

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
from voicecoach.script.source import nearest
from voicecoach.units import UnitError, format_duration, parse_duration_ms

if TYPE_CHECKING:
    from voicecoach.errors import Location
    from voicecoach.script.source import Report, Source

_ESCAPED = re.compile(r"\\([\[\]{}()])")
_MISREADABLE = re.compile(r"([\[{]|(?<=\\)[\]}()])")
_BRACKET = re.compile(r"\[([^\[\]]*)\]")
_BRACE = re.compile(r"\{([^{}]*)\}")
_SUBSTITUTION = re.compile(r"\(([^()\[\]{}\\]+)\)\{([^{}\[\]\\]*)\}")
_NAME = re.compile(r"[^\W\d][\w-]*")
_BARE_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3})(?=\S)(.+?)(?<=\S)\1(?![\w*])")

_INLINE_ACTIONS = ("pause", "chime", "sound", "wait")
_LINE_ACTIONS = ("repeat", "end", "include")


class Allowed(Flag):
    """Which pieces beside words may stand in a text."""

    NOTHING = 0
    VARIABLES = auto()
    PAUSES = auto()
    ACTIONS = auto()
    SPOKEN = VARIABLES | PAUSES
    PARAGRAPH = VARIABLES | PAUSES | ACTIONS


def read_text_pieces(source: Source, allowed: Allowed, report: Report) -> Text | None:
    """Return the pieces of a text, or None (with mistakes reported) where it has none that can be used."""
    reader = _Reader(source, allowed, report)
    pieces = reader.pieces()
    if reader.mistaken:
        return None
    if not any(_has_sound(piece) for piece in pieces):
        report.error(
            source.at(),
            f"there is nothing to speak in {source.text!r}",
            "write words, or take the line out (--- alone on its line ends a step)",
        )
        return None
    return Text(pieces, source.at())


def print_text(text: Text) -> str:
    """Return a text as it is written in a script, on one line."""
    printed: list[str] = []
    for index, piece in enumerate(text.pieces):
        before_brace = index + 1 < len(text.pieces) and isinstance(text.pieces[index + 1], Variable | SideChoice)
        spaced = isinstance(piece, Action) or (index > 0 and isinstance(text.pieces[index - 1], Action))
        if spaced and printed:
            printed.append(" ")
        printed.append(_print_piece(piece, before_brace=before_brace))
    return "".join(printed)


def without_emphasis(words: str) -> str:
    """Return words without the ``*`` marks of emphasis, which are not spoken.

    >>> without_emphasis("*Slowly*, 2 * 3, **now**")
    'Slowly, 2 * 3, now'
    """
    return _EMPHASIS.sub(r"\2", words)


def is_speakable(words: str) -> bool:
    """Return whether there is a letter or digit to speak."""
    return any(character.isalnum() for character in words)


def _has_sound(piece: Piece) -> bool:
    match piece:
        case Words(text):
            return is_speakable(text)
        case Substitution(spoken=spoken):
            return is_speakable(spoken)
        case _:
            return True


def _print_piece(piece: Piece, *, before_brace: bool) -> str:
    match piece:
        case Words(text):
            escaped = _MISREADABLE.sub(r"\\\1", text)
            if before_brace and text.endswith(")"):
                escaped = r"\(".join(escaped.rsplit("(", 1))
            return escaped
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


class _Reader:
    """Reads one text from left to right."""

    def __init__(self, source: Source, allowed: Allowed, report: Report) -> None:
        self.source = source
        self.allowed = allowed
        self.report = report
        self.mistaken = False
        self._pieces: list[Piece] = []
        self._words: list[str] = []
        self._words_offset = 0

    def pieces(self) -> tuple[Piece, ...]:
        text, offset = self.source.text, 0
        while offset < len(text):
            if escaped := _ESCAPED.match(text, offset):
                self._add_words(escaped[1], offset)
                offset = escaped.end()
            elif substitution := _SUBSTITUTION.match(text, offset):
                self._add(self._substitution(substitution[1], substitution[2], offset), offset)
                offset = substitution.end()
            elif text[offset] == "[":
                offset = self._bracket(offset)
            elif text[offset] == "{":
                offset = self._brace(offset)
            else:
                self._add_words(text[offset], offset)
                offset += 1
        self._flush()
        return _tidy(self._pieces)

    def _add_words(self, characters: str, offset: int) -> None:
        if not self._words:
            self._words_offset = offset
        self._words.append(characters)

    def _flush(self) -> None:
        if self._words:
            place = self.source.at(self._words_offset)
            self._pieces.append(Words("".join(self._words), place))
            self._words.clear()

    def _add(self, piece: Piece | None, offset: int) -> None:
        self._flush()
        if piece is None:
            return
        if isinstance(piece, Variable | SideChoice) and Allowed.VARIABLES not in self.allowed:
            self._mistake(offset, "a variable cannot stand here", "write the words themselves")
        elif isinstance(piece, Pause) and Allowed.PAUSES not in self.allowed:
            self._mistake(offset, "a pause cannot stand in this text", "take the bracket out")
        elif isinstance(piece, Chime | Recording | Wait) and Allowed.ACTIONS not in self.allowed:
            self._mistake(offset, "this action cannot stand in a setting", "put it into a paragraph")
        else:
            self._pieces.append(piece)

    def _mistake(self, offset: int, message: str, hint: str) -> None:
        self.mistaken = True
        self.report.error(self.source.at(offset), message, hint)

    def _substitution(self, written: str, spoken: str, offset: int) -> Substitution | None:
        if not written.strip() or not spoken.strip():
            self._mistake(offset, "a substitution needs both forms", "write it as (written){spoken}")
            return None
        return Substitution(_one_line(written.strip()), _one_line(spoken.strip()), self.source.at(offset))

    def _bracket(self, offset: int) -> int:
        bracket = _BRACKET.match(self.source.text, offset)
        if bracket is None:
            hint = r"close it with ], or write \[ to have the bracket itself"
            self._mistake(offset, "this bracket is not closed", hint)
            return offset + 1
        self._add(self._action(bracket[1], offset), offset)
        return bracket.end()

    def _action(self, content: str, offset: int) -> Action | None:
        place = self.source.at(offset)
        name, _, argument = content.strip().partition(" ")
        name, argument = name.lower(), argument.strip()
        if name in ("pause", "wait"):
            duration_ms = self._duration(argument, name, offset)
            if duration_ms is None:
                return None
            return Pause(duration_ms, place) if name == "pause" else Wait(duration_ms, place)
        if name in ("chime", "sound"):
            if not argument:
                example = "[chime bowl]" if name == "chime" else "[sound intro.wav]"
                self._mistake(offset, f"[{name}] needs the name of a sound", f"write it as {example}")
                return None
            return Chime(argument, place) if name == "chime" else Recording(argument, place)
        if name in _LINE_ACTIONS:
            hint = "put it on a line of its own, with nothing else there"
            self._mistake(offset, f"[{name}] must stand alone on its line", hint)
            return None
        try:
            if not _BARE_NUMBER.fullmatch(content.strip()):
                return Pause(parse_duration_ms(content), place)
        except UnitError:
            pass
        self._unknown_bracket(content, name, offset)
        return None

    def _duration(self, argument: str, name: str, offset: int) -> int | None:
        try:
            return parse_duration_ms(argument)
        except UnitError as error:
            self._mistake(offset, str(error), f"write it as [{name} 10s]")
            return None

    def _unknown_bracket(self, content: str, name: str, offset: int) -> None:
        content = content.strip()
        spoken = rf"write \[{content}] to have it spoken"
        if _BARE_NUMBER.fullmatch(content):
            number = content.lstrip("+-")
            self._mistake(offset, f"[{content}] does not say a unit", f"write [{number}s] for a pause, or {spoken}")
            return
        near = nearest(name, (*_INLINE_ACTIONS, *_LINE_ACTIONS))
        guess = f'did you mean "[{near} …]"? ' if near else ""
        self._mistake(offset, f"[{content}] is no action", f"{guess}{spoken}")

    def _brace(self, offset: int) -> int:
        brace = _BRACE.match(self.source.text, offset)
        if brace is None:
            hint = r"close it with }, or write \{ to have the brace itself"
            self._mistake(offset, "this brace is not closed", hint)
            return offset + 1
        content = brace[1].strip()
        words = [_one_line(word.strip()) for word in content.split("|")]
        if words[0].lower() == "side" and len(words) > 1:
            if len(words) != 3 or not all(words):  # noqa: PLR2004 - side, right, left
                hint = "write it as {side|right word|left word}"
                self._mistake(offset, f"{{{content}}} needs one word for each side, the right one first", hint)
                return brace.end()
            self._add(SideChoice(words[1], words[2], self.source.at(offset)), offset)
        elif _NAME.fullmatch(content):
            self._add(Variable(content.lower(), self.source.at(offset)), offset)
        else:
            hint = rf"write \{{{content}}} to have it spoken"
            self._mistake(offset, f"{{{content}}} is no variable", hint)
        return brace.end()


def _one_line(words: str) -> str:
    return re.sub(r"\s+", " ", words)


def _tidy(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Return the pieces with single spaces, and none at the ends or beside an action."""
    tidy: list[Piece] = []
    for index, piece in enumerate(pieces):
        if not isinstance(piece, Words):
            tidy.append(piece)
            continue
        text = _one_line(piece.text)
        if index == 0 or isinstance(pieces[index - 1], Action):
            text = text.lstrip()
        if index + 1 == len(pieces) or isinstance(pieces[index + 1], Action):
            text = text.rstrip()
        if text:
            tidy.append(Words(text, _moved(piece, text)))
    return tuple(tidy)


def _moved(piece: Words, text: str) -> Location:
    from dataclasses import replace

    blanks = len(piece.text) - len(piece.text.lstrip())
    kept = len(text) - len(text.lstrip())
    return replace(piece.location, column=piece.location.column + max(blanks - kept, 0))
