"""File names that survive the file systems of phones: FAT, exFAT, and what syncs a folder between machines."""

from __future__ import annotations

import re
import unicodedata

LONGEST_NAME_BYTES = 120
"""Without its suffix, in UTF-8: with numbers, folders and a suffix around it, far from any system's limit."""

_NOT_ALLOWED = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
# Controls that no eye sees, such as those that turn the direction of writing, so that a name hides its suffix.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_JOINERS = frozenset({"\N{ZERO WIDTH JOINER}", "\N{ZERO WIDTH NON-JOINER}"})  # emoji and Persian need them
_RESERVED = re.compile(r"(?:CON|PRN|AUX|NUL|COM[0-9¹²³]|LPT[0-9¹²³])(?=\.|$)", re.IGNORECASE)
_FALLBACK = "session"


def phone_safe_name(name: str) -> str:
    r"""Return a file name, still without its suffix, that reads as the name does and that every file system takes.

    >>> phone_safe_name("Hips: 10 min / day?")
    'Hips 10 min day'
    >>> phone_safe_name("con"), phone_safe_name("..."), phone_safe_name("Child’s Pose")
    ('con_', 'session', 'Child’s Pose')
    """
    # Composed, as Android and Windows write names; a Mac's decomposed letters are other names to them.
    composed = unicodedata.normalize("NFC", name)
    allowed = _NOT_ALLOWED.sub(" ", composed)
    seen = "".join(each for each in allowed if unicodedata.category(each) not in _UNSEEN or each in _JOINERS)
    safe = _trimmed(" ".join(seen.split()))
    if reserved := _RESERVED.match(safe):
        safe = f"{safe[: reserved.end()]}_{safe[reserved.end() :]}"
    safe = _trimmed(_shortened(safe))
    return safe or _FALLBACK


def _shortened(name: str) -> str:
    """Return as many whole characters as there is room for, a word cut only where it is longer than half of it."""
    if len(name.encode()) <= LONGEST_NAME_BYTES:
        return name
    cut = name.encode()[:LONGEST_NAME_BYTES].decode(errors="ignore")
    words, space, _ = cut.rpartition(" ")
    if space and len(words) > len(cut) // 2:
        return words
    while cut and (_goes_on(name[len(cut)]) or cut[-1] in _JOINERS):
        cut = cut[:-1]
    return cut


def _goes_on(character: str) -> bool:
    """Return whether a character belongs to the one before it: an accent, a joiner."""
    return unicodedata.combining(character) != 0 or character in _JOINERS


def _trimmed(name: str) -> str:
    """Return a name that begins with no dot, which hides a file, and ends with neither a dot nor a space."""
    return name.lstrip(" .").rstrip(" .")
