"""The ``Range`` of a request (RFC 9110, section 14)."""

from __future__ import annotations

import re

# Clients write the largest number that they have for "to the end": twenty digits hold those of 64 bits.
_RANGE = re.compile(r"\s*([0-9]{0,20})\s*-\s*([0-9]{0,20})\s*")


class UnsatisfiableError(ValueError):
    """Raised when nothing of a range lies inside the resource: the answer is 416."""


def wanted_range(header: str, length_bytes: int) -> tuple[int, int] | None:
    """Return the part that a ``Range`` asks for, as ``(begin, end)`` with the end excluded; None for the whole.

    A range in another unit, or one that is not well formed, is ignored, as the RFC asks. So are several ranges at
    once, as it allows: no player sends them, and they let a client ask for the same bytes again and again.

    Args:
        header: The value of the header.
        length_bytes: The length of the whole.

    Raises:
        UnsatisfiableError: Every range begins after the end.

    >>> wanted_range("bytes=0-99", 1000), wanted_range("bytes=-100", 1000), wanted_range("bytes=5-3", 1000)
    ((0, 100), (900, 1000), None)
    """
    unit, equals, wanted = header.partition("=")
    if not equals or unit.strip().lower() != "bytes":
        return None
    found = []
    for text in wanted.split(","):
        if not text.strip():
            continue  # a list may have empty elements
        parts = _RANGE.fullmatch(text)
        if not parts or not (parts[1] or parts[2]):
            return None
        first, last = parts[1], parts[2]
        if not first:
            begin, end = max(0, length_bytes - int(last)), length_bytes
        else:
            begin, end = int(first), min(int(last) + 1, length_bytes) if last else length_bytes
            if last and int(last) < begin:
                return None
        found.append((begin, end))
    within = [(begin, end) for begin, end in found if begin < end]
    if found and not within:
        raise UnsatisfiableError(header)
    return within[0] if len(found) == 1 else None
