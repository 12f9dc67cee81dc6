"""``voicecoach devices``: where sound can go."""

from __future__ import annotations

import click


@click.command()
def devices() -> None:
    """List the sound devices that --device takes."""
    from voicecoach.play.device import list_devices

    for listing in list_devices():
        click.echo(f"{listing.spec:<32} {listing.description}")
