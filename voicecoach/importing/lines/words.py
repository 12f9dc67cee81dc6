"""Clean the words of a source for a script: no tags, emoji and marks; escaped, in paragraphs of a fair length."""

from __future__ import annotations

import re

_LONGEST_PARAGRAPH_CHARACTERS = 4_000
_HTML_TAG = re.compile(r"</?(?:p|br|div|span|b|i|em|strong|u|h\d|li|ul|ol|center|font|sup|sub|s|hr|speak|prosody|"
                       r"emphasis|voice|say-as|phoneme|mark|audio|lang)\b[^<>]*>", re.IGNORECASE)  # fmt: skip

STOP_AT_END = re.compile(r"[.!?…:;,][\"'”’»)\]*_]*\s*$")
SENTENCE_AT_END = re.compile(r"(?:[!?…]|(?<!\s[A-ZÀ-Ý])\.)[\"'”’»)\]*_]*\s*$")
QUOTATION_MARKS = "\u2018\u2019“”„«»'\""
_HEAVY_EMPHASIS = re.compile(r"(?<!\w)(?:\*\*\*|\*\*|___|__)(?=\S)|(?<=\S)(?:\*\*\*|\*\*|___|__)(?!\w)")
_BREAKS = frozenset("/\\`")
_BRACKETS = frozenset("[]{}")
_EMPHASISED = re.compile(r"(?<![\w_])_(?=\S)(.*?)(?<=\S)_(?![\w_])")
_CLOSING_UNDERSCORE = re.compile(r"(?<=\S)_(?![\w_])")
_PICTURES = re.compile("[\u2600-\u27bf\U0001f000-\U0001faff\ufe0f\u200d\u20e3]+")


def without_tags(text: str) -> str:
    """Return a text without the tags of HTML and SSML that have no meaning in a script."""
    return re.sub(r"[ \t]{2,}", " ", _HTML_TAG.sub(" ", text)) if "<" in text else text


def speakable(words: str) -> str:
    """Return words without marks that are not spoken: emoji, bullets, Markdown's heavy emphasis."""
    # Most words have none of these signs, which is quick to tell.
    text = _HEAVY_EMPHASIS.sub("", words) if "**" in words or "__" in words else words
    text = _with_stars(text) if "_" in text else text
    text = text if _BREAKS.isdisjoint(text) else re.sub(r"(?<=\s)[/\\](?=\s)|`+", "", text)
    text = (text if text.isascii() else _PICTURES.sub("", text)).strip()
    text = re.sub(r"^(?:[-–—•*#>]+\s+|[#>]+|[•–](?=\S)|-+(?=\S))", "", text).strip()
    text = " ".join(text.split())
    text = re.sub(r"\s+(?=[,.;!?…])(?![;!?].*[a-z]{3} )", "", text) if re.match(r".*\s[,.]", text) else text
    return text if re.search(r"\w", text) else ""


def _with_stars(text: str) -> str:
    """Return a text with stars around the words that single underscores emphasise."""
    # Behind the last underscore that can close, each one that opens would be looked for up to the end.
    end = max((found.end() for found in _CLOSING_UNDERSCORE.finditer(text)), default=0)
    return _EMPHASISED.sub(r"*\1*", text[:end]) + text[end:]


def speakable_name(name: str) -> str:
    """Return the name of a step without marks."""
    return re.sub(r"[*_`\[\]{}]+", "", speakable(name)).strip(" :–—-") or name


def escaped(words: str) -> str:
    """Return words as a script has them: brackets with a backslash, and no mark of a setting at the beginning."""
    words = re.sub(r"\\(?=[\[\]{}()])", "", words) if "\\" in words else words
    words = words if _BRACKETS.isdisjoint(words) else re.sub(r"([\[\]{}])", r"\\\1", words)
    return re.sub(r"^(?:#+\s*|[-•*–](?=\s))", "", words).strip()


def cut(text: str) -> list[str]:
    """Return a text in parts that are short enough for a paragraph."""
    parts: list[str] = []
    while len(text) > _LONGEST_PARAGRAPH_CHARACTERS:
        ends = [found.end() for found in re.finditer(r"[.!?…\]]\s", text[:_LONGEST_PARAGRAPH_CHARACTERS])]
        end = (
            ends[-1] if ends else text.rfind(" ", 0, _LONGEST_PARAGRAPH_CHARACTERS) + 1 or _LONGEST_PARAGRAPH_CHARACTERS
        )
        parts.append(text[:end].strip())
        text = text[end:].strip()
    return [*parts, text]
