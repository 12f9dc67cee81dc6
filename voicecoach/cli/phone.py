"""``voicecoach phone``: sessions shared on the local network, with a QR code in the terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from voicecoach.cli import console
from voicecoach.cli.completion import script_names
from voicecoach.cli.options import choices, plain_option, quiet_option, session_options
from voicecoach.cli.weeks import with_week
from voicecoach.errors import VoicecoachError
from voicecoach.session.options import Choices
from voicecoach.units import MINUTE_MS, SECOND_MS, UnitError, format_duration, parse_duration_ms

if TYPE_CHECKING:
    from voicecoach.phone.sharing import Sharing
    from voicecoach.pipeline.ready import SessionFile

_HIGHEST_PORT = 65_535
_UNUSED_MS = 30 * MINUTE_MS


class Length(click.ParamType[int]):
    """A length of time in milliseconds, as people write it."""

    name = "length"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the length; click reports an invalid text as wrong usage."""
        if isinstance(value, int):
            return value
        try:
            return parse_duration_ms(str(value))
        except UnitError:
            self.fail(f"{value!r} is not a length such as 30m or 2h", param, ctx)


@click.command()
@click.argument("scripts", nargs=-1, metavar="[SCRIPT]...", shell_complete=script_names)
@click.option("--host", metavar="ADDRESS",
              help="This computer's address or network to use, such as 192.168.1.5 or wlan0. Default: the most "
              "likely one.")  # fmt: skip
@click.option("--port", type=click.IntRange(1, _HIGHEST_PORT), metavar="N",
              help="Port. Default: 8710, or a free one if that is in use.")  # fmt: skip
@click.option("--for", "unused_for_ms", type=Length(), metavar="LENGTH", default=_UNUSED_MS,
              help="Stop when no phone has used it for this long. Default: 30m.")  # fmt: skip
@click.option("--name", metavar="NAME", help="Use NAME.local as the address. Needs: pip install 'voicecoach[name]'.")
@click.option(
    "--new-address", is_flag=True, help="Change the secret part of the address. The old address stops working."
)
@plain_option
@quiet_option
@session_options
def phone(
    *,
    scripts: tuple[str, ...],
    host: str | None,
    port: int | None,
    unused_for_ms: int,
    name: str | None,
    new_address: bool,
    **given: Any,
) -> None:
    """Serve sessions on your network, with a QR code for the phone.

    Without SCRIPT, it serves all your own scripts. The page plays and saves the sessions, and has a feed for
    podcast apps. Press q to stop.
    """
    from voicecoach.phone.name import checked_name
    from voicecoach.phone.sharing import share

    chosen = choices(given)
    names = list(dict.fromkeys(scripts or _own_scripts()))
    if name is not None:
        checked_name(name)  # before anything is spoken
    files, failed = _ready_files(names, chosen)
    with share(files, host=host, port=port, name=name, is_new_address=new_address) as sharing:
        _show(sharing, is_port_given=port is not None)
        console.say(f"Press q to stop. Without use, it stops after {format_duration(unused_for_ms)}.")
        with _asking() as is_asked:
            was_unused = sharing.wait(unused_for_s=unused_for_ms / SECOND_MS, is_asked=is_asked)
    console.say(f"Stopped: unused for {format_duration(unused_for_ms)}." if was_unused else "Stopped.")
    console.end_with_failed(failed)


def _own_scripts() -> list[str]:
    """Return the person's own scripts.

    Raises:
        click.UsageError: There are none.
    """
    from voicecoach.script.files import list_scripts

    own = [one.name for one in list_scripts() if not one.is_shipped]
    if not own:
        raise click.UsageError("name a script: voicecoach phone lower-back (voicecoach scripts lists them)")
    return own


def _ready_files(names: Sequence[str], chosen: Choices) -> tuple[list[SessionFile], list[str]]:
    """Return the files of the sessions, made now as far as they are missing, and the names of those that failed.

    Raises:
        VoicecoachError: All failed: the error of the last one.
    """
    from voicecoach.pipeline.ready import make_room, ready_file

    make_room()
    files, failed = [], []
    for script in names:
        try:
            file = ready_file(script, with_week(script, chosen), partial(_progress, script))
        except VoicecoachError as error:
            failed.append(script)
            if len(failed) == len(names):
                raise
            console.show_error(error)
        else:
            console.show_diagnostics(file.diagnostics, err=True)
            for line in file.recordings:
                console.say(line)
            files.append(file)
    return files, failed


def _progress(script: str, doing: str) -> AbstractContextManager[Callable[[int, int], None]]:
    return console.progress(f"{script}: {doing}")


def _show(sharing: Sharing, *, is_port_given: bool) -> None:
    """Write the QR code and what to do with it to standard error, and the address to standard output."""
    from voicecoach.phone.sharing import USUAL_PORT

    _show_code(sharing.address)
    console.show_line(sharing.address)
    sys.stdout.flush()
    used = next((one for one in sharing.interfaces if one.address == sharing.host), None)
    console.say("Point the phone's camera at the code, or type the address.")
    if used:
        console.say(f"The phone must be in the same network as this computer ({used.name}, {used.address}).")
    if sharing.address != sharing.numeric_address:
        console.say(f"If the phone does not find that address, try {sharing.numeric_address}")
    others = [one for one in sharing.interfaces if used is None or one.name != used.name]
    if others:
        console.say(f"Other networks: --host {' or '.join(f'{one.address} ({one.name})' for one in others)}")
    if used is None:
        console.say(f"{sharing.host} is not in a network: only this computer can open it.")
    if sharing.port != USUAL_PORT and not is_port_given:
        console.say(
            f"Another program uses port {USUAL_PORT}: feeds that a phone subscribed to earlier do not update now."
        )


def _show_code(address: str) -> None:
    from voicecoach.qr import qr_lines, qr_modules

    modules = qr_modules(address)
    is_terminal = sys.stderr.isatty()
    has_blocks = _can_write("▀▄█")
    columns = len(modules) if has_blocks else 2 * len(modules)
    # Not shutil's: it asks standard output, which may be a pipe for the address.
    if is_terminal and (width := os.get_terminal_size(sys.stderr.fileno()).columns) < columns:
        console.complain(f"The QR code needs {columns} columns, and this window has {width}: widen it and start again.")
        return
    has_colours = is_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    for line in qr_lines(
        modules, has_colours=has_colours, is_light_ink=is_terminal and _is_dark(), has_blocks=has_blocks
    ):
        # Not cleaned, as other texts are: the line has our own colours alone.
        click.echo(line, err=True, color=has_colours)


def _is_dark() -> bool:
    """Return whether the terminal is dark, as most are; some say so: ``COLORFGBG=0;15`` is black on white."""
    background = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    return background not in {"7", "15"}


def _can_write(characters: str) -> bool:
    try:
        characters.encode(sys.stderr.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


@contextmanager
def _asking() -> Iterator[Callable[[float], bool]]:
    """Give a function that waits for some seconds, and returns whether q was pressed."""
    from voicecoach.play.controls.terminal import open_keys

    with open_keys() as keys:
        yield lambda timeout_s: (keys.wait(round(timeout_s * SECOND_MS)) or "").lower() == "q"
