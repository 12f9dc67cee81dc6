"""Sounds that take longer to make than to read, kept from one run to the next: shipped chimes, and beds."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, TypeVar

from voicecoach.sound import pcm_file
from voicecoach.store import DamagedError, Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from voicecoach.sound.bed_layers import Bed
    from voicecoach.sound.pcm import Pcm

    _Sound = TypeVar("_Sound")

MEASURING_VERSION = 1
"""Part of the name of every chime: raised when the same samples are to get other levels than before."""

RECIPES_VERSION = 1
"""Part of the name of every bed: raised when the same name and seed are to become another sound than before."""

_CHIME, _BED = ".chime", ".bed"
_LIMIT_BYTES = 100_000_000  # every shipped chime, and six beds


class KeptSounds:
    """Finished chimes and beds, in the folder ``sounds`` of a cache folder.

    Attributes:
        store: The files.
    """

    def __init__(self, cache_folder: Path) -> None:
        kinds = (_CHIME, _BED)
        self.store = Store(cache_folder / "sounds", kinds=kinds, prunable=kinds, limit_bytes=_LIMIT_BYTES)

    def chime(self, content: bytes, make: Callable[[bytes], Pcm]) -> Pcm:
        """Return the chime in a file of this content.

        Raises:
            Exception: What making it raised, as it was raised.
        """
        digest = sha256(b"%d " % MEASURING_VERSION + content).digest()
        return self._kept(
            digest.hex() + _CHIME,
            lambda stored: pcm_file.from_bytes(stored, digest),
            lambda: make(content),
            lambda chime: pcm_file.to_bytes(chime, digest),
        )

    def bed(self, name: str, seed: int, make: Callable[[str, int], Bed]) -> Bed:
        """Return the bed that a recipe makes from a seed."""
        from voicecoach.sound import bed_file

        digest = sha256(f"{RECIPES_VERSION} {name} {seed}".encode()).hexdigest()
        return self._kept(digest + _BED, bed_file.from_bytes, lambda: make(name, seed), bed_file.to_bytes)

    def _kept(
        self,
        name: str,
        read: Callable[[bytes], _Sound],
        make: Callable[[], _Sound],
        write: Callable[[_Sound], bytes],
    ) -> _Sound:
        """Return what is in a file; it is made where the file is not there, or is damaged."""
        stored = self.store.read(name)
        if stored is not None:
            try:
                return read(stored)
            except DamagedError as error:
                self.store.discard(name, str(error))
        made = make()
        if self.store.write(name, write(made)):
            self.store.prune()
        return made
