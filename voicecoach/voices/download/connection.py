"""Downloads, checked by size and digest: nothing else here opens a connection, and only when a person asks for it."""

from __future__ import annotations

import errno
import hashlib
import http.client
import os
import shutil
import socket
import ssl
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Literal

PATIENCE_S = 30
_BLOCK_BYTES = 1 << 16
_BYTES_PER_MB = 1_000_000
# Left free for other programs.
_SPARE_BYTES = 20 * _BYTES_PER_MB
_NOT_FOUND = 404
_PARTIAL = 206
_DISK_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class DownloadError(Exception):
    """Raised when a download fails; its text is the reason, in words that end a sentence."""


def download_bytes(url: str, *, at_most_bytes: int, md5: str | None = None, patience_s: float = PATIENCE_S) -> bytes:
    """Return the content of a small file.

    Args:
        url: Its address.
        at_most_bytes: The longest that it may be.
        md5: Its digest in hexadecimal, which finds damage on the way; None to check none.
        patience_s: The longest time without an answer, in seconds.

    Raises:
        DownloadError: It could not be fetched whole, is longer than allowed, or has another digest.
    """
    with _opened(url, patience_s) as answer:
        content = answer.read(at_most_bytes + 1)
    if len(content) > at_most_bytes:
        raise DownloadError(f"{url} is too long")
    _check_length(answer, len(content), url)
    if md5 is not None and hashlib.md5(content, usedforsecurity=False).hexdigest() != md5:
        raise _other_file(url)
    return content


def download_file(url: str, path: Path, *, size_bytes: int, md5: str, progress: Callable[[int, int], None]) -> None:
    """Download a file to a new path; after an error the path may hold a part of it.

    Args:
        url: Its address.
        path: The path of the new file.
        size_bytes: Its size.
        md5: Its digest in hexadecimal, which finds damage on the way.
        progress: Called with the number of bytes fetched, and of all bytes.

    Raises:
        DownloadError: It could not be fetched whole, has another digest, or does not fit on the disk.
    """
    free_bytes = shutil.disk_usage(path.parent).free
    if free_bytes < size_bytes + _SPARE_BYTES:
        raise DownloadError(f"it needs {megabytes(size_bytes)}, and {path.parent} has {megabytes(free_bytes)} left")
    digest = hashlib.md5(usedforsecurity=False)
    done_bytes = 0
    with _opened(url, PATIENCE_S) as answer, _writing(path) as write:
        while block := answer.read(_BLOCK_BYTES):
            write(block)
            digest.update(block)
            done_bytes += len(block)
            if done_bytes > size_bytes:
                raise _other_file(url)
            progress(done_bytes, size_bytes)
    if done_bytes < size_bytes:
        raise DownloadError(f"the connection broke off after {megabytes(done_bytes)} of {megabytes(size_bytes)}")
    if digest.hexdigest() != md5:
        raise _other_file(url)


def download_resumable(
    url: str, target: Path, *, size_bytes: int, sha256: str, progress: Callable[[int, int], None]
) -> None:
    """Download a large file, which appears whole and checked; what comes before a break is kept, and not fetched again.

    Args:
        url: Its address.
        target: The file; until it is whole, what is there of it lies beside it as ``.NAME.part``.
        size_bytes: Its size.
        sha256: Its digest in hexadecimal.
        progress: Called with the number of bytes that are here, and of all bytes.

    Raises:
        DownloadError: It could not be fetched whole, has another digest, or does not fit on the disk.
    """
    part = target.with_name(f".{target.name}.part")
    with _disk_errors(part):
        here_bytes = part.stat().st_size if part.is_file() else 0
        if here_bytes > size_bytes:
            part.unlink()
            here_bytes = 0
        free_bytes = shutil.disk_usage(part.parent).free
    if free_bytes < size_bytes - here_bytes + _SPARE_BYTES:
        raise DownloadError(f"it needs {megabytes(size_bytes)}, and {part.parent} has {megabytes(free_bytes)} left")
    if here_bytes < size_bytes:
        _fetch_rest(url, part, here_bytes, size_bytes, progress)
    with _disk_errors(part):
        with part.open("rb") as file:
            is_right = hashlib.file_digest(file, "sha256").hexdigest() == sha256
        if not is_right:
            part.unlink()
            raise _other_file(url)
        part.replace(target)


def _fetch_rest(url: str, part: Path, here_bytes: int, size_bytes: int, progress: Callable[[int, int], None]) -> None:
    """Append to a part of a file what is missing; a server that knows no parts of files sends it from its beginning."""
    headers = {"Range": f"bytes={here_bytes}-"} if here_bytes else {}
    with _opened(url, PATIENCE_S, headers) as answer:
        goes_on = answer.status == _PARTIAL
        begins = (answer.headers.get("Content-Range") or "").startswith(f"bytes {here_bytes}-")
        if goes_on and not begins:
            raise _other_file(url)
        done_bytes = here_bytes if goes_on else 0
        with _writing(part, "ab" if goes_on else "wb") as write:
            while block := answer.read(_BLOCK_BYTES):
                done_bytes += len(block)
                if done_bytes > size_bytes:
                    break
                write(block)
                progress(done_bytes, size_bytes)
    if done_bytes < size_bytes:
        reason = f"the connection broke off after {megabytes(done_bytes)} of {megabytes(size_bytes)}"
        raise DownloadError(f"{reason}; try again to continue from there")
    if done_bytes > size_bytes:
        part.unlink()
        raise _other_file(url)


def megabytes(size_bytes: int) -> str:
    """Return a size in megabytes, at least 1.

    >>> megabytes(63_201_294), megabytes(4_819)
    ('63 MB', '1 MB')
    """
    return f"{max(1, round(size_bytes / _BYTES_PER_MB))} MB"


def reason_in_words(error: BaseException, url: str) -> str:
    """Return an error of urllib as a reason, in words that end a sentence."""
    host = urllib.parse.urlsplit(url).netloc
    match error:
        case urllib.error.HTTPError():
            error.close()
            known = "has no such file" if error.code == _NOT_FOUND else f"answered {error.code} {error.reason}"
            return f"the server {known} ({url})"
        case urllib.error.URLError() if isinstance(error.reason, BaseException):
            return reason_in_words(error.reason, url)
        case socket.gaierror():
            return f"{host} was not found: are you online?"
        case ssl.SSLCertVerificationError():
            return f"the certificate of {host} could not be verified"
        case TimeoutError():
            return f"{host} did not answer"
        case ConnectionRefusedError():
            return f"{host} does not answer"
        case http.client.IncompleteRead() | ConnectionError():
            return f"the connection to {host} broke off"
        case _:
            return f"{host} could not be reached ({getattr(error, 'strerror', None) or error})"


@contextmanager
def _opened(
    url: str, patience_s: float, headers: Mapping[str, str] = MappingProxyType({})
) -> Iterator[http.client.HTTPResponse]:
    """Yield an open response; any error until it is read becomes a :class:`DownloadError`."""
    if urllib.parse.urlsplit(url).scheme not in {"http", "https"}:
        raise DownloadError(f"{url} does not begin with https://")
    request = urllib.request.Request(url, headers={"User-Agent": "voicecoach", **headers})  # noqa: S310 - looked at above
    try:
        with urllib.request.urlopen(request, timeout=patience_s) as answer:  # noqa: S310 - looked at above
            yield answer
    except (http.client.HTTPException, OSError) as error:
        raise DownloadError(reason_in_words(error, url)) from error
    except ValueError as error:
        raise DownloadError(f"{url} is not an address ({error})") from error


@contextmanager
def _writing(path: Path, mode: Literal["wb", "ab"] = "wb") -> Iterator[Callable[[bytes], object]]:
    """Yield a function that writes to a file, which is synced to the disk when the block ends."""

    def write(block: bytes) -> None:
        with _disk_errors(path):
            file.write(block)

    with _disk_errors(path):
        file = path.open(mode, buffering=0)
    with file:
        yield write
        with _disk_errors(path):
            os.fsync(file.fileno())


@contextmanager
def _disk_errors(path: Path) -> Iterator[None]:
    """Turn an error of the file system into a :class:`DownloadError`."""
    try:
        yield
    except OSError as error:
        why = "the disk is full" if error.errno in _DISK_FULL else str(error.strerror or error).lower()
        raise DownloadError(f"{path.parent} cannot be written to: {why}") from error


def _check_length(answer: http.client.HTTPResponse, size_bytes: int, url: str) -> None:
    told = answer.headers.get("Content-Length")
    if told and told.isdigit() and int(told) != size_bytes:
        raise DownloadError(reason_in_words(ConnectionError(), url))


def _other_file(url: str) -> DownloadError:
    return DownloadError(f"the download from {url} does not match the catalogue (damaged or replaced)")
