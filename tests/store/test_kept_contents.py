"""Contents of cached files in memory, for programs that make many sessions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from voicecoach.store.cache import DamagedError, FileCache, keep_contents


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[FileCache]:
    cache = FileCache(tmp_path, kinds=(".x",), prunable=(".x",), limit_bytes=1_000)
    for name in "abc":
        cache.write(f"{name}.x", name.encode() * 4)
    yield cache
    keep_contents(0)


@pytest.mark.parametrize(
    ("limit_bytes", "parsed_again"),
    [(0, "abcab"), (3, "abcab"), (8, "abcab"), (12, "")],
    ids=["by default", "too small for one", "the oldest goes first", "room for all"],
)
def test_what_was_read_is_parsed_once_within_the_limit(cache: FileCache, limit_bytes: int, parsed_again: str) -> None:
    keep_contents(limit_bytes)
    parsed: list[str] = []

    def parse(content: bytes) -> list[str]:
        parsed.append(chr(content[0]))
        return [content.decode()]

    first = [cache.load(f"{name}.x", parse) for name in "abc"]
    parsed.clear()
    assert [cache.load(f"{name}.x", parse) for name in "abcab"] == [*first, *first[:2]]
    assert "".join(parsed) == parsed_again


def test_a_damaged_file_is_not_kept(cache: FileCache) -> None:
    keep_contents(100)

    def refuse(_content: bytes) -> str:
        raise DamagedError("of another kind")

    assert (cache.load("a.x", refuse), cache.load("a.x", bytes.decode)) == (None, None)
    assert cache.write("a.x", b"new")
    assert cache.load("a.x", bytes.decode) == "new"
