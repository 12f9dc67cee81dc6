"""Read the lines of a PDF as Markdown: headings by size, italics, paragraphs by gaps, and rows of tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from statistics import median
from typing import Any

from voicecoach.importing.readers.pdf_tables import HEADING_FACTOR, PrintedText, tables_of

_GAP_FACTOR = 1.35
_LETTER_WIDTH = 0.5  # of its size, on the average
_CELL_GAP = 1.5
_SMALL_FACTOR = 0.85
_SAME_ROW_POINTS = 3.0
_LEAST_CELLS = 3
_MARGIN = 0.07  # of the height of a page, above and below
_MOST_HEADING_WORDS = 14
_ONLY_MARKERS = re.compile(r"(?:\s*(?:\d{1,2}[.)]|[•◦▪‣·○●–-]))+\s*")
_STOP = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
# A bullet, the number of an item, or words in brackets alone
_NEW_LINE = re.compile(r"(?![–—]\s[a-zà-ÿ])[^\w\"“„«'’(\[¿¡]|\d{1,2}[.)]\s|[a-h]\)\s|[(\[][^()\[\]]*[)\]]\W*$")
_WIDEST_INDENT = 3
_LEAST_INDENT = 0.4
_LISTED = re.compile(r"(?:\d{1,2}[.)]|[•◦▪‣·○●–-])\s+\S")
_HALF_FULL = 0.5
_HYPHENS = "-\u00ad\u2010"
_SHARE_OF_PROSE = 0.7
_LEAST_OF_PROSE = 2  # of two items of a list, the first is always the longest line or below it
_ALMOST_FULL = 0.9  # of the longest line, in letters: their widths differ
_MARKER = re.compile(r"\d{1,2}[.)]?|[•◦▪‣·○●–-]")


@dataclass(slots=True)
class _PrintedLine:
    """One line of a page.

    Attributes:
        text: Its words.
        x: The place of its first letter from the left, in points.
        y: Its height on the page, in points from below.
        size: The size of most of its letters, in points.
        is_italic: Whether all of it is in italics.
        cells: The cells of a row of a table; empty for any other line.
    """

    text: str
    x: float
    y: float
    size: float
    is_italic: bool = False
    cells: tuple[str, ...] = ()


def lines_of(page: Any) -> list[_PrintedLine]:
    """Return the lines of a page of pypdf, in the order in which it tells them."""
    texts: list[PrintedText] = []

    def visit(text: str, cm: Sequence[float], tm: Sequence[float], font: Any, size: float) -> None:
        if text:
            name = str((font or {}).get("/BaseFont", ""))
            scale = abs(tm[3] or tm[0]) * abs(cm[3] or 1)
            x, y = tm[4] * cm[0] + cm[4], tm[5] * (cm[3] or 1) + cm[5]
            is_italic = re.search("italic|oblique", name, re.IGNORECASE) is not None
            texts.append(PrintedText(text, x, y, size * scale, is_italic))

    page.extract_text(visitor_text=visit)
    pieces = [replace(text, text=part) for text in texts for part in re.split(r"(?<=\n)", text.text)]
    lines: list[_PrintedLine] = []
    end = 0
    for table in tables_of(pieces):
        lines += _lines_of(pieces[end : table.begin])
        head = pieces[table.begin]
        lines += [_PrintedLine(" ".join(row), head.x, head.y, head.size, cells=tuple(row)) for row in table.rows]
        end = table.end
    return lines + _lines_of(pieces[end:])


def _lines_of(texts: Sequence[PrintedText]) -> list[_PrintedLine]:
    """Return texts as lines; a line end is at the end of a text."""
    lines: list[_PrintedLine] = []
    parts: list[PrintedText] = []
    for text in texts:
        parts.append(replace(text, text=text.text.rstrip("\n")))
        if text.text.endswith("\n"):
            lines += _cells(parts)
            parts = []
    return [*lines, *_cells(parts)]


def _cells(parts: Sequence[PrintedText]) -> list[_PrintedLine]:
    """Return the parts of a line as one, or as the cells of a table where wide gaps are between them."""
    cells: list[list[PrintedText]] = [[]]
    for part in parts:
        last = next((one for one in reversed(cells[-1]) if one.text.strip()), None)
        if last is not None and part.text.strip():
            end = last.x + _LETTER_WIDTH * last.size * len(last.text.strip())
            if part.x - end > _CELL_GAP * part.size:
                cells.append([])
        cells[-1].append(part)
    return [_line(cell) for cell in cells]


def _line(parts: Sequence[PrintedText]) -> _PrintedLine:
    filled = [part for part in parts if part.text.strip()]
    if not filled:
        return _PrintedLine("", 0, 0, 0)
    sizes: Counter[float] = Counter()
    for part in filled:
        sizes[round(part.size, 1)] += len(part.text)
    size = sizes.most_common(1)[0][0]
    # Small raised figures refer to a note.
    text = "".join(
        part.text for part in parts if not (part.text.strip().isdigit() and part.size <= _SMALL_FACTOR * size)
    )
    return _PrintedLine(text, filled[0].x, filled[0].y, size, is_italic=all(part.is_italic for part in filled))


def without_margins(
    lines: Sequence[_PrintedLine], height: float, body: float, largest: float
) -> tuple[list[_PrintedLine], list[str]]:
    """Return the lines of a page without those in its margins, such as a running head, and the words of these.

    Args:
        lines: The lines of the page.
        height: The height of the page, in points.
        body: The size of most letters.
        largest: The size of the title.
    """
    filled = [line for line in lines if line.text.strip() and not line.cells]
    inside = [line.y for line in filled if _MARGIN * height < line.y < (1 - _MARGIN) * height]
    if not inside:
        return list(lines), []
    lowest = min(_MARGIN * height, min(inside) - 2 * body)
    highest = max((1 - _MARGIN) * height, max(inside) + 2 * body)
    sizes = (round(body, 1), round(largest, 1))
    outside = [line for line in filled if not lowest < line.y < highest and round(line.size, 1) not in sizes]
    return [line for line in lines if line not in outside], [line.text.strip() for line in outside]


def largest_size(pages: Iterable[Sequence[_PrintedLine]]) -> float:
    """Return the size of the largest line of a document, which is its title."""
    return max((line.size for page in pages for line in page if line.text.strip()), default=0)


def body_size(pages: Iterable[Sequence[_PrintedLine]]) -> float:
    """Return the size of most letters of a document."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[line.size] += len(line.text.strip())
    return sizes.most_common(1)[0][0] if sizes else 0


def as_markdown(lines: Sequence[_PrintedLine], body: float, largest: float) -> list[str]:
    """Return the lines of a page with marks for headings, italics, paragraphs and tables."""
    filled = [line for line in lines if line.text.strip() and not _is_mark(line, body)]
    gaps = [before.y - line.y for before, line in pairwise(filled) if 0 < before.y - line.y < 3 * max(body, 1)]
    leading = min((gap for gap in gaps if gap >= body * 0.9), default=0) if gaps else 0
    leading = max(leading, median(gaps) if gaps and median(gaps) < 1.6 * body else leading)
    longest = max((len(line.text.strip()) for line in filled), default=0) if _is_prose(filled, leading) else 0
    written: list[str] = []
    header: list[_PrintedLine] = []
    before: _PrintedLine | None = None
    item: _PrintedLine | None = None
    for row in _rows(filled):
        line = row[0]
        is_heading = _is_heading(line, body) and len(row) == 1 and not line.cells
        is_listed = _MARKER.fullmatch(line.text.strip()) is not None
        if (
            before is not None
            and not line.cells
            and (before.cells or _is_apart(before, line, leading, is_heading=is_heading, body=body))
        ):
            written.append("")
        if line.cells:
            written += [""] if before is None or not before.cells else []
            written.append(f"| {' | '.join(cell.replace('|', '/') for cell in line.cells)} |")
        elif (len(row) >= _LEAST_CELLS and (header or not is_listed)) or (header and len(row) > 1 and not is_listed):
            header = header or row
            written.append(_as_row(row, header))
        else:
            header = []
            above = before if written and written[-1] and len(row) == 1 and not is_heading else None
            if above and (_is_of_item(item, line, leading) or (longest and _goes_on(above, line, longest))):
                written[-1] = f"{written[-1]} {line.text.strip()}"
                before = line
                item = item and replace(item, y=line.y)
                continue
            written += _marked(row, before, written, is_heading=is_heading, body=body)
            if is_heading and line.size == largest:
                written[-1] = re.sub("^## ", "# ", written[-1])
        before = row[-1] if is_listed else line  # an item's words, and not its mark
        words = row[1] if is_listed and len(row) > 1 else line if _LISTED.match(line.text.strip()) else None
        item = words and replace(words, text=line.text)
    return written


def _is_mark(line: _PrintedLine, body: float) -> bool:
    """Return whether a line has only bullets, or the small figures of references."""
    is_reference = line.size <= _SMALL_FACTOR * body and re.fullmatch(r"[\d\s,]+", line.text) is not None
    is_lone_number = re.fullmatch(r"\s*\d{1,4}\s*", line.text) is not None
    return is_reference or (_ONLY_MARKERS.fullmatch(line.text) is not None and not is_lone_number)


def _rows(lines: Sequence[_PrintedLine]) -> list[list[_PrintedLine]]:
    """Return the lines, with those that stand side by side together."""
    rows: list[list[_PrintedLine]] = []
    for line in lines:
        last = rows[-1][-1] if rows else None
        is_beside = last is not None and not line.cells and abs(last.y - line.y) <= _SAME_ROW_POINTS and line.x > last.x
        if is_beside:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _is_heading(line: _PrintedLine, body: float) -> bool:
    words = line.text.split()
    return line.size >= HEADING_FACTOR * body and len(words) <= _MOST_HEADING_WORDS and any(map(str.isalpha, line.text))


def _is_apart(before: _PrintedLine, line: _PrintedLine, leading: float, *, is_heading: bool, body: float) -> bool:
    """Return whether a new paragraph begins: a larger gap, another size, or italics that begin or end."""
    gap = before.y - line.y
    is_large = bool(leading) and gap > _GAP_FACTOR * leading
    goes_on = is_heading and before.size == line.size and gap < 2 * line.size
    return not goes_on and (is_large or is_heading or _is_heading(before, body) or before.is_italic != line.is_italic)


def _goes_on(before: _PrintedLine, line: _PrintedLine, longest: int) -> bool:
    """Return whether a line goes on with the paragraph of the line above it, in which no other word had room.

    A short line such as "ten times." below "Repeat" has no other sign of that. Behind a full stop a short line may
    also be a direction.
    """
    above, words = before.text.strip(), line.text.strip()
    is_alike = before.size == line.size and before.is_italic == line.is_italic
    is_below = abs(before.x - line.x) <= _WIDEST_INDENT * line.size
    if not (is_alike and is_below and _is_full(above, words, longest)) or _NEW_LINE.match(words):
        return False
    if above[-1] in _HYPHENS:
        return False  # the reader joins the word
    return not _STOP.search(above) or len(words) > _HALF_FULL * longest


def _is_of_item(item: _PrintedLine | None, line: _PrintedLine, leading: float) -> bool:
    """Return whether a line goes on with the words of an item: it stands right below them, and not below its mark."""
    if item is None or item.size != line.size or _NEW_LINE.match(line.text.strip()):
        return False
    indent = line.x - item.x
    has_mark = _LISTED.match(item.text.strip()) is not None
    is_below = _LEAST_INDENT * line.size < indent < _WIDEST_INDENT * line.size if has_mark else abs(indent) < 1
    return is_below and 0 < item.y - line.y <= _GAP_FACTOR * leading


def _is_full(above: str, words: str, longest: int) -> bool:
    return len(above) + 1 + len(words.split(maxsplit=1)[0]) > _ALMOST_FULL * longest


def _is_prose(lines: Sequence[_PrintedLine], leading: float) -> bool:
    """Return whether most lines of a page, but for the last ones of paragraphs, end where no other word had room."""
    longest = max((len(line.text.strip()) for line in lines), default=0)
    pairs = [
        (before.text.strip(), line.text.strip())
        for before, line in pairwise(lines)
        if 0 < before.y - line.y <= _GAP_FACTOR * leading
        and before.size == line.size
        and not _NEW_LINE.match(line.text.strip())
        and not _MARKER.fullmatch(line.text.strip())
    ]
    full = sum(_is_full(*pair, longest) for pair in pairs)
    return full >= _LEAST_OF_PROSE and full > _SHARE_OF_PROSE * len(pairs)


def _marked(
    row: list[_PrintedLine], before: _PrintedLine | None, written: list[str], *, is_heading: bool, body: float
) -> list[str]:
    line = row[0]
    words = " ".join(one.text.strip() for one in row)
    if len(row) > 1 and _MARKER.fullmatch(row[0].text.strip()):
        mark = row[0].text.strip()
        words = f"{mark + '.' if mark.isdigit() else mark} {' '.join(one.text.strip() for one in row[1:])}"
    if is_heading and before is not None and _is_heading(before, body) and written and written[-1].startswith("#"):
        written[-1] = f"{written[-1]} {words}"
        return []
    if is_heading:
        return [f"## {words}"]
    return [f"*{words}*"] if line.is_italic and "*" not in words else [words]


def _as_row(row: Sequence[_PrintedLine], header: Sequence[_PrintedLine]) -> str:
    """Return a row of a table, each cell below the head that is nearest."""
    cells = [""] * len(header)
    for line in row:
        nearest = min(range(len(header)), key=lambda at: abs(header[at].x - line.x))
        cells[nearest] = f"{cells[nearest]} {line.text.strip()}".strip().replace("|", "/")
    return f"| {' | '.join(cells)} |"


def joined_italics(lines: Sequence[str]) -> list[str]:
    """Return lines with those in italics that follow each other as one."""
    joined: list[str] = []
    for is_italic, group in groupby(lines, key=_is_italic):
        some = list(group)
        joined += [f"*{' '.join(line.strip('*') for line in some)}*"] if is_italic else some
    return joined


def _is_italic(line: str) -> bool:
    return re.fullmatch(r"\*[^*]+\*", line) is not None
