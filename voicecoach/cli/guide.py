"""``voicecoach guide``: the reference of the script language."""

from __future__ import annotations

import sys

import click


@click.command("guide")
def print_guide() -> None:
    """Print the reference of the script language."""
    from voicecoach.script.guide import guide_text

    text = guide_text()
    if sys.stdout.isatty():
        click.echo_via_pager(text)
    else:
        click.echo(text, nl=False)
