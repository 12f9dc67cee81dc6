"""``voicecoach export``: one script or several, written as files."""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from voicecoach import folders
from voicecoach.cli import console
from voicecoach.cli.completion import script_names
from voicecoach.cli.file_options import NAMES as FILE_OPTION_NAMES
from voicecoach.cli.file_options import ExportOptions, file_options
from voicecoach.cli.options import choices, plain_option, quiet_option, session_options
from voicecoach.cli.standard_input import NAME as STANDARD_INPUT
from voicecoach.cli.standard_input import script_text
from voicecoach.cli.weeks import with_week
from voicecoach.errors import VoicecoachError
from voicecoach.export.formats import FORMATS
from voicecoach.machine import limit_heaps
from voicecoach.pipeline.file_options import FileChoices
from voicecoach.text import either, megabytes
from voicecoach.units import format_clock

if TYPE_CHECKING:
    from voicecoach.pipeline.exported import ExportedFiles
    from voicecoach.pipeline.session import Session

STANDARD_OUTPUT = Path("-")


class OutputPath(click.ParamType[Path]):
    """A file or a folder to write; a folder that is named with a slash at its end is made."""

    name = "path"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return the path; click reports a folder that cannot be made as wrong usage."""
        path = Path(value)
        if str(value).endswith(("/", os.sep)):
            try:
                path.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                self.fail(f"cannot create the folder {value}: {error.strerror or error}", param, ctx)
        return path


def _lines(exported: ExportedFiles) -> list[str]:
    """Return a line for each kind of file: its name, length and size."""
    lines = []
    if exported.whole:
        size = megabytes(exported.whole.size_bytes)
        lines.append(f"{exported.whole.path}: {format_clock(exported.whole.duration_ms)}, {size}")
    if exported.beside:
        lines.append(f"next to it: {', '.join(path.name for path in exported.beside)}")
    if exported.playlist:
        length = format_clock(sum(part.duration_ms for part in exported.parts))
        size = megabytes(sum(part.size_bytes for part in exported.parts))
        folder, name = exported.playlist.parent, exported.playlist.name
        lines.append(f"{folder}: {len(exported.parts)} files, {length}, {size}; {name} plays them in order")
    return lines


@click.command()
@click.argument("scripts", nargs=-1, metavar="SCRIPT...", shell_complete=script_names)
@click.option("--all", "every", is_flag=True, help="Export all your own scripts.")
@click.option("-o", "--output", type=OutputPath(), metavar="FILE|DIR",
              help=f"The file to write, ending in {either([*FORMATS])}; "
              "a folder for NAME.mp3, or - for standard output.")  # fmt: skip
@click.option("--cues", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.json",
              help="Save the cue sheet too.")  # fmt: skip
@click.option("--split", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
              help="Save one file per chapter in this folder, with a playlist. With -o, save the whole session "
                   "too.")  # fmt: skip
@file_options
@plain_option
@quiet_option
@session_options
def export(
    *,
    scripts: tuple[str, ...],
    every: bool,
    output: Path | None,
    cues: Path | None,
    split: Path | None,
    **given: Any,
) -> None:
    """Export each SCRIPT as an audio file for your phone."""
    names = _every_own_script(scripts) if every else scripts
    if not names:
        raise click.UsageError("name a script, such as lower-back, or use --all for all of yours")
    console.say_place_of_settings()
    of_file = {name: given.pop(name) for name in FILE_OPTION_NAMES}
    options = ExportOptions.taken(replace(choices(given), parts=split is not None), of_file)
    if output == STANDARD_OUTPUT:
        if len(names) > 1 or split is not None or options.file.has_sidecars:
            raise click.BadParameter("only one file can go to standard output", param_hint="-o")
        _export_to_standard_output(names[0], options, cues)
        return
    if len(names) == 1 and not every:
        _say_where(_export_one(names[0], options, output=output, cues=cues, split=split), names[0])
        return
    if cues is not None:
        raise click.BadParameter("works with one script at a time", param_hint="--cues")
    _export_many(names, options, output=output, split=split)


def _every_own_script(named: Sequence[str]) -> tuple[str, ...]:
    """Return the names of the scripts in the person's folder."""
    from voicecoach.script.files import list_scripts

    if named:
        raise click.UsageError("use --all or name scripts, not both")
    own = tuple(found.name for found in list_scripts() if not found.is_shipped)
    if not own:
        hint = f"{folders.home() / 'scripts'} has none: create one with voicecoach new my-back --from lower-back"
        raise click.UsageError(f"--all exports the scripts in your own folder, but {hint}")
    return own


def _export_to_standard_output(name: str, options: ExportOptions, cues: Path | None) -> None:
    """Write the file to standard output when it is complete: a player's header and tags need its length."""
    import shutil
    import sys
    import tempfile

    if sys.stdout.isatty():
        raise click.BadParameter("add > FILE or a pipe: a terminal cannot show sound", param_hint="-o")
    with tempfile.TemporaryDirectory(prefix="voicecoach-") as folder:
        alone = replace(options, file=replace(options.file, has_sidecars=False))
        exported = _export_one(name, alone, output=Path(folder), cues=cues)
        assert exported.whole is not None
        with exported.whole.path.open("rb") as file:
            shutil.copyfileobj(file, sys.stdout.buffer)
        sys.stdout.buffer.flush()


def _say_where(exported: ExportedFiles, name: str) -> None:
    """Print the files, how to get them to the phone, and how to listen there."""
    for line in _lines(exported):
        console.say(line)
    phone = "" if name == STANDARD_INPUT else f" (voicecoach phone {shlex.quote(name)})"
    console.say(f"To the phone: scan a QR code{phone}, or send it to yourself: mail, AirDrop, cable.")
    console.say("Open it with a podcast or audiobook player: those show the chapters and remember the place.")
    console.say("Before you close your eyes: shuffle and repeat off, do-not-disturb on.")


def _export_one(
    name: str,
    options: ExportOptions,
    *,
    output: Path | None = None,
    cues: Path | None = None,
    split: Path | None = None,
    is_in_own_folder: bool = False,
    heading: str = "",
) -> ExportedFiles:
    """Export one script, and return the files written.

    Args:
        name: The script, as the command line names it.
        options: For every file.
        output: The file, or a folder for it; None for the current folder, or with ``split`` for no whole file. A file
            that is not named has the script's name, and its week.
        cues: The file for the cue sheet, if any.
        split: The folder for the parts, if any.
        is_in_own_folder: Whether the parts go into a folder of their own in it.
        heading: Printed before the progress.
    """
    from voicecoach.export.filenames import phone_safe_name
    from voicecoach.pipeline.exported import FilePaths, write_files
    from voicecoach.pipeline.load import load_script
    from voicecoach.pipeline.recorded import recording_lines
    from voicecoach.pipeline.session import Session
    from voicecoach.pipeline.week_names import session_name

    options = replace(options, choices=with_week(name, options.choices))
    loaded = load_script(name, options.choices, text=script_text(name))
    with Session(loaded, options.choices, file=options.file) as session:
        file = session.file
        name = session_name(loaded)
        path = None if split is not None and output is None else target_file(output, name, file.suffix)
        if split is not None and is_in_own_folder:
            split = split / phone_safe_name(name)
        session.prepare()
        _check_before(session, options.file, path, cues, split)
        if note := file.bitrate_note(path or Path(f"x{file.suffix}"), session.channels):
            console.say(note)
        session.load_sounds()
        if session.voice_note:
            console.say(session.voice_note)
        for line in recording_lines(session):
            console.say(line)
        with console.progress(f"{heading}speaking") as speaking:
            timeline = session.timeline(speaking)
        console.show_diagnostics(session.diagnostics(timeline), err=True)
        if session.fit_summary:
            console.say(session.fit_summary)
        tags = session.tags(timeline, options.own_tags, options.cover)
        targets = FilePaths(path, split, cues)
        exported = write_files(session, timeline, tags, targets, lambda doing: console.progress(f"{heading}{doing}"))
    for line in exported.complaints(file.preset):
        console.complain(line)
    return exported


def _export_many(names: Sequence[str], options: ExportOptions, *, output: Path | None, split: Path | None) -> None:
    """Export several scripts in turn; the error of one is printed, and the next begins.

    Raises:
        click.exceptions.Exit: At least one failed.
    """
    folder = _common_folder(output)
    limit_heaps()
    failed = []
    for number, name in enumerate(names, 1):
        heading = f"[{number}/{len(names)}] {name}: "
        try:
            exported = _export_one(name, options, output=folder, split=split, is_in_own_folder=True, heading=heading)
        except VoicecoachError as error:
            failed.append(name)
            console.show_error(error)
            console.complain(f"{heading}not exported")
            continue
        for line in _lines(exported):
            console.say(f"{heading}{line}")
    console.say(f"{len(names) - len(failed)} of {len(names)} done")
    console.end_with_failed(failed)


def target_file(output: Path | None, stem: str, suffix: str) -> Path:
    """Return the file to write: the named one, or one with the script's name."""
    from voicecoach.export.filenames import phone_safe_name

    if output is not None and not folders.is_dir(output):
        return output
    return (output or Path()) / f"{phone_safe_name(stem)}{suffix}"


def _check_before(
    session: Session, given: FileChoices, path: Path | None, cues: Path | None, split: Path | None
) -> None:
    """Check, before anything is spoken, that each file can be written and overwrites none of the others."""
    from voicecoach.export.formats import bitrate_refusal, format_of
    from voicecoach.export.sidecars import check_sidecars, sidecar_paths
    from voicecoach.export.write import check_target
    from voicecoach.pipeline.split import check_folder
    from voicecoach.store.atomic import check_writable

    suffix_of = path if path is not None else Path(f"x{session.file.suffix}")
    if path is not None:
        check_target(path)
    if refusal := bitrate_refusal(format_of(suffix_of), session.channels, given.bitrate_kbps):
        raise click.BadParameter(refusal, param_hint="--bitrate")
    if split is not None:
        check_folder(split)
    needed = {"script": session.script.path}
    if path is not None:
        needed["audio file"] = path
    if cues is not None:
        _check_other(cues, needed, "--cues")
        check_writable(cues)
        needed["cue sheet"] = cues
    if session.file.has_sidecars and path is not None:
        for beside in sidecar_paths(path):
            _check_other(beside, needed, "--sidecars")
        check_sidecars(path)


def _check_other(path: Path, needed: dict[str, Path], option: str) -> None:
    for what, other in needed.items():
        if path.resolve() == other.resolve():
            raise click.BadParameter(f"{path} is already used for the {what}", param_hint=option)


def _common_folder(output: Path | None) -> Path | None:
    """Return the folder for the files of several scripts, made if it is missing."""
    if output is None or folders.is_dir(output):
        return output
    if output.suffix or folders.exists(output):
        raise click.BadParameter("to export several scripts, name a folder", param_hint="-o")
    from voicecoach.pipeline.split import check_folder

    check_folder(output)
    return output
