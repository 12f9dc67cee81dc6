"""Names of files that are safe in any address."""

from __future__ import annotations

import hashlib

from voicecoach.text import ascii_slug

_HASH_CHARACTERS = 8
_LONGEST_NAME = 60


def public_name(name: str) -> str:
    """Return the name of a script as it stands in an address: letters of ASCII, digits and dashes.

    A name that has none of them gets a part of its hash.

    >>> public_name("Übung für den Rücken (2)"), public_name("休憩"), public_name("../../etc/passwd")
    ('ubung-fur-den-rucken-2', 'session-0115955d', 'etc-passwd')
    """
    public = ascii_slug(name).strip("-")[:_LONGEST_NAME].strip("-")
    return public or f"session-{content_hash(name.encode())}"


def hashed_name(name: str, suffix: str, content: bytes) -> str:
    """Return the name of a file that has this content: another content gives another name."""
    return f"{name}-{content_hash(content)}{suffix}"


def content_hash(content: bytes) -> str:
    """Return the short form of a content's SHA-256."""
    return hashlib.sha256(content).hexdigest()[:_HASH_CHARACTERS]
