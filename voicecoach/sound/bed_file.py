"""The file of one bed that is kept: numpy's own format of several arrays, whose checksums are those of a ZIP file."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import numpy as np

from voicecoach.sound.bed_layers import Bed, Layer, Swell
from voicecoach.store import DamagedError

_LEVELS = "levels"
_LOOP, _GAIN, _SWELL = "loop{}", "gain{}", "swell{}"


def to_bytes(bed: Bed) -> bytes:
    """Return the file of a bed."""
    arrays: dict[str, Any] = {_LEVELS: np.array([bed.mean_power, bed.peak], dtype=np.float64)}
    for number, layer in enumerate(bed.layers):
        arrays[_LOOP.format(number)] = layer.samples
        arrays[_GAIN.format(number)] = np.array(layer.gain)
        if layer.swell:
            arrays[_SWELL.format(number)] = layer.swell.gains
    file = io.BytesIO()
    np.savez(file, **arrays)
    return file.getvalue()


def from_bytes(stored: bytes) -> Bed:
    """Return the bed in a file.

    Raises:
        DamagedError: The file is cut short, changed, or of another format.
    """
    try:
        with np.load(io.BytesIO(stored), allow_pickle=False) as arrays:
            mean_power, peak = arrays[_LEVELS].tolist()
            count = sum(name.startswith(_LOOP.format("")) for name in arrays)
            layers = tuple(_layer(arrays, number) for number in range(count))
            return Bed(layers, layers[0].samples.shape[1], mean_power, peak)
    except (ValueError, LookupError, EOFError, OSError, zipfile.BadZipFile) as error:
        raise DamagedError(f"it cannot be read: {error}") from error


def _layer(arrays: Any, number: int) -> Layer:
    swell = _SWELL.format(number)
    return Layer(
        arrays[_LOOP.format(number)],
        np.float32(arrays[_GAIN.format(number)]),
        Swell(arrays[swell]) if swell in arrays else None,
    )
