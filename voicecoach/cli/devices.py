"""``voicecoach devices``: where sound can go."""

from __future__ import annotations

import click

from voicecoach.cli import console


@click.command()
def devices() -> None:
    """List the sound devices that --device takes."""
    from voicecoach.play.device import list_devices

    for listing in list_devices():
        click.echo(console.printable(f"{listing.spec:<32} {listing.description}"))
