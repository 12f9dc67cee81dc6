"""A speech server for tests: OpenAI's interface and Wyoming, right or wrong in a chosen way."""

from __future__ import annotations

import json
import socket
import socketserver
import struct
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

RATE_HZ = 24_000
LONGEST_HANG_S = 30.0


def hum(text: str) -> NDArray[np.float32]:
    """Return a sound as long as the text would be, which differs from text to text."""
    frames = np.arange(RATE_HZ * (300 + 70 * len(text)) // 1000)
    return (0.2 * np.sin(2 * np.pi * (200 + len(text)) / RATE_HZ * frames)).astype(np.float32)


@dataclass
class SpeechServer:
    """What the server does, and what it was asked.

    Attributes:
        speak: Makes the sound of a text, at 24 kHz.
        fault: What it does wrong: ``cut``, ``cut-data``, ``hang``, ``trickle``, ``rate``, ``announced-rate``, ``html``,
            ``500``, ``redirect``, ``empty``, ``silence``, ``no-wav``, ``slow-rate``, ``chunk-rate``, ``error``,
            ``text-type``, ``json``, ``short-head``, ``long-head``, ``long``, ``three-channels``, ``nan``,
            ``chunked-cut``, ``drip``; ``stereo`` is none.
        asked: The requests, as their facts.
        connections: How many were made.
    """

    speak: Callable[[str], NDArray[np.float32]] = hum
    fault: str = ""
    url: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)
    connections: int = 0
    released: threading.Event = field(default_factory=threading.Event)


def wav(
    samples: NDArray[np.float32], rate_hz: int = RATE_HZ, bytes_a_second: int | None = None, channels: int = 1
) -> bytes:
    """Return a WAV file of 16 bits, the same in each channel; its second rate may contradict the first."""
    frame_bytes = 2 * channels
    data = np.repeat((samples * 32767).astype("<i2"), channels).tobytes()
    told = frame_bytes * rate_hz if bytes_a_second is None else bytes_a_second
    return _file(struct.pack("<HHIIHH", 1, channels, rate_hz, told, frame_bytes, 16), data)


def _floats(samples: NDArray[np.float32]) -> bytes:
    return _file(struct.pack("<HHIIHH", 3, 1, RATE_HZ, 4 * RATE_HZ, 4, 32), samples.astype("<f4").tobytes())


def _file(head: bytes, data: bytes) -> bytes:
    return b"".join(
        (b"RIFF", struct.pack("<I", 36 + len(data)), b"WAVEfmt ", struct.pack("<I", 16), head, b"data",
         struct.pack("<I", len(data)), data)
    )  # fmt: skip


class _HttpAnswers(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        state = self.server.state
        state.asked.append({"path": self.path, **asked})
        state.connections += 1
        with suppress(ConnectionError):
            if state.fault in {"hang", "trickle"}:
                self._hang()
            elif state.fault in {"chunked-cut", "drip"}:
                self._in_parts(wav(state.speak(asked["input"])))
            else:
                self._answer(state.fault, state.speak(asked["input"]))

    def _hang(self) -> None:
        if self.server.state.fault == "hang":
            self.server.state.released.wait(LONGEST_HANG_S)
            return
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while not self.server.state.released.wait(0.02):
            self.wfile.write(b"X-Wait: 1\r\n")

    def _in_parts(self, sound: bytes) -> None:
        is_chunked = self.server.state.fault == "chunked-cut"
        self.send_response(200)
        self.send_header("Content-Type", "audio/wav")
        self.send_header(*(("Transfer-Encoding", "chunked") if is_chunked else ("Content-Length", str(len(sound)))))
        self.end_headers()
        if is_chunked:
            self.wfile.write(b"%x\r\n%s\r\n%x\r\n" % (1_000, sound[:1_000], 1_000) + sound[1_000:1_500])
            return
        for byte in sound:
            if self.server.state.released.wait(0.02):
                return
            self.wfile.write(bytes([byte]))

    def _answer(self, fault: str, samples: NDArray[np.float32]) -> None:
        sound = wav(samples)
        status, kind, content = {
            "html": (200, "text/html; charset=utf-8", b"<html>Sign in</html>"),
            "500": (500, "application/json", b'{"error": {"message": "no \\u001b[31mmemory"}}'),
            "redirect": (307, "text/plain", b""),
            "rate": (200, "audio/wav", wav(samples, rate_hz=48_000, bytes_a_second=48_000)),
            "slow-rate": (200, "audio/wav", wav(samples, rate_hz=RATE_HZ // 6)),
            "announced-rate": (200, "audio/wav; rate=16000", sound),
            "silence": (200, "audio/wav", wav(0 * samples)),
            "empty": (200, "audio/wav", wav(samples[:0])),
            "no-wav": (200, "audio/wav", b"ID3" + sound),
            "text-type": (200, "text/plain", sound),
            "json": (200, "application/json", b'{"error": {"message": "no such voice"}}'),
            "short-head": (200, "audio/wav", sound[:40] + struct.pack("<I", len(sound) // 2) + sound[44:]),
            "long-head": (200, "audio/wav", sound[:40] + struct.pack("<I", 2 * len(sound)) + sound[44:]),
            "long": (200, "audio/wav", wav(np.tile(samples, 5))),
            "stereo": (200, "audio/wav", wav(samples, channels=2)),
            "three-channels": (200, "audio/wav", wav(samples, channels=3)),
            "nan": (200, "audio/wav", _floats(np.full_like(samples, np.nan))),
            "cut-data": (200, "audio/wav", sound[: len(sound) // 2]),
        }.get(fault, (200, "audio/wav", sound))
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        if fault == "redirect":
            self.send_header("Location", "http://example.org/v1/audio/speech")
        self.end_headers()
        self.wfile.write(content[: len(content) // 2] if fault == "cut" else content)

    def log_message(self, *_: object) -> None:
        pass


class _WyomingAnswers(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.server.state.connections += 1
        with suppress(ConnectionError):
            for line in self.rfile:
                event = json.loads(line)
                self.server.state.asked.append(event)
                if event["type"] == "describe":
                    voices = [{"name": "anna", "languages": ["en"]}, {"name": "ben", "languages": ["de"]}]
                    self._send("info", {"asr": [], "tts": [{"name": "a program", "voices": voices}]}, apart=True)
                elif self._goes_wrong(self.server.state.fault) or not self._spoken(event["data"]["text"]):
                    return

    def _goes_wrong(self, fault: str) -> bool:
        match fault:
            case "hang":
                self.server.state.released.wait(LONGEST_HANG_S)
            case "html":
                self.wfile.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            case "error":
                self._send("error", {"text": "no memory"})
        return fault in {"hang", "html", "error"}

    def _spoken(self, text: str) -> bool:
        state = self.server.state
        sound = {"rate": RATE_HZ // 6 if state.fault == "rate" else RATE_HZ, "width": 2, "channels": 1}
        data = (state.speak(text) * 32767).astype("<i2").tobytes()
        self._send("audio-start", sound)
        for begin in range(0, len(data), 2_048):
            if state.fault == "cut" and begin > len(data) // 2:
                return False
            other = {**sound, "rate": 48_000} if state.fault == "chunk-rate" and begin else sound
            self._send("audio-chunk", other, data[begin : begin + 2_048])
        self._send("audio-stop", {})
        return True

    def _send(self, kind: str, facts: dict[str, Any], content: bytes = b"", *, apart: bool = False) -> None:
        data = json.dumps(facts).encode() if apart else b""
        head = {"type": kind, "data_length": len(data), "payload_length": len(content)}
        if not apart:
            head["data"] = facts
        self.wfile.write(json.dumps(head).encode() + b"\n" + data + content)


class _WyomingServer(socketserver.ThreadingTCPServer):
    daemon_threads = True  # as those of the other one


@contextmanager
def http_server(speak: Callable[[str], NDArray[np.float32]] = hum) -> Iterator[SpeechServer]:
    """Yield a server with OpenAI's interface while it runs."""
    with _running(ThreadingHTTPServer(("127.0.0.1", 0), _HttpAnswers), SpeechServer(speak)) as state:
        state.url = f"{state.url}/v1"
        yield state


@contextmanager
def wyoming_server(speak: Callable[[str], NDArray[np.float32]] = hum) -> Iterator[SpeechServer]:
    """Yield a server that speaks Wyoming while it runs; it has the voices ``anna`` and ``ben``."""
    with _running(_WyomingServer(("127.0.0.1", 0), _WyomingAnswers), SpeechServer(speak)) as state:
        state.url = state.url.replace("http", "wyoming")
        yield state


@contextmanager
def _running(server: Any, state: SpeechServer) -> Iterator[SpeechServer]:
    server.state = state
    with server:
        state.url = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield state
        finally:
            state.released.set()
            server.shutdown()
            thread.join()


def unused_port() -> int:
    """Return a port on which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])
