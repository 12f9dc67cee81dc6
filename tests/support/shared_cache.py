"""Caches that have what other tests of this process have made: sounds, which take long, and what a voice has spoken.

What is in them is named by all that it is made of, so that no test can tell who made it.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path


@cache
def _shared(kind: str) -> Path:
    folder = tempfile.mkdtemp(prefix=f"voicecoach-{kind}-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def cache_with_sounds(folder: Path) -> str:
    """Return the path of a cache without speech that has the chimes and beds."""
    return _linked(folder, "sounds")


def warm_cache(folder: Path) -> str:
    """Return the path of a cache that has the chimes and beds, and the phrases: for tests that are about neither."""
    return _linked(folder, "sounds", "speech")


@contextmanager
def calibrated_cache(folder: Path) -> Iterator[Path]:
    """Have a cache that knows how loud and how fast the voices are that were measured before, and no phrases."""
    speech = folder / "speech"
    speech.mkdir(parents=True)
    _copy_measured(_shared("measured"), speech)
    yield folder
    _copy_measured(speech, _shared("measured"))


def _copy_measured(source: Path, target: Path) -> None:
    for path in source.iterdir():
        if path.suffix in (".gain", ".tuning"):
            shutil.copyfile(path, target / path.name)


def _linked(folder: Path, *kinds: str) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    with suppress(OSError):  # it is there, or this user may make no links: the cache is empty then
        for kind in kinds:
            (folder / kind).symlink_to(_shared(kind), target_is_directory=True)
    return str(folder)
