"""Find the heads that people number: "1. Arrival", "2.1 Right hand", "3° Position", "Übung 1" above "Übung 2"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from voicecoach.importing.document import Note
from voicecoach.importing.lines.exercise_lines import is_exercise
from voicecoach.importing.lines.figures import figures_alone
from voicecoach.importing.lines.joined_lines import SourceLine
from voicecoach.importing.lines.words import QUOTATION_MARKS
from voicecoach.importing.readers.titles import is_title, part_heading
from voicecoach.script.directions import read_direction
from voicecoach.script.listener import addresses_listener

_ROMAN = {
    number: at
    for at, number in enumerate(["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"], start=1)
}
_NUMBERED = re.compile(
    r"\s{0,3}(?P<number>(?P<top>\d{1,2}|[IVX]{1,4}|[a-h](?=\)))(?P<below>(?:\.\d{1,2}){0,3})(?P<mark>[.):°]|\.?[º°ª]|\s[–—-])?)\s+(?P<words>\S.*?)\s*"
)
_COUNTED = re.compile(r"\s{0,3}(?P<word>[A-ZÀ-Ý][^\W\d_]{2,14})\s(?:n[.º°]?\s?)?(?P<count>\d{1,2})\s?:?\s*")
# "Pratique 1 – Le polichinelle"
_COUNTED_NAME = re.compile(
    r"\s{0,3}(?P<word>(?:[A-ZÀ-Ý][^\W\d_]{2,14}|Ex\.|Üb\.|Ej\.|Es\.|Oef\.))\s(?:n[.º°]?\s?)?(?P<count>\d{1,2})(?:\s?[–—:.-]\s+|\s{2,}|\t)(?P<name>[A-ZÀ-Ý].*?)\s*"
)
_ENDS = re.compile(r"(?:[.!?…:][\"'”’»)\]*_]*|[)\]*_>~/–—-])\s*$")
_BEGINS_WORDS = re.compile(r"\s*[\"“„«'’(*_\[•▪●·°–—-]*\s?(?-i:[^\W\d_a-zà-ÿ]|\d)")
_MOST_WORDS = 6
_LEAST = 2


@dataclass(frozen=True, slots=True)
class _Head:
    """A line that may be a head: where it is, its numbers, and its name."""

    at: int
    numbers: tuple[int, ...]
    name: str


def numbered_headings(lines: Sequence[SourceLine], dropped: list[Note]) -> dict[int, str]:
    """Return the heads with a number, each by the number of its line.

    One line tells little, so that all of a text decide: their numbers rise from one, and each has words below it.

    Args:
        lines: The lines of the text.
        dropped: What is told and not kept; the first number that is not part of a head comes to it.
    """
    spaced = [head for head in _numbered(lines) if not _line(lines, head.at - 1).strip() and _is_marked(lines, head)]
    for heads in (spaced, _close(lines), _counted(lines), _counted_names(lines)):
        if len(heads) >= _LEAST and _rise(heads) and all(_has_words(lines, heads, at) for at in range(len(heads))):
            bare = next((head for head in heads if head.name != lines[head.at].text.strip(" :")), None)
            if bare is not None:
                number = lines[bare.at].text.strip().removesuffix(bare.name).strip()
                dropped.append(Note(number, lines[bare.at].number, "the numbers of a list are not spoken"))
            return {lines[head.at].number: head.name for head in heads if not _is_numbered_exercise(head.name)}
    return {}


def _line(lines: Sequence[SourceLine], at: int) -> str:
    return lines[at].text if 0 <= at < len(lines) else ""


def _numbered(lines: Sequence[SourceLine]) -> list[_Head]:
    found = []
    for at, line in enumerate(lines):
        head = _NUMBERED.fullmatch(line.text) if len(line.text) < 100 else None  # noqa: PLR2004 - longer than any head
        if head is None or not is_title(head["words"].rstrip(" :").strip(QUOTATION_MARKS), is_part=True):
            continue
        top = int(head["top"]) if head["top"].isdigit() else _ROMAN.get(head["top"]) or "abcdefgh".find(head["top"]) + 1
        below = [int(one) for one in head["below"].split(".") if one]
        is_bare = head["mark"] not in (".", ")") or head["top"].islower()
        found.append(_Head(at, (top, *below), (head["words"] if is_bare else line.text.strip()).rstrip(" :")))
    return found


def _is_marked(lines: Sequence[SourceLine], head: _Head) -> bool:
    """Return whether a number has a mark behind it, and the line below the head is no part of its item."""
    found, below = _NUMBERED.fullmatch(lines[head.at].text), _line(lines, head.at + 1)
    is_marked = found is not None and found["mark"] in (".", ")")
    return is_marked and not below.startswith(" ") and not _NUMBERED.fullmatch(below)


def _close(lines: Sequence[SourceLine]) -> list[_Head]:
    """Return the short numbered lines that may have words right above and right below them."""
    return [
        head for head in _numbered(lines)
        if _is_short(_name(head.name), is_ordinal=_is_ordinal(lines, head)) and _is_between(lines, head.at)
    ]  # fmt: skip


def _is_ordinal(lines: Sequence[SourceLine], head: _Head) -> bool:
    """Return whether a head has an ordinal number, so that its name need not begin with a capital: "1° esercizio"."""
    found = _NUMBERED.fullmatch(lines[head.at].text)
    return found is not None and (found["mark"] or "").strip(".") in ("°", "º", "ª")


def _counted(lines: Sequence[SourceLine]) -> list[_Head]:
    """Return the lines that are one word with a number, the same word in each."""
    found = [(at, head) for at, line in enumerate(lines) if (head := _COUNTED.fullmatch(line.text))]
    words = {head["word"] for _, head in found}
    below = (next((one.text.strip() for one in lines[at + 1 :] if one.text.strip()), "") for at, _ in found)
    is_other = any(_is_other(lines[at].text.strip(" :")) for at, _ in found) or any(map(is_exercise, below))
    if len(words) != 1 or is_other:
        return []
    counts = [int(head["count"]) for _, head in found]
    if any(one not in (1, before + 1) for before, one in pairwise(counts)):
        return []
    # They may begin again with one, in another part.
    return [
        _Head(at, (counts[0] + place,), head[0].strip(" :"))
        for place, (at, head) in enumerate(found)
        if _is_between(lines, at) or is_title(_line(lines, at - 1).strip(), is_part=True)
    ]


def _is_numbered_exercise(words: str) -> bool:
    """Return whether a line with its number in a word is an exercise as well, so that it is a step anyhow."""
    return _COUNTED_NAME.fullmatch(words) is not None and is_exercise(words.strip())


def _counted_names(lines: Sequence[SourceLine]) -> list[_Head]:
    """Return the lines that are one word with a number, the same word in each, and a name behind them."""
    found = [
        (at, head)
        for at, line in enumerate(lines)
        if (head := _COUNTED_NAME.fullmatch(line.text)) and not part_heading(line.text)
    ]
    if len({head["word"] for _, head in found}) != 1 or not all(_is_between(lines, at) for at, _ in found):
        return []
    is_named = all(is_title(re.sub(r"\s*\([^()]*\)$", "", head["name"]), is_part=True) for _, head in found)
    return [_Head(at, (int(head["count"]),), head[0].strip()) for at, head in found] if is_named else []


def _is_other(words: str) -> bool:
    """Return whether words are a pause, an exercise or its figures."""
    return read_direction(words) is not None or figures_alone(words) is not None or is_exercise(words.strip())


def _name(words: str) -> str:
    found = _NUMBERED.fullmatch(words)
    return found["words"] if found else words


def _is_short(name: str, *, is_ordinal: bool) -> bool:
    is_spoken = addresses_listener(name)
    return len(name.split()) <= _MOST_WORDS and not is_spoken and (is_ordinal or name[:1].isupper())


def _is_between(lines: Sequence[SourceLine], at: int) -> bool:
    """Return whether the line above is blank or ends its words, and the one below begins new ones."""
    above, below = _line(lines, at - 1), _line(lines, at + 1)
    is_first = not any(line.text.strip() for line in lines[: max(at - 1, 0)])  # the title is above
    ends = is_first or not above.strip() or _ENDS.search(above) is not None or _NUMBERED.fullmatch(above) is not None
    return ends and (not below.strip() or _BEGINS_WORDS.match(below) is not None)


def _rise(heads: Sequence[_Head]) -> bool:
    """Return whether the numbers begin with one, and each is the next one or the first below the one before."""
    before: tuple[int, ...] = (heads[0].numbers[0] - 1,)
    if heads[0].numbers[0] not in (0, 1):
        return False
    for head in heads:
        numbers, depth = head.numbers, len(head.numbers)
        is_next = depth <= len(before) and numbers == (*before[: depth - 1], before[depth - 1] + 1)
        if not is_next and numbers not in ((*before, 1), (before[0] + 1, 1)):
            return False
        before = numbers
    return True


def _has_words(lines: Sequence[SourceLine], heads: Sequence[_Head], place: int) -> bool:
    """Return whether there are words between a head and the next one, unless that is a part of it."""
    head = heads[place]
    end = heads[place + 1].at if place + 1 < len(heads) else len(lines)
    below = next((one.text for one in lines[head.at + 1 : end] if one.text.strip()), "")
    is_above_part = place + 1 < len(heads) and len(heads[place + 1].numbers) > len(head.numbers)
    is_item = _NUMBERED.fullmatch(below) is not None and _line(lines, head.at + 1).strip() == below.strip()
    return (bool(below) and not is_item) or is_above_part
