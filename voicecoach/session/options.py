"""The options of a session: one table for the command line, Python programs, cue sheets and bookmarks.

Each of these becomes one :class:`Choices`; the choices and the settings of the script make the :class:`Options`.

To add an option, add a field to :class:`Choices`, a row to :data:`OPTIONS` and a ``click.option`` in
``voicecoach/cli/options.py``; a script's setting needs a row in ``voicecoach/script/settings.py`` as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from fractions import Fraction
from os import PathLike, fspath
from typing import Any

from voicecoach.errors import OptionError, ScriptError
from voicecoach.script import codec, week_codecs
from voicecoach.script import settings as table
from voicecoach.script.beds import Fades, bed_level, print_bed
from voicecoach.script.directions import BreathPause, NamedPause, PauseLength, TimedPause
from voicecoach.script.limits import HIGHEST_LEVEL, LOWEST_LEVEL
from voicecoach.script.model import BedSetting
from voicecoach.script.pace import pace_for
from voicecoach.script.report import Report
from voicecoach.script.sides import Side
from voicecoach.script.source import SourceText
from voicecoach.script.spec import OFF, Codec, Off, Settings
from voicecoach.session import option_values as values
from voicecoach.session import rules
from voicecoach.session.cues import Silence
from voicecoach.session.option_pairs import CHANGE, VALUE
from voicecoach.session.unroll.shorten import Guidance
from voicecoach.text import did_you_mean
from voicecoach.units import SECOND_MS, round_half_up


@dataclass(frozen=True, slots=True)
class Choices:
    """The options that a person chose for one session; None leaves an option to the script.

    Attributes:
        voice: The voice's name, as on the command line.
        pace: The pace of the speech; 1 is an unhurried guide.
        pitch_semitones: The shift of the voice's pitch; below 0 for lower.
        level: The place in every range, 1 to 5.
        focus: The side with holds 50 % longer; ``OFF`` for none.
        settle: The factor on ready, change and rest.
        only: The names of the steps to keep.
        skip: The names of the steps to skip.
        seed: Picks other variants of the phrases.
        values: A person's own values by name.
        wording: A wording pack's name, or a file.
        guidance: The amount of speech, full to chimes.
        fit_ms: The exact length of the session; 0 for the length that it has.
        bed: The sound under the session; ``OFF`` for none, also for steps with a bed of their own.
        bed_level_db: The level of the bed relative to the voice.
        preview: Whether long silences and holds are shortened.
        parts: Whether each step begins with words of its own, for a file of its own.
        wake_after_ms: The length of a silence after which headphones are woken before the next cue; 0 for never.
        pause_factor: The factor on every pause that the script asks for.
        alone: The line of the heading, and the name, of the only step that is heard, without the words around it.
        changes: New values of steps' settings, by ``SETTING.STEP``.
        week: The week of the script's programme, from 1; 0 for the whole script.
    """

    voice: str | None = None
    pace: Fraction | None = None
    pitch_semitones: Fraction | None = None
    level: int | None = None
    focus: Side | Off | None = None
    settle: Fraction | None = None
    only: tuple[str, ...] | None = None
    skip: tuple[str, ...] | None = None
    seed: int | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    wording: str | None = None
    guidance: Guidance | None = None
    fit_ms: int | None = None
    bed: BedSetting | Off | None = None
    bed_level_db: float | None = None
    preview: bool = False
    parts: bool = False
    wake_after_ms: int | None = None
    pause_factor: Fraction | None = None
    alone: tuple[int, str] | None = None
    changes: Mapping[str, str] = field(default_factory=dict)
    week: int | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """The settled options of a session: the person's choices, else the script's settings, else the defaults.

    The fields are those of :class:`Choices`. ``bed_fades_ms`` has the fades of the bed, None for the
    defaults. ``given_pauses_ms`` has the lengths of pauses that the script sets, by
    name; ``range_position`` is the place of the level in every range, from 0 (the least) to 1 (the most).
    """

    language: str
    voice: str
    pace: Fraction
    pitch_semitones: Fraction
    level: int
    focus: Side | None
    settle: Fraction
    only: tuple[str, ...]
    skip: tuple[str, ...]
    seed: int
    guidance: Guidance
    fit_ms: int | None
    bed: BedSetting | Off | None
    bed_fades_ms: Fades | None
    bed_level_db: float | None
    given_pauses_ms: Mapping[str, int]
    parts: bool
    pause_factor: Fraction
    fits_pauses: bool
    wake_after_ms: int | None
    range_position: Fraction
    week: int | None

    @classmethod
    def of(cls, settings: Settings, choices: Choices) -> Options:
        """Return the options of a script's settings and a person's choices; the choices win."""
        focus = settings.get(table.FOCUS)
        level = choices.level or settings.get(table.LEVEL) or rules.DEFAULT_LEVEL
        language = (settings.get(table.LANGUAGE) or "en").lower()
        pauses = settings.get(table.PAUSES)
        pitch = choices.pitch_semitones if choices.pitch_semitones is not None else settings.get(table.PITCH)
        return cls(
            language=language,
            voice=choices.voice or settings.get(table.VOICE) or "auto",
            pace=choices.pace or _own_pace(settings, language) or rules.DEFAULT_PACE,
            pitch_semitones=pitch or Fraction(0),
            level=level,
            range_position=Fraction(level - LOWEST_LEVEL, HIGHEST_LEVEL - LOWEST_LEVEL),
            focus=None if isinstance(choices.focus, Off) else choices.focus or focus,
            settle=choices.settle or settings.get(table.SETTLE) or Fraction(1),
            only=choices.only if choices.only is not None else settings.get(table.ONLY) or (),
            skip=choices.skip if choices.skip is not None else settings.get(table.SKIP) or (),
            seed=choices.seed if choices.seed is not None else settings.get(table.SEED) or 0,
            guidance=choices.guidance or Guidance(settings.get(table.GUIDANCE) or Guidance.FULL),
            fit_ms=(choices.fit_ms if choices.fit_ms is not None else settings.get(table.FIT)) or None,
            bed=choices.bed if choices.bed is not None else settings.get(table.BED),
            bed_fades_ms=(0, 0) if settings.is_off(table.BED_FADE) else settings.get(table.BED_FADE),
            bed_level_db=choices.bed_level_db,
            given_pauses_ms=dict(pauses) if pauses is not None else {},
            parts=choices.parts,
            pause_factor=choices.pause_factor or settings.get(table.PAUSE_FACTOR) or Fraction(1),
            week=choices.week or None,
            fits_pauses=not settings.is_off(table.FIT_PAUSES),
            wake_after_ms=choices.wake_after_ms if choices.wake_after_ms is not None else _own_wake_ms(settings),
        )

    @property
    def pauses(self) -> rules.Pauses:
        """The pauses of spoken text, at the pace."""
        return rules.Pauses.at_pace(self.pace, self.given_pauses_ms, self.pause_factor)

    def silence(self, length: PauseLength) -> Silence:
        """Return the silence of a pause that the script asks for; ranges are picked from as others are."""
        lengths_ms = {**rules.PAUSES_MS, **self.given_pauses_ms}
        match length:
            case TimedPause(span_ms):
                own_ms = span_ms.pick(self.range_position, step=SECOND_MS)
            case BreathPause(breaths):
                own_ms = breaths.pick(self.range_position) * lengths_ms["breath"]
            case NamedPause(kind):
                own_ms = lengths_ms[kind]
        return Silence(round_half_up(own_ms * self.pause_factor), can_stretch=self.fits_pauses)


def _own_wake_ms(settings: Settings) -> int | None:
    """Return the silence after which a script wakes headphones, 0 for never; None without one."""
    return 0 if settings.is_off(table.WAKE) else settings.get(table.WAKE)


def _own_pace(settings: Settings, language: str) -> Fraction | None:
    """Return the pace that a script sets; None without one."""
    rate = settings.get(table.WORDS_PER_MINUTE)
    return settings.get(table.PACE) if rate is None else pace_for(rate, language)


@dataclass(frozen=True, eq=False)
class Option:
    """One row of the table of options.

    Attributes:
        name: The option of the command line, with underscores; empty where the program itself sets it.
        field: The field of :class:`Choices` that has its value.
        codec: Reads a text that a person wrote; None for a switch, which is on or off.
        restore: Returns the value again from what :func:`choices_json` made of it; a value itself stays as it is.
    """

    name: str
    field: str
    codec: Codec[Any] | None = None
    restore: Callable[[Any], Any] = values.unchanged

    def parse(self, text: str) -> Any:
        """Return the value of a text that a person wrote.

        Raises:
            ScriptError: It has no such value. Its one diagnostic tells why; its location has no meaning.
        """
        assert self.codec is not None
        report = Report()
        value = self.codec.read(SourceText(text, "", ((0, 1, 1),)), report)
        report.raise_errors()
        return self.restore(value)


OPTIONS = (
    Option("voice", "voice", values.WORDS),
    Option("pace", "pace", table.PACE.codec, values.fraction),
    Option("pitch", "pitch_semitones", table.PITCH.codec, values.fraction),
    Option("level", "level", table.LEVEL.codec),
    Option("focus", "focus", values.or_off(codec.choice((Side.RIGHT, Side.LEFT)), OFF), values.side),
    Option("settle", "settle", table.SETTLE.codec, values.fraction),
    Option("only", "only", values.NAMES, tuple),
    Option("skip", "skip", values.NAMES, tuple),
    Option("seed", "seed", table.SEED.codec),
    Option("set", "values", VALUE),
    Option("wording", "wording", values.WORDS),
    Option("guidance", "guidance", table.GUIDANCE.codec, Guidance),
    Option("fit", "fit_ms", values.or_off(table.FIT.codec, 0)),
    Option("bed", "bed", values.BED, values.bed),
    Option("bed_level", "bed_level_db", bed_level("-24"), float),
    Option("preview", "preview"),
    Option("", "parts"),
    Option("wake", "wake_after_ms", values.or_off(table.WAKE.codec, 0)),
    Option("pauses", "pause_factor", table.PAUSE_FACTOR.codec, values.fraction),
    Option("", "alone", restore=tuple),
    Option("change", "changes", CHANGE),
    Option("week", "week", week_codecs.CHOSEN_WEEK),
)
"""Every option of a session, in the order of the fields of :class:`Choices`."""

_BY_NAME = {option.name: option for option in OPTIONS if option.name}
_BY_FIELD = {option.field: option for option in OPTIONS}
_NO_WAKE = "no_wake"


def option_named(name: str) -> Option:
    """Return an option by its name on the command line, with underscores.

    Raises:
        OptionError: There is no such option.
    """
    if name not in _BY_NAME:
        raise OptionError(name, "does not exist", did_you_mean(name, (*_BY_NAME, _NO_WAKE)))
    return _BY_NAME[name]


def choices_from(given: Mapping[str, object]) -> Choices:
    """Return the choices that a Python program gives as keywords.

    Args:
        given: Values by the names of the command line's options, with underscores, such as ``bed_level``. Each is the
            text that the command line takes, or a number (seconds, for a duration); ``only`` and ``skip`` may be
            lists of names, and ``set`` a mapping. ``preview`` and ``no_wake`` are bools. None is as if not given.

    Raises:
        OptionError: There is no such option, or its value is invalid.
    """
    asked = {name: value for name, value in given.items() if value is not None}
    if is_silent := asked.pop(_NO_WAKE, False):
        asked.pop("wake", None)
    rows = [(option_named(name), value) for name, value in asked.items()]
    read = {row.field: _read(row, value) for row, value in rows}
    if is_silent:
        read["wake_after_ms"] = 0
    return Choices(**read)


def _read(row: Option, value: object) -> Any:
    """Return the value of an option as a Python program gives it."""
    try:
        match value:
            case bool() if row.codec is None:
                return value
            case Mapping() if row.codec in (VALUE, CHANGE):
                return _merged(row.parse(f"{name}={each}") for name, each in value.items())
            case list() | tuple() if row.codec in (VALUE, CHANGE):
                return _merged(row.parse(each) for each in value)
            case list() | tuple() if row.codec is values.NAMES:
                return tuple(map(str, value))
            case str() | PathLike() if row.codec is not None:
                return row.parse(fspath(value))
            case int() | float() | Fraction() if row.codec is not None and not isinstance(value, bool):
                return row.parse(f"{float(value):.6f}".rstrip("0").rstrip("."))
    except ScriptError as error:
        found = error.diagnostics[0]
        raise OptionError(row.name, f"is invalid: {found.message}", found.hint) from error
    hint = f"write {row.name}=True" if row.codec is None else f"write, for example, {row.name}={row.codec.form!r}"
    raise OptionError(row.name, f"cannot be {value!r}", hint)


def _merged(values: Iterable[Mapping[str, str]]) -> dict[str, str]:
    return {name: value for each in values for name, value in each.items()}


def choices_json(choices: Choices, *, is_exact: bool = False) -> dict[str, object]:
    """Return the chosen options as plain data for JSON, by the names of the fields.

    Args:
        choices: The choices.
        is_exact: Whether :func:`choices_from_json` has to return just the same choices; numbers and beds are then
            harder to read. Otherwise it may lose the level that a bed comes with.
    """
    return {name: _plain(name, value, is_exact=is_exact) for name, value in _asked(choices).items()}


def _plain(name: str, value: Any, *, is_exact: bool) -> object:
    match value:
        case Fraction():
            return str(value) if is_exact else float(value)
        case BedSetting(sound, level_db, is_once=False, second=None):
            return [sound, None if level_db is None else str(level_db)] if is_exact else sound
        case BedSetting():
            return print_bed(value)
        case Off():
            return "none" if name == "bed" and not is_exact else "off"
        case tuple():
            return list(value)
        case _:
            return value


def choices_from_json(plain: Mapping[str, Any]) -> Choices:
    """Return the choices from what :func:`choices_json` made of them; values themselves stay as they are.

    Raises:
        ValueError, TypeError, LookupError, AttributeError: This version of the tool did not write them.
    """
    asked = {name: value for name, value in plain.items() if value is not None}
    return Choices(**{name: _BY_FIELD[name].restore(value) for name, value in asked.items()})


def overridden(choices: Choices, newer: Choices) -> Choices:
    """Return the choices, overridden by newer ones where those choose."""
    return replace(choices, **_asked(newer))


def _asked(choices: Choices) -> dict[str, Any]:
    asked = {each.name: getattr(choices, each.name) for each in fields(choices)}
    return {name: value for name, value in asked.items() if value is not None and value != {} and value is not False}
