"""The group of commands, and the one place where errors become words and exit codes.

Exit codes: 0 done, 1 it could not be done, 2 wrong usage, 130 interrupted.
"""

from __future__ import annotations

import gc
import io
import os
import sys
import warnings
from typing import NoReturn

import click

from voicecoach.cli import console
from voicecoach.cli.export import export
from voicecoach.cli.machine import cache, devices
from voicecoach.cli.play import play
from voicecoach.cli.scripts import edit, format_script, new, print_guide, scripts
from voicecoach.cli.show import check, show
from voicecoach.cli.verify import verify
from voicecoach.cli.voices import say, voices
from voicecoach.cli.wording import wording
from voicecoach.errors import VoicecoachError
from voicecoach.signals import TerminationSignals

DONE, FAILED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130

# With Python's own 700 (2,000 from 3.13 on), a tenth of a short command is spent on looking for cycles of objects that
# nobody holds any more, of which there are hardly any.
_OBJECTS_BETWEEN_COLLECTIONS = 50_000

_FIRST_STEPS = """\
voicecoach plays voice-guided sessions from a plain text script, or writes them as a file for the phone.

  voicecoach play lower-back       listen to it now, with closed eyes
  voicecoach export lower-back     write lower-back.mp3 for the phone
  voicecoach guide                 how to write or change a script

voicecoach scripts lists the routines; voicecoach --help lists all commands."""


@click.group(
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option("--debug", is_flag=True, help="Show what went on inside when something fails.")
@click.version_option(package_name="voicecoach", message="%(prog)s %(version)s")
@click.pass_context
def voicecoach(context: click.Context, *, debug: bool) -> None:
    """Voice-guided audio sessions: played live with closed eyes, or written as a file for the phone."""
    if debug:
        import logging

        logging.basicConfig(level=logging.DEBUG, format="%(name)s: %(message)s")
        logging.captureWarnings(capture=True)
    if context.invoked_subcommand is None:
        click.echo(_FIRST_STEPS)


for command in (
    play, export, verify, check, show, format_script, voices, say, scripts, new, edit, wording, print_guide, cache,
    devices,
):  # fmt: skip
    voicecoach.add_command(command)


def main() -> NoReturn:
    """Run the command line and leave with its exit code: what the installed command calls."""
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    signals = TerminationSignals()
    signals.leave(run(signals))


def run(signals: TerminationSignals) -> int:
    """Return the exit code of the command line; no traceback reaches a person without ``--debug``.

    Args:
        signals: Ends it early.
    """
    if "--debug" not in sys.argv and not sys.warnoptions:
        warnings.simplefilter("ignore")  # libraries talk to programmers there
    _be_able_to_print()
    try:
        code = _code()
        signals.is_leaving = True
    except (KeyboardInterrupt, click.Abort):
        signals.is_leaving = True
        code = _interrupted(signals)
    except SystemExit as error:  # of a signal that something under way wanted to see for itself
        signals.is_leaving = True
        code = error.code if isinstance(error.code, int) else FAILED
    except Exception as error:
        signals.is_leaving = True
        if not _is_of_an_interrupt(error):
            raise
        code = _interrupted(signals)
    if code == DONE and signals.code is not None:  # Python dropped what the signal raised
        code = _interrupted(signals)
    return code


def _code() -> int:
    """Run the command line, say what went wrong, and return the exit code.

    Raises:
        KeyboardInterrupt: The person wants it to end.
        Exception: Another library made another error of that; with ``--debug``, any error.
    """
    debug = "--debug" in sys.argv
    try:
        code: int = voicecoach.main(prog_name="voicecoach", standalone_mode=False) or DONE
        sys.stdout.flush()
    except click.ClickException as error:
        shown = io.StringIO()  # it may quote a word of the command line
        error.show(shown)
        console.say(shown.getvalue().rstrip("\n"))
        code = error.exit_code
    except BrokenPipeError:
        # The reader of a pipe, such as `head`, has seen enough; keep the interpreter from complaining at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = DONE
    except VoicecoachError as error:
        if debug:
            raise
        console.show_error(error)
        code = FAILED
    except click.Abort:
        raise
    except Exception as error:
        if debug or _is_of_an_interrupt(error):
            raise
        console.say(f"voicecoach: a mistake in the program: {type(error).__name__}: {error}")
        console.say("    please report it, with what voicecoach --debug and the same command say")
        code = FAILED
    return code


def _be_able_to_print() -> None:
    """Let a terminal that lacks a character show another one, rather than end the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _interrupted(signals: TerminationSignals) -> int:
    """Say so, unless it was the system that asked, and return the exit code.

    CPython would end by the signal, and not with a code, when the last source that was compiled and run from a
    string, as dataclasses are when they are imported, was left by a KeyboardInterrupt
    (``unhandled_keyboard_interrupt`` in its pythonrun.c); one that ends well makes it forget.
    """
    signals.begin_leaving()
    exec("")  # noqa: S102 - nothing is run
    code = INTERRUPTED if signals.code is None else signals.code
    if code == INTERRUPTED:
        console.say("interrupted")
    return code


def _is_of_an_interrupt(error: BaseException | None) -> bool:
    """Return whether an error was made of a KeyboardInterrupt, as importing does in some places."""
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__ or error.__context__
    return error is not None
