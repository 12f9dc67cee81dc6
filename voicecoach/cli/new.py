"""``voicecoach new``: a script of one's own to start from."""

from __future__ import annotations

import click

from voicecoach.cli import console


@click.command()
@click.argument("name")
@click.option("--from", "source", metavar="SCRIPT", help="Start from a copy of this script.")
def new(name: str, source: str | None) -> None:
    """Write a commented starter script called NAME into your folder, to be changed."""
    from voicecoach.pipeline.own_scripts import new_script

    path = new_script(name, source)
    console.say(f"{path}")
    console.say(f"Change it in any editor, or with: voicecoach edit {name}")
    console.say(f"Then: voicecoach check {name}, voicecoach play {name}, voicecoach export {name}")
