"""A connection to a speech server, with a deadline for everything that goes over it."""

from __future__ import annotations

import contextlib
import io
import ipaddress
import socket
import ssl
import time
from typing import Any

from voicecoach.voices.engines.server.address import Address, check_agreed


class AnswerError(Exception):
    """Raised when a server does not answer as it should; its text is the reason, in words that end a sentence."""


class Connection:
    """An open connection that ends at a deadline, however slowly the server sends; to be ended.

    It has the members of a socket that :mod:`http.client` uses.

    Args:
        address: The server; one that the person agreed to.
        patience_s: The time until the last byte of the answer, in seconds.

    Raises:
        VoiceUnavailableError: The person did not agree to the server.
        AnswerError: It cannot be reached.
    """

    def __init__(self, address: Address, patience_s: float) -> None:
        check_agreed(address)
        self._ends_s = time.monotonic() + patience_s
        self._patience_s = patience_s
        try:
            self._socket = socket.create_connection((address.host, address.port), timeout=patience_s)
        except (OSError, UnicodeError) as error:
            raise AnswerError(_unreachable(error)) from error
        if address.is_on_this_machine and not ipaddress.ip_address(self._socket.getpeername()[0]).is_loopback:
            self.end()
            raise AnswerError("its name leads to another computer")
        if address.scheme == "https":
            try:
                self._socket = ssl.create_default_context().wrap_socket(self._socket, server_hostname=address.host)
            except OSError as error:
                self._socket.close()
                why = "its certificate could not be verified" if isinstance(error, ssl.SSLError) else str(error)
                raise AnswerError(why) from error

    def sendall(self, content: bytes) -> None:
        """Send all of it."""
        self._wait()
        self._socket.sendall(content)

    def makefile(self, _mode: str = "rb") -> io.BufferedReader:
        """Return what the server sends, to be read."""
        return io.BufferedReader(_Incoming(self))

    def read_into(self, buffer: Any) -> int:
        """Read what is there, at least a byte unless the server ended the connection."""
        self._wait()
        return self._socket.recv_into(buffer)

    def close(self) -> None:
        """Do nothing: :mod:`http.client` lets go of a connection before it has read the answer."""

    def end(self) -> None:
        """End the connection, also while another thread waits for the server."""
        with contextlib.suppress(OSError):  # it has ended already
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def _wait(self) -> None:
        left_s = self._ends_s - time.monotonic()
        if left_s <= 0:
            raise TimeoutError
        self._socket.settimeout(left_s)


class _Incoming(io.RawIOBase):
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        return self._connection.read_into(buffer)


def _unreachable(error: Exception) -> str:
    match error:
        case TimeoutError():
            return "it does not answer"
        case ConnectionRefusedError():
            return "nothing answers there: is the server running?"
        case socket.gaierror() | UnicodeError():
            return "no computer has this name"
        case _:
            return f"it could not be reached ({getattr(error, 'strerror', None) or error})"
