"""The cue sheet in a file's tags: packed small, found again, and what is none is told so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from voicecoach.errors import SoundError
from voicecoach.export.tags.tags import Tags, packed_sheet
from voicecoach.verify.tags import embedded_sheet

if TYPE_CHECKING:
    from pathlib import Path

SOUND = np.zeros((4_800, 1), dtype=np.float32)
SHEET = {"cues": [{"kind": "speech", "start_ms": at, "text": "Half way."} for at in range(0, 600_000, 1_000)]}


def test_a_sheet_is_packed_small_and_the_same_each_time() -> None:
    assert packed_sheet(SHEET) == packed_sheet(dict(SHEET))
    assert len(packed_sheet(SHEET)) < 6_000


@pytest.mark.parametrize("suffix", [".mp3", ".flac"])
def test_a_file_without_a_sheet_is_told_so(tmp_path: Path, suffix: str, export: Any) -> None:
    path = export(tmp_path / f"a{suffix}", SOUND, tags=Tags("Plain")).path
    with pytest.raises(SoundError, match="its tags contain no cue sheet") as raised:
        embedded_sheet(path)
    assert "voicecoach" in raised.value.hint


@pytest.mark.parametrize(
    ("sheet", "reason"),
    [
        (packed_sheet(SHEET)[:-40], "cut off|damaged"),
        (packed_sheet(SHEET)[:4] + b"xx" + packed_sheet(SHEET)[40:], "damaged"),
        (b"no gzip", "damaged"),
        (packed_sheet([]), "is not one"),  # type: ignore[arg-type]
    ],
)
@pytest.mark.parametrize("suffix", [".mp3", ".ogg"])
def test_a_damaged_sheet_is_told_so(tmp_path: Path, suffix: str, sheet: bytes, reason: str, export: Any) -> None:
    path = export(tmp_path / f"a{suffix}", SOUND, tags=Tags("Damaged", sheet=sheet)).path
    with pytest.raises(SoundError, match=reason):
        embedded_sheet(path)


def test_letters_that_are_no_base64_are_told_so(tmp_path: Path, export: Any) -> None:
    import mutagen.flac

    path = export(tmp_path / "a.flac", SOUND, tags=Tags("Damaged", sheet=packed_sheet(SHEET))).path
    flac = mutagen.flac.FLAC(path)
    flac["VOICECOACH_CUE_SHEET"] = "ä not base 64"
    flac.save()
    with pytest.raises(SoundError, match="damaged"):
        embedded_sheet(path)


def test_what_is_no_sound_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "notes.mp3"
    for content in (b"", b"only words", b"ID3\x03" + b"\xff" * 200):
        path.write_bytes(content)
        with pytest.raises(SoundError) as raised:
            embedded_sheet(path)
        assert raised.value.hint
    with pytest.raises(SoundError, match="cannot be read"):
        embedded_sheet(tmp_path / "missing.mp3")
    with pytest.raises(SoundError):
        embedded_sheet(tmp_path)
