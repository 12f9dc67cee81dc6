"""Told before a session is heard: whose voice speaks what, which files are used for nothing, which folder is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from voicecoach.errors import VoiceUnavailableError
from voicecoach.voices.engines.recordings.files import folder_of
from voicecoach.voices.engines.recordings.share import share_lines

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PHRASES = ["Welcome.", "Half way.", "Lower the leg slowly."]
LISTED = "1. Welcome.\n2. Half way.\n3. Lower the leg slowly.\n4. Of another script.\n"


@pytest.fixture(autouse=True)
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("VOICECOACH_HOME", str(tmp_path / "home"))


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """A function that makes a folder of recordings."""

    def make(place: str, *names: str, listed: str = "") -> Path:
        path = tmp_path / place
        path.mkdir(parents=True)
        for name in names:
            (path / name).write_bytes(b"")
        if listed:
            (path / "phrases.txt").write_text(listed, encoding="utf-8")
        return path

    return make


@pytest.mark.parametrize(
    ("names", "listed", "voice", "lines"),
    [
        (("1.wav", "2.wav", "3.wav"), LISTED, "jo", ["{folder}: all 3 phrases in your voice"]),
        (
            ("1.wav", "3.wav", "4.wav"),
            LISTED,
            "jo+tone",
            ["{folder}: 2 of 3 phrases in your voice; this one is by tone:tone:", "    2. Half way."],
        ),
        (
            ("welcome.m4a", "half wy.m4a", "Anna.wav"),
            "",
            "jo+tone",
            [
                "{folder}: 1 of 3 phrases in your voice; these 2 are by tone:tone:",
                "    Half way.",
                "    Lower the leg slowly.",
                "files that match no phrase: Anna.wav, half wy.m4a; name each by the words of its phrase",
            ],
        ),
        (
            ("1.wav", "2.wav", "3.wav", "test.wav"),
            LISTED,
            "jo+tone",
            [
                "{folder}: all 3 phrases in your voice",
                "files that match no phrase: test.wav; name each by its number in phrases.txt",
            ],
        ),
        (("1.wav",), LISTED, "jo", []),
    ],
)
def test_the_share_of_the_recordings_is_told(
    folder: Callable[..., Path], names: tuple[str, ...], listed: str, voice: str, lines: list[str]
) -> None:
    path = folder("home/voices/jo", *names, listed=listed)
    heading = f"own:jo reads {path}"
    assert share_lines(voice, "en", PHRASES) == [line.replace("{folder}", heading) for line in lines]


def test_a_folder_in_the_current_place_never_takes_the_place_of_the_persons_own(folder: Callable[..., Path]) -> None:
    own = folder("home/voices/jo", "1.wav", "2.wav", "3.wav", listed=LISTED)
    here = folder("here/jo", "1.wav")
    assert folder_of("jo") == own
    assert folder_of("./jo").resolve() == here
    assert share_lines("jo", "en", PHRASES)[-1] == f"{here} is not read; for that folder, write own:./jo"
    assert share_lines(str(own), "en", PHRASES) == [f"own:jo reads {own}: all 3 phrases in your voice"]


def test_a_folder_in_the_current_place_is_read_where_the_person_has_none(folder: Callable[..., Path]) -> None:
    here = folder("here/jo")
    assert folder_of("jo").resolve() == here


def test_a_missing_folder_says_where_it_was_looked_for(tmp_path: Path) -> None:
    with pytest.raises(VoiceUnavailableError) as told:
        folder_of("jo")
    assert str(tmp_path / "home" / "voices") in told.value.message
    assert str(tmp_path / "here") in told.value.message
    with pytest.raises(VoiceUnavailableError, match=str(tmp_path / "here" / "a" / "jo")):
        folder_of("a/jo")
