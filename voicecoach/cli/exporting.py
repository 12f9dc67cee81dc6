"""One script or several to files: what is checked before a word is spoken, what is told, and what goes on."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from voicecoach import folders
from voicecoach.cli import console
from voicecoach.errors import VoicecoachError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.export.file import WrittenFile
    from voicecoach.export.tags import Tags
    from voicecoach.pipeline.session import Session
    from voicecoach.session.options import Choices
    from voicecoach.session.timeline import Timeline

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
    from voicecoach.export.sidecar import write_sidecars
    from voicecoach.pipeline.loading import load_script
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
    from voicecoach.export.names import phone_safe_name

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
            from voicecoach.pipeline.verifying import inspection

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
    from voicecoach.pipeline.splitting import export_parts

    suffix = _SUFFIX if path is None else path.suffix
    with console.progress(f"{heading}splitting") as writing:
        parts = export_parts(
            session, timeline, split, tags, suffix=suffix, bitrate_kbps=wanted.bitrate_kbps, progress=writing
        )
    return Exported(whole, parts=parts.files, playlist=parts.playlist)


def _check_before(session: Session, wanted: Wanted, path: Path | None, cues: Path | None, split: Path | None) -> None:
    """Make sure before anything is spoken that everything can be written, and over nothing that is needed."""
    from voicecoach.export.atomic import check_replaceable
    from voicecoach.export.file import check_target
    from voicecoach.export.formats import bitrate_refusal, format_of
    from voicecoach.export.sidecar import check_sidecars, sidecar_paths
    from voicecoach.pipeline.splitting import check_folder

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
        check_replaceable(cues)
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
    from voicecoach.pipeline.splitting import check_folder

    check_folder(output)
    return output


def _safe_stem(name: str) -> str:
    from voicecoach.export.names import phone_safe_name

    return phone_safe_name(Path(name).stem)


def _write_cues(path: Path, sheet: dict[str, object]) -> None:
    import json

    from voicecoach.export.sidecar import write_text

    write_text(path, json.dumps(sheet, ensure_ascii=False, indent=1) + "\n")


def _megabytes(size_bytes: int) -> str:
    return f"{size_bytes / 1_000_000:.1f} MB"
