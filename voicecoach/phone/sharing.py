"""Sessions shared on the local network, from a program: the studio and ``voicecoach phone`` begin here.

>>> with share([file], host="192.168.1.5") as sharing:  # doctest: +SKIP
...     print(sharing.address, sharing.qr_svg())
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from typing import Self

from voicecoach.errors import AddressError
from voicecoach.phone.app import phone_app
from voicecoach.phone.name import announced, checked_name
from voicecoach.phone.shelf import Shelf, distinct_names
from voicecoach.phone.state import PhoneState, load_state, save_state
from voicecoach.pipeline.ready import SessionFile
from voicecoach.qr import qr_svg
from voicecoach.serving.addresses import LOOPBACK, Interface, interfaces, listening_socket, url_host, usual_socket
from voicecoach.serving.connection import Limits
from voicecoach.serving.guard import Guard
from voicecoach.serving.server import Server
from voicecoach.serving.usage import Usage

USUAL_PORT = 8710
"""The port unless another is asked for: always the same one, so that feeds and firewalls can rely on it."""

ANY = frozenset({"0.0.0.0", "::"})  # noqa: S104 - only when the person asks for it
"""Addresses that stand for all of this machine's."""


class Sharing:
    """Sessions that are being shared; use it in a ``with``, or call :meth:`stop`.

    Attributes:
        address: The address of the page, for the phone.
        numeric_address: The same without a name: where the phone does not find ``coach.local``.
        host: The address of this machine in it.
        port: The port.
        interfaces: The networks of this machine, the likeliest first.
    """

    def __init__(
        self, server: Server, stack: ExitStack, *, host: str, name: str | None, path: str, networks: Sequence[Interface]
    ) -> None:
        self.host, self.port = host, server.port
        self.numeric_address = f"http://{url_host(host)}:{server.port}{path}/"
        self.address = f"http://{name}:{server.port}{path}/" if name else self.numeric_address
        self.interfaces = tuple(networks)
        self._server = server
        self._stack = stack

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """Stop sharing. Stopping twice is fine."""
        self._stack.close()

    def wait(self, *, unused_for_s: float | None = None, is_asked: Callable[[float], bool] | None = None) -> bool:
        """Wait until sharing is to end; see :meth:`voicecoach.serving.server.Server.wait`."""
        return self._server.wait(unused_for_s=unused_for_s, is_asked=is_asked)

    def qr_svg(self) -> str:
        """Return the QR code of the address as an SVG element."""
        return qr_svg(self.address, self.address)


def share(
    files: Sequence[SessionFile],
    *,
    host: str | None = None,
    port: int | None = None,
    name: str | None = None,
    is_new_address: bool = False,
    limits: Limits | None = None,
    networks: Sequence[Interface] | None = None,
    now_s: Callable[[], float] = time.monotonic,
    today: datetime | None = None,
) -> Sharing:
    """Begin to share sessions, and return at once.

    The path of the address has 128 random bits. It stays the same from one run to the next, as the port does, so that
    a feed on the phone still leads here.

    Args:
        files: The sessions: their page, their feed and their files are shared, and nothing else.
        host: The address of this machine to listen at, or the name of its interface; None for the likeliest.
        port: The port; None for :data:`USUAL_PORT`, or a free one where that is in use.
        name: A name such as ``coach`` to announce in the network as ``coach.local``; None for none.
        is_new_address: Whether to make a new path: the old address then leads nowhere.
        limits: Against slow clients.
        networks: The networks of this machine; None to ask the system.
        now_s: The clock.
        today: The date of sessions that are shared for the first time; None for now.

    Raises:
        AddressError: There is no network, or no such address, or the port is in use.
        VoicecoachError: The name cannot be announced.
        OSError: A file cannot be read.
    """
    local_name = None if name is None else checked_name(name)
    networks = interfaces() if networks is None else networks
    listen_at = next((one.address for one in networks if one.name == host), host) or _likeliest(networks)
    shown_at = _likeliest(networks) if listen_at in ANY else listen_at
    state = load_state()
    if is_new_address:
        state = replace(PhoneState(), published=state.published)
    state = state.with_dates(distinct_names(files), today or datetime.now(UTC))
    shelf = Shelf(files, state.published)
    usage = Usage(now_s)
    hosts = [*(one.address for one in networks), LOOPBACK, "localhost"] if listen_at in ANY else [listen_at]
    if local_name is not None:
        hosts.append(local_name)
    app = Guard(phone_app(shelf, state.path), hosts=hosts, usage=usage)
    listening = usual_socket(listen_at, USUAL_PORT) if port is None else listening_socket(listen_at, port)
    with ExitStack() as stack:
        server = stack.enter_context(Server(app, listening, usage, limits))
        if local_name is not None:
            stack.enter_context(announced(local_name, shown_at, server.port))
        save_state(state)
        return Sharing(server, stack.pop_all(), host=shown_at, name=local_name, path=state.path, networks=networks)


def _likeliest(networks: Sequence[Interface]) -> str:
    """Return the address of the network that a phone is likely to be in.

    Raises:
        AddressError: This machine is in no network.
    """
    if not networks:
        hint = "join the phone's network, or export the file and send it: voicecoach export"
        raise AddressError("no address", 0, "this computer is not in a network", hint)
    return networks[0].address
