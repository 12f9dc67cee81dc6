"""Read the text of a PDF; page numbers and running heads are left out. Lines are counted through all pages."""

from __future__ import annotations

import logging
import re
from collections import Counter
from operator import attrgetter
from typing import Any

from voicecoach.errors import SourceError
from voicecoach.importing.document import Document, Note
from voicecoach.importing.readers.pdf_lines import (
    as_markdown,
    body_size,
    joined_italics,
    largest_size,
    lines_of,
    without_margins,
)
from voicecoach.importing.readers.text import read_text

_MOST_PAGES = 400
_MOST_TEXTS = 50_000
_SHOWS_TEXT = re.compile(rb"[)\]>]\s*T[jJ]\b")
_LEAST_PAGES_OF_RUNNING_HEAD = 3
_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:page|seite|página|pagina|p\.)\s*)?\d{1,4}(?:\s*(?:/|of|von|de|di|van|sur)\s*\d{1,4})?\W*", re.IGNORECASE
)
_HYPHEN = re.compile(r"(?<=[^\W\d_]{2})[-\u00ad\u2010]\s*\n(?=[a-zäöüéèàñç])")
_WHY_DROPPED = "a page number or running head"
_OCR = "convert it to text with OCR, then import that"


def read(data: bytes, shown: str) -> Document:
    """Return the document of a PDF.

    Raises:
        SourceError: It is damaged or protected, or has pictures of text in place of text.
    """
    dropped: list[Note] = []
    pages = _page_texts(data, shown, dropped)
    if not any(re.search(r"\w{2}", page) for page in pages):
        raise SourceError(shown, "it contains no text: it is a scan", _OCR)
    text = _HYPHEN.sub("", "\n\n".join(_without_running_heads(pages, dropped)))
    document = read_text(text)
    heads = _distinct_heads(dropped)
    document.dropped += [note for note in dropped if note not in heads]
    document.blocks = sorted([*document.blocks, *heads], key=attrgetter("line"))
    return document


def _distinct_heads(dropped: list[Note]) -> list[Note]:
    """Return each running head once, at its first place; none of the page numbers."""
    first: dict[str, Note] = {}
    for note in dropped:
        if not _PAGE_NUMBER.fullmatch(note.text):
            first.setdefault(re.sub(r"\d+|\W+", " ", note.text), note)
    return list(first.values())


def _page_texts(data: bytes, shown: str, dropped: list[Note]) -> list[str]:
    import io

    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError, WrongPasswordError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    protected = SourceError(shown, "it is protected with a password", "save a copy without a password")
    try:
        reader = PdfReader(io.BytesIO(data))
        is_locked = reader.is_encrypted and not reader.decrypt("")
        page_count = 0 if is_locked else len(reader.pages)
        pages = list(reader.pages) if 0 < page_count <= _MOST_PAGES else []
        if sum(map(_count_of_texts, pages)) > _MOST_TEXTS:
            raise SourceError(
                shown, f"it has more than {_MOST_TEXTS:,} pieces of text", "save only the pages of one session"
            )
        printed = [lines_of(page) for page in pages]
        heights = [float(page.mediabox.height) for page in pages]
    except (DependencyError, FileNotDecryptedError, WrongPasswordError) as error:
        raise protected from error
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError, RecursionError,
            NotImplementedError, AssertionError, ZeroDivisionError, OverflowError, MemoryError) as error:  # fmt: skip
        # pypdf meets the mistakes of damaged files in many ways.
        raise SourceError(shown, "the PDF is damaged", "open it and print it to a new PDF, or copy its text") from error
    if is_locked:
        raise protected
    if page_count > _MOST_PAGES:
        raise SourceError(shown, f"it has more than {_MOST_PAGES} pages", "save only the pages of one session")
    body, largest = body_size(printed), largest_size(printed)
    texts: list[str] = []
    for lines, height in zip(printed, heights, strict=True):
        kept, margins = without_margins(lines, height, body, largest)
        number = sum(text.count("\n") + 2 for text in texts) + 1
        dropped += [Note(words, number, _WHY_DROPPED) for words in margins]
        texts.append("\n".join(joined_italics(as_markdown(kept, body, largest))))
    return texts


def _count_of_texts(page: Any) -> int:
    """Return how many pieces of text a page of pypdf shows."""
    contents = page.get_contents()
    return 0 if contents is None else len(_SHOWS_TEXT.findall(contents.get_data()))


def _without_running_heads(pages: list[str], dropped: list[Note]) -> list[str]:
    """Return the pages without their numbers and the lines at their edges that return on every page."""
    edges: Counter[str] = Counter()
    for page in pages:
        lines = page.split("\n")
        edges.update({_compared(lines, index) for index in _edges(lines)})
    least = max(2 if len(pages) == 2 else _LEAST_PAGES_OF_RUNNING_HEAD, len(pages) // 2)  # noqa: PLR2004 - on both
    running = {line for line, count in edges.items() if count >= least}
    kept, number = [], 0
    for page in pages:
        lines = page.split("\n")
        for index in _edges(lines):
            line = lines[index].strip(" #")
            if _PAGE_NUMBER.fullmatch(line) or _compared(lines, index) in running:
                dropped.append(Note(line, number + index + 1, _WHY_DROPPED))
                lines[index] = ""
        number += len(lines) + 1
        kept.append("\n".join(lines))
    return kept


def _edges(lines: list[str]) -> list[int]:
    """Return the places of the first and last line of a page, and of those beside a page number."""
    filled = [index for index, line in enumerate(lines) if line.strip()]
    edges = {*filled[:1], *filled[-1:]}
    for edge, beside in ((filled[:1], filled[1:2]), (filled[-1:], filled[-2:-1])):
        if edge and _PAGE_NUMBER.fullmatch(lines[edge[0]].strip(" #")):
            edges.update(beside)
    return sorted(edges)


def _compared(lines: list[str], index: int) -> str:
    """Return a line as it is compared with other pages': a first or last one with any number in place of its own."""
    line = lines[index].strip()
    is_edge = not any(lines[:index]) or not any(lines[index + 1 :])
    return re.sub(r"\d+", "0", line) if is_edge else line
