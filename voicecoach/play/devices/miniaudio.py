"""The sound card through miniaudio: WASAPI, Core Audio, PulseAudio, ALSA and their like."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import numpy as np

from voicecoach.errors import DeviceError
from voicecoach.play.devices.base import EXPORT_HINT, Block, Device, DeviceGoneError, Read, silence_native_logs
from voicecoach.units import MIX_RATE_HZ, SECOND_MS, ms_to_frames

_AHEAD_AT_MOST_S = 0.5
_FASTEST = 1.01
_WENT_BACK_S = 0.5
# PulseAudio may ask once, and then not for two seconds, until it has set up its stream.
_SETTLED_S = 1.0


class RealTime:
    """Paces a sound card by the clock, and counts underruns.

    :meth:`take` waits while more than half a second of sound was taken ahead of the clock.

    ALSA's file and null plugins take all sound at once, which no sound card does. A card whose own clock runs up to 1 %
    fast is never held back, and one that stood still may not catch up in a burst.

    Args:
        stopped: Ends every wait.
        slack_ms: The delay of an answer after which the card has run dry.
        now_s: The clock.

    Attributes:
        underruns: The number of answers that came later than that.
    """

    def __init__(self, stopped: threading.Event, slack_ms: int, now_s: Callable[[], float] = time.monotonic) -> None:
        self.underruns = 0
        self._stopped = stopped
        self._slack_s = slack_ms / SECOND_MS
        self._now_s = now_s
        self._began_s = now_s()
        self._taken_s = 0.0
        self._given_s = 0.0
        self._most_ahead_s = _AHEAD_AT_MOST_S

    def take(self, frames: int) -> None:
        """Count frames as taken, and wait if they were taken too early."""
        elapsed_s = (self._now_s() - self._began_s) * _FASTEST
        if self._given_s >= _SETTLED_S and elapsed_s - self._taken_s > self._slack_s:
            self.underruns += 1
        self._taken_s = max(self._taken_s, elapsed_s) + frames / MIX_RATE_HZ
        self._given_s += frames / MIX_RATE_HZ
        # More than what was given since the last wait can only be a clock that went back.
        self._most_ahead_s = _AHEAD_AT_MOST_S + frames / MIX_RATE_HZ
        if self._taken_s - elapsed_s > self._most_ahead_s + _WENT_BACK_S:
            self._taken_s = elapsed_s + self._most_ahead_s
        ahead_s = self._taken_s - elapsed_s
        if ahead_s > _AHEAD_AT_MOST_S:
            self._stopped.wait(ahead_s - _AHEAD_AT_MOST_S)

    def end(self) -> None:
        """Wait until all frames taken could have been heard."""
        ahead_s = self._taken_s - (self._now_s() - self._began_s) * _FASTEST
        if ahead_s > 0:
            self._stopped.wait(min(ahead_s, self._most_ahead_s))


_TAIL_FRAMES = ms_to_frames(100)
_WATCH_S = 0.25
_SUSPECT_UNASKED = 3
_NAME_BYTES = 256
_UNASKED_AT_MOST = 12


@dataclass(frozen=True, slots=True)
class _Buffer:
    """The buffer of a sound card: a larger one is safe on a busy machine, a smaller one answers a key sooner.

    Attributes:
        period_ms: The length of each request for sound.
        periods: The number of periods in the buffer; 0 leaves that to miniaudio.
        slack_ms: The delay of an answer after which the card has run dry.
    """

    period_ms: int
    periods: int
    slack_ms: int


# A sound server's whole buffer is one period, whatever number is asked for. Measured at PulseAudio's null sink: its
# slack is 0.7 of that, and a key is heard 75 ms later at the most. With 20 ms, it ran dry on an idle machine.
_SERVER_BUFFER = _Buffer(period_ms=50, periods=0, slack_ms=35)
_CARD_BUFFER = _Buffer(period_ms=20, periods=3, slack_ms=40)


class MiniaudioDevice(Device):
    """Plays on the sound card that the system prefers, or on the named one.

    miniaudio converts for a card that takes other rates or channels. A card that takes sound faster than it is heard is
    paced by the clock.
    """

    def __init__(self, channels: int, argument: str = "", *, backends: list[Any] | None = None) -> None:
        super().__init__(channels, argument or "default")
        if reason := self.refusal():
            raise DeviceError(self.name, reason, EXPORT_HINT)
        import miniaudio

        silence_native_logs()
        backends = backends or _backends_with_sound(miniaudio)
        self._buffer = _SERVER_BUFFER if backends == [miniaudio.Backend.PULSEAUDIO] else _CARD_BUFFER
        self._failure: BaseException | None = None
        self._asked = 0
        # miniaudio does not tell which of them is the default.
        self._cards = {argument} if argument else set(card_names())
        try:
            self._card = miniaudio.PlaybackDevice(
                output_format=miniaudio.SampleFormat.FLOAT32,
                nchannels=channels,
                sample_rate=48_000,
                buffersize_msec=self._buffer.period_ms,
                callback_periods=self._buffer.periods,
                device_id=_card_id(miniaudio, argument, backends) if argument else None,
                backends=backends,
                app_name="voicecoach",
            )
        except miniaudio.MiniaudioError as error:
            raise DeviceError(self.name, "no sound card could be opened", EXPORT_HINT) from error

    @classmethod
    def refusal(cls) -> str:
        """Return the reason where miniaudio is not installed: it has no wheel for some machines."""
        try:
            import miniaudio  # noqa: F401 - tries whether it can be loaded
        except ImportError:
            return "the package miniaudio is not installed"
        return ""

    def play(self, read: Read) -> None:
        """Let the card take sound from ``read`` in a thread of its own, until it ends."""
        import miniaudio

        frames = self._frames(read)
        next(frames)  # miniaudio sends to it at once, which only a generator under way can take
        try:
            self._card.start(frames)
        except miniaudio.MiniaudioError as error:
            raise DeviceError(self.name, "the sound card did not start", EXPORT_HINT) from error
        try:
            self._watch()
        finally:
            self._card.close()
        if self._failure:
            raise self._failure

    def close(self) -> None:
        """Release the card."""
        self._card.close()

    def _frames(self, read: Read) -> Generator[Block | bytes, int, None]:
        """Yield the frames that the card asks for, note the error of ``read``, and stop the device at the end.

        miniaudio's own stop callback is not reliable, and an exception raised here would be silence for ever.
        """
        asked_frames = yield b""
        real_time = RealTime(self._stopped, self._buffer.slack_ms)
        tail_frames = 0
        while tail_frames < _TAIL_FRAMES:
            self._asked += 1
            block = np.zeros((0, self.channels), np.float32)
            if not tail_frames:
                try:
                    block = read(asked_frames)
                except BaseException as error:  # noqa: BLE001 - raised again by play, in its caller's thread
                    self._failure = error
            real_time.take(asked_frames)
            self.underruns = real_time.underruns
            missing_frames = asked_frames - len(block)
            tail_frames += missing_frames
            asked_frames = yield np.pad(block, ((0, missing_frames), (0, 0))) if missing_frames else block
        if self._failure is None:
            real_time.end()
        self.stop()

    def _watch(self) -> None:
        """Wait for the end of the sound, and notice when the card goes away: it stops asking, without an error.

        A card that stops asking and is no longer listed is gone. One that is listed has more time, since PulseAudio's
        null sink may not ask for two seconds.

        Raises:
            DeviceGoneError: The card no longer asks.
        """
        unasked = 0
        seen = self._asked
        while not self._stopped.wait(_WATCH_S):
            # Counted in waits and not by a clock, so that a program that was suspended blames no card.
            unasked = unasked + 1 if seen == self._asked else 0
            seen = self._asked
            unlisted = unasked >= _SUSPECT_UNASKED and not self._cards <= set(card_names())
            if unlisted or unasked >= _UNASKED_AT_MOST:
                raise DeviceGoneError(self.name)


def card_names() -> tuple[str, ...]:
    """Return the names of the sound cards; empty also where miniaudio is not installed."""
    if MiniaudioDevice.refusal():
        return ()
    import miniaudio

    silence_native_logs()
    return tuple(name for name, _ in _cards(miniaudio, _backends_with_sound(miniaudio)))


def server_sink(card: str) -> str | None:
    """Return a sound server's own name for a card, empty for the card that it prefers; None where none answers."""
    if MiniaudioDevice.refusal():
        return None
    import miniaudio

    backends = _backends_with_sound(miniaudio)
    if backends != [miniaudio.Backend.PULSEAUDIO]:
        return None
    if not card:
        return ""
    # The identifier is a union; a sound server's is its name, which ends with a zero.
    name, _, _ = bytes(miniaudio.ffi.buffer(_card_id(miniaudio, card, backends), _NAME_BYTES)).partition(b"\0")
    return name.decode()


def _cards(miniaudio: ModuleType, backends: list[Any]) -> Iterator[tuple[str, Any]]:
    """Yield the name and miniaudio's identifier of every card of the first backend that works."""
    try:
        cards = miniaudio.Devices(backends).get_playbacks()
    except miniaudio.MiniaudioError:
        return  # raised where there is no sound at all
    for card in cards:
        yield card["name"], card["id"]


def _card_id(miniaudio: ModuleType, name: str, backends: list[Any]) -> Any:
    for card_name, card_id in _cards(miniaudio, backends):
        if card_name == name:
            return card_id
    raise DeviceError(name, "it is not connected", "list the devices with `voicecoach devices`")


def _backends_with_sound(miniaudio: ModuleType) -> list[Any]:
    """Return PulseAudio where a server answers, else all other backends but the one without sound.

    miniaudio would fall back to the backend without sound unasked.
    """
    backend = miniaudio.Backend
    try:
        miniaudio.Devices([backend.PULSEAUDIO]).get_playbacks()
    except miniaudio.MiniaudioError:
        return [each for each in backend if each not in (backend.NULL, backend.CUSTOM, backend.PULSEAUDIO)]
    return [backend.PULSEAUDIO]
