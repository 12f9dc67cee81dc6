"""Decode a text in any encoding, and say which one was taken where that is a guess."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from voicecoach.errors import SourceError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WESTERN = {"cp1252": "Windows-1252", "mac_roman": "Mac Roman", "cp850": "DOS 850"}
"""The single-byte encodings of the West, in the order in which they are met, with their names for people."""

_COMMON = frozenset("äöüÄÖÜßéèêëÉÈÊàâáÀÁçÇñÑíìîïÍóòôÓúùûÚãõÃÕœŒæåÅøØ¡¿«»°½¼¾×–—…\u2018’“”„•·€£\xa0²³%→")
_LETTER_BESIDE = re.compile(r"(?<=[a-z])[^\x00-\x7f](?=[a-z])")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\u0085\u2028\u2029]")
_LONG_RUN = re.compile(r"([^\w\n[{])\1{500,}|(?<![^\S\n])[^\S\n]{501,}")
_SAMPLE_BYTES = 200_000
_LEAST_COMMON = 0.95
_NULS_OF_UTF16 = 0.3
_MOST_CONTROLS = 0.002

_KNOWN_BINARY = (
    (b"\x89PNG", "a picture (PNG)", "convert it to text with OCR, then import that"),
    (b"\xff\xd8\xff", "a picture (JPEG)", "convert it to text with OCR, then import that"),
    (b"GIF8", "a picture (GIF)", "convert it to text with OCR, then import that"),
    (b"ID3", "a sound (MP3)", "import reads texts; a sound is played with [sound NAME] in a script"),
    (b"RIFF", "a sound or film", "import reads texts; a sound is played with [sound NAME] in a script"),
    (b"OggS", "a sound (Ogg)", "import reads texts; a sound is played with [sound NAME] in a script"),
    (b"fLaC", "a sound (FLAC)", "import reads texts; a sound is played with [sound NAME] in a script"),
    (b"\x1f\x8b", "a packed file (gzip)", "unpack it first, and import the text inside"),
    (b"7z\xbc\xaf", "a packed file (7z)", "unpack it first, and import the text inside"),
    (b"Rar!", "a packed file (RAR)", "unpack it first, and import the text inside"),
    (b"\x7fELF", "a program", "name a text"),
    (b"MZ", "a program", "name a text"),
)


@dataclass(frozen=True, slots=True)
class DecodedText:
    """A decoded text.

    Attributes:
        text: The text, with Unix line ends.
        guess: The encoding, where it was guessed; else empty.
    """

    text: str
    guess: str = ""


def decode(data: bytes, shown: str) -> DecodedText:
    """Return a text in UTF-8, UTF-16, UTF-32 or an older encoding.

    An older one is guessed: one of the West by its letters (short texts are too short for statistics), any other by
    charset-normalizer.

    Raises:
        SourceError: It is not text.
    """
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return DecodedText(_checked(data.decode(codec, errors="replace"), shown))
    wide = _wide(data)
    if wide:
        return DecodedText(_checked(data.decode(wide, errors="replace"), shown))
    for magic, kind, hint in _KNOWN_BINARY:
        if data.startswith(magic) and _CONTROL.search(data[:2_000].decode("latin-1")):
            raise SourceError(shown, f"this is {kind}, not a text", hint)
    try:
        return DecodedText(_checked(data.decode("utf-8"), shown))
    except UnicodeDecodeError:
        pass
    _checked(data.decode("latin-1"), shown)
    codec, name = _western(data) or _other(data)
    if not codec:
        raise SourceError(shown, "its characters cannot be read as text", "save it as plain text in UTF-8")
    return DecodedText(_checked(data.decode(codec, errors="replace"), shown), name)


def _wide(data: bytes) -> str:
    """Return the codec of UTF-16 without a mark, which has a NUL in every second byte of Latin text; else empty."""
    sample = data[:2_000]
    if len(sample) < 4 or len(sample) % 2:  # noqa: PLR2004 - two characters
        sample = sample[: len(sample) // 2 * 2]
    half = max(len(sample) // 2, 1)
    even, odd = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    if odd > _NULS_OF_UTF16 and even < odd / 4:
        return "utf-16-le"
    return "utf-16-be" if even > _NULS_OF_UTF16 and odd < even / 4 else ""


def _western(data: bytes) -> tuple[str, str] | None:
    """Return the Western encoding in which nearly every special character is a common one, or None."""
    sample = data[:_SAMPLE_BYTES]
    best: tuple[float, str] | None = None
    for codec in _WESTERN:
        special = [each for each in sample.decode(codec, errors="replace") if not each.isascii()]
        inside = _LETTER_BESIDE.findall(sample.decode(codec, errors="replace"))
        share = sum(each in _COMMON for each in special) / max(len(special), 1)
        # A sign or a capital inside a word is a letter that was misread.
        share -= sum(not (each.islower() or each == "’") for each in inside) / max(len(special), 1)
        if best is None or share > best[0] + 0.001:
            best = share, codec
    return (best[1], _WESTERN[best[1]]) if best and best[0] >= _LEAST_COMMON else None


def _other(data: bytes) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    found = from_bytes(data[:_SAMPLE_BYTES]).best()
    return ("", "") if found is None else (found.encoding, found.encoding.replace("_", "-"))


def _checked(text: str, shown: str) -> str:
    """Return a text with Unix line ends.

    Raises:
        SourceError: It has control characters as pictures, sounds and programs do.
    """
    if len(_CONTROL.findall(text[:_SAMPLE_BYTES])) > _MOST_CONTROLS * min(len(text), _SAMPLE_BYTES):
        raise SourceError(shown, "this is not a text", "name a text document, such as notes.docx or script.txt")
    text = _CONTROL.sub("", _LINE_END.sub("\n", text))
    return _LONG_RUN.sub(lambda run: run[0][0] * 80, text)  # a line of dashes as wide as it may be
