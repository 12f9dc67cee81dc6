"""The kinds of sound files that people bring, by suffix, who reads them, and how large they may be."""

from __future__ import annotations

# By suffix: what such a file begins with. Neither decoder is left to guess: libmpg123 would search a text for
# music and complain on the screen, and ffmpeg would follow a list of addresses to where they lead.
_RIFF, _OGG, _MP4 = rb"RIFF|RIFX|RF64", rb"OggS", rb"....ftyp"
READ_BY_SOUNDFILE = {
    ".flac": rb"fLaC",
    ".wav": _RIFF,
    ".aiff": rb"FORM",
    ".aif": rb"FORM",
    ".ogg": _OGG,
    ".oga": _OGG,
    ".opus": _OGG,
    ".mp3": rb"ID3|\xff[\xe2-\xff]",
}
READ_BY_FFMPEG = {
    ".m4a": _MP4,
    ".m4b": _MP4,
    ".mp4": _MP4,
    ".3gp": _MP4,
    ".aac": rb"\xff[\xf0\xf1\xf8\xf9]|ID3",
    ".amr": rb"#!AMR",
    ".caf": rb"caff",
    ".mka": rb"\x1a\x45\xdf\xa3",
    ".webm": rb"\x1a\x45\xdf\xa3",
    ".wma": rb"\x30\x26\xb2\x75",
}
LARGEST_FILE_BYTES = 100_000_000
SUFFIXES = (*READ_BY_SOUNDFILE, *READ_BY_FFMPEG)
