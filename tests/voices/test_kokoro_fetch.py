"""Kokoro's two files, fetched from a local server that is right, wrong, gone, or breaks off and goes on."""

from __future__ import annotations

import hashlib
import re
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from voicecoach.errors import NotFoundError, VoiceUnavailableError
from voicecoach.voices.download.kokoro import FILES, PUBLIC_URL, URL_VARIABLE, KokoroOffer, ReleasedFile, offer
from voicecoach.voices.table import offer as offer_of_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

MODEL, VOICES = FILES[0].name, FILES[1].name
CONTENTS = {MODEL: bytes(range(256)) * 2_000, VOICES: b"voices" * 10_000}


@dataclass
class Page:
    """What the page has, what is cut off, and what was asked for: paths, and from which byte."""

    files: dict[str, bytes] = field(default_factory=lambda: dict(CONTENTS))
    cut: set[str] = field(default_factory=set)
    knows_parts: bool = True
    begins_elsewhere: bool = False
    asked: list[tuple[str, int]] = field(default_factory=list)


class _Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        page: Page = self.server.page
        name = self.path.lstrip("/")
        asked = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        begin = int(asked[1]) if asked else 0
        page.asked.append((name, begin))
        if name not in page.files:
            self.send_error(404)
            return
        content = page.files[name]
        if begin and page.knows_parts:
            self.send_response(206)
            told = begin + 1 if page.begins_elsewhere else begin
            self.send_header("Content-Range", f"bytes {told}-{len(content) - 1}/{len(content)}")
            content = content[begin:]
        else:
            self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        with suppress(ConnectionError):
            self.wfile.write(content[: len(content) // 2] if name in page.cut else content)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serving() -> Iterator[tuple[Page, str]]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Answers) as server:
        server.page = Page()
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server.page, f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    monkeypatch.setenv("VOICECOACH_HOME", str(tmp_path))
    with serving() as (page, url):
        monkeypatch.setenv(URL_VARIABLE, url)
        yield page


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "voices" / "kokoro"


def small_offer(name: str = "af_heart") -> KokoroOffer:
    """Return the offer of a page with the small files of these tests."""
    files = tuple(
        ReleasedFile(name, len(content), hashlib.sha256(content).hexdigest()) for name, content in CONTENTS.items()
    )
    return offer(name, files)


def fetch() -> list[tuple[int, int]]:
    steps: list[tuple[int, int]] = []
    small_offer().fetch(lambda done, total: steps.append((done, total)))
    return steps


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} if folder.exists() else set()


def test_an_offer_names_size_licence_and_place(page: Page, folder: Path) -> None:
    found = offer_of_table("kokoro:BF_Emma")
    assert (found.spec, found.language, found.folder) == ("kokoro:bf_emma", "en-GB", folder)
    assert found.size_bytes == 92_361_271 + 28_214_398
    assert "British, female" in found.description
    assert "Apache-2.0" in found.licence
    assert not found.is_here()
    assert page.asked == []


def test_the_page_is_the_librarys_own() -> None:
    assert PUBLIC_URL == "https://github.com/thewh1teagle/kokoro-onnx/releases/download/model-files-v1.0/"


def test_another_name_is_an_error_with_the_nearest() -> None:
    with pytest.raises(NotFoundError) as caught:
        offer_of_table("kokoro:af_hart")
    assert caught.value.hint == 'did you mean "af_heart"?'


def test_both_files_are_fetched_once_whole_and_checked(page: Page, folder: Path) -> None:
    steps = fetch()
    assert steps == sorted(steps)
    assert steps[-1] == (sum(map(len, CONTENTS.values())),) * 2
    assert {name: (folder / name).read_bytes() for name in names(folder)} == CONTENTS
    assert small_offer("im_nicola").is_here()
    fetch()
    assert page.asked == [(MODEL, 0), (VOICES, 0)]


def wrong(page: Page, name: str) -> str:
    page.files[name] = bytes(reversed(page.files[name]))
    return "does not match the catalogue"


def longer(page: Page, name: str) -> str:
    page.files[name] *= 3
    return "does not match the catalogue"


def gone(page: Page, name: str) -> str:
    del page.files[name]
    return "no such file"


@pytest.mark.parametrize("name", [MODEL, VOICES])
@pytest.mark.parametrize("fault", [wrong, longer, gone])
def test_a_wrong_file_is_not_kept_and_the_way_by_hand_is_told(
    page: Page, folder: Path, fault: Callable[[Page, str], str], name: str
) -> None:
    reason = fault(page, name)
    with pytest.raises(VoiceUnavailableError, match=reason) as caught:
        fetch()
    assert name not in names(folder)
    assert not any(each.startswith(".") for each in names(folder))
    assert name in caught.value.hint
    assert str(folder) in caught.value.hint
    page.files = dict(CONTENTS)
    fetch()
    assert small_offer().is_here()


def test_a_download_that_broke_off_goes_on_from_there(page: Page, folder: Path) -> None:
    page.cut = {MODEL}
    with pytest.raises(VoiceUnavailableError, match="try again to continue from there"):
        fetch()
    assert names(folder) == {f".{MODEL}.part"}
    page.cut = set()
    steps = fetch()
    assert steps[0][0] > len(CONTENTS[MODEL]) // 2
    assert {name: (folder / name).read_bytes() for name in names(folder)} == CONTENTS
    assert page.asked == [(MODEL, 0), (MODEL, len(CONTENTS[MODEL]) // 2), (VOICES, 0)]


def test_a_server_without_parts_sends_it_from_the_beginning(page: Page, folder: Path) -> None:
    page.cut, page.knows_parts = {MODEL}, False
    with pytest.raises(VoiceUnavailableError):
        fetch()
    page.cut = set()
    fetch()
    assert {name: (folder / name).read_bytes() for name in names(folder)} == CONTENTS


def test_a_part_that_begins_elsewhere_is_refused(page: Page) -> None:
    page.cut = {MODEL}
    with pytest.raises(VoiceUnavailableError):
        fetch()
    page.cut, page.begins_elsewhere = set(), True
    with pytest.raises(VoiceUnavailableError, match="does not match the catalogue"):
        fetch()


def test_a_part_of_another_release_is_found_out_and_fetched_anew(page: Page, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / f".{MODEL}.part").write_bytes(b"x" * 1_000)
    with pytest.raises(VoiceUnavailableError, match="does not match the catalogue"):
        fetch()
    fetch()
    assert small_offer().is_here()
    assert page.asked[:2] == [(MODEL, 1_000), (MODEL, 0)]


def test_an_interrupt_midway_keeps_what_is_there(page: Page, folder: Path) -> None:
    def interrupt(done_bytes: int, _total: int) -> None:
        if done_bytes > 100_000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        small_offer().fetch(interrupt)
    assert names(folder) == {f".{MODEL}.part"}
    fetch()
    assert page.asked[1][1] > 100_000
    assert small_offer().is_here()


@pytest.mark.usefixtures("page")
def test_a_damaged_file_counts_as_missing_and_is_fetched_again(folder: Path) -> None:
    fetch()
    (folder / VOICES).write_bytes(b"noises" * 10_000)
    assert not small_offer().is_here()
    fetch()
    assert small_offer().is_here()


@pytest.mark.parametrize("base", ["http://127.0.0.1:1/", "http://no-such-host.invalid/", "file:///etc/", "nowhere"])
def test_without_a_server_the_way_by_hand_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, folder: Path, base: str
) -> None:
    monkeypatch.setenv("VOICECOACH_HOME", str(tmp_path))
    monkeypatch.setenv(URL_VARIABLE, base)
    with pytest.raises(VoiceUnavailableError) as caught:
        fetch()
    assert "another computer" in caught.value.hint
    assert str(folder) in caught.value.hint
