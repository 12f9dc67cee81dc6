"""Where a server listens."""

from __future__ import annotations

import socket

import pytest

from voicecoach.errors import AddressError
from voicecoach.serving.addresses import Interface, in_order, listening_socket, url_host

HOME = Interface("wlan0", "192.168.1.5")
CABLE = Interface("eth0", "10.0.0.9")
DOCKER = Interface("docker0", "172.17.0.1")
TUNNEL = Interface("wg0", "10.8.0.2")
SIX = Interface("wlan0", "2001:db8::5")
NOWHERE = [Interface("lo", "127.0.0.1"), Interface("lo", "::1"), Interface("eth1", "169.254.3.4"),
           Interface("wlan0", "fe80::1")]  # fmt: skip


@pytest.mark.parametrize(
    ("found", "outward", "ordered"),
    [
        ([], None, []),
        (NOWHERE, None, []),
        ([DOCKER, CABLE, HOME, *NOWHERE], "192.168.1.5", [HOME, CABLE, DOCKER]),
        ([TUNNEL, HOME], "10.8.0.2", [HOME, TUNNEL]),
        ([SIX, HOME], None, [HOME, SIX]),
        ([SIX, DOCKER], None, [SIX, DOCKER]),
        ([TUNNEL], "10.8.0.2", [TUNNEL]),
    ],
)
def test_the_network_of_the_phone_comes_first(
    found: list[Interface], outward: str | None, ordered: list[Interface]
) -> None:
    assert in_order(found, outward) == ordered


def test_a_busy_port_is_told_with_another_one() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(AddressError) as raised:
            listening_socket("127.0.0.1", port)
    assert raised.value.message == f"cannot listen at 127.0.0.1, port {port}: another program uses this port"
    assert raised.value.hint == f"--port {port + 1}, or no --port for a free one"


@pytest.mark.parametrize(
    ("address", "port", "reason"),
    [
        ("192.0.2.77", 0, "this computer does not have this address"),
        ("2001:db8::77", 0, "this computer does not have this address"),
        ("no.such.host.invalid", 0, "this computer does not have this address"),
        ("127.0.0.1", 70_000, "ports go up to 65535"),
        ("127.0.0.1", -1, "ports go up to 65535"),
    ],
)
def test_an_address_that_cannot_be_used(address: str, port: int, reason: str) -> None:
    with pytest.raises(AddressError) as raised:
        listening_socket(address, port)
    assert reason in raised.value.message
    assert raised.value.hint


def test_a_free_port_is_found_and_can_be_taken_again_at_once() -> None:
    with listening_socket("127.0.0.1") as first:
        port = first.getsockname()[1]
        socket.create_connection(("127.0.0.1", port)).close()
    with listening_socket("127.0.0.1", port) as again:
        assert again.getsockname()[1] == port


def test_ipv6_stands_in_brackets_in_a_url() -> None:
    assert url_host("fd00::5") == "[fd00::5]"
    assert url_host("10.0.0.9") == "10.0.0.9"
