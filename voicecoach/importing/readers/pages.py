"""Take the numbers and the running heads of pages out of a text that was printed once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from voicecoach.importing.document import Document, Note
from voicecoach.importing.lines.joined_lines import SourceLine

_BARE = re.compile(r"\s*(?!1\s*$)[1-9]\d{0,2}\s*")
_DASHED = re.compile(r"\s*\f?\s*[-–—•·~|]\s?(\d{1,4})\s?[-–—•·~|]\s*")
_PAGE = (
    r"(?:page|seite|p[áa]gina|bladzijde|pagina|p[áa]g\.?|blz\.?)\s*\d{1,4}(?:\s*(?:of|von|de|sur|di|van|/)\s*\d{1,4})?"
)
_WORDED = re.compile(
    rf"\s*\f?\W{{0,3}}{_PAGE}\W{{0,3}}",
    re.IGNORECASE,
)
_WORDED_BEHIND = re.compile(
    rf"\s*\S.{{0,80}}?\s{{3,}}{_PAGE}\s*",
    re.IGNORECASE,
)
# "Sei sulla pagina 1 di 3", as a reader of documents on the web writes it
_PLACE_IN_PAGES = re.compile(
    r"\s*(?:[^\W\d_]+\s){1,5}(?:page|seite|p[áa]gina|bladzijde)\s*\d{1,4}\s*(?:of|von|de|sur|di|van|/)\s*\d{1,4}\s*",
    re.IGNORECASE,
)
_AROUND_NUMBER = re.compile(
    r"\W*(?:page|seite|p[áa]gina|p[áa]g\.?|bladzijde)?[\d\W]*(?:of|von|de|sur|di|van)?[\d\W]*", re.IGNORECASE
)
_CENTRED = re.compile(r"\s{8,}\S.*")
_ENDS_SENTENCE = re.compile(r"[.!?…:][\"'”’»)\]*_]*\s*$")
_LEAST_NUMBERS = 2


def is_page_number(words: str) -> bool:
    """Return whether the head or foot of a page has no words but those around a number, such as "Page 1 of 3"."""
    return not re.search(r"[^\W\d_]{2}", words) or _AROUND_NUMBER.fullmatch(words) is not None


def without_pages(lines: Sequence[SourceLine], document: Document) -> list[SourceLine]:
    """Return the lines without page numbers and the heads beside them; a sentence over two pages is one again."""
    taken = _numbers(lines)
    if not taken:
        return list(lines)
    taken |= _running_heads(lines, taken)
    document.dropped += [
        Note(lines[index].text.strip(), lines[index].number, "a page number or the head of a page")
        for index in sorted(taken)
    ]
    kept: list[SourceLine] = []
    index = 0
    while index < len(lines):
        if index not in taken:
            kept.append(lines[index])
            index += 1
            continue
        while index < len(lines) and (index in taken or not lines[index].text.strip()):
            index += 1
        while kept and not kept[-1].text.strip():
            kept.pop()
        following = lines[index].text.strip() if index < len(lines) else ""
        goes_on = kept and following[:1].islower() and not _ENDS_SENTENCE.search(kept[-1].text)
        if kept and not goes_on:
            kept.append(SourceLine("", kept[-1].number))
    return kept


def _numbers(lines: Sequence[SourceLine]) -> set[int]:
    """Return the places of page numbers: with a word for a page, between dashes and rising by one, or at the top."""
    dashed = [(index, int(found[1])) for index, line in enumerate(lines) if (found := _DASHED.fullmatch(line.text))]
    rises = len(dashed) >= _LEAST_NUMBERS and all(
        number == dashed[0][1] + place for place, (_, number) in enumerate(dashed)
    )
    rises = rises or (len(dashed) == 1 and _CENTRED.match(lines[dashed[0][0]].text) is not None)
    worded = {
        index
        for index, line in enumerate(lines)
        if any(pattern.fullmatch(line.text) for pattern in (_WORDED, _WORDED_BEHIND, _PLACE_IN_PAGES))
    }
    # The only bare number is that of a page at the very top; in a countdown there are more.
    bare = [index for index, line in enumerate(lines) if _BARE.fullmatch(line.text)]
    top = next((index for index, line in enumerate(lines) if line.text.strip()), -1)
    return worded | ({index for index, _ in dashed} if rises else set()) | (set(bare) if bare == [top] else set())


def _running_heads(lines: Sequence[SourceLine], numbers: set[int]) -> set[int]:
    """Return the places of lines beside a page number, or at the very top, that stand there twice or more."""
    filled = [index for index, line in enumerate(lines) if line.text.strip()]
    beside: dict[str, set[int]] = {}
    for place, index in enumerate(filled):
        around = filled[max(place - 1, 0) : place + 2]
        if index not in numbers and (place == 0 or not numbers.isdisjoint(around)):
            beside.setdefault(re.sub(r"\d+|\s+", " ", lines[index].text).strip(), set()).add(index)
    return {index for same in beside.values() if len(same) >= _LEAST_NUMBERS for index in same}
