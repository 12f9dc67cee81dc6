"""Scripts that change beside the studio are told to its pages."""

from __future__ import annotations

from voicecoach.studio.watch import LibraryWatch


def test_what_others_change_is_told_once_and_what_the_studio_changes_is_not() -> None:
    files = {"a": (1, 10), "b": (1, 10)}
    told: list[str] = []
    watch = LibraryWatch(lambda: dict(files), told.append)
    watch.look()
    assert told == []
    files["a"] = (2, 10)
    files["c"] = (1, 1)
    del files["b"]
    watch.look()
    watch.look()
    assert told == ["a", "b", "c"]
    files["c"] = (5, 5)
    files["d"] = (1, 1)
    watch.accept("c")
    watch.look()
    assert told == ["a", "b", "c", "d"]
