"""``voicecoach cache``: what was spoken before, and is kept."""

from __future__ import annotations

import click


@click.group(invoke_without_command=True)
@click.pass_context
def cache(context: click.Context) -> None:
    """Show the speech cache; prune or clear it."""
    from voicecoach import folders
    from voicecoach.voices.cache import SpeechCache

    if context.invoked_subcommand is None:
        size_bytes = SpeechCache(folders.cache()).size_bytes()
        click.echo(f"{folders.cache()}: {size_bytes / 1_000_000:.1f} MB")


@cache.command()
@click.option("--limit", "limit_mb", type=click.IntRange(0), default=500, show_default=True, help="Megabytes to keep.")
def prune(limit_mb: int) -> None:
    """Remove what was not used for longest, down to a size."""
    from voicecoach import folders
    from voicecoach.voices.cache import SpeechCache

    freed_bytes = SpeechCache(folders.cache()).prune(limit_mb * 1_000_000)
    click.echo(f"{freed_bytes / 1_000_000:.1f} MB freed")


@cache.command()
def clear() -> None:
    """Remove everything; it is spoken again when it is needed."""
    from voicecoach import folders
    from voicecoach.voices.cache import SpeechCache

    freed_bytes = SpeechCache(folders.cache()).clear()
    click.echo(f"{freed_bytes / 1_000_000:.1f} MB freed")
