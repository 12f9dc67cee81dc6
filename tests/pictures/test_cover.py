"""The cover, as others decode it: a ring that is the timeline, words that can be read, pictures of a person's own."""

from __future__ import annotations

import io
import math
import struct
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PIL import Image

from voicecoach.errors import VoicecoachError
from voicecoach.pictures.cover import drawable, own_cover, session_cover
from voicecoach.script.sides import Side
from voicecoach.session.cues import Role
from voicecoach.session.timeline import Chapter, Clip, PlacedHold, SpeechSource, Timeline

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

MINUTE_MS = 60_000


def timeline(minutes: int = 12, *, every_ms: int = 5_000) -> Timeline:
    """Return a chapter a minute: held on the right for its first third, on the left for its last, words between."""
    holds = tuple(
        PlacedHold(n + 1, side, 1, 1, n * MINUTE_MS + at_ms, n * MINUTE_MS + at_ms + 20_000)
        for n in range(minutes)
        for side, at_ms in ((Side.RIGHT, 0), (Side.LEFT, 40_000))
    )
    duration_ms = minutes * MINUTE_MS
    clips = tuple(
        Clip(SpeechSource("x"), at_ms, min(2_000, every_ms // 2), Role.SAY, text="x")
        for at_ms in range(0, duration_ms, every_ms)
    )
    chapters = tuple(Chapter(n * MINUTE_MS, (n + 1) * MINUTE_MS, f"Step {n}") for n in range(minutes))
    return Timeline(duration_ms, clips, holds, (), chapters, ())


def decoded(content: bytes) -> NDArray[np.int16]:
    image = Image.open(io.BytesIO(content))
    assert image.format == "JPEG"
    return np.asarray(image.convert("RGB")).astype(np.int16)


def at(pixels: NDArray[np.int16], turn: float, radius: float) -> NDArray[np.int16]:
    """Return the colour at a part of a turn from the top, clockwise; the radius is a part of the side."""
    angle = 2 * math.pi * turn
    x, y = 0.5 + radius * math.sin(angle), 0.5 - radius * math.cos(angle)
    return pixels[int(y * len(pixels)), int(x * len(pixels))]


def test_it_is_a_baseline_jpeg_of_1000_pixels_with_nothing_else_in_it() -> None:
    content = session_cover(timeline(), "Lower-back relief")
    image = Image.open(io.BytesIO(content))
    assert (image.size, image.mode) == ((1000, 1000), "RGB")
    assert "progression" not in image.info
    assert not image.getexif()
    assert {name for name in image.info if not name.startswith("jfif")} <= {"dpi"}
    assert len(content) < 200_000
    assert content == session_cover(timeline(), "Lower-back relief")


def test_the_ring_is_the_timeline_clockwise_from_the_top() -> None:
    pixels = decoded(session_cover(timeline(12), "A"))
    for minute in range(12):
        right, free, left = (at(pixels, (minute + part) / 12, 0.4) for part in (1 / 6, 1 / 2, 5 / 6))
        assert right[0] > right[2] + 60  # amber
        assert left[1] > left[0] + 30  # green
        assert max(free) < 120  # the dark track
        gap = at(pixels, minute / 12, 0.4)
        assert max(gap) < 90


def test_words_are_marks_within_the_ring() -> None:
    pixels = decoded(session_cover(timeline(1, every_ms=30_000), "A"))
    spoken, silent = at(pixels, 1 / 60, 0.3425), at(pixels, 0.25, 0.3425)
    assert min(spoken) > 180
    assert max(silent) < 110


def middle(content: bytes) -> NDArray[np.int16]:
    """Return what stands within the ring."""
    return decoded(content)[250:750, 200:800]


def test_title_and_length_are_in_the_middle() -> None:
    titled, other, longer = (
        middle(session_cover(timeline(minutes), title))
        for minutes, title in ((12, "Lower-back relief"), (12, "Body scan"), (13, "Lower-back relief"))
    )
    assert (titled > 220).any()
    assert (abs(titled - other) > 60).any()
    assert (abs(titled - longer) > 60).any()


@pytest.mark.parametrize("title", ["Γόνατο στο στήθος", "الركبة إلى الصدر", "瞑想", "🐈🧘", "", "\x00\x1b", "नमस्ते"])
def test_a_title_that_the_font_lacks_is_left_out(title: str) -> None:
    assert drawable(title) == ""


def test_without_a_title_the_length_stands_alone() -> None:
    alone = session_cover(timeline(), "")
    assert (middle(alone) > 220).any()
    assert session_cover(timeline(), "Γόνατο στο στήθος") == alone


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Rücken & Größe", "Rücken & Größe"),
        ("Cat/Cow 🐈 slowly", "Cat/Cow slowly"),
        ("Lower back (Γόνατο)", "Lower back"),
        ("Child’s Pose – “now”", "Child’s Pose – “now”"),
    ],
)
def test_what_the_font_has_of_a_title_is_drawn(title: str, kept: str) -> None:
    assert " ".join(drawable(title).split()) in {kept, f"{kept} ()"}


@pytest.mark.parametrize("title", ["T" * 216, "Donaudampfschifffahrtsgesellschaft, word " * 9])
def test_a_long_title_stays_within_the_ring(title: str) -> None:
    plain, long = (decoded(session_cover(timeline(), each)) for each in ("", title))
    y, x = np.nonzero((abs(plain - long) > 40).any(axis=2))
    assert len(x) > 1_000
    assert np.hypot(x - 500, y - 500).max() < 335


@pytest.mark.parametrize("minutes", [1, 1_440])
def test_a_session_of_any_length_has_one(minutes: int) -> None:
    assert len(session_cover(timeline(minutes, every_ms=900), "A")) < 200_000
    assert session_cover(Timeline(2_000, (), (), (), (), ()), "A")


@pytest.fixture
def photo(tmp_path: Path) -> Iterator[Path]:
    """Yield a photo that lies on its side, red on its left as the camera saw it, with the place in its notes."""
    pixels = np.zeros((600, 1_600, 3), np.uint8)
    pixels[:300] = (200, 30, 30)
    image = Image.fromarray(pixels)
    exif = Image.Exif()
    exif[0x0112] = 8  # turned by a quarter
    exif[0x010E] = "at home"
    path = tmp_path / "photo.jpg"
    image.save(path, exif=exif, comment=b"my garden")
    return path


def test_an_own_photo_is_upright_small_and_tells_nothing_else(photo: Path) -> None:
    content = own_cover(photo)
    image = Image.open(io.BytesIO(content))
    assert (image.format, image.size) == ("JPEG", (375, 1_000))
    assert b"home" not in content
    assert b"garden" not in content
    assert not image.getexif()
    pixels = decoded(content)
    assert pixels[500, 50, 0] > 150
    assert pixels[500, 320, 0] < 60


def test_what_shines_through_a_png_is_white(tmp_path: Path) -> None:
    path = tmp_path / "a.PNG"
    Image.new("RGBA", (50, 40), (0, 0, 255, 0)).save(path)
    assert (decoded(own_cover(path)) > 250).all()


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_is_taken(tmp_path: Path, mode: str) -> None:
    path = tmp_path / "a.png"
    Image.new(mode, (64, 48)).save(path)
    assert Image.open(io.BytesIO(own_cover(path))).size == (64, 48)


def test_a_picture_full_of_noise_still_fits(tmp_path: Path) -> None:
    path = tmp_path / "noise.png"
    noise = np.random.default_rng(1).integers(0, 255, (1_000, 1_000, 3), np.uint8)
    Image.fromarray(noise).save(path)
    assert len(own_cover(path)) <= 200_000


def broken(path: Path, kind: str) -> Path:
    match kind:
        case "text":
            path.write_text("not a picture")
        case "gif":
            Image.new("P", (10, 10)).save(path, "GIF")
        case "cut":
            Image.effect_noise((200, 200), 50).save(path, "PNG")
            path.write_bytes(path.read_bytes()[:-3_000])
        case "large":
            Image.new("1", (5_000, 4_001)).save(path, "PNG")
        case "bomb":
            header = struct.pack(">2I5B", 200_000, 100_000, 8, 2, 0, 0, 0)
            chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"")), (b"IEND", b"")]
            path.write_bytes(
                b"\x89PNG\r\n\x1a\n"
                + b"".join(
                    struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
                    for name, body in chunks
                )
            )
        case "folder":
            path.mkdir()
    return path


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("text", "not a JPEG or PNG picture"),
        ("gif", "not a JPEG or PNG picture"),
        ("cut", "damaged"),
        ("large", "5000 x 4001 pixels"),
        ("bomb", "pixels"),
        ("folder", "directory|permission"),
        ("missing", "no such file"),
    ],
)
def test_what_cannot_be_a_cover_is_told_with_what_to_do(tmp_path: Path, kind: str, reason: str) -> None:
    with pytest.raises(VoicecoachError, match=f"(?i)a.png cannot be used: .*({reason})") as raised:
        own_cover(broken(tmp_path / "a.png", kind))
    assert raised.value.hint


def test_any_damage_to_a_picture_is_told_and_no_other_error(tmp_path: Path) -> None:
    rng: Any = np.random.default_rng(7)
    for suffix in ("PNG", "JPEG"):
        path = tmp_path / f"a.{suffix}"
        Image.effect_noise((60, 60), 60).save(path, suffix)
        whole = path.read_bytes()
        for _ in range(60):
            damaged = bytearray(whole)
            for place in rng.integers(0, len(whole), 6):
                damaged[place] ^= int(rng.integers(1, 255))
            path.write_bytes(damaged[: int(rng.integers(20, len(whole)))])
            with suppress(VoicecoachError):
                assert own_cover(path)
