"""Decide where the end of a line is a stop in speech: in verses and lists it is, in wrapped prose it is not.

A wrapped line ends where the next word did not fit. A verse ends where the writer wanted it, and its next line begins
with a capital. German nouns begin with capitals, too: there, both have to hold.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from voicecoach.script.source import SourceText

_LIST_ITEM = re.compile(r"(?:\d{1,3}|[a-z])[.)]\s|[+·‣◦○●▪■□☐☑✓✔➢→]\s")
_BEGINS = re.compile(r"[\"'“„«\u2018¿¡(*_]*[^\W\d_a-zß-öø-ÿ]|[\"'“„«\u2018(*_]*\d")
_ENDS_WORDS = re.compile(r"[^\W_][\"'”“»’)*_]*$")
_STOPPED = re.compile(r"[.!?…:;,–—-][\"'”“»’)*_\]]*$")
_SHORT_LINE_CHARACTERS = 40
_LEAST_WORDS = 4
_INNER_WORD = re.compile(r"(?<=[^\s.!?…:\"“„»«(] )[^\W\d_][\w'’-]*")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_I_WORDS = _words("I I'm I'll I've I'd I’m I’ll I’ve I’d")
_GERMAN_WORDS = _words(
    "und der das den dem du dein deine deinen deinem deiner ist nicht ein eine einen im mit zu zum auf"
)
# No clause ends with one of these: articles, prepositions, pronouns before a noun, conjunctions.
_OPEN_WORDS = _words(
    "a an the and or but of to in on at by for with from into onto over under your my his her our their its this these "
    "that those each every no as if than then when while so very "
    "der die das den dem des ein eine einen einem einer eines und oder aber von zu in im an am auf aus bei mit nach "
    "vor für über unter durch dein deine deinen deinem deiner mein meine sein seine ihr ihre ihren ihrem unser jede "
    "jeder jeden kein keine als wie dass wenn zum zur vom beim ins ans "
    "el la los las un una unos unas y o pero de del al en con por para tu tus su sus mi mis cada que como si "
    "le les une des du et ou mais à au aux dans sur avec pour par ton ta tes son sa ses votre vos mon ma mes chaque "
    "il lo gli i uno e di da nel nella sul sulla con per tuo tua tuoi tue "
    "os as um uma em no na nos nas do da dos das seu sua seus suas "
    "de het een en of van op met voor door je jouw uw"
)


def joined_lines(lines: Sequence[SourceText]) -> SourceText:
    """Return the lines of a paragraph as one text, with a full stop where the end of a line is a stop."""
    if len(lines) == 1:
        return lines[0]
    texts = [line.text for line in lines]
    stops = stops_after(texts)
    stopped = (line._replace(text=f"{line.text}.") if at in stops else line for at, line in enumerate(lines))
    return SourceText.joined(list(stopped))


def stops_after(lines: Sequence[str]) -> set[int]:
    """Return the numbers, from 0, of the lines of a paragraph whose end is a stop that is not written.

    >>> stops_after(["I am calm", "I am strong"]), stops_after(["Close your eyes and", "breathe."])
    ({0, 1}, set())
    """
    if len(lines) < 2:  # noqa: PLR2004 - a line alone is a paragraph
        return set()
    items = {at for at, line in enumerate(lines) if _LIST_ITEM.match(line)}
    is_list = len(items) > 1 or 0 in items
    longest = max(map(len, lines))
    begins = [_BEGINS.match(line) is not None for line in lines]
    is_ragged = any(_fits(lines, at, longest) for at in range(len(lines) - 1))
    starts_sentences = _has_no_other_capitals(lines)
    has_short_lines = longest < _SHORT_LINE_CHARACTERS or (is_ragged and len(lines) > 2)  # noqa: PLR2004
    is_verse = all(begins) and (has_short_lines or starts_sentences)
    stops = set()
    for at, line in enumerate(lines):
        is_last = at == len(lines) - 1
        if not _ENDS_WORDS.search(line) or _STOPPED.search(line):
            continue
        if is_list and (is_last or at + 1 in items):
            stops.add(at)
        elif line.split()[-1].lower() in _OPEN_WORDS:
            continue
        elif is_verse or (not is_last and begins[at + 1] and (starts_sentences or len(line) < longest // 2)):
            stops.add(at)
    return stops if any(at < len(lines) - 1 for at in stops) else set()


def _has_no_other_capitals(lines: Sequence[str]) -> bool:
    """Return whether only sentences begin with capitals here: no nouns, as in German, and no names."""
    inner = [word for line in lines for word in _INNER_WORD.findall(line)]
    words = {word.lower() for word in inner}
    names = [word for word in inner if word[0].isupper() and word not in _I_WORDS]
    return len(inner) >= _LEAST_WORDS and not names and not words & _GERMAN_WORDS


def _fits(lines: Sequence[str], at: int, width: int) -> bool:
    """Return whether the next line's first word would have stood on this line."""
    words = lines[at + 1].split()
    return not words or len(lines[at]) + 1 + len(words[0]) <= width
