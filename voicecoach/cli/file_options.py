"""The options of ``export`` for its files: format, bit rate, channels, tags, cover and what is saved beside them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from voicecoach.cli.options import adding
from voicecoach.export.formats import FORMATS
from voicecoach.export.presets import PRESETS
from voicecoach.pipeline.file_options import FileChoices
from voicecoach.script.file_codecs import NO_PLACE, bitrate_kbps
from voicecoach.session.options import Choices


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """The options that hold for every file of the command; a script's settings fill in those that are not given.

    Attributes:
        choices: The options that shape the session.
        file: The options of the file.
        own_tags: Tags that the person gave, by key.
        cover: The bytes of a JPEG file; empty for no cover, None for the script's or a drawn one.
    """

    choices: Choices
    file: FileChoices
    own_tags: dict[str, str]
    cover: bytes | None

    @classmethod
    def taken(cls, chosen: Choices, given: dict[str, Any]) -> ExportOptions:
        """Return the options, from the keywords of :data:`file_options`."""
        mono = given["mono"]
        file = FileChoices(
            place=given["place"],
            format=given["audio_format"],
            channels=None if mono is None else 1 if mono else 2,
            bitrate_kbps=given["bitrate_kbps"],
            has_sidecars=given["sidecars"],
            is_verified=given["verify"],
        )
        return cls(chosen, file, given["own_tags"], given["cover"])


class BitRate(click.ParamType[int]):
    """A bit rate in kbit/s, as people write it."""

    name = "bit rate"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number; click reports an invalid text as wrong usage."""
        if isinstance(value, int):
            return value
        if (kbps := bitrate_kbps(str(value))) is None:
            self.fail(f"{value!r} is not a bit rate such as 96 or 128k", param, ctx)
        return kbps


def _own_tags(_context: click.Context, _parameter: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    from voicecoach.export.tags.tags import TagError, parse_tag

    try:
        return dict(parse_tag(pair) for pair in given)
    except TagError as error:
        raise click.BadParameter(str(error)) from error


def _cover(_context: click.Context, _parameter: click.Parameter, given: str | None) -> bytes | None:
    """Return the bytes of the cover; empty for no cover, None for one that is drawn."""
    from voicecoach.pictures.cover import own_cover

    if given is None:
        return None
    return b"" if given.lower() in ("none", "off") else own_cover(Path(given))


_FILE_OPTIONS = (
    click.option("--format", "audio_format", type=click.Choice([suffix.removeprefix(".") for suffix in FORMATS]),
                 show_default="mp3", help="Format of a file that is not named with a suffix."),
    click.option("--for", "place", type=click.Choice([*PRESETS, NO_PLACE]),
                 help="Use the format, bit rate and channels that this platform asks for; your own options override "
                      "them."),
    click.option("--bitrate", "bitrate_kbps", type=BitRate(), metavar="KBPS",
                 help="Bit rate of a compressed file, such as 96 or 128k. The choices depend on the format."),
    click.option("--mono/--stereo", "mono", default=None,
                 help="One channel or two. Default: two if a bed is in stereo."),
    click.option("--verify/--no-verify", default=None,
                 help="Check the new file before it replaces the old one."),
    click.option("--tag", "own_tags", multiple=True, metavar="KEY=VALUE", callback=_own_tags,
                 help="A tag of your own: title, album, artist, album-artist, composer, genre, year, track, comment, "
                      "language. KEY= removes it."),
    click.option("--cover", metavar="FILE|none", callback=_cover,
                 help="Your own cover picture (.jpg or .png). Default: a drawn one."),
    click.option("--sidecars/--no-sidecars", default=None,
                 help="Save the words and chapters as files too: .lrc, .vtt, .labels.txt, .chapters.json."),
)  # fmt: skip

NAMES = ("audio_format", "place", "bitrate_kbps", "mono", "verify", "own_tags", "cover", "sidecars")
"""The keywords that :data:`file_options` gives."""

file_options = adding(_FILE_OPTIONS)
"""Adds the options for files, as keywords for :meth:`ExportOptions.taken`."""
