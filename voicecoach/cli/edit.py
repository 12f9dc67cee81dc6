"""``voicecoach edit``: a script in the person's editor, checked afterwards."""

from __future__ import annotations

import click

from voicecoach.cli.check import report


@click.command()
@click.argument("name")
@click.pass_context
def edit(context: click.Context, name: str) -> None:
    """Open your script NAME in your editor, and check it afterwards."""
    from voicecoach.pipeline.own_scripts import own_script

    path = own_script(name)
    click.edit(filename=str(path))
    report(context, (str(path),), as_json=False)
