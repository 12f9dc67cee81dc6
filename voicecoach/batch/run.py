"""Run orders: leave what is unchanged, speak what is missing, have the files made, and record them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from typing import Protocol, Self

from voicecoach.batch.ledger import Ledger, LedgerEntry
from voicecoach.batch.orders import BatchSettings, Order, OrderStatus, Outcome
from voicecoach.batch.speech import SpeechAhead

_WAITING_PER_JOB = 4


class OrderWorkers(Protocol):
    """Workers that make orders: processes on this machine, or workers on others."""

    @property
    def at_once(self) -> int:
        """The number of orders to have under way, so that no worker waits."""

    def submit(self, order: Order) -> Future[Outcome]:
        """Return the outcome of an order, to come."""

    def __enter__(self) -> Self:
        """Return the workers themselves."""

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """End the work; after an error at once."""


def run(
    orders: Sequence[Order],
    settings: BatchSettings,
    ledger: Ledger,
    workers: OrderWorkers,
    *,
    keep_going: bool,
    again: bool,
    speaks_here: bool = True,
) -> Iterator[Outcome]:
    """Yield the outcome of each order, in their order, as soon as it is known.

    After a failure nothing new is begun unless ``keep_going``; after a full disk in any case. What was begun by then
    is finished.

    Args:
        orders: The orders.
        settings: What holds for all of them.
        ledger: The record of the folder.
        workers: They make the files.
        keep_going: Whether the others are made after one failed.
        again: Whether files are made anew that are there and unchanged.
        speaks_here: Whether phrases are spoken by this process, for workers that share its cache.

    Raises:
        ExportError: The record cannot be written.
    """
    waiting: deque[tuple[Order, Future[Outcome]]] = deque()
    is_stopped = False

    def ended(*, leave: int) -> Iterator[Outcome]:
        nonlocal is_stopped
        while waiting and (len(waiting) > leave or waiting[0][1].done()):
            order, future = waiting.popleft()
            if is_stopped and future.cancel():
                continue
            outcome = future.result()
            if outcome.status is OrderStatus.DONE:
                entry = LedgerEntry(order.inputs, outcome.duration_ms, outcome.sizes_bytes, outcome.text)
                ledger.add(order.out.as_posix(), entry)
            elif outcome.status is OrderStatus.FAILED:
                is_stopped = is_stopped or outcome.is_disk_full or not keep_going
            yield outcome

    with SpeechAhead() as speech, workers:
        for order in orders:
            if is_stopped:
                break
            outcome = None if again else unchanged(order, settings, ledger)
            if outcome is not None:
                waiting.append((order, _known(outcome)))
            else:
                if speaks_here:
                    speech.speak(order)
                waiting.append((order, workers.submit(order)))
            yield from ended(leave=_WAITING_PER_JOB * workers.at_once)
        yield from ended(leave=0)
    ledger.finish()


def unchanged(order: Order, settings: BatchSettings, ledger: Ledger) -> Outcome | None:
    """Return the outcome of an order whose files are there and unchanged; None where they have to be made."""
    entry = ledger.unchanged(order.out.as_posix(), order.inputs)
    if entry is None:
        return None
    return Outcome(
        order.row,
        order.script,
        settings.folder / order.out,
        OrderStatus.UNCHANGED,
        duration_ms=entry.duration_ms,
        sizes_bytes=entry.sizes_bytes,
    )


def _known(outcome: Outcome) -> Future[Outcome]:
    future: Future[Outcome] = Future()
    future.set_result(outcome)
    return future
