"""What a file says about itself, in the same words for every format."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class ChapterMark:
    """A stretch of the file that a player can jump to; half open, in milliseconds from the first sample."""

    start_ms: int
    end_ms: int
    title: str


@dataclass(frozen=True, slots=True)
class Tags:
    """The tags of one file; an empty text is left out.

    Attributes:
        title: The session's name.
        album: The routine it belongs to, by which a library groups files.
        artist: Who is heard or who made it.
        language: As a script gives it: ``en``, ``pt-BR``.
        comment: Free text, such as the options the session was made with.
        chapters: In the order of the file.
        lyrics: All that is spoken.
    """

    title: str
    album: str = ""
    artist: str = "voicecoach"
    language: str = ""
    comment: str = ""
    chapters: tuple[ChapterMark, ...] = ()
    lyrics: str = ""


PADDING_BYTES = 1024
"""Room left after the tags, so that a person's tag editor need not move the audio; fixed, so that the same
inputs give the same bytes."""


@contextmanager
def mutagen_as_os_errors() -> Iterator[None]:
    """Turn what mutagen raises into the ``OSError`` behind it, or into a new one with mutagen's words."""
    import mutagen

    try:
        yield
    except mutagen.MutagenError as error:
        cause = next((each for each in error.args if isinstance(each, OSError)), None)
        raise (cause or OSError(f"the tags do not fit: {error}")) from error
