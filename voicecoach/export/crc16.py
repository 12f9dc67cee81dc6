"""The checksum of the LAME tag: CRC-16/ARC (polynomial 0x8005, bits reflected, begun with zero)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_REFLECTED_POLYNOMIAL = 0xA001
_STRIDE_BYTES = 96  # divides the MP3 frame of every usual bit rate, so that few bytes are left over


def _one_byte_table() -> list[int]:
    table = []
    for byte in range(256):
        crc = byte
        for _ in range(8):
            crc = crc >> 1 ^ (_REFLECTED_POLYNOMIAL if crc & 1 else 0)
        table.append(crc)
    return table


_ONE_BYTE = _one_byte_table()


def _stride_table() -> NDArray[np.uint16]:
    """Return what each byte value at each place in a stride adds to the stride's checksum."""
    one_byte = np.array(_ONE_BYTE, dtype=np.uint16)
    table = np.empty((_STRIDE_BYTES, 256), dtype=np.uint16)
    table[-1] = one_byte
    for place in range(_STRIDE_BYTES - 2, -1, -1):
        later = table[place + 1]
        table[place] = later >> 8 ^ one_byte[later & 0xFF]
    return table


_STRIDE = _stride_table()
_FIRST, _SECOND = _STRIDE[0].tolist(), _STRIDE[1].tolist()


def crc16(content: bytes, crc: int = 0) -> int:
    """Return the checksum of the content, continued from the checksum of what came before it.

    The checksum is linear: that of a stride is the exclusive or of what each of its bytes adds, which numpy
    finds for all strides at once; only joining the strides is a loop.

    >>> hex(crc16(b"123456789"))
    '0xbb3d'
    """
    whole_bytes = len(content) - len(content) % _STRIDE_BYTES
    strides = np.frombuffer(content, dtype=np.uint8, count=whole_bytes).reshape(-1, _STRIDE_BYTES)
    added = np.bitwise_xor.reduce(_STRIDE[np.arange(_STRIDE_BYTES), strides], axis=1)
    for stride_crc in added.tolist():
        # What came before acts as if it were mixed into the stride's first two bytes.
        crc = _FIRST[crc & 0xFF] ^ _SECOND[crc >> 8] ^ stride_crc
    for byte in content[whole_bytes:]:
        crc = crc >> 8 ^ _ONE_BYTE[(crc ^ byte) & 0xFF]
    return crc
