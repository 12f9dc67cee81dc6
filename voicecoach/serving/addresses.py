"""The addresses of this machine, and a socket that listens at one of them."""

from __future__ import annotations

import contextlib
import errno
import ipaddress
import re
import socket
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from voicecoach.errors import AddressError

LOOPBACK = "127.0.0.1"
_HIGHEST_PORT = 65_535

# Networks inside this machine, or through a tunnel: a phone in the same room is in none of them.
_VIRTUAL = re.compile(
    r"docker|br-|veth|virbr|lxc|cni|flannel|vboxnet|vmnet|utun|tun|tap|wg|tailscale|zt|ppp|bridge|awdl|llw"
    r"|vethernet|hyper-v|virtual|vmware|wsl|loopback",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Interface:
    """An address of this machine in a network.

    Attributes:
        name: The name of the interface, such as ``wlan0`` or ``Wi-Fi``.
        address: Its IPv4 or IPv6 address.
    """

    name: str
    address: str

    @property
    def is_virtual(self) -> bool:
        """Whether the network is inside this machine, or a tunnel."""
        return _VIRTUAL.match(self.name) is not None


def interfaces() -> list[Interface]:
    """Return the addresses of this machine that other machines may reach, the likeliest first.

    Those of networks inside this machine and of tunnels come last. Addresses that a machine gives itself
    where there is no network (169.254…, fe80…) are not among them.
    """
    import ifaddr

    found = []
    for adapter in ifaddr.get_adapters():
        for ip in adapter.ips:
            address = ip.ip if isinstance(ip.ip, str) else ip.ip[0]
            found.append(Interface(adapter.nice_name, address))
    return in_order(found, _outward_address())


def in_order(found: Sequence[Interface], outward: str | None) -> list[Interface]:
    """Return the interfaces that can be reached, the likeliest first.

    Args:
        found: All of this machine.
        outward: The address by which this machine reaches other networks, if any.
    """

    def unlikeliness(interface: Interface) -> tuple[bool, bool, bool, bool]:
        ip = ipaddress.ip_address(interface.address)
        return interface.is_virtual, ip.version == 6, interface.address != outward, not ip.is_private  # noqa: PLR2004

    reachable = []
    for interface in found:
        ip = ipaddress.ip_address(interface.address)
        if not (ip.is_loopback or ip.is_link_local or ip.is_multicast or ip.is_unspecified):
            reachable.append(interface)
    return sorted(reachable, key=unlikeliness)


def _outward_address() -> str | None:
    """Return the address from which this machine would send to other networks; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # an address of RFC 5737, which nobody has
            return str(probe.getsockname()[0])
        except OSError:
            return None


def listening_socket(address: str, port: int = 0) -> socket.socket:
    """Return a socket that listens.

    Args:
        address: An IPv4 or IPv6 address of this machine.
        port: From 1 to 65535; 0 for a free one.

    Raises:
        AddressError: Another program uses the port, or the machine has no such address.
    """
    if not 0 <= port <= _HIGHEST_PORT:
        raise AddressError(address, port, f"ports go up to {_HIGHEST_PORT}", "choose one such as 8000")
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    found = None
    try:
        found = socket.socket(family, socket.SOCK_STREAM)
        if sys.platform == "win32":  # there the other option would let two programs share a port
            found.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((address, port))
        found.listen(128)
        found.settimeout(0)
    except OSError as error:
        if found is not None:
            found.close()
        raise _as_address_error(error, address, port) from error
    return found


def usual_socket(address: str, port: int) -> socket.socket:
    """Return a socket that listens at a port, or at a free one where that cannot be used.

    Raises:
        AddressError: The machine has no such address.
    """
    with contextlib.suppress(AddressError):
        return listening_socket(address, port)
    return listening_socket(address)


def url_host(address: str) -> str:
    """Return an address as it stands in a URL: IPv6 in brackets."""
    return f"[{address}]" if ":" in address else address


def _as_address_error(error: OSError, address: str, port: int) -> AddressError:
    if error.errno in {errno.EADDRINUSE, getattr(errno, "WSAEADDRINUSE", errno.EADDRINUSE)}:
        return AddressError(
            address, port, "another program uses this port", f"--port {port + 1}, or no --port for a free one"
        )
    if error.errno in {errno.EACCES, getattr(errno, "WSAEACCES", errno.EACCES)}:
        return AddressError(address, port, "the system does not allow this port", "--port 8000, or no --port")
    if isinstance(error, socket.gaierror) or error.errno in {
        errno.EADDRNOTAVAIL,
        getattr(errno, "WSAEADDRNOTAVAIL", errno.EADDRNOTAVAIL),
        errno.EAFNOSUPPORT,
    }:
        known = ", ".join(one.address for one in interfaces())
        hint = f"its addresses are {known}" if known else "it is not in a network"
        return AddressError(address, port, "this computer does not have this address", hint)
    return AddressError(address, port, (error.strerror or str(error)).lower(), "choose another --host or --port")
