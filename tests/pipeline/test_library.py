"""A person's own scripts: made in their folder, found there, and never overwritten."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from voicecoach import folders
from voicecoach.errors import ExportError, NotFoundError
from voicecoach.pipeline.library import check_script
from voicecoach.pipeline.own_scripts import fix_script, new_script, own_script
from voicecoach.pipeline.phrases import numbered_phrases, pack_text, write_pack
from voicecoach.script.files import list_packs

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[..., Path]


def test_a_starter_is_flawless_and_tells_what_to_type() -> None:
    made = new_script("mine", None)
    assert made.path == folders.home() / "scripts" / "mine.md"
    assert not made.shadows_shipped
    text = made.path.read_text(encoding="utf-8")
    assert "voicecoach check mine" in text
    assert "NAME" not in text
    assert check_script("mine").diagnostics == ()


def test_a_copy_is_the_same_words_below_a_title_of_its_own() -> None:
    made = new_script("mine.md", "lower-back")
    assert made.name == "mine"
    shipped = folders.shipped_scripts() / "lower-back.md"
    first, _, others = made.path.read_text(encoding="utf-8").partition("\n")
    assert first == "# Mine"
    assert others == shipped.read_text(encoding="utf-8").partition("\n")[2]


def test_one_that_shadows_a_shipped_one_says_so() -> None:
    assert new_script("lower-back", "lower-back").shadows_shipped
    assert own_script("lower-back") == folders.home() / "scripts" / "lower-back.md"


@pytest.mark.parametrize("taken", ["mine.md", "mine.txt"])
def test_what_is_there_is_never_written_over(write: Write, taken: str) -> None:
    path = write("My words.\n", f"home/scripts/{taken}")
    with pytest.raises(ExportError, match="already") as caught:
        new_script("mine", None)
    assert "voicecoach edit mine" in caught.value.hint
    assert path.read_text(encoding="utf-8") == "My words.\n"


@pytest.mark.parametrize("name", ["", "..", "../x", "a/b", "a\\b", ".hidden", "-x", "x.", "x ", "a\nb", "a:b"])
def test_what_is_no_name_makes_no_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(ExportError, match="cannot be the name") as caught:
        new_script(name, None)
    assert "such as my-back" in caught.value.hint
    assert not list(tmp_path.rglob("*.md"))


def test_a_name_with_a_space_is_quoted_where_it_is_to_be_typed() -> None:
    made = new_script("my back", None)
    assert "voicecoach check 'my back'" in made.path.read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_made_is_told(write: Write) -> None:
    write("a file\n", "home")
    with pytest.raises(ExportError) as caught:
        new_script("mine", None)
    assert "VOICECOACH_HOME" in caught.value.hint


def test_what_ships_is_copied_and_not_changed(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError) as caught:
        own_script("lower-back")
    assert "voicecoach new my-lower-back --from lower-back" in caught.value.hint
    with pytest.raises(NotFoundError):
        own_script(str(folders.shipped_scripts() / "lower-back.md"))
    with pytest.raises(NotFoundError) as caught:
        own_script(str(tmp_path / "later.md"))
    assert "voicecoach new later" in caught.value.hint


def test_a_fix_rewrites_the_file_and_nothing_where_nothing_is_wrong(write: Write) -> None:
    path = write("## One\n\n\u2013 hodl: 30s\n")
    assert [one.after for one in fix_script(str(path))[1]] == ["- hold: 30s"]
    assert path.read_text(encoding="utf-8") == "## One\n\n- hold: 30s\n"
    path.write_bytes(b"## One\r\n\r\n- hold: 30s\r\n")
    assert fix_script(str(path))[1] == ()
    assert path.read_bytes() == b"## One\r\n\r\n- hold: 30s\r\n"
    with pytest.raises(NotFoundError):
        fix_script("lower-back")


def test_a_pack_is_written_once_and_own_words_in_it_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "mine.md"
    write_pack(path, pack_text("calm"))
    write_pack(path, pack_text("calm"))
    path.write_text("- half: Midway.\n", encoding="utf-8")
    with pytest.raises(ExportError, match="already"):
        write_pack(path, pack_text("calm"))
    assert path.read_text(encoding="utf-8") == "- half: Midway.\n"


@pytest.mark.parametrize("name", [found.name for found in list_packs()])
def test_every_pack_can_be_the_start_of_ones_own(write: Write, name: str) -> None:
    language = name if name in ("de", "es", "fr", "it", "pt", "nl") else "en"
    write_pack(folders.home().parent / "mine.md", pack_text(name))
    write(pack_text(name), "home/wording/own.md")
    script = write(f"- language: {language}\n- voice: tone\n- wording: own\n\nHello.\n")
    assert check_script(str(script)).diagnostics == ()


def test_every_phrase_is_listed_in_the_order_of_need(write: Write) -> None:
    script = write("- voice: tone\n\nOne. [pause 1s] Two.\n\n[repeat 3]\nThree.\n[end]\n")
    assert numbered_phrases(str(script)) == "1. One.\n2. Two.\n3. Three.\n"
