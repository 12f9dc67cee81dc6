"""``voicecoach export``: a session as an audio file."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from voicecoach.cli import console
from voicecoach.cli.exporting import Exported, Wanted, export_many, export_one
from voicecoach.cli.options import choices, session_options
from voicecoach.cli.tag_options import tag_options

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
