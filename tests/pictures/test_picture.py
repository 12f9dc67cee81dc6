"""Pictures: both writers show the same shapes, and nothing unseen reaches a file."""

from __future__ import annotations

import unicodedata
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageFont

from voicecoach.errors import ExportError
from voicecoach.pictures.lettering import cut_to_width, visible, widest_px
from voicecoach.pictures.picture import Anchor, Circle, LineShape, Picture, Rectangle, TextShape
from voicecoach.pictures.png import raster, split_accents
from voicecoach.pictures.svg import svg_text
from voicecoach.pictures.write import check_picture_target, write_picture

if TYPE_CHECKING:
    from pathlib import Path

SVG = "{http://www.w3.org/2000/svg}"
WHITE, BLACK, BLUE = (255, 255, 255), (0, 0, 0), (0, 114, 178)
any_text = st.text(st.characters(categories=None))


def of(*shapes: Rectangle | LineShape | Circle | TextShape, height_px: int = 100) -> Picture:
    return Picture(200, height_px, "#ffffff", shapes, "A picture")


def ink_box(picture: Picture) -> tuple[int, int, int, int]:
    drawn = raster(picture)
    box = ImageChops.difference(drawn, Image.new("RGB", drawn.size, WHITE)).getbbox()
    assert box is not None
    return box


def test_a_rectangle_covers_exactly_its_dots() -> None:
    assert ink_box(of(Rectangle(10, 20, 30, 40, "#0072b2"))) == (20, 40, 80, 120)
    assert raster(of(Rectangle(10, 20, 30, 40, "#0072b2"))).getpixel((21, 41)) == BLUE


def test_a_circle_is_round_and_smooth() -> None:
    drawn = raster(of(Circle(50, 50, 20, "#000000")))
    assert drawn.getpixel((100, 100)) == BLACK
    assert drawn.getpixel((100 - 36, 100 - 36)) == WHITE
    shades = {drawn.getpixel((x, 100 - 30)) for x in range(60, 140)}
    assert len(shades) > 2


def test_what_crosses_the_bands_of_drawing_is_whole() -> None:
    """A tall picture is drawn in bands; the bar goes through three of them without a seam."""
    picture = of(Rectangle(50, 10, 4, 680, "#0072b2"), LineShape(100, 10, 100, 690, "#0072b2", 4), height_px=700)
    drawn = raster(picture)
    assert {drawn.getpixel((102, y)) for y in range(20, 1380)} == {BLUE}
    assert {drawn.getpixel((200, y)) for y in range(20, 1380)} == {BLUE}


@pytest.mark.parametrize(("anchor", "middle_px"), [(Anchor.START, 120), (Anchor.MIDDLE, 100), (Anchor.END, 80)])
def test_text_lies_on_the_side_of_its_anchor(anchor: Anchor, middle_px: int) -> None:
    left, _, right, lower = ink_box(of(TextShape(100, 50, "HHHH", 14, "#000000", anchor)))
    assert (left + right) / 4 == pytest.approx(middle_px, abs=4)
    assert lower == pytest.approx(100, abs=1)


@pytest.mark.parametrize("letter", ["ä", "é", "ñ", "ç", "í", "ï", "Å", "Ö", "š", "ò", "û"])
def test_an_accent_is_drawn_over_or_under_its_letter(letter: str) -> None:
    """Pillow's own font has no accented letter: without help each would be the same empty box."""
    box = raster(of(TextShape(50, 50, "中", 20, "#000000")))
    with_accent = raster(of(TextShape(50, 50, letter, 20, "#000000")))
    plain = raster(of(TextShape(50, 50, unicodedata.normalize("NFD", letter)[0], 20, "#000000")))
    assert with_accent.tobytes() not in {box.tobytes(), plain.tobytes()}


def test_letters_that_have_no_accent_to_draw_are_spelled_in_plain_ones() -> None:
    assert split_accents("Größe, œuf, ¿sí? \u201eja\u201c \u2013 Łódź")[0] == 'Grosse, oeuf, ?s ? "ja\u201c - Lodz'


def test_an_svg_says_what_each_shape_is() -> None:
    shapes = (TextShape(1, 2, "a < b & c", 10, "#000000", Anchor.END), Circle(1.23456, 2, 3, "#000000", "tip"))
    root = ET.fromstring(svg_text(of(*shapes)))  # noqa: S314 - our own file
    assert root.findtext(f"{SVG}title") == "A picture"
    text, circle = root.find(f"{SVG}text"), root.find(f"{SVG}circle")
    assert text is not None
    assert circle is not None
    assert (text.text, text.get("text-anchor")) == ("a < b & c", "end")
    assert (circle.get("cx"), circle.findtext(f"{SVG}title")) == ("1.23", "tip")


@given(any_text)
def test_any_text_makes_a_well_formed_svg_without_what_cannot_be_seen(text: str) -> None:
    written = svg_text(
        Picture(10, 10, "#ffffff", (TextShape(0, 9, text, 9, "#000000"), Circle(1, 1, 1, "#000000", text)), text)
    )
    root = ET.fromstring(written.encode())  # noqa: S314 - our own file
    assert root.findtext(f"{SVG}text", "") == visible(text)
    unseen = {unicodedata.category(character) for character in written.replace("\n", "")} & {"Cc", "Cs", "Zl", "Zp"}
    assert not unseen


@given(any_text)
def test_any_text_can_be_drawn(text: str) -> None:
    assert raster(of(TextShape(0, 50, text, 12, "#000000"))).size == (400, 200)


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126)), st.integers(9, 30))
def test_the_font_of_the_png_is_never_wider_than_reckoned(text: str, size_px: int) -> None:
    assert ImageFont.load_default(size_px).getlength(text) <= widest_px(text, size_px) + 1


@given(any_text, st.integers(0, 300))
def test_a_shortened_text_fits_and_begins_as_the_whole(text: str, room_px: int) -> None:
    short = cut_to_width(text, 10, room_px)
    assert widest_px(short, 10) <= room_px
    assert visible(text).startswith(short.removesuffix("…").rstrip())


@pytest.mark.parametrize("suffix", [".svg", ".png", ".SVG"])
def test_the_same_picture_gives_the_same_bytes(tmp_path: Path, suffix: str) -> None:
    picture = of(TextShape(10, 50, "Rücken 中", 12, "#000000"), Rectangle(0, 0, 9, 9, "#0072b2", 2))
    first, second = tmp_path / f"a{suffix}", tmp_path / f"b{suffix}"
    write_picture(first, picture)
    write_picture(second, picture)
    assert first.read_bytes() == second.read_bytes()
    assert first.read_bytes().startswith(b"<svg" if suffix.lower() == ".svg" else b"\x89PNG")


@pytest.mark.parametrize("name", ["a.gif", "a", "a.mp3"])
def test_another_kind_of_picture_is_refused_and_leaves_what_is_there(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("mine")
    for refuse in (check_picture_target, lambda target: write_picture(target, of())):
        with pytest.raises(ExportError, match="picture") as raised:
            refuse(path)
        assert ".svg" in raised.value.hint
    assert path.read_text() == "mine"


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="no such file"):
        write_picture(tmp_path / "nowhere" / "a.svg", of())
