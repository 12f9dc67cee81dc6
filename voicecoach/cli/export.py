"""One script or several to files: what is checked before a word is spoken, what is told, and what goes on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from voicecoach import folders
from voicecoach.cli import console
from voicecoach.cli.options import choices, session_options, tag_options
from voicecoach.errors import VoicecoachError
from voicecoach.export.tags.tags import Tags
from voicecoach.session.options import Choices
from voicecoach.session.timeline import Timeline

if TYPE_CHECKING:
    from voicecoach.export.write import WrittenFile
    from voicecoach.pipeline.session import Session


_SUFFIX = ".mp3"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What every file of a command is to be like.

    Attributes:
        choices: What shapes the session.
        channels: 1 or 2; None for what the session needs.
        bitrate_kbps: Of a lossy format; None for its own choice.
        own_tags: Tags that the person gave, by key.
        cover: The bytes of a JPEG file; empty for no cover, None for a drawn one.
        has_sidecars: Whether words and chapters are written beside the file.
        is_verified: Whether a file is read back before it takes its place.
    """

    choices: Choices
    channels: int | None
    bitrate_kbps: int | None
    own_tags: dict[str, str]
    cover: bytes | None
    has_sidecars: bool
    is_verified: bool


@dataclass(frozen=True, slots=True)
class Exported:
    """What one script became: its file, what lies beside that, and its parts."""

    whole: WrittenFile | None
    beside: list[Path] = field(default_factory=list)
    parts: list[WrittenFile] = field(default_factory=list)
    playlist: Path | None = None

    def lines(self) -> list[str]:
        """Return what there is to say about the files, one line for each kind."""
        from voicecoach.units import format_clock

        lines = []
        if self.whole:
            size = _megabytes(self.whole.size_bytes)
            lines.append(f"{self.whole.path}: {format_clock(self.whole.duration_ms)}, {size}")
        if self.beside:
            lines.append(f"beside it: {', '.join(path.name for path in self.beside)}")
        if self.playlist:
            length = format_clock(sum(part.duration_ms for part in self.parts))
            size = _megabytes(sum(part.size_bytes for part in self.parts))
            folder, name = self.playlist.parent, self.playlist.name
            lines.append(f"{folder}: {len(self.parts)} files, {length}, {size}; {name} plays them in order")
        return lines


def export_one(
    name: str,
    wanted: Wanted,
    *,
    output: Path | None = None,
    cues: Path | None = None,
    split: Path | None = None,
    heading: str = "",
) -> Exported:
    """Return the files that one script became.

    Args:
        name: The script, as the command line names it.
        wanted: What the files are to be like.
        output: The file, or a folder for ``NAME.mp3``; None for that here, or for no whole file with ``split``.
        cues: Where the cue sheet goes, too.
        split: The folder for the parts.
        heading: What stands before the progress.
    """
    from voicecoach.export.sidecars import write_sidecars
    from voicecoach.pipeline.load import load_script
    from voicecoach.pipeline.session import Session

    loaded = load_script(name, wanted.choices)
    with Session(loaded, wanted.choices, channels=wanted.channels) as session:
        path = None if split is not None and output is None else target(output, loaded.path.stem)
        session.prepare()
        _check_before(session, wanted, path, cues, split)
        session.load_sounds()
        if session.voice_note:
            console.say(session.voice_note)
        with console.progress(f"{heading}speaking") as speaking:
            timeline = session.timeline(speaking)
        console.show_diagnostics(session.remarks(timeline), err=True)
        if session.fit_summary:
            console.say(f"fitted: {session.fit_summary}")
        tags = session.tags(timeline, wanted.own_tags, wanted.cover)
        exported = _written(session, timeline, tags, wanted, path, split, heading)
        if cues is not None:
            _write_cues(cues, session.sheet(timeline))
    if path is not None and wanted.has_sidecars:
        exported.beside.extend(write_sidecars(path, tags))
    return exported


def export_many(names: Sequence[str], wanted: Wanted, *, output: Path | None, split: Path | None) -> None:
    """Export several scripts one after the other; one that fails is told, and the others go on.

    Raises:
        click.exceptions.Exit: Some failed.
    """
    folder = _common_folder(output)
    failed = []
    for number, name in enumerate(names, 1):
        heading = f"[{number}/{len(names)}] {name}: "
        try:
            exported = export_one(
                name,
                wanted,
                output=folder,
                split=None if split is None else split / _safe_stem(name),
                heading=heading,
            )
        except VoicecoachError as error:
            failed.append(name)
            console.show_error(error)
            console.say(f"{heading}not written")
            continue
        for line in exported.lines():
            console.say(f"{heading}{line}")
    console.say(f"{len(names) - len(failed)} of {len(names)} done")
    if failed:
        console.say(f"not done: {', '.join(failed)}")
        raise click.exceptions.Exit(1)


def target(output: Path | None, stem: str) -> Path:
    """Return the file to write: the one that was named, or one called like the script."""
    from voicecoach.export.filenames import phone_safe_name

    if output is None:
        return Path(f"{phone_safe_name(stem)}{_SUFFIX}")
    return output / f"{phone_safe_name(stem)}{_SUFFIX}" if folders.is_dir(output) else output


def _written(
    session: Session,
    timeline: Timeline,
    tags: Tags,
    wanted: Wanted,
    path: Path | None,
    split: Path | None,
    heading: str,
) -> Exported:
    whole = None
    if path is not None:
        inspect = None
        if wanted.is_verified:
            from voicecoach.pipeline.verify import inspection

            inspect = inspection(session, timeline, path)
        with console.progress(f"{heading}writing") as writing:
            whole = session.export(
                path,
                timeline,
                writing,
                bitrate_kbps=wanted.bitrate_kbps,
                tags=tags,
                inspect=inspect,
            )
    if split is None:
        return Exported(whole)
    from voicecoach.pipeline.split import export_parts

    suffix = _SUFFIX if path is None else path.suffix
    with console.progress(f"{heading}splitting") as writing:
        parts = export_parts(
            session, timeline, split, tags, suffix=suffix, bitrate_kbps=wanted.bitrate_kbps, progress=writing
        )
    return Exported(whole, parts=parts.files, playlist=parts.playlist)


def _check_before(session: Session, wanted: Wanted, path: Path | None, cues: Path | None, split: Path | None) -> None:
    """Make sure before anything is spoken that everything can be written, and over nothing that is needed."""
    from voicecoach.export.formats import bitrate_refusal, format_of
    from voicecoach.export.sidecars import check_sidecars, sidecar_paths
    from voicecoach.export.write import check_target
    from voicecoach.pipeline.split import check_folder
    from voicecoach.store.atomic import check_writable

    suffix_of = path if path is not None else Path(_SUFFIX.replace(".", "x."))
    if path is not None:
        check_target(path)
    if refusal := bitrate_refusal(format_of(suffix_of), session.channels, wanted.bitrate_kbps):
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
    if wanted.has_sidecars and path is not None:
        for beside in sidecar_paths(path):
            _check_other(beside, needed, "--sidecars")
        check_sidecars(path)


def _check_other(path: Path, needed: dict[str, Path], option: str) -> None:
    for what, other in needed.items():
        if path.resolve() == other.resolve():
            raise click.BadParameter(f"{path} is the {what} itself", param_hint=option)


def _common_folder(output: Path | None) -> Path | None:
    """Return the folder for the files of several scripts, which is made if it is missing."""
    if output is None or folders.is_dir(output):
        return output
    if output.suffix or folders.exists(output):
        raise click.BadParameter("several scripts need a folder", param_hint="-o")
    from voicecoach.pipeline.split import check_folder

    check_folder(output)
    return output


def _safe_stem(name: str) -> str:
    from voicecoach.export.filenames import phone_safe_name

    return phone_safe_name(Path(name).stem)


def _write_cues(path: Path, sheet: dict[str, object]) -> None:
    import json

    from voicecoach.store.atomic import write_output

    write_output(path, json.dumps(sheet, ensure_ascii=False, indent=1) + "\n")


def _megabytes(size_bytes: int) -> str:
    return f"{size_bytes / 1_000_000:.1f} MB"


_BITRATE = re.compile(r"(\d{1,4})\s*(?:k|kbps|kbit/s)?", re.IGNORECASE)


class BitRate(click.ParamType[int]):
    """A bit rate in kbit/s, as people write it."""

    name = "bit rate"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number; click reports what is none as wrong usage."""
        if isinstance(value, int):
            return value
        if not (found := _BITRATE.fullmatch(str(value).strip())):
            self.fail(f"{value!r} is not a bit rate such as 96 or 128k", param, ctx)
        return int(found[1])


@click.command()
@click.argument("scripts", nargs=-1, required=True, metavar="SCRIPT...")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE|DIR",
              help="The file to write, its suffix one of .mp3, .m4a, .m4b, .opus, .ogg, .flac and .wav; "
              "or a folder for NAME.mp3.")  # fmt: skip
@click.option("--cues", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.json",
              help="Write the cue sheet, too.")  # fmt: skip
@click.option("--split", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
              help="Write a file for each chapter there, with a playlist; with -o the whole session, too.")  # fmt: skip
@click.option("--bitrate", "bitrate_kbps", type=BitRate(), metavar="KBPS",
              help="How dense a lossy file is, such as 96 or 128k; what a format offers is its own.")  # fmt: skip
@click.option("--mono/--stereo", "mono", default=None,
              help="One channel, or two; by itself two where a bed is in stereo.")  # fmt: skip
@click.option("--verify", is_flag=True,
              help="Read the file back and hold it against the plan before it takes its place.")  # fmt: skip
@tag_options
@session_options
def export(
    *,
    scripts: tuple[str, ...],
    output: Path | None,
    cues: Path | None,
    split: Path | None,
    bitrate_kbps: int | None,
    mono: bool | None,
    verify: bool,
    own_tags: dict[str, str],
    cover: bytes | None,
    sidecars: bool,
    **given: Any,
) -> None:
    """Write the session of each SCRIPT as an audio file for the phone."""
    wanted = Wanted(
        choices=replace(choices(given), parts=split is not None),
        channels=None if mono is None else 1 if mono else 2,
        bitrate_kbps=bitrate_kbps,
        own_tags=own_tags,
        cover=cover,
        has_sidecars=sidecars,
        is_verified=verify,
    )
    if len(scripts) == 1:
        exported = export_one(scripts[0], wanted, output=output, cues=cues, split=split)
        _say_where(exported)
        return
    if cues is not None:
        raise click.BadParameter("it is for one script at a time", param_hint="--cues")
    export_many(scripts, wanted, output=output, split=split)


def _say_where(exported: Exported) -> None:
    """Say where the files are, and how they get to the phone and are heard there."""
    for line in exported.lines():
        console.say(line)
    console.say("To the phone: send it to yourself (mail, messenger, AirDrop, cable) and save it there.")
    console.say("Open it with a podcast or audiobook player: those show the chapters and remember the place.")
    console.say("Before you close your eyes: shuffle and repeat off, do-not-disturb on.")
