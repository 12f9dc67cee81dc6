"""Tags and chapters, read back by others, in every format, in every script."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import mutagen
import mutagen.flac
import mutagen.wave
import numpy as np
import pytest
from mutagen.id3 import ID3

from voicecoach.export.formats import FORMATS
from voicecoach.export.languages import three_letter_code
from voicecoach.export.tags import ChapterMark, Tags

if TYPE_CHECKING:
    from pathlib import Path

each_format = pytest.mark.parametrize("suffix", list(FORMATS))
each_id3 = pytest.mark.parametrize("suffix", [".mp3", ".wav"])

LONG = [
    f"{number}. Knee-to-Chest, right side, with a rolled towel behind the knee".ljust(75, ".") for number in range(10)
]
TITLES = [*LONG, "T" * 216, "Γόνατο στο στήθος", "الركبة إلى الصدر", "Cat/Cow 🐈", "A"]
CHAPTERS = tuple(ChapterMark(index * 200, (index + 1) * 200, title) for index, title in enumerate(TITLES))
FULL = Tags(
    title="Lower-back relief – Ανακούφιση",
    album="lower-back",
    artist="voicecoach",
    language="en",
    comment="made with --voice tone",
    chapters=CHAPTERS,
    lyrics="Welcome.\nClose your eyes 😌",
)
SOUND = np.zeros((144_000, 1), dtype=np.float32)


def id3_of(path: Path) -> ID3:
    return ID3(path, translate=False) if path.suffix == ".mp3" else mutagen.wave.WAVE(path).tags


@each_id3
def test_id3_is_version_2_3_with_every_text_in_utf_16(tmp_path: Path, suffix: str, export: Any) -> None:
    tag = id3_of(export(tmp_path / f"a{suffix}", SOUND, tags=FULL).path)
    assert tag.version[:2] == (2, 3)
    assert tag["TIT2"].text == [FULL.title]
    assert tag["TALB"].text == ["lower-back"]
    assert tag["TPE1"].text == ["voicecoach"]
    assert tag["TLAN"].text == ["eng"]
    assert tag["COMM::eng"].text == [FULL.comment]
    assert tag["USLT::eng"].text == FULL.lyrics
    inner = [frame for each in tag.values() for frame in getattr(each, "sub_frames", {}).values()]
    assert {frame.encoding for frame in [*tag.values(), *inner] if hasattr(frame, "encoding")} == {1}


@each_id3
def test_id3_has_one_ordered_table_of_contents_at_the_top(tmp_path: Path, suffix: str, export: Any) -> None:
    tag = id3_of(export(tmp_path / f"a{suffix}", SOUND, tags=FULL).path)
    (contents,) = tag.getall("CTOC")
    assert contents.flags == 0b11
    assert contents.sub_frames["TIT2"].text == [FULL.title]
    listed = [tag[f"CHAP:{name}"] for name in contents.child_element_ids]
    assert [ChapterMark(each.start_time, each.end_time, each.sub_frames["TIT2"].text[0]) for each in listed] == list(
        CHAPTERS
    )
    assert {(each.start_offset, each.end_offset) for each in listed} == {(0xFFFFFFFF, 0xFFFFFFFF)}
    assert all(name.isascii() for name in contents.child_element_ids)


@each_id3
def test_id3_chapters_stand_in_the_order_of_the_file(tmp_path: Path, suffix: str, export: Any) -> None:
    content = export(tmp_path / f"a{suffix}", SOUND, tags=FULL).path.read_bytes()
    ids = re.findall(rb"CHAP.{6}(\w+)\0", content, re.DOTALL)
    assert ids == [f"chp{index:06d}".encode() for index in range(len(CHAPTERS))]


@pytest.mark.parametrize("count", [255, 256, 600])
def test_id3_nests_its_tables_beyond_255_chapters(tmp_path: Path, count: int, export: Any) -> None:
    chapters = tuple(ChapterMark(index * 5, index * 5 + 5, str(index)) for index in range(count))
    tag = id3_of(export(tmp_path / "a.mp3", SOUND, tags=replace(FULL, chapters=chapters)).path)
    tables = {each.element_id: each for each in tag.getall("CTOC")}
    (top,) = (each for each in tables.values() if each.flags & 2)

    def leaves(names: list[str]) -> list[str]:
        nested = [leaves(tables[name].child_element_ids) if name in tables else [name] for name in names]
        return [name for group in nested for name in group]

    assert all(len(each.child_element_ids) <= 255 for each in tables.values())
    reached = [tag[f"CHAP:{name}"].sub_frames["TIT2"].text[0] for name in leaves(top.child_element_ids)]
    assert reached == [chapter.title for chapter in chapters]


def test_flac_has_vorbis_comments(tmp_path: Path, export: Any) -> None:
    comments = mutagen.flac.FLAC(export(tmp_path / "a.flac", SOUND, tags=FULL).path)
    assert comments["title"] == [FULL.title]
    assert comments["album"] == ["lower-back"]
    assert comments["artist"] == ["voicecoach"]
    assert comments["language"] == ["eng"]
    assert comments["comment"] == [FULL.comment]
    assert comments["lyrics"] == [FULL.lyrics]
    assert comments["chapter000"] == ["00:00:00.000"]
    assert comments["chapter014"] == ["00:00:02.800"]
    assert [comments[f"chapter{index:03d}name"] for index in range(15)] == [[title] for title in TITLES]


@pytest.mark.skipif(shutil.which("ffprobe") is None, reason="ffprobe is not installed")
@each_format
def test_ffprobe_shows_title_and_chapters(tmp_path: Path, suffix: str, export: Any) -> None:
    path = export(tmp_path / f"a{suffix}", SOUND, tags=FULL).path
    command = ["ffprobe", "-v", "error", "-show_chapters", "-show_format", "-of", "json", str(path)]
    run = subprocess.run(command, capture_output=True, check=True, text=True)
    assert run.stderr == ""
    shown = json.loads(run.stdout)
    tags = {name.lower(): text for name, text in shown["format"]["tags"].items()}
    assert (tags["title"], tags["album"], tags["artist"]) == (FULL.title, FULL.album, FULL.artist)
    assert [
        ChapterMark(
            round(float(each["start_time"]) * 1_000), round(float(each["end_time"]) * 1_000), each["tags"]["title"]
        )
        for each in shown["chapters"]
    ] == list(CHAPTERS)


@each_format
def test_empty_texts_are_left_out(tmp_path: Path, suffix: str, export: Any) -> None:
    path = export(tmp_path / f"a{suffix}", SOUND, tags=Tags("Only a title", artist="")).path
    tags = mutagen.File(path).tags
    assert len(tags) == 1
    assert "Only a title" in str(next(iter(tags.values())) if suffix != ".flac" else tags["title"])


@each_format
def test_tags_leave_the_sound_alone(
    tmp_path: Path, suffix: str, bursts: Any, export: Any, decode_in_process: Any
) -> None:
    sound = bursts(50_000)
    plain = decode_in_process(export(tmp_path / f"plain{suffix}", sound).path, 1)
    tagged = decode_in_process(export(tmp_path / f"tagged{suffix}", sound, tags=FULL).path, 1)
    assert np.array_equal(plain, tagged)


@each_format
def test_the_same_tags_give_the_same_bytes(tmp_path: Path, suffix: str, export: Any) -> None:
    first = export(tmp_path / f"first{suffix}", SOUND, tags=FULL).path.read_bytes()
    again = export(tmp_path / f"again{suffix}", SOUND, tags=FULL).path.read_bytes()
    replaced = export(tmp_path / f"again{suffix}", SOUND, tags=FULL).path.read_bytes()
    assert first == again == replaced


def test_languages_without_a_code_are_undetermined() -> None:
    assert [three_letter_code(each) for each in ("de", "EN_us", "gsw", "xx", "")] == ["deu", "eng", "gsw", "und", "und"]
