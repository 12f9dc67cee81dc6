"""Where things lie: what ships with the tool, the person's own visible folder, and the cache.

``VOICECOACH_HOME`` overrides the person's folder and ``VOICECOACH_CACHE_DIR`` the cache.
"""

from __future__ import annotations

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def shipped() -> Path:
    """Return the folder that holds the shipped ``scripts`` and ``sounds``.

    An installed wheel carries them inside the package; a checkout has them at its top.
    """
    inside = _PACKAGE / "shipped"
    return inside if inside.is_dir() else _PACKAGE.parent


def shipped_scripts() -> Path:
    """Return the folder of the routines that ship with the tool; its ``wording`` folder holds the packs."""
    return shipped() / "scripts"


def shipped_sounds() -> Path:
    """Return the folder of the chimes that ship with the tool."""
    return shipped() / "sounds"


def home() -> Path:
    """Return the person's folder, a visible one; it may not exist yet.

    It holds ``scripts``, ``sounds``, ``wording``, ``voices``, ``pronounce.txt`` and ``settings.toml``.
    """
    override = os.environ.get("VOICECOACH_HOME")
    if override:
        return Path(override)
    import platformdirs

    return Path(platformdirs.user_documents_dir()) / "voicecoach"


def cache() -> Path:
    """Return the cache's folder; it may not exist yet, and may be deleted at any time."""
    override = os.environ.get("VOICECOACH_CACHE_DIR")
    if override:
        return Path(override)
    import platformdirs

    return Path(platformdirs.user_cache_dir("voicecoach", appauthor=False))


def is_file(path: Path) -> bool:
    """Return whether there is a file; of a name that is too long for one, there is none.

    A person may write a whole sentence where a name is asked for, and Python 3.11 makes an error of looking it up.
    """
    try:
        return path.is_file()
    except OSError:
        return False


def exists(path: Path) -> bool:
    """Return whether there is anything, as :func:`is_file` tells of files."""
    try:
        return path.exists()
    except OSError:
        return False


def is_dir(path: Path) -> bool:
    """Return whether there is a folder, as :func:`is_file` tells of files."""
    try:
        return path.is_dir()
    except OSError:
        return False
