"""Shipped chimes kept as finished sounds, since to measure their levels takes longer than to read them."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from voicecoach.sound.pcm_file import DamagedPcmError, from_bytes, to_bytes
from voicecoach.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from voicecoach.sound.pcm import Pcm

MEASURING_VERSION = 1
"""Part of the name of every sound: raised when the same samples are to get other levels than before."""

_SOUND = ".sound"
_LIMIT_BYTES = 20_000_000  # a few times what ships


class KeptSounds:
    """Finished sounds by the content of their files, in the folder ``sounds`` of a cache folder.

    Attributes:
        store: The files.
    """

    def __init__(self, cache_folder: Path) -> None:
        self.store = Store(cache_folder / "sounds", kinds=(_SOUND,), prunable=(_SOUND,), limit_bytes=_LIMIT_BYTES)

    def finished(self, content: bytes, make: Callable[[bytes], Pcm]) -> Pcm:
        """Return the sound of a file's content, which is made where it is not there, or is damaged.

        Raises:
            Exception: What making it raised, as it was raised.
        """
        digest = sha256(b"%d " % MEASURING_VERSION + content).digest()
        name = digest.hex() + _SOUND
        stored = self.store.read(name)
        if stored is not None:
            try:
                return from_bytes(stored, digest)
            except DamagedPcmError as error:
                self.store.discard(name, str(error))
        made = make(content)
        if self.store.write(name, to_bytes(made, digest)):
            self.store.prune()
        return made
