"""What a file says about itself, in the same words for every format."""

from __future__ import annotations

import unicodedata
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass(frozen=True, slots=True)
class ChapterMark:
    """A stretch of the file that a player can jump to; half open, in milliseconds from the first sample."""

    start_ms: int
    end_ms: int
    title: str


@dataclass(frozen=True, slots=True)
class LyricLine:
    """A line of spoken words and when it is heard; half open, in milliseconds from the first sample."""

    start_ms: int
    end_ms: int
    text: str


@dataclass(frozen=True, slots=True)
class Tags:
    """The tags of one file; an empty text is left out.

    Attributes:
        title: The session's name.
        album: The routine it belongs to, by which a library groups files.
        artist: Who is heard or who made it.
        album_artist: The same for the whole album.
        composer: Who wrote the routine.
        genre: By its common English name, which libraries know.
        year: Four figures. Nothing by itself: a clock in the file would make no two exports alike.
        track_number: The file's place in its album, from 1; None for none.
        track_total: How many files the album has; None where that is not known.
        language: As a script gives it: ``en``, ``pt-BR``.
        comment: Free text, such as the options the session was made with.
        encoder: The program that wrote the file.
        chapters: In the order of the file.
        lyrics: All that is spoken, in the order of the file.
        cover: The front cover as the bytes of a JPEG file, or a function that waits for them while they are drawn.
        sheet: What :func:`~voicecoach.export.embedded.packed` made of the cue sheet.
    """

    title: str
    album: str = ""
    artist: str = "voicecoach"
    album_artist: str = ""
    composer: str = ""
    genre: str = ""
    year: str = ""
    track_number: int | None = None
    track_total: int | None = None
    language: str = ""
    comment: str = ""
    encoder: str = ""
    chapters: tuple[ChapterMark, ...] = ()
    lyrics: tuple[LyricLine, ...] = ()
    cover: bytes | Callable[[], bytes] = b""
    sheet: bytes = b""

    @property
    def cover_bytes(self) -> bytes:
        """The cover, drawn; nothing where there is none."""
        return self.cover if isinstance(self.cover, bytes) else self.cover()

    @property
    def lyrics_text(self) -> str:
        """All lines of the lyrics under each other."""
        return "\n".join(line.text for line in self.lyrics)


PADDING_BYTES = 1024
"""Room left after the tags, so that a person's tag editor need not move the audio; fixed, so that the same
inputs give the same bytes."""


def one_line(text: str) -> str:
    r"""Return a text as one line that every tag format can hold: no control characters, no halves of pairs.

    >>> one_line("Cat\tCow\x00\n 🐈")
    'Cat Cow 🐈'
    """
    kept = (" " if each.isspace() else each for each in text if each.isspace() or not _is_unwritable(each))
    return " ".join("".join(kept).split())


def _is_unwritable(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cs"}


@contextmanager
def mutagen_as_os_errors() -> Iterator[None]:
    """Turn what mutagen raises into the ``OSError`` behind it, or into a new one with mutagen's words."""
    import mutagen

    try:
        yield
    except mutagen.MutagenError as error:
        cause = next((each for each in error.args if isinstance(each, OSError)), None)
        raise (cause or OSError(f"the tags do not fit: {error}")) from error
