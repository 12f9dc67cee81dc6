"""The fields that libraries read, asked of ffprobe as Audiobookshelf asks it: the recipes of docs/libraries.md."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

import voicecoach

SCRIPT = "# Lower-back relief\n\n## Bridge\n- hold: 3s\n\n## Child's Pose\n- hold: 3s\n"


@pytest.mark.skipif(shutil.which("ffprobe") is None, reason="ffprobe is not installed")
@pytest.mark.parametrize("suffix", [".mp3", ".m4b"])
def test_audiobookshelf_finds_title_author_chapters_and_cover(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    monkeypatch.setenv("VOICECOACH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("VOICECOACH_CACHE_DIR", str(tmp_path / "cache"))
    path = tmp_path / f"book{suffix}"
    with voicecoach.open(SCRIPT, voice="tone") as session:
        session.export(path, tags={"artist": "Anna Berg", "composer": "Heart", "year": "2026"})
    asked = ["ffprobe", "-v", "error", "-of", "json", "-show_format", "-show_streams", "-show_chapters", str(path)]
    probed = json.loads(subprocess.run(asked, capture_output=True, check=True).stdout)
    tags = {key.lower(): value for key, value in probed["format"]["tags"].items()}
    wanted = {"album": "Lower-back relief", "artist": "Anna Berg", "composer": "Heart", "genre": "Speech"}
    assert {key: tags[key] for key in wanted} == wanted
    assert tags["date"].startswith("2026")
    assert "spoken by tone" in tags["comment"]
    assert [one["tags"]["title"] for one in probed["chapters"]] == ["Bridge", "Child's Pose"]
    assert any(stream["disposition"]["attached_pic"] for stream in probed["streams"])
