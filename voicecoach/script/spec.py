"""The types of settings: a row of the table, a line of a script, and all lines of a session or a step."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from enum import Enum, Flag, auto
from typing import Generic, TypeVar, cast

from voicecoach.errors import Location
from voicecoach.script.report import Report
from voicecoach.script.source import Comment, SourceText

V = TypeVar("V")


class Scope(Flag):
    """The places where a setting may be written."""

    SESSION = auto()
    STEP = auto()
    BOTH = SESSION | STEP


class StepKind(Flag):
    """The kinds of steps: only spoken, or with holds, phases, breathing or reps without a time."""

    NONE = 0
    SPOKEN = auto()
    HOLDS = auto()
    PHASES = auto()
    BREATHING = auto()
    COUNTED = auto()
    MOVING = HOLDS | PHASES | BREATHING | COUNTED
    ANY = SPOKEN | MOVING


KIND_WORDS = {
    StepKind.HOLDS: "a hold",
    StepKind.PHASES: "phases",
    StepKind.BREATHING: "breathing",
    StepKind.COUNTED: "reps without a time",
}
"""The words for the kinds in messages and in the guide."""


class Off(Enum):
    """The value of a setting that was turned off."""

    OFF = "off"


OFF = Off.OFF


@dataclass(frozen=True, eq=False)
class Argument:
    """The word after a setting's key, such as ``half`` in ``at half``.

    Attributes:
        codec: Reads and prints it.
        example: An argument for hints and the guide; the tests read it.
    """

    codec: Codec[object]
    example: str


@dataclass(frozen=True, eq=False)
class Spec(Generic[V]):
    """One row of the table of settings.

    Attributes:
        key: The canonical key, in lower case.
        codec: Reads and prints the value.
        scope: The places where it may be written.
        doc: One line for the guide, in the present tense.
        example: A value for hints and the guide; the tests read it.
        argument: The word after the key, for a setting that may be given several times.
        repeatable: Whether the same key and argument may be given twice.
        makes: The kind that a step with this setting has.
        kinds: The kinds of step that can use it.
        needs: The keys of which a step must have one to use it; empty where it needs none.
        canonical: The row of the same setting in its newer form, under which a value is kept and printed.
        same_as: The key of another setting that says the same in other words: only one of them may be given.
        is_bare: Whether it is its key alone, without a value.
    """

    key: str
    codec: Codec[V]
    scope: Scope
    doc: str
    example: str
    argument: Argument | None = None
    repeatable: bool = False
    makes: StepKind = StepKind.NONE
    kinds: StepKind = StepKind.ANY
    needs: tuple[str, ...] = ()
    canonical: Spec[V] | None = None
    same_as: str = ""
    is_bare: bool = False

    @property
    def identity(self) -> str:
        """The key that all settings for the same thing share."""
        return self.same_as or (self.canonical or self).key

    @property
    def example_line(self) -> str:
        """The example as a line of a script."""
        if self.is_bare:
            return f"- {self.key}"
        argument = f" {self.argument.example}" if self.argument else ""
        return f"- {self.key}{argument}: {self.example}"


@dataclass(frozen=True, slots=True)
class Setting:
    """One ``- key: value`` line as it was written.

    Attributes:
        spec: The row of the table.
        argument: The argument as read, or None where there is none.
        value: The value as read, or :data:`OFF`.
        location: The location of the key.
        value_location: The location of the value.
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
    def written_line(self) -> str:
        """The line as it is printed."""
        return f"- {self.spec.key}" if self.spec.is_bare else f"- {self.written_key}: {self.written_value}"

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
        """Return the line of a setting, or None where it is not given."""
        for one in self.entries:
            if isinstance(one, Setting) and one.spec is spec and one.argument == argument:
                return one
        return None

    def get(self, spec: Spec[V], argument: object | None = None) -> V | None:
        """Return a setting's value, or None where it is not given or off."""
        setting = self.written(spec, argument)
        return None if setting is None or setting.value is OFF else cast("V", setting.value)

    def is_off(self, spec: Spec[V], argument: object | None = None) -> bool:
        """Return whether a setting is given as ``off``."""
        setting = self.written(spec, argument)
        return setting is not None and setting.value is OFF

    def switch(self, spec: Spec[str]) -> bool | None:
        """Return whether a switch is on; None where it is not given."""
        return None if self.written(spec) is None else not self.is_off(spec)

    def every(self, spec: Spec[V]) -> list[tuple[Setting, V | None]]:
        """Return all lines of a setting with an argument, each with its value, or None where it is off."""
        lines = [one for one in self if one.spec is spec]
        return [(one, None if one.value is OFF else cast("V", one.value)) for one in lines]

    def replaced(self, spec: Spec[V], value: V) -> Settings:
        """Return these settings with another value for one of them; one that is not given is not added."""
        entries = (
            replace(entry, value=value) if isinstance(entry, Setting) and entry.spec is spec else entry
            for entry in self.entries
        )
        return Settings(tuple(entries))

    def without(self, spec: Spec[V]) -> Settings:
        """Return these settings without the lines of one of them."""
        return Settings(
            tuple(entry for entry in self.entries if not (isinstance(entry, Setting) and entry.spec is spec))
        )

    def kind(self) -> StepKind:
        """Return the kind of the step with these settings."""
        kind = StepKind.NONE
        for setting in self:
            if setting.value is not OFF:
                kind |= setting.spec.makes
        # Reps of a hold or of phases last as long as those do.
        return (kind & ~StepKind.COUNTED or kind) or StepKind.SPOKEN


@dataclass(frozen=True, slots=True)
class ValueForm:
    """The way to enter a value on a page: picked from words, set by a slider, or written as words to be spoken.

    Attributes:
        words: The words that the value can be; empty for any.
        least: The smallest number; None where it is no number.
        most: The largest number; None for no limit.
        unit: The unit of the number: ``s`` for seconds, ``semitones``, or empty for a count or a factor.
        is_spoken: Whether the value is words that are spoken.
    """

    words: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None
    unit: str = ""
    is_spoken: bool = False


@dataclass(frozen=True, eq=False)
class Codec(Generic[V]):
    """Reads and prints one kind of value.

    Attributes:
        read: Returns the value, or None after reporting a mistake.
        print: Returns a text that reads back as the value.
        form: The form of the value, for hints and the guide.
        entry: The way to enter it on a page.
    """

    read: Callable[[SourceText, Report], V | None]
    print: Callable[[V], str]
    form: str
    entry: ValueForm = ValueForm()
