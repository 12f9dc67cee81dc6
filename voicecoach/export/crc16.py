"""The checksum of the LAME tag: CRC-16/ARC (polynomial 0x8005, bits reflected, begun with zero).

With the two bytes that come next mixed into it, the register goes on to ``table[register]``, and that is linear:
what lies in front of 2^k pairs of bytes is carried over all of them by one look into a table of level k. So a long
content is folded, its first pair over its second, its third over its fourth, until one is left.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_REFLECTED_POLYNOMIAL = 0xA001
_BITS_PER_BYTE = 8
_PAIRS_AT_ONCE = 1 << 15  # few enough for the caches of a processor
_NOTHING_BEFORE = np.zeros(1, dtype=np.uint16)


def crc16(content: bytes, crc: int = 0) -> int:
    """Return the checksum of the content, continued from the checksum of what came before it.

    >>> hex(crc16(b"123456789"))
    '0xbb3d'
    >>> hex(crc16(b"56789", crc16(b"1234")))
    '0xbb3d'
    """
    pairs = np.frombuffer(content, dtype="<u2", count=len(content) // 2)
    for first in range(0, len(pairs), _PAIRS_AT_ONCE):
        crc = _folded(pairs[first : first + _PAIRS_AT_ONCE], crc)
    return _after_byte(crc ^ content[-1]) if len(content) % 2 else crc


def _folded(pairs: NDArray[np.uint16], crc: int) -> int:
    folded = pairs.copy()
    folded[0] ^= crc
    level = 0
    while len(folded) > 1:
        if len(folded) % 2:
            folded = np.concatenate((_NOTHING_BEFORE, folded))  # a register of zero stays so
        folded = _carried_over(level).take(folded[::2]) ^ folded[1::2]
        level += 1
    return int(_carried_over(0)[folded[0]])


@cache
def _carried_over(level: int) -> NDArray[np.uint16]:
    """Return what becomes of each value of the register within 2^level pairs of bytes of zero."""
    if level:
        half = _carried_over(level - 1)
        return half[half]
    registers = np.arange(1 << 16, dtype=np.uint16)
    for _ in range(2 * _BITS_PER_BYTE):
        registers = _after_bit(registers)
    return registers


def _after_bit(registers: NDArray[np.uint16]) -> NDArray[np.uint16]:
    return registers >> np.uint16(1) ^ (registers & np.uint16(1)) * np.uint16(_REFLECTED_POLYNOMIAL)


def _after_byte(register: int) -> int:
    """Return what becomes of a register that a single byte is mixed into."""
    for _ in range(_BITS_PER_BYTE):
        register = register >> 1 ^ (_REFLECTED_POLYNOMIAL if register & 1 else 0)
    return register
