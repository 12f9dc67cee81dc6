"""``voicecoach cache``: what was spoken and encoded before, and is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from voicecoach.store import Store

_BYTES_PER_MB = 1_000_000


@click.group(invoke_without_command=True)
@click.pass_context
def cache(context: click.Context) -> None:
    """Show the speech cache; prune or clear it."""
    from voicecoach import folders

    if context.invoked_subcommand is None:
        click.echo(f"{folders.cache()}: {_megabytes(_size_bytes())}")


@cache.command()
@click.option("--limit", "limit_mb", type=click.IntRange(0), default=500, show_default=True, help="Megabytes to keep.")
def prune(limit_mb: int) -> None:
    """Remove what was not used for longest, down to a size."""
    frames_limit_bytes = None if limit_mb else 0
    _remove(lambda speech: speech.prune(limit_mb * _BYTES_PER_MB), lambda frames: frames.prune(frames_limit_bytes))


@cache.command()
def clear() -> None:
    """Remove everything; it is spoken again when it is needed."""
    _remove(lambda speech: speech.clear(), lambda frames: frames.clear())


def _stores() -> tuple[Store, Store]:
    """Return where phrases are kept, and where encoded frames are."""
    from voicecoach import folders
    from voicecoach.export.kept import FramesOnDisk
    from voicecoach.voices.cache import SpeechCache

    return SpeechCache(folders.cache()).store, FramesOnDisk(folders.cache()).store


def _size_bytes() -> int:
    return sum(store.size_bytes() for store in _stores())


def _remove(remove_phrases: Callable[[Store], int], remove_frames: Callable[[Store], int]) -> None:
    """Remove phrases and frames, and tell how many phrases they were and how much room is free again."""
    speech, frames = _stores()
    size_bytes = _size_bytes()
    count = remove_phrases(speech)
    remove_frames(frames)
    kept_bytes = _size_bytes()
    freed = _megabytes(size_bytes - kept_bytes)
    click.echo(f"{count:,} phrase{'' if count == 1 else 's'} removed, {freed} freed, {_megabytes(kept_bytes)} kept")


def _megabytes(size_bytes: int) -> str:
    return f"{size_bytes / _BYTES_PER_MB:.1f} MB"
