"""``export --for PLACE``: files as the place asks for them, and options that win over it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import mutagen
import pytest

from voicecoach.cli.main import COMMANDS
from voicecoach.export.formats import FORMATS, bitrate_refusal
from voicecoach.export.presets import PRESETS

if TYPE_CHECKING:
    from collections.abc import Callable

    from command_line import Done

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(autouse=True)
def script(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text("# One\n\nBreathe in, and out.\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "file", "kbps", "channels"),
    [
        (("--for", "insight-timer"), "one.mp3", 128, 1),
        (("--for", "insight-timer", "--stereo"), "one.mp3", 128, 2),
        (("--for", "apple-podcasts"), "one.mp3", 128, 2),
        (("--for", "apple-podcasts", "--mono"), "one.mp3", 96, 1),
        (("--for", "whatsapp"), "one.mp3", 64, 1),
        (("--for", "whatsapp", "--stereo"), "one.mp3", 96, 2),
        (("--for", "whatsapp", "--bitrate", "112"), "one.mp3", 112, 1),
        ((), "one.mp3", 96, 1),
    ],
    ids=str,
)
def test_a_file_is_as_the_place_asks(
    run: Callable[..., Done], tmp_path: Path, words: tuple[str, ...], file: str, kbps: int, channels: int
) -> None:
    done = run("export", "one.md", "--voice", "tone", *words)
    assert done.code == 0, done.err
    stream = mutagen.File(tmp_path / file).info
    assert (stream.bitrate // 1000, stream.channels, stream.sample_rate) == (kbps, channels, 48_000)
    assert "takes" not in done.err


@pytest.mark.parametrize("words", [("-o", "one.flac"), ("--format", "flac")], ids=str)
def test_another_format_wins_and_the_person_is_told(
    run: Callable[..., Done], tmp_path: Path, words: tuple[str, ...]
) -> None:
    done = run("export", "one.md", "--voice", "tone", "--for", "insight-timer", *words)
    assert done.code == 0
    assert (tmp_path / "one.flac").exists()
    assert "Insight Timer asks for .mp3 files" in done.err


def test_every_preset_can_be_written_and_stands_in_the_documents_with_its_source() -> None:
    page = (DOCS / "libraries.md").read_text(encoding="utf-8")
    assert "export" in COMMANDS
    for name, preset in PRESETS.items():
        for channels, kbps in preset.bitrate_kbps.items():
            assert bitrate_refusal(FORMATS[preset.suffix], channels, kbps) == ""
        assert f"`{name}`" in page
        assert preset.source in page
