"""Samples that are read block by block: in memory, in a file, or made when they are asked for.

A person's music of twenty minutes would take half a gigabyte as ``float32``. What measures, shapes and mixes it asks
for a part at a time, ``samples[first:last]``, as of an array.
"""

from __future__ import annotations

import tempfile
import threading
import weakref
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from voicecoach import folders
from voicecoach.units import MIX_RATE_HZ

_Number = TypeVar("_Number", np.float32, np.int16)
_Number_co = TypeVar("_Number_co", np.float32, np.int16, covariant=True)

BLOCK_FRAMES = 2 * MIX_RATE_HZ
"""Two seconds, a whole number of milliseconds."""

# Chimes and short recordings stay in memory.
_IN_MEMORY_BYTES = 4_000_000


class Samples(Protocol[_Number_co]):
    """Samples in order, the frames first; an array is one."""

    def __len__(self) -> int:
        """Return the number of frames."""
        ...

    def __getitem__(self, part: slice, /) -> NDArray[_Number_co]:
        """Return the frames from one up to another, each counted from 0."""
        ...


@dataclass(frozen=True, slots=True)
class MadeSamples(Samples[_Number]):
    """Samples that are made when they are asked for, the same ones each time.

    Attributes:
        frames: How many there are.
        make: Returns those from one frame up to another, both within ``frames``.
    """

    frames: int
    make: Callable[[int, int], NDArray[_Number]]

    def __len__(self) -> int:
        return self.frames

    def __getitem__(self, part: slice, /) -> NDArray[_Number]:
        first, last, _ = part.indices(self.frames)
        return self.make(first, max(first, last))


class StoredSamples(Samples[_Number]):
    """Mono samples in memory, or, from a few megabytes on, in a file that ends with them.

    Several threads may read them at once.

    Args:
        like: The type of the samples.
    """

    def __init__(self, like: type[_Number]) -> None:
        self._type: np.dtype[_Number] = np.dtype(like)
        self._file = tempfile.SpooledTemporaryFile(_IN_MEMORY_BYTES, dir=_folder())  # noqa: SIM115 - closed below
        weakref.finalize(self, self._file.close)
        self._frames = 0
        self._lock = threading.Lock()

    def append(self, block: NDArray[_Number]) -> None:
        """Write some more samples at the end, shape ``(frames,)``.

        Raises:
            OSError: The disk is full.
        """
        self._file.write(np.ascontiguousarray(block, self._type).data)
        self._frames += len(block)

    def __len__(self) -> int:
        return self._frames

    def __getitem__(self, part: slice, /) -> NDArray[_Number]:
        first, last, _ = part.indices(self._frames)
        with self._lock:
            self._file.seek(first * self._type.itemsize)
            content = self._file.read(max(last - first, 0) * self._type.itemsize)
        samples: NDArray[_Number] = np.frombuffer(content, self._type)
        return samples


def _folder() -> str | None:
    """Return the folder of large files: the cache's, since that of temporary files may lie in memory."""
    folder = folders.cache()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return str(folder)


def in_blocks(samples: Samples[_Number]) -> Iterator[NDArray[_Number]]:
    """Yield samples in order, two seconds at a time."""
    for first in range(0, len(samples), BLOCK_FRAMES):
        yield samples[first : first + BLOCK_FRAMES]


def stored(blocks: Iterable[NDArray[_Number]], like: type[_Number]) -> StoredSamples[_Number]:
    """Return blocks of mono samples one after another, in a file where they are many.

    Raises:
        OSError: The disk is full.
    """
    kept = StoredSamples(like)
    for block in blocks:
        kept.append(block)
    return kept


def padded(samples: Samples[np.float32], frames: int) -> MadeSamples[np.float32]:
    """Return samples with silence behind them, up to a number of frames."""

    def make(first: int, last: int) -> NDArray[np.float32]:
        here = samples[first:last]
        return np.pad(here, (0, last - first - len(here)))

    return MadeSamples(frames, make)


def wrapped(samples: Samples[np.float32], around: int) -> MadeSamples[np.float32]:
    """Return a loop with some frames of its end before it, and of its beginning behind it; ``around`` at its length."""
    frames = len(samples)

    def make(first: int, last: int) -> NDArray[np.float32]:
        return endless(samples, first - around, last - first)

    return MadeSamples(frames + 2 * around, make)


def endless(loop: Samples[_Number], begin: int, count: int) -> NDArray[_Number]:
    """Return some frames of an endless loop, from an absolute position on, which may be below 0."""
    first = begin % len(loop)
    if first + count <= len(loop):
        return loop[first : first + count]
    parts = [loop[first:]]
    count -= len(parts[0])
    while count > 0:
        parts.append(loop[: min(count, len(loop))])
        count -= len(parts[-1])
    return np.concatenate(parts)
