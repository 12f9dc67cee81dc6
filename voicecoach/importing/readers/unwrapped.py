"""Find the paragraphs of a text that was not wrapped, as a page leaves it when it is copied: each line is one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from voicecoach.importing.lines.joined_lines import SourceLine
from voicecoach.importing.lines.words import STOP_AT_END

_LONG_LINE = 120
"""The characters of a line that few editors would have made."""

_LONGEST_LINE = 160
"""The characters of a line that no editor would have made."""

_LEAST_OF_LONGEST = 0.25
_LEAST_ENDED = 0.75
_MOST_WORDS_OF_HEAD = 9
_WORDS = re.compile(r"[^\W_]|[\"“„«'’(\[…]")
_NO_STOP = re.compile(r"[^\W\d_],?$")
_LETTER_OF_ITEM = re.compile(r"\w{1,2}[.)]")
_LEAST_WRAPPED = 50
_FULL = 0.75
_CLOCK = re.compile(r"\W*\d{1,2}:\d{2}\b")


def with_paragraphs(lines: Sequence[SourceLine]) -> list[SourceLine]:
    """Return the lines with a blank one between any two that are paragraphs of a text that was not wrapped.

    Rows, items, quotations and lines with a time stay as they are; so does what may be a head, right above its words.
    """
    lines = _without_gaps(lines)
    title = next((line for line in lines if line.text.strip()), None)
    blocks = [list(block) for _, block in groupby(lines, lambda line: bool(line.text.strip()))]
    unwrapped = [_is_unwrapped([line.text for line in block]) for block in blocks]
    if any(unwrapped):
        unwrapped = [told or _has_sentences(block) for told, block in zip(unwrapped, blocks, strict=True)]
    return [
        line
        for told, block in zip(unwrapped, blocks, strict=True)
        for line in (_apart(block, title) if told else block)
    ]


def _without_gaps(lines: Sequence[SourceLine]) -> list[SourceLine]:
    """Return the lines without the blank ones that a page of a reader has within a sentence, above wrapped lines."""
    filled = [at for at, line in enumerate(lines) if line.text.strip()]
    width = max((len(lines[at].text.strip()) for at in filled), default=0)
    gaps: set[int] = set()
    for before, at, behind in zip(filled, filled[1:], [*filled[2:], 0], strict=False):
        above, below = lines[before].text.strip(), lines[at].text.strip()
        is_wrapped = len(above) >= max(_LEAST_WRAPPED, _FULL * width) and behind == at + 1
        if at > before + 1 and is_wrapped and above[0].isalnum() and _goes_on(above, below):
            gaps.update(range(before + 1, at))
    return [line for at, line in enumerate(lines) if at not in gaps] if gaps else list(lines)


def _goes_on(above: str, below: str) -> bool:
    """Return whether a sentence goes on from one line to another, which is no item: "b) Sit down."."""
    return bool(_NO_STOP.search(above)) and below[0].islower() and not _LETTER_OF_ITEM.match(below)


def _apart(block: list[SourceLine], title: SourceLine | None) -> Iterator[SourceLine]:
    yield block[0]
    for above, line in pairwise(block):
        are_words = _WORDS.match(above.text.lstrip()) and _WORDS.match(line.text.lstrip())
        if are_words and (above is title or not _may_be_head(above.text, line.text)):
            yield SourceLine("", line.number)
        yield line


def _has_sentences(block: list[SourceLine]) -> bool:
    """Return whether each line of a block but heads ends with a stop, so that none goes on in the next."""
    return all(STOP_AT_END.search(above.text) or _may_be_head(above.text, line.text) for above, line in pairwise(block))


def _may_be_head(line: str, below: str) -> bool:
    is_short = len(line.split()) <= _MOST_WORDS_OF_HEAD and STOP_AT_END.search(line) is None
    return is_short and not below[:1].islower()


def _is_unwrapped(block: list[str]) -> bool:
    """Return whether no line of a block goes on in the next one.

    Either much of it is in lines that no editor makes, or its lines end with a sentence though a word more had found
    room there.
    """
    lengths = list(map(len, block))
    width = max(lengths)
    if len(block) == 1 or not block[0].strip() or any(map(_CLOCK.match, block)):
        return False
    if sum(length for length in lengths if length >= _LONGEST_LINE) >= _LEAST_OF_LONGEST * sum(lengths):
        return True
    ended = sum(
        len(above) + len(below.split(maxsplit=1)[0]) < width
        and (STOP_AT_END.search(above) is not None or not below[:1].islower())
        for above, below in pairwise(block)
    )
    return width >= _LONG_LINE and ended >= _LEAST_ENDED * (len(block) - 1)
