"""Read the chapters of an EPUB book, in the order of its spine."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from voicecoach.errors import SourceError
from voicecoach.importing.archive import Archive
from voicecoach.importing.document import Block, Document, Heading, Note, Words
from voicecoach.importing.encoding import decode
from voicecoach.importing.lines.about_text import is_contact
from voicecoach.importing.readers.html import read_html
from voicecoach.script.language import language_code

_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_MOST_WORDS_OF_TITLE_LINE = 8
_WHY_TITLE = "unsure: it looks like the title page"
_FONTS_ONLY = (b"http://www.idpf.org/2008/embedding", b"http://ns.adobe.com/pdf/enc#RC")


def read(data: bytes, shown: str) -> Document:
    """Return the document of a book.

    Raises:
        SourceError: It is damaged, protected against copying, or unpacks to too much.
    """
    archive = Archive(data, shown)
    if "META-INF/rights.xml" in archive.names or _is_protected(archive):
        raise SourceError(shown, "it is copy-protected (DRM)", "use a copy without DRM")
    root = archive.xml("META-INF/container.xml").find(f".//{_CONTAINER}rootfile")
    package_path = root.get("full-path", "") if root is not None else ""
    package = archive.xml(package_path)
    document = Document(title=_text(package, "title"), language=language_code(_text(package, "language")) or "")
    line = 0
    for name in _spine(package, posixpath.dirname(package_path)):
        if name in archive.names:
            text = decode(archive.read(name), shown).text
            blocks = read_html(text, line).blocks
            document.blocks += _as_title_page(blocks) if _is_title_page(blocks, document.title) else blocks
            line += text.count("\n") + 1
    return document


def _is_title_page(blocks: list[Block], title: str) -> bool:
    """Return whether a page has only the title of the book and short lines without a stop, such as its author."""
    heads = [block.text for block in blocks if isinstance(block, Heading)]
    lines = [block.text for block in blocks if isinstance(block, Words)]
    are_short = all(
        is_contact(line) or "ISBN" in line or (len(line.split()) <= _MOST_WORDS_OF_TITLE_LINE and line[-1].isalnum())
        for line in lines
    )
    return heads == [title] and are_short


def _as_title_page(blocks: list[Block]) -> list[Block]:
    """Return the lines of a title page as notes."""
    return [Note(block.text, block.line, _WHY_TITLE) if isinstance(block, Words) else block for block in blocks]


def _is_protected(archive: Archive) -> bool:
    if "META-INF/encryption.xml" not in archive.names:
        return False
    methods = archive.read("META-INF/encryption.xml").split(b"Algorithm=")[1:]
    return any(not method[1:].startswith(_FONTS_ONLY) for method in methods)


def _text(package: Element, name: str) -> str:
    found = package.find(f".//{_DC}{name}")
    return " ".join((found.text or "").split()) if found is not None else ""


def _spine(package: Element, folder: str) -> list[str]:
    """Return the names of the chapters in the archive, in reading order; the table of contents is none."""
    chapters = {
        item.get("id", ""): item.get("href", "")
        for item in package.iter(f"{_OPF}item")
        if "html" in item.get("media-type", "") and "nav" not in item.get("properties", "").split()
    }
    order = [each.get("idref", "") for each in package.iter(f"{_OPF}itemref")]
    names = (posixpath.normpath(posixpath.join(folder, unquote(chapters[each]))) for each in order if each in chapters)
    return list(dict.fromkeys(names))
