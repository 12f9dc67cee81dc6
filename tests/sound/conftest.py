"""Sound files as people bring them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def tone() -> np.ndarray:
    """Return two seconds of 440 Hz at 44.1 kHz, faded at both ends."""
    frames = np.arange(88_200)
    return (0.25 * np.sin(2 * np.pi * 440 * frames / 44_100) * np.hanning(88_200)).astype(np.float32)


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes samples into a file whose suffix says the format."""

    def write_file(name: str, samples: np.ndarray, rate_hz: int = 44_100, **options: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        soundfile.write(path, samples, rate_hz, **options)
        return path

    return write_file
