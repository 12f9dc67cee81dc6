"""Short forms in words: abbreviations, sides, signs, Roman numerals, capitals and hyphens."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from voicecoach.voices.normalize.capitals import without_emphasis_by_capitals, without_stressed_syllables
from voicecoach.voices.normalize.language import LanguageTable, Rewrite

_ROMAN = {"I": 1, "V": 5, "X": 10}
_NUMERAL = "X{0,2}(?:IX|IV|V?I{0,3})"
_ONE_NUMERAL = rf"\b(?=[IVX]){_NUMERAL}\b"
_HAS_NUMERAL = re.compile(" [IVX]")
# Between several numerals, in any language: "I/II", "I, II and III".
_AND = r"\s?[/–-]\s?|,?\s(?:and|or|und|oder|y|o|et|ou|e|en|of)\s|,\s?"
# A single letter is a number only after a noun of the language's list; in "Vitamin C" and "Plan I" it is not.
_BEHIND_CAPITAL = re.compile(rf"(?<=[^\W\d_A-Z]) (?=[IVX]{{2,}}\b)({_NUMERAL})\b")
_BEFORE_NUMERAL = re.compile(r"\b[A-ZÄÖÜÁÉÍÓÚÀÈÊ][^\W\d_]*[^\W\d_A-Z]$")
_LONGEST_NOUN = 40
_SPINE = re.compile(r"\b([CTLS])(\d{1,2})(?:\s?[-–/]\s?([CTLS])?(\d{1,2}))?\b")
_MOST_VERTEBRAE = 12
_COMPOUND = re.compile(r"(?<![\w-])[^\W\d_]+(?:-[^\W\d_]+){1,12}(?![\w-])")
# Only endings that no sentence begins with: "slowly.Then" lacks a space.
_HOST_END = r"(?:com|org|net|edu|gov|io|info|eu|de|ch|fr|uk|tv|app)\b(?!\.\w)"
_HOST = re.compile(rf"\b(?:[\w-]{{1,63}}\.){{1,6}}{_HOST_END}")
_HAS_HOST = re.compile(rf"\.{_HOST_END}")
# Engines run hyphenated words together: "Cat-Cow." alone is heard as "Kekow". A prefix keeps its hyphen.
_HYPHEN = re.compile(
    r"(?<![\w'’-])(?!(?:re|co|pre|non|un|de|ex|bi|tri|semi|anti|self)-)(?:[^\W\d_]+-)+[^\W\d_]+",
    re.IGNORECASE,
)


# Rewrites that are tried together; of the names of their groups only the rewrites themselves know.
_GROUP = 8
_NAME_OF_GROUP = re.compile(r"\(\?P<\w+>")


def abbreviations_spelled_out(text: str, words: LanguageTable) -> str:
    """Return a text with its abbreviations and web addresses in words."""
    if _HAS_HOST.search(text):
        text = _HOST.sub(lambda found: found[0].replace(".", f" {words.dot} "), text)
    for has_any, rewrites in _groups(words.rewrites):
        if has_any.search(text):
            for pattern, spoken in rewrites:
                text = re.sub(pattern, spoken, text)
    return text


def short_forms_spelled_out(text: str, words: LanguageTable) -> str:
    """Return a text with its other short forms in words."""
    text = _SPINE.sub(lambda found: _spine(found, words), text)
    if "/" in text or "(" in text:
        text = _sides(text, words.left_right)
    if _signs(tuple(words.signs)).search(text):
        for sign, spoken in words.signs.items():
            text = re.sub(sign, f" {spoken} ", text)
    if _HAS_NUMERAL.search(text):
        text = _roman(text, words)
    text = without_emphasis_by_capitals(text, words)
    if "-" not in text:
        return text
    text = _COMPOUND.sub(lambda found: without_stressed_syllables(found[0]), text)
    return _HYPHEN.sub(lambda found: found[0].replace("-", " "), text) if words.spaced_hyphens else text


@cache
def _groups(rewrites: tuple[Rewrite, ...]) -> list[tuple[re.Pattern[str], tuple[Rewrite, ...]]]:
    """Return the rewrites in groups, each with a pattern of any of them, since most texts have none."""
    groups = [rewrites[at : at + _GROUP] for at in range(0, len(rewrites), _GROUP)]
    either = ["|".join(f"(?:{_NAME_OF_GROUP.sub('(', pattern)})" for pattern, _ in group) for group in groups]
    return [(re.compile(pattern), group) for pattern, group in zip(either, groups, strict=True)]


@cache
def _signs(signs: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern of any of the signs, since most texts have none of them."""
    return re.compile("|".join(signs))


def _sides(text: str, left_right: Mapping[str, str]) -> str:
    letters = "".join(left_right)
    for pattern in (
        rf"\b([{letters}])(?=\s?/\s?[{letters}]\b)",
        rf"(?<=/)\s?([{letters}])\b(?!\w)",
        rf"(?<=\()([{letters}])(?=\))",
    ):
        text = re.sub(pattern, lambda found: left_right[found[1]], text)
    return text


def _spine(found: re.Match[str], words: LanguageTable) -> str:
    """Return levels of the spine in words: ``L5-S1`` as one joint, ``C5-C7`` as a range."""
    letter, number, other_letter, other_number = found.groups()
    if int(number) > _MOST_VERTEBRAE or other_number is None:
        return found[0]
    other_letter = other_letter or letter
    is_range = letter == other_letter and abs(int(other_number) - int(number)) > 1
    between = f" {words.to} " if is_range else " "
    return f"{letter}{number}{between}{other_letter}{other_number}"


def _roman(text: str, words: LanguageTable) -> str:
    ranked = words.ranked
    text = re.sub(
        rf"\b({ranked}) ((?=[IVX]){_NUMERAL}(?:(?:{_AND}){_ONE_NUMERAL})+)",
        lambda found: f"{found[1]} {_figures(found[2], words)}",
        text,
    )
    text = re.sub(
        rf"\b({ranked}) (?=[IVX])({_NUMERAL})\b(?=\s*[.,;:!?)/]|\s*$|\s+[-–—]|\s+(?:pose|and|to|on|or|und|y|et)\b)",
        lambda found: f"{found[1]} {_figure(found[2])}",
        text,
    )

    def behind_capital(found: re.Match[str]) -> str:
        return (
            f" {_figure(found[1])}"
            if _BEFORE_NUMERAL.search(text[max(found.start() - _LONGEST_NOUN, 0) : found.start()])
            else found[0]
        )

    return _BEHIND_CAPITAL.sub(behind_capital, text)


def _figures(numerals: str, words: LanguageTable) -> str:
    """Return several numerals as figures: ``I/II``, ``I-III`` and ``I, II and III``."""
    joined = re.sub(r"\s?[-–]\s?", f" {words.to} ", re.sub(r"\s?/\s?", " ", numerals))
    return re.sub(_ONE_NUMERAL, lambda one: str(_figure(one[0])), joined)


def _figure(numeral: str) -> int:
    values = [_ROMAN[letter] for letter in numeral]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))
