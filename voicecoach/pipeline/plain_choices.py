"""What the command line asked for as plain data, and back: so that a session goes on as it was begun."""

from __future__ import annotations

from dataclasses import fields, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from voicecoach.script.model import Side
from voicecoach.script.spec import OFF, Off
from voicecoach.script.values import Bed
from voicecoach.session.guidance import Guidance
from voicecoach.session.options import Choices

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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
