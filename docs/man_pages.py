"""A build hook of the wheel: a manual page for each command, made from the command's own help."""

from __future__ import annotations

import sys
from inspect import cleandoc
from pathlib import Path
from typing import Any

import click
from click_man.man import ManPage
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_PLACE = "share/man/man1"


class ManPages(BuildHookInterface):  # type: ignore[type-arg] - hatchling finds the class by its base
    """Adds the pages to a wheel, which puts them where ``man`` looks."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the pages, and name them to the builder."""
        if version == "editable":
            return
        folder = Path(self.root) / "build" / "man"
        folder.mkdir(parents=True, exist_ok=True)
        sys.path.insert(0, self.root)  # the build has the dependencies of this hook, and not the package
        try:
            for name, text in pages(self.metadata.version):
                folder.joinpath(name).write_text(text, encoding="utf-8")
                build_data["shared_data"][str(folder / name)] = f"{_PLACE}/{name}"
        finally:
            sys.path.remove(self.root)


def pages(version: str) -> list[tuple[str, str]]:
    """Return the file name and the text of each page: one of the program, and one of each command."""
    from voicecoach.cli.main import COMMANDS, voicecoach

    context = click.Context(voicecoach, info_name="voicecoach")
    whole = _page(context, version, cleandoc(voicecoach.help or ""))
    whole.commands = [(name, row.summary) for name, row in COMMANDS.items()]
    found = [("voicecoach.1", str(whole))]
    for name, row in COMMANDS.items():
        command = voicecoach.get_command(context, name)
        assert command is not None, name
        page = _page(click.Context(command, info_name=name, parent=context), version, row.summary)
        found.append((f"voicecoach-{name}.1", str(page)))
    return found


def _page(context: click.Context, version: str, summary: str) -> ManPage:
    """Return the page of a command, without its subcommands."""
    page = ManPage(context.command_path)
    page.version = page.date = version  # no date: two builds of one version are the same
    page.short_help = _escaped(summary)
    told = [cleandoc(context.command.help or "").replace("\b\n", "")]
    if isinstance(context.command, click.Group) and context.parent is not None:
        told += [f"{context.command_path} {name}: {one.get_short_help_str(99)}" for name, one in _subcommands(context)]
    page.description = _escaped("\n\n".join(told))
    page.synopsis = " ".join(context.command.collect_usage_pieces(context))
    options = (
        one.get_help_record(context) for one in context.command.get_params(context) if one.param_type_name == "option"
    )
    page.options = [(names, _escaped(text)) for names, text in filter(None, options)]
    return page


def _subcommands(context: click.Context) -> list[tuple[str, click.Command]]:
    """Return the commands below a command, such as ``voices get``."""
    assert isinstance(context.command, click.Group)
    found = [(name, context.command.get_command(context, name)) for name in context.command.list_commands(context)]
    return [(name, one) for name, one in found if one is not None]


def _escaped(text: str) -> str:
    """Return a text in which nothing is a command of troff."""
    lines = text.replace("\\", r"\e").splitlines()
    return "\n".join(rf"\&{line}" if line.startswith((".", "'")) else line for line in lines)
