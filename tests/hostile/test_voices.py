"""Voices that a script names, and the folder of recordings beside it: no other file is read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from voicecoach.errors import SpeechError
from voicecoach.sound.decode import LARGEST_FILE_BYTES
from voicecoach.voices.engines.recordings.files import digest

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Answer


def test_a_model_is_not_named_by_a_path_even_where_there_is_one(answer: Callable[..., Answer]) -> None:
    Path("model.onnx").write_bytes(b"x")
    Path("anna").mkdir()
    Path("anna", "1.wav").write_bytes(b"x")
    path = Path("model.onnx").absolute()
    for voice in (f"piper:{path}", f"own:anna+piper:{path}"):
        (found,) = answer(f"- voice: {voice}\n\nHi").errors
        assert "without a path" in found.message
        assert (found.location.line, found.location.column) == (1, 10)


def test_a_script_chooses_no_server(answer: Callable[..., Answer]) -> None:
    for voice in ("server:http://127.0.0.1:8880/v1#voice=a", "own:anna+server:wyoming://127.0.0.1:10200", "server"):
        Path("anna").mkdir(exist_ok=True)
        (found,) = answer(f"- voice: {voice}\n\nHi").errors
        assert "server" in found.message
        assert (found.location.line, found.location.column) == (1, 10)


def test_a_list_of_recordings_that_leads_out_is_not_read(answer: Callable[..., Answer], tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("A secret\n")
    Path("anna").mkdir()
    Path("anna", "phrases.txt").symlink_to(tmp_path / "secret.txt")
    (found,) = answer("- voice: own:anna\n\nHi").errors
    assert "leaves its folder" in found.message
    assert "secret" not in found.message


def test_a_list_of_recordings_has_an_end(answer: Callable[..., Answer]) -> None:
    Path("anna").mkdir()
    with Path("anna", "phrases.txt").open("wb") as file:
        file.truncate(5_000_000)
    (found,) = answer("- voice: own:anna\n\nHi").errors
    assert "larger than 1 MB" in found.message


def test_a_recording_that_is_too_large_is_not_even_counted(tmp_path: Path) -> None:
    path = tmp_path / "1.wav"
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE_BYTES + 1)
    with pytest.raises(SpeechError, match="larger than 100 MB"):
        digest(path, "Hi", "own:anna")
