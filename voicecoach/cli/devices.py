"""``voicecoach devices``: where sound can go."""

from __future__ import annotations

import click

from voicecoach.cli import console


@click.command()
def devices() -> None:
    """List the sound devices that --device takes, by the name to give."""
    from rich.cells import cell_len

    from voicecoach.play.device import EXPORT_HINT, list_devices

    listings = list_devices()
    width = max(cell_len(listing.spec) for listing in listings)
    for listing in listings:
        gap = " " * (width - cell_len(listing.spec) + 2)
        click.echo(console.printable(f"{listing.spec}{gap}{listing.description}"))
    if all(not listing.is_heard for listing in listings):
        console.say(f"no sound card was found here: {EXPORT_HINT}")
