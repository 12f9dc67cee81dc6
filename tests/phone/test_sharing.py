"""Sessions shared over the loopback: addresses, what stays the same, and how it ends."""

from __future__ import annotations

import contextlib
import http.client
import re
import socket
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import feedparser
import pytest
from session_files import session_file
from shared_cache import warm_cache
from virtual_clock import VirtualClock

from voicecoach.errors import AddressError, VoicecoachError
from voicecoach.phone.name import checked_name
from voicecoach.phone.sharing import USUAL_PORT, Sharing, share
from voicecoach.phone.state import PhoneState, load_state, save_state
from voicecoach.serving.addresses import LOOPBACK, Interface

PATIENCE_S = 30
HERE = [Interface("lo", LOOPBACK)]


@pytest.fixture(autouse=True)
def folders_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICECOACH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("VOICECOACH_CACHE_DIR", warm_cache(tmp_path / "cache"))


def get(address: str, name: str = "", **headers: str) -> tuple[int, bytes]:
    parts = urlsplit(address + name)
    connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=PATIENCE_S)
    with contextlib.closing(connection):
        connection.request("GET", parts.path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read()


def sharing(folder: Path, **options: Any) -> Sharing:
    return share([session_file(folder)], **{"networks": HERE, "port": 0, **options})


def test_the_address_and_the_dates_stay_the_same_until_a_new_address_is_asked_for(tmp_path: Path) -> None:
    dates, paths = [], []
    for year, is_new in ((2024, False), (2025, False), (2026, True)):
        today = datetime(year, 5, 1, tzinfo=UTC)
        with sharing(tmp_path, today=today, is_new_address=is_new) as shared:
            paths.append(urlsplit(shared.address).path)
            dates.append(feedparser.parse(get(shared.address, "feed.xml")[1]).entries[0].published)
    assert paths[0] == paths[1] != paths[2]
    assert len(paths[0].strip("/")) == 22  # 128 bits
    assert dates == ["Wed, 01 May 2024 00:00:00 GMT"] * 3


@pytest.mark.parametrize(
    "stored", ["", "{}", "[]", '{"path": "/", "published": {}}', '{"path": "/../../../../../../../x", "published": {}}',
               '{"path": "/aaaaaaaaaaaaaaaaaaaaaa", "published": {"back": "2024-05-01"}}']
)  # fmt: skip
def test_a_damaged_memory_is_begun_anew(tmp_path: Path, stored: str) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "phone.json").write_text(stored, encoding="utf-8")
    state = load_state()
    assert re.fullmatch(r"/[\w-]{22}", state.path)
    assert state.path != load_state().path
    assert state.published == {}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_nobody_else_reads_the_secret(tmp_path: Path) -> None:
    save_state(PhoneState())
    assert (tmp_path / "home" / "phone.json").stat().st_mode & 0o077 == 0


def test_where_the_usual_port_is_in_use_another_one_is_taken(tmp_path: Path) -> None:
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(OSError):  # then somebody else has it, which serves as well
            stack.enter_context(socket.create_server((LOOPBACK, USUAL_PORT)))
        with sharing(tmp_path, port=None) as shared:
            assert shared.port != USUAL_PORT
            assert get(shared.address)[0] == 200


def test_a_port_that_was_asked_for_is_not_exchanged(tmp_path: Path) -> None:
    with socket.create_server((LOOPBACK, 0)) as other, pytest.raises(AddressError) as raised:
        sharing(tmp_path, port=other.getsockname()[1])
    assert "another program uses this port" in raised.value.message


def test_without_a_network_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(AddressError) as raised:
        sharing(tmp_path, networks=[])
    assert "this computer is not in a network" in raised.value.message
    assert "voicecoach export" in raised.value.hint


@pytest.mark.parametrize(("host", "other_status"), [("lo", 421), ("0.0.0.0", 200), (None, 421)])  # noqa: S104
def test_of_several_networks_one_is_chosen(tmp_path: Path, host: str | None, other_status: int) -> None:
    networks = [*HERE, Interface("wlan9", "192.0.2.77")]
    with sharing(tmp_path, host=host, networks=networks) as shared:
        assert shared.address == shared.numeric_address
        assert urlsplit(shared.address).hostname == LOOPBACK
        assert get(shared.address)[0] == 200
        assert get(shared.address, host="192.0.2.77")[0] == other_status
        assert get(shared.address, host="evil.example")[0] == 421


def test_a_hundred_phones_at_once_and_one_that_breaks_off(tmp_path: Path) -> None:
    with sharing(tmp_path) as shared, ThreadPoolExecutor(100) as phones:
        parts = urlsplit(shared.address)
        with socket.create_connection((LOOPBACK, shared.port), PATIENCE_S) as gone:
            gone.sendall(f"GET {parts.path}back.mp3 HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n".encode())
            gone.recv(10)
        parted = [phones.submit(get, shared.address, "back.mp3", range=f"bytes={at}-") for at in range(100)]
        assert [(one.result()[0], len(one.result()[1])) for one in parted] == [(206, 4096 - at) for at in range(100)]


def test_it_ends_half_an_hour_after_the_last_request(tmp_path: Path) -> None:
    clock = VirtualClock()
    with sharing(tmp_path, now_s=clock) as shared:
        clock.now_s += 1_000
        assert get(shared.address, "alive")[0] == 204
        begin_s, patient_until_s = clock.now_s, time.monotonic() + PATIENCE_S

        def is_asked(poll_s: float) -> bool:
            clock.wait(poll_s)
            return time.monotonic() > patient_until_s

        assert shared.wait(unused_for_s=1_800, is_asked=is_asked)
        assert clock.now_s - begin_s >= 1_800
        assert not shared.wait(unused_for_s=1_000_000, is_asked=lambda _poll_s: True)
    shared.stop()
    with pytest.raises(ConnectionRefusedError):
        get(shared.address)


def test_the_qr_code_is_a_picture_with_a_text(tmp_path: Path) -> None:
    with sharing(tmp_path) as shared:
        picture = shared.qr_svg()
    assert picture.startswith('<svg role="img" ')
    assert f"<title>{shared.address}</title>" in picture


@pytest.mark.parametrize(
    ("given", "name"), [("coach", "coach.local"), ("Coach.local", "coach.local"), ("a-2.local.", "a-2.local")]
)  # fmt: skip
def test_a_name_for_the_network(given: str, name: str) -> None:
    pytest.importorskip("zeroconf")
    assert checked_name(given) == name


@pytest.mark.parametrize("name", ["", "-coach", "co ach", "coach.example", "a" * 64, "cöach", "a/b"])
def test_what_is_no_name_for_the_network(name: str) -> None:
    with pytest.raises(VoicecoachError, match="is not a valid name for an address"):
        checked_name(name)


def test_without_its_package_a_name_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "zeroconf", None)
    with pytest.raises(VoicecoachError) as raised:
        checked_name("coach")
    assert raised.value.hint == "install it with: pip install 'voicecoach[name]'"
