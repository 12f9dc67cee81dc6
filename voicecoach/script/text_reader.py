"""Read the text inside a line: words, substitutions, variables and actions.

:func:`read_text_pieces` is the inverse of :func:`voicecoach.script.printer.print_text`. Nothing is dropped: a bracket
or brace without a meaning is a mistake, and its hint shows the backslash that makes it part of the text.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from enum import Flag, auto
from itertools import takewhile

from voicecoach.errors import Location
from voicecoach.script import model
from voicecoach.script.actions import WrittenAction, read_action, variable_for
from voicecoach.script.directions import read_pause
from voicecoach.script.phrases import SESSION_VARIABLES, STEP_VARIABLES
from voicecoach.script.printer import print_pause
from voicecoach.script.report import Report
from voicecoach.script.source import SourceText, is_too_long
from voicecoach.script.speakable import is_speakable, unspoken
from voicecoach.text import nearest, quoted, shortened

_PLAIN = re.compile(r"[^\\(\[\]{}]+")
_ESCAPED = re.compile(r"\\([\[\]{}()])")
_BRACKET = re.compile(r"\[([^\[\]]*)\]")
_BRACE = re.compile(r"\{([^{}]*)\}")
# [[pause 5s]] and {{name}}: the notation of other programs.
_DOUBLED = re.compile(r"\[\[[^\[\]]*\]\]|\{\{[^{}]*\}\}")
_MARKS_BEFORE = re.compile(r"[*_]{1,3}$")
# The spoken form may have phonemes: [word](/phonemes/).
_SUBSTITUTION = re.compile(r"\(([^()\[\]{}\\]+)\)\{((?:[^{}\[\]\\]|\[[^{}\[\]\\]+\]\(/[^{}\[\]\\/()]+/\))*)\}")
_VARIABLE = re.compile(r"[^\W\d][\w-]*")
# The address of a link of Markdown; phonemes stand between slashes.
_LINK = re.compile(r"\[([^\[\]]+)\]\((?!/[^()]*/\))[^()\s\[\]{}]*[.:#/][^()\s\[\]{}]*\)")
_WITHIN = frozenset(",;.!?")
_CLOSERS = {"[": "]", "{": "}"}


class Allowed(Flag):
    """The pieces that a text may have beside words."""

    NOTHING = 0
    VARIABLES = auto()
    PAUSES = auto()
    VOICES = auto()
    CHIMES = auto()
    ACTIONS = auto()
    POINT = VARIABLES | VOICES | CHIMES
    PHRASE = VARIABLES | PAUSES
    SPOKEN = VARIABLES | PAUSES | VOICES
    PARAGRAPH = VARIABLES | PAUSES | VOICES | CHIMES | ACTIONS


def read_text_pieces(
    source: SourceText, allowed: Allowed, report: Report, *, is_heard: bool = True
) -> model.Text | None:
    """Return the pieces of a text, or None (with mistakes reported) where it has none.

    A text with mistakes is returned with its other pieces, so that later checks see them too. Characters that
    cannot be spoken are warned of, unless the text is only shown (``is_heard`` is false).
    """
    if is_too_long(source, report):
        return None
    reader = _Reader(source, allowed, report, is_heard=is_heard)
    pieces = reader.pieces()
    if reader.mistaken:
        return model.Text(pieces, source.at()) if pieces else None
    if not any(_has_sound(piece) for piece in pieces):
        message = f"there is nothing to speak in {quoted(source.text)}"
        hint = "write words, or remove the line (--- alone on its line ends a step)"
        if not source.text.strip(" .…()"):
            hint = "write [short pause] for silence, or remove the line"
        report.error(source.at(), message, hint)
        return None
    return model.Text(pieces, source.at())


def variable_name(words: str) -> str | None:
    """Return the variable's name as it is compared, or None where the words cannot name a variable."""
    name = words.lower()
    return name if _VARIABLE.fullmatch(name) else None


def _has_sound(piece: model.Piece) -> bool:
    match piece:
        case model.Words(text):
            return is_speakable(text)
        case model.Substitution(spoken=spoken):
            return is_speakable(spoken)
        case _:
            return True


class _Reader:
    """Reads one text from left to right.

    Attributes:
        mistaken: Whether a mistake was reported.
    """

    def __init__(self, source: SourceText, allowed: Allowed, report: Report, *, is_heard: bool) -> None:
        self.source = source
        self.is_heard = is_heard
        self.allowed = allowed
        self.report = report
        self.mistaken = False
        self._pieces: list[model.Piece] = []
        self._words: list[str] = []
        self._words_offset = 0
        self._words_length = 0
        self._noted = 0  # the lines up to this offset
        self._line_begins: list[tuple[int, int]] = []  # in the collected words, and in the source
        self._closers_due: Counter[str] = Counter()

    def pieces(self) -> tuple[model.Piece, ...]:
        text, offset = self.source.text, 0
        while offset < len(text):
            if plain := _PLAIN.match(text, offset):
                self._add_words(plain[0], offset)
                offset = plain.end()
            elif escaped := _ESCAPED.match(text, offset):
                self._closers_due[_CLOSERS.get(escaped[1], "")] += 1
                self._add_words(escaped[1], offset)
                offset = escaped.end()
            elif substitution := _SUBSTITUTION.match(text, offset):
                self._add(self._substitution(substitution[1], substitution[2], offset), offset)
                offset = substitution.end()
            elif link := _LINK.match(text, offset):
                self._add_words(link[1], offset)
                self._warn_of_address(link, offset)
                offset = link.end()
            elif _DOUBLED.match(text, offset):
                offset = 1 + (self._bracket(offset + 1) if text[offset] == "[" else self._brace(offset + 1))
            elif text[offset] == "[":
                offset = self._bracket(offset)
            elif text[offset] == "{":
                offset = self._brace(offset)
            else:
                self._closer_or_words(text[offset], offset)
                offset += 1
        self._flush(following=None)
        self._check_voices()
        return tuple(self._pieces)

    def _check_voices(self) -> None:
        """Report a change of the voice that changes nothing."""
        is_other = False
        for index, piece in enumerate(self._pieces):
            if not isinstance(piece, model.VoiceChange):
                continue
            was_other, is_other = is_other, not piece.is_back
            if piece.is_back:
                if not was_other:
                    hint = "write [voice NAME] earlier in the same paragraph, where the other voice begins"
                    self._voice_mistake(piece, "this [voice] ends nothing", hint)
                continue
            words = takewhile(lambda one: not isinstance(one, model.VoiceChange), self._pieces[index + 1 :])
            if not any(isinstance(one, model.Word) for one in words):
                message = "this voice has no words: it ends at the next [voice] or the end of the paragraph"
                self._voice_mistake(piece, message, "put its words after it in the same paragraph")

    def _voice_mistake(self, piece: model.VoiceChange, message: str, hint: str) -> None:
        self.mistaken = True
        self.report.error(piece.location, message, hint)

    def _add_words(self, characters: str, offset: int) -> None:
        self._warn_of_unspoken(characters, offset)
        if not self._words:
            self._words_offset = self._noted = offset
        if len(self.source.marks) > 1:
            self._note_lines(characters, offset)
        self._words.append(characters)
        self._words_length += len(characters)

    def _note_lines(self, characters: str, offset: int) -> None:
        """Note the lines that begin among the characters."""
        first = bisect_right(self.source.marks, (self._noted, math.inf, 0))
        before = self._words_length - offset
        for begin, _, _ in takewhile(lambda mark: mark[0] < offset + len(characters), self.source.marks[first:]):
            self._line_begins.append((before + max(begin, offset), begin))
        self._noted = offset + len(characters) - 1

    def _warn_of_address(self, link: re.Match[str], offset: int) -> None:
        if self.is_heard:
            message = f"the address of the link {quoted(link[1])} is not spoken"
            self.report.warning(self.source.at(offset), message, f"write {shortened(link[1])}")

    def _warn_of_unspoken(self, words: str, offset: int) -> None:
        for found in unspoken(words) if self.is_heard else ():
            if found.name.startswith("the tag ") and read_pause(words[found.begin : found.end]) is not None:
                continue  # <pause>: told with what to write instead
            if found.name[-1] in "⏸⏯🔇\ufe0f" and words[found.end :].lstrip()[:1].isdigit():
                continue  # ⏸ 5s, likewise
            hint = "remove it, or write how to say it: (written){spoken}"
            if found.name.startswith("the tag ") and (name := variable_for(words[found.begin + 1 : found.end - 1])):
                hint = f"write {{{name}}} for words that change, with - value {name}: words at the top"
            self.report.warning(self.source.at(offset + found.begin), f"{shortened(found.name)} is not spoken", hint)

    def _flush(self, following: model.Piece | None) -> None:
        """Add the collected words with single spaces, and none at the ends of the text or beside an action."""
        words = "".join(self._words)
        self._words.clear()
        text = _one_line(words)
        offset = self._words_offset
        if not self._pieces or isinstance(self._pieces[-1], model.Action):
            offset += len(words) - len(words.lstrip())
            text = text.lstrip()
        if following is None or isinstance(following, model.Action):
            text = text.rstrip()
        if text:
            cut = len(_one_line(words).rstrip()) - len(text.rstrip()) if self._line_begins else 0
            lines = tuple(self._lines(words, cut)) if self._line_begins else ()
            self._pieces.append(model.Words(text, self.source.at(offset), lines))
        self._line_begins.clear()
        self._words_length = 0

    def _lines(self, words: str, cut: int) -> Iterator[tuple[int, Location]]:
        """Yield where each line begins among the words with single spaces, of which so many were cut at the front."""
        position, begin = -cut, 0
        for end, offset in self._line_begins:
            position += len(_one_line(words[begin:end]))
            begin = end
            yield position, self.source.at(offset)

    def _add(self, piece: model.Piece | None, offset: int) -> None:
        self._flush(following=piece)
        if piece is None:
            return
        if isinstance(piece, model.Variable | model.SideChoice) and Allowed.VARIABLES not in self.allowed:
            self._mistake(offset, "variables do not work here", "write plain words")
        elif isinstance(piece, model.Pause | model.Gap) and Allowed.PAUSES not in self.allowed:
            self._mistake(offset, "pauses do not work here", "remove the bracket")
        elif isinstance(piece, model.VoiceChange | model.Gap) and Allowed.VOICES not in self.allowed:
            message = "this text has one voice, that of its step or session"
            self._mistake(offset, message, "remove the bracket")
        elif (isinstance(piece, model.Chime) and Allowed.CHIMES not in self.allowed) or (
            isinstance(piece, model.Recording | model.Wait | model.Until | model.BedChange)
            and Allowed.ACTIONS not in self.allowed
        ):
            self._mistake(offset, "this action works only in paragraphs", "move it to a paragraph, without a dash")
        else:
            self._pieces.append(piece)

    def _mistake(self, offset: int, message: str, hint: str) -> None:
        self.mistaken = True
        self.report.error(self.source.at(offset), message, hint)

    def _closer_or_words(self, character: str, offset: int) -> None:
        """Read a character that stands for itself; a closing one that nothing opened is reported."""
        if character in _CLOSERS.values():
            if not self._closers_due[character]:
                opener = "[" if character == "]" else "{"
                hint = rf"put {opener} where it begins, or write \{character} to have it spoken"
                self._mistake(offset, f"this {character} closes nothing", hint)
                return
            self._closers_due[character] -= 1
        self._add_words(character, offset)

    def _substitution(self, written: str, spoken: str, offset: int) -> model.Substitution | None:
        if not written.strip() or not spoken.strip():
            self._mistake(offset, "both forms are needed", "write it as (written){spoken}")
            return None
        self._warn_of_unspoken(spoken, offset + len(written) + len("(){"))
        return model.Substitution(_one_line(written.strip()), _one_line(spoken.strip()), self.source.at(offset))

    def _bracket(self, offset: int) -> int:
        bracket = _BRACKET.match(self.source.text, offset)
        if bracket is None:
            hint = r"close it with ], or write \[ to speak the bracket itself"
            self._mistake(offset, "this bracket is not closed", hint)
            return offset + 1
        text, words = self.source.text, " ".join(bracket[1].split())
        before, after = text[max(offset - 9, 0) : offset].rstrip(), text[bracket.end() : bracket.end() + 9].lstrip()
        is_in_sentence = _goes_on(before[-1:], after[:1])
        found = WrittenAction(words, self.source.at(offset), self.source.language, is_in_sentence)
        action = read_action(found, self.report)
        marks = _MARKS_BEFORE.search(self._words[-1]) if self._words and action is not None else None
        end = bracket.end()
        if marks is not None and text.startswith(marks[0], end):  # **[pause 5s]**
            self._words[-1] = self._words[-1][: marks.start()]
            end += len(marks[0])
        self.mistaken |= action is None
        self._add(action, offset)
        return end

    def _brace(self, offset: int) -> int:
        brace = _BRACE.match(self.source.text, offset)
        if brace is None:
            hint = r"close it with }, or write \{ to speak the brace itself"
            self._mistake(offset, "this brace is not closed", hint)
            return offset + 1
        words = [_one_line(word.strip()) for word in brace[1].split("|")]
        if words[0].lower() == "side" and len(words) > 1:
            self._add(self._side_choice(words[1:], offset), offset)
        else:
            self._add(self._variable(_one_line(brace[1].strip()), offset), offset)
        return brace.end()

    def _side_choice(self, words: list[str], offset: int) -> model.SideChoice | None:
        if len(words) < 2 or not all(words):  # noqa: PLR2004 - right and left
            message = "{side|…} needs one word for each side, the right one first"
            self._mistake(offset, message, "write it as {side|right word|left word}")
            return None
        for word in words:
            self._warn_of_unspoken(word, max(offset, self.source.text.find(word, offset)))
        return model.SideChoice(tuple(words), self.source.at(offset))

    def _variable(self, words: str, offset: int) -> model.Variable | None:
        name = variable_name(words)
        if name is not None:
            return model.Variable(name, self.source.at(offset))
        if (pause := read_pause(words, self.source.language)) is not None:
            self._mistake(
                offset, f"{quoted(f'{{{words}}}')} is not a variable", f"write {print_pause(pause)} for silence"
            )
            return None
        known = (*STEP_VARIABLES, *SESSION_VARIABLES)
        joined = words.lower().replace(" ", "_")
        near = nearest(joined, known) if joined in known or not variable_for(words) else None
        guess = f"did you mean {{{near}}}? If not, " if near else ""
        if not near and (name := variable_for(words)):
            guess = f"write {{{name}}}, with - value {name}: words at the top; or "
        shown = quoted(f"{{{words}}}")
        self._mistake(offset, f"{shown} is not a variable", rf"{guess}write \{{ to speak the brace itself")
        return None


def _goes_on(before: str, after: str) -> bool:
    """Return whether a sentence goes on around a bracket, by the characters before and after it."""
    return (after != "" and (after in _WITHIN or after.islower())) or (before != "" and before not in ".!?…:]")


def _one_line(words: str) -> str:
    return re.sub(r"\s+", " ", words)
