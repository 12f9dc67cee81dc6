"""Shell completion of scripts, steps, voices, beds and wording packs; ``voicecoach completion`` installs it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click
from click.shell_completion import CompletionItem, get_completion_class

from voicecoach.cli import console
from voicecoach.errors import VoicecoachError

if TYPE_CHECKING:
    from voicecoach.script.model import Routine  # a completion of another kind reads no script

Completer = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def script_names(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Return the scripts that can be named, and then files."""
    from voicecoach.script.files import list_scripts

    return [*_items((found.name for found in list_scripts()), begun), CompletionItem(begun, type="file")]


def step_names(context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Return the steps of the script that the command line names before, after a comma the next one's."""
    from voicecoach.script.printer import written_form
    from voicecoach.script.steps import steps_of

    routine = _named_routine(context)
    if routine is None:
        return []
    before, comma, last = begun.rpartition(",")
    steps = _items((written_form(step.name) for step in steps_of(routine.sections)), last.lstrip())
    return [CompletionItem(f"{before}{comma}{' ' if comma else ''}{item.value}") for item in steps]


def _named_routine(context: click.Context) -> Routine | None:
    """Return the script that the command line names before; None where it names none, or none that can be read."""
    from voicecoach.script.files import find_script, read_text
    from voicecoach.script.reader import read_routine
    from voicecoach.script.report import Report

    named = context.params.get("script") or context.params.get("scripts")
    # Click leaves the arguments unread where the last option still lacks its value.
    name = named if isinstance(named, str) else next(iter(named or context.args), None)
    if name is None:
        return None
    try:
        path = find_script(name)
        return read_routine(read_text(path, str(path)), str(path), Report())
    except VoicecoachError:
        return None  # the command itself says what is wrong with the script


def voice_names(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Return ``auto``, the engines, and the voices that no program has to be started to list."""
    from voicecoach.voices.table import AUTO, ENGINES, listings_of

    listed = [one.name for engine in ENGINES if engine not in {"system", "server"} for one in listings_of(engine)]
    return _items(dict.fromkeys([AUTO, *ENGINES, *listed]), begun)


def bed_names(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Return the built-in beds, ``none``, and the sounds in the person's folder."""
    from voicecoach import folders
    from voicecoach.sound.beds.names import BED_NAMES
    from voicecoach.sound.library import sound_names

    return _items([*BED_NAMES, "none", *sound_names([folders.home() / "sounds"])], begun)


def pack_names(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Return the wording packs, and then files."""
    from voicecoach.script.files import list_packs

    return [*_items((found.name for found in list_packs()), begun), CompletionItem(begun, type="file")]


def device_names(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Return the devices that are always there."""
    return _items(["default", "null", "wav:"], begun)


def week_numbers(context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Return the weeks of the programme of the script that the command line names before, ``log`` and ``off``."""
    from voicecoach.script.programme import week_count

    routine = _named_routine(context)
    count = 0 if routine is None else week_count(routine) or 0
    return _items([*map(str, range(1, count + 1)), "log", "off"], begun)


def _items(names: Iterable[str], begun: str) -> list[CompletionItem]:
    """Return the names that begin with what was typed, in any case."""
    return [CompletionItem(name) for name in names if name.casefold().startswith(begun.casefold())]


OF_OPTION: dict[str, Completer] = {"bed": bed_names, "only": step_names, "skip": step_names, "week": week_numbers}
"""The completers of options of the table, by their names."""


class _Shell(NamedTuple):
    """A shell that completes.

    Attributes:
        file: The file that is installed, relative to the home folder.
        startup: The file that has to read it, relative to the home folder; empty where the shell finds it.
        line: The line in that file, with ``{}`` for the installed one.
    """

    file: str
    startup: str = ""
    line: str = ""


SHELLS = {
    "bash": _Shell(".config/voicecoach/completion.bash", ".bashrc", "[ -f {0} ] && . {0}"),
    "zsh": _Shell(".config/voicecoach/completion.zsh", ".zshrc", "[ -f {0} ] && . {0}"),
    "fish": _Shell(".config/fish/completions/voicecoach.fish"),
    "powershell": _Shell(
        ".config/voicecoach/completion.ps1",
        "Documents/PowerShell/Microsoft.PowerShell_profile.ps1"
        if sys.platform == "win32"
        else ".config/powershell/Microsoft.PowerShell_profile.ps1",
        ". {0}",
    ),
}


@click.command("completion")
@click.argument("shell", type=click.Choice(list(SHELLS)), required=False)
@click.option("--install", is_flag=True, help="Save it where SHELL finds it.")
def completion(shell: str | None, *, install: bool) -> None:
    """Print or install tab completion for SHELL: commands, scripts, steps and voices."""
    shell = shell or _own_shell()
    code = _code(shell)
    if not install:
        click.echo(code)
        return
    from voicecoach.store.atomic import write_output

    row = SHELLS[shell]
    path = Path.home() / row.file
    path.parent.mkdir(parents=True, exist_ok=True)
    write_output(path, code + "\n")
    console.say(f"{path}")
    if row.startup:
        startup = Path.home() / row.startup
        line = row.line.format(f'"{path}"')
        before = startup.read_text(encoding="utf-8") if startup.exists() else ""
        if line not in before.splitlines():
            startup.parent.mkdir(parents=True, exist_ok=True)
            write_output(startup, f"{before.rstrip()}\n\n{line}\n" if before.strip() else f"{line}\n")
            console.say(f"{startup}: one line added")
    console.say(f"Open a new {shell}, type voicecoach and a space, and press Tab.")


def _own_shell() -> str:
    """Return the name of the person's shell.

    Raises:
        click.UsageError: It is none that completes.
    """
    name = Path(os.environ.get("SHELL", "powershell" if sys.platform == "win32" else "")).stem
    if name not in SHELLS:
        raise click.UsageError(f"name your shell: {', '.join(SHELLS)}")
    return name


def _code(shell: str) -> str:
    from voicecoach.cli.main import voicecoach

    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"completion is not available for {shell}")
    return kind(voicecoach, {}, "voicecoach", "_VOICECOACH_COMPLETE").source()
