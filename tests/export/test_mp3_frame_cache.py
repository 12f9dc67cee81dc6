from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.export.encoders.mp3 import Mp3FrameCache

if TYPE_CHECKING:
    from pathlib import Path

FRAMES = bytes(range(256)) * 3


def test_frames_come_back_from_disk_as_they_were(tmp_path: Path) -> None:
    Mp3FrameCache(tmp_path).keep("abc", FRAMES)
    assert Mp3FrameCache(tmp_path).get("abc") == FRAMES
    assert Mp3FrameCache(tmp_path).get("abd") is None


def test_a_damaged_file_is_noticed_and_may_be_written_again(tmp_path: Path) -> None:
    cache = Mp3FrameCache(tmp_path)
    cache.keep("abc", FRAMES)
    (path,) = cache.store.folder.iterdir()
    whole = path.read_bytes()
    for damaged in (b"", whole[:3], whole[:-1], whole[:99] + b"?" + whole[100:]):
        path.write_bytes(damaged)
        assert cache.get("abc") is None
        assert not path.exists()
        cache.keep("abc", FRAMES)
        assert cache.get("abc") == FRAMES


def test_a_folder_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "mp3").write_text("a file in its place")
    cache = Mp3FrameCache(tmp_path)
    cache.keep("abc", FRAMES)
    assert cache.get("abc") is None
