"""Tags of a session's file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from voicecoach.export.tags.tags import LyricLine
from voicecoach.session.options import Choices
from voicecoach.verify.tags import embedded_sheet

if TYPE_CHECKING:
    from pathlib import Path

SCRIPT = """
# A *short* one 🐈

- language: de

Hallo.

## Dehnen

- sides: right, left
- hold: 60s
"""
SHORT = SCRIPT.replace("60s", "2s")
CHOICES = Choices(voice="tone", level=4, only=("Dehnen",), values={"patient": "Anna B"})


def test_tags_come_from_the_session(opened: Any) -> None:
    session = opened(SCRIPT, CHOICES)
    timeline = session.timeline()
    tags = session.tags(timeline)
    assert (tags.title, tags.album) == ("A short one 🐈", "A short one 🐈")
    assert (tags.artist, tags.album_artist, tags.genre, tags.language) == ("voicecoach", "voicecoach", "Speech", "de")
    assert (tags.track_number, tags.track_total, tags.year) == (1, 1, "")
    options = '--voice tone --level 4 --only Dehnen --set "patient=Anna B"'
    assert tags.comment == f"Made from test.md, spoken by tone at pace 1, with {options}"
    assert [each.title for each in tags.chapters] == ["Dehnen: rechte", "Dehnen: linke"]
    assert tags.lyrics[0] == LyricLine(500, 500 + 60 * len("Hallo."), "Hallo.")
    assert len(tags.lyrics) == sum(bool(clip.text) for clip in timeline.clips)


def test_own_tags_and_covers_win(opened: Any) -> None:
    session = opened(SCRIPT)
    timeline = session.timeline()
    tags = session.tags(timeline, {"title": "Mine", "genre": "", "year": "2026"}, b"")
    assert (tags.title, tags.genre, tags.year, tags.cover) == ("Mine", "", "2026", b"")
    assert session.tags(timeline).cover_bytes != session.tags(timeline, {"title": "Mine"}).cover_bytes


def test_the_sheet_in_a_file_is_the_session_s_and_says_where_it_came_from(opened: Any, tmp_path: Path) -> None:
    session = opened(SHORT, CHOICES)
    timeline = session.timeline()
    path = session.export(tmp_path / "a.mp3", timeline, tags=session.tags(timeline, {"artist": "Anna"})).path
    found = embedded_sheet(path)
    sheet = json.loads(json.dumps(session.sheet(timeline)))
    assert {name: found[name] for name in sheet} == sheet
    assert found["script"] == "test.md"
    assert found["program"].startswith("voicecoach")
    assert found["tags"]["artist"] == "Anna"
    assert str(tmp_path) not in json.dumps(found)


def test_no_folder_of_this_machine_is_in_the_file(opened: Any, write: Any, tmp_path: Path) -> None:
    wording = write("# Words\n\n- language: de\n- half: Halb.\n", "folder/words.md")
    session = opened(SHORT, Choices(voice="tone", wording=str(wording)))
    path = session.export(tmp_path / "a.flac", session.timeline()).path
    assert embedded_sheet(path)["options"]["wording"] == "words.md"
    assert str(tmp_path).encode() not in path.read_bytes()


def test_the_same_session_gives_the_same_file(opened: Any, tmp_path: Path) -> None:
    files = []
    for _ in range(2):
        session = opened(SHORT)
        files.append(session.export(tmp_path / "a.mp3", session.timeline()).path.read_bytes())
    assert files[0] == files[1]
