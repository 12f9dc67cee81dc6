"""Mark what a rich text has beside its bare words: emphasis, and where its comments and footnotes stand.

Rich Text Format Specification, version 1.9.1.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from voicecoach.importing.document import MOST_BLOCKS

NOTE_BEGIN, NOTE_END = "\ue000", "\ue001"
"""The signs around the number of a note, at the place where it stands."""

_TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'[0-9a-fA-F]{2}|\\[^a-zA-Z]|(?P<brace>[{}])|"
    r"(?P<break>[\r\n]+)|(?P<plain>[^\\{}\r\n]+)"
)
_WHY = {
    "footnote": "a footnote",
    "annotation": "a comment of the document",
    **dict.fromkeys(
        ("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"),
        "the head or foot of a page",
    ),
}
_ENDS_OF_PARAGRAPHS = frozenset(["par", "sect", "page", "cell", "row", "line"])
_NAME = re.compile(r"\s*(?:\\\*)?\\([a-z]+)")
_LONGEST_NOTE_CHARACTERS = 20_000
_MOST_NOTES = 1_000
_UNSPOKEN = frozenset(["deleted", "v"])  # a change that was tracked, and hidden text


@dataclass(frozen=True, slots=True)
class _State:
    """The formatting inside a group; groups inside it begin with the same.

    Attributes:
        is_italic: Whether words are in italics.
        is_bold: Whether words are bold.
        is_unspoken: Whether words were deleted, or are hidden.
        is_beside: Whether words belong to a table of fonts, a picture or the like.
    """

    is_italic: bool = False
    is_bold: bool = False
    is_unspoken: bool = False
    is_beside: bool = False


@dataclass
class MarkedSource:
    """A rich text with marks among its words.

    Attributes:
        text: The source, with stars around emphasised words and the number of each note at its place.
        notes: The source of each note, and what it is.
    """

    text: str
    notes: list[tuple[str, str]] = field(default_factory=list)


def with_marks(source: str) -> MarkedSource:
    """Return a rich text with marks for its emphasis and its notes, and a blank line after each paragraph."""
    return _Marker(source).marked()


class _Marker:
    """Goes through the source once.

    Args:
        source: The rich text.
    """

    def __init__(self, source: str) -> None:
        self._source = source
        self._out: list[str] = []
        self._notes: list[tuple[str, str]] = []
        self._states = [_State()]
        self._is_star_open = False
        self._paragraphs = 0
        self._has_open_note = False
        self._spoken: list[int] = []  # the places of the words of the paragraph in the output
        self._has_bold = self._has_other = self._has_italic = False

    def marked(self) -> MarkedSource:
        """Return the source with its marks."""
        at, starts_group = 0, False
        while self._paragraphs <= MOST_BLOCKS and (found := _TOKEN.match(self._source, at)):
            at = found.end()
            if found["brace"] == "{":
                kind, end = self._note(at)
                if kind:
                    self._close_star()
                    self._out.append(f"{{\\uc0\\u57344 }}{len(self._notes)}{{\\uc0\\u57345 }}")
                    self._notes.append((self._source[at:end], _WHY[kind]))
                    at = end + 1
                    continue
            is_star = found[0] == "\\*"
            if found["word"] == "bin":  # so many bytes follow, which are no text
                at += max(int(found["number"] or 0), 0)
                continue
            self._take(found, starts_group=starts_group)
            starts_group = found["brace"] == "{" or (starts_group and is_star)
        self._end_paragraph()
        return MarkedSource("".join(self._out), self._notes)

    def _take(self, found: re.Match[str], *, starts_group: bool) -> None:
        state = self._states[-1]
        if found["brace"] == "{":
            self._states.append(state)
        elif found["brace"] == "}":
            if len(self._states) > 1:
                self._states.pop()
        elif found[0] == "\\*" and starts_group:
            self._states[-1] = replace(state, is_beside=True)
        elif found["word"]:
            self._word(found["word"], found["number"], found[0])
            return
        elif found[0] in ("\\\n", "\\\r"):  # as TextEdit ends a paragraph
            self._word("par", None, "\\par ")
            return
        elif not found["break"] and not state.is_beside:
            self._words(found[0], state)
            return
        self._out.append(found[0])

    def _word(self, word: str, number: str | None, written: str) -> None:
        """Take a control word."""
        state, is_on = self._states[-1], number != "0"
        if word in _ENDS_OF_PARAGRAPHS and not state.is_beside:
            self._end_paragraph()
            self._out.append(written + "\\par " if word == "par" else written)
            return
        if word == "i":
            self._states[-1] = replace(state, is_italic=is_on)
        elif word == "b":
            self._states[-1] = replace(state, is_bold=is_on)
        elif word in _UNSPOKEN:
            self._states[-1] = replace(state, is_unspoken=is_on)
        elif word == "plain":
            self._states[-1] = _State(is_beside=state.is_beside)
        elif word in ("fonttbl", "colortbl", "stylesheet", "info", "pict", "listtext"):
            self._states[-1] = replace(state, is_beside=True)
        elif word == "outlinelevel":
            self._out.append(f"{written} ## ")
            self._has_other = True
            return
        elif word in ("u", "emdash", "endash", "lquote", "rquote", "ldblquote", "rdblquote", "tab"):
            self._words(written, state)
            return
        self._out.append(written)

    def _words(self, written: str, state: _State) -> None:
        """Take words, or a sign that is written as a control word."""
        if state.is_unspoken:
            return
        if written.strip():
            if self._is_star_open and not state.is_italic:
                self._close_star()
            elif state.is_italic and not self._is_star_open:
                self._out.append("*")
                self._is_star_open = self._has_italic = True
            self._has_bold |= state.is_bold
            self._has_other |= not state.is_bold
            self._spoken.append(len(self._out))
        self._out.append(written)

    def _close_star(self) -> None:
        """Close the open mark behind the last sign that is no space."""
        if not self._is_star_open:
            return
        self._is_star_open = False
        self._put_behind(self._spoken[-1], "*")

    def _put_behind(self, place: int, mark: str) -> None:
        words = self._out[place]
        bare = words if words.startswith("\\") else words.rstrip()
        self._out[place] = bare + mark + words[len(bare) :]

    def _end_paragraph(self) -> None:
        self._paragraphs += bool(self._spoken)  # a text with too many is refused, whatever follows
        self._close_star()
        if self._spoken and self._has_bold and not self._has_other and not self._has_italic:
            self._put_behind(self._spoken[-1], "**")
            self._out[self._spoken[0]] = "**" + self._out[self._spoken[0]].lstrip()
        self._has_bold = self._has_other = self._has_italic = False
        self._spoken = []

    def _note(self, at: int) -> tuple[str, int]:
        """Return the kind of the note that a group is, and the end of the group; an empty kind for any other."""
        found = _NAME.match(self._source, at)
        if found is None or found[1] not in _WHY or self._has_open_note or len(self._notes) >= _MOST_NOTES:
            return "", at
        depth = 1
        for token in _TOKEN.finditer(self._source, at, at + _LONGEST_NOTE_CHARACTERS):
            depth += {"{": 1, "}": -1}.get(token[0], 0)
            if not depth:
                return found[1], token.start()
        self._has_open_note = True  # it would be looked for from every other one, too
        return "", at
