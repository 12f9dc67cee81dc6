"""``voicecoach phone`` and ``voicecoach feed`` as a person types them."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import segno
from conftest import Done
from PIL import Image

SCRIPT = "# Short\n\n## Stretch\n\n- hold: 3s\n- countdown: off\n"
URL = ("--url", "https://example.org/back")
Run = Callable[..., Done]


@pytest.fixture(autouse=True)
def _script() -> None:
    Path("short.md").write_text(SCRIPT, encoding="utf-8")


def served(run: Run, *words: str) -> Done:
    """Run ``phone`` on the loopback until nobody has used it for a moment."""
    return run("phone", *words, "--voice", "tone", "--host", "127.0.0.1", "--for", "100ms")


def test_phone_prints_the_address_alone_and_its_code_beside_it(run: Run) -> None:
    done = served(run, "short.md")
    assert done.code == 0
    address = done.out.strip()
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/[\w-]{22}/", address)
    blocks = {" ": (0, 0), "▀": (1, 0), "▄": (0, 1), "█": (1, 1)}
    lines = [line for line in done.err.splitlines() if line and not set(line) - set(blocks)]
    rows = [[blocks[each][half] for each in line] for line in lines for half in (0, 1)]
    code = [list(row) for row in segno.make(address, error="m", micro=False).matrix_iter(border=4)]
    assert rows[: len(code)] == code
    assert "only this computer can open it" in done.err
    assert "Press q to stop. Without use, it stops after 100ms." in done.err
    assert done.err.rstrip().endswith("Stopped: unused for 100ms.")
    assert served(run, "short.md").out.rpartition("/")[0][-22:] == address.rpartition("/")[0][-22:]


def test_phone_serves_the_sessions_that_can_be_made(run: Run) -> None:
    done = served(run, "short.md", "nowhere")
    assert done.code == 1
    assert done.out.startswith("http://127.0.0.1:")
    assert "nowhere" in done.err
    assert "not done: nowhere" in done.err


def test_phone_says_what_is_wrong(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        busy = str(other.getsockname()[1])
        for words, code, message in [
            (("short.md", "--host", "127.0.0.1", "--port", busy), 1, "another program uses this port"),
            (("short.md", "--host", "192.0.2.77"), 1, "this computer does not have this address"),
            (("short.md", "--name", "co ach"), 1, "is not a valid name for an address"),
            (("short.md", "--for", "soon"), 2, "is not a length such as 30m or 2h"),
            (("short.md", "--port", "0"), 2, "--port"),
            (("nowhere",), 1, "nowhere"),
            ((), 2, "name a script"),
        ]:
            done = run("phone", *words, *(("--voice", "tone") if words else ()))
            assert (done.code, done.out) == (code, ""), words
            assert message in done.err


def feed(folder: str = "podcast") -> list[str | None]:
    return [item.findtext("title") for item in ET.parse(Path(folder, "feed.xml")).iter("item")]  # noqa: S314


def test_feed_is_written_brought_up_to_date_and_emptied(run: Run) -> None:
    assert run("feed", "podcast", "--add", "short.md", "--voice", "tone", *URL).code == 0
    assert feed() == ["Short"]
    before = Path("podcast", "feed.xml").read_bytes()
    assert "podcast/feed.xml: 1 session" in run("feed", "podcast").err.replace("\\", "/")
    assert Path("podcast", "feed.xml").read_bytes() == before

    Path("short.md").write_text(SCRIPT.replace("Short", "Shorter"), encoding="utf-8")
    Path("next.md").write_text(SCRIPT.replace("Short", "Next"), encoding="utf-8")
    done = run("feed", "podcast", "--add", "next.md", "--voice", "tone")
    assert (done.code, feed()) == (0, ["Next", "Shorter"])
    assert "added: next" in done.err
    assert "changed: short" in done.err

    assert run("feed", "podcast", "--remove", "short", "next").code == 0
    assert feed() == []
    left = {path.suffix for path in Path("podcast").iterdir()}
    assert left == {".xml", ".json", ".jpg"}  # the feed, its list and its cover


def test_the_sound_of_a_feed_keeps_the_options_it_was_added_with(run: Run) -> None:
    run("feed", "podcast", "--add", "short.md", "--voice", "tone", "--level", "1", *URL)
    stored = json.loads(Path("podcast", ".voicecoach-feed.json").read_text(encoding="utf-8"))
    assert stored["sessions"]["short"]["options"] == {"voice": "tone", "level": 1}
    assert run("feed", "podcast").err.count("changed") == 0


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("--add", "short.md"), 1, "it has no address yet"),
        (("--url", "example.org"), 2, "is not an address such as https://example.org/back/"),
        (("--url", "http://localhost:8000/"), 2, "means this computer"),
        ((*URL, "--remove", "short"), 1, "it has no session called 'short'"),
        ((*URL, "--level", "1"), 2, "session options need --add SCRIPT"),
        ((*URL, "--cover", "short.md"), 1, "is not a JPEG or PNG picture"),
        ((*URL, "--cover", "small.png"), 1, "at least 1400 pixels"),
    ],
)
def test_feed_says_what_is_wrong(run: Run, words: tuple[str, ...], code: int, message: str) -> None:
    Image.new("RGB", (1399, 1600)).save("small.png")
    done = run("feed", "podcast", *words, *(("--voice", "tone") if "--add" in words else ()))
    assert done.code == code
    assert message in done.err
    assert not Path("podcast").exists()


def test_a_cover_of_ones_own(run: Run) -> None:
    Image.new("RGB", (2000, 1500), "navy").save("sea.png")
    assert run("feed", "podcast", *URL, "--cover", "sea.png").code == 0
    (cover,) = Path("podcast").glob("cover-*.jpg")
    with Image.open(cover) as picture:
        assert (picture.format, picture.size) == ("JPEG", (1500, 1500))
    assert run("feed", "podcast", "--cover", "drawn").code == 0
    assert not cover.exists()


def options_of(run: Run, command: str) -> Any:
    return re.findall(r"--[a-z-]+", run(command, "--help").out)


def test_what_the_contract_names_is_there(run: Run) -> None:
    assert {"--host", "--port", "--for", "--name"} <= set(options_of(run, "phone"))
    assert {"--add", "--remove", "--url"} <= set(options_of(run, "feed"))
