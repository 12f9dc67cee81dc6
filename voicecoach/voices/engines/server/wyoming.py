"""The Wyoming protocol of speech servers: events as lines of JSON, each with bytes of its own behind it."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from typing import Any

from voicecoach.voices.base import Speech
from voicecoach.voices.engines.server.address import Address, one_line
from voicecoach.voices.engines.server.connection import AnswerError, Connection
from voicecoach.voices.engines.server.wav import pcm_samples

_LONGEST_LINE_BYTES = 1_000_000
_AT_MOST_BYTES = 60_000_000
_NAMED_VOICES = 12


@dataclass(frozen=True, slots=True)
class WyomingEvent:
    """An event: its kind, its facts, and its bytes."""

    kind: str
    facts: dict[str, Any]
    content: bytes = b""


def speech(connection: Connection, address: Address, text: str) -> Speech:
    """Return a text as the server speaks it, after it has said that it has the voice.

    Raises:
        AnswerError: The server gave no such sound.
        OSError: The connection broke, or its deadline passed.
    """
    incoming = connection.makefile()
    if address.voice:
        _send(connection, "describe", {})
        _check_voice(_next(incoming, "info"), address.voice)
    asked: dict[str, Any] = {"text": text}
    if address.voice:
        asked["voice"] = {"name": address.voice}
    _send(connection, "synthesize", asked)
    start = _next(incoming, "audio-start")
    sound = bytearray()
    while (event := _next(incoming, "audio-chunk", "audio-stop")).kind == "audio-chunk":
        if any(
            event.facts.get(key, start.facts.get(key)) != start.facts.get(key) for key in ("rate", "width", "channels")
        ):
            told, other = _format_of(start), _format_of(event)
            raise AnswerError(f"its sound contradicts itself: it began with {told}, and continued with {other}")
        sound += event.content
        if len(sound) > _AT_MOST_BYTES:
            raise AnswerError("its answer does not end")
    rate_hz, width, channels = (start.facts.get(key) for key in ("rate", "width", "channels"))
    if not all(isinstance(each, int) for each in (rate_hz, width, channels)):
        raise AnswerError(f"it does not state its sound format ({_format_of(start)})")
    return Speech(pcm_samples(bytes(sound), 8 * int(width or 0), int(channels or 0)), int(rate_hz or 0))


def _send(connection: Connection, kind: str, facts: dict[str, Any]) -> None:
    connection.sendall(json.dumps({"type": kind, "data": facts}).encode() + b"\n")


def _next(incoming: io.BufferedReader, *wanted: str) -> WyomingEvent:
    """Return the next event of one of the kinds; others that a server may send between are passed over.

    Raises:
        AnswerError: The connection ends before, the server reports an error, or it is no Wyoming.
    """
    while True:
        event = _read(incoming)
        if event.kind == "error":
            raise AnswerError(f"it reports: {one_line(str(event.facts.get('text', 'an error')))}")
        if event.kind in wanted:
            return event


def _read(incoming: io.BufferedReader) -> WyomingEvent:
    line = incoming.readline(_LONGEST_LINE_BYTES)
    if not line.endswith(b"\n"):
        raise AnswerError("its answer was cut off" if len(line) < _LONGEST_LINE_BYTES else "it does not speak Wyoming")
    try:
        head = json.loads(line)
        kind, facts = str(head["type"]), dict(head.get("data") or {})
        data_bytes, content_bytes = int(head.get("data_length") or 0), int(head.get("payload_length") or 0)
        if not (0 <= data_bytes <= _LONGEST_LINE_BYTES and 0 <= content_bytes <= _AT_MOST_BYTES):
            raise AnswerError("its answer does not end")
        if data_bytes:
            facts |= dict(json.loads(_exactly(incoming, data_bytes)))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise AnswerError("it does not speak Wyoming") from error
    return WyomingEvent(kind, facts, _exactly(incoming, content_bytes))


def _exactly(incoming: io.BufferedReader, size_bytes: int) -> bytes:
    content = incoming.read(size_bytes)
    if len(content) < size_bytes:
        raise AnswerError("its answer was cut off")
    return content


def _check_voice(info: WyomingEvent, voice: str) -> None:
    programs = info.facts.get("tts")
    names = [
        str(each.get("name"))
        for program in (programs if isinstance(programs, list) else [])
        if isinstance(program, dict)
        for each in (program.get("voices") or [])
        if isinstance(each, dict)
    ]
    if not names:
        raise AnswerError("it has no voices")
    if voice not in names:
        shown = ", ".join(names[:_NAMED_VOICES]) + (", …" if len(names) > _NAMED_VOICES else "")
        raise AnswerError(f"it has no voice {voice}; it has: {one_line(shown)}")


def _format_of(event: WyomingEvent) -> str:
    return f"{event.facts.get('rate')} Hz, {event.facts.get('width')} bytes, {event.facts.get('channels')} channels"
