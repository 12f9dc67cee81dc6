"""The MP4 container: ready to play while it arrives, exact in length, its chapters whole in every script."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import mutagen.mp4
import numpy as np
import pytest

from voicecoach.export.tags.tags import ChapterMark, Tags
from voicecoach.export.write import write_audio

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("av")

SECONDS = 6
# Of two, three and four bytes in UTF-8, and each longer than the 255 bytes of Nero's list.
TITLES = ("x" * 216, "Στ" * 108, "طفل " * 54, "x🧘" * 60, "a" + "ü" * 200, "end")
CHAPTERS = tuple(ChapterMark(1_000 * index, 1_000 * (index + 1), title) for index, title in enumerate(TITLES))


@pytest.fixture(params=[".m4a", ".m4b"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / f"a{request.param}"
    silence = np.zeros((SECONDS * 48_000, 1), np.float32)
    tags = Tags("Test", language="el", chapters=CHAPTERS)
    write_audio(path, [silence], frames_total=len(silence), channels=1, gain_db=0.0, tags=tags)
    return path


def test_the_index_comes_before_the_sound_and_the_brand_says_what_it_is(path: Path) -> None:
    content = path.read_bytes()
    assert content[4:12] == b"ftyp" + path.suffix[1:].upper().encode() + b" "
    assert 0 < content.index(b"moov") < content.index(b"mdat")


@pytest.mark.skipif(shutil.which("ffprobe") is None, reason="ffprobe is not installed")
def test_ffprobe_reads_every_chapter_in_full_and_the_exact_length(path: Path) -> None:
    command = ["ffprobe", "-v", "error", "-show_chapters", "-show_streams", "-of", "json", str(path)]
    run = subprocess.run(command, capture_output=True, check=True)
    assert run.stderr == b""
    read: Any = json.loads(run.stdout)
    marks = [(float(one["start_time"]), float(one["end_time"]), one["tags"]["title"]) for one in read["chapters"]]
    assert marks == [(mark.start_ms / 1_000, mark.end_ms / 1_000, mark.title) for mark in CHAPTERS]
    sound = read["streams"][0]
    assert (sound["duration_ts"], sound["start_time"]) == (SECONDS * 48_000, "0.000000")
    assert sound["tags"]["language"] in {"ell", "gre"}


@pytest.mark.skipif(shutil.which("ffprobe") is None, reason="ffprobe is not installed")
@pytest.mark.parametrize("begins_ms", [(504,), (504, 3_000), (504, 2_004, 3_504), (24, 2_000)])
def test_the_first_chapter_begins_where_it_should_and_the_last_ends_with_the_file(
    tmp_path: Path, begins_ms: tuple[int, ...]
) -> None:
    path = tmp_path / "a.m4b"
    silence = np.zeros((SECONDS * 48_000, 1), np.float32)
    ends_ms = (*begins_ms[1:], SECONDS * 1_000)
    chapters = tuple(ChapterMark(*each, "One") for each in zip(begins_ms, ends_ms, strict=True))
    write_audio(
        path, [silence], frames_total=len(silence), channels=1, gain_db=0.0, tags=Tags("Test", chapters=chapters)
    )
    command = ["ffprobe", "-v", "error", "-show_chapters", "-of", "json", str(path)]
    read: Any = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    marks = [
        (round(float(one["start_time"]) * 1_000), round(float(one["end_time"]) * 1_000)) for one in read["chapters"]
    ]
    assert marks == list(zip(begins_ms, ends_ms, strict=True))


def test_the_short_list_of_chapters_has_no_half_character(path: Path) -> None:
    # mutagen reads Nero's list, and fails on half a character.
    read = mutagen.mp4.MP4(path).chapters
    assert [chapter.start for chapter in read] == [mark.start_ms / 1_000 for mark in CHAPTERS]
    for chapter, title in zip(read, TITLES, strict=True):
        assert title.startswith(chapter.title.rstrip("."))
        assert len(chapter.title.rstrip(".").encode()) >= min(len(title.encode()), 252)


def test_a_bell_over_a_low_tone_begins_without_a_click(tmp_path: Path, decode_in_process: Any) -> None:
    seconds = np.arange(24 * 48_000) / 48_000
    ring = seconds[:48_000]
    partials = sum(np.sin(2_400 * np.pi * part * ring) * np.exp(-6 * part * ring) / part for part in (1, 2.76, 5.4))
    bell = 0.15 * partials * np.minimum(ring / 0.001, 1.0)
    sound = 0.08 * np.sin(220 * np.pi * seconds) + 0.04 * np.sin(330 * np.pi * seconds)
    strikes = [second * 48_000 + (second - 1) * 97 for second in range(1, 23)]  # each elsewhere in a frame of AAC
    for strike in strikes:
        sound[strike : strike + 48_000] += bell[: len(sound) - strike]
    written = write_audio(
        tmp_path / "a.m4a", [sound[:, np.newaxis].astype(np.float32)],
        frames_total=len(sound), channels=1, gain_db=0.0, tags=Tags("Test"), bitrate_kbps=96,
    )  # fmt: skip
    heard = decode_in_process(written.path, 1)[:, 0] / 32_768
    assert max(np.abs(heard - sound)[strike - 1_200 : strike + 4_800].max() for strike in strikes) < 0.01
