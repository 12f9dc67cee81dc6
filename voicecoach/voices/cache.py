"""Phrases kept on disk: one file each, named by a readable slug and a hash of everything it depends on.

The folder may be deleted at any time, is safe when two runs share it, and tells damaged files from whole
ones. Where it cannot be written the session goes on without it, and says so once.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
import re
import tempfile
import time
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from voicecoach.voices.phrase_file import DamagedPhraseError, from_bytes, to_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from voicecoach.sound.pcm import Pcm

DEFAULT_LIMIT_BYTES = 500_000_000

_PHRASE = ".phrase"
_GAIN = ".gain"
_PART = ".part"
_GAIN_TEXT = re.compile(r"[+-]\d{1,2}\.\d dB\n")
_SLUG_LENGTH = 40
_HASH_LENGTH = 24
# A part that is this old belongs to a run that was ended while it wrote.
_ABANDONED_S = 3_600

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class CacheKey:
    """What a cached file is named after.

    Attributes:
        name: A readable slug and the beginning of the hash.
        digest: The whole SHA-256 of every input, 32 bytes.
    """

    name: str
    digest: bytes

    @classmethod
    def of(cls, readable: str, inputs: Mapping[str, object]) -> CacheKey:
        """Return the key of these inputs; what is readable only makes the file's name recognisable."""
        canonical = json.dumps(dict(inputs), sort_keys=True, ensure_ascii=True)
        digest = hashlib.sha256(canonical.encode("ascii")).digest()
        plain = unicodedata.normalize("NFKD", readable).encode("ascii", "ignore").decode().lower()
        slug = re.sub(r"[^a-z0-9]+", "-", plain)[:_SLUG_LENGTH].strip("-")
        return cls(f"{slug or 'phrase'}-{digest.hex()[:_HASH_LENGTH]}", digest)


class SpeechCache:
    """The finished phrases and each voice's gain, in the folder ``speech`` of a cache folder."""

    def __init__(self, cache_folder: Path) -> None:
        self.folder = cache_folder / "speech"
        self._writable = True

    def holds(self, key: CacheKey) -> bool:
        """Return whether there is a file for the phrase, without looking into it."""
        return self._path(key, _PHRASE).exists()

    def load(self, key: CacheKey) -> Pcm | None:
        """Return the phrase, or None where it is not there or is damaged."""
        path = self._path(key, _PHRASE)
        stored = _read(path)
        if stored is None:
            return None
        try:
            pcm = from_bytes(stored, key.digest)
        except DamagedPhraseError as error:
            _discard(path, str(error))
            return None
        with contextlib.suppress(OSError):  # a cache that can only be read is still a cache
            os.utime(path)
        return pcm

    def store(self, key: CacheKey, pcm: Pcm) -> Pcm:
        """Keep a phrase, and return what is kept: another run's, if that was first.

        So two runs at once hear the same, even from an engine that never speaks twice alike.
        """
        if self._write(self._path(key, _PHRASE), to_bytes(pcm, key.digest)):
            return pcm
        return self.load(key) or pcm

    def load_gain_db(self, key: CacheKey) -> float | None:
        """Return a voice's gain, or None where it is not there or is damaged."""
        path = self._path(key, _GAIN)
        stored = _read(path)
        if stored is None:
            return None
        text = stored.decode("ascii", errors="replace")
        if not _GAIN_TEXT.fullmatch(text):
            _discard(path, "it is no gain")
            return None
        return float(text.removesuffix(" dB\n"))

    def store_gain_db(self, key: CacheKey, gain_db: float) -> float:
        """Keep a voice's gain, in steps of 0.1 dB, and return what is kept: another run's, if first."""
        text = f"{gain_db:+.1f} dB\n"
        if self._write(self._path(key, _GAIN), text.encode("ascii")):
            return float(text.removesuffix(" dB\n"))
        kept = self.load_gain_db(key)
        return float(text.removesuffix(" dB\n")) if kept is None else kept

    def size_bytes(self) -> int:
        """Return how much the cache takes on disk."""
        return sum(size_bytes for _, size_bytes, _ in self._files())

    def prune(self, limit_bytes: int = DEFAULT_LIMIT_BYTES) -> int:
        """Delete what was used least recently until the cache is within a size; return how many phrases."""
        files = sorted(self._files())
        total_bytes = sum(size_bytes for _, size_bytes, _ in files)
        pruned = 0
        for used_s, size_bytes, path in files:
            abandoned = path.suffix == _PART and used_s < time.time() - _ABANDONED_S
            too_much = path.suffix == _PHRASE and total_bytes > limit_bytes
            if (abandoned or too_much) and _delete(path):
                total_bytes -= size_bytes
                pruned += too_much
        return pruned

    def clear(self) -> int:
        """Delete everything in the cache; return how many phrases."""
        return sum(_delete(path) and path.suffix == _PHRASE for _, _, path in self._files())

    def _path(self, key: CacheKey, suffix: str) -> Path:
        return self.folder / (key.name + suffix)

    def _files(self) -> list[tuple[float, int, Path]]:
        """Return when each of our files was last used, its size and its path."""
        files = []
        try:
            entries = list(os.scandir(self.folder))
        except OSError:
            return []  # no folder, or none that can be read: nothing is cached
        for entry in entries:
            if entry.name.endswith((_PHRASE, _GAIN, _PART)):
                with contextlib.suppress(OSError):  # another run has just deleted it
                    status = entry.stat()
                    files.append((status.st_mtime, status.st_size, Path(entry.path)))
        return files

    def _write(self, path: Path, content: bytes) -> bool:
        """Write a file whole or not at all; return False where another is there or none can be written."""
        if not self._writable:
            return False
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            descriptor, name = tempfile.mkstemp(_PART, dir=self.folder)
            part = Path(name)
            try:
                with os.fdopen(descriptor, "wb") as file:
                    file.write(content)
                return _put_in_place(part, path)
            finally:
                part.unlink(missing_ok=True)
        except OSError as error:
            self._writable = False
            _log.warning(
                "speech is not kept for the next session: %s cannot be written (%s); "
                "VOICECOACH_CACHE_DIR names another folder",
                self.folder,
                error.strerror or error,
            )
            return False


def _put_in_place(part: Path, path: Path) -> bool:
    """Give a finished part its name, unless another run has just written that; return whether it did."""
    try:
        os.link(part, path)  # unlike a rename, on every system this never replaces what is there
    except FileExistsError:
        return False
    except OSError:
        # A file system without links, such as a memory stick's: the last one wins there.
        part.replace(path)
    return True


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        _discard(path, str(error))
        return None


def _discard(path: Path, reason: str) -> None:
    """Delete a file that cannot be used, so that it is made again."""
    _log.debug("%s is made again: %s", path, reason)
    _delete(path)


def _delete(path: Path) -> bool:
    try:
        path.unlink()
    except OSError as error:
        _log.debug("%s was not deleted: %s", path, error)
        return False
    return True
