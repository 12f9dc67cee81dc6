"""The folders of each platform, and what older versions of voicecoach left in other places."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
import pytest
from platformdirs import windows
from platformdirs.macos import MacOS
from platformdirs.unix import Unix
from platformdirs.windows import Windows

from voicecoach import folders
from voicecoach.voices import fetched
from voicecoach.voices.engines.kokoro_files import installed_voices, model_path
from voicecoach.voices.engines.piper_files import installed_models

if TYPE_CHECKING:
    from collections.abc import Callable

VARIABLES = (
    "VOICECOACH_HOME", "VOICECOACH_CACHE_DIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME",
    "XDG_DOCUMENTS_DIR",
)  # fmt: skip


@pytest.fixture
def person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a person who has set no variable; Windows tells its folders by variables of its own."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setenv("APPDATA", str(tmp_path / "AppData" / "Roaming"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "AppData" / "Local"))
    return tmp_path


@pytest.mark.parametrize(
    ("platform", "settings", "voices", "home"),
    [
        (Unix, ".config/voicecoach/settings.toml", ".local/share/voicecoach/voices", "Documents/voicecoach"),
        (
            MacOS,
            "Library/Application Support/voicecoach/settings.toml",
            "Library/Application Support/voicecoach/voices",
            "Documents/voicecoach",
        ),
        (
            Windows,
            "AppData/Local/voicecoach/settings.toml",
            "AppData/Local/voicecoach/voices",
            "Documents/voicecoach",
        ),
    ],
)
def test_each_platform_has_its_folders(
    person: Path, monkeypatch: pytest.MonkeyPatch, platform: type, settings: str, voices: str, home: str
) -> None:
    monkeypatch.setattr(platformdirs, "PlatformDirs", platform)
    # Windows' own functions are not there on other systems.
    monkeypatch.setattr(windows, "get_win_folder", windows.get_win_folder_from_env_vars)
    assert folders.settings_file() == person / settings
    assert fetched.target() == person / voices
    assert folders.home() == person / home


def test_the_variables_of_the_desktop_count(person: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platformdirs, "PlatformDirs", Unix)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(person / "c"))
    monkeypatch.setenv("XDG_DATA_HOME", str(person / "d"))
    assert folders.settings_file() == person / "c" / "voicecoach" / "settings.toml"
    assert fetched.target() == person / "d" / "voicecoach" / "voices"


def test_one_variable_names_the_folder_of_everything(person: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICECOACH_HOME", str(person / "all"))
    assert folders.home() == folders.config() == folders.data() == person / "all"
    folders.home().mkdir()
    folders.settings_file().touch()
    assert (folders.settings_note(), fetched.places()) == ("", [person / "all" / "voices"])


@pytest.mark.parametrize(
    ("there", "counts", "says"),
    [
        ("", "new", ""),
        ("new", "new", ""),
        ("old", "old", "their new place is"),
        ("old new", "new", "is ignored: your settings are in"),
    ],
)
def test_settings_in_the_old_place_are_still_found(
    person: Path, monkeypatch: pytest.MonkeyPatch, there: str, counts: str, says: str
) -> None:
    monkeypatch.setattr(platformdirs, "PlatformDirs", Unix)
    places = {"old": folders.home() / "settings.toml", "new": folders.config() / "settings.toml"}
    assert person in places["old"].parents
    for name in there.split():
        places[name].parent.mkdir(parents=True)
        places[name].touch()
    assert folders.settings_file() == places[counts]
    note = folders.settings_note()
    assert says in note
    assert (str(places["old"]) in note, str(places["new"]) in note) == (bool(says), bool(says))


@pytest.fixture
def put(person: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path, bytes], None]:
    """A function that writes a file, on a system with the folders of Linux."""
    monkeypatch.setattr(platformdirs, "PlatformDirs", Unix)
    assert folders.home().is_relative_to(person)

    def write(path: Path, content: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    return write


def test_voices_in_the_old_place_still_speak(put: Callable[[Path, bytes], None]) -> None:
    new, old = fetched.places()
    assert fetched.old_place_note() == ""
    put(new / "de_DE-both-low.onnx", b"new")
    put(new / "kokoro" / "af_heart.bin", bytes(1024))
    assert fetched.old_place_note() == ""
    put(old / "de_DE-both-low.onnx", b"old")
    put(old / "de_DE-old-low.onnx", b"old")
    put(old / "kokoro" / "model.onnx", b"old")
    put(old / "kokoro" / "af_heart.bin", bytes(2048))
    put(old / "kokoro" / "bm_george.bin", bytes(1024))
    paths = {model.name: model.path.parent for model in installed_models() if model.path.parent in (new, old)}
    assert paths == {"de_DE-both-low": new, "de_DE-old-low": old}
    assert model_path() == old / "kokoro" / "model.onnx"
    voices = {voice.name: voice.path.parent.parent for voice in installed_voices()}
    assert voices == {"af_heart": new, "bm_george": old}
    assert fetched.old_place_note() == f"Voices in {old} work there; new ones go to {new}."
