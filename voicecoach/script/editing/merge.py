"""Two versions of a script that were made from the same one, merged line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile


@dataclass(frozen=True, slots=True)
class MergePiece:
    """Some lines of two versions, in the order of the text.

    The lines of all pieces are the whole text: of one version by ``mine``, of the other by ``theirs``.

    Attributes:
        mine: The lines of one version.
        theirs: The lines of the other version.
        text: The merged lines; None where both versions changed the same lines in different ways.
    """

    mine: list[str]
    theirs: list[str]
    text: list[str] | None


@dataclass(frozen=True, slots=True)
class _Change:
    """Lines of the base, from ``begin`` up to, but not including, ``end``, that a version replaced."""

    begin: int
    end: int
    growth: int
    is_mine: bool


def merge(base: str, mine: str, theirs: str) -> list[MergePiece]:
    r"""Return two versions of a text as pieces: those that only one of them changed are merged.

    Changes are on the same lines where they overlap, or where both versions insert at the same place. Changes of
    lines that touch each other are merged.

    Args:
        base: The text that both versions were made from.
        mine: One version.
        theirs: The other version.

    >>> merge("a\nb\nc", "a\nB\nc", "a\nb\nC\nd")[1:]
    [MergePiece(mine=['B'], theirs=['b'], text=['B']), MergePiece(mine=['c'], theirs=['C', 'd'], text=['C', 'd'])]
    >>> merge("a", "b", "c")
    [MergePiece(mine=['b'], theirs=['c'], text=None)]
    """
    lines, of_mine, of_theirs = base.split("\n"), mine.split("\n"), theirs.split("\n")
    changes = [*_changes(lines, of_mine, is_mine=True), *_changes(lines, of_theirs, is_mine=False)]
    changes.sort(key=lambda one: (one.begin, one.end))
    found: list[MergePiece] = []
    at = at_mine = at_theirs = 0

    def take(size: int, mine_grows: int = 0, theirs_grow: int = 0) -> tuple[list[str], list[str]]:
        nonlocal at, at_mine, at_theirs
        ends = at_mine + size + mine_grows, at_theirs + size + theirs_grow
        taken = of_mine[at_mine : ends[0]], of_theirs[at_theirs : ends[1]]
        at, (at_mine, at_theirs) = at + size, ends
        return taken

    for group in _overlapping(changes):
        begin, end = group[0].begin, max(one.end for one in group)
        same, _ = take(begin - at)
        found.append(MergePiece(same, same, same))
        grown = [sum(one.growth for one in group if one.is_mine is side) for side in (True, False)]
        ours, others = take(end - begin, *grown)
        sides = {one.is_mine for one in group}
        if len(sides) == 1:
            found.append(MergePiece(ours, others, ours if group[0].is_mine else others))
        else:
            found += _contested(ours, others)
    same, _ = take(len(lines) - at)
    found.append(MergePiece(same, same, same))
    return [piece for piece in found if piece.mine or piece.theirs]


def _changes(base: Sequence[str], lines: Sequence[str], *, is_mine: bool) -> list[_Change]:
    same = _same_lines(base, lines)
    last = _same_lines(base[same:][::-1], lines[same:][::-1])
    differ = SequenceMatcher(None, base[same : len(base) - last], lines[same : len(lines) - last])
    return [
        _Change(same + begin, same + end, (to - start) - (end - begin), is_mine)
        for kind, begin, end, start, to in differ.get_opcodes()
        if kind != "equal"
    ]


def _overlapping(changes: Sequence[_Change]) -> list[list[_Change]]:
    """Return changes, sorted by their begin, in groups: the changes of a group are on the same lines."""
    groups: list[list[_Change]] = []
    end = -1
    for one in changes:
        last = groups[-1][-1] if groups else None
        are_inserts = last is not None and last.begin == last.end == one.begin == one.end
        if one.begin < end or are_inserts:
            groups[-1].append(one)
        else:
            groups.append([one])
        end = max(end, one.end)
    return groups


def _contested(mine: list[str], theirs: list[str]) -> list[MergePiece]:
    """Return the pieces of lines that both changed: where they are equal at the begin and the end, they agree."""
    begin = _same_lines(mine, theirs)
    last = _same_lines(mine[begin:][::-1], theirs[begin:][::-1])
    ends = len(mine) - last, len(theirs) - last
    agreed = [MergePiece(lines, lines, lines) for lines in (mine[:begin], mine[ends[0] :])]
    between = mine[begin : ends[0]], theirs[begin : ends[1]]
    return [agreed[0], *([MergePiece(*between, None)] if any(between) else []), agreed[1]]


def _same_lines(mine: Sequence[str], theirs: Sequence[str]) -> int:
    """Return how many lines at the begin of both are the same."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(mine, theirs, strict=False)))
