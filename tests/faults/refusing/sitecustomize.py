"""Found by every Python program below one that has this folder in its path: it may reach no other machine."""

import socket
import sys

_OF_THE_NETWORK = {
    "socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.getnameinfo",
    "socket.gethostbyname", "socket.gethostbyaddr", "socket.gethostname", "urllib.Request",
}  # fmt: skip


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event not in _OF_THE_NETWORK:
        return
    asked = arguments[0] if arguments else None
    if isinstance(asked, socket.socket) and asked.family == getattr(socket, "AF_UNIX", None):
        return  # PulseAudio and D-Bus are on this machine
    sys.stderr.write(f"refused: {event}{arguments}\n")
    raise ConnectionRefusedError(f"{event} in a test that allows no network")


if __name__ == "sitecustomize":  # and not when pytest looks into every file for doctests
    sys.addaudithook(_refuse)
