"""hibari's tables, read so that a session that plays goes on meanwhile.

json's C code gives no other thread a turn until a text is read to its end. For hibari's largest table that is a sixth
of a second, in which a sound card runs dry four times over: heard where a phrase has to be spoken in a session of
which all that came before was cached.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import ModuleType

_PIECE_BYTES = 1 << 16


def read_patiently(g2p: ModuleType) -> None:
    """Let ``hibari.g2p`` read its tables through :func:`table`, if it still reads them in a function of its own."""
    if hasattr(g2p, "_load_json"):
        g2p._load_json = lambda name: table(Path(g2p.ASSETS) / name)  # type: ignore[attr-defined]  # noqa: SLF001


def table(path: Path) -> Any:
    """Return what a file holds, JSON or gzipped JSON; other threads take turns with it."""
    opened = gzip.open if path.suffix == ".gz" else Path.open
    with opened(path, "rb") as file:
        text = b"".join(iter(lambda: file.read(_PIECE_BYTES), b"")).decode()
    try:
        return _compact_object(text)
    except (ValueError, LookupError):  # written otherwise than hibari's are
        return json.loads(text)


def _compact_object(text: str) -> dict[str, Any]:
    """Return an object that is written without any spaces, read member by member.

    A function of Python that is called with each inner object is where other threads get their turns.
    """
    decode = json.JSONDecoder(object_hook=lambda members: members).raw_decode
    found: dict[str, Any] = {}
    at = 0
    while text[at] == ("," if found else "{") and text[at + 1] == '"':
        name, at = decode(text, at + 1)
        if text[at] != ":":
            raise ValueError(text[at])
        found[name], at = decode(text, at + 1)
    if text[at:] != "}":
        raise ValueError(text[at : at + 1])
    return found
