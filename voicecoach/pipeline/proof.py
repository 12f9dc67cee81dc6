"""Gather, while a file is written, what its cue sheet says of its sound: the proof that ``verify`` compares with."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from voicecoach.export.tags.tags import GZIP_WBITS, Tags, packed_sheet
from voicecoach.sound.fingerprint import Meter
from voicecoach.units import db_to_gain


class Proof:
    """The proof of one file.

    Args:
        channels: Of the file.
        gain_db: The gain of the file over the mix.
        tolerance: The tolerance of its format and bit rate.
    """

    def __init__(self, channels: int, gain_db: float, tolerance: float) -> None:
        self._gain_db = gain_db
        self._tolerance = tolerance
        self._meter = Meter(channels, db_to_gain(gain_db))

    def measured(self, blocks: Iterable[NDArray[np.float32]]) -> Iterator[NDArray[np.float32]]:
        """Yield the blocks of the mix as they are, and measure them."""
        for block in blocks:
            self._meter.add(block)
            yield block

    def completed(self, tags: Tags) -> Tags:
        """Return tags whose cue sheet has the proof; call it after the last block."""
        if not tags.sheet:
            return tags
        proof = {
            "fingerprint": self._meter.fingerprint().packed(),
            "gain_db": self._gain_db,
            "tolerance": self._tolerance,
            "cover_sha256": sha256(tags.cover_bytes).hexdigest() if tags.cover_bytes else "",
        }
        sheet = json.loads(zlib.decompress(tags.sheet, GZIP_WBITS))
        return replace(tags, sheet=packed_sheet({**sheet, "proof": proof}))
