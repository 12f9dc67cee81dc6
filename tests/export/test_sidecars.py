"""The side-cars, read as other programs read them, with words that try to break them."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from voicecoach.errors import ExportError
from voicecoach.export.sidecars import (
    SIDECARS,
    chapters_json,
    check_sidecars,
    labels_text,
    lrc_text,
    vtt_text,
    write_sidecars,
)
from voicecoach.export.tags.tags import ChapterMark, LyricLine, Tags

if TYPE_CHECKING:
    from pathlib import Path

HARD = ["a --> b", "<b>1 & 2</b>", "[00:01.00] not a time", "NOTE", "WEBVTT", "Γόνατο 🐈", "{1}{2}", "-->", "'\"\\"]
LINES = tuple(LyricLine(3_599_000 + at * 1_234, 3_599_000 + at * 1_234 + 999, text) for at, text in enumerate(HARD))
TAGS = Tags(
    "A [title]", artist="Anna", chapters=(ChapterMark(500, 12_345, 'Cat "Cow" 🐈'), ChapterMark(12_345, 20_000, "B")),
    lyrics=LINES,
)  # fmt: skip


def test_lrc_has_a_time_and_the_words_in_each_line() -> None:
    lines = lrc_text(TAGS).splitlines()
    assert lines[:2] == ["[ti:A (title)]", "[ar:Anna]"]
    found = [re.fullmatch(r"\[(\d{2,}):([0-5]\d)\.(\d\d)\]([^\[\]]*)", line) for line in lines[2:]]
    assert all(found)
    read = [(int(each[1]) * 60_000 + int(each[2]) * 1_000 + int(each[3]) * 10, each[4]) for each in found if each]
    assert [at_ms for at_ms, _ in read] == [line.start_ms // 10 * 10 for line in LINES]
    assert [words for _, words in read][2] == "(00:01.00) not a time"


def test_audacity_labels_are_seconds_and_words_between_tabs() -> None:
    rows = [line.split("\t") for line in labels_text(TAGS).splitlines()]
    assert [LyricLine(round(float(a) * 1_000), round(float(b) * 1_000), words) for a, b, words in rows] == list(LINES)


def test_chapters_are_as_podcast_apps_read_them() -> None:
    read = json.loads(chapters_json(TAGS))
    assert read["version"] == "1.2.0"
    assert read["chapters"] == [
        {"startTime": 0.5, "endTime": 12.345, "title": 'Cat "Cow" 🐈'},
        {"startTime": 12.345, "endTime": 20.0, "title": "B"},
    ]
    assert json.loads(chapters_json(Tags("None")))["chapters"] == []


def test_an_arrow_in_the_words_is_no_time() -> None:
    blocks = vtt_text(TAGS).split("\n\n")
    assert blocks[0] == "WEBVTT"
    assert len(blocks) == 1 + len(LINES)
    for block, line in zip(blocks[1:], LINES, strict=True):
        times, words = block.strip("\n").split("\n")
        assert re.fullmatch(r"\d\d:\d\d:\d\d\.\d{3} --> \d\d:\d\d:\d\d\.\d{3}", times)
        assert "-->" not in words
        assert words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == line.text


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg is not installed")
@pytest.mark.parametrize("suffix", [".vtt", ".lrc"])
def test_ffmpeg_reads_the_words_and_their_times(tmp_path: Path, suffix: str) -> None:
    write_sidecars(tmp_path / "a.mp3", TAGS)
    command = ["ffprobe", "-v", "warning", "-show_packets", "-show_data", "-of", "json", str(tmp_path / f"a{suffix}")]
    run = subprocess.run(command, capture_output=True, check=True, text=True)
    packets = json.loads(run.stdout)["packets"]
    assert run.stderr == ""
    assert len(packets) == len(LINES)
    for packet, line in zip(packets, LINES, strict=True):
        assert 0 <= line.start_ms - round(float(packet["pts_time"]) * 1_000) < 10  # LRC counts hundredths


def test_they_lie_beside_the_file_whole_or_not_at_all(tmp_path: Path) -> None:
    paths = write_sidecars(tmp_path / "lower.back.mp3", TAGS)
    assert [path.name for path in paths] == [f"lower.back{suffix}" for suffix in SIDECARS]
    assert sorted(tmp_path.iterdir()) == sorted(paths)
    for path in paths:
        assert path.read_bytes().decode("utf-8").endswith("\n")
        assert b"\r" not in path.read_bytes()


def test_a_folder_that_is_not_there_is_told_beforehand(tmp_path: Path) -> None:
    with pytest.raises(ExportError):
        check_sidecars(tmp_path / "missing" / "a.mp3")
