"""Make orders on a Dask cluster: rows go out, the bytes of files come back.

To add another engine, write a class with the methods of :class:`voicecoach.batch.workers.Workers`.

Workers find scripts, sounds and voices as this machine does: at the same paths. Each compares the digest of all inputs
with that of the order and refuses one that it would make from something else. A worker with another release gets none.
The scheduler gives the rows of a lost worker to the others that were there; where all of them are gone, we give them to
those that came later, since it would wait for ever. A worker that is frozen keeps its rows for five minutes there; we
give them to others after one.
"""

from __future__ import annotations

import logging
import socket
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Self

from voicecoach import folders
from voicecoach.batch.orders import BatchSettings, Order, OrderStatus, Outcome
from voicecoach.errors import ExportError, VoicecoachError

SCHEME = "dask://"
_CONNECT_S = 10
_WAITING = 64
_RECEIVING = 4
_LOOK_AGAIN_S = 2
_FETCH_S = 10
_SILENT_S = 60  # a worker tells the scheduler that it is there every second or so, also while it makes a row

Files = Mapping[str, bytes]
"""The contents of files, by their paths relative to the folder."""


@dataclass(frozen=True, slots=True)
class _Sent:
    """An order that workers have.

    Attributes:
        workers: Their addresses; none if no worker is left.
        remote: Its result to come, of Dask's own kind.
        is_over: Set when it is there.
    """

    workers: tuple[str, ...] = ()
    remote: Any = None
    is_over: threading.Event = field(default_factory=threading.Event)


class DaskWorkers:
    """Makes orders on the workers of a Dask scheduler; use it in a ``with``.

    Args:
        address: The address of the scheduler: ``dask://HOST:PORT``.
        settings: What holds for every order.
        say: Tells the person what goes on.

    Raises:
        VoicecoachError: The extra is not installed, the scheduler does not answer, or no worker has this release.
    """

    def __init__(self, address: str, settings: BatchSettings, say: Callable[[str], None]) -> None:
        try:
            from distributed import Client
        except ImportError as error:
            hint = "install it: pip install 'voicecoach[dask]'"
            raise VoicecoachError(f"{address} needs the package distributed", hint) from error
        from voicecoach.pipeline.tags import program_name

        self._settings = settings
        self._say = say
        self._release = program_name()
        self._good: tuple[str, ...] = ()
        self._seen: set[str] = set()
        self._silent: set[str] = set()
        self._stuck: frozenset[str] = frozenset()  # the rows of silent workers, by Dask's names for them
        self._looked_s = 0.0
        self._looking = threading.Lock()
        self._receiving = threading.Semaphore(_RECEIVING)  # no more files than that are in memory here
        self._is_closed = False
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters of it is told with the rows
        host, _, port = address.removeprefix(SCHEME).rpartition(":")
        try:
            socket.create_connection((host, int(port)), _CONNECT_S).close()  # Dask would try a closed port for a while
            self._client = Client(f"tcp://{host}:{port}", timeout=_CONNECT_S, set_as_default=False)
        except (OSError, OverflowError) as error:
            raise VoicecoachError(f"no Dask scheduler answers at {address}", "start it: dask scheduler") from error
        self._threads = ThreadPoolExecutor(_WAITING, thread_name_prefix="voicecoach dask")
        good = self._workers()
        if not good:
            self.__exit__(None)
            message = f"no worker at {address} has {self._release}"
            raise VoicecoachError(message, "install this release there, and start them: dask worker HOST:PORT")
        number = f"{len(good)} workers" if len(good) > 1 else "1 worker"
        link = self._client.dashboard_link
        self._say(f"{number}; dashboard: {link}" if link and _answers(link) else number)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._is_closed = kind is not None
        self._threads.shutdown(wait=kind is None, cancel_futures=True)
        self._client.close()

    @property
    def at_once(self) -> int:
        """The number of orders to have under way, so that no worker waits."""
        return max(len(self._good), 1)

    def submit(self, order: Order) -> Future[Outcome]:
        """Return the outcome of an order, to come."""
        try:
            sent = self._sent(order)
        except Exception as error:  # noqa: BLE001 - of Dask's own kinds; the rows before this one are recorded
            outcome: Future[Outcome] = Future()
            outcome.set_result(self._lost(order, error))
            return outcome
        return self._threads.submit(self._received, order, sent)

    def _sent(self, order: Order) -> _Sent:
        """Give an order to the workers that are there."""
        workers = self._workers()
        if not workers:
            return _Sent()
        here = replace(order, script=_found_anywhere(order.script), cover=_found_anywhere(order.cover))
        remote = self._client.submit(
            made_elsewhere, here, self._settings, pure=False, workers=workers, allow_other_workers=False
        )
        sent = _Sent(workers, remote)
        remote.add_done_callback(lambda _: sent.is_over.set())
        return sent

    def _received(self, order: Order, sent: _Sent) -> Outcome:
        """Wait for an order, write its files here, and return the outcome."""
        path = self._settings.folder / order.out
        try:
            outcome, files = self._result(order, sent)
            _write(self._settings.folder, files)
        except ExportError as error:
            status, is_full = OrderStatus.FAILED, error.is_disk_full
            return Outcome(order.row, order.script, path, status, error.message, error.hint, is_disk_full=is_full)
        except Exception as error:  # noqa: BLE001 - Dask's own errors, such as a row that killed three workers
            return self._lost(order, error)
        return replace(outcome, script=order.script, out=path)

    def _result(self, order: Order, sent: _Sent) -> tuple[Outcome, Files]:
        """Wait for a result, and give the order to others where none of its workers is left."""
        patience_s = _FETCH_S
        while not self._is_closed:
            if sent.is_over.wait(_LOOK_AGAIN_S):
                try:
                    with self._receiving:
                        result: tuple[Outcome, Files] = sent.remote.result(timeout=patience_s)
                except TimeoutError:  # the files are large; or their worker died and Dask waits for it
                    patience_s *= 2
                else:
                    sent.remote.release()
                    return result
            workers = set(self._workers())
            is_stuck = sent.remote is not None and sent.remote.key in self._stuck and workers
            if is_stuck:
                sent.remote.cancel()
            if is_stuck or not set(sent.workers) & workers:  # the scheduler gives it to none that came later
                sent = self._sent(order)
        raise VoicecoachError("the batch was stopped")

    def _lost(self, order: Order, error: Exception) -> Outcome:
        reason, _, _ = str(error).partition("\n")
        message, hint = f"it could not be made on the cluster: {reason}", "look at the dashboard"
        if self._client.status != "running":
            message, hint = "the scheduler is gone", "start it and its workers, then type the same command again"
        path = self._settings.folder / order.out
        return Outcome(order.row, order.script, path, OrderStatus.FAILED, message, hint)

    def _workers(self) -> tuple[str, ...]:
        """Return the workers with this release. New ones are asked for theirs; those with another one are told."""
        with self._looking:
            if time.monotonic() < self._looked_s + _LOOK_AGAIN_S / 2:
                return self._good
            workers = self._client.scheduler_info(n_workers=-1)["workers"]
            self._look_for_silent({address: worker["last_seen"] for address, worker in workers.items()})
            there = workers.keys() - self._silent
            self._seen &= there
            good = [address for address in self._good if address in there]
            new = sorted(there - self._seen)
            releases = self._client.run(release, on_error="return", workers=new) if new else {}
            for address, found in releases.items():
                if isinstance(found, OSError):
                    continue  # it is gone again, or will be asked again
                self._seen.add(address)
                if found == self._release:
                    good.append(address)
                else:
                    told = found if isinstance(found, str) else "no voicecoach"
                    self._say(f"the worker {address} has {told}, and gets no rows: this is {self._release}")
            if self._good and not good:
                self._say("no worker is left; waiting for one")
            self._good, self._looked_s = tuple(good), time.monotonic()
            return self._good

    def _look_for_silent(self, last_seen_s: Mapping[str, float]) -> None:
        """Find workers that the scheduler has heard nothing of for a while, by its own clock, and their rows."""
        newest_s = max(last_seen_s.values(), default=0.0)
        silent = {address for address, seen_s in last_seen_s.items() if newest_s - seen_s > _SILENT_S}
        for address in sorted(silent - self._silent):
            self._say(f"the worker {address} has been silent for a minute; its rows go to others")
        self._silent = silent
        rows = self._client.processing(workers=sorted(silent)).values() if silent else ()
        self._stuck = frozenset(key for keys in rows for key in keys)


def _answers(address: str) -> bool:
    """Return whether a dashboard is there: a scheduler without one names the address, too."""
    from urllib.request import ProxyHandler, build_opener

    try:
        with build_opener(ProxyHandler({})).open(address, timeout=_FETCH_S):
            return True
    except OSError:
        return False


def release() -> str:
    """Return the release of a worker."""
    from voicecoach.pipeline.tags import program_name

    return program_name()


def made_elsewhere(order: Order, settings: BatchSettings) -> tuple[Outcome, Files]:
    """Make the files of an order in a folder of their own, and return the outcome and their contents.

    Nothing is raised: Dask would write the order, with a patient's name, into the log of the worker.
    """
    from voicecoach.batch.make import made

    try:
        with tempfile.TemporaryDirectory(prefix="voicecoach-") as folder:
            outcome = made(order, replace(settings, folder=Path(folder)), is_elsewhere=True)
            return outcome, {name: (Path(folder) / name).read_bytes() for name in outcome.sizes_bytes}
    except OSError as error:
        message = f"the worker cannot write files: {error.strerror}"
        return Outcome(order.row, order.script, None, OrderStatus.FAILED, message, "look at the worker's disk"), {}


def _found_anywhere(name: str) -> str:
    """Return the whole path of a file; other names stay, such as those of shipped scripts."""
    return str(Path(name).resolve()) if name and folders.is_file(Path(name)) else name


def _write(folder: Path, files: Files) -> None:
    from voicecoach.store.atomic import as_export_errors, write_output

    for name, content in files.items():
        path = folder / name
        with as_export_errors(path):
            path.parent.mkdir(parents=True, exist_ok=True)
        write_output(path, content)
