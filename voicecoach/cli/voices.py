"""``voicecoach voices``: what can speak on this machine."""

from __future__ import annotations

import click


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
def voices(*, as_json: bool) -> None:
    """List the voices that can be used now, and what would make the others usable."""
    import json
    from dataclasses import asdict

    from voicecoach.voices.table import list_voices

    listings = list_voices()
    if as_json:
        click.echo(json.dumps([asdict(listing) for listing in listings], ensure_ascii=False, indent=1))
        return
    for usable, title in ((True, "Usable now"), (False, "Not usable yet")):
        group = [listing for listing in listings if listing.usable is usable]
        if group:
            click.echo(f"{title}:")
        for listing in group:
            note = f"  ({listing.remedy})" if listing.remedy else ""
            click.echo(f"  {listing.name:<24} {listing.language or 'any language':<14} {listing.licence}{note}")
