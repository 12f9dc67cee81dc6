"""``voicecoach edit``: a script in the person's editor, checked afterwards."""

from __future__ import annotations

import click

from voicecoach.cli.check import report
from voicecoach.errors import VoicecoachError


@click.command()
@click.argument("name")
@click.pass_context
def edit(context: click.Context, name: str) -> None:
    """Open your script NAME in your editor, and check it afterwards."""
    from voicecoach.pipeline.own_scripts import own_script

    path = own_script(name)
    try:
        click.edit(filename=str(path))
    except click.ClickException as error:
        hint = "set the variable EDITOR to the editor that you like, or open the file in it by hand"
        raise VoicecoachError(f"{path} was not edited: {error.message}", hint) from error
    report(context, (str(path),), as_json=False)
