"""Read an OpenDocument text: headings, paragraphs, lists, tables and annotations. Lines are its paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from voicecoach.errors import SourceError
from voicecoach.importing.archive import Archive
from voicecoach.importing.document import Document, Heading, Item, Note
from voicecoach.importing.readers.boxed_words import as_boxed
from voicecoach.importing.readers.packed import PRESENTATION, SPREADSHEET
from voicecoach.importing.readers.pages import is_page_number
from voicecoach.importing.readers.styled_words import StyledWords, add_typed, marked, with_numbered_heads

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_HEADING = re.compile(r"(?i:title)|Heading_20_(\d)")
_SIGNS = {f"{_TEXT}s": " ", f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
_BESIDE = frozenset([f"{_OFFICE}annotation", f"{_TEXT}note", f"{_DRAW}frame"])
_MOST_SPACES = 80
_LONGEST_CHAIN = 20  # of styles; a damaged file may have a circle of them


def read(data: bytes, shown: str) -> Document:
    """Return the document of an OpenDocument text.

    Raises:
        SourceError: It is damaged, protected, unpacks to too much, or is no text.
    """
    archive = Archive(data, shown)
    if "META-INF/manifest.xml" in archive.names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise SourceError(shown, "it is protected with a password", "save a copy without a password")
    content = archive.xml("content.xml")
    body = content.find(f"{_OFFICE}body/{_OFFICE}text")
    named = archive.xml("styles.xml") if "styles.xml" in archive.names else Element("none")
    reader = _Reader(_styles([named, content]))
    if body is not None:
        reader.read_body(body)
    elif content.find(f"{_OFFICE}body/{_OFFICE}spreadsheet") is not None:
        raise SourceError(shown, *SPREADSHEET)
    elif content.find(f"{_OFFICE}body/{_OFFICE}presentation") is not None:
        raise SourceError(shown, *PRESENTATION)
    reader.read_margins(named)
    return with_numbered_heads(reader.document)


@dataclass(frozen=True, slots=True)
class _Style:
    """The look of a style, and the one that it is made from; None is as that one."""

    above: str
    is_italic: bool | None
    is_bold: bool | None


def _styles(roots: Sequence[Element]) -> dict[str, _Style]:
    """Return the styles of a text by their names."""
    found = {"Emphasis": _Style("", is_italic=True, is_bold=None)}
    for style in (style for root in roots for style in root.iter(f"{_STYLE}style")):
        look = style.find(f"{_STYLE}text-properties")
        slant, weight = ("", "") if look is None else (look.get(f"{_FO}font-{one}", "") for one in ("style", "weight"))
        found[style.get(f"{_STYLE}name", "")] = _Style(
            style.get(f"{_STYLE}parent-style-name", ""),
            is_italic=slant == "italic" if slant else None,
            is_bold=weight == "bold" if weight else None,
        )
    return found


class _Reader:
    """Collects the blocks of an OpenDocument text.

    Args:
        styles: The styles by their names.
    """

    def __init__(self, styles: dict[str, _Style]) -> None:
        self._styles = styles
        self.document = Document()
        self._line = 0
        self._is_made_of_boxes = False

    def read_body(self, body: Element) -> None:
        """Read the text; boxes are part of it where most of its words stand in boxes."""
        boxed = sum(_length(box) for box in body.iter(f"{_DRAW}text-box"))
        self._is_made_of_boxes = 2 * boxed > _length(body)
        self.read(body)

    def read(self, element: Element, *, is_listed: bool = False) -> None:
        """Read what is inside an element, in order."""
        for child in element:
            if child.tag == f"{_TEXT}h":
                self._line += 1
                words = _words(child).strip()
                if words:
                    level = _count(child.get(f"{_TEXT}outline-level"))
                    self.document.blocks.append(Heading(words, level, self._line))
            elif child.tag == f"{_TEXT}p":
                self._paragraph(child, is_listed=is_listed)
            elif child.tag == f"{_TABLE}table":
                self._table(child)
            elif child.tag not in (f"{_TEXT}tracked-changes", f"{_TEXT}table-of-content"):
                self.read(child, is_listed=is_listed or child.tag == f"{_TEXT}list-item")

    def read_margins(self, styles: Element) -> None:
        """Read the heads and feet of the pages, which stand among the styles."""
        margins = (part for part in styles.iter() if part.tag in (f"{_STYLE}header", f"{_STYLE}footer"))
        said = {" ".join(" ".join(part.itertext()).split()) for part in margins}
        self.document.blocks += [
            Note(words, self._line, "the head or foot of a page")
            for words in sorted(said) if words and not is_page_number(words)
        ]  # fmt: skip

    def _paragraph(self, element: Element, *, is_listed: bool) -> None:
        self._line += 1
        style = element.get(f"{_TEXT}style-name", "")
        words = marked(self._runs(element, self._look(style, StyledWords(""))))
        heading = next(filter(None, map(_HEADING.fullmatch, self._chain(style))), None)
        if words and heading:
            self.document.blocks.append(Heading(words.strip("*"), int(heading[1] or 1), self._line))
        elif words and is_listed:
            self.document.blocks.append(Item(words.strip("*"), self._line))
        elif words:
            add_typed(self.document, words, self._line)
        for note in (*element.iter(f"{_OFFICE}annotation"), *element.iter(f"{_TEXT}note-body")):
            said = " ".join(_words(paragraph) for paragraph in note.iter(f"{_TEXT}p")).strip()
            if said:
                self.document.blocks.append(Note(said, self._line))
        for box in element.iter(f"{_DRAW}text-box"):
            begin = len(self.document.blocks)
            self.read(box)
            self.document.blocks[begin:] = as_boxed(self.document.blocks[begin:], is_text=self._is_made_of_boxes)

    def _chain(self, name: str) -> list[str]:
        """Return the name of a style and of those that it is made from."""
        chain: list[str] = []
        while name and len(chain) < _LONGEST_CHAIN:
            chain.append(name)
            name = self._styles[name].above if name in self._styles else ""
        return chain

    def _look(self, name: str, outer: StyledWords) -> StyledWords:
        """Return the look of words in a style, which else is that of the words around them."""
        styles = [self._styles[one] for one in self._chain(name) if one in self._styles]
        italic = next((one.is_italic for one in styles if one.is_italic is not None), outer.is_italic)
        return StyledWords("", italic, next((one.is_bold for one in styles if one.is_bold is not None), outer.is_bold))

    def _runs(self, element: Element, look: StyledWords) -> list[StyledWords]:
        """Return the words of a paragraph with their look, without its annotations, notes and frames."""
        runs = [replace(look, words=element.text or "")]
        for child in element:
            if child.tag in _SIGNS:
                runs.append(replace(look, words=_SIGNS[child.tag] * min(_count(child.get(f"{_TEXT}c")), _MOST_SPACES)))
            elif child.tag not in _BESIDE:
                runs += self._runs(child, self._look(child.get(f"{_TEXT}style-name", ""), look))
            runs.append(replace(look, words=child.tail or ""))
        return runs

    def _table(self, table: Element) -> None:
        rows = [
            [
                " ".join(_words(paragraph) for paragraph in cell.iter(f"{_TEXT}p")).strip()
                for cell in row.iter(f"{_TABLE}table-cell")
            ]
            for row in table.iter(f"{_TABLE}table-row")
        ]
        self._line = self.document.add_table(rows, self._line)


def _length(element: Element) -> int:
    return sum(len(words.strip()) for words in element.itertext())


def _count(written: str | None) -> int:
    """Return a number of an attribute; 1 where it has none."""
    return int(written) if written and written.isdecimal() else 1


def _words(element: Element) -> str:
    """Return the words of a paragraph, without its annotations, notes and frames."""
    parts = [element.text or ""]
    for child in element:
        sign = _SIGNS.get(child.tag, "").replace("\t", " ")
        parts.append(sign * min(_count(child.get(f"{_TEXT}c")), _MOST_SPACES) if sign else "")
        parts.append("" if sign or child.tag in _BESIDE else _words(child))
        parts.append(child.tail or "")
    return "".join(parts)
