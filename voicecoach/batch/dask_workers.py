"""Make orders on a Dask cluster: rows go out, the bytes of files come back.

To add another engine, write a class with the methods of :class:`voicecoach.batch.workers.Workers`.

Workers find scripts, sounds and voices as this machine does: at the same paths. Each compares the digest of all inputs
with that of the order and refuses one that it would make from something else. A worker with another release gets none.
The scheduler gives the rows of a lost worker to others.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any, Self

from voicecoach.batch.orders import BatchSettings, Order, OrderStatus, Outcome
from voicecoach.errors import ExportError, VoicecoachError

SCHEME = "dask://"
_CONNECT_S = 10
_WAITING = 64

Files = Mapping[str, bytes]
"""The contents of files, by their paths relative to the folder."""


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
        self._good: list[str] = []
        self._seen: set[str] = set()
        try:
            self._client = Client(f"tcp://{address.removeprefix(SCHEME)}", timeout=_CONNECT_S, set_as_default=False)
        except OSError as error:
            raise VoicecoachError(f"no Dask scheduler answers at {address}", "start it: dask scheduler") from error
        self._threads = ThreadPoolExecutor(_WAITING, thread_name_prefix="voicecoach dask")
        self._look_for_workers()
        if not self._good:
            self.__exit__(None)
            message = f"no worker at {address} has {self._release}"
            raise VoicecoachError(message, "install this release there, and start them: dask worker HOST:PORT")
        self._say(f"{len(self._good)} workers; dashboard: {self._client.dashboard_link}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._threads.shutdown(wait=kind is None, cancel_futures=True)
        self._client.close()

    @property
    def at_once(self) -> int:
        """The number of orders to have under way, so that no worker waits."""
        return max(len(self._good), 1)

    def submit(self, order: Order) -> Future[Outcome]:
        """Return the outcome of an order, to come."""
        self._look_for_workers()
        remote = self._client.submit(
            made_elsewhere, order, self._settings, pure=False, workers=self._good, allow_other_workers=False
        )
        return self._threads.submit(self._received, order, remote)

    def _received(self, order: Order, remote: Any) -> Outcome:
        """Wait for an order, write its files here, and return the outcome."""
        path = self._settings.folder / order.out
        try:
            outcome: Outcome
            outcome, files = remote.result()
            remote.release()
        except Exception as error:  # noqa: BLE001 - Dask's own errors, such as a row that killed three workers
            message, hint = f"it could not be made on the cluster: {error}", "look at the dashboard, or make it here"
            return Outcome(order.row, order.script, path, OrderStatus.FAILED, message, hint)
        try:
            _write(self._settings.folder, files)
        except ExportError as error:
            status = OrderStatus.FAILED
            return Outcome(
                order.row, order.script, path, status, error.message, error.hint, is_disk_full=error.is_disk_full
            )
        return replace(outcome, out=path)

    def _look_for_workers(self) -> None:
        """Ask workers that are new for their release; those with another one are told and left out."""
        there = set(self._client.scheduler_info(n_workers=-1)["workers"])
        if there == self._seen:
            return
        releases = self._client.run(release, on_error="return", workers=sorted(there - self._seen))
        for address, found in releases.items():
            if found == self._release:
                self._good.append(address)
            else:
                told = found if isinstance(found, str) else "no voicecoach"
                self._say(f"the worker {address} has {told}, and gets no rows: this is {self._release}")
        self._good = [address for address in self._good if address in there]
        self._seen = there


def release() -> str:
    """Return the release of a worker."""
    from voicecoach.pipeline.tags import program_name

    return program_name()


def made_elsewhere(order: Order, settings: BatchSettings) -> tuple[Outcome, Files]:
    """Make the files of an order in a folder of their own, and return the outcome and their contents."""
    from voicecoach.batch.check import digest_of
    from voicecoach.batch.make import made

    with tempfile.TemporaryDirectory(prefix="voicecoach-") as folder:
        here = replace(settings, folder=Path(folder))
        try:
            is_same = digest_of(order, here) == order.inputs
        except VoicecoachError as error:
            outcome = Outcome(order.row, order.script, None, OrderStatus.FAILED, error.message, error.hint)
            return outcome, {}
        if not is_same:
            message = "the worker's script, sound or voice differs from the one on this computer"
            hint = "let the workers use the same folders and the same packages"
            return Outcome(order.row, order.script, None, OrderStatus.FAILED, message, hint), {}
        outcome = made(order, here)
        return outcome, {name: (Path(folder) / name).read_bytes() for name in outcome.sizes_bytes}


def _write(folder: Path, files: Files) -> None:
    from voicecoach.store.atomic import as_export_errors, write_output

    for name, content in files.items():
        path = folder / name
        with as_export_errors(path):
            path.parent.mkdir(parents=True, exist_ok=True)
        write_output(path, content)
