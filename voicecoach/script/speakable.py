"""Decide which characters of a text are spoken, for the voices and for the warnings of ``check``.

Emoji, signs without a word, HTML tags and all but the host of a web address are removed. Punctuation, dashes and
Markdown stay: the voices' normalizer handles them.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

ARROWS = "←→↔⇐⇒⇔⟵⟶⟷➔➙➜➝➞➡⬅"
"""Read as a short pause, as in "Cat → Cow"."""

_READ_SIGNS = frozenset("°+<=>|~±×÷−≈≤≥⁄№℃℉" + ARROWS)  # noqa: RUF001 - signs as people write them
# Nobody misses these when they are not heard; the last is the frame of a keycap.
_SILENT_SIGNS = frozenset("©®™℠¬¦\u20e3")
# Joiners belong to the spelling of Persian and of Indian languages.
_JOINERS = "\u200c\u200d"
_ZERO_WIDTH_JOINER = "\u200d"
_EMOJI_FORM = "\ufe0f"
_VARIANTS = ("\ufe00", _EMOJI_FORM)
_FIRST_PICTURE = "\U0001f000"
_UNSPOKEN_CATEGORIES = frozenset({"So", "Sm", "Co", "Cn", "Cc", "Cs"})
# Styled letters from social media, full-width letters and figures, figures in circles, fractions, degrees, №.
_COMPATIBLE = re.compile("[\U0001d400-\U0001d7ff\uff01-\uff5e\u2460-\u249b\u2150-\u215f¼½¾№℃℉]+")
_MIXED_FRACTION = re.compile(r"(\d)(?=[½¼¾\u2150-\u215e])")
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{1,6}|#x[0-9A-Fa-f]{1,6});")
_ADDRESS = re.compile(
    r"(?P<scheme>(?:(?:https?|ftp)://)(?:www\.)?|\bwww\.)(?P<host>[\w-]+(?:\.[\w-]+)*)(?P<port>:\d+)?"
    r"(?P<path>/(?:[^\s<>]*[^\s<>.,;:!?…)\"'”’»])?|[?#][^\s<>]+)?"
    r"|(?P<tag></?[A-Za-z][^<>]*>)",
    re.IGNORECASE,
)
_LETTER_OR_NUMBER = re.compile(r"[^\W_]")
_STOPS = tuple(",;:.!?…")
_TAGS = re.compile(r"(?:</?[A-Za-z][^<>]*>)+")
# All that is not spoken is among these.
_UNUSUAL = re.compile(r"[^\x20-\x7e\s]")
# Most texts have none of these characters: this test saves the work of looking for each.
_SUSPICIOUS = re.compile(r"[^\x20-\x7e\u00bf-\u024f\u2013\u2014\u2018-\u201e\u2026]|[<@&]|://|www\.", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Unspoken:
    """A part of a text that is not spoken.

    Attributes:
        begin: The offset of its first character.
        end: The offset after its last character.
        name: The name for messages, such as ``the emoji 🙂``; empty where nobody misses it.
    """

    begin: int
    end: int
    name: str


def is_speakable(text: str) -> bool:
    """Return whether the text has a letter or a number that is spoken.

    >>> is_speakable("½"), is_speakable("🙂 …")
    (True, False)
    """
    return _LETTER_OR_NUMBER.search(spoken_part(text)) is not None


def spoken_part(text: str) -> str:
    """Return the spoken part of a text, its characters in their plain form.

    >>> spoken_part("Relax 🙂 &amp; <b>breathe</b>, see https://example.org/a?b=1").split()
    ['Relax', '&', 'breathe', ',', 'see', 'example.org']
    """
    if not _SUSPICIOUS.search(text):
        return text
    kept: list[str] = []
    position = 0
    for part in _unspoken_parts(text):
        kept += (text[position : part.begin], " ")
        position = part.end
    kept.append(text[position:])
    text = _ENTITY.sub(lambda entity: html.unescape(entity[0]), "".join(kept))
    text = _MIXED_FRACTION.sub(r"\1 ", text)
    text = _COMPATIBLE.sub(lambda styled: unicodedata.normalize("NFKC", styled[0]), unicodedata.normalize("NFC", text))
    text = _UNUSUAL.sub(lambda found: _plain(found[0]), text)
    return re.sub(rf"(?<![^\s{_ZERO_WIDTH_JOINER}]){_ZERO_WIDTH_JOINER}+", "", text)


def without_tags(text: str) -> str:
    """Return a text without tags in angle brackets, which are not spoken.

    >>> without_tags("<b>Breathe</b>, and<br>rest <3")
    'Breathe, and rest <3'
    """
    return _TAGS.sub(_gap_for_tags, text) if "<" in text else text


def _gap_for_tags(found: re.Match[str]) -> str:
    text = found.string
    before, after = text[max(found.start() - 1, 0) : found.start()], text[found.end() : found.end() + 1]
    return " " if (before.isalnum() or before in _STOPS) and after.isalnum() else ""


def unspoken(text: str) -> Iterator[Unspoken]:
    """Yield the unspoken parts that a listener would miss, in order."""
    if _SUSPICIOUS.search(text):
        yield from (found for found in _unspoken_parts(text) if found.name)


def _unspoken_parts(text: str) -> Iterator[Unspoken]:
    position = 0
    for found in _ADDRESS.finditer(text):
        yield from _signs(text, position, found.start())
        if found["tag"]:
            yield Unspoken(found.start(), found.end(), f"the tag {found[0]}")
        else:
            path = (found["path"] or "").rstrip("/")
            yield Unspoken(found.start(), found.end("scheme"), "")
            yield Unspoken(found.end("host"), found.end(), f"what follows {found['host']} in this address" * bool(path))
        position = found.end()
    yield from _signs(text, position, len(text))


def _signs(text: str, begin: int, end: int) -> Iterator[Unspoken]:
    """Yield each run of unspoken signs from one offset up to another."""
    position = begin
    for found in _UNUSUAL.finditer(text, begin, end):
        if found.start() < position:
            continue
        first = position = found.start()
        while position < end and (_is_unspoken(text[position]) or (position > first and _joins(text[position]))):
            position += 1
        if position > first:
            yield Unspoken(first, position, _name(text[first:position]))


@lru_cache(maxsize=2_000)
def _is_unspoken(character: str) -> bool:
    if character.isascii():
        return not character.isprintable() and not character.isspace()
    if character in _READ_SIGNS or character.isspace():
        return False
    category = unicodedata.category(character)
    is_skin_tone = category == "Sk" and character >= _FIRST_PICTURE
    return category in _UNSPOKEN_CATEGORIES or character in _SILENT_SIGNS or is_skin_tone


def _joins(character: str) -> bool:
    return character == _ZERO_WIDTH_JOINER or _VARIANTS[0] <= character <= _VARIANTS[1]


@lru_cache(maxsize=500)
def _name(signs: str) -> str:
    missed = "".join(sign for sign in signs if sign not in _SILENT_SIGNS)
    shown = missed.strip(_ZERO_WIDTH_JOINER)
    if not shown.strip(_EMOJI_FORM):
        return ""
    if not shown.replace(_ZERO_WIDTH_JOINER, "").isprintable():
        return f"the character U+{ord(shown[0]):04X}"
    pictures = any(sign >= _FIRST_PICTURE or "\u2300" <= sign <= "\u2bff" or sign == _EMOJI_FORM for sign in shown)
    return f"the {'emoji' if pictures else 'sign'} {shown}"


def _plain(character: str) -> str:
    """Return the character, or an empty string for an invisible mark."""
    if character in _JOINERS:
        return character
    if unicodedata.category(character) in {"Cf", "Me"} or _VARIANTS[0] <= character <= _VARIANTS[1]:
        return ""
    return character
