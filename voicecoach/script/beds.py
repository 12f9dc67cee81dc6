"""Read and print beds: ``rain, -24 dB``, ``rain + drone``, ``music.mp3 once``, ``binaural 200 Hz 6 Hz``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from voicecoach.script.limits import (
    HIGHEST_BEAT_HZ,
    HIGHEST_BED_DB,
    HIGHEST_TONE_HZ,
    LONGEST_BED_FADE_MS,
    LOWEST_BEAT_HZ,
    LOWEST_BED_DB,
    LOWEST_TONE_HZ,
    read_duration_ms,
)
from voicecoach.script.model import BedSetting
from voicecoach.script.report import Report
from voicecoach.script.source import SourceText
from voicecoach.script.spec import Codec
from voicecoach.text import quoted
from voicecoach.units import UnitError, format_duration

BINAURAL, ISOCHRONIC = "binaural", "isochronic"
MOST_LAYERS = 2

_PLUS = re.compile(r"\s\+\s")
_LEVEL_WORDS = re.compile(r"(?:,\s*|\s+)([-\u2212]?\d{1,3}(?:[.,]\d{1,3})?\s*db)\s*\Z", re.IGNORECASE)
_ONCE = re.compile(r"(?:,\s*|\s+)once\s*\Z", re.IGNORECASE)
_BED_LEVEL = re.compile(r"([-\u2212]?\d{1,3}(?:[.,]\d{1,3})?)\s*(?:db)?", re.IGNORECASE)
_TONES = re.compile(rf"({BINAURAL}|{ISOCHRONIC})\s+(\d.*)", re.IGNORECASE)
_TWO_RATES = re.compile(r"(\d{1,4}(?:[.,]\d)?)\s*(?:hz)?[\s,+/]+(\d{1,4}(?:[.,]\d)?)\s*(?:hz)?", re.IGNORECASE)
# A comma between two digits is a decimal comma.
_BETWEEN_FADES = re.compile(r"(?<!\d),|,(?!\d)")
_LEVEL_RANGE = f"from {LOWEST_BED_DB} dB (barely audible) to {HIGHEST_BED_DB} dB (as loud as the voice)"


@dataclass(frozen=True, slots=True)
class Tones:
    """A bed of tones.

    Attributes:
        kind: ``binaural`` (another tone for each ear) or ``isochronic`` (one tone that comes and goes).
        tone_hz: The frequency of the tone; of binaural tones their mean.
        beat_hz: The difference between the two ears, or how often the tone comes in a second.
    """

    kind: str
    tone_hz: Fraction
    beat_hz: Fraction

    @property
    def channels(self) -> int:
        """The channels of its sound: 2 for binaural tones."""
        return 2 if self.kind == BINAURAL else 1

    def __str__(self) -> str:
        return f"{self.kind} {float(self.tone_hz):g} Hz {float(self.beat_hz):g} Hz"


def tones_of(sound: str) -> Tones | None:
    """Return the tones that the name of a bed describes; None for the name of a sound.

    >>> str(tones_of("Binaural 200 6"))
    'binaural 200 Hz 6 Hz'

    Raises:
        UnitError: It names tones, and not in a way that is understood.
    """
    named = _TONES.fullmatch(sound)
    if named is None:
        return None
    rates = _TWO_RATES.fullmatch(named[2].strip())
    if rates is None:
        raise UnitError(f"{quoted(sound)} needs a tone and a beat in Hz, with at most one decimal")
    tone_hz, beat_hz = (Fraction(rate.replace(",", ".")) for rate in rates.groups())
    for what, rate_hz, low, high in (
        ("tone", tone_hz, LOWEST_TONE_HZ, HIGHEST_TONE_HZ),
        ("beat", beat_hz, LOWEST_BEAT_HZ, HIGHEST_BEAT_HZ),
    ):
        if not low <= rate_hz <= high:
            raise UnitError(
                f"the {what} of {float(rate_hz):g} Hz is out of range: {float(low):g} to {float(high):g} Hz"
            )
    return Tones(named[1].lower(), tone_hz, beat_hz)


def read_bed(source: SourceText, report: Report) -> BedSetting | None:
    """Return a bed of one or two layers, or None after reporting a mistake.

    A level at the end of two layers is that of both, unless the first one has its own.
    """
    layers = [_read_layer(part, report) for part in _layers(source)]
    if len(layers) > MOST_LAYERS:
        message = f"these are {len(layers)} sounds; a bed has at most two"
        report.error(source.at(), message, "remove some, or mix them into your own file")
        return None
    first, *others = layers
    for second in others:
        if first is None or second is None:
            return None
        if second.sound.casefold() == first.sound.casefold():
            report.error(source.at(), f"{quoted(second.sound)} is given twice", "keep one, with its level")
            return None
        return replace(first, level_db=second.level_db if first.level_db is None else first.level_db, second=second)
    return first


def _layers(source: SourceText) -> Iterator[SourceText]:
    begin = 0
    for plus in _PLUS.finditer(source.text):
        yield source.slice(begin, plus.start())
        begin = plus.end()
    yield source.slice(begin)


def _read_layer(source: SourceText, report: Report) -> BedSetting | None:
    sound, level_db, is_once = source.text, None, False
    while True:
        if level := _LEVEL_WORDS.search(sound):
            level_db = bed_level_db(level[1])
            if level_db is None:
                report.error(source.at(), f"{quoted(level[1])} is not a level for a bed", _level_hint())
                return None
            sound = sound[: level.start()]
        elif once := _ONCE.search(sound):
            sound, is_once = sound[: once.start()], True
        else:
            break
    sound, comma, rest = sound.partition(",")
    if comma and tones_text(f"{sound},{rest}"):
        sound, comma = f"{sound},{rest}", ""
    if comma:
        report.error(source.at(), f"{quoted(rest.strip())} is not a level for a bed", _level_hint())
        return None
    if not sound.strip():
        report.error(source.at(), "the bed has no sound", f"write it as {BED.form}")
        return None
    try:
        tones = tones_of(sound.strip())
    except UnitError as error:
        report.error(source.at(), str(error), f"write, for example, {BINAURAL} 200 Hz 6 Hz")
        return None
    if tones is not None and is_once:
        report.error(source.at(), "tones are endless: once works with your own sound files", "remove once")
        return None
    return BedSetting(str(tones) if tones is not None else sound.strip(), level_db, is_once=is_once)


def tones_text(sound: str) -> bool:
    """Return whether the name of a bed describes tones, understood or not."""
    return _TONES.fullmatch(sound.strip()) is not None


def _level_hint() -> str:
    return f"write it as {BED.form}: {_LEVEL_RANGE}"


def bed_level(form: str) -> Codec[Fraction]:
    """Return the codec of a bed's level relative to the voice, in dB: ``-24`` or ``-24 dB``."""

    def read(source: SourceText, report: Report) -> Fraction | None:
        level_db = bed_level_db(source.text)
        if level_db is None:
            hint = f"write {form}: from {LOWEST_BED_DB} (barely audible) to {HIGHEST_BED_DB} (as loud as the voice)"
            report.error(source.at(), f"{quoted(source.text)} is not a level for a bed", hint)
        return level_db

    return Codec(read, str, form)


def bed_level_db(text: str) -> Fraction | None:
    """Return the level of a bed relative to the voice: ``-24`` or ``-24 dB``; None for anything else."""
    number = _BED_LEVEL.fullmatch(text.strip())
    level_db = Fraction(number[1].replace("\u2212", "-").replace(",", ".")) if number else None
    return level_db if level_db is not None and LOWEST_BED_DB <= level_db <= HIGHEST_BED_DB else None


def print_bed(bed: BedSetting) -> str:
    """Return a bed as a script has it."""
    if bed.second is None:
        return _print_layer(bed)
    first = replace(bed, level_db=None) if bed.level_db == bed.second.level_db else bed
    return f"{_print_layer(first)} + {_print_layer(bed.second)}"


def _print_layer(layer: BedSetting) -> str:
    once = " once" if layer.is_once else ""
    return f"{layer.sound}{once}" if layer.level_db is None else f"{layer.sound}{once}, {float(layer.level_db):g} dB"


BED = Codec(read_bed, print_bed, "rain, -24 dB")


def named_bed(text: str) -> BedSetting:
    """Return the bed that a person names outside a script; a plain name may have a comma in it.

    Raises:
        ScriptError: It is not understood; the location has no meaning.
    """
    if not (_PLUS.search(text) or _ONCE.search(text) or tones_text(text)):
        return BedSetting(text)
    report = Report()
    bed = read_bed(SourceText(text, "", ((0, 1, 1),)), report)
    report.raise_errors()
    assert bed is not None
    return bed


Fades = tuple[int, int]
"""The lengths of a fade-in and a fade-out, in milliseconds."""


def _read_fades(source: SourceText, report: Report) -> Fades | None:
    parts = _BETWEEN_FADES.split(source.text)
    try:
        fades_ms = [read_fade_ms(part.strip()) for part in parts]
    except UnitError as error:
        report.error(source.at(), str(error), f"write it as {FADES.form}: fade-in, then fade-out")
        return None
    if len(fades_ms) > 2:  # noqa: PLR2004 - in and out
        report.error(source.at(), "a bed has two fades: in and out", f"write it as {FADES.form}")
        return None
    return fades_ms[0], fades_ms[-1]


def read_fade_ms(text: str) -> int:
    """Return the length of a fade.

    Raises:
        UnitError: It is no duration, or more than a minute.
    """
    fade_ms = read_duration_ms(text)
    if fade_ms > LONGEST_BED_FADE_MS:
        raise UnitError(f"{quoted(text)} is too long for a fade, at most {format_duration(LONGEST_BED_FADE_MS)}")
    return fade_ms


def _print_fades(fades: Fades) -> str:
    return ", ".join(map(format_duration, fades))


FADES = Codec(_read_fades, _print_fades, "3s, 8s")

_FADE_AT_END = re.compile(r"(?:\A|[,\s])\s*(\d[\d.,]*\s*(?:ms|s|secs?|seconds?|m|mins?|minutes?))\Z", re.IGNORECASE)


def split_fade(words: str) -> tuple[str, int | None]:
    """Return the words of ``[bed rain 5s]`` without the fade at their end, and the fade.

    >>> split_fade("rain, -20 dB 5s"), split_fade("rain -20 dB")
    (('rain, -20 dB', 5000), ('rain -20 dB', None))

    Raises:
        UnitError: It is too long.
    """
    fade = _FADE_AT_END.search(words)
    if fade is None:
        return words, None
    return words[: fade.start()].rstrip(" ,"), read_fade_ms(fade[1])
