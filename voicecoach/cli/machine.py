"""``voicecoach devices`` and ``cache``: what this machine has."""

from __future__ import annotations

from collections.abc import Callable

import click

from voicecoach.cli import console
from voicecoach.store.cache import FileCache


@click.command()
def devices() -> None:
    """List the sound devices that --device takes, by the name to give."""
    from rich.cells import cell_len

    from voicecoach.play.devices.base import EXPORT_HINT
    from voicecoach.play.devices.table import list_devices

    listings = list_devices()
    width = max(cell_len(listing.spec) for listing in listings)
    for listing in listings:
        gap = " " * (width - cell_len(listing.spec) + 2)
        click.echo(console.printable(f"{listing.spec}{gap}{listing.description}"))
    if all(not listing.is_heard for listing in listings):
        console.say(f"no sound card was found here: {EXPORT_HINT}")


_BYTES_PER_MB = 1_000_000


@click.group(invoke_without_command=True)
@click.pass_context
def cache(context: click.Context) -> None:
    """Show the speech cache; prune or clear it."""
    from voicecoach import folders

    if context.invoked_subcommand is None:
        click.echo(console.one_line(f"{folders.cache()}: {_megabytes(_size_bytes())}"))


@cache.command()
@click.option("--limit", "limit_mb", type=click.IntRange(0), default=500, show_default=True, help="Megabytes to keep.")
def prune(limit_mb: int) -> None:
    """Remove what was not used for longest, down to a size."""
    limit_of_others_bytes = None if limit_mb else 0
    _remove(lambda speech: speech.prune(limit_mb * _BYTES_PER_MB), lambda other: other.prune(limit_of_others_bytes))


@cache.command()
def clear() -> None:
    """Remove everything; it is spoken again when it is needed."""
    _remove(lambda speech: speech.clear(), lambda other: other.clear())


def _stores() -> tuple[FileCache, ...]:
    """Return where phrases are kept, then where encoded frames and measured chimes are."""
    from voicecoach import folders
    from voicecoach.export.encoders.mp3 import FramesOnDisk
    from voicecoach.sound.cache import KeptSounds
    from voicecoach.voices.cache import SpeechCache

    kept = folders.cache()
    return SpeechCache(kept).store, FramesOnDisk(kept).store, KeptSounds(kept).store


def _size_bytes() -> int:
    return sum(store.size_bytes() for store in _stores())


def _remove(remove_phrases: Callable[[FileCache], int], remove_others: Callable[[FileCache], int]) -> None:
    """Remove what is kept, and tell how many phrases it was and how much room is free again."""
    speech, *others = _stores()
    size_bytes = _size_bytes()
    count = remove_phrases(speech)
    for other in others:
        remove_others(other)
    kept_bytes = _size_bytes()
    freed = _megabytes(size_bytes - kept_bytes)
    click.echo(f"{count:,} phrase{'' if count == 1 else 's'} removed, {freed} freed, {_megabytes(kept_bytes)} kept")


def _megabytes(size_bytes: int) -> str:
    return f"{size_bytes / _BYTES_PER_MB:.1f} MB"
