"""The sound card through simpleaudio, an optional package: for machines where miniaudio finds no card."""

from __future__ import annotations

import sys
import time
from importlib import metadata
from types import ModuleType
from typing import Any

import numpy as np

from voicecoach.errors import DeviceError
from voicecoach.play.devices.base import EXPORT_HINT, Block, Device, DeviceGoneError, Read, silence_native_logs
from voicecoach.sound.pcm import quantise
from voicecoach.units import MIX_RATE_HZ, ms_to_frames

_BYTES_PER_SAMPLE = 2
_POLL_S = 0.005


class PlayBuffer:
    """A buffer of 16-bit silence that simpleaudio plays while sound is still being written to it, from the beginning.

    Attributes:
        written_frames: The frames written so far.
    """

    def __init__(self, frames: int, channels: int) -> None:
        # Memory for what is never written is never taken: the system gives it page by page.
        self._samples = np.zeros((frames, channels), np.int16)
        self._view = self._samples.data.cast("B")
        self._playing: Any = None
        self._began_s = 0.0
        self.written_frames = 0

    @property
    def room_frames(self) -> int:
        """The frames that can still be written."""
        return len(self._samples) - self.written_frames

    @property
    def is_started(self) -> bool:
        """Whether simpleaudio plays it, or has played it."""
        return self._playing is not None

    @property
    def ahead_frames(self) -> int:
        """The frames written that are not heard yet, by the clock."""
        return max(0, self.written_frames - int((time.monotonic() - self._began_s) * MIX_RATE_HZ * self.is_started))

    @property
    def end_s(self) -> float:
        """The time of the monotonic clock when the last frame written is heard; for a started buffer."""
        return self._began_s + self.written_frames / MIX_RATE_HZ

    @property
    def is_over(self) -> bool:
        """Whether simpleaudio has released it: at its end, when it was stopped, and when the card is gone.

        simpleaudio's own ``is_playing`` looks at a list that its threads change meanwhile, and can crash.
        """
        try:
            self._view.release()
        except BufferError:
            return False
        return True

    def write(self, block: Block) -> None:
        """Append sound, rounded to 16 bit."""
        end = self.written_frames + len(block)
        self._samples[self.written_frames : end] = quantise(block)
        self.written_frames = end

    def start(self, simpleaudio: ModuleType) -> None:
        """Let simpleaudio play it from its beginning.

        Raises:
            Exception: The error of simpleaudio where there is no card; its class has no public name.
        """
        _, channels = self._samples.shape
        self._began_s = time.monotonic()
        self._playing = simpleaudio.play_buffer(self._view, channels, _BYTES_PER_SAMPLE, MIX_RATE_HZ)

    def stop(self, wait_s: float) -> None:
        """Stop playing, and wait until simpleaudio has released the buffer."""
        if self.is_started and not self.is_over:
            self._playing.stop()
            self.wait(wait_s)

    def wait(self, at_most_s: float) -> None:
        """Wait until it is over, or this time has passed."""
        until_s = time.monotonic() + at_most_s
        while not self.is_over and time.monotonic() < until_s:
            time.sleep(_POLL_S)


_BLOCK_FRAMES = ms_to_frames(20)
_WAIT_S = 0.01
# simpleaudio reads this far ahead: sound written there is never heard.
_READ_AHEAD_FRAMES = ms_to_frames(100)
# As much again for a busy machine.
_AHEAD_FRAMES = 2 * _READ_AHEAD_FRAMES
_BUFFER_FRAMES = ms_to_frames(5 * 60_000)
# Up to here the card's clock and ours differ by a few milliseconds at most.
_CHANGE_AFTER_FRAMES = ms_to_frames(60_000)
# After this much silence the sound before it has left the card's own buffers too.
_SILENT_FRAMES = _AHEAD_FRAMES + ms_to_frames(500)
_PROBE_FRAMES = ms_to_frames(200)
_PACED_FROM_S = 0.1
_PIECE_BLOCKS = 25  # no more than the look-ahead buffer holds at first
_LEAVE_S = 1.0

_INSTALL_HINT = (
    "install it with `pip install 'voicecoach[simpleaudio]'`; it is built on this machine, "
    "for which Debian has the package libasound2-dev"
)
# The first Python on which the original crashes the whole program.
_PATCHED_FROM = (3, 12)


class SimpleaudioDevice(Device):
    """Plays on the sound card that the system prefers.

    Keys take effect 0.2 s late. A session without any silence has a short gap every five minutes, where a buffer ends.
    """

    def __init__(self, channels: int, _argument: str = "") -> None:
        super().__init__(channels, "simpleaudio")
        if reason := self.refusal():
            raise DeviceError(self.name, reason, _INSTALL_HINT)
        import simpleaudio

        self._simpleaudio: ModuleType = simpleaudio
        silence_native_logs()
        # The probe reports a missing card before anything is rendered, and finds out whether the card takes sound as
        # fast as it comes, as ALSA's file plugin does.
        began_s = time.monotonic()
        probe = self._started(PlayBuffer(_PROBE_FRAMES, channels))
        probe.wait(_LEAVE_S)
        self._is_paced = time.monotonic() - began_s >= _PACED_FROM_S
        self._late_frames = 0

    @classmethod
    def refusal(cls) -> str:
        """Return the reason where simpleaudio, or the fork of it that this Python needs, is not installed."""
        if sys.version_info >= _PATCHED_FROM and not _is_installed("simpleaudio-patched"):
            crashes = _is_installed("simpleaudio")
            return "this Python needs simpleaudio-patched, which is not installed" + (
                ": simpleaudio itself would crash it" if crashes else ""
            )
        if not (_is_installed("simpleaudio") or _is_installed("simpleaudio-patched")):
            return "simpleaudio is not installed"
        return ""

    def play(self, read: Read) -> None:
        """Write sound to one buffer after another until it ends."""
        if self._is_paced:
            self._play_ahead(read)
        else:
            self._play_in_pieces(read)

    def close(self) -> None:
        """Do nothing: :meth:`play` stops every buffer."""

    def _play_ahead(self, read: Read) -> None:
        buffer, due_s = PlayBuffer(_BUFFER_FRAMES, self.channels), time.monotonic()
        silent_frames = 0
        is_late = False
        try:
            while not self._stopped.is_set():
                if buffer.is_started and buffer.is_over:
                    raise DeviceGoneError(self.name)
                was_late, is_late = is_late, buffer.is_started and buffer.ahead_frames < _READ_AHEAD_FRAMES
                self.underruns += is_late and not was_late
                if buffer.ahead_frames >= _AHEAD_FRAMES:
                    if buffer.is_started:
                        self._stopped.wait(_WAIT_S)
                    else:
                        self._start_when_due(buffer, due_s)
                    continue
                block = read(_BLOCK_FRAMES)
                silent_frames = 0 if block.any() else silent_frames + len(block)
                is_over = len(block) < _BLOCK_FRAMES
                is_silent = silent_frames >= _SILENT_FRAMES
                if is_silent and not is_over:
                    # Shorten the silence by the time that the last change of buffers took.
                    block, self._late_frames = block[self._late_frames :], max(0, self._late_frames - len(block))
                buffer.write(block)
                if is_over:
                    self._finish(buffer, due_s)
                    return
                is_long = is_silent and buffer.written_frames >= _CHANGE_AFTER_FRAMES
                if is_long or buffer.room_frames < _BLOCK_FRAMES:
                    if not is_silent:
                        self._stopped.wait(buffer.ahead_frames / MIX_RATE_HZ)
                    due_s = buffer.end_s
                    buffer.stop(_LEAVE_S)
                    buffer = PlayBuffer(_BUFFER_FRAMES, self.channels)
        finally:
            buffer.stop(_LEAVE_S)

    def _start_when_due(self, buffer: PlayBuffer, due_s: float) -> None:
        """Start a buffer when the one before it ends; a delay is made good in the next silence."""
        self._stopped.wait(max(0.0, due_s - time.monotonic()))
        self._late_frames += int(max(0.0, time.monotonic() - due_s) * MIX_RATE_HZ)
        self._started(buffer)

    def _finish(self, buffer: PlayBuffer, due_s: float) -> None:
        """Wait until the last frame has been heard."""
        if buffer.written_frames and not buffer.is_started:
            self._start_when_due(buffer, due_s)
        self._stopped.wait(buffer.ahead_frames / MIX_RATE_HZ)

    def _play_in_pieces(self, read: Read) -> None:
        """Play half a second at a time, each when it is due; a card that takes sound as it comes leaves no gap."""
        began_s = time.monotonic()
        taken_frames = 0
        is_over = False
        while not (is_over or self._stopped.is_set()):
            blocks: list[Block] = []
            while not is_over and len(blocks) < _PIECE_BLOCKS:
                blocks.append(read(_BLOCK_FRAMES))
                is_over = len(blocks[-1]) < _BLOCK_FRAMES
            if frames := sum(map(len, blocks)):
                piece = PlayBuffer(frames, self.channels)
                for block in blocks:
                    piece.write(block)
                self._started(piece).wait(_LEAVE_S)
            taken_frames += frames
            self._stopped.wait(max(0.0, began_s + taken_frames / MIX_RATE_HZ - time.monotonic()))

    def _started(self, buffer: PlayBuffer) -> PlayBuffer:
        try:
            buffer.start(self._simpleaudio)
        except Exception as error:
            raise DeviceError(self.name, "no sound card could be opened", EXPORT_HINT) from error
        return buffer


def _is_installed(distribution: str) -> bool:
    try:
        metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return False
    return True
