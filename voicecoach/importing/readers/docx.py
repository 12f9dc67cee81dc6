"""Read a Word file: headings, paragraphs, lists, tables, comments and footnotes. Lines are its paragraphs."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from voicecoach.importing.archive import Archive
from voicecoach.importing.document import Document, Heading, Item, Note
from voicecoach.importing.readers.boxed_words import as_boxed
from voicecoach.importing.readers.pages import is_page_number
from voicecoach.importing.readers.styled_words import StyledWords, add_typed, marked, with_numbered_heads

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HEADING = re.compile(r"(?:heading|überschrift|berschrift|título|titulo|titre|titolo|kop|ttulo)\s?(\d)", re.IGNORECASE)
_TITLE = re.compile(r"title|titel|título|titre|titolo|ttulo", re.IGNORECASE)
_MARGIN_PART = re.compile(r"word/(?:header|footer)\d*\.xml")
_NOTES = {
    "word/footnotes.xml": ("footnoteReference", "a footnote"),
    "word/endnotes.xml": ("endnoteReference", "a footnote"),
    "word/comments.xml": ("commentReference", "a comment in Word"),
}
_SIGNS = frozenset(f"{_W}{sign}" for sign, _ in _NOTES.values())
_LIST = re.compile(r"list|aufz|liste|lijst|lista", re.IGNORECASE)


def read(data: bytes, shown: str) -> Document:
    """Return the document of a Word file.

    Raises:
        SourceError: It is damaged, protected, or unpacks to too much.
    """
    archive = Archive(data, shown)
    reader = _Reader(_style_names(archive), _notes(archive))
    reader.read_body(archive.xml("word/document.xml"))
    reader.add_notes(list(reader.notes))
    margins = sorted(name for name in archive.names if _MARGIN_PART.fullmatch(name))
    said = {words for part in margins if (words := _words_inside(archive.xml(part)))}
    reader.document.blocks += [Note(words, reader.line, "the head or foot of a page") for words in sorted(said)]
    return with_numbered_heads(reader.document)


def _words_inside(root: Element) -> str:
    """Return the words of the head or foot of a page; empty where it has a number alone."""
    words = " ".join(_text(paragraph).strip(" *") for paragraph in root.iter(f"{_W}p")).strip()
    return "" if is_page_number(words) else words


def _style_names(archive: Archive) -> dict[str, str]:
    """Return the name of each style, which is English in every Word, by its id, which is not."""
    if "word/styles.xml" not in archive.names:
        return {}
    styles = archive.xml("word/styles.xml").iter(f"{_W}style")
    named = ((style.get(f"{_W}styleId", ""), style.find(f"{_W}name")) for style in styles)
    return {style_id: name.get(f"{_W}val", "") for style_id, name in named if name is not None}


def _notes(archive: Archive) -> dict[tuple[str, str], tuple[str, str]]:
    """Return the words of each footnote and comment, and what it is, by the name of its sign in the text and its id."""
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for part, (sign, why) in _NOTES.items():
        for note in archive.xml(part) if part in archive.names else ():
            words = " ".join(_text(paragraph) for paragraph in note.iter(f"{_W}p")).strip()
            if words:
                found[f"{_W}{sign}", note.get(f"{_W}id", "")] = words, why
    return found


class _Reader:
    """Collects the blocks of a Word file.

    Args:
        style_names: The name of each style by its id.
        notes: The footnotes and comments; those that have been placed are taken out.
    """

    def __init__(self, style_names: dict[str, str], notes: dict[tuple[str, str], tuple[str, str]]) -> None:
        self.document = Document()
        self.notes = notes
        self._style_names = style_names
        self.line = 0
        self._is_made_of_boxes = False
        self._numbers: dict[str, int] = {}

    def read_body(self, root: Element) -> None:
        """Read the text; boxes are part of it where most of its words stand in boxes."""
        boxed = sum(len(_words_inside(box)) for box in _boxes(root))
        self._is_made_of_boxes = boxed > _length_outside(root)
        self.read(root)

    def read(self, element: Element) -> None:
        """Read the paragraphs and tables inside an element, in order."""
        for child in element:
            if child.tag == f"{_W}p":
                self._paragraph(child)
            elif child.tag == f"{_W}tbl":
                self._table(child)
            elif child.tag not in (_FALLBACK, f"{_W}del", f"{_W}moveFrom"):
                self.read(child)

    def add_notes(self, signs: list[tuple[str, str]]) -> None:
        """Add the footnotes and comments whose signs were met."""
        for sign in signs:
            if sign in self.notes:
                words, why = self.notes.pop(sign)
                self.document.blocks.append(Note(words, self.line, why))

    def _paragraph(self, element: Element) -> None:
        self.line += 1
        text = _text(element)
        if text.strip():
            style = element.find(f"{_W}pPr/{_W}pStyle")
            style_id = style.get(f"{_W}val", "") if style is not None else ""
            style_name = self._style_names.get(style_id, style_id)
            heading, outline = _HEADING.match(style_name), element.find(f"{_W}pPr/{_W}outlineLvl")
            is_listed = element.find(f"{_W}pPr/{_W}numPr") is not None or _LIST.match(style_name)
            if heading or _TITLE.fullmatch(style_name):
                level = int(heading[1]) if heading else 1
                self.document.blocks.append(Heading(_without_marks(text), level, self.line))
            elif outline is not None and outline.get(f"{_W}val", "9") < "6":
                level = int(outline.get(f"{_W}val", "0")) + 1
                self.document.blocks.append(Heading(_without_marks(text), level, self.line))
            elif is_listed:
                self.document.blocks.append(Item("\n".join(_lines(text)), self.line))
            else:
                add_typed(self.document, text, self.line)
        self.add_notes([(child.tag, child.get(f"{_W}id", "")) for child in element.iter() if child.tag in _SIGNS])
        for box in _boxes(element):
            self._box(box)

    def _box(self, box: Element) -> None:
        """Read a box beside the text: a pause in it is one, other words are a note."""
        begin = len(self.document.blocks)
        self.read(box)
        self.document.blocks[begin:] = as_boxed(self.document.blocks[begin:], is_text=self._is_made_of_boxes)

    def _table(self, table: Element) -> None:
        rows = [
            [
                "\n".join(_without_marks(_text(paragraph)) for paragraph in cell.iter(f"{_W}p")).strip()
                for cell in row.iter(f"{_W}tc")
            ]
            for row in table.iter(f"{_W}tr")
        ]
        self.line = self.document.add_table(rows, self.line)


def _boxes(element: Element) -> list[Element]:
    """Return the text boxes inside an element, without their copies for old programs."""
    found: list[Element] = []
    for child in element:
        if child.tag == f"{_W}txbxContent":
            found.append(child)
        elif child.tag != _FALLBACK:
            found += _boxes(child)
    return found


def _length_outside(element: Element) -> int:
    """Return how many characters the paragraphs inside an element have, without those in boxes."""
    return sum(len(_text(child)) if child.tag == f"{_W}p" else _length_outside(child) for child in element)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _without_marks(text: str) -> str:
    return " ".join(re.sub(r"\*+", "", text).split())


def _text(paragraph: Element) -> str:
    """Return the words of a paragraph, with the marks for its look."""
    runs = (StyledWords("".join(_words_of(run)), _is_on(run, "i"), _is_on(run, "b")) for run in _runs(paragraph))
    return marked(list(runs))


def _runs(element: Element) -> list[Element]:
    """Return the runs of a paragraph in order, without those of text boxes and of deleted text."""
    found: list[Element] = []
    for child in element:
        if child.tag == f"{_W}r":
            found.append(child)
        elif child.tag not in (f"{_W}del", f"{_W}moveFrom", f"{_W}txbxContent", _FALLBACK, f"{_W}pPr"):
            found += _runs(child)
    return found


def _words_of(run: Element) -> list[str]:
    words = []
    for child in run:
        if child.tag == f"{_W}t":
            words.append(child.text or "")
        elif child.tag in (f"{_W}br", f"{_W}cr"):
            words.append("\n")
        elif child.tag == f"{_W}tab":
            words.append("\t")
        elif child.tag == f"{_W}noBreakHyphen":
            words.append("-")
    return words


def _is_on(run: Element, name: str) -> bool:
    found = run.find(f"{_W}rPr/{_W}{name}")
    return found is not None and found.get(f"{_W}val", "true") not in ("false", "0", "none")
