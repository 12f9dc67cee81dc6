"""Large letters for a screen that is read from two metres away, drawn with block characters.

The letters are five pixels wide and seven high, capitals only, as those are read best from afar; accents go above
and below them. A pixel is half a character cell, or two cells side by side, so that it is about square.
"""

from __future__ import annotations

import unicodedata
from itertools import pairwise

_BANDS = (
    (
        "ABCDEFGHIJKLM",
        " ###  ####   ###  ####  ##### #####  ###  #   # ###     # #   # #     #   #",
        "#   # #   # #   # #   # #     #     #   # #   #  #      # #  #  #     ## ##",
        "#   # #   # #     #   # #     #     #     #   #  #      # # #   #     # # #",
        "##### ####  #     #   # ####  ####  #  ## #####  #      # ##    #     # # #",
        "#   # #   # #     #   # #     #     #   # #   #  #      # # #   #     #   #",
        "#   # #   # #   # #   # #     #     #   # #   #  #  #   # #  #  #     #   #",
        "#   # ####   ###  ####  ##### #      ###  #   # ###  ###  #   # ##### #   #",
    ),
    (
        "NOPQRSTUVWXYZ",
        "#   #  ###  ####   ###  ####   #### ##### #   # #   # #   # #   # #   # #####",
        "##  # #   # #   # #   # #   # #       #   #   # #   # #   # #   # #   #     #",
        "##  # #   # #   # #   # #   # #       #   #   # #   # #   #  # #   # #     # ",
        "# # # #   # ####  #   # ####   ###    #   #   # #   # # # #   #     #     #  ",
        "#  ## #   # #     # # # # #       #   #   #   #  # #  # # #  # #    #    #   ",
        "#  ## #   # #     #  #  #  #      #   #   #   #  # #  ## ## #   #   #   #    ",
        "#   #  ###  #      ## # #   # ####    #    ###    #   #   # #   #   #   #####",
    ),
    (
        "0123456789",
        " ###    #    ###   ###     #  #####  ###  #####  ###   ### ",
        "#   #  ##   #   # #   #   ##  #     #         # #   # #   #",
        "#   # # #       #     #  # #  ####  #        #  #   # #   #",
        "#   #   #     ##    ##  #  #      # ####     #   ###   ####",
        "#   #   #    #        # #####     # #   #   #   #   #     #",
        "#   #   #   #     #   #    #  #   # #   #   #   #   #     #",
        " ###  ##### #####  ###     #   ###   ###    #    ###   ### ",
    ),
    (
        "-'.,:!?()/+&",
        "    #        #  ###   # #      #        ##  ",
        "    #        # #   # #   #     #   #   #  # ",
        "           # #     # #   #    #    #   #  # ",
        "###          #   ##  #   #   #   #####  ##  ",
        "             #   #   #   #  #      #   # # #",
        "         # #         #   # #       #   #  # ",
        "      # #    #   #    # #  #            ## #",
    ),
)

# Above a letter (two rows) or below it (one), by the combining character that Unicode takes accented letters apart to.
_ABOVE = {
    "\N{COMBINING GRAVE ACCENT}": (" #   ", "  #  "),
    "\N{COMBINING ACUTE ACCENT}": ("   # ", "  #  "),
    "\N{COMBINING CIRCUMFLEX ACCENT}": ("  #  ", " # # "),
    "\N{COMBINING TILDE}": (" ## #", "#  ##"),
    "\N{COMBINING MACRON}": ("#####", "     "),
    "\N{COMBINING BREVE}": ("#   #", " ### "),
    "\N{COMBINING DOT ABOVE}": ("  #  ", "     "),
    "\N{COMBINING DIAERESIS}": (" # # ", "     "),
    "\N{COMBINING RING ABOVE}": (" ### ", " ### "),
    "\N{COMBINING DOUBLE ACUTE ACCENT}": ("  # #", " # # "),
    "\N{COMBINING CARON}": (" # # ", "  #  "),
}
_BELOW = {"\N{COMBINING CEDILLA}": "  ## ", "\N{COMBINING OGONEK}": "   ##"}

_HIGH_PX = 7
_ABOVE_PX = 2
_SPACE_PX = 3
_LIKE = str.maketrans("\N{RIGHT SINGLE QUOTATION MARK}\N{EN DASH}\N{EM DASH}\N{NO-BREAK SPACE}", "'-- ")
_HALVES = {"  ": " ", "# ": "\N{UPPER HALF BLOCK}", " #": "\N{LOWER HALF BLOCK}", "##": "\N{FULL BLOCK}"}
_DOUBLE = {" ": "  ", "#": "\N{FULL BLOCK}" * 2}

BLOCKS = "".join(_HALVES.values())
"""The characters that letters are drawn with."""


def _glyphs() -> dict[str, tuple[str, ...]]:
    """Return the rows of each letter, cut out of the bands at the columns that are blank from top to bottom."""
    glyphs = {" ": (" " * _SPACE_PX,) * _HIGH_PX}
    for letters, *rows in _BANDS:
        columns = ["".join(column) for column in zip(*rows, strict=True)]
        blank = [-1, *(at for at, column in enumerate(columns) if not column.strip()), len(columns)]
        cuts = [(left + 1, right) for left, right in pairwise(blank) if right - left > 1]
        glyphs |= {
            letter: tuple(row[left:right] for row in rows) for letter, (left, right) in zip(letters, cuts, strict=True)
        }
    return glyphs


_GLYPHS = _glyphs()


def block_lines(text: str, scale: int) -> tuple[str, ...] | None:
    """Return a text in large letters, as lines of one width; None if it is empty or a letter of it cannot be drawn.

    Args:
        text: One line, drawn in capitals.
        scale: 1 for letters of 4 lines, 2 for letters of 7; accents need one line more and two.
    """
    pixels = _pixels(text)
    if pixels is None:
        return None
    if scale > 1:
        return tuple("".join(_DOUBLE[pixel] for pixel in row) for row in _trimmed(pixels))
    pixels = pixels if pixels[0].strip() or pixels[1].strip() else pixels[_ABOVE_PX:]
    return tuple(
        "".join(_HALVES[upper + lower] for upper, lower in zip(above, below, strict=True))
        for above, below in zip(pixels[::2], pixels[1::2], strict=True)
    )


def _pixels(text: str) -> list[str] | None:
    """Return ten rows of pixels: two for accents, seven for letters, one for what hangs below."""
    drawn: list[tuple[str, ...]] = []
    for character in unicodedata.normalize("NFC", text.translate(_LIKE).upper()):
        letter, *accents = tuple(unicodedata.normalize("NFD", character))
        if letter not in _GLYPHS or any(accent not in _ABOVE and accent not in _BELOW for accent in accents):
            return None
        width_px = len(_GLYPHS[letter][0])
        above = next((_ABOVE[accent] for accent in accents if accent in _ABOVE), ("", ""))
        below = next((_BELOW[accent] for accent in accents if accent in _BELOW), "")
        drawn.append(tuple(_centred(row, width_px) for row in (*above, *_GLYPHS[letter], below)))
    return [" ".join(rows) for rows in zip(*drawn, strict=True)] or None


def _centred(row: str, width_px: int) -> str:
    """Return an accent's row in the width of its letter; a narrow letter cuts both its ends."""
    spare_px = max(0, len(row) - width_px) // 2
    return row[spare_px : spare_px + width_px].ljust(width_px)


def _trimmed(pixels: list[str]) -> list[str]:
    """Return the rows without those above and below the letters that no accent needs."""
    above = [] if not (pixels[0].strip() or pixels[1].strip()) else pixels[:_ABOVE_PX]
    below = pixels[-1:] if pixels[-1].strip() else []
    return [*above, *pixels[_ABOVE_PX:-1], *below]
