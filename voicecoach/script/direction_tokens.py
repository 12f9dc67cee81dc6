"""Split the words of a direction into tokens: words, numbers, clock times, dashes."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from voicecoach.script.direction_words import DirectionWords, folded
from voicecoach.script.number_words import ARTICLES, HUNDRED, JOINING

_TOKEN = re.compile(
    r"(?P<fraction>[½¼¾]|(?<![\d/.,])(?:[13]/4|1/2)(?![\d/.,]))|(?P<word>[^\W\d_]+(?:['’-][^\W\d_]+)*)|(?P<clock>\d{1,3}:\d{2}(?::\d{2})?)"
    r"|(?P<signs>\d{1,3}[′'’][0-5]\d(?:[″\"]|''|’’|′′|´´)?(?![^\W_]|[:.,]\d|[′'’″\"´]))"  # noqa: RUF001 - primes
    r"|(?P<number>\d{1,9}(?:[.,]\d{1,6})?)|(?P<minutes>(?<=\d)[′'’](?![^\W_]|['′’]))"  # noqa: RUF001 - primes
    r"|(?P<seconds>(?<=\d)(?:[″\"]|''|’’|′′|´´)(?![^\W_]|[″\"]))|(?P<dash>[-–—]+)|(?P<other>\S)"  # noqa: RUF001 - primes
)
_HALF, _QUARTER = Fraction(1, 2), Fraction(1, 4)
_IGNORED = frozenset(":=.,;!+±~≈…*_\"'“”„«»‘’″()[]<>#/|")  # noqa: RUF001 - quotation marks

_FRACTIONS = {"½": _HALF, "1/2": _HALF, "¼": _QUARTER, "1/4": _QUARTER, "¾": 3 * _QUARTER, "3/4": 3 * _QUARTER}
_ONLY_WORDS = re.compile(r"[a-z\s.,:;!*()]*")
_WORD = re.compile(r"[a-z]+")
_LEAST_TENS, _TEN = 20, 10
_WHOLE_OF_QUARTERS = 4

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
            yield kind, found[0].replace("’", "'")


def number_word(text: str, table: DirectionWords) -> Fraction | None:
    """Return the value of a number word, such as ``five`` or ``forty-five``; None for any other word."""
    return table.numbers.get(text)


def number_at(tokens: Sequence[Token], index: int, table: DirectionWords) -> tuple[Fraction, int] | None:
    """Return the number that begins at a token, and of how many tokens it is made; None where none begins there.

    An article is a number only where something that is counted follows it: a minute, but not a pause.
    """
    first = _value_at(tokens, index, table)
    if first is None and index and _is_one_more(tokens, index, table):
        return Fraction(1), 1
    if first is None or (tokens[index][1] in table.filler and not _counts(tokens, index, table)):
        return None
    value, end = first, index + 1
    following = _value_at(tokens, end, table)
    if end < len(tokens) and tokens[end][1] in HUNDRED and value < _TEN:
        return value * 100, 2
    if following == _QUARTER and 0 < value < _WHOLE_OF_QUARTERS and tokens[end][0] == "word":
        return value * _QUARTER, 2
    behind = end + (_text_at(tokens, end) in JOINING)
    ones = _value_at(tokens, behind, table)
    if value >= _LEAST_TENS and value % _TEN == 0 and ones is not None and ones.denominator == 1 and 0 < ones < _TEN:
        is_counted = tokens[index][0] == tokens[behind][0] == "word"  # cuarenta y cinco, but not "20 5"
        value, end = (value + ones, behind + 1) if is_counted else (value, end)
        behind = end + (_text_at(tokens, end) in JOINING)
    behind += _text_at(tokens, behind) in ARTICLES
    part = _value_at(tokens, behind, table)
    if part is not None and part < 1 and value.denominator == 1 and part != 0:  # one and a half, 1½
        return value + part, behind + 1 - index
    return value, end - index


def _is_one_more(tokens: Sequence[Token], index: int, table: DirectionWords) -> bool:
    """Return whether an article is the other end of a range: "30 seconds to a minute"."""
    is_behind = _text_at(tokens, index) in ARTICLES and _text_at(tokens, index - 1) in table.to
    return is_behind and _text_at(tokens, index + 1) in table.units_ms


def _value_at(tokens: Sequence[Token], index: int, table: DirectionWords) -> Fraction | None:
    kind, text = tokens[index] if index < len(tokens) else ("", "")
    match kind:
        case "number":
            return Fraction(text.replace(",", "."))
        case "fraction":
            return _FRACTIONS[text]
        case "word":
            return number_word(text, table)
        case _:
            return None


def _text_at(tokens: Sequence[Token], index: int) -> str:
    return tokens[index][1] if index < len(tokens) else ""


def _counts(tokens: Sequence[Token], index: int, table: DirectionWords) -> bool:
    """Return whether a word that can be an article counts something: a unit or a breath follows it soon."""
    between = table.breath_kind | table.long | table.short | table.to | table.numbers.keys()
    for _, text in tokens[index + 1 : index + 4]:
        if text in table.units_ms or text in table.breath:
            return True
        number = table.numbers.get(text, 0)
        if text not in between or number == _HALF or number >= _TEN:  # een tiental seconden
            return False
    return False
