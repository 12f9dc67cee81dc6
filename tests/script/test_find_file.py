"""Scripts and wording packs by name: a person's own come before the shipped ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from voicecoach import folders
from voicecoach.errors import NotFoundError
from voicecoach.script.files import find_pack, find_script, list_packs, list_scripts

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def own_scripts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VOICECOACH_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "home" / "scripts").mkdir(parents=True)
    (tmp_path / "home" / "wording").mkdir()
    return tmp_path / "home" / "scripts"


def test_a_shipped_script_by_its_name(own_scripts: Path) -> None:
    assert own_scripts.is_dir()
    assert find_script("lower-back") == folders.shipped_scripts() / "lower-back.md"


@pytest.mark.parametrize("suffix", [".md", ".txt"])
def test_an_own_script_stands_before_the_shipped_one(suffix: str, own_scripts: Path) -> None:
    own = own_scripts / f"lower-back{suffix}"
    own.write_text("Hi")
    assert find_script("lower-back") == own
    (named,) = (found for found in list_scripts() if found.name == "lower-back")
    assert (named.path, named.is_shipped) == (own, False)
    assert named.shadows == folders.shipped_scripts() / "lower-back.md"


@pytest.mark.parametrize("name", ["lower-back.md", "lower-back.txt"])
def test_a_name_may_have_a_suffix(name: str, own_scripts: Path) -> None:
    assert find_script(name) == folders.shipped_scripts() / "lower-back.md"
    here = own_scripts.parents[1] / name
    here.write_text("Hi")
    assert str(find_script(name)) == name


@pytest.mark.parametrize("path", ["missing.md", "here/missing", "./missing", "MINE.TXT"])
def test_a_path_is_taken_as_it_is(path: str, own_scripts: Path) -> None:
    assert own_scripts.is_dir()
    assert str(find_script(path)) == path.removeprefix("./")


def test_a_file_without_a_suffix_that_lies_here(own_scripts: Path) -> None:
    (own_scripts.parents[1] / "evening").write_text("Hi")
    assert str(find_script("evening")) == "evening"


def test_a_name_that_nobody_has_names_the_nearest(own_scripts: Path) -> None:
    assert own_scripts.is_dir()
    with pytest.raises(NotFoundError, match="there is no script called 'lower-bakc'") as caught:
        find_script("lower-bakc")
    assert 'did you mean "lower-back"?' in caught.value.hint


def test_a_person_without_a_folder_has_the_shipped_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICECOACH_HOME", str(tmp_path / "nowhere"))
    assert "lower-back" in {found.name for found in list_scripts()}
    assert {"calm", "de", "es", "fr"} <= {found.name for found in list_packs()}


def test_a_wording_pack_by_its_name(own_scripts: Path) -> None:
    assert find_pack("calm") == folders.shipped_scripts() / "wording" / "calm.md"
    own = own_scripts.parent / "wording" / "calm.md"
    own.write_text("- half: Half.")
    assert find_pack("calm") == own
    with pytest.raises(NotFoundError) as caught:
        find_pack("clam")
    assert caught.value.hint == 'did you mean "calm"?'
