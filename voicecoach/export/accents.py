"""Accented letters for the font that comes with Pillow, which has none: a plain letter, and its accent as strokes."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_PLAIN = str.maketrans(
    {
        "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L",
        "đ": "d", "Đ": "D", "\u0131": "i", "¿": "?", "¡": "!", "\u201a": ",", "\u201e": '"', "\u2013": "-",
        "\u2014": "-", "×": "x", "\u2022": "*",
    }
)  # fmt: skip

Strokes = tuple[tuple[tuple[float, float], ...], ...]

# Ems, x from the middle of the letter, y upwards from its top; a cedilla hangs below the baseline.
_ABOVE: dict[str, Strokes] = {
    "\u0300": (((-0.13, 0.19), (0.03, 0.07)),),
    "\u0301": (((-0.03, 0.07), (0.13, 0.19)),),
    "\u0302": (((-0.13, 0.07), (0.0, 0.19), (0.13, 0.07)),),
    "\u0303": (((-0.16, 0.08), (-0.08, 0.15), (0.08, 0.09), (0.16, 0.16)),),
    "\u0304": (((-0.14, 0.12), (0.14, 0.12)),),
    "\u0306": (((-0.13, 0.18), (-0.06, 0.09), (0.06, 0.09), (0.13, 0.18)),),
    "\u0307": (((0.0, 0.09), (0.0, 0.17)),),
    "\u0308": (((-0.12, 0.09), (-0.12, 0.17)), ((0.12, 0.09), (0.12, 0.17))),
    "\u030a": (((-0.08, 0.12), (0.0, 0.05), (0.08, 0.12), (0.0, 0.2), (-0.08, 0.12)),),
    "\u030b": (((-0.1, 0.07), (0.0, 0.19)), ((0.06, 0.07), (0.16, 0.19))),
    "\u030c": (((-0.13, 0.19), (0.0, 0.07), (0.13, 0.19)),),
}
_BELOW: dict[str, Strokes] = {
    "\u0327": (((0.0, 0.0), (0.0, -0.07), (0.06, -0.12), (-0.06, -0.18)),),
    "\u0328": (((0.06, 0.0), (-0.02, -0.11), (0.1, -0.17)),),
}
_X_HEIGHT_EM = 0.53
_SMALL_TOP_EM, _CAPITAL_TOP_EM = 0.56, 0.72
_DOTLESS_I: Strokes = (((0.0, 0.0), (0.0, _X_HEIGHT_EM)),)


@dataclass(frozen=True, slots=True)
class Accent:
    """The strokes over or under one letter.

    Attributes:
        index: Which letter of the plain text it belongs to.
        strokes_em: Each a run of points, x from the letter's middle, y upwards from the baseline.
    """

    index: int
    strokes_em: Strokes


def split_accents(text: str) -> tuple[str, tuple[Accent, ...]]:
    """Return a text without accents, and the accents to draw; what is neither Latin nor known stays as it is.

    >>> split_accents("Rücken")[0]
    'Rucken'
    """
    plain: list[str] = []
    accents: list[Accent] = []
    for character in unicodedata.normalize("NFC", text.translate(_PLAIN)):
        decomposed = unicodedata.normalize("NFD", character)
        letter, marks = decomposed[0], decomposed[1:]
        if not (letter.isascii() and all(mark in _ABOVE or mark in _BELOW for mark in marks)):
            plain.append(character)
            continue
        top_em = _SMALL_TOP_EM if letter.islower() else _CAPITAL_TOP_EM
        above = [_raised(_ABOVE[mark], top_em) for mark in marks if mark in _ABOVE]
        if letter == "i" and above:  # without its dot: a space is as wide, and the stem is drawn
            letter, above = " ", [_DOTLESS_I, *above]
        accents += (
            Accent(len(plain), strokes) for strokes in (*above, *(_BELOW[mark] for mark in marks if mark in _BELOW))
        )
        plain.append(letter)
    return "".join(plain), tuple(accents)


def _raised(strokes_em: Strokes, by_em: float) -> Strokes:
    return tuple(tuple((x, y + by_em) for x, y in stroke) for stroke in strokes_em)
