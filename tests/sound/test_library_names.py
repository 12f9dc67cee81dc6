"""Finding a sound by its name, and nothing else by any other."""

from __future__ import annotations

import os
import sys
import unicodedata
from typing import TYPE_CHECKING

import pytest
from examples import MANY_EXAMPLES
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.errors import NotFoundError, SoundError
from voicecoach.folders import shipped_sounds
from voicecoach.sound.library import SoundFinder, sound_names

if TYPE_CHECKING:
    from pathlib import Path


def find_sound(name: str, folders: list[Path]) -> Path:
    return SoundFinder(folders).find(name)


@pytest.fixture
def places(tmp_path: Path) -> list[Path]:
    """Return two folders, one beside a script and one in the person's folder, with a secret outside both."""
    (tmp_path / "secret.wav").write_bytes(b"x")
    for folder, files in {"script": ["intro.wav", "routine.md", "Gong.FLAC"], "own": ["bowl.mp3", "gong.wav"]}.items():
        (tmp_path / folder).mkdir()
        for file in files:
            (tmp_path / folder / file).write_bytes(b"x")
    return [tmp_path / "script", tmp_path / "own", tmp_path / "missing"]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("intro", "script/intro.wav"),
        ("intro.wav", "script/intro.wav"),
        ("INTRO.Wav", "script/intro.wav"),
        ("bowl", "own/bowl.mp3"),
        ("gong", "script/Gong.FLAC"),
        ("gong.wav", "own/gong.wav"),
    ],
)
def test_first_folder_wins_in_any_case(name: str, found: str, places: list[Path], tmp_path: Path) -> None:
    assert find_sound(name, places) == tmp_path / found


def test_own_bowl_takes_the_place_of_the_shipped_one(places: list[Path]) -> None:
    assert find_sound("bowl", [*places, shipped_sounds()]).parent == places[1]
    assert find_sound("bell", [*places, shipped_sounds()]).parent == shipped_sounds()


def test_of_two_formats_the_lossless_one_is_taken(places: list[Path]) -> None:
    (places[0] / "intro.mp3").write_bytes(b"x")
    (places[0] / "intro.flac").write_bytes(b"x")
    assert find_sound("intro", places).name == "intro.flac"


def test_names_are_those_of_sounds(places: list[Path]) -> None:
    assert sound_names(places) == ("Gong", "bowl", "gong", "intro")
    assert sound_names([shipped_sounds()]) == ("bell", "bowl", "tick", "two-tone", "wood")


def test_accents_match_however_the_system_stores_them(places: list[Path]) -> None:
    (places[0] / (unicodedata.normalize("NFD", "Glöckchen") + ".wav")).write_bytes(b"x")
    assert find_sound(unicodedata.normalize("NFC", "glöckchen"), places).suffix == ".wav"


def test_unknown_name_gets_the_nearest_and_where_to_put_a_file(places: list[Path]) -> None:
    with pytest.raises(NotFoundError, match="no sound called 'intor'") as raised:
        find_sound("intor", [*places, shipped_sounds()])
    assert "did you mean 'intro'?" in raised.value.hint
    assert str(places[0]) in raised.value.hint
    assert str(places[1]) in raised.value.hint
    assert str(shipped_sounds()) not in raised.value.hint


@pytest.mark.parametrize(("asked", "told"), [("Gong 0", "write 'Gong 0s'"), ("bowl 1.5", "write 'bowl 1.5s'")])
def test_a_number_behind_a_sound_is_taken_for_a_time_without_its_unit(
    places: list[Path], asked: str, told: str
) -> None:
    with pytest.raises(NotFoundError) as raised:
        find_sound(asked, places)
    assert raised.value.hint.startswith(told)


def test_wrong_suffix_gets_the_right_name(places: list[Path]) -> None:
    with pytest.raises(NotFoundError) as raised:
        find_sound("intro.mp3", places)
    assert "did you mean 'intro'?" in raised.value.hint


def test_nothing_near_names_nothing(places: list[Path]) -> None:
    with pytest.raises(NotFoundError) as raised:
        find_sound("xyzzy", places)
    assert "did you mean" not in raised.value.hint


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "../secret.wav", "..\\secret.wav", "/etc/passwd", "own/bowl.mp3", "C:\\a.wav", "./intro.wav", ".x"],
)
def test_name_with_a_folder_in_it_is_an_error(name: str, places: list[Path]) -> None:
    with pytest.raises(SoundError, match="named without a folder") as raised:
        find_sound(name, places)
    assert "intro.wav" in raised.value.hint


@MANY_EXAMPLES
@given(name=st.text(max_size=30) | st.sampled_from(["secret.wav", "secret", "CON", "a\0b.wav", "intro.wav\0"]))
def test_no_name_leads_out_of_the_folders(name: str, places: list[Path]) -> None:
    try:
        found = find_sound(name, places)
    except (NotFoundError, SoundError):
        return
    assert found.parent in places


posix = pytest.mark.skipif(sys.platform == "win32", reason="links and pipes need rights on Windows")


@posix
def test_link_inside_is_followed_and_one_that_leaves_is_refused(places: list[Path], tmp_path: Path) -> None:
    (places[0] / "alias.wav").symlink_to(places[0] / "intro.wav")
    (places[0] / "leak.wav").symlink_to(tmp_path / "secret.wav")
    assert find_sound("alias", places).name == "alias.wav"
    with pytest.raises(SoundError, match="leaves"):
        find_sound("leak", places)


@posix
def test_broken_and_circular_links_are_errors(places: list[Path]) -> None:
    (places[0] / "broken.wav").symlink_to(places[0] / "gone.wav")
    (places[0] / "circle.wav").symlink_to(places[0] / "circle.wav")
    for name in ("broken", "circle"):
        with pytest.raises(SoundError, match="a broken link"):
            find_sound(name, places)


@posix
def test_pipe_is_refused_and_never_opened(places: list[Path]) -> None:
    os.mkfifo(places[0] / "pipe.wav")
    with pytest.raises(SoundError, match="not a plain file"):
        find_sound("pipe", places)


def test_folder_with_the_name_of_a_sound_is_passed_over(places: list[Path]) -> None:
    (places[0] / "bowl.wav").mkdir()
    assert find_sound("bowl", places).name == "bowl.mp3"


def test_hidden_files_are_no_sounds(places: list[Path]) -> None:
    (places[0] / "._intro2.wav").write_bytes(b"x")
    assert "._intro2" not in sound_names(places)
