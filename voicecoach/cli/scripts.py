"""``voicecoach scripts``: the routines that can be named."""

from __future__ import annotations

import click

from voicecoach.cli import console


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
def scripts(*, as_json: bool) -> None:
    """List the routines that can be named, with their length."""
    from voicecoach.pipeline.listing import list_routines
    from voicecoach.units import format_clock

    routines = list_routines()
    if as_json:
        rows = [
            {"name": one.name, "title": one.title, "path": str(one.path), "duration_ms": one.duration_ms}
            for one in routines
        ]
        console.show_json(rows)
        return
    for one in routines:
        length = format_clock(one.duration_ms) if one.duration_ms is not None else "has mistakes"
        shadow = "  (yours; it stands before the shipped one)" if one.shadows_shipped else ""
        click.echo(console.one_line(f"{one.name:<28} {length:>12}  {one.title}{shadow}"))
