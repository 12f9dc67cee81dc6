"""The options of an exported file: given for one export, else those of the script, else the person's defaults."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from voicecoach import folders
from voicecoach.errors import Location, VoicecoachError
from voicecoach.export.presets import PRESETS, Preset
from voicecoach.export.tags.tags import TagError, parse_tag
from voicecoach.pipeline.defaults import is_defaults_file
from voicecoach.script import settings as table
from voicecoach.script.file_codecs import NO_PLACE
from voicecoach.script.model import Routine
from voicecoach.script.report import Report
from voicecoach.script.spec import OFF, Settings
from voicecoach.text import quoted

_SIGNS_OF_FOLDERS = frozenset("/\\:\0")
_DEFAULT_FORMAT = "mp3"
_CHANNELS = {"mono": 1, "stereo": 2}

FILE_SETTINGS = (table.PLACE, table.FORMAT, table.CHANNELS, table.BITRATE, table.SIDECARS, table.VERIFY)
"""The settings of a script that are options of its file; the first one decides what the others leave open."""


@dataclass(frozen=True, slots=True)
class FileChoices:
    """The options of an exported file; None leaves one to the next place: the script, then the built-in default.

    Attributes:
        place: The name of a preset, or :data:`NO_PLACE`.
        format: The suffix of a file that is not named, without its dot.
        channels: 1 or 2.
        bitrate_kbps: The bit rate of a lossy format.
        has_sidecars: Whether words and chapters are written beside the file.
        is_verified: Whether a file is read back before it takes its place.
    """

    place: str | None = None
    format: str | None = None
    channels: int | None = None
    bitrate_kbps: int | None = None
    has_sidecars: bool | None = None
    is_verified: bool | None = None

    @classmethod
    def of(cls, settings: Settings) -> FileChoices:
        """Return the options that a script sets."""
        asked = settings.get(table.CHANNELS)
        return cls(
            place=NO_PLACE if settings.is_off(table.PLACE) else settings.get(table.PLACE),
            format=settings.get(table.FORMAT),
            channels=None if asked is None else _CHANNELS[asked],
            bitrate_kbps=settings.get(table.BITRATE),
            has_sidecars=settings.switch(table.SIDECARS),
            is_verified=settings.switch(table.VERIFY),
        )

    def over(self, weaker: FileChoices) -> FileChoices:
        """Return these options, and the weaker ones where these leave one open.

        A preset decides format, channels and bit rate: weaker ones no longer count.
        """
        hidden = {"format", "channels", "bitrate_kbps"} if self.preset else set()
        merged: dict[str, Any] = {}
        for name in (each.name for each in fields(self)):
            own = getattr(self, name)
            merged[name] = getattr(weaker, name) if own is None and name not in hidden else own
        return FileChoices(**merged)

    @property
    def preset(self) -> Preset | None:
        """The preset of the place; None without one."""
        return PRESETS.get(self.place or NO_PLACE)

    @property
    def suffix(self) -> str:
        """The suffix of a file that is not named, with its dot."""
        if self.format is not None:
            return f".{self.format}"
        return self.preset.suffix if self.preset else f".{_DEFAULT_FORMAT}"

    @property
    def asked_channels(self) -> int | None:
        """The channels that are asked for, 1 or 2; None for as many as the session needs."""
        if self.channels is not None or self.preset is None:
            return self.channels
        return self.preset.channels

    def bitrate_for(self, path: Path, channels: int) -> int | None:
        """Return the bit rate of a file: the nearest one that its format offers; None for the format's default."""
        from voicecoach.export.formats import format_of

        rates = format_of(path).bitrates
        if rates is None:
            return None
        if self.bitrate_kbps is None:
            is_own_format = self.preset is not None and path.suffix.lower() == self.preset.suffix
            return self.preset.bitrate_kbps[channels] if self.preset and is_own_format else None
        asked_kbps = self.bitrate_kbps
        return min(rates.offered_kbps[channels], key=lambda kbps: (abs(kbps - asked_kbps), -kbps))

    def bitrate_note(self, path: Path, channels: int) -> str:
        """Return a line about a bit rate that the file's format does not offer; empty where it does."""
        taken_kbps = self.bitrate_for(path, channels)
        if taken_kbps is None or self.bitrate_kbps in (None, taken_kbps):
            return ""
        from voicecoach.export.formats import bitrate_refusal, format_of

        return f"{bitrate_refusal(format_of(path), channels, self.bitrate_kbps)}: using {taken_kbps}"


def tags_of(settings: Settings) -> dict[str, str]:
    """Return the tags of a script, by key; an empty text for one that is off."""
    return {str(one.argument): value or "" for one, value in settings.every(table.TAG)}


def cover_of(settings: Settings) -> bytes | None:
    """Return the bytes of a script's cover; empty for no cover, None where the script does not say.

    Raises:
        VoicecoachError: The picture cannot be used.
    """
    from voicecoach.pictures.cover import own_cover

    if settings.is_off(table.COVER):
        return b""
    setting, name = settings.written(table.COVER), settings.get(table.COVER)
    return None if setting is None or name is None else own_cover(_picture(name, setting.value_location))


def check_file_settings(routine: Routine, report: Report) -> None:
    """Report tags and a cover that cannot be used."""
    for setting, value in routine.settings.every(table.TAG):
        try:
            parse_tag(f"{setting.argument}={value or ''}")
        except TagError as error:
            is_default = is_defaults_file(setting.location.path)
            line = f'tag.{setting.argument} = "off"' if is_default else f"- {setting.written_key}: off"
            report.error(setting.value_location, str(error), f"to remove the tag, write {line}")
    cover = routine.settings.written(table.COVER)
    if cover is not None and cover.value is not OFF and not report.has_error_at(cover.location):
        try:
            cover_of(routine.settings)
        except VoicecoachError as error:
            from voicecoach.pictures.cover import NO_COVER

            line = 'cover = "none"' if is_defaults_file(cover.location.path) else "- cover: off"
            report.error(cover.value_location, error.message, error.hint.replace(NO_COVER, f"write {line}"))


def _picture(name: str, place: Location) -> Path:
    """Return the picture that a script names, beside it or in the person's folder; or that the person's settings name.

    Raises:
        VoicecoachError: There is none, or a script names it by a path: it may not choose which files are read.
    """
    own = Path(place.path).parent
    if is_defaults_file(place.path):
        path = Path(name).expanduser()
        return path if path.is_absolute() else own / path
    if name in (".", "..") or set(name) & _SIGNS_OF_FOLDERS:
        hint = f"put the picture next to the script or into {folders.home()}, and write only its name"
        raise VoicecoachError(f"a script names a picture without a folder: {quoted(name)}", hint)
    for folder in (own, folders.home()):
        path = folder / name
        if folders.is_file(path) and path.resolve().parent == folder.resolve():
            return path
    raise VoicecoachError(f"picture not found: {quoted(name)}", f"put it next to the script, or into {folders.home()}")
