"""The name of a server's voice, which is an address, and the servers to which a person agreed.

``http://127.0.0.1:8880/v1#voice=af_heart&model=kokoro`` is the voice ``af_heart`` of a server with OpenAI's interface,
and ``wyoming://127.0.0.1:10200#voice=de`` one of a server that speaks Wyoming. A server on another machine than this
one is used only when ``settings.toml`` names it: it would hear every phrase.
"""

from __future__ import annotations

import ipaddress
import re
import tomllib
import urllib.parse
from collections.abc import Iterable
from dataclasses import dataclass

from voicecoach import folders
from voicecoach.errors import NotFoundError, VoiceUnavailableError
from voicecoach.text import printable

_LONGEST_MESSAGE = 200

ENGINE = "server"
WYOMING = "wyoming"
"""The scheme of a server that speaks Wyoming, which has no speed."""

SERVERS_KEY = "servers"
EXAMPLE = "server:http://127.0.0.1:8880/v1#voice=af_heart&model=kokoro"

_PORTS = {"http": 80, "https": 443, WYOMING: 10_200}
_KEYS = ("voice", "model")
_DEFAULT_PATH = "/v1"


@dataclass(frozen=True, slots=True)
class Address:
    """A server, and a voice of it.

    Attributes:
        scheme: ``http``, ``https`` or ``wyoming``.
        host: The machine, in small letters.
        port: Its port.
        path: The path of the interface, such as ``/v1``; empty for Wyoming.
        voice: The voice's name there; empty for the server's own choice.
        model: The model's name there; empty for the server's own choice.
    """

    scheme: str
    host: str
    port: int
    path: str
    voice: str
    model: str

    @property
    def server(self) -> str:
        """The server alone, as ``settings.toml`` names it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}"

    @property
    def is_on_this_machine(self) -> bool:
        """Whether no other machine hears the phrases."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    def __str__(self) -> str:
        """Return the one spelling of the address, whatever order a person wrote it in."""
        chosen = {key: value for key, value in (("voice", self.voice), ("model", self.model)) if value}
        fragment = urllib.parse.urlencode(chosen, quote_via=urllib.parse.quote)
        return f"{self.server}{self.path}" + (f"#{fragment}" if fragment else "")


def read_address(name: str) -> Address:
    """Return the address in the name of a voice.

    Raises:
        NotFoundError: It is none.
    """
    try:
        parts = urllib.parse.urlsplit(name)
        port = parts.port
        chosen = dict(urllib.parse.parse_qsl(parts.fragment, strict_parsing=True)) if parts.fragment else {}
    except ValueError as error:
        raise _no_address(name, f"it is written like {EXAMPLE}") from error
    scheme = parts.scheme.lower()
    if scheme not in _PORTS or not parts.hostname:
        raise _no_address(name, f"write the server's address: {EXAMPLE}, or server:wyoming://127.0.0.1:10200")
    if parts.username is not None or parts.query:
        raise _no_address(name, f"remove the password or question mark from the address: {EXAMPLE}")
    if unknown := sorted(set(chosen) - set(_KEYS)):
        raise _no_address(name, f"after # only voice and model are allowed, not {unknown[0]}: {EXAMPLE}")
    if scheme == "wyoming":
        path = ""
    else:
        path = parts.path.rstrip("/") or _DEFAULT_PATH
        if not chosen.get("voice"):
            raise _no_address(name, f"say which voice: {EXAMPLE}")
    if not re.fullmatch("[!-~]*", path):
        raise _no_address(name, f"the address contains invalid characters: {EXAMPLE}")
    return Address(
        scheme, parts.hostname.lower(), port or _PORTS[scheme], path, chosen.get("voice", ""), chosen.get("model", "")
    )


def check_agreed(address: Address) -> None:
    """Check that a server is on this machine, or one that ``settings.toml`` names.

    Raises:
        VoiceUnavailableError: It is neither.
    """
    if address.is_on_this_machine or address.server in map(_normal, _agreed_servers()):
        return
    reason = f"{address.host} is another computer, which would receive every phrase"
    hint = f'to allow that, add this line to {folders.settings_file()}: servers = ["{address.server}"]'
    raise VoiceUnavailableError(f"{ENGINE}:{address}", reason, hint)


def is_server(server: str) -> bool:
    """Return whether a text is the address of a server, as ``settings.toml`` has it.

    >>> is_server("http://nas.local:8880"), is_server("nas.local")
    (True, False)
    """
    return bool(_normal(server))


def _agreed_servers() -> Iterable[str]:
    """Return the servers in ``settings.toml``; its mistakes are reported where a session reads it."""
    try:
        values = tomllib.loads(folders.settings_file().read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return []
    named = values.get(SERVERS_KEY, [])
    return [each for each in named if isinstance(each, str)] if isinstance(named, list) else []


def _normal(server: str) -> str:
    """Return a server with its port, and without a path; empty where it is none."""
    try:
        parts = urllib.parse.urlsplit(server)
        port = parts.port or _PORTS[parts.scheme.lower()]
    except (ValueError, KeyError):
        return ""
    if not parts.hostname:
        return ""
    return Address(parts.scheme.lower(), parts.hostname.lower(), port, "", "", "").server


def _no_address(name: str, hint: str) -> NotFoundError:
    return NotFoundError("voice", f"{ENGINE}:{name}" if name else ENGINE, hint)


def one_line(answer: str) -> str:
    """Return a server's words as one short line, without characters that steer a terminal."""
    line = " ".join(printable(answer, replacement=" ").split())
    return line if len(line) <= _LONGEST_MESSAGE else line[:_LONGEST_MESSAGE] + "…"
