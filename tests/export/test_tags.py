"""Tags and chapters, read back by others, in every format, in every script."""

from __future__ import annotations

import base64
import gzip
import json
import re
import shutil
import struct
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import av
import mutagen
import mutagen.flac
import mutagen.mp4
import mutagen.wave
import numpy as np
import pytest
from mutagen.id3 import ID3
from PIL import Image

from voicecoach.export.formats import FORMATS
from voicecoach.export.tags.tags import ChapterMark, LyricLine, Tags, packed_sheet, three_letter_code
from voicecoach.pictures.cover import jpeg_bytes
from voicecoach.verify.tags import embedded_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

each_format = pytest.mark.parametrize("suffix", list(FORMATS))
each_id3 = pytest.mark.parametrize("suffix", [".mp3", ".wav"])
each_vorbis = pytest.mark.parametrize("suffix", [".flac", ".ogg", ".opus"])
each_mp4 = pytest.mark.parametrize("suffix", [".m4a", ".m4b"])

LONG = [
    f"{number}. Knee-to-Chest, right side, with a rolled towel behind the knee".ljust(75, ".") for number in range(10)
]
TITLES = [*LONG, "T" * 216, "Γόνατο στο στήθος", "الركبة إلى الصدر", "Cat/Cow 🐈", "A"]
CHAPTERS = tuple(ChapterMark(index * 200, (index + 1) * 200, title) for index, title in enumerate(TITLES))
LYRICS = (LyricLine(500, 900, "Welcome."), LyricLine(1_250, 2_000, "Close your eyes 😌"))
SHEET = {"title": "Lower-back relief", "cues": [{"text": "Γόνατο 🐈", "start_ms": 500}]}
FULL = Tags(
    title="Lower-back relief – Ανακούφιση",
    album="lower-back",
    artist="voicecoach",
    album_artist="Anna",
    composer="Björn",
    genre="Speech",
    year="2026",
    track_number=3,
    track_total=10,
    language="en",
    comment="made with --voice tone",
    encoder="voicecoach 0.1.0",
    chapters=CHAPTERS,
    lyrics=LYRICS,
    cover=jpeg_bytes(Image.new("RGB", (300, 200), "teal")),
    sheet=packed_sheet(SHEET),
)
VORBIS = {
    "title": FULL.title,
    "album": "lower-back",
    "artist": "voicecoach",
    "albumartist": "Anna",
    "composer": "Björn",
    "genre": "Speech",
    "date": "2026",
    "tracknumber": "3",
    "tracktotal": "10",
    "language": "eng",
    "comment": FULL.comment,
    "encoder": "voicecoach 0.1.0",
    "lyrics": FULL.lyrics_text,
}
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
    assert tag["USLT::eng"].text == "Welcome.\nClose your eyes 😌"
    assert str(tag.get("TYER") or tag["TDRC"]) == "2026"  # mutagen gives the year of a WAV its newer name
    texts = {name: str(tag[name]) for name in ("TPE2", "TCOM", "TCON", "TRCK", "TSSE")}
    assert texts == {
        "TPE2": "Anna", "TCOM": "Björn", "TCON": "Speech", "TRCK": "3/10", "TSSE": "voicecoach 0.1.0"
    }  # fmt: skip
    inner = [frame for each in tag.values() for frame in getattr(each, "sub_frames", {}).values()]
    others = [frame for frame in tag.values() if frame.FrameID not in {"APIC", "GEOB", "TDRC"}]
    assert {frame.encoding for frame in [*others, *inner] if hasattr(frame, "encoding")} == {1}


@each_id3
def test_id3_has_the_lyrics_line_by_line_in_milliseconds(tmp_path: Path, suffix: str, export: Any) -> None:
    sylt = id3_of(export(tmp_path / f"a{suffix}", SOUND, tags=FULL).path)["SYLT::eng"]
    assert (sylt.format, sylt.type) == (2, 1)
    assert sylt.text == [("Welcome.", 500), ("Close your eyes 😌", 1_250)]


def test_id3_leaves_out_the_times_of_more_lines_than_taggers_can_read(tmp_path: Path, export: Any) -> None:
    many = tuple(LyricLine(at, at + 1, "One.") for at in range(5_001))
    whole, fewer = (
        id3_of(export(tmp_path / "a.mp3", SOUND, tags=replace(FULL, lyrics=lines)).path) for lines in (many, many[1:])
    )
    assert whole["USLT::eng"].text == "\n".join(["One."] * 5_001)
    assert ("SYLT::eng" in whole, len(fewer["SYLT::eng"].text)) == (False, 5_000)


@each_id3
def test_id3_has_a_front_cover_and_the_cue_sheet_as_a_file(tmp_path: Path, suffix: str, export: Any) -> None:
    tag = id3_of(export(tmp_path / f"a{suffix}", SOUND, tags=FULL).path)
    (picture,) = tag.getall("APIC")
    assert (picture.type, picture.mime, picture.data) == (3, "image/jpeg", FULL.cover)
    (sheet,) = tag.getall("GEOB")
    assert sheet.filename.endswith(".json.gz")
    assert json.loads(gzip.decompress(sheet.data)) == SHEET


def test_the_bytes_of_the_chapters_are_as_the_addendum_has_them(tmp_path: Path, export: Any) -> None:
    content = export(tmp_path / "a.mp3", SOUND, tags=FULL).path.read_bytes()
    frames = list(frames_of(content))
    (contents,) = (body for name, body in frames if name == b"CTOC")
    name, _, rest = contents.partition(b"\0")
    flags, count, children = rest[0], rest[1], rest[2:].split(b"\0", len(CHAPTERS))
    assert (name, flags, count) == (b"toc", 0b11, len(CHAPTERS))
    assert children[-1].startswith(b"TIT2")
    read = []
    for body in (body for name, body in frames if name == b"CHAP"):
        name, _, rest = body.partition(b"\0")
        assert name == children[len(read)]
        start_ms, end_ms, start_bytes, end_bytes = struct.unpack(">4I", rest[:16])
        assert start_bytes == end_bytes == 0xFFFFFFFF
        assert rest[16:20] == b"TIT2"
        (length_bytes,) = struct.unpack(">I", rest[20:24])  # plain, as version 2.3 has it
        assert rest[26] == 1
        assert len(rest) == 26 + length_bytes
        read.append(ChapterMark(start_ms, end_ms, rest[27:].decode("utf-16").rstrip("\0")))
    assert tuple(read) == CHAPTERS


def frames_of(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the frames of an ID3v2.3 tag, by the book and not by mutagen."""
    assert content[:6] == b"ID3\x03\0\0"
    end = 10 + sum(byte << shift for byte, shift in zip(content[6:10], (21, 14, 7, 0), strict=True))
    at = 10
    while at < end and content[at]:
        name, length_bytes, flags = struct.unpack(">4sIH", content[at : at + 10])
        assert flags == 0
        yield name, content[at + 10 : at + 10 + length_bytes]
        at += 10 + length_bytes
    assert not any(content[at:end])  # padding
    assert content[end : end + 2] in {b"\xff\xfb", b"\xff\xfa"}  # the first frame of sound


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


@each_vorbis
def test_vorbis_comments(tmp_path: Path, suffix: str, export: Any) -> None:
    comments = mutagen.File(export(tmp_path / f"a{suffix}", SOUND, tags=FULL).path).tags
    named = {name: comments[name] for name in VORBIS}
    assert named == {name: [text] for name, text in VORBIS.items()}
    assert comments["chapter000"] == ["00:00:00.000"]
    assert comments["chapter014"] == ["00:00:02.800"]
    assert [comments[f"chapter{index:03d}name"] for index in range(15)] == [[title] for title in TITLES]


@each_vorbis
def test_vorbis_comments_have_a_front_cover(tmp_path: Path, suffix: str, export: Any) -> None:
    file = mutagen.File(export(tmp_path / f"a{suffix}", SOUND, tags=FULL).path)
    if suffix == ".flac":
        (picture,) = file.pictures
    else:
        (block,) = file.tags["metadata_block_picture"]
        picture = mutagen.flac.Picture(base64.b64decode(block))
    assert (picture.type, picture.mime, picture.data) == (3, "image/jpeg", FULL.cover)
    assert (picture.width, picture.height) == (300, 200)


@each_mp4
def test_mp4_items(tmp_path: Path, suffix: str, export: Any) -> None:
    tags = mutagen.mp4.MP4(export(tmp_path / f"a{suffix}", SOUND, tags=FULL).path).tags
    assert {name[1:]: text for name, text in tags.items() if name.startswith("\xa9")} == {
        "nam": [FULL.title], "alb": ["lower-back"], "ART": ["voicecoach"], "wrt": ["Björn"], "gen": ["Speech"],
        "day": ["2026"], "cmt": [FULL.comment], "too": ["voicecoach 0.1.0"], "lyr": [FULL.lyrics_text],
    }  # fmt: skip
    assert (tags["aART"], tags["trkn"]) == (["Anna"], [(3, 10)])
    assert tags["----:com.apple.iTunes:LANGUAGE"] == [b"eng"]
    (cover,) = tags["covr"]
    assert (bytes(cover), cover.imageformat) == (FULL.cover, mutagen.mp4.MP4Cover.FORMAT_JPEG)
    assert tags.get("stik") == ([2] if suffix == ".m4b" else None)


@each_format
def test_the_cue_sheet_is_found_again_whatever_the_name(tmp_path: Path, suffix: str, export: Any) -> None:
    path = export(tmp_path / f"a{suffix}", SOUND, tags=FULL).path
    assert embedded_sheet(path) == SHEET
    assert embedded_sheet(path.rename(tmp_path / "renamed")) == SHEET


@pytest.mark.skipif(shutil.which("ffprobe") is None, reason="ffprobe is not installed")
@each_format
def test_ffprobe_shows_tags_chapters_and_the_cover(tmp_path: Path, suffix: str, export: Any) -> None:
    path = export(tmp_path / f"a{suffix}", SOUND, tags=FULL).path
    command = ["ffprobe", "-v", "error", "-show_chapters", "-show_format", "-show_streams", "-of", "json", str(path)]
    run = subprocess.run(command, capture_output=True, check=True, text=True)
    # The track of chapters is text, for which ffprobe has no decoder.
    assert [line for line in run.stderr.splitlines() if "Unsupported codec with id 98314" not in line] == []
    shown = json.loads(run.stdout)
    told = shown["format"].get("tags") or shown["streams"][0]["tags"]
    tags = {name.lower(): text for name, text in told.items()}
    names = ("title", "album", "artist", "album_artist", "composer", "genre", "date", "encoder")
    fields = (FULL.title, "lower-back", "voicecoach", "Anna", "Björn", "Speech", "2026", "voicecoach 0.1.0")
    assert tuple(tags[name] for name in names) == fields
    assert tags["track"] in {"3/10", "3"}
    (picture,) = (each for each in shown["streams"] if each["disposition"]["attached_pic"])
    assert (picture["codec_name"], picture["width"], picture["height"]) == ("mjpeg", 300, 200)
    starts_ms, ends_ms = (
        [round(float(each[name]) * 1_000) for each in shown["chapters"]] for name in ("start_time", "end_time")
    )
    titles = [each["tags"]["title"] for each in shown["chapters"]]
    assert list(zip(starts_ms, titles, strict=True)) == [(each.start_ms, each.title) for each in CHAPTERS]
    assert ends_ms[:-1] == starts_ms[1:]
    assert 0 <= ends_ms[-1] - CHAPTERS[-1].end_ms < 10  # in Ogg only starts are written; the last ends as the file does


@pytest.mark.skipif(shutil.which("mediainfo") is None, reason="mediainfo is not installed")
@each_format
def test_mediainfo_shows_the_chapters(tmp_path: Path, suffix: str, export: Any) -> None:
    path = export(tmp_path / f"a{suffix}", SOUND, tags=FULL).path
    run = subprocess.run(["mediainfo", "--Output=JSON", str(path)], capture_output=True, check=True)
    (general, *others) = json.loads(run.stdout)["media"]["track"]
    assert (general["Title"], general["Cover"]) == (FULL.title, "Yes")
    if suffix in {".mp3", ".wav"}:
        return  # it does not read the chapters of ID3
    menus = [list(each["extra"].values()) for each in others if each["@type"] == "Menu"]
    assert TITLES in menus


@each_format
def test_empty_texts_are_left_out(tmp_path: Path, suffix: str, export: Any) -> None:
    path = export(tmp_path / f"a{suffix}", SOUND, tags=Tags("Only a title", artist="")).path
    tags = {name: text for name, text in mutagen.File(path).tags.items() if name != "stik"}
    assert [str(text[0]) if isinstance(text, list) else str(text) for text in tags.values()] == ["Only a title"]


@each_format
def test_tags_leave_the_sound_alone(
    tmp_path: Path, suffix: str, bursts: Any, export: Any, decode_in_process: Any
) -> None:
    sound = bursts(50_000)
    plain, tagged = (
        export(tmp_path / f"{name}{suffix}", sound, tags=tags).path
        for name, tags in (("plain", Tags("Plain")), ("tagged", FULL))
    )
    if suffix in {".m4a", ".m4b"}:  # libsndfile reads none of these
        assert packets(plain) == packets(tagged)
    else:
        assert np.array_equal(decode_in_process(plain, 1), decode_in_process(tagged, 1))


def packets(path: Path) -> list[bytes]:
    with av.open(str(path)) as container:
        return [bytes(packet) for packet in container.demux(audio=0)]


@each_format
def test_the_same_tags_give_the_same_bytes(tmp_path: Path, suffix: str, export: Any) -> None:
    first = export(tmp_path / f"first{suffix}", SOUND, tags=FULL).path.read_bytes()
    again = export(tmp_path / f"again{suffix}", SOUND, tags=FULL).path.read_bytes()
    replaced = export(tmp_path / f"again{suffix}", SOUND, tags=FULL).path.read_bytes()
    assert first == again == replaced


def test_languages_without_a_code_are_undetermined() -> None:
    assert [three_letter_code(each) for each in ("de", "EN_us", "gsw", "xx", "")] == ["deu", "eng", "gsw", "und", "und"]
