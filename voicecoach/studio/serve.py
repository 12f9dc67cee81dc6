"""Start the studio, tell its address, and end it when it is asked to or left alone."""

from __future__ import annotations

import secrets
import threading
import webbrowser
from collections.abc import Callable
from importlib import import_module

from voicecoach.serving.addresses import LOOPBACK, listening_socket, usual_socket
from voicecoach.serving.server import Server
from voicecoach.serving.usage import Usage
from voicecoach.studio.app import make_app
from voicecoach.studio.events import Events
from voicecoach.voices.shared_model import models_kept

IDLE_S = 300.0
USUAL_PORT = 8427
"""A browser keeps what is not saved yet for an address with its port, so the next run has the same one if it can."""

_TOKEN_BYTES = 24


def serve(port: int, tell: Callable[[str], None], *, opens_browser: bool, idle_s: float = IDLE_S) -> bool:
    """Serve the page on this machine only; return True where it ended since no page was open.

    Args:
        port: The port; 0 for the usual one, or a free one where another program has it.
        tell: Called with the address, once the page can be had there.
        opens_browser: Whether to open the address in the person's browser.
        idle_s: After so long without a page the studio ends.

    Raises:
        AddressError: Another program uses the port.
    """
    usage, events, token = Usage(), Events(), secrets.token_urlsafe(_TOKEN_BYTES)
    listening = listening_socket(LOOPBACK, port) if port else usual_socket(LOOPBACK, USUAL_PORT)
    port = listening.getsockname()[1]
    app = make_app(token=token, port=port, usage=usage, events=events, idle_s=idle_s)
    with models_kept(1), Server(app, listening, usage) as server:
        address = f"http://{LOOPBACK}:{port}/?token={token}"
        tell(address)
        # The rest of the program is loaded while the page is.
        threading.Thread(target=import_module, args=("voicecoach.studio.calls",), daemon=True).start()
        if opens_browser:
            webbrowser.open(address)
        try:
            return server.wait(unused_for_s=idle_s, is_asked=events.wait_for_end)
        finally:
            events.tell("ends")
