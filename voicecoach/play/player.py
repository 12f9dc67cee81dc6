"""Plays a session: wires feed, transport, device, keys and display, and sees to it that all are closed."""

from __future__ import annotations

import threading
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from voicecoach.play.feed import Feed
from voicecoach.play.signals import ending_by_signal
from voicecoach.play.status import NowPlaying, State, Status
from voicecoach.play.transport import Transport

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from voicecoach.play.device import Block, Device, Read
    from voicecoach.play.display import Display
    from voicecoach.play.keys import Keys
    from voicecoach.play.signals import EndingSignal

_GLANCE_MS = 100
_LEAVE_S = 2.0


@dataclass(frozen=True, slots=True)
class Ending:
    """How a session came to its end.

    Attributes:
        by_person: Whether the person quit; otherwise it played to its end.
        position_ms: Up to where in the session the device took it.
        underruns: How often the sound was not rendered in time.
    """

    by_person: bool
    position_ms: int
    underruns: int


def play(
    blocks: Iterator[Block],
    *,
    channels: int,
    device: Device,
    keys: Keys,
    display: Display,
    describe: Callable[[int], NowPlaying],
    begin_ms: int = 0,
) -> Ending:
    """Return once the session has been heard, or the person quit; space pauses and goes on, q quits.

    However it ends, the device is closed, the feed's thread is told to end, and the terminal is restored.
    To be called in the main thread, where Ctrl-C and SIGTERM arrive.

    Args:
        blocks: The session, each block ``(frames, channels)``; rendered ahead in a thread of its own.
        channels: Of blocks and device.
        device: Just opened; closed here.
        keys: Entered and left here.
        display: Entered and left here.
        describe: Tells what the timeline holds at a position in milliseconds; must answer at once, and is
            asked for the first position while the first block is being rendered.
        begin_ms: Where in the session the first block lies.

    Raises:
        DeviceError: The device failed.
        KeyboardInterrupt: Ctrl-C was pressed.
        SystemExit: The program was told to end by SIGTERM or SIGHUP.
        Exception: Whatever ``blocks`` raised, as it was raised.
    """
    with ExitStack() as closing:
        ending = closing.enter_context(ending_by_signal())
        closing.enter_context(device)
        closing.enter_context(keys)
        closing.enter_context(display)
        sound = closing.enter_context(_Sound(device, on_end=keys.wake))
        feed = closing.enter_context(Feed(blocks, channels, patient=not device.paced, on_change=keys.wake))
        closing.callback(device.stop)  # before the feed is closed, whose early end a file must not take for the end
        transport = Transport(feed, on_silent=keys.wake, begin_ms=begin_ms)
        return _attend(feed, transport, sound, keys, display, describe, ending, can_pause=device.paced)


class _Sound:
    """The device at work in a thread of its own, from ``begin`` to the end of the context."""

    def __init__(self, device: Device, on_end: Callable[[], None]) -> None:
        self.ended = False
        self._device = device
        self._on_end = on_end
        self._failure: BaseException | None = None
        self._thread: threading.Thread | None = None

    @property
    def begun(self) -> bool:
        """Whether the device was set to work."""
        return self._thread is not None

    def begin(self, read: Read) -> None:
        """Let the device take sound from ``read``."""
        self._thread = threading.Thread(target=self._play, args=(read,), name="voicecoach device", daemon=True)
        self._thread.start()

    def raise_failure(self) -> None:
        """Raise what went wrong in the thread, if anything did."""
        if self._failure is not None:
            raise self._failure

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._device.stop()
        if self._thread is not None:
            self._thread.join(_LEAVE_S)

    def _play(self, read: Read) -> None:
        try:
            self._device.play(read)
        except BaseException as error:  # noqa: BLE001 - raised again in the main thread
            self._failure = error
        self.ended = True
        self._on_end()


def _attend(
    feed: Feed,
    transport: Transport,
    sound: _Sound,
    keys: Keys,
    display: Display,
    describe: Callable[[int], NowPlaying],
    ending: EndingSignal,
    *,
    can_pause: bool,
) -> Ending:
    """Answer keys and keep the display true until the sound is over; everything waits in one place, for keys."""
    quitting = False
    while not sound.ended:
        ending.end_if_asked()
        if quitting and (transport.silent or not can_pause or not sound.begun):
            break
        if feed.ready and not sound.begun:
            sound.begin(transport.read)
        if not quitting:
            display.show(_status(feed, transport, sound, describe))
        match keys.wait(_GLANCE_MS):
            case "q" | "Q":
                quitting = True
                if can_pause:
                    transport.pause()  # for its fade
            case " " if can_pause and not quitting:
                transport.resume() if transport.paused else transport.pause()
    sound.raise_failure()
    if not quitting:
        display.show(_status(feed, transport, sound, describe))
    return Ending(by_person=quitting, position_ms=transport.position_ms, underruns=feed.underruns)


def _status(feed: Feed, transport: Transport, sound: _Sound, describe: Callable[[int], NowPlaying]) -> Status:
    under_way = State.PAUSED if transport.paused else State.PLAYING
    state = under_way if sound.begun else State.PREPARING
    position_ms = transport.position_ms
    return Status(state, position_ms, feed.underruns, describe(position_ms))
