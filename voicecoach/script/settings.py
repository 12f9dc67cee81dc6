"""The table of settings: one row feeds the reader, the printer, the hints and the guide.

To add a setting, add a row here: its key, how its value is read and printed (a codec of
:mod:`voicecoach.script.values`), where it may stand, what a step must have to use it, one line of
documentation and one example. The session stage then asks for it by the row: ``settings.get(HOLD)``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, Flag, auto
from fractions import Fraction
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from voicecoach.script import values
from voicecoach.script.model import Comment, Side, Text
from voicecoach.script.phrases import PHRASES
from voicecoach.script.source import did_you_mean
from voicecoach.script.text import Allowed
from voicecoach.units import Span, format_duration_span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from voicecoach.errors import Location
    from voicecoach.script.source import Report, Source

V = TypeVar("V")


class Scope(Flag):
    """Where a setting may stand."""

    SESSION = auto()
    STEP = auto()
    BOTH = SESSION | STEP


class Kind(Flag):
    """What a step is: simply spoken, or with holds, phases or breathing."""

    SPOKEN = auto()
    HOLDS = auto()
    PHASES = auto()
    BREATHING = auto()
    MOVING = HOLDS | PHASES | BREATHING
    ANY = SPOKEN | MOVING


class Off(Enum):
    """The value of a setting that was turned off."""

    OFF = "off"


OFF = Off.OFF


@dataclass(frozen=True, eq=False)
class Argument:
    """The word behind a setting's key, such as ``half`` in ``at half``: read to a canonical text."""

    form: str
    codec: values.Codec[object]


@dataclass(frozen=True, eq=False)
class Spec(Generic[V]):
    """One row of the table.

    Attributes:
        key: The canonical key, in lower case.
        codec: Reads and prints the value.
        scope: Where it may stand.
        doc: One line for the guide, in the present tense.
        example: A value for the guide; the tests read it.
        argument: What follows the key, for a setting that may stand several times.
        repeatable: Whether the same key and argument may stand twice.
        kinds: The kinds of step that can use it.
        later: What is still missing where the setting is known but not built yet.
    """

    key: str
    codec: values.Codec[V]
    scope: Scope
    doc: str
    example: str
    argument: Argument | None = None
    repeatable: bool = False
    kinds: Kind = Kind.ANY
    later: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """One ``- key: value`` line as it was written.

    Attributes:
        spec: The row of the table.
        argument: What stood behind the key, read; None where there is nothing.
        value: What stood behind the colon, read, or :data:`OFF`.
        location: The place of the key.
        value_location: The place of the value.
    """

    spec: Spec[object]
    argument: object | None
    value: object
    location: Location = field(compare=False)
    value_location: Location = field(compare=False)

    @property
    def written_key(self) -> str:
        """The key with its argument, as it is printed."""
        if self.argument is None or self.spec.argument is None:
            return self.spec.key
        return f"{self.spec.key} {self.spec.argument.codec.print(self.argument)}"

    @property
    def written_value(self) -> str:
        """The value as it is printed."""
        return "off" if self.value is OFF else self.spec.codec.print(self.value)


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a session or a step, in the order in which they were written."""

    entries: tuple[Setting | Comment, ...] = ()

    def __iter__(self) -> Iterator[Setting]:
        return (entry for entry in self.entries if isinstance(entry, Setting))

    def written(self, spec: Spec[V], argument: object | None = None) -> Setting | None:
        """Return the line that gives a setting, or None."""
        return next((one for one in self if one.spec is spec and one.argument == argument), None)

    def get(self, spec: Spec[V], argument: object | None = None) -> V | None:
        """Return a setting's value, or None where it is not given or turned off."""
        setting = self.written(spec, argument)
        return None if setting is None or setting.value is OFF else cast("V", setting.value)

    def is_off(self, spec: Spec[V], argument: object | None = None) -> bool:
        """Return whether a setting is given as ``off``."""
        setting = self.written(spec, argument)
        return setting is not None and setting.value is OFF

    def every(self, spec: Spec[V]) -> list[tuple[Setting, V | None]]:
        """Return all lines of a setting with an argument, each with its value (None where it is off)."""
        lines = [one for one in self if one.spec is spec]
        return [(one, None if one.value is OFF else cast("V", one.value)) for one in lines]

    def kind(self) -> Kind:
        """Return what the step with these settings is."""
        kind = Kind(0)
        for spec, means in ((HOLD, Kind.HOLDS), (PHASE, Kind.PHASES), (BREATHE, Kind.BREATHING)):
            if any(one.spec is spec and one.value is not OFF for one in self):
                kind |= means
        return kind or Kind.SPOKEN


def _read_phrase_name(source: Source, report: Report) -> str | None:
    name = source.text.lower()
    if name in PHRASES:
        return name
    report.error(source.at(), f"there is no phrase called {source.text!r}", did_you_mean(name, PHRASES))
    return None


def _read_value_name(source: Source, report: Report) -> str | None:
    name = source.text.lower()
    if name.replace("_", "a").replace("-", "a").isalnum() and not name[0].isdigit():
        return name
    report.error(source.at(), f"{source.text!r} is no name for a value", "use one word, such as patient")
    return None


def _read_span(source: Source, report: Report) -> Span | None:
    return values.duration_span("a phase", "4s").read(source, report)


_PHASE_LENGTH = values.Codec[Span](_read_span, format_duration_span, "4s")
_PHRASE_NAME = values.Codec[str](_read_phrase_name, str, "half")
_VALUE_NAME = values.Codec[str](_read_value_name, str, "patient")
_WORD = values.plain("psoas")
_POINT_TEXT = values.spoken("words", Allowed.VARIABLES)
_LEVELS = values.count_span("levels", "4-5")
_PACE = values.factor(Fraction(1, 2), Fraction(2), "0.9")
_SETTLE = values.factor(Fraction(1, 4), Fraction(4), "1.5")


def _argument(codec: values.Codec[V]) -> Argument:
    return Argument(codec.form, cast("values.Codec[object]", codec))


_SESSION = Scope.SESSION
_STEP = Scope.STEP
_BOTH = Scope.BOTH

LANGUAGE = Spec("language", values.plain("en"), _SESSION, "is the language of the words, as a code", "en")
VOICE = Spec("voice", values.plain("auto"), _SESSION, "is the voice that speaks", "auto")
PACE = Spec("pace", _PACE, _SESSION, "is the pace of the speech: 1 is the voice's own, less is slower", "0.9")
LEVEL = Spec("level", values.whole_number(1, 5, "3"), _SESSION,
             "picks from ranges such as 5-10s: 1 the least, 3 the middle, 5 the most", "3")  # fmt: skip
GUIDANCE = Spec("guidance", values.choice(("full", "brief", "names", "chimes")), _SESSION,
                "is how much is said", "full", later="only full guidance is built so far")  # fmt: skip
FOCUS = Spec("focus", values.choice(tuple(Side)), _BOTH,
             "gives the holds of one side half as long again", "left", kinds=Kind.HOLDS)  # fmt: skip
FIT = Spec("fit", values.duration_span("the length", "12m"), _SESSION, "makes the session exactly this long",
           "12m", later="fitting to a length is not built yet")  # fmt: skip
SETTLE = Spec("settle", _SETTLE, _SESSION, "lengthens ready, change and rest by a factor", "1.5")
SEED = Spec("seed", values.whole_number(0, 999_999_999, "1"), _SESSION,
            "picks other variants of the phrases", "1")  # fmt: skip
ONLY = Spec("only", values.name_list("Bridge, Child's Pose"), _SESSION, "keeps only these steps",
            "Bridge, Child's Pose")  # fmt: skip
SKIP = Spec("skip", values.name_list("Bridge, Child's Pose"), _SESSION, "leaves these steps out", "Bridge")
WORDING = Spec("wording", values.plain("calm"), _SESSION, "is the wording pack that the phrases come from", "calm")
WORDING_PHRASE = Spec("wording", values.spoken("words"), _SESSION, "replaces one phrase of the pack",
                      "Half way there.", argument=_argument(_PHRASE_NAME))  # fmt: skip
CHIMES = Spec("chimes", values.CHIMES, _BOTH, "names the sounds of the signals; off turns one off",
              "begin bowl, end bell, half wood, switch two-tone")  # fmt: skip
BED = Spec("bed", values.plain("rain, -24 dB"), _BOTH, "is the sound under the session", "rain, -24 dB",
           later="beds are not built yet")  # fmt: skip
PRONOUNCE = Spec("pronounce", values.plain("SO-az"), _SESSION, "says how a word is spoken", "SO-az",
                 argument=_argument(_WORD))  # fmt: skip
PROPS = Spec("props", values.spoken("a firm cushion, a rolled towel"), _BOTH,
             "says what to lay ready", "a firm cushion, a rolled towel")  # fmt: skip
SAFETY = Spec("safety", values.spoken("Never push into a sharp pain."), _BOTH,
              "is always spoken, never shortened or left out", "Never push into a sharp pain.")  # fmt: skip
VALUE = Spec("value", values.spoken("Anna", Allowed.NOTHING), _SESSION,
             "names a value of your own, to be written in braces", "Anna",
             argument=_argument(_VALUE_NAME))  # fmt: skip
ABOUT = Spec("about", values.plain("ten stretches"), _SESSION, "describes the routine in the list of scripts",
             "Ten stretches for the lower back.")  # fmt: skip
BASED_ON = Spec("based on", values.plain("lower-back"), _SESSION, "takes everything from another script",
                "lower-back", later="building on another script is not built yet")  # fmt: skip

POSITION = Spec("position", values.plain("on your back"), _STEP,
                "is the starting position; a change of position gets more time (it is not spoken)",
                "on your back")  # fmt: skip
SPOKEN = Spec("spoken", values.spoken("Cat Cow", Allowed.NOTHING), _STEP, "is said in place of the step's name",
              "Cat Cow")  # fmt: skip
CHAPTER = Spec("chapter", values.plain("Cat-Cow"), _STEP, "is the chapter's title; off leaves the chapter out",
               "Cat-Cow")  # fmt: skip
LEVELS = Spec("levels", _LEVELS, _STEP, "keeps the step to some levels", "4-5")
SIDES = Spec("sides", values.SIDES, _STEP, "says which sides take turns", "right, left", kinds=Kind.MOVING)
HOLD = Spec("hold", values.duration_span("a hold"), _STEP, "is how long the position is held", "20-40s",
            kinds=Kind.ANY)  # fmt: skip
PHASE = Spec("phase", _POINT_TEXT, _STEP, "is one part of a movement: how long, and the words at its start",
             "Inhale and arch your back.", argument=_argument(_PHASE_LENGTH), repeatable=True)  # fmt: skip
BREATHE = Spec("breathe", values.BREATHING, _STEP, "is one round of breathing",
               "in 4s, hold 4s, out 4s, hold 4s")  # fmt: skip
ROUNDS = Spec("rounds", values.count_span("rounds"), _STEP, "is how many rounds of breathing", "5",
              kinds=Kind.BREATHING)  # fmt: skip
REPS = Spec("reps", values.count_span("reps"), _STEP, "is how often the hold or the phases are done", "6-10",
            kinds=Kind.HOLDS | Kind.PHASES)  # fmt: skip
SETS = Spec("sets", values.count_span("sets"), _STEP, "is how often it is all done again", "2", kinds=Kind.MOVING)
READY = Spec("ready", values.gap_span("15s"), _STEP, "is the least time to get ready before the first hold",
             "15s", kinds=Kind.MOVING)  # fmt: skip
CHANGE = Spec("change", values.gap_span("6s"), _STEP, "is the least time to change sides", "6s", kinds=Kind.MOVING)
REST_BETWEEN = Spec("rest", values.gap_span("5s"), _STEP, "is the least rest between sets, and between reps",
                    "5s", kinds=Kind.MOVING)  # fmt: skip
CUE = Spec("cue", values.spoken("Draw your {side} knee in."), _STEP,
           "is spoken before the first rep of each side and set", "Draw your {side} knee in.",
           kinds=Kind.MOVING)  # fmt: skip
BRIEF = Spec("brief", values.spoken("{side} knee in."), _STEP, "is the short form of the cue", "{side} knee in.",
             kinds=Kind.MOVING)  # fmt: skip
AT = Spec("at", _POINT_TEXT, _STEP, "is spoken at a point of each hold", "Ten more seconds.",
          argument=_argument(values.POINT), kinds=Kind.HOLDS)  # fmt: skip
COUNTDOWN = Spec("countdown", values.whole_number(0, 60, "3"), _STEP,
                 "counts the last seconds of each hold", "3", kinds=Kind.HOLDS)  # fmt: skip
FINISH = Spec("finish", values.spoken("Lower the leg slowly."), _STEP,
              "is spoken after the last rep of each side and set", "Lower the leg slowly.",
              kinds=Kind.MOVING)  # fmt: skip

TABLE: tuple[Spec[object], ...] = cast(
    "tuple[Spec[object], ...]",
    (
        LANGUAGE, VOICE, PACE, LEVEL, GUIDANCE, FIT, SETTLE, SEED, ONLY, SKIP,
        WORDING, WORDING_PHRASE, PRONOUNCE, VALUE, ABOUT, BASED_ON,
        POSITION, PROPS, SAFETY, SPOKEN, CHAPTER, LEVELS,
        SIDES, HOLD, PHASE, BREATHE, ROUNDS, REPS, SETS, READY, CHANGE, REST_BETWEEN,
        CUE, BRIEF, AT, COUNTDOWN, FINISH, CHIMES, BED, FOCUS,
    ),
)  # fmt: skip


def keys(scope: Scope) -> list[str]:
    """Return the keys that may stand in a scope, as they are written."""
    return [spec.key for spec in TABLE if spec.scope & scope]


def find_spec(key: str, scope: Scope) -> tuple[Spec[object], str] | None:
    """Return the row for a written key and the argument behind it, or None where there is no such key.

    The key is looked up in any case and with any white space in it.
    """
    folded = " ".join(key.lower().split())
    words = " ".join(key.split())
    rows = [spec for spec in TABLE if spec.scope & scope]
    for spec in rows:
        if folded == spec.key and spec.argument is None:
            return spec, ""
    for spec in rows:
        if spec.argument is not None and (folded == spec.key or folded.startswith(spec.key + " ")):
            return spec, words[len(spec.key) :].strip()
    return None


def texts(settings: Settings) -> Iterable[tuple[Setting, Text]]:
    """Return every spoken text among the settings."""
    return ((one, one.value) for one in settings if isinstance(one.value, Text))
