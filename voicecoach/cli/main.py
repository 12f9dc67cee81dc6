"""The command line: the table of commands, and the one place where errors become messages and exit codes.

Start reading here: :data:`COMMANDS` names the module of each command, :func:`main` runs one. A command reads its
options (``options.py``), calls ``pipeline/`` or ``live/``, prints through ``console.py``, and lets errors pass.
"""

from __future__ import annotations

import gc
import io
import os
import shlex
import sys
import warnings
from importlib import import_module
from typing import NamedTuple, NoReturn

import click

from voicecoach.cli import console
from voicecoach.cli.console import DONE, FAILED, INTERRUPTED
from voicecoach.cli.meant_options import with_meant_option
from voicecoach.errors import VoicecoachError
from voicecoach.signals import TerminationSignals
from voicecoach.text import did_you_mean, printable


class Row(NamedTuple):
    """A row of the table of commands.

    Attributes:
        module: The module of this folder, imported when the command is run: none pays for another one's imports.
        function: Its function.
        summary: The first sentence of its help.
    """

    module: str
    function: str
    summary: str


COMMANDS = {
    "play": Row("play", "play", "Play SCRIPT live: space pauses and resumes, q quits."),
    "export": Row("export", "export", "Export each SCRIPT as an audio file for your phone."),
    "handout": Row(
        "handout",
        "handout",
        "Make a printable page of each SCRIPT: the steps in large type, with room for notes and boxes to tick.",
    ),
    "log": Row("log", "log", "Show the sessions that you did, by weeks."),
    "done": Row("log", "done", "Add a session that you did with the phone to the practice log."),
    "batch": Row("batch", "batch", "Export one session per row of MANIFEST: a table in CSV, TSV or JSON Lines."),
    "remind": Row("remind", "remind", "Write a weekly reminder of SCRIPT as a calendar file."),
    "verify": Row(
        "verify",
        "verify",
        "Check that an exported FILE sounds as planned; with SCRIPT, that it is up to date.",
    ),
    "check": Row("show", "check", "List every mistake in SCRIPT with its place, and how to correct it."),
    "show": Row("show", "show", "Print the timeline of SCRIPT: every phrase and sound, to the millisecond."),
    "format": Row("scripts", "format_script", "Print SCRIPT neatly formatted, with the same session."),
    "voices": Row("voices", "voices", "List the voices you can use, and how to get more."),
    "say": Row("voices", "say", "Speak TEXT, or save it as a sound file."),
    "scripts": Row("scripts", "scripts", "List your routines and the built-in ones with their length."),
    "new": Row("scripts", "new", "Create a script called NAME in your folder, with comments that explain it."),
    "import": Row("import_text", "import_text", "Turn a text into a script: a document, subtitles, a table, a timer."),
    "studio": Row("studio", "studio", "Open a page in your browser to make and hear sessions, on this machine only."),
    "phone": Row("phone", "phone", "Serve sessions on your network, with a QR code for the phone."),
    "feed": Row("feed", "feed", "Write a podcast into the folder DIR, or bring it up to date, for any web space."),
    "edit": Row("scripts", "edit", "Open your script NAME in a text editor, then check it."),
    "wording": Row(
        "wording",
        "wording",
        "Print the wording PACK (calm, brief, coach, de, es, fr, it, pt, nl) as a file to edit.",
    ),
    "guide": Row("scripts", "print_guide", "Print the reference for writing scripts."),
    "completion": Row(
        "completion",
        "completion",
        "Print or install tab completion for SHELL: commands, scripts, steps and voices.",
    ),
    "cache": Row("machine", "cache", "Show the speech cache; prune or clear it."),
    "devices": Row("machine", "devices", "List the sound devices that you can name with --device."),
}
"""Every command by its name, in the order of the help."""

# With Python's own 700 (2,000 from 3.13 on), a tenth of a short command is spent on the search for cycles of objects
# that nobody holds any more. A command leaves few of these.
_OBJECTS_BETWEEN_COLLECTIONS = 50_000

_FIRST_STEPS = """\
voicecoach turns a plain text script into a voice-guided session.

  voicecoach play lower-back                  listen now, with closed eyes
  voicecoach export lower-back                save lower-back.mp3 for your phone
  voicecoach new my-back --from lower-back    make a copy to change
  voicecoach guide                            how to write a script
{own}
voicecoach scripts lists all routines, voicecoach --help all commands."""
_OWN_SCRIPTS = """
Your own scripts: {names}
  voicecoach edit {first:<27} change one
"""
_MOST_NAMES = 8

_OTHER_NAMES = {"list": "scripts"}
"""Names that people try, and the commands that they mean."""


class CommandTable(click.Group):
    """The group of commands, each imported from its row of the table when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands, in the order of the table."""
        del ctx
        return [*COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, imported now; None where there is none of this name."""
        cmd_name = _OTHER_NAMES.get(cmd_name, cmd_name)
        row = COMMANDS.get(cmd_name)
        if row is None or cmd_name in self.commands:
            return super().get_command(ctx, cmd_name)
        command: click.Command = getattr(import_module(f"voicecoach.cli.{row.module}"), row.function)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the first argument names.

        Raises:
            click.UsageError: There is no such command; the message names the nearest.
        """
        name = args[0]
        if not name.startswith("-") and self.get_command(ctx, name) is None:
            raise click.UsageError(f"there is no command {name!r}: {did_you_mean(name, COMMANDS)}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from the table alone."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, row.summary) for name, row in COMMANDS.items()])


@click.group(
    cls=CommandTable,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option("--debug", is_flag=True, help="Show details for a bug report when something fails.")
@click.version_option(package_name="voicecoach", message="%(prog)s %(version)s")
@click.pass_context
def voicecoach(context: click.Context, *, debug: bool) -> None:
    """Voice-guided audio sessions from a plain text script: play them live, or export them for your phone."""
    if debug:
        import logging

        logging.basicConfig(level=logging.DEBUG, format="%(name)s: %(message)s")
        logging.captureWarnings(capture=True)
    if context.invoked_subcommand is None:
        click.echo(_first_steps())


def _first_steps() -> str:
    """Return the commands to try next, with the person's own scripts."""
    from voicecoach.script.files import list_scripts

    names = [printable(found.name) for found in list_scripts() if not found.is_shipped]
    if not names:
        return _FIRST_STEPS.format(own="")
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    own = _OWN_SCRIPTS.format(names=", ".join(names[:_MOST_NAMES]) + more, first=shlex.quote(names[0]))
    return _FIRST_STEPS.format(own=own)


@voicecoach.command("help", hidden=True)
@click.argument("command", required=False)
@click.pass_context
def show_help(context: click.Context, command: str | None) -> None:
    """Show the help for COMMAND, or for voicecoach."""
    group = context.find_root()
    if command is None:
        click.echo(group.get_help())
        return
    _, found, _ = voicecoach.resolve_command(group, [command])
    if found is not None:
        click.echo(found.get_help(click.Context(found, group, found.name)))


@voicecoach.command("version", hidden=True)
def show_version() -> None:
    """Show the version."""
    from importlib.metadata import version

    click.echo(f"voicecoach {version('voicecoach')}")


def main() -> NoReturn:
    """Run the command line and leave with its exit code; the entry point of the installed command."""
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    signals = TerminationSignals()
    signals.leave(run(signals))


def run(signals: TerminationSignals) -> int:
    """Run the command line and return its exit code; no traceback reaches a person without ``--debug``.

    Args:
        signals: Turns a termination signal into KeyboardInterrupt, and knows the exit code of the last one.
    """
    if "--debug" not in sys.argv and not sys.warnoptions:
        warnings.simplefilter("ignore")  # libraries talk to programmers there
    _replace_what_a_terminal_lacks()
    try:
        code = _code(signals)
        signals.is_leaving = True
    except (KeyboardInterrupt, click.Abort):
        signals.is_leaving = True
        code = _interrupted(signals)
    except SystemExit as error:  # of a signal that the player deferred
        signals.is_leaving = True
        code = error.code if isinstance(error.code, int) else FAILED
    except Exception as error:
        signals.is_leaving = True
        if not _was_interrupt(error, signals):
            raise
        code = _interrupted(signals)
    if code == DONE and signals.code is not None:  # Python dropped what the signal raised
        code = _interrupted(signals)
    return code


def _code(signals: TerminationSignals) -> int:
    """Run the command line, print the message of an error, and return the exit code.

    Args:
        signals: Knows whether a termination signal arrived.

    Raises:
        KeyboardInterrupt: A termination signal arrived.
        Exception: An error that a termination signal caused; with ``--debug``, any error.
    """
    debug = "--debug" in sys.argv
    try:
        code: int = voicecoach.main(prog_name="voicecoach", standalone_mode=False) or DONE
        sys.stdout.flush()
    except click.ClickException as error:
        if isinstance(error, click.NoSuchOption):
            error = with_meant_option(error)
        shown = io.StringIO()  # it may quote a word of the command line
        error.show(shown)
        console.complain(shown.getvalue().rstrip("\n"))
        code = error.exit_code
    except BrokenPipeError:
        # The reader of a pipe, such as `head`, has seen enough; keep the interpreter from complaining at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = DONE
    except VoicecoachError as error:
        if debug or _was_interrupt(error, signals):
            raise
        console.show_error(error)
        code = FAILED
    except click.Abort:
        raise
    except Exception as error:
        if debug or _was_interrupt(error, signals):
            raise
        console.complain(f"voicecoach: a bug in voicecoach: {type(error).__name__}: {error}")
        console.complain("    please report it, with the output of the same command after voicecoach --debug")
        code = FAILED
    return code


def _replace_what_a_terminal_lacks() -> None:
    """Print a replacement for characters that the terminal's encoding lacks, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _interrupted(signals: TerminationSignals) -> int:
    """Print that the program was interrupted, if by the person, and return the exit code.

    CPython ends by the signal, without an exit code, if a KeyboardInterrupt left the last source that was compiled and
    run from a string (``unhandled_keyboard_interrupt`` in its pythonrun.c). Importing a dataclass runs such a source.
    One that ends well makes CPython forget.
    """
    signals.begin_leaving()
    exec("")  # noqa: S102 - nothing is run
    code = INTERRUPTED if signals.code is None else signals.code
    if code == INTERRUPTED:
        console.complain("interrupted")
    return code


def _was_interrupt(error: BaseException | None, signals: TerminationSignals) -> bool:
    """Return whether a KeyboardInterrupt caused an error, as it can within an import.

    A library that calls back into Python may drop it, and say that the sound it was reading is damaged.
    """
    if signals.code is not None:
        return True
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__ or error.__context__
    return error is not None
