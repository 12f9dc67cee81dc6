"""``voicecoach export``: a session as an audio file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from voicecoach.cli import console
from voicecoach.cli.options import choices, session_options


@click.command()
@click.argument("script")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE|DIR",
              help="The file to write (.mp3, .flac or .wav), or a folder for NAME.mp3.")  # fmt: skip
@click.option("--cues", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.json",
              help="Write the cue sheet, too.")  # fmt: skip
@session_options
def export(script: str, output: Path | None, cues: Path | None, **given: Any) -> None:
    """Write the session of SCRIPT as an audio file for the phone."""
    from voicecoach.export.file import check_target
    from voicecoach.pipeline.loading import load_script
    from voicecoach.pipeline.session import Session

    chosen = choices(given)
    loaded = load_script(script, chosen)
    path = _target(output, loaded.path.stem)
    with Session(loaded, chosen) as session:
        check_target(path)
        if cues is not None:
            _check_cues(cues, path, loaded.path)
        with console.progress("speaking") as speaking:
            timeline = session.timeline(speaking)
        console.show_diagnostics(session.remarks(timeline), err=True)
        if session.fit_summary:
            console.say(f"fitted: {session.fit_summary}")
        with console.progress("writing") as writing:
            written = session.export(path, timeline, writing)
        if cues is not None:
            _write_cues(cues, session.sheet(timeline))
    _say_where(written.path, written.duration_ms, written.size_bytes)


def _target(output: Path | None, name: str) -> Path:
    if output is None:
        return Path(f"{name}.mp3")
    return output / f"{name}.mp3" if output.is_dir() else output


def _check_cues(cues: Path, audio: Path, script: Path) -> None:
    """Make sure before anything is spoken that the cue sheet can be written, and over nothing that is needed."""
    from voicecoach.export.atomic import check_replaceable

    for other, what in ((audio, "audio file"), (script, "script")):
        if cues.resolve() == other.resolve():
            raise click.BadParameter(f"{cues} is the {what} itself", param_hint="--cues")
    check_replaceable(cues)


def _write_cues(path: Path, sheet: dict[str, object]) -> None:
    import json

    from voicecoach.export.sidecar import write_text

    write_text(path, json.dumps(sheet, ensure_ascii=False, indent=1) + "\n")


def _say_where(path: Path, duration_ms: int, size_bytes: int) -> None:
    from voicecoach.units import format_clock

    console.say(f"{path}: {format_clock(duration_ms)}, {size_bytes / 1_000_000:.1f} MB")
    console.say("To the phone: send it to yourself (mail, messenger, AirDrop, cable) and save it there.")
    console.say("Open it with a podcast or audiobook player: those show the chapters and remember the place.")
