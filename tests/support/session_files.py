"""Files of sessions, as they are shared and put into feeds, without any sound in them."""

from __future__ import annotations

from pathlib import Path

from voicecoach.export.tags.tags import ChapterMark
from voicecoach.feed.names import public_name
from voicecoach.pipeline.ready import SessionFile

JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffd9")
CHAPTERS = (ChapterMark(5_000, 65_000, "Bridge"), ChapterMark(65_000, 600_500, "Child's Pose"))


def session_file(
    folder: Path,
    name: str = "back",
    *,
    title: str = "Lower back",
    about: str = "Ten stretches.",
    content: bytes = bytes(range(256)) * 16,
    chapters: tuple[ChapterMark, ...] = CHAPTERS,
) -> SessionFile:
    """Return a session whose audio file lies in a folder."""
    path = folder / f"{public_name(name)}.mp3"
    path.write_bytes(content)
    return SessionFile(
        name=name,
        title=title,
        about=about,
        language="en",
        path=path,
        media_type="audio/mpeg",
        duration_ms=600_500,
        chapters=chapters,
        cover=JPEG,
    )
