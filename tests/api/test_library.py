"""The library of the API: what a person's scripts go through, without the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from voicecoach.api import library
from voicecoach.errors import ConflictError, ExportError, NotFoundError

TEXT = "# Mine\n\nBreathe in.\n"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VOICECOACH_HOME", str(tmp_path))
    return tmp_path


def test_saving_over_another_revision_writes_nothing_and_has_the_text_that_is_there(home: Path) -> None:
    made = library.create("mine", TEXT)
    (home / "scripts" / "mine.md").write_bytes(b"# Theirs\r\n")
    with pytest.raises(ConflictError) as raised:
        library.save("mine", "# Ours\n", made.revision)
    assert (raised.value.text, raised.value.revision) == ("# Theirs\n", library.read("mine").revision)
    assert (home / "scripts" / "mine.md").read_bytes() == b"# Theirs\r\n"


@pytest.mark.parametrize("name", ["../mine", "/mine", "a/b", "", ".", "..", "mine\0", ".hidden", "C:mine"])
def test_a_name_that_climbs_is_refused(home: Path, name: str) -> None:
    with pytest.raises(ExportError):
        library.create(name, TEXT)
    with pytest.raises(NotFoundError):
        library.read(name)
    assert not [found for found in home.rglob("*") if found.is_file()]


def test_a_shipped_script_is_not_deleted_and_a_copy_is_the_persons_own(home: Path) -> None:
    with pytest.raises(NotFoundError):
        library.delete("lower-back")
    assert library.copy("my-back", "lower-back").is_own
    entry = library.delete("my-back")
    assert entry.path.parent == home / "bin"
    assert [one.id for one in library.deleted()] == [entry.id]
