"""Run orders: leave what is unchanged, speak what is missing, have the files made, and record them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future

from voicecoach.batch.ledger import Ledger, LedgerEntry
from voicecoach.batch.orders import BatchSettings, Order, OrderStatus, Outcome
from voicecoach.batch.speech import SpeechAhead
from voicecoach.batch.workers import Workers

_WAITING_PER_JOB = 4


def run(
    orders: Sequence[Order], settings: BatchSettings, ledger: Ledger, *, jobs: int, keep_going: bool, again: bool
) -> Iterator[Outcome]:
    """Yield the outcome of each order, in their order, as soon as it is known.

    After a failure nothing new is begun unless ``keep_going``; after a full disk in any case. What was begun by then
    is finished.

    Args:
        orders: The orders.
        settings: What holds for all of them.
        ledger: The record of the folder.
        jobs: The number of orders that are made at the same time.
        keep_going: Whether the others are made after one failed.
        again: Whether files are made anew that are there and unchanged.

    Raises:
        ExportError: The record cannot be written.
    """
    waiting: deque[tuple[Order, Future[Outcome]]] = deque()
    is_stopped = False

    def ended(*, leave: int) -> Iterator[Outcome]:
        nonlocal is_stopped
        while waiting and (len(waiting) > leave or waiting[0][1].done()):
            order, future = waiting.popleft()
            outcome = future.result()
            if outcome.status is OrderStatus.DONE:
                entry = LedgerEntry(order.inputs, outcome.duration_ms, outcome.sizes_bytes)
                ledger.add(order.out.as_posix(), entry)
            elif outcome.status is OrderStatus.FAILED:
                is_stopped = is_stopped or outcome.is_disk_full or not keep_going
            yield outcome

    with SpeechAhead() as speech, Workers(settings, min(jobs, max(len(orders), 1))) as workers:
        for order in orders:
            if is_stopped:
                break
            outcome = None if again else unchanged(order, settings, ledger)
            if outcome is not None:
                waiting.append((order, _known(outcome)))
            else:
                speech.speak(order, settings)
                waiting.append((order, workers.submit(order)))
            yield from ended(leave=_WAITING_PER_JOB * jobs)
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
