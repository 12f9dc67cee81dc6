"""``voicecoach studio``: the page on one's own machine."""

from __future__ import annotations

import click

from voicecoach.cli import console
from voicecoach.units import MINUTE_MS, SECOND_MS

_HIGHEST_PORT = 65_535


@click.command()
@click.option(
    "--port",
    type=click.IntRange(1, _HIGHEST_PORT),
    help="Use this port. Default: 8427, or a free one if that is in use.",
)
@click.option("--no-open", is_flag=True, help="Print the address only; do not open a browser.")
def studio(port: int | None, *, no_open: bool) -> None:
    """Open a page in your browser to make and hear sessions, on this machine only."""
    from voicecoach.studio.serve import IDLE_S, serve

    def tell(address: str) -> None:
        click.echo(address)
        console.say("Press Ctrl-C to end the studio.")

    if serve(port or 0, tell, opens_browser=not no_open):
        minutes = round(IDLE_S * SECOND_MS / MINUTE_MS)
        console.say(f"The studio ended: no page was open for {minutes} minutes.")
