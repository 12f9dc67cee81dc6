"""``voicecoach new``: a script of one's own to start from."""

from __future__ import annotations

import shlex

import click

from voicecoach.cli import console


@click.command()
@click.argument("name")
@click.option("--from", "source", metavar="SCRIPT", help="Start from a copy of this script.")
def new(name: str, source: str | None) -> None:
    """Write a commented starter script called NAME into your folder, to be changed."""
    from voicecoach.pipeline.own_scripts import new_script

    made = new_script(name, source)
    called = shlex.quote(made.name)
    console.say(f"{made.path}")
    if made.shadows_shipped:
        console.say(f"From now on {called} is this one; delete the file to have the shipped one back.")
    console.say(f"Change it in any editor, or with: voicecoach edit {called}")
    console.say(f"Hear all its words in a minute:   voicecoach play {called} --preview")
    console.say(f"Make a file for the phone:        voicecoach export {called}")
