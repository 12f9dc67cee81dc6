"""A sound server that takes sound back: PulseAudio, or PipeWire in its place.

The server holds a second and a half of sound, so that a busy machine may keep the player from its work for as long.
When a key is pressed, what has not gone to the card yet is written over.
"""

from __future__ import annotations

import ctypes
import threading
import time
from collections.abc import Callable
from contextlib import suppress

from voicecoach.errors import DeviceError
from voicecoach.play.devices import libpulse as pa
from voicecoach.play.devices.base import EXPORT_HINT, Block, Device, DeviceGoneError, Read
from voicecoach.units import MIX_RATE_HZ, ms_to_frames

_BLOCK_FRAMES = ms_to_frames(20)
# Taken ahead even where the sound to come is not certain, such as during a jump.
_AHEAD_FRAMES = ms_to_frames(120)
# The server begins with so much, at first and after an underrun; less would run dry at once.
_FIRST_FRAMES = ms_to_frames(80)
_MOST_AHEAD_FRAMES = ms_to_frames(1_500)
# The server sends about a period ahead to the card, and the thread that writes anew needs a moment on a busy machine.
_PERIOD_FRAMES = ms_to_frames(20)
_MARGIN_FRAMES = ms_to_frames(50)
_TAIL_FRAMES = ms_to_frames(100)
_FADED_S = 0.15
_TURN_MS = 40
_TURN_US = _TURN_MS * 1_000
_OPENING_S = 5.0
# PulseAudio's null sink may not move for two seconds while nobody listens.
_STILL_S = 3.0
_BYTES_OF_SAMPLE = 4


class PulseDevice(Device):
    """Plays through a sound server.

    Args:
        channels: 1 or 2.
        name: The person's name for the device.
        sink: The server's name for it; empty for the one that it prefers.

    Raises:
        DeviceError: There is no such server, or it refuses the stream.
    """

    def __init__(self, channels: int, name: str = "default", sink: str = "") -> None:
        super().__init__(channels, name)
        library = pa.libpulse()
        if library is None:
            raise DeviceError(self.name, self.refusal(), EXPORT_HINT)
        self._pa = library
        self._frame_bytes = channels * _BYTES_OF_SAMPLE
        self._lock = threading.Lock()
        self._written_frames = 0
        self._cut_frames: int | None = None  # where sound was taken back to since the last read began
        self._seen = (0.0, 0, False)  # the wall clock, the frames that the server had sent on, whether it plays
        self._underflow = -1
        self._is_at_end = False
        self._loop = library.pa_mainloop_new()
        self._context = library.pa_context_new(library.pa_mainloop_get_api(self._loop), b"voicecoach")
        self._stream = None
        try:
            self._connect(sink)
        except BaseException:
            self.close()
            raise

    @classmethod
    def refusal(cls) -> str:
        """Return the reason where PulseAudio's library is not installed."""
        return "" if pa.libpulse() is not None else "PulseAudio's library is not installed"

    def play(self, read: Read) -> None:
        """Keep the server's buffer full until the sound ends."""
        tail_frames, moved_frames, moved_s = 0, 0, time.monotonic()
        while not self._stopped.is_set():
            self._turn(_TURN_US)
            unheard_frames = self._unheard_frames()
            sent_frames = self._written_frames - unheard_frames
            if sent_frames != moved_frames:
                moved_frames, moved_s = sent_frames, time.monotonic()
            elif time.monotonic() - moved_s > _STILL_S:
                raise DeviceGoneError(self.name)
            if tail_frames:
                if not unheard_frames:
                    return
                continue
            ahead_frames = min(_AHEAD_FRAMES + self.spare_frames(), _MOST_AHEAD_FRAMES)
            while self._unheard_frames() < ahead_frames and not (tail_frames or self._stopped.is_set()):
                if self._give(read) < _BLOCK_FRAMES:
                    tail_frames, self._is_at_end = _TAIL_FRAMES, True
                    self._write(bytes(tail_frames * self._frame_bytes))
                self._turn(0)  # a block is on its way before the next one is read
        # The fade after the last key is still to be heard.
        until_s = time.monotonic() + min(self._unheard_frames() / MIX_RATE_HZ, _FADED_S)
        while (left_s := until_s - time.monotonic()) > 0:
            self._turn(int(left_s * 1_000_000))

    def stop(self) -> None:
        """Make :meth:`play` return soon."""
        super().stop()
        self._wake()

    def take_back(self, most_frames: int, given_frames: int) -> int:
        """Take back what the server has not sent to the card yet, and will not within the next moment."""
        with self._lock:
            safe_frames = self._sent_frames() + _MARGIN_FRAMES
            back_frames = max(min(most_frames, given_frames - safe_frames), 0)
            if back_frames:
                self._cut_frames = given_frames - back_frames
                self._written_frames = min(self._written_frames, self._cut_frames)
        self._wake()
        return back_frames

    def retractable_frames(self, given_frames: int) -> int:
        """Return how many of the last frames given :meth:`take_back` would take back at the most."""
        with self._lock:
            return max(given_frames - self._sent_frames() - _MARGIN_FRAMES, 0)

    def close(self) -> None:
        """Leave the server."""
        with self._lock:
            loop, self._loop = self._loop, None
        if loop is None:
            return
        if self._stream:
            self._pa.pa_stream_disconnect(self._stream)
            self._pa.pa_stream_unref(self._stream)
        self._pa.pa_context_disconnect(self._context)
        self._pa.pa_context_unref(self._context)
        self._pa.pa_mainloop_free(loop)

    def _connect(self, sink: str) -> None:
        library = self._pa
        library.pa_context_connect(self._context, None, pa.NO_AUTOSPAWN, None)
        self._await(lambda: library.pa_context_get_state(self._context), pa.CONTEXT_READY, pa.CONTEXT_FAILED)
        spec = pa.SampleSpec(pa.FLOAT32, MIX_RATE_HZ, self.channels)
        self._stream = library.pa_stream_new(self._context, b"session", ctypes.byref(spec), None)
        buffer = pa.BufferSettings(
            pa.SERVER_CHOOSES,
            2 * _MOST_AHEAD_FRAMES * self._frame_bytes,
            _FIRST_FRAMES * self._frame_bytes,
            _PERIOD_FRAMES * self._frame_bytes,
            pa.SERVER_CHOOSES,
        )
        flags = pa.AUTO_TIMING_UPDATE | pa.EARLY_REQUESTS | (pa.DONT_MOVE if sink else 0)
        library.pa_stream_connect_playback(self._stream, sink.encode() or None, ctypes.byref(buffer), flags, None, None)
        self._await(lambda: library.pa_stream_get_state(self._stream), pa.STREAM_READY, pa.STREAM_FAILED)

    def _await(self, state: Callable[[], int], ready: int, failed: int) -> None:
        until_s = time.monotonic() + _OPENING_S
        while (now := state()) != ready:
            if now >= failed or time.monotonic() > until_s:
                raise DeviceError(self.name, "the sound server refused to play", EXPORT_HINT)
            self._turn(_TURN_US, is_open=False)

    def _turn(self, wait_us: int, *, is_open: bool = True) -> None:
        """Let the library do its work, for this long at the most; note how far the server is.

        Raises:
            DeviceGoneError: The server or the card went away.
        """
        library = self._pa
        library.pa_mainloop_prepare(self._loop, wait_us)
        library.pa_mainloop_poll(self._loop)
        library.pa_mainloop_dispatch(self._loop)
        if not is_open:
            return
        if library.pa_stream_get_state(self._stream) != pa.STREAM_READY:
            raise DeviceGoneError(self.name)
        underflow = library.pa_stream_get_underflow_index(self._stream)
        self.underruns += underflow > max(self._underflow, 0) and not self._is_at_end
        self._underflow = underflow
        timing = library.pa_stream_get_timing_info(self._stream)
        if timing:
            known = timing.contents
            seen_s = known.seconds + known.microseconds / 1_000_000
            with self._lock:
                self._seen = (seen_s, known.read_index // self._frame_bytes, bool(known.playing))

    def _give(self, read: Read) -> int:
        """Pass on a block of the sound; return the length that was read."""
        with self._lock:
            self._cut_frames = None
        block = read(_BLOCK_FRAMES)
        with self._lock:
            # A key may have taken back what was just read.
            kept_frames = len(block)
            if self._cut_frames is not None:
                kept_frames = min(max(self._cut_frames - self._written_frames, 0), kept_frames)
            is_whole = kept_frames == len(block)
            self._put(block[:kept_frames])
        return len(block) if is_whole else _BLOCK_FRAMES

    def _write(self, sound: bytes) -> None:
        with self._lock:
            self._put(sound)

    def _put(self, sound: Block | bytes) -> None:
        raw = sound if isinstance(sound, bytes) else sound.tobytes()
        if raw:
            at_bytes = self._written_frames * self._frame_bytes
            self._pa.pa_stream_write(self._stream, raw, len(raw), None, at_bytes, pa.SEEK_ABSOLUTE)
            self._written_frames += len(raw) // self._frame_bytes

    def _unheard_frames(self) -> int:
        with self._lock:
            return self._written_frames - self._sent_frames()

    def _sent_frames(self) -> int:
        """Return how many frames the server has sent to the card, about; to be called with the lock held."""
        seen_s, sent_frames, is_playing = self._seen
        if is_playing:
            sent_frames += max(int((time.time() - seen_s) * MIX_RATE_HZ), 0)
        return min(sent_frames, self._written_frames)

    def _wake(self) -> None:
        with self._lock, suppress(AttributeError):
            if self._loop is not None:
                self._pa.pa_mainloop_wakeup(self._loop)
