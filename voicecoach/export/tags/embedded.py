"""The cue sheet inside an exported file: packed for its tags, and found again in a file of any format.

It is JSON, compressed as gzip. ID3 carries those bytes as a general encapsulated object (``GEOB``), from which
any program can save them as a file; the formats whose tags are texts carry them in Base64.
"""

# mypy: allow-untyped-calls
# (mutagen is typed in part only.)

from __future__ import annotations

import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from voicecoach.errors import SoundError

NAME = "voicecoach cue sheet"
FILE_NAME = "cue-sheet.json.gz"
MIME_TYPE = "application/gzip"
VORBIS_NAME = "VOICECOACH_CUE_SHEET"
MP4_NAME = "----:com.voicecoach:cue sheet"

_GEOB = f"GEOB:{NAME}"  # as mutagen names the frame with this description
_GZIP = zlib.MAX_WBITS | 16  # zlib's way to ask for gzip's head and end; the head has no clock in it
_LARGEST_BYTES = 256 * 1024 * 1024  # 100,000 cues are about 25 MB: what is ten times as large is no cue sheet
_HINT = "a file that voicecoach exported has one, unless another program wrote its tags anew"


def packed(sheet: Mapping[str, object]) -> bytes:
    """Return a cue sheet as the bytes that go into the tags; the same sheet gives the same bytes."""
    text = json.dumps(sheet, ensure_ascii=False, separators=(",", ":"))
    packer = zlib.compressobj(9, wbits=_GZIP)
    return packer.compress(text.encode()) + packer.flush()


def packed_text(sheet: bytes) -> str:
    """Return a packed cue sheet in the letters of Base64, for tags that are texts."""
    return b64encode(sheet).decode("ascii")


def embedded_sheet(path: Path) -> dict[str, Any]:
    """Return the cue sheet in a file's tags, whatever the format and the file's name.

    Raises:
        SoundError: It is not a sound file that can be read, has no cue sheet in it, or a damaged one.
    """
    sheet = _unpacked(path, _packed_in(path))
    if not isinstance(sheet, dict):
        raise SoundError(str(path), "the cue sheet in its tags is not one", _HINT)
    return sheet


def _packed_in(path: Path) -> bytes:
    import mutagen

    try:
        file = mutagen.File(path)
        if file is None:
            raise SoundError(str(path), "it is not a sound file", "name a file that voicecoach exported")
        tags = file.tags or {}
        if _GEOB in tags:
            return bytes(tags[_GEOB].data)
        for name in (VORBIS_NAME, MP4_NAME):
            if name in tags:
                return b64decode(tags[name][0], validate=True)
    except (mutagen.MutagenError, OSError) as error:
        raise SoundError(str(path), f"it cannot be read ({error})", "name a file that voicecoach exported") from error
    except ValueError as error:
        raise SoundError(str(path), "the cue sheet in its tags is damaged", _HINT) from error
    raise SoundError(str(path), "there is no cue sheet in its tags", _HINT)


def _unpacked(path: Path, content: bytes) -> object:
    unpacker = zlib.decompressobj(_GZIP)
    try:
        text = unpacker.decompress(content, _LARGEST_BYTES)
        if not unpacker.eof:
            raise SoundError(str(path), "the cue sheet in its tags is cut off", _HINT)
        return json.loads(text)
    except (zlib.error, ValueError) as error:
        raise SoundError(str(path), "the cue sheet in its tags is damaged", _HINT) from error
