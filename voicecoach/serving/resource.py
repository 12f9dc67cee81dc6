"""A resource of known length: a file, or bytes that are made when a client asks for them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

_CHUNK_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Resource:
    """Bytes that a client may ask for in part.

    Attributes:
        media_type: Such as ``audio/mpeg``.
        length_bytes: The length of the whole.
        etag: A strong entity tag with its quotes: it changes whenever a byte changes.
        read: Yields the bytes from one offset up to another, in chunks that fit in memory. It is called in a thread,
            and its iterator is closed when the client breaks off.
        modified_s: When it last changed, in seconds since 1970; None where that is not known.
    """

    media_type: str
    length_bytes: int
    etag: str
    read: Callable[[int, int], Iterator[bytes]]
    modified_s: float | None = None


class ChangedFileError(OSError):
    """Raised when a file is no longer the one whose length was promised."""


def file_resource(path: Path, media_type: str) -> Resource:
    """Return a file as a resource.

    A file that is replaced while it is read is read to its end as it was.

    Raises:
        OSError: The file cannot be read.
    """
    status = path.stat()
    etag = _etag(status)

    def read(begin: int, end: int) -> Iterator[bytes]:
        with path.open("rb") as file:
            if _etag(os.fstat(file.fileno())) != etag:
                raise ChangedFileError(f"{path} has changed")
            file.seek(begin)
            while begin < end and (chunk := file.read(min(_CHUNK_BYTES, end - begin))):
                begin += len(chunk)
                yield chunk

    return Resource(media_type, status.st_size, etag, read, status.st_mtime)


def bytes_resource(content: bytes, media_type: str) -> Resource:
    """Return bytes in memory as a resource."""
    import hashlib

    def read(begin: int, end: int) -> Iterator[bytes]:
        yield content[begin:end]

    return Resource(media_type, len(content), f'"{hashlib.sha256(content).hexdigest()[:32]}"', read)


def _etag(status: os.stat_result) -> str:
    return f'"{status.st_mtime_ns:x}-{status.st_size:x}-{status.st_ino:x}"'
