"""The QR code of an address, as a picture inside the page."""

from __future__ import annotations

from voicecoach.errors import OptionError

_LONGEST_BYTES = 500


def qr_svg(address: str, title: str) -> str:
    """Return the QR code of an address as an SVG element of one colour.

    Raises:
        OptionError: The address is too long for a code that a phone reads from paper.
    """
    import segno

    size_bytes = len(address.encode())
    if size_bytes > _LONGEST_BYTES:
        reason = f"is too long for a QR code: {size_bytes} bytes, and {_LONGEST_BYTES} can be read from paper"
        raise OptionError("link", reason, "shorten the address")
    code = segno.make(address, error="m", micro=False)
    svg = code.svg_inline(
        border=4, dark="#000", light="#fff", omitsize=True, svgclass=None, lineclass=None, title=title
    )
    return str(svg).replace("<svg ", '<svg role="img" ', 1)
