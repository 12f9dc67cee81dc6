"""``voicecoach batch``: many sessions from a table."""

from __future__ import annotations

import functools
import heapq
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from voicecoach.batch.columns import FEED, CellError
from voicecoach.batch.mistakes import Mistake, gathered
from voicecoach.batch.names import check_pattern
from voicecoach.batch.orders import BatchSettings, Order, OrderStatus, Outcome
from voicecoach.batch.rows import RowFiles
from voicecoach.batch.table import Table, read_table
from voicecoach.cli import console
from voicecoach.cli.batch_options import ClusterAddress, Shard
from voicecoach.cli.feed import BaseUrl
from voicecoach.cli.file_options import NAMES as FILE_OPTION_NAMES
from voicecoach.cli.file_options import ExportOptions, file_options
from voicecoach.cli.handout import PAPERS
from voicecoach.cli.options import choices, plain_option, quiet_option, session_options
from voicecoach.text import megabytes
from voicecoach.units import format_clock

if TYPE_CHECKING:
    from voicecoach.feed.batch import BatchFeeds, FeedOutcome

_MOST_TOLD = 200


@dataclass(slots=True)
class _Sums:
    """The sums of a run so far, for its summary."""

    rows: dict[str, int] = field(default_factory=dict)
    duration_ms: int = 0
    size_bytes: int = 0

    def add(self, outcome: Outcome) -> None:
        self.rows[outcome.status] = self.rows.get(outcome.status, 0) + 1
        self.duration_ms += outcome.duration_ms
        self.size_bytes += sum(outcome.sizes_bytes.values())

    def line(self, total: int, taken_s: float) -> str:
        counts = ", ".join(f"{count} {status}" for status, count in self.rows.items())
        rest = total - sum(self.rows.values())
        left = f", {rest} not started" if rest else ""
        sound = f"{format_clock(self.duration_ms)} of sound, {megabytes(self.size_bytes)}"
        return f"{total} rows: {counts or 'nothing done'}{left}; {sound}, in {format_clock(round(1000 * taken_s))}"


def _pattern(_context: click.Context, _parameter: click.Parameter, given: str) -> str:
    try:
        check_pattern(given)
    except CellError as error:
        raise click.BadParameter(f"{error.message}; {error.hint}") from error
    return given


@click.command()
@click.argument("manifest", type=click.Path(path_type=Path, dir_okay=False), metavar="MANIFEST")
@click.option("-o", "--output", "folder", type=click.Path(path_type=Path, file_okay=False), required=True,
              metavar="DIR", help="Folder for the files; created if it is missing.")  # fmt: skip
@click.option("--name", "pattern", default="{script}-{row}", show_default=True, metavar="PATTERN", callback=_pattern,
              help='File name for rows without an "out" cell, such as "{script}-{set.patient}".')  # fmt: skip
@click.option("--handout", type=click.Choice(["html", "pdf"]),
              help="Also write a printable page for each file. A PDF needs Chrome, Chromium or Edge.")  # fmt: skip
@click.option("--paper", type=click.Choice(list(PAPERS)), default="a4", show_default=True,
              help="Paper size of a PDF.")  # fmt: skip
@click.option("--feed", "base_url", type=BaseUrl(), metavar="BASE",
              help="Also write a podcast feed of the files. BASE is the folder's address on the web.")  # fmt: skip
@click.option("--keep-going", is_flag=True, help="Continue with the other rows if some have mistakes or fail.")
@click.option("--dry-run", is_flag=True, help="Check all rows and list the files, but write nothing.")
@click.option("--again", is_flag=True, help="Make every file again, even if nothing has changed.")
@click.option(
    "--shard", type=Shard(), metavar="K/N", help="Make only part K of N, to share the rows among several machines."
)
@click.option("--jobs", type=click.IntRange(1, 256), metavar="N",
              help="How many rows to make at the same time. Default: one per core.")  # fmt: skip
@click.option("--cores", type=click.IntRange(1, 1024), metavar="N", help="How many cores to use. Default: all.")
@click.option("--on", type=ClusterAddress(), default="", metavar="dask://HOST:PORT",
              help="Make the files on the workers of a Dask scheduler. Needs voicecoach[dask].")  # fmt: skip
@click.option("--names-in-tags", is_flag=True,
              help="Write values such as a patient's name into the tags. Default: the tags say {patient}.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON per row.")
@file_options
@plain_option
@quiet_option
@session_options
def batch(
    *,
    manifest: Path,
    folder: Path,
    pattern: str,
    handout: str | None,
    paper: str,
    base_url: str | None,
    keep_going: bool,
    dry_run: bool,
    again: bool,
    shard: tuple[int, int] | None,
    jobs: int | None,
    cores: int | None,
    on: str,
    names_in_tags: bool,
    as_json: bool,
    **given: Any,
) -> None:
    """Export one session per row of MANIFEST: a table in CSV, TSV or JSON Lines.

    The first row names the columns: script, out (the file), handout, cover, the options of a session by their names
    (level, fit, voice ...), set.patient for {patient} in the script, hold.Bridge for the hold of that step, and
    tag.artist. All rows are checked before anything is spoken. What is there and unchanged is not made again.
    """
    from voicecoach.machine import limit_cores, limit_heaps, usable_cores

    limit_heaps()
    if cores is not None:
        limit_cores(cores)
    console.say_place_of_settings()
    of_file = {name: given.pop(name) for name in FILE_OPTION_NAMES}
    options = ExportOptions.taken(choices(given), of_file)
    settings = BatchSettings(
        folder=folder,
        choices=options.choices,
        file=options.file,
        own_tags=options.own_tags,
        cover=options.cover,
        handout=f".{handout}" if handout else "",
        paper=PAPERS[paper],
        pattern=pattern,
        hides_values=not names_in_tags,
    )
    table = read_table(manifest)
    if table.guess:
        console.say(f"{manifest}: read as {table.guess}; check the accented letters")
    files = RowFiles(table, settings)
    feeds = _feeds(files, base_url)
    orders, mistakes = _checked(files, feeds, shard)
    wrong = _failed(table, mistakes)
    show_json = functools.partial(_show_json, feeds) if as_json else None
    if wrong and not keep_going:
        if show_json:
            for outcome in wrong:
                show_json(outcome)
        told = f"mistakes in {len(wrong)} of {len(table.rows)} rows; nothing was made"
        console.complain(f"{told}; --keep-going makes the others")
        raise click.exceptions.Exit(console.FAILED)
    name = "" if shard is None else f"{shard[0]}-of-{shard[1]}"
    if dry_run:
        made = _planned(orders, settings, name, again=again)
    else:
        if feeds is not None:
            feeds.begin(datetime.now(UTC))
        made = _outcomes(orders, settings, name, jobs or usable_cores(), on, keep_going=keep_going, again=again)
    outcomes = heapq.merge(wrong, made, key=lambda outcome: outcome.row)
    has_failed = _show(outcomes, len(wrong) + len(orders), show_json)
    if feeds is not None and not dry_run:
        _show_feeds(feeds.write())
    if has_failed:
        raise click.exceptions.Exit(console.FAILED)


def _feeds(files: RowFiles, base_url: str | None) -> BatchFeeds | None:
    """Return the feeds of a table; None without ``--feed``, with a word where a feed was expected."""
    from voicecoach.feed.batch import BatchFeeds, has_feeds

    if base_url is not None:
        return BatchFeeds(files, base_url)
    folder = files.settings.folder
    if has_feeds(folder):
        console.say(f"the feeds in {folder} stay as they are; --feed BASE updates them")
    elif FEED in files.table.columns:
        console.say(f"no feed is written; add --feed and the address of {folder} on the web")
    return None


def _show_feeds(outcomes: Sequence[FeedOutcome]) -> None:
    """Print the address of each feed."""
    for outcome in outcomes[:_MOST_TOLD]:
        count = f"{outcome.sessions} session{'' if outcome.sessions == 1 else 's'}"
        told = f"{count}, {outcome.url}" if outcome.url else "removed, since no row has it any more"
        console.say(f"{outcome.path}: {told}")
    if len(outcomes) > _MOST_TOLD:
        console.say(f"and {len(outcomes) - _MOST_TOLD} more feeds")
    console.say("Upload the folder to your web space, then subscribe to a feed in a podcast app.")


def _checked(
    files: RowFiles, feeds: BatchFeeds | None, shard: tuple[int, int] | None
) -> tuple[Sequence[Order], list[Mistake]]:
    """Return the orders of the rows of this shard, and the mistakes; the mistakes and warnings are printed."""
    from voicecoach.batch.check import Checker

    table = files.table
    rows = table.rows if shard is None else table.rows[shard[0] - 1 :: shard[1]]
    checker = Checker(files)
    checker.mistakes += feeds.mistakes if feeds is not None else []
    with console.progress("checking") as progress:
        done = 0

        def count() -> None:
            nonlocal done
            done += 1
            progress(done, len(rows))

        orders = checker.orders(rows, count)
    console.show_diagnostics(checker.warnings, err=True)
    for line in (line for lines in checker.recordings.values() for line in lines):
        console.say(line)
    mistakes = gathered(checker.mistakes)
    for mistake in mistakes[:_MOST_TOLD]:
        console.complain(f"{table.path}: {mistake}")
        if mistake.hint:
            console.complain(f"    {mistake.hint}")
    if len(mistakes) > _MOST_TOLD:
        console.complain(f"{table.path}: and {len(mistakes) - _MOST_TOLD} more mistakes")
    return orders, mistakes


def _failed(table: Table, mistakes: Sequence[Mistake]) -> list[Outcome]:
    """Return the outcome of each row with a mistake."""
    scripts = {row.number: row.cells.get("script", "") for row in table.rows}
    errors: dict[int, list[str]] = {}
    for mistake in mistakes:
        for row in mistake.rows:
            column = f"column {mistake.column}: " if mistake.column else ""
            errors.setdefault(row, []).append(f"{column}{mistake.message}")
    return [
        Outcome(row, scripts.get(row, ""), None, OrderStatus.FAILED, "; ".join(told))
        for row, told in sorted(errors.items())
    ]


def _outcomes(
    orders: Sequence[Order], settings: BatchSettings, shard: str, jobs: int, on: str, *, keep_going: bool, again: bool
) -> Iterable[Outcome]:
    """Return the outcomes of orders as they come."""
    from voicecoach.batch.ledger import Ledger
    from voicecoach.batch.run import OrderWorkers, run
    from voicecoach.batch.workers import Workers
    from voicecoach.pipeline.split import check_folder

    check_folder(settings.folder)
    ledger = Ledger(settings.folder, shard)
    workers: OrderWorkers = Workers(settings, min(jobs, max(len(orders), 1)))
    if on:
        from voicecoach.batch.dask_workers import DaskWorkers

        workers = DaskWorkers(on, settings, console.say)
    return run(orders, settings, ledger, workers, keep_going=keep_going, again=again, speaks_here=not on)


def _planned(orders: Sequence[Order], settings: BatchSettings, shard: str, *, again: bool) -> Iterable[Outcome]:
    """Return the outcomes that are foreseen."""
    from voicecoach.batch.ledger import Ledger
    from voicecoach.batch.run import unchanged

    ledger = Ledger(settings.folder, shard)
    return (
        (None if again else unchanged(order, settings, ledger))
        or Outcome(order.row, order.script, settings.folder / order.out, OrderStatus.PLANNED)
        for order in orders
    )


def _show(outcomes: Iterable[Outcome], total: int, show_json: Callable[[Outcome], None] | None) -> bool:
    """Print each outcome and the summary, and return whether a row failed."""
    begun_s = time.monotonic()
    sums = _Sums()
    width = len(str(total))
    for number, outcome in enumerate(outcomes, 1):
        sums.add(outcome)
        if show_json:
            show_json(outcome)
        line = f"[{number:{width}}/{total}] row {outcome.row:<{width + 1}} {outcome.status:<9} {outcome.out}"
        if outcome.out is None:
            continue  # its mistakes were told before anything was made
        if outcome.error:
            console.complain(f"{line}: {outcome.error}")
            if outcome.hint:
                console.complain(f"    {outcome.hint}")
        else:
            size = megabytes(sum(outcome.sizes_bytes.values()))
            console.say(f"{line}: {format_clock(outcome.duration_ms)}, {size}" if outcome.duration_ms else line)
    console.say(sums.line(total, time.monotonic() - begun_s))
    return bool(sums.rows.get("failed"))


def _show_json(feeds: BatchFeeds | None, outcome: Outcome) -> None:
    import json

    plain = {
        "row": outcome.row,
        "script": outcome.script,
        "out": None if outcome.out is None else str(outcome.out),
        "status": str(outcome.status),
        "error": outcome.error or None,
        "duration_ms": outcome.duration_ms,
        "size_bytes": sum(outcome.sizes_bytes.values()),
        "feed": None if feeds is None else feeds.url_of(outcome.row),
    }
    click.echo(json.dumps(plain))
