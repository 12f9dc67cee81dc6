"""Change the length of speech and not its pitch, where an engine cannot speak at the rate that is wanted."""

from __future__ import annotations

import importlib.util

import numpy as np
from numpy.typing import NDArray

# Shorter blocks than the library's own suit speech better (DNSMOS of 12 cues at 1.2: 3.30 against 3.27; plain 3.39).
_BLOCK_S, _INTERVAL_S = 0.060, 0.015
_SEED = 0


def can_stretch() -> bool:
    """Return whether the library for it is installed, which has no wheel for some machines."""
    return importlib.util.find_spec("python_stretch") is not None


def stretched(samples: NDArray[np.float32], rate_hz: int, factor: float) -> NDArray[np.float32]:
    """Return speech that takes ``factor`` times as long, the same each time."""
    from python_stretch import Signalsmith

    stretch = Signalsmith.Stretch(_SEED)
    stretch.configure(1, round(_BLOCK_S * rate_hz), round(_INTERVAL_S * rate_hz))
    stretch.setTimeFactor(1.0 / factor)
    return np.asarray(stretch.process(samples[np.newaxis, :]), dtype=np.float32).reshape(-1)
