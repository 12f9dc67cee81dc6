"""Split the words of a direction into tokens: words, numbers, clock times, dashes."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from voicecoach.script.direction_words import DirectionWords, folded

_TOKEN = re.compile(
    r"(?P<fraction>[½¼¾])|(?P<word>[^\W\d_]+(?:['’-][^\W\d_]+)*)|(?P<clock>\d{1,3}:\d{2}(?::\d{2})?)"
    r"|(?P<signs>\d{1,3}[′'’][0-5]\d(?:[″\"]|''|’’|′′)?(?![^\W_]|[:.,]\d|[′'’″\"]))"  # noqa: RUF001 - primes
    r"|(?P<number>\d{1,9}(?:[.,]\d{1,6})?)|(?P<minutes>(?<=\d)[′'’](?![^\W_]|['′’]))"  # noqa: RUF001 - primes
    r"|(?P<seconds>(?<=\d)(?:[″\"]|''|’’|′′)(?![^\W_]|[″\"]))|(?P<dash>[-–—]+)|(?P<other>\S)"  # noqa: RUF001 - primes
)
_IGNORED = frozenset(":=.,;!~≈…*_\"'“”„«»‘’″()[]<>#/|")  # noqa: RUF001 - quotation marks

_ONLY_WORDS = re.compile(r"[a-z\s.,:;!*()]*")
_WORD = re.compile(r"[a-z]+")
_COMPOUND = re.compile(r"(\w+)-(\w+)")
_JOINING = frozenset(["y", "e", "et", "en"])
_LEAST_TENS, _TEN = 20, 10

Token = tuple[str, str]
"""The kind of a token, and its text, folded."""


@functools.lru_cache(maxsize=1_000)  # the same words are looked at in several ways, one after the other
def tokens_of(words: str) -> tuple[Token, ...]:
    """Return kind and text of each word, number and dash; signs that only separate words are skipped."""
    text = folded(words)
    if _ONLY_WORDS.fullmatch(text):  # as most are: to look for words alone takes a third of the time
        return tuple([("word", word) for word in _WORD.findall(text)])
    return tuple(_tokens(text))


def _tokens(text: str) -> Iterator[Token]:
    # Where there are two, they are quotation marks.
    single = text.replace("''", "").replace("’’", "")
    is_single = single.count("'") < 2 and single.count("’") < 2 and "‘" not in text  # noqa: PLR2004, RUF001
    is_sign = {"minutes": is_single, "seconds": text.count('"') < 2}  # noqa: PLR2004
    for found in _TOKEN.finditer(text):
        kind = str(found.lastgroup)
        if kind == "signs":  # 1'30
            yield "clock", ":".join(re.findall(r"\d+", found[0]))
        elif kind in is_sign:
            if is_sign[kind]:
                yield "word", "min" if kind == "minutes" else "s"
        elif kind != "other" or found[0] not in _IGNORED:
            yield kind, found[0]


def number_word(text: str, table: DirectionWords) -> Fraction | None:
    """Return the value of a number word, such as ``five`` or ``forty-five``; None for any other word."""
    if text in table.numbers:
        return table.numbers[text]
    compound = _COMPOUND.fullmatch(text)
    tens, ones = [table.numbers.get(part) for part in compound.groups()] if compound else (None, None)
    return tens + ones if tens is not None and ones is not None and tens >= _LEAST_TENS and 0 < ones < _TEN else None


def is_ones_behind_tens(before: Sequence[Token], ones: Fraction, table: DirectionWords) -> bool:
    """Return whether a number word is the ones behind tens and an "and": cuarenta y cinco."""
    tens = number_word(before[-2][1], table) if len(before) > 1 and before[-1][1] in _JOINING else None
    return tens is not None and tens >= _LEAST_TENS and tens % _TEN == 0 and 0 < ones < _TEN
