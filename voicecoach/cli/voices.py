"""``voicecoach voices``: what can speak on this machine."""

from __future__ import annotations

import click

from voicecoach.cli import console


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
def voices(*, as_json: bool) -> None:
    """List the voices that can be used now, and what would make the others usable."""
    from dataclasses import asdict

    from voicecoach.voices.table import list_voices

    listings = list_voices()
    if as_json:
        console.show_json([asdict(listing) for listing in listings])
        return
    for usable, title in ((True, "Usable now"), (False, "Not usable yet")):
        group = [listing for listing in listings if listing.usable is usable]
        if group:
            click.echo(f"{title}:")
        for listing in group:
            note = f"  ({listing.remedy})" if listing.remedy else ""
            line = f"  {listing.name:<24} {listing.language or 'any language':<14} {listing.licence}{note}"
            click.echo(console.printable(line))
