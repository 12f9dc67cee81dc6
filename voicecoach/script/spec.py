"""What a setting is: a row of the table, a line that gives it, and all the lines of a session or a step."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from enum import Enum, Flag, auto
from typing import Generic, TypeVar, cast

from voicecoach.errors import Location
from voicecoach.script.report import Report
from voicecoach.script.source import Comment, Source

V = TypeVar("V")


class Scope(Flag):
    """Where a setting may stand."""

    SESSION = auto()
    STEP = auto()
    BOTH = SESSION | STEP


class Kind(Flag):
    """What a step is: simply spoken, or with holds, phases or breathing."""

    NONE = 0
    SPOKEN = auto()
    HOLDS = auto()
    PHASES = auto()
    BREATHING = auto()
    MOVING = HOLDS | PHASES | BREATHING
    ANY = SPOKEN | MOVING


KIND_WORDS = {Kind.HOLDS: "a hold", Kind.PHASES: "phases", Kind.BREATHING: "breathing"}
"""How a person calls what makes a step more than spoken words."""


class Off(Enum):
    """The value of a setting that was turned off."""

    OFF = "off"


OFF = Off.OFF


@dataclass(frozen=True, eq=False)
class Argument:
    """The word behind a setting's key, such as ``half`` in ``at half``.

    Attributes:
        codec: Reads and prints it.
        example: One for hints and the guide; the tests read it.
    """

    codec: Codec[object]
    example: str


@dataclass(frozen=True, eq=False)
class Spec(Generic[V]):
    """One row of the table.

    Attributes:
        key: The canonical key, in lower case.
        codec: Reads and prints the value.
        scope: Where it may stand.
        doc: One line for the guide, in the present tense.
        example: A value for hints and the guide; the tests read it.
        argument: What follows the key, for a setting that may stand several times.
        repeatable: Whether the same key and argument may stand twice.
        makes: The kind of step that it makes of a step that is otherwise spoken.
        kinds: The kinds of step that can use it.
        needs: The keys of which a step must have one to use it; none are needed where it is empty.
    """

    key: str
    codec: Codec[V]
    scope: Scope
    doc: str
    example: str
    argument: Argument | None = None
    repeatable: bool = False
    makes: Kind = Kind.NONE
    kinds: Kind = Kind.ANY
    needs: tuple[str, ...] = ()

    @property
    def example_line(self) -> str:
        """The setting as it is written in a script, with the row's example."""
        argument = f" {self.argument.example}" if self.argument else ""
        return f"- {self.key}{argument}: {self.example}"


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

    def replaced(self, spec: Spec[V], value: V) -> Settings:
        """Return these settings with another value for one that is given."""
        entries = (
            replace(entry, value=value) if isinstance(entry, Setting) and entry.spec is spec else entry
            for entry in self.entries
        )
        return Settings(tuple(entries))

    def kind(self) -> Kind:
        """Return what the step with these settings is."""
        kind = Kind.NONE
        for setting in self:
            if setting.value is not OFF:
                kind |= setting.spec.makes
        return kind or Kind.SPOKEN


@dataclass(frozen=True, eq=False)
class Codec(Generic[V]):
    """How one kind of value is read and printed.

    Attributes:
        read: Returns the value, or None after reporting why it has none.
        print: Returns the text that reads back as the value.
        form: What it looks like, for hints and the guide.
    """

    read: Callable[[Source, Report], V | None]
    print: Callable[[V], str]
    form: str
