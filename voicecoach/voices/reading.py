"""What people write, as it is read aloud: ``2x15 sec`` becomes ``2 times 15 seconds``.

Engines read punctuation, signs and short forms each in their own way, and often wrongly. What is met here
means the same to all of them. Numbers themselves are left to the engine, which knows its language.
"""

from __future__ import annotations

import re
import unicodedata

from voicecoach.errors import SpeechError
from voicecoach.voices.names import base_language
from voicecoach.voices.reading_words import WORDS, Words

_INLINE_SOUNDS = re.compile(r"\[([^\[\]]+)\]\(/[^/]*/\)")
_NUMBER = r"\d+(?:[.,]\d+)?"


def _unit(forms: str) -> re.Pattern[str]:
    """Return a pattern of a number with a unit; its full stop belongs to it unless it ends the sentence."""
    return re.compile(rf"(?<![\w.,:])({_NUMBER})[ \u00a0]?(?:{forms})\b(?:\.(?=\s+[^\WA-Z\d_]|[,;:]))?")


# In small letters only where one letter stands for it: a capital is a name more often than a unit.
_SECONDS = _unit("s|secs?|[Ss]ek|segs?")
_MINUTES = _unit("mins?|Min")
_HOURS = _unit("h|hrs?|[Ss]td")
_RANGE = re.compile(r"(?<![\w.,:–-])(\d+(?:[.,:]\d+)?)\s?[-–]\s?(\d+(?:[.,:]\d+)?)(?![\w–-]*[–-]\d)")
_TIMES = re.compile(r"(?<![\w.,])(\d+)\s?[x×]\s?(?=\d)", re.IGNORECASE)
_MINUTES_SECONDS = re.compile(r"(?<![\d:])(\d{1,2}):([0-5]\d)(?![\d:])")
_CLOCK_BEFORE = re.compile(r"\b(?:at|until|till|before|after|around|um|bis|ab|las|la|à)\s*$", re.IGNORECASE)
_CLOCK_AFTER = re.compile(r"\s*(?:[ap]\.?m\b|o'clock|uhr|h\b|heures?)", re.IGNORECASE)
_MIXED_HALF = re.compile(r"(\d)\s?½")
_SLASH = re.compile(r"(?<=[^\W\d_])\s?/\s?(?=[^\W\d_])")
_FOR_EXAMPLE = re.compile(r"(?<!\w)(?:e\.\s?g\.|z\.\s?B\.|p\.\s?ej\.|p\.\s?ex\.)", re.IGNORECASE)
# Emoji, other signs that stand for no word, controls, private and unknown characters, the frame of a keycap.
_PICTOGRAMS = {"So", "Sk", "Cc", "Co", "Cn", "Me"}
_VARIANTS = ("\ufe00", "\ufe0f")
# Degrees are read; joiners are spelling in Persian and in Indian scripts.
_KEPT = "\u00b0\u200c\u200d"
# What is left of Markdown, and joiners that joined two emoji.
_MARKS = re.compile(r"[*_`~^|\\<>]+|(?<!\w)#(?!\d)|(?<![^\s\u200d])\u200d+")
# A hyphen runs two words together: alone, "Cat-Cow." is heard as "Kekow". A fore-syllable is no word.
_HYPHEN = re.compile(
    r"(?<![\w'’-])(?!(?:re|co|pre|non|un|de|ex|bi|tri|semi|anti|self)-)(?:[^\W\d_]+-)+[^\W\d_]+",
    re.IGNORECASE,
)


def speakable(text: str) -> bool:
    """Return whether anything in the text can be spoken: a letter or a number.

    >>> speakable("½"), speakable("🙂 …")
    (True, False)
    """
    return any(character.isalnum() for character in text)


def require_speakable(text: str, voice: str) -> None:
    """Raise :class:`SpeechError` where nothing in the text can be spoken."""
    if not speakable(text):
        raise SpeechError(text, voice, "there is nothing in it to speak", "write it in words, or take it out")


def as_read(text: str, language: str, *, inline_sounds: bool = False) -> str:
    """Return the text as it is given to an engine of the language.

    Emoji and marks are dropped in every language; short forms are spelled out in English, German, Spanish
    and French. With ``inline_sounds`` a ``[word](/sounds/)`` is kept for an engine that reads it, else its
    word is.

    >>> as_read("Cat-Cow: 2x15 sec. 🙂", "en")
    'Cat Cow: 2 times 15 seconds.'
    """
    if not inline_sounds:
        return _read_plain(_INLINE_SOUNDS.sub(r"\1", text), language)
    parts: list[str] = []
    position = 0
    for sounds in _INLINE_SOUNDS.finditer(text):
        parts += [_read_plain(text[position : sounds.start()], language, trim=False), sounds[0]]
        position = sounds.end()
    parts.append(_read_plain(text[position:], language, trim=False))
    return "".join(parts).strip()


def _read_plain(text: str, language: str, *, trim: bool = True) -> str:
    text = "".join(_plain(character) for character in unicodedata.normalize("NFC", text))
    text = _MARKS.sub(" ", text)
    words = WORDS.get(base_language(language))
    if words:
        text = _spelled_out(text, words)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s+(?=[,.;:!?])", "", text)
    return text.strip() if trim else text


def _plain(character: str) -> str:
    """Return the character; a space for a pictogram or a control; nothing for a hidden mark."""
    if character in _KEPT:
        return character
    category = unicodedata.category(character)
    if category == "Cf" or _VARIANTS[0] <= character <= _VARIANTS[1]:
        return ""
    return " " if category in _PICTOGRAMS else character


def _spelled_out(text: str, words: Words) -> str:
    text = _FOR_EXAMPLE.sub(words.for_example, text)
    text = _MIXED_HALF.sub(rf"\1 {words.joined_half}", text)
    for sign, spoken in (("½", words.half), ("¼", words.quarter), ("¾", words.three_quarters)):
        text = text.replace(sign, f" {spoken} ")
    text = _RANGE.sub(rf"\1 {words.to} \2", text)
    text = _MINUTES_SECONDS.sub(lambda match: _length_or_clock(match, words), text)
    text = _TIMES.sub(rf"\1 {words.times} ", text)
    for pattern, forms in ((_SECONDS, words.second), (_MINUTES, words.minute), (_HOURS, words.hour)):
        text = _with_unit(text, pattern, forms)
    letters = "".join(words.left_right)
    text = re.sub(rf"\b([{letters}])(?=\s?/\s?[{letters}]\b)", lambda match: words.left_right[match[1]], text)
    text = re.sub(rf"(?<=/)\s?([{letters}])\b", lambda match: words.left_right[match[1]], text)
    text = _SLASH.sub(", ", text)
    return _HYPHEN.sub(lambda match: match[0].replace("-", " "), text)


def _with_unit(text: str, pattern: re.Pattern[str], forms: tuple[str, str]) -> str:
    return pattern.sub(lambda match: f"{match[1]} {_one_or_more(match[1], forms)}", text)


def _length_or_clock(match: re.Match[str], words: Words) -> str:
    """Return ``1:30`` as a length in words, unless what stands around it makes it a time of day."""
    if _CLOCK_BEFORE.search(match.string[: match.start()]) or _CLOCK_AFTER.match(match.string[match.end() :]):
        return match[0]
    minutes, seconds = int(match[1]), int(match[2])
    parts = [f"{minutes} {_one_or_more(match[1], words.minute)}"] if minutes else []
    if seconds or not minutes:
        parts.append(f"{seconds} {_one_or_more(str(seconds), words.second)}")
    return f" {words.joined} ".join(parts)


def _one_or_more(number: str, forms: tuple[str, str]) -> str:
    return forms[0] if number.lstrip("0") == "1" else forms[1]
