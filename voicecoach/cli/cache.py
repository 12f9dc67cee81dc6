"""``voicecoach cache``: what was spoken before, and is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from voicecoach.voices.cache import SpeechCache

_BYTES_PER_MB = 1_000_000


@click.group(invoke_without_command=True)
@click.pass_context
def cache(context: click.Context) -> None:
    """Show the speech cache; prune or clear it."""
    from voicecoach import folders
    from voicecoach.voices.cache import SpeechCache

    if context.invoked_subcommand is None:
        size_bytes = SpeechCache(folders.cache()).size_bytes()
        click.echo(f"{folders.cache()}: {_megabytes(size_bytes)}")


@cache.command()
@click.option("--limit", "limit_mb", type=click.IntRange(0), default=500, show_default=True, help="Megabytes to keep.")
def prune(limit_mb: int) -> None:
    """Remove what was not used for longest, down to a size."""
    _remove(lambda speech: speech.prune(limit_mb * _BYTES_PER_MB))


@cache.command()
def clear() -> None:
    """Remove everything; it is spoken again when it is needed."""
    _remove(lambda speech: speech.clear())


def _remove(remove: Callable[[SpeechCache], int]) -> None:
    """Remove phrases, and tell how many they were and how much room is free again."""
    from voicecoach import folders
    from voicecoach.voices.cache import SpeechCache

    speech = SpeechCache(folders.cache())
    size_bytes = speech.size_bytes()
    count = remove(speech)
    kept_bytes = speech.size_bytes()
    freed = _megabytes(size_bytes - kept_bytes)
    click.echo(f"{count:,} phrase{'' if count == 1 else 's'} removed, {freed} freed, {_megabytes(kept_bytes)} kept")


def _megabytes(size_bytes: int) -> str:
    return f"{size_bytes / _BYTES_PER_MB:.1f} MB"
