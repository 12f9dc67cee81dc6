"""The cache of spoken phrases, in memory and on disk, under a hash of everything that they depend on."""

from __future__ import annotations

import hashlib
import json
import re
import threading
import zlib
from collections import OrderedDict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from pathlib import Path

from voicecoach.sound.pcm import HEAD_BYTES, Pcm, duration_ms_of, from_bytes, to_bytes
from voicecoach.store.cache import DamagedError, FileCache
from voicecoach.text import ascii_slug
from voicecoach.voices.pace.calibration import Tuning


class RecentPhrases:
    """Finished phrases in memory, by text or source, the least recently used dropped first; safe between threads."""

    def __init__(self, limit_bytes: int) -> None:
        self._limit_bytes = limit_bytes
        self._size_bytes = 0
        self._phrases: OrderedDict[Hashable, Pcm] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def size_bytes(self) -> int:
        """The size of all phrases; more than the limit only where a single phrase is."""
        return self._size_bytes

    def get(self, text: Hashable) -> Pcm | None:
        """Return a phrase and mark it as used last; None where it is not there."""
        with self._lock:
            phrase = self._phrases.get(text)
            if phrase is not None:
                self._phrases.move_to_end(text)
            return phrase

    def keep(self, text: Hashable, phrase: Pcm) -> Pcm:
        """Add a phrase and return it; drop the oldest ones beyond the limit.

        Where another thread has added the phrase before, that one stays and is returned: an engine may speak the same
        text differently each time.
        """
        with self._lock:
            kept = self._phrases.get(text)
            if kept is not None:
                return kept
            self._phrases[text] = phrase
            self._size_bytes += _size_bytes(phrase)
            while self._size_bytes > self._limit_bytes and len(self._phrases) > 1:
                _, oldest = self._phrases.popitem(last=False)
                self._size_bytes -= _size_bytes(oldest)
            return phrase


def _size_bytes(phrase: Pcm) -> int:
    return phrase.samples[:].nbytes + phrase.power.nbytes + phrase.peak.nbytes


_LIMIT_BYTES = 500_000_000

RENDERING_VERSION = 6
"""Part of the name of every phrase: raise it when the same speech is to be made into another sound."""

_PHRASE = ".phrase"
_GAIN = ".gain"
_TUNING = ".tuning"
_GAIN_TEXT = re.compile(r"([+-]\d{1,2}\.\d) dB, CRC-32 [0-9a-f]{8}\n")
_TUNING_TEXT = re.compile(r"pace (\d+\.\d{4}), length (\d\.\d{4}), CRC-32 [0-9a-f]{8}\n")
_SLUG_LENGTH = 40
_HASH_LENGTH = 24


@dataclass(frozen=True, slots=True)
class CacheKey:
    """The name of a cached file, from a hash of all inputs.

    Attributes:
        name: A readable slug and the beginning of the hash.
        digest: The whole SHA-256 of every input, 32 bytes.
    """

    name: str
    digest: bytes

    @classmethod
    def of(cls, readable: str, inputs: Mapping[str, object]) -> CacheKey:
        """Return the key of some inputs; ``readable`` only makes the file's name recognisable."""
        canonical = json.dumps(dict(inputs), sort_keys=True, ensure_ascii=True)
        digest = hashlib.sha256(canonical.encode("ascii")).digest()
        slug = ascii_slug(readable)[:_SLUG_LENGTH].strip("-")
        return cls(f"{slug or 'phrase'}-{digest.hex()[:_HASH_LENGTH]}", digest)


class SpeechCache:
    """The finished phrases, and each voice's gain and tuning, in the folder ``speech`` of a cache folder.

    Attributes:
        store: The files.
    """

    def __init__(self, cache_folder: Path) -> None:
        self.store = FileCache(
            cache_folder / "speech",
            kinds=(_PHRASE, _GAIN, _TUNING),
            prunable=(_PHRASE,),
            limit_bytes=_LIMIT_BYTES,
            loss="could not save to the speech cache",
        )

    def holds(self, key: CacheKey) -> bool:
        """Return whether the phrase has a file, which is not read."""
        return self.store.holds(key.name + _PHRASE)

    def duration_ms(self, key: CacheKey) -> int | None:
        """Return the length of a phrase from the head of its file, or None where there is none or it is damaged."""
        head = self.store.read_head(key.name + _PHRASE, HEAD_BYTES)
        if head is None:
            return None
        try:
            return duration_ms_of(*head)
        except DamagedError as error:
            self.store.discard(key.name + _PHRASE, str(error))
            return None

    def load(self, key: CacheKey) -> Pcm | None:
        """Return the phrase, or None where it is not there or is damaged."""
        return self.store.load(key.name + _PHRASE, lambda stored: from_bytes(stored, key.digest))

    def keep(self, key: CacheKey, pcm: Pcm) -> Pcm:
        """Write a phrase, and return the phrase of the file: another run's, if that wrote it first.

        Two runs at once then hear the same, even from an engine that speaks differently each time.
        """
        if self.store.write(key.name + _PHRASE, to_bytes(pcm, key.digest)):
            return pcm
        return self.load(key) or pcm

    def load_gain_db(self, key: CacheKey) -> float | None:
        """Return a voice's gain, or None where it is not there or is damaged."""
        figures = self._load_figures(key, _GAIN, _GAIN_TEXT)
        return figures[0] if figures else None

    def keep_gain_db(self, key: CacheKey, gain_db: float) -> float:
        """Write a voice's gain, in steps of 0.1 dB, and return the gain of the file: another run's, if first."""
        return self._keep_figures(key, _GAIN, _GAIN_TEXT, f"{gain_db:+.1f} dB")[0]

    def load_tuning(self, key: CacheKey) -> Tuning | None:
        """Return the way in which a voice reaches its pace, or None where it is not there or is damaged."""
        figures = self._load_figures(key, _TUNING, _TUNING_TEXT)
        return Tuning(*figures) if figures else None

    def keep_tuning(self, key: CacheKey, tuning: Tuning) -> Tuning:
        """Write the way in which a voice reaches its pace, and return that of the file: another run's, if first."""
        return Tuning(
            *self._keep_figures(key, _TUNING, _TUNING_TEXT, f"pace {tuning.pace:.4f}, length {tuning.stretch:.4f}")
        )

    def _load_figures(self, key: CacheKey, kind: str, pattern: re.Pattern[str]) -> list[float] | None:

        def parse(stored: bytes) -> list[float]:
            found = pattern.fullmatch(stored.decode("ascii", errors="replace"))
            if not found or stored != _with_checksum(key, found[0].partition(", CRC-32")[0]):
                raise DamagedError(f"it is no {kind[1:]} of this voice")
            return [float(figure) for figure in found.groups()]

        return self.store.load(key.name + kind, parse)

    def _keep_figures(self, key: CacheKey, kind: str, pattern: re.Pattern[str], text: str) -> list[float]:
        written = _with_checksum(key, text)
        kept = None if self.store.write(key.name + kind, written) else self._load_figures(key, kind, pattern)
        if kept is not None:
            return kept
        found = pattern.fullmatch(written.decode())
        assert found
        return [float(figure) for figure in found.groups()]


def _with_checksum(key: CacheKey, figures: str) -> bytes:
    """Return the file of some readable figures, with a checksum of them and of the voice."""
    return f"{figures}, CRC-32 {zlib.crc32(key.digest + figures.encode()):08x}\n".encode()
