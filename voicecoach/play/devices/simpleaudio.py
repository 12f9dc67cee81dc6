"""The sound card through simpleaudio, an extra: another way there where miniaudio finds none."""

from __future__ import annotations

import sys
import time
from importlib import metadata
from types import ModuleType
from typing import Any

import numpy as np

from voicecoach.errors import DeviceError
from voicecoach.play.devices.base import EXPORT_HINT, Block, Device, DeviceGoneError, Read
from voicecoach.play.devices.native_logs import quieten_libraries
from voicecoach.sound.pcm import quantise
from voicecoach.units import MIX_RATE_HZ, ms_to_frames

_BYTES_PER_SAMPLE = 2
_POLL_S = 0.005


class Reel:
    """Silence of a fixed length, 16 bit, into which sound is written from its beginning.

    Attributes:
        written_frames: How much of it is final.
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
        """How much can still be written."""
        return len(self._samples) - self.written_frames

    @property
    def is_started(self) -> bool:
        """Whether simpleaudio was given it."""
        return self._playing is not None

    @property
    def ahead_frames(self) -> int:
        """How much is written that is not heard yet, by the clock."""
        return max(0, self.written_frames - int((time.monotonic() - self._began_s) * MIX_RATE_HZ * self.is_started))

    @property
    def end_s(self) -> float:
        """When, by the monotonic clock, what is written will have been heard; for a reel that is started."""
        return self._began_s + self.written_frames / MIX_RATE_HZ

    @property
    def is_over(self) -> bool:
        """Whether simpleaudio has let go of it: at its end, when it was stopped, and when the card is gone.

        simpleaudio's own ``is_playing`` looks at a list that its threads change meanwhile, and can crash.
        """
        try:
            self._view.release()
        except BufferError:
            return False
        return True

    def write(self, block: Block) -> None:
        """Add sound, rounded to 16 bit."""
        end = self.written_frames + len(block)
        self._samples[self.written_frames : end] = quantise(block)
        self.written_frames = end

    def start(self, simpleaudio: ModuleType) -> None:
        """Let simpleaudio play it from its beginning.

        Raises:
            Exception: Whatever simpleaudio raises where there is no card; its error class has no public name.
        """
        _, channels = self._samples.shape
        self._began_s = time.monotonic()
        self._playing = simpleaudio.play_buffer(self._view, channels, _BYTES_PER_SAMPLE, MIX_RATE_HZ)

    def stop(self, wait_s: float) -> None:
        """Cut it off, and wait until simpleaudio has let go of it."""
        if self.is_started and not self.is_over:
            self._playing.stop()
            self.wait(wait_s)

    def wait(self, at_most_s: float) -> None:
        """Wait until it is over, but no longer than this."""
        until_s = time.monotonic() + at_most_s
        while not self.is_over and time.monotonic() < until_s:
            time.sleep(_POLL_S)


_BLOCK_FRAMES = ms_to_frames(20)
_WAIT_S = 0.01
# What simpleaudio reads ahead: what is written into that is never heard.
_READ_AHEAD_FRAMES = ms_to_frames(100)
# And as much again for a busy machine.
_AHEAD_FRAMES = 2 * _READ_AHEAD_FRAMES
_REEL_FRAMES = ms_to_frames(5 * 60_000)
# By then the card's clock and ours differ by a few milliseconds at most.
_CHANGE_AFTER_FRAMES = ms_to_frames(60_000)
# So that what came before the silence has left the card's own buffers too.
_SILENT_FRAMES = _AHEAD_FRAMES + ms_to_frames(500)
_PROBE_FRAMES = ms_to_frames(200)
_PACED_FROM_S = 0.1
_PIECE_BLOCKS = 25  # no more than a feed has ready at first
_LEAVE_S = 1.0

_INSTALL_HINT = (
    "install it with `pip install 'voicecoach[simpleaudio]'`; it is built on this machine, "
    "for which Debian has the package libasound2-dev"
)
# The first Python on which the original crashes the whole program.
_PATCHED_FROM = (3, 12)


class SimpleaudioDevice(Device):
    """Plays on the sound card that the system prefers.

    Keys are heard a fifth of a second late, and a session without any silence has a short gap every five minutes,
    where its reel ends.
    """

    def __init__(self, channels: int, _argument: str = "") -> None:
        super().__init__(channels, "simpleaudio")
        self._simpleaudio = self._load()
        quieten_libraries()
        # A card that is not there is told before anything is rendered. What takes sound as fast as it comes, as ALSA's
        # file plugin does, is found out.
        began_s = time.monotonic()
        probe = self._started(Reel(_PROBE_FRAMES, channels))
        probe.wait(_LEAVE_S)
        self._is_paced = time.monotonic() - began_s >= _PACED_FROM_S
        self._late_frames = 0

    def play(self, read: Read) -> None:
        """Write sound into reels until it ends."""
        if self._is_paced:
            self._play_ahead(read)
        else:
            self._play_in_pieces(read)

    def close(self) -> None:
        """Do nothing: every reel ended with its play."""

    def _play_ahead(self, read: Read) -> None:
        reel, due_s = Reel(_REEL_FRAMES, self.channels), time.monotonic()
        silent_frames = 0
        is_late = False
        try:
            while not self._stopped.is_set():
                if reel.is_started and reel.is_over:
                    raise DeviceGoneError(self.name)
                was_late, is_late = is_late, reel.is_started and reel.ahead_frames < _READ_AHEAD_FRAMES
                self.underruns += is_late and not was_late
                if reel.ahead_frames >= _AHEAD_FRAMES:
                    if reel.is_started:
                        self._stopped.wait(_WAIT_S)
                    else:
                        self._start_when_due(reel, due_s)
                    continue
                block = read(_BLOCK_FRAMES)
                silent_frames = 0 if block.any() else silent_frames + len(block)
                is_over = len(block) < _BLOCK_FRAMES
                is_silent = silent_frames >= _SILENT_FRAMES
                if is_silent and not is_over:
                    # Less silence makes good what changing the last reel took.
                    block, self._late_frames = block[self._late_frames :], max(0, self._late_frames - len(block))
                reel.write(block)
                if is_over:
                    self._finish(reel, due_s)
                    return
                is_long = is_silent and reel.written_frames >= _CHANGE_AFTER_FRAMES
                if is_long or reel.room_frames < _BLOCK_FRAMES:
                    if not is_silent:
                        self._stopped.wait(reel.ahead_frames / MIX_RATE_HZ)
                    due_s = reel.end_s
                    reel.stop(_LEAVE_S)
                    reel = Reel(_REEL_FRAMES, self.channels)
        finally:
            reel.stop(_LEAVE_S)

    def _start_when_due(self, reel: Reel, due_s: float) -> None:
        """Start a reel that follows another, no sooner than it should; that it is late is made good in silence."""
        self._stopped.wait(max(0.0, due_s - time.monotonic()))
        self._late_frames += int(max(0.0, time.monotonic() - due_s) * MIX_RATE_HZ)
        self._started(reel)

    def _finish(self, reel: Reel, due_s: float) -> None:
        """Wait until the last frame has been heard."""
        if reel.written_frames and not reel.is_started:
            self._start_when_due(reel, due_s)
        self._stopped.wait(reel.ahead_frames / MIX_RATE_HZ)

    def _play_in_pieces(self, read: Read) -> None:
        """Play a second at a time, each when it is due: what takes sound as it comes leaves no gap between them."""
        began_s = time.monotonic()
        taken_frames = 0
        is_over = False
        while not (is_over or self._stopped.is_set()):
            blocks: list[Block] = []
            while not is_over and len(blocks) < _PIECE_BLOCKS:
                blocks.append(read(_BLOCK_FRAMES))
                is_over = len(blocks[-1]) < _BLOCK_FRAMES
            if frames := sum(map(len, blocks)):
                piece = Reel(frames, self.channels)
                for block in blocks:
                    piece.write(block)
                self._started(piece).wait(_LEAVE_S)
            taken_frames += frames
            self._stopped.wait(max(0.0, began_s + taken_frames / MIX_RATE_HZ - time.monotonic()))

    def _started(self, reel: Reel) -> Reel:
        try:
            reel.start(self._simpleaudio)
        except Exception as error:
            raise DeviceError(self.name, "no sound card could be opened", EXPORT_HINT) from error
        return reel

    def _load(self) -> ModuleType:
        if reason := refusal():
            raise DeviceError(self.name, reason, _INSTALL_HINT)
        import simpleaudio

        module: ModuleType = simpleaudio
        return module


def refusal() -> str:
    """Return why simpleaudio cannot be used here, without loading it; empty if it can be."""
    if sys.version_info >= _PATCHED_FROM and not _is_installed("simpleaudio-patched"):
        crashes = _is_installed("simpleaudio")
        return "this Python needs simpleaudio-patched, which is not installed" + (
            ": simpleaudio itself would crash it" if crashes else ""
        )
    if not (_is_installed("simpleaudio") or _is_installed("simpleaudio-patched")):
        return "simpleaudio is not installed"
    return ""


def _is_installed(distribution: str) -> bool:
    try:
        metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return False
    return True
