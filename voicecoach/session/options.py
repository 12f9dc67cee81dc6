"""What a person chose for one session, on the command line or in the script."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from fractions import Fraction
from typing import Any

from voicecoach.script import settings as table
from voicecoach.script.model import Side
from voicecoach.script.spec import OFF, Off, Settings
from voicecoach.script.values import Bed
from voicecoach.session.unroll.guidance import Guidance

LOWEST_LEVEL, MIDDLE_LEVEL, HIGHEST_LEVEL = 1, 3, 5
DEFAULT_PACE = Fraction(9, 10)


@dataclass(frozen=True, slots=True)
class Choices:
    """What the command line asks for; None leaves it to the script.

    Attributes:
        voice: The voice's name, as on the command line.
        pace: The pace of the speech, where 1 is the voice's own.
        level: Where in a range, 1 to 5.
        focus: The side whose holds are half as long again.
        settle: The factor on ready, change and rest.
        only: The names of the steps to keep.
        skip: The names of the steps to leave out.
        seed: Picks other variants of the phrases.
        values: A person's own values by name.
        wording: A wording pack's name, or a file.
        guidance: How much is said.
        fit_ms: The exact length of the session.
        bed: The sound under the session; ``OFF`` for none, also none of a step's own.
        bed_level_db: How loud the bed is, relative to the voice.
        preview: Whether long silences and holds are shortened.
        parts: Whether each step begins with words that stand by themselves, for a file of its own.
        wake_after_ms: After how long a silence headphones are woken before the next cue; 0 for never.
    """

    voice: str | None = None
    pace: Fraction | None = None
    level: int | None = None
    focus: Side | None = None
    settle: Fraction | None = None
    only: tuple[str, ...] | None = None
    skip: tuple[str, ...] | None = None
    seed: int | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    wording: str | None = None
    guidance: Guidance | None = None
    fit_ms: int | None = None
    bed: Bed | Off | None = None
    bed_level_db: float | None = None
    preview: bool = False
    parts: bool = False
    wake_after_ms: int | None = None

    def given(self) -> dict[str, object]:
        """Return what was asked for, ready for JSON."""
        plain: dict[str, object] = {}
        for each in fields(self):
            value = getattr(self, each.name)
            match value:
                case Fraction():
                    value = float(value)
                case Bed(sound):
                    value = sound
                case Off():
                    value = "none"
            if value is not None and value != {} and value is not False:
                plain[each.name] = value
        return plain


@dataclass(frozen=True, slots=True)
class Options:
    """What shapes a session once the script and the command line have both been heard.

    The fields are those of :class:`Choices`; ``sentence_pause_ms`` is the length of the pauses between sentences, where
    it is not left to the voice; ``range_position`` is where the level picks from every range, from 0
    (the least) to 1 (the most).
    """

    language: str
    voice: str
    pace: Fraction
    level: int
    focus: Side | None
    settle: Fraction
    only: tuple[str, ...]
    skip: tuple[str, ...]
    seed: int
    guidance: Guidance
    fit_ms: int | None
    bed: Bed | Off | None
    bed_level_db: float | None
    sentence_pause_ms: int | None
    parts: bool
    range_position: Fraction

    @classmethod
    def of(cls, settings: Settings, choices: Choices) -> Options:
        """Return the options of a script's settings; what the command line gives wins."""
        focus = settings.get(table.FOCUS)
        level = choices.level or settings.get(table.LEVEL) or MIDDLE_LEVEL
        return cls(
            language=(settings.get(table.LANGUAGE) or "en").lower(),
            voice=choices.voice or settings.get(table.VOICE) or "auto",
            pace=choices.pace or settings.get(table.PACE) or DEFAULT_PACE,
            level=level,
            range_position=Fraction(level - LOWEST_LEVEL, HIGHEST_LEVEL - LOWEST_LEVEL),
            focus=choices.focus or (Side(focus) if focus else None),
            settle=choices.settle or settings.get(table.SETTLE) or Fraction(1),
            only=choices.only if choices.only is not None else settings.get(table.ONLY) or (),
            skip=choices.skip if choices.skip is not None else settings.get(table.SKIP) or (),
            seed=choices.seed if choices.seed is not None else settings.get(table.SEED) or 0,
            guidance=choices.guidance or Guidance(settings.get(table.GUIDANCE) or Guidance.FULL),
            fit_ms=choices.fit_ms or settings.get(table.FIT),
            bed=choices.bed if choices.bed is not None else settings.get(table.BED),
            bed_level_db=choices.bed_level_db,
            sentence_pause_ms=settings.get(table.SENTENCE_PAUSE),
            parts=choices.parts,
        )


_OFF = "off"

_READ: dict[str, Callable[[Any], Any]] = {
    "pace": Fraction,
    "settle": Fraction,
    "focus": Side,
    "guidance": Guidance,
    "only": tuple,
    "skip": tuple,
    "bed": lambda plain: OFF if plain == _OFF else Bed(plain[0], None if plain[1] is None else Fraction(plain[1])),
}


def to_plain(choices: Choices) -> dict[str, object]:
    """Return what was asked for, ready for JSON and for :func:`from_plain`."""
    plain: dict[str, object] = {}
    for name, value in _asked(choices).items():
        match value:
            case Fraction():
                plain[name] = str(value)
            case Bed(sound, level_db):
                plain[name] = [sound, None if level_db is None else str(level_db)]
            case Off():
                plain[name] = _OFF
            case tuple():
                plain[name] = list(value)
            case _:
                plain[name] = value
    return plain


def from_plain(plain: Mapping[str, Any]) -> Choices:
    """Return the choices again.

    Raises:
        ValueError, TypeError, LookupError: They were not written by this version of the tool.
    """
    read: dict[str, Any] = {name: _READ[name](value) if name in _READ else value for name, value in plain.items()}
    return Choices(**read)


def over(choices: Choices, others: Choices) -> Choices:
    """Return choices with what others ask for in the place of what these do."""
    return replace(choices, **_asked(others))


def _asked(choices: Choices) -> dict[str, Any]:
    asked = {each.name: getattr(choices, each.name) for each in fields(choices)}
    return {name: value for name, value in asked.items() if value is not None and value != {} and value is not False}
