"""The cache of finished sounds: shipped chimes and beds, which take longer to make than to read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from voicecoach.sound import pcm as pcm_file
from voicecoach.sound.pcm import Pcm
from voicecoach.store.cache import DamagedError, FileCache

if TYPE_CHECKING:
    from voicecoach.sound.beds.layers import Bed, Layer

_Sound = TypeVar("_Sound")

_LEVELS = "levels"
_LOOP, _GAIN, _SWELL, _SALT = "loop{}", "gain{}", "swell{}", "salt{}"


def to_bytes(bed: Bed) -> bytes:
    """Return the file of a bed of loops."""
    import numpy as np

    from voicecoach.sound.beds.layers import Layer

    arrays: dict[str, Any] = {_LEVELS: np.array([bed.mean_power, bed.peak], dtype=np.float64)}
    for number, layer in enumerate(layer for layer in bed.layers if isinstance(layer, Layer)):
        arrays[_LOOP.format(number)] = layer.samples[:]
        arrays[_GAIN.format(number)] = np.array(layer.gain)
        if layer.swell:
            arrays[_SWELL.format(number)] = layer.swell.gains
        if layer.salt is not None:
            arrays[_SALT.format(number)] = np.array(layer.salt)
    file = io.BytesIO()
    np.savez(file, **arrays)
    return file.getvalue()


def from_bytes(stored: bytes) -> Bed:
    """Return the bed in a file.

    Raises:
        DamagedError: The file is cut short, changed, or of another format.
    """
    import numpy as np

    from voicecoach.sound.beds.layers import Bed

    try:
        with np.load(io.BytesIO(stored), allow_pickle=False) as arrays:
            mean_power, peak = arrays[_LEVELS].tolist()
            count = sum(name.startswith(_LOOP.format("")) for name in arrays)
            layers = tuple(_layer(arrays, number) for number in range(count))
            return Bed(layers, layers[0].samples[:1].shape[1], mean_power, peak)
    except (ValueError, LookupError, EOFError, OSError, zipfile.BadZipFile) as error:
        raise DamagedError(f"it cannot be read: {error}") from error


def _layer(arrays: Any, number: int) -> Layer:
    import numpy as np

    from voicecoach.sound.beds.layers import Layer, Swell

    swell, salt = _SWELL.format(number), _SALT.format(number)
    return Layer(
        arrays[_LOOP.format(number)],
        np.float32(arrays[_GAIN.format(number)]),
        Swell(arrays[swell]) if swell in arrays else None,
        int(arrays[salt]) if salt in arrays else None,
    )


MEASURING_VERSION = 1
"""Part of the name of every chime: raise it when the same samples are to get other levels."""

RECIPES_VERSION = 2
"""Part of the name of every bed: raise it when the same name and seed are to become another sound."""

_CHIME, _BED = ".chime", ".bed"
_LIMIT_BYTES = 100_000_000  # every shipped chime, and six beds


class SoundCache:
    """Finished chimes and beds, in the folder ``sounds`` of a cache folder.

    Attributes:
        store: The files.
    """

    def __init__(self, cache_folder: Path) -> None:
        kinds = (_CHIME, _BED)
        self.store = FileCache(cache_folder / "sounds", kinds=kinds, prunable=kinds, limit_bytes=_LIMIT_BYTES)

    def chime(self, content: bytes, make: Callable[[bytes], Pcm]) -> Pcm:
        """Return the chime in a file of this content; ``make`` is called where it is not cached.

        Raises:
            Exception: Any error of ``make``, unchanged.
        """
        digest = sha256(b"%d " % MEASURING_VERSION + content).digest()
        return self._read_or_made(
            digest.hex() + _CHIME,
            lambda stored: pcm_file.from_bytes(stored, digest),
            lambda: make(content),
            lambda chime: pcm_file.to_bytes(chime, digest),
        )

    def bed(self, name: str, seed: int, make: Callable[[str, int], Bed]) -> Bed:
        """Return the bed that a recipe makes from a seed; ``make`` is called where it is not cached."""
        digest = sha256(f"{RECIPES_VERSION} {name} {seed}".encode()).hexdigest()
        return self._read_or_made(digest + _BED, from_bytes, lambda: make(name, seed), to_bytes)

    def _read_or_made(
        self,
        name: str,
        read: Callable[[bytes], _Sound],
        make: Callable[[], _Sound],
        write: Callable[[_Sound], bytes],
    ) -> _Sound:
        """Return the sound in a file; where the file is missing or damaged, make the sound and write it."""
        loaded = self.store.load(name, read)
        if loaded is not None:
            return loaded
        made = make()
        if self.store.write(name, write(made)):
            self.store.prune()
        return made
