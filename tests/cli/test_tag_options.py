"""``export --tag --cover --sidecars``, as a person gives them."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import mutagen.mp3
import pytest
from PIL import Image

EXPORT = ("export", "a.md", "--voice", "tone")


@pytest.fixture(autouse=True)
def _script(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A\n\n- safety: Take --> care.\n\nHello.\n\n## Rest\n\nRest now.\n")


def test_own_tags_and_picture_are_in_the_file(run: Any) -> None:
    Image.new("RGB", (40, 30), "red").save("red.png")
    done = run(*EXPORT, "--tag", "artist=Anna = B", "--tag", "genre=", "--cover", "red.png")
    assert done.code == 0
    tags = mutagen.mp3.MP3("a.mp3").tags
    assert (tags["TPE1"].text, "TCON" in tags) == (["Anna = B"], False)
    assert Image.open(BytesIO(tags["APIC:"].data)).size == (40, 30)


def test_a_drawn_cover_is_there_unless_none_is_wanted(run: Any) -> None:
    sizes = []
    for more in ((), ("--cover", "none")):
        assert run(*EXPORT, *more).code == 0
        sizes.append(len(mutagen.mp3.MP3("a.mp3").tags.getall("APIC")))
    assert sizes == [1, 0]


def test_sidecars_lie_beside_the_file_and_are_named(run: Any) -> None:
    done = run(*EXPORT, "-o", "b.mp3", "--sidecars")
    assert "next to it: b.lrc, b.vtt, b.labels.txt, b.chapters.json" in done.err
    assert json.loads(Path("b.chapters.json").read_text(encoding="utf-8"))["chapters"][0]["title"] == "Rest"
    assert "Take --&gt; care." in Path("b.vtt").read_text(encoding="utf-8")


def test_at_the_end_three_lines_say_how_it_is_heard(run: Any) -> None:
    lines = run(*EXPORT).err.splitlines()
    assert lines[0].startswith("a.mp3: 0:0")
    assert ["phone" in lines[1], "chapters" in lines[2], "shuffle" in lines[3]] == [True] * 3


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("--tag", "artst=Anna"), 2, 'did you mean "artist"?'),
        (("--tag", "artist"), 2, "is not key=value"),
        (("--tag", "year=20"), 2, "four figures"),
        (("--cover", "missing.jpg"), 1, "missing.jpg cannot be used: no such file"),
        (("--cover", "a.md"), 1, "not a JPEG or PNG picture"),
    ],
)
def test_what_is_wrong_is_told_before_anything_is_written(run: Any, words: Any, code: int, told: str) -> None:
    done = run(*EXPORT, *words)
    assert done.code == code
    assert told in done.err
    assert not Path("a.mp3").exists()


def test_no_sidecar_takes_the_place_of_the_script_or_the_cue_sheet(run: Any) -> None:
    script = Path("a.md").rename("a.labels.txt").read_bytes()
    done = run("export", "a.labels.txt", "--voice", "tone", "-o", "a.mp3", "--sidecars")
    assert (done.code, "a.labels.txt is already used for the script" in done.err) == (2, True)
    assert Path("a.labels.txt").read_bytes() == script
    done = run("export", "a.labels.txt", "--voice", "tone", "-o", "b.mp3", "--sidecars", "--cues", "b.chapters.json")
    assert (done.code, "is already used for the cue sheet" in done.err) == (2, True)
