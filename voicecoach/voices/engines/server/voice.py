"""server: a voice behind the usual interface of speech servers, chosen by the person and never by a script."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from voicecoach.errors import SpeechError, VoiceUnavailableError
from voicecoach.units import SECOND_MS
from voicecoach.voices.base import Speech, VoiceListing
from voicecoach.voices.engines.server import speech_api, wyoming
from voicecoach.voices.engines.server.address import ENGINE, EXAMPLE, WYOMING, Address, check_agreed, read_address
from voicecoach.voices.engines.server.connection import AnswerError, Connection
from voicecoach.voices.normalize.text import normalized, require_speakable
from voicecoach.voices.pace.calibration import has_cues
from voicecoach.voices.pace.estimate import estimated_ms

PATIENCE_S = 60.0
"""The longest time until a phrase is here: a server may load its model at the first one."""

_HINT = "check the server, or choose another voice (list: voicecoach voices)"
# Most servers' voices speak at 4.8 syllables a second by themselves.
_SPEED_AT_PACE_1 = 0.65
# The limits of the interface.
_SLOWEST_SPEED, _FASTEST_SPEED = 0.25, 4.0
_SILENT_PEAK = 0.001
# Whatever a voice makes of a pace, no speech of some length is four times as fast or as slow as it should be.
_MOST_ASTRAY = 4
_JUDGED_FROM_MS = 1_500


@dataclass(frozen=True)
class ServerVoice:
    """A voice of a server, which makes one connection for each phrase; it has no pitch that can be set.

    Attributes:
        address: The server and the voice's name there.
        patience_s: The longest time until a phrase is here, in seconds.
    """

    address: Address
    language: str
    pace: float
    patience_s: float = PATIENCE_S
    engine: str = field(default=ENGINE, init=False)
    version: str = field(default="2", init=False)
    _open: _OpenConnections = field(default_factory=lambda: _OpenConnections(), init=False, repr=False, compare=False)  # noqa: PLW0108

    @property
    def name(self) -> str:
        """The address with the voice and the model, so that another one is another phrase in the cache."""
        return str(self.address)

    @property
    def has_speed(self) -> bool:
        """Whether its protocol has a speed; Wyoming has none."""
        return self.address.scheme != WYOMING

    def tuned(self, pace: float, pitch_semitones: float) -> ServerVoice:
        """Return the same voice at another pace; a server that speaks Wyoming keeps its own."""
        del pitch_semitones
        other = replace(self, pace=pace)
        object.__setattr__(other, "_open", self._open)
        return other

    def speak(self, text: str) -> Speech:
        """Return the text as the server speaks it."""
        require_speakable(text, self._spec)
        read = normalized(text, self.language)
        try:
            with self._connection() as connection:
                spoken = self._asked(connection, read)
        except AnswerError as error:
            raise SpeechError(text, self._spec, f"the server {self.address.server}: {error}", _HINT) from error
        except TimeoutError as error:
            reason = f"the server {self.address.server} did not finish within {self.patience_s:g} s"
            raise SpeechError(text, self._spec, reason, _HINT) from error
        except (OSError, ValueError) as error:  # a file that is closed while it is read raises the second
            reason = f"the connection to the server {self.address.server} broke off"
            raise SpeechError(text, self._spec, reason, _HINT) from error
        if fault := self._fault_in(spoken, read):
            raise SpeechError(text, self._spec, f"the server {self.address.server}: {fault}", _HINT)
        return spoken

    def estimate_ms(self, text: str) -> int:
        """Return a length by syllables and pauses."""
        return estimated_ms(normalized(text, self.language), self.language, self.pace)

    def close(self) -> None:
        """End every connection, also in the middle of a phrase."""
        self._open.close()

    @property
    def _spec(self) -> str:
        return f"{ENGINE}:{self.address}"

    def _asked(self, connection: Connection, read: str) -> Speech:
        if not self.has_speed:
            return wyoming.speech(connection, self.address, read)
        speed = min(max(round(_SPEED_AT_PACE_1 * self.pace, 4), _SLOWEST_SPEED), _FASTEST_SPEED)
        return speech_api.speech(connection, self.address, read, speed)

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        connection = Connection(self.address, self.patience_s)
        self._open.add(connection)
        try:
            yield connection
        finally:
            self._open.remove(connection)
            connection.end()

    def _fault_in(self, spoken: Speech, read: str) -> str:
        """Return the reason why a sound cannot be the text; empty when it can."""
        if spoken.rate_hz <= 0 or not len(spoken.samples):
            return "it produced no sound"
        if not np.isfinite(spoken.samples).all():
            return "it gave samples that are not numbers"
        if float(np.abs(spoken.samples).max()) < _SILENT_PEAK:
            return "it gave only silence"
        if not has_cues(self.language):  # the syllables of other languages are not known well enough
            return ""
        spoken_ms = len(spoken.samples) * SECOND_MS / spoken.rate_hz
        expected_ms = estimated_ms(read, self.language, 1.0)
        if expected_ms >= _JUDGED_FROM_MS and not expected_ms / _MOST_ASTRAY < spoken_ms < expected_ms * _MOST_ASTRAY:
            seconds, expected = spoken_ms / SECOND_MS, expected_ms / SECOND_MS
            return f"it gave {seconds:.1f} s at {spoken.rate_hz} Hz for about {expected:.1f} s of speech"
        return ""


class _OpenConnections:
    """The connections of a voice, which another thread may end."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._connections: list[Connection] = []

    def add(self, connection: Connection) -> None:
        with self._lock:
            self._connections.append(connection)

    def remove(self, connection: Connection) -> None:
        with self._lock:
            if connection in self._connections:
                self._connections.remove(connection)

    def close(self) -> None:
        with self._lock:
            connections, self._connections = self._connections, []
        for connection in connections:
            connection.end()


def full_name(name: str, language: str) -> str:
    """Return the address of a voice in its one spelling; nothing is asked.

    Raises:
        NotFoundError: It is no address.
    """
    del language
    return str(read_address(name))


def name_in_script(name: str, script_folder: Path) -> str:
    """Refuse: a script comes from anywhere, and may not choose which machine hears its phrases.

    Raises:
        VoiceUnavailableError: Always.
    """
    del script_folder
    hint = f"choose it on the command line (--voice {ENGINE}:…) or in your settings.toml"
    raise VoiceUnavailableError(f"{ENGINE}:{name}", "scripts cannot choose a server", hint)


def open_voice(name: str, language: str, pace: float) -> ServerVoice:
    """Return the voice; the server is asked at the first phrase.

    Raises:
        NotFoundError: It is no address.
        VoiceUnavailableError: It is on another machine, and the person did not agree to that.
    """
    address = read_address(name)
    check_agreed(address)
    return ServerVoice(address, language, pace)


def listings() -> list[VoiceListing]:
    """Return how such a voice is named; no server is looked for."""
    remedy = f"start your speech server, then use: --voice '{EXAMPLE}'"
    return [VoiceListing(f"{ENGINE}:ADDRESS", ENGINE, "", usable=False, remedy=remedy, licence="the server's own")]
