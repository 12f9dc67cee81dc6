"""The QR code of an address: as a picture for a page, and as lines for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from voicecoach.errors import OptionError

_LONGEST_BYTES = 500
_QUIET_MODULES = 4  # ISO/IEC 18004 asks for that much of the light colour around the code
_BLACK_ON_WHITE, _PLAIN = "\x1b[38;5;16;48;5;231m", "\x1b[0m"  # of the fixed 256 colours, which no theme changes
_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def qr_svg(address: str, title: str) -> str:
    """Return the QR code of an address as an SVG element, black on white.

    Args:
        address: The address.
        title: The text for those who cannot see the picture.

    Raises:
        OptionError: The address is too long for a code that a phone reads from paper.
    """
    svg = _code(address).svg_inline(
        border=_QUIET_MODULES, dark="#000", light="#fff", omitsize=True, svgclass=None, lineclass=None, title=title
    )
    return str(svg).replace("<svg ", '<svg role="img" ', 1)


def qr_modules(address: str) -> list[list[bool]]:
    """Return the code as rows of modules, True for dark, with the quiet zone around it.

    Raises:
        OptionError: The address is too long.
    """
    return [[bool(module) for module in row] for row in _code(address).matrix_iter(border=_QUIET_MODULES)]


def qr_lines(
    modules: Sequence[Sequence[bool]], *, has_colours: bool, is_light_ink: bool = False, has_blocks: bool = True
) -> list[str]:
    """Return the code as lines of a terminal.

    Args:
        modules: The code, from :func:`qr_modules`.
        has_colours: Whether half blocks are drawn in black on white whatever the terminal's own colours are.
        is_light_ink: Without colours, and for ASCII: whether the terminal writes in a light colour on a dark one. Then
            the light modules are drawn.
        has_blocks: Whether half blocks can be written; else each module is two characters of ASCII.
    """
    draws_light = is_light_ink and not (has_colours and has_blocks)
    drawn = [[module != draws_light for module in row] for row in modules]
    if not has_blocks:
        return ["".join("##" if module else "  " for module in row) for row in drawn]
    if len(drawn) % 2:
        drawn = [*drawn, [draws_light] * len(drawn[0])]
    lines = [
        "".join(_HALVES[pair] for pair in zip(upper, lower, strict=True))
        for upper, lower in zip(drawn[::2], drawn[1::2], strict=True)
    ]
    return [f"{_BLACK_ON_WHITE}{line}{_PLAIN}" for line in lines] if has_colours else lines


def _code(address: str) -> Any:
    import segno

    size_bytes = len(address.encode())
    if size_bytes > _LONGEST_BYTES:
        reason = f"is too long for a QR code: {size_bytes} bytes; the limit is {_LONGEST_BYTES}"
        raise OptionError("link", reason, "shorten the address")
    return segno.make(address, error="m", micro=False)
