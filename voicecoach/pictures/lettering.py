"""Measure and shorten text for pictures whose font is the viewer's and therefore unknown."""

from __future__ import annotations

import unicodedata

from voicecoach.text import is_visible

ELLIPSIS = "\u2026"

# Widths in ems, each at least that of the widest common sans-serif (Verdana, DejaVu Sans, Arial, Helvetica).
_WIDTH_EM = {
    **dict.fromkeys("ijl|'", 0.37),
    **dict.fromkeys(" ftrI.,:;!/\\()[]`-", 0.46),
    **dict.fromkeys("mMwW@%", 1.08),
}
_SMALL_EM = 0.66
_CAPITAL_EM = 0.82
_WIDE_EM = 1.1


def visible(text: str) -> str:
    r"""Return a text as one line without invisible characters: controls, direction marks, lone surrogates.

    Line ends and runs of spaces become one space; accents are joined to their letters.

    >>> visible(" Cat\tCow\x1b[31m\n")
    'Cat Cow[31m'
    """
    spaced = " ".join(unicodedata.normalize("NFC", text).split())
    return " ".join("".join(filter(is_visible, spaced)).split())


def widest_px(text: str, size_px: float) -> float:
    """Return the largest width of a text in any common sans-serif font."""
    return size_px * sum(_width_em(character) for character in text)


def cut_to_width(text: str, size_px: float, room_px: float) -> str:
    """Return a text that fits into a width: whole, cut with an ellipsis, or empty if not even two letters fit.

    >>> cut_to_width("Seated Forward Bend", 10, 80)
    'Seated For…'
    """
    text = visible(text)
    if widest_px(text, size_px) <= room_px:
        return text
    room_px -= widest_px(ELLIPSIS, size_px)
    kept = 0
    while kept < len(text) and widest_px(text[: kept + 1], size_px) <= room_px:
        kept += 1
    least = 2
    return text[:kept].rstrip() + ELLIPSIS if kept >= least else ""


def _width_em(character: str) -> float:
    if character in _WIDTH_EM:
        return _WIDTH_EM[character]
    if character.isascii():
        return _CAPITAL_EM if character.isupper() or character in "#&+<=>~^" else _SMALL_EM
    if unicodedata.combining(character):
        return 0.0
    base = unicodedata.normalize("NFD", character)[0]
    return _width_em(base) if base.isascii() else _WIDE_EM
