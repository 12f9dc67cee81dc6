"""The values of options: codecs of texts that a person writes, and values back from JSON.

An option whose value a script has, too, is read by the codec of that setting (:mod:`voicecoach.script.settings`).
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from voicecoach.script.beds import named_bed
from voicecoach.script.model import BedSetting
from voicecoach.script.report import Report
from voicecoach.script.sides import Side
from voicecoach.script.source import SourceText
from voicecoach.script.spec import OFF, Codec, Off


def _read_words(source: SourceText, _report: Report) -> str:
    return source.text


def _read_names(source: SourceText, _report: Report) -> tuple[str, ...]:
    if source.text.lower() == "off":
        return ()
    return tuple(name.strip() for name in source.text.split(",") if name.strip())


def _read_bed(source: SourceText, _report: Report) -> BedSetting | Off:
    return bed(source.text)


def or_off(own: Codec[Any], off: Any) -> Codec[Any]:
    """Return the codec of an option that ``off`` undoes, where a script or a person's defaults have it."""

    def read(source: SourceText, report: Report) -> Any:
        return off if source.text.lower() == "off" else own.read(source, report)

    return Codec(read, own.print, own.form)


def bed(plain: Any) -> BedSetting | Off:
    """Return a bed from its name, from JSON, or from itself."""
    match plain:
        case BedSetting() | Off():
            return plain
        case str():
            return OFF if plain.lower() in ("none", "off") else named_bed(plain)
        case _:
            sound, level_db = plain
            return BedSetting(sound, None if level_db is None else Fraction(level_db))


def side(plain: Any) -> Side | Off:
    """Return a side from its name; ``OFF`` for none."""
    return OFF if plain in ("off", "none", OFF) else Side(plain)


def fraction(plain: Any) -> Fraction:
    """Return a number from its text or from JSON."""
    return Fraction(str(plain))


def unchanged(plain: Any) -> Any:
    """Return a value that JSON has as it is."""
    return plain


WORDS = Codec(_read_words, str, "NAME")
NAMES = Codec(_read_names, ", ".join, "Bridge, Child's Pose")
BED = Codec(_read_bed, str, "rain")
