"""Read an OpenDocument text: headings, paragraphs, lists, tables and annotations. Lines are its paragraphs."""

from __future__ import annotations

from dataclasses import replace
from xml.etree.ElementTree import Element

from voicecoach.errors import SourceError
from voicecoach.importing.archive import Archive
from voicecoach.importing.document import Document, Heading, Item, Note
from voicecoach.importing.readers.boxed_words import as_boxed
from voicecoach.importing.readers.packed import PRESENTATION, SPREADSHEET
from voicecoach.importing.readers.text import read_text

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_MOST_SPACES = 80


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
    reader = _Reader(_italic_styles(content))
    if body is not None:
        reader.read_body(body)
    elif content.find(f"{_OFFICE}body/{_OFFICE}spreadsheet") is not None:
        raise SourceError(shown, *SPREADSHEET)
    elif content.find(f"{_OFFICE}body/{_OFFICE}presentation") is not None:
        raise SourceError(shown, *PRESENTATION)
    return reader.document


def _italic_styles(content: Element) -> frozenset[str]:
    """Return the names of the styles whose words are in italics."""
    styles = content.iter(f"{_STYLE}style")
    properties = ((style.get(f"{_STYLE}name", ""), style.find(f"{_STYLE}text-properties")) for style in styles)
    return frozenset(
        name for name, found in properties if found is not None and found.get(f"{_FO}font-style", "") == "italic"
    ) | {"Emphasis"}


class _Reader:
    """Collects the blocks of an OpenDocument text.

    Args:
        italic: The names of the styles in italics.
    """

    def __init__(self, italic: frozenset[str]) -> None:
        self._italic = italic
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

    def _paragraph(self, element: Element, *, is_listed: bool) -> None:
        self._line += 1
        words = _words(element).strip()
        if words and is_listed:
            self.document.blocks.append(Item(words, self._line))
        elif words and element.get(f"{_TEXT}style-name", "").lower() == "title":
            self.document.blocks.append(Heading(words, 1, self._line))
        elif words:
            words = f"*{words}*" if self._is_italic(element) and "\n" not in words else words
            blocks = read_text(f"\n{words}\n\n").blocks if self.document.blocks else read_text(words).blocks
            self.document.blocks += [replace(block, line=self._line) for block in blocks]
        for note in (*element.iter(f"{_OFFICE}annotation"), *element.iter(f"{_TEXT}note-body")):
            said = " ".join(_words(paragraph) for paragraph in note.iter(f"{_TEXT}p")).strip()
            if said:
                self.document.blocks.append(Note(said, self._line))
        for box in element.iter(f"{_DRAW}text-box"):
            begin = len(self.document.blocks)
            self.read(box)
            self.document.blocks[begin:] = as_boxed(self.document.blocks[begin:], is_text=self._is_made_of_boxes)

    def _is_italic(self, element: Element) -> bool:
        """Return whether a paragraph is in italics as a whole."""
        if element.get(f"{_TEXT}style-name", "") in self._italic:
            return True
        spans = [child for child in element if child.tag == f"{_TEXT}span"]
        bare = (element.text or "") + "".join(child.tail or "" for child in element)
        return (
            bool(spans)
            and not bare.strip()
            and all(span.get(f"{_TEXT}style-name", "") in self._italic for span in spans)
        )

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
        if child.tag == f"{_TEXT}s":
            parts.append(" " * min(_count(child.get(f"{_TEXT}c")), _MOST_SPACES))
        elif child.tag == f"{_TEXT}tab":
            parts.append(" ")
        elif child.tag == f"{_TEXT}line-break":
            parts.append("\n")
        elif child.tag not in (f"{_OFFICE}annotation", f"{_TEXT}note", f"{_DRAW}frame"):
            parts.append(_words(child))
        parts.append(child.tail or "")
    return "".join(parts)
