"""A cache without speech that has the shipped chimes and beds: to make a bed takes longer than most tests.

What is in it is named by all that it is made of, so that no test can tell who made it.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path


@cache
def _sounds() -> Path:
    folder = tempfile.mkdtemp(prefix="voicecoach-sounds-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def cache_with_sounds(folder: Path) -> str:
    """Return the path of a cache folder whose sounds are those that the tests of this process have made so far."""
    folder.mkdir(parents=True, exist_ok=True)
    with suppress(OSError):  # it is there, or this user may make no links: the cache is empty then
        (folder / "sounds").symlink_to(_sounds(), target_is_directory=True)
    return str(folder)
