"""The folders of fetched voices: one of the platform, and the person's own, where older versions put them."""

from __future__ import annotations

from pathlib import Path

from voicecoach import folders

_FOLDER = "voices"


def target() -> Path:
    """Return the folder into which voices are fetched; it need not exist."""
    return folders.data() / _FOLDER


def places() -> list[Path]:
    """Return the folders in which fetched voices are looked for; of two files of one name, the first one counts."""
    return list(dict.fromkeys([target(), folders.home() / _FOLDER]))


def old_place_note() -> str:
    """Return a line about voices in the old place; empty where there are none."""
    _, *older = places()
    has_files = any(next(path.glob(pattern), None) for path in older for pattern in ("*.onnx", "kokoro/*"))
    if not has_files:
        return ""
    return f"Voices in {older[0]} work there; new ones go to {target()}."
