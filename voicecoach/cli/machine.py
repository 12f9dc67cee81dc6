"""``voicecoach devices`` and ``cache``: list the sound devices, and show, prune or clear the cache."""

from __future__ import annotations

from collections.abc import Callable

import click

from voicecoach import folders
from voicecoach.cli import console
from voicecoach.store.cache import FileCache
from voicecoach.text import megabytes


@click.command()
def devices() -> None:
    """List the sound devices that you can name with --device."""
    from rich.cells import cell_len

    from voicecoach.play.devices.base import EXPORT_HINT
    from voicecoach.play.devices.table import list_devices

    listings = list_devices()
    width = max(cell_len(listing.spec) for listing in listings)
    for listing in listings:
        gap = " " * (width - cell_len(listing.spec) + 2)
        console.show_line(f"{listing.spec}{gap}{listing.description}")
    if all(not listing.is_heard for listing in listings):
        console.say(f"no sound card found: {EXPORT_HINT}")


_BYTES_PER_MB = 1_000_000


@click.group(invoke_without_command=True)
@click.pass_context
def cache(context: click.Context) -> None:
    """Show the speech cache; prune or clear it."""
    if context.invoked_subcommand is None:
        console.show_line(f"{folders.cache()}: {megabytes(_size_bytes())}")


@cache.command()
@click.option("--limit", "limit_mb", type=click.IntRange(0), default=500, show_default=True, help="Megabytes to keep.")
def prune(limit_mb: int) -> None:
    """Remove the least recently used speech until the cache has a given size."""
    limit_of_others_bytes = None if limit_mb else 0
    _remove(lambda speech: speech.prune(limit_mb * _BYTES_PER_MB), lambda other: other.prune(limit_of_others_bytes))


@cache.command()
def clear() -> None:
    """Empty the cache. Speech is generated again when needed."""
    _remove(lambda speech: speech.clear(), lambda other: other.clear())


def _stores() -> tuple[FileCache, ...]:
    """Return the stores of the cache: speech first, then encoded frames, measured chimes, finished files."""
    from voicecoach.export.encoders.mp3 import Mp3FrameCache
    from voicecoach.pipeline.ready import files_store
    from voicecoach.sound.cache import SoundCache
    from voicecoach.voices.cache import SpeechCache

    folder = folders.cache()
    return SpeechCache(folder).store, Mp3FrameCache(folder).store, SoundCache(folder).store, files_store(folder)


def _size_bytes() -> int:
    return sum(store.size_bytes() for store in _stores())


def _remove(remove_phrases: Callable[[FileCache], int], remove_others: Callable[[FileCache], int]) -> None:
    """Remove entries from the cache, and print the number of phrases removed and the space freed."""
    speech, *others = _stores()
    before_bytes = _size_bytes()
    count = remove_phrases(speech)
    for other in others:
        remove_others(other)
    kept_bytes = _size_bytes()
    freed = megabytes(before_bytes - kept_bytes)
    click.echo(f"{count:,} phrase{'' if count == 1 else 's'} removed, {freed} freed, {megabytes(kept_bytes)} kept")
