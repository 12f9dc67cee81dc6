"""A name in the local network, such as ``coach.local``, by zeroconf (mDNS)."""

from __future__ import annotations

import importlib.util
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager

from voicecoach.errors import VoicecoachError

_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")


def checked_name(name: str) -> str:
    """Return a name as it stands in an address.

    Raises:
        VoicecoachError: It cannot stand there, or the extra is not installed.

    >>> checked_name("Coach.local")
    'coach.local'
    """
    label = name.lower().removesuffix(".local").removesuffix(".local.")
    if not _LABEL.fullmatch(label):
        raise VoicecoachError(
            f"{name!r} is not a valid name for an address", "use letters, digits and dashes, such as coach"
        )
    if importlib.util.find_spec("zeroconf") is None:
        hint = "install it with: pip install 'voicecoach[name]'"
        raise VoicecoachError("--name needs the package zeroconf, which is not installed", hint)
    return f"{label}.local"


@contextmanager
def announced(name: str, address: str, port: int) -> Iterator[None]:
    """Announce a name in the network of an address until the context ends.

    Raises:
        VoicecoachError: Another machine has this name, or the network does not let it be announced.
    """
    from zeroconf import Error, ServiceInfo, Zeroconf

    label = name.removesuffix(".local")
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    service = ServiceInfo(
        "_http._tcp.local.",
        f"{label}._http._tcp.local.",
        port=port,
        server=f"{name}.",
        addresses=[socket.inet_pton(family, address)],
    )
    try:
        network = Zeroconf(interfaces=[address])
    except OSError as error:
        raise VoicecoachError(f"the name {name} cannot be announced: {error}", "remove --name") from error
    try:
        try:
            network.register_service(service)
        except (Error, OSError) as error:
            reason = str(error) or "another computer uses it"
            raise VoicecoachError(f"the name {name} cannot be announced: {reason}", "choose another --name") from error
        yield
    finally:
        network.close()
