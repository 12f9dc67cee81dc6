"""The files that are handed to a phone: made once, and anew for whatever changes their sound."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from shared_cache import warm_cache

from voicecoach.pipeline.ready import COVER_PX, ready_file
from voicecoach.session.options import Choices

SCRIPT = "# Short\n\n- about: A stretch.\n\n## Stretch\n\n- hold: 3-5s\n- countdown: off\n\n[sound mine.wav]\n"


@pytest.fixture(autouse=True)
def folders_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICECOACH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("VOICECOACH_CACHE_DIR", warm_cache(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)


def record(gain: float) -> None:
    import numpy as np
    import soundfile as sf

    sf.write("mine.wav", gain * np.sin(np.arange(48_000) / 10), 48_000)


def test_a_file_is_made_anew_for_each_change_of_its_sound_and_for_no_other(tmp_path: Path) -> None:
    def path(**choices: object) -> Path:
        return ready_file("short.md", Choices(voice="tone", **choices)).path  # type: ignore[arg-type]

    script = tmp_path / "short.md"
    script.write_text(SCRIPT, encoding="utf-8")
    record(0.1)
    first = path()
    written_ns = first.stat().st_mtime_ns
    assert path() == first
    assert first.stat().st_mtime_ns == written_ns  # it may be served meanwhile
    record(0.2)
    others = [path(), path(level=5)]
    assert len({first, *others}) == 3
    assert all(each.read_bytes() for each in others)


def test_a_file_comes_with_what_a_page_says_about_it(tmp_path: Path) -> None:
    (tmp_path / "short.md").write_text(SCRIPT, encoding="utf-8")
    record(0.1)
    file = ready_file("short.md", Choices(voice="tone"))
    assert (file.name, file.title, file.about, file.language) == ("short", "Short", "A stretch.", "en")
    assert [one.title for one in file.chapters] == ["Stretch"]
    assert file.chapters[0].end_ms <= file.duration_ms
    with Image.open(io.BytesIO(file.cover)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (COVER_PX, COVER_PX))
