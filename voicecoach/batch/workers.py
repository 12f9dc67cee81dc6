"""Processes that make the files of orders: each asks for the next one as soon as it is done.

A worker is this program again, with orders on its standard input. It ends when that closes, so that none stays behind
when the batch is killed. One that dies is replaced, and its order is tried once more.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import subprocess
import sys
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from typing import IO, NoReturn, Self, cast

from voicecoach.batch.orders import BatchSettings, Order, OrderStatus, Outcome
from voicecoach.machine import CORES_VARIABLE, limit_heaps, usable_cores
from voicecoach.store.cache import keep_contents

_TRIES = 2
_LONGEST_WAIT_S = 3.0
_CONTENTS_BYTES = 48_000_000  # the phrases and MP3 frames of a session of twenty minutes


class Workers:
    """Makes orders at the same time; with one job in this process, else in processes of their own.

    Args:
        settings: What holds for every order.
        jobs: The number of orders that are made at the same time.
    """

    def __init__(self, settings: BatchSettings, jobs: int) -> None:
        self._settings = settings
        self._jobs = jobs
        self._own = threading.local()
        self._running: set[subprocess.Popen[bytes]] = set()
        self._is_closed = False
        self._threads = ThreadPoolExecutor(jobs, thread_name_prefix="voicecoach batch")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """End the workers; after an error at once."""
        self._is_closed = True
        if kind is not None:
            for worker in list(self._running):
                worker.terminate()
        self._threads.shutdown(cancel_futures=True)
        for worker in list(self._running):
            with contextlib.suppress(OSError):
                cast("IO[bytes]", worker.stdin).close()
            try:
                worker.wait(_LONGEST_WAIT_S)
            except subprocess.TimeoutExpired:
                worker.kill()

    @property
    def at_once(self) -> int:
        """The number of orders to have under way, so that no worker waits."""
        return self._jobs

    def submit(self, order: Order) -> Future[Outcome]:
        """Return the outcome of an order, to come."""
        if self._jobs > 1:
            return self._threads.submit(self._made_by_worker, order)
        from voicecoach.batch.make import made

        outcome: Future[Outcome] = Future()
        outcome.set_result(made(order, self._settings))
        return outcome

    def _made_by_worker(self, order: Order) -> Outcome:
        for _ in range(_TRIES):
            worker = self._worker()
            try:
                pickle.dump(order, cast("IO[bytes]", worker.stdin))
                cast("IO[bytes]", worker.stdin).flush()
                return cast("Outcome", pickle.load(cast("IO[bytes]", worker.stdout)))  # noqa: S301 - our own process
            except (OSError, EOFError, pickle.UnpicklingError):
                worker.kill()
                self._running.discard(worker)
                self._own.worker = None
                if self._is_closed:
                    break
        path = self._settings.folder / order.out
        message, hint = "the process that made it was killed twice", "close other programs, or use fewer --jobs"
        return Outcome(order.row, order.script, path, OrderStatus.FAILED, message, hint)

    def _worker(self) -> subprocess.Popen[bytes]:
        """Return the worker of this thread, started if there is none."""
        worker: subprocess.Popen[bytes] | None = getattr(self._own, "worker", None)
        if worker is None:
            cores = max(usable_cores() // self._jobs, 1)
            worker = subprocess.Popen(
                [sys.executable, "-W", "ignore", "-m", "voicecoach.batch.workers"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, CORES_VARIABLE: str(cores)},
            )
            pickle.dump(self._settings, cast("IO[bytes]", worker.stdin))
            self._own.worker = worker
            self._running.add(worker)
        return worker


def main() -> None:
    """Make the orders that come on standard input, until it ends."""
    import gc

    from voicecoach.batch.make import made

    gc.set_threshold(50_000)
    keep_contents(_CONTENTS_BYTES)
    limit_heaps()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the program that gives the orders ends us
    signal.signal(signal.SIGTERM, _leave)
    orders = sys.stdin.buffer
    outcomes = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no outcome
    with contextlib.suppress(EOFError, OSError):
        settings = pickle.load(orders)  # noqa: S301 - of the program that started us
        while True:
            pickle.dump(made(pickle.load(orders), settings), outcomes)  # noqa: S301 - likewise
            outcomes.flush()


def _leave(_number: int, _frame: object) -> NoReturn:
    """End as an error does, so that unfinished files are removed."""
    raise SystemExit(1)


if __name__ == "__main__":
    main()
