"""Make file names that are valid on phones, on FAT and exFAT, and for programs that sync folders."""

from __future__ import annotations

import re
import unicodedata

from voicecoach.text import JOINERS, is_visible

LONGEST_NAME_BYTES = 120
"""The longest name without its suffix, in UTF-8: far below any limit, even with a number, folders and a suffix."""

_NOT_ALLOWED = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
_RESERVED = re.compile(r"(?:CON|PRN|AUX|NUL|COM[0-9¹²³]|LPT[0-9¹²³])(?=\.|$)", re.IGNORECASE)
_FALLBACK = "session"


def phone_safe_name(name: str) -> str:
    r"""Return a file name without suffix that reads like the name and is valid on every file system.

    >>> phone_safe_name("Hips: 10 min / day?")
    'Hips 10 min day'
    >>> phone_safe_name("con"), phone_safe_name("..."), phone_safe_name("Child’s Pose")
    ('con_', 'session', 'Child’s Pose')
    """
    # Composed letters, as on Android and Windows, where a Mac's decomposed letters would be another name.
    composed = unicodedata.normalize("NFC", name)
    allowed = _NOT_ALLOWED.sub(" ", composed)
    # Among the invisible characters are those that turn the direction of writing, which could hide a suffix.
    visible = "".join(filter(is_visible, allowed))
    safe = _trimmed(" ".join(visible.split()))
    if reserved := _RESERVED.match(safe):
        safe = f"{safe[: reserved.end()]}_{safe[reserved.end() :]}"
    safe = _trimmed(_shortened(safe))
    return safe or _FALLBACK


def _shortened(name: str) -> str:
    """Cut a name to the longest length, between words unless that would lose more than half."""
    if len(name.encode()) <= LONGEST_NAME_BYTES:
        return name
    cut = name.encode()[:LONGEST_NAME_BYTES].decode(errors="ignore")
    words, space, _ = cut.rpartition(" ")
    if space and len(words) > len(cut) // 2:
        return words
    while cut and (_is_combining(name[len(cut)]) or cut[-1] in JOINERS):
        cut = cut[:-1]
    return cut


def _is_combining(character: str) -> bool:
    """Return whether a character combines with the one before it: an accent, a joiner."""
    return unicodedata.combining(character) != 0 or character in JOINERS


def _trimmed(name: str) -> str:
    """Remove dots at the start, which would hide the file, and dots and spaces at the end."""
    return name.lstrip(" .").rstrip(" .")
