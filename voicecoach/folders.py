"""The folders: of shipped scripts and sounds, of the person's own files, settings and voices, and of the cache.

``VOICECOACH_HOME`` overrides the person's folder, and with it the folders of settings and of fetched voices;
``VOICECOACH_CACHE_DIR`` overrides the cache.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent

SETTINGS_NAME = "settings.toml"


def shipped() -> Path:
    """Return the folder with the shipped ``scripts`` and ``sounds``.

    An installed wheel has them inside the package; a checkout at its top.
    """
    inside = _PACKAGE / "shipped"
    return inside if inside.is_dir() else _PACKAGE.parent


def shipped_scripts() -> Path:
    """Return the folder of the shipped routines; the wording packs are in its folder ``wording``."""
    return shipped() / "scripts"


def shipped_sounds() -> Path:
    """Return the folder of the shipped chimes."""
    return shipped() / "sounds"


def home() -> Path:
    """Return the folder for the person's own files, a visible one; it may not exist yet.

    It holds ``scripts``, ``sounds``, ``wording``, ``voices`` (recordings) and ``pronounce.txt``.
    """
    if override := os.environ.get("VOICECOACH_HOME"):
        return Path(override)
    import platformdirs

    return Path(platformdirs.user_documents_dir()) / "voicecoach"


def config() -> Path:
    """Return the folder for the person's settings: that of the platform; it may not exist yet."""
    if override := os.environ.get("VOICECOACH_HOME"):
        return Path(override)
    import platformdirs

    return Path(platformdirs.user_config_dir("voicecoach", appauthor=False))


def data() -> Path:
    """Return the folder for what is fetched or remembered: that of the platform; it may not exist yet."""
    if override := os.environ.get("VOICECOACH_HOME"):
        return Path(override)
    import platformdirs

    return Path(platformdirs.user_data_dir("voicecoach", appauthor=False))


def settings_file() -> Path:
    """Return the person's settings that count; the file may not exist yet.

    Older versions had it in the person's folder. There it is still found, unless there is one in its new place.
    """
    new, old = config() / SETTINGS_NAME, home() / SETTINGS_NAME
    return old if not is_file(new) and is_file(old) else new


def settings_note() -> str:
    """Return a line about settings in the old place, the person's own folder; empty without any."""
    new, old = config() / SETTINGS_NAME, home() / SETTINGS_NAME
    if old == new or not is_file(old):
        return ""
    if is_file(new):
        return f"{old} is ignored: your settings are in {new}"
    return f"your settings are in {old}; they work there, but their new place is {new}"


def cache() -> Path:
    """Return the folder of the cache; it may not exist yet, and may be deleted at any time."""
    if override := os.environ.get("VOICECOACH_CACHE_DIR"):
        return Path(override)
    import platformdirs

    return Path(platformdirs.user_cache_dir("voicecoach", appauthor=False))


def is_file(path: Path) -> bool:
    """Return whether a path is a file; False if it cannot be looked up.

    A person may write a whole sentence in the place of a name. Python 3.11 raises OSError for a name that is too long.
    """
    return _looked_up(path, Path.is_file)


def is_dir(path: Path) -> bool:
    """Return whether a path is a folder; False if it cannot be looked up."""
    return _looked_up(path, Path.is_dir)


def exists(path: Path) -> bool:
    """Return whether a path exists; False if it cannot be looked up."""
    return _looked_up(path, Path.exists)


def _looked_up(path: Path, look_up: Callable[[Path], bool]) -> bool:
    try:
        return look_up(path)
    except OSError:
        return False
