"""The player in virtual time: its threads take turns in a fixed order, and the clock is the sound that is taken.

Only one thread runs at any moment, and which one is next depends on nothing but the program. However busy the machine
is, every run is the same.
"""

from __future__ import annotations

import itertools
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from voicecoach.play.controls.keys import Keys
from voicecoach.play.devices.base import Block, Device, Read
from voicecoach.play.display.base import Display
from voicecoach.play.executor import Executor
from voicecoach.play.status import State, Status

BLOCK_MS = 10
_TOO_LONG_MS = 4 * 3_600_000


class VirtualTime(Executor):
    """Runs work by turns. The main thread gives turns to the others wherever it waits."""

    def __init__(self) -> None:
        self.now_ms = 0
        self._tasks: list[_Task] = []
        self._running: _Task | None = None

    def now_s(self) -> float:
        return self.now_ms / 1_000

    def spawn(self, work: Callable[[], None], name: str) -> _Task:
        task = _Task(self, work, name)
        self._tasks.append(task)
        return task

    def condition(self) -> _Condition:
        return _Condition(self)

    def settle(self) -> None:
        """Let every thread go on until each of them waits for something that has not come."""
        while runnable := [task for task in self._tasks if task.may_go_on()]:
            for task in runnable:
                if task.may_go_on():
                    self._running = task
                    task.turn()
                    self._running = None
            self._tasks = [task for task in self._tasks if not task.has_ended]

    def wait_until(self, is_so: Callable[[], bool]) -> bool:
        """Let others go on until this is true; return False if they all wait, which only the main thread sees."""
        if self._running is not None:
            if not is_so():
                self._running.park(is_so)
            return True
        self.settle()
        return is_so()

    def sleep_until(self, due_ms: int) -> None:
        """Wait, in a thread, until the clock has come to a time."""
        self.wait_until(lambda: self.now_ms >= due_ms)

    def sleep(self, for_ms: int) -> None:
        self.sleep_until(self.now_ms + for_ms)

    def advance(self, by_ms: int = BLOCK_MS) -> None:
        """Let time go by, in the main thread."""
        self.now_ms += by_ms
        self.settle()
        assert self.now_ms < _TOO_LONG_MS, "the session does not come to its end"


class _Task(threading.Thread):
    """A thread that runs only in its turns."""

    def __init__(self, time: VirtualTime, work: Callable[[], None], name: str) -> None:
        super().__init__(name=f"virtual {name}", daemon=True)
        self.has_ended = False
        self._time = time
        self._work = work
        self._is_so: Callable[[], bool] = lambda: True
        self._failure: BaseException | None = None
        self._go, self._back = threading.Semaphore(0), threading.Semaphore(0)
        self.start()

    def may_go_on(self) -> bool:
        return not self.has_ended and self._is_so()

    def turn(self) -> None:
        self._go.release()
        self._back.acquire()
        if self._failure is not None:
            raise self._failure

    def park(self, is_so: Callable[[], bool]) -> None:
        self._is_so = is_so
        self._back.release()
        self._go.acquire()

    def join(self, timeout: float | None = None) -> None:
        del timeout
        self._time.wait_until(lambda: self.has_ended)

    def run(self) -> None:
        self._go.acquire()
        try:
            self._work()
        except BaseException as error:  # noqa: BLE001 - raised again in the main thread
            self._failure = error
        self.has_ended = True
        self._back.release()


class _Condition(threading.Condition):
    """A condition for threads of which only one runs: nothing has to be locked, and nobody has to be notified."""

    def __init__(self, time: VirtualTime) -> None:
        super().__init__()
        self._time = time

    def __enter__(self) -> bool:
        return True

    def __exit__(self, *_: object) -> None: ...

    def notify_all(self) -> None: ...

    def wait_for(self, predicate: Callable[[], bool], timeout: float | None = None) -> bool:
        del timeout
        if not predicate():
            assert self._time.wait_until(predicate), "everybody waits for each other"
        return True


class VirtualKeys(Keys):
    """Keys that a test presses; time goes by while the main thread waits for them."""

    def __init__(self, time: VirtualTime) -> None:
        self.left = 0
        self._time = time
        self._pressed: deque[str] = deque()
        self._is_woken = False
        self._is_idle = False

    def press(self, key: str) -> None:
        """Press a key and return once it is answered; to be called in a thread."""
        self.put(key)
        self._time.wait_until(lambda: self._is_idle)

    def put(self, key: str) -> None:
        """Press a key, and do not wait; ``\\x03`` is Ctrl-C."""
        self._pressed.append(key)
        self._is_idle = False

    def wait(self, timeout_ms: int) -> str | None:
        if self._pressed:
            return self._take()
        self._is_idle = True
        until_ms = self._time.now_ms + timeout_ms
        self._time.settle()
        while not (self._pressed or self._is_woken) and self._time.now_ms < until_ms:
            self._time.advance()
        if self._pressed:
            return self._take()
        self._is_woken = False
        return None

    def wake(self) -> None:
        self._is_woken = True

    def __exit__(self, *_: object) -> None:
        self.left += 1

    def _take(self) -> str:
        key = self._pressed.popleft()
        if key == "\x03":
            raise KeyboardInterrupt
        return key


class VirtualDevice(Device):
    """Takes a block of 10 ms every 10 ms and keeps it; does something when it has taken so many milliseconds."""

    def __init__(
        self, time: VirtualTime, channels: int = 1, at_ms: dict[int, Callable[[], object]] | None = None
    ) -> None:
        super().__init__(channels, "virtual")
        self.closed = 0
        self.blocks: list[Block] = []
        self._time = time
        self._at_ms = dict(at_ms or {})

    @property
    def taken(self) -> Block:
        return np.concatenate([np.zeros((0, self.channels), np.float32), *self.blocks])

    def play(self, read: Read) -> None:
        began_ms = self._time.now_ms
        for taken_ms in itertools.count(0, BLOCK_MS):
            self._wait_until(began_ms + taken_ms)
            if self._stopped.is_set():
                return
            if action := self._at_ms.pop(taken_ms, None):
                action()
            block = read(BLOCK_MS * 48)
            self.blocks.append(block.copy())
            if len(block) < BLOCK_MS * 48:
                return

    def close(self) -> None:
        self.closed += 1

    def _wait_until(self, due_ms: int) -> None:
        self._time.wait_until(lambda: self._time.now_ms >= due_ms or self._stopped.is_set())


@dataclass
class KeptDisplay(Display):
    """Keeps every status that was to be shown."""

    shown: list[Status] = field(default_factory=list)

    def show(self, status: Status) -> None:
        self.shown.append(status)

    @property
    def states(self) -> set[State]:
        return {status.state for status in self.shown}
