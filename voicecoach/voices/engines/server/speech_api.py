"""OpenAI's interface of speech servers, as local ones have it: ``POST /v1/audio/speech`` answers with a WAV file."""

from __future__ import annotations

import http.client
import json
import re
from typing import cast

from voicecoach.voices.base import Speech
from voicecoach.voices.engines.server.address import Address, one_line
from voicecoach.voices.engines.server.connection import AnswerError, Connection
from voicecoach.voices.engines.server.wav import speech_of_wav

# What clients of the interface send where they leave the choice to the server.
_DEFAULT_MODEL = "tts-1"
# Five minutes of stereo at 48 kHz.
_AT_MOST_BYTES = 60_000_000
_BLOCK_BYTES = 1 << 16
_OK = 200
_SOUND_TYPES = ("audio/", "application/octet-stream", "binary/octet-stream")
_RATE = re.compile(r";\s*rate=(\d+)")


def speech(connection: Connection, address: Address, text: str, speed: float) -> Speech:
    """Return a text as the server speaks it.

    Args:
        connection: A fresh connection to the server.
        address: The server and its voice.
        text: The text.
        speed: The speed, relative to the voice's own.

    Raises:
        AnswerError: The server gave no such sound.
        OSError: The connection broke, or its deadline passed.
    """
    asked = {
        "model": address.model or _DEFAULT_MODEL,
        "voice": address.voice,
        "input": text,
        "response_format": "wav",
        "speed": speed,
    }
    client = http.client.HTTPConnection(address.host, address.port)
    # It makes no connection of its own.
    client.sock = cast("object", connection)
    headers = {"Content-Type": "application/json", "Accept": "audio/wav", "User-Agent": "voicecoach"}
    try:
        client.request("POST", f"{address.path}/audio/speech", json.dumps(asked).encode(), headers)
        answer = client.getresponse()
        content = _content(answer)
    except http.client.IncompleteRead as error:
        raise AnswerError("its answer was cut off") from error
    except http.client.HTTPException as error:
        raise AnswerError("its answer is not HTTP") from error
    _check(answer, content)
    spoken = speech_of_wav(content)
    told = _RATE.search(answer.headers.get("Content-Type", ""))
    if told and int(told[1]) != spoken.rate_hz:
        raise AnswerError(f"it announced {told[1]} Hz, but its WAV file has {spoken.rate_hz} Hz")
    return spoken


def _content(answer: http.client.HTTPResponse) -> bytes:
    parts: list[bytes] = []
    left_bytes = _AT_MOST_BYTES
    while part := answer.read(min(_BLOCK_BYTES, left_bytes + 1)):
        parts.append(part)
        left_bytes -= len(part)
        if left_bytes < 0:
            raise AnswerError("its answer does not end")
    # Python reads such an answer to its end in parts, and does not say that it is too short.
    if answer.length:
        raise AnswerError("its answer was cut off")
    return b"".join(parts)


def _check(answer: http.client.HTTPResponse, content: bytes) -> None:
    if answer.headers.get("Location") and answer.status // 100 == 3:  # noqa: PLR2004 - the hundreds of a status
        raise AnswerError(f"it redirects to {one_line(answer.headers['Location'])}: use that address")
    if answer.status != _OK:
        message = _message(content)
        raise AnswerError(f"it answered {answer.status} {one_line(answer.reason)}{message}")
    kind = answer.headers.get("Content-Type", "application/octet-stream").lower()
    if not kind.startswith(_SOUND_TYPES):
        raise AnswerError(f"it answered with {one_line(kind)}, which is not sound{_message(content)}")


def _message(content: bytes) -> str:
    """Return what a server says about an error, behind a colon; nothing where it is a page."""
    try:
        told = json.loads(content)
    except (ValueError, RecursionError):
        return ""
    for key in ("error", "detail", "message"):
        told = told.get(key, told) if isinstance(told, dict) else told
    return f": {one_line(told)}" if isinstance(told, str) else ""
