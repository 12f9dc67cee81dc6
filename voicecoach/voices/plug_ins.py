"""Engines of other packages, found through the entry-point group ``voicecoach.voices``.

An entry point is called like its engine and names a row, such as ``bells = "voicecoach_bells:ENGINE"``. Entry points
are read only when a name is asked for that is not built in, or when all voices are listed: ``importlib.metadata``
takes 20 ms to import. A package that fails becomes a :class:`~voicecoach.errors.VoiceUnavailableError` that names it.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from voicecoach.errors import VoicecoachError, VoiceUnavailableError
from voicecoach.voices.base import Engine, Offer, Voice, VoiceListing

if TYPE_CHECKING:  # the import that takes 20 ms
    from importlib.metadata import EntryPoint

GROUP = "voicecoach.voices"

_FUNCTIONS = ("full_name", "open_voice", "listings")
_VOICE_MEMBERS = ("engine", "name", "language", "version", "pace", "speak", "estimate_ms", "close")
_TRIAL_TEXT = "One."

T = TypeVar("T")


@cache
def plug_in_names() -> tuple[str, ...]:
    """Return the names of the engines that other packages add, sorted."""
    return tuple(sorted(_entry_points()))


@cache
def plug_in_row(name: str) -> Engine:
    """Return the row of an engine of another package.

    Raises:
        VoiceUnavailableError: Its package cannot be loaded, or what it names is not a row.
        KeyError: No package adds an engine of this name.
    """
    point = _entry_points()[name]
    with _blamed(name):
        engine = point.load()
        if not isinstance(engine, Engine):
            raise TypeError(f"{point.value} is not an Engine of voicecoach.voices.base")
        return engine


class PlugIn:
    """The functions of an engine of another package, each checked for what it returns.

    Args:
        name: The engine's name.

    Raises:
        VoiceUnavailableError: Its module cannot be imported or lacks one of the functions.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        row = plug_in_row(name)
        with _blamed(name):
            self._module = importlib.import_module(row.module)
            missing = [each for each in _FUNCTIONS if not callable(getattr(self._module, each, None))]
            if missing:
                raise TypeError(f"{row.module} has no function {' or '.join(missing)}")

    def full_name(self, name: str, language: str) -> str:
        """Return the voice's name within the engine."""
        with _blamed(self._name):
            return _checked(self._module.full_name(name, language), str, "full_name")

    def open_voice(self, name: str, language: str, pace: float) -> Voice:
        """Return the voice of a full name, once it has shown that it has the members of a voice."""
        with _blamed(self._name):
            voice: Voice = self._module.open_voice(name, language, pace)
            missing = [each for each in _VOICE_MEMBERS if not hasattr(voice, each)]
            if missing:
                raise TypeError(f"its voice has no {', '.join(missing)}")
            if voice.engine != self._name:
                raise ValueError(f"its voice gives {voice.engine!r} as the name of its engine")
            _checked(voice.estimate_ms(_TRIAL_TEXT), int, "estimate_ms")
            return voice

    def listings(self) -> list[VoiceListing]:
        """Return the engine's voices."""
        with _blamed(self._name):
            lines = [_checked(each, VoiceListing, "listings") for each in self._module.listings()]
            if others := {line.engine for line in lines} - {self._name}:
                raise ValueError(f"its list has voices of {', '.join(sorted(others))}")
            return lines


def plug_in_listings(built_in: Collection[str]) -> list[VoiceListing]:
    """Return the voices of all engines of other packages; of one that cannot be used, a line that says why.

    Args:
        built_in: The names that no other package can give to an engine.
    """
    lines = []
    for name in plug_in_names():
        try:
            if name in built_in:
                raise VoiceUnavailableError(name, f"{_package(name)} gives it the name of a built-in voice", "")
            lines += PlugIn(name).listings()
        except VoicecoachError as error:
            remedy = f"{error.message}; {error.hint}" if error.hint else error.message
            lines.append(VoiceListing(name, name, "", usable=False, remedy=remedy, licence="not known"))
    return lines


def plug_in_offer(name: str, make: Callable[[], Offer]) -> Offer:
    """Return the offer that a function of another package makes, its failures named after the package."""
    with _blamed(name):
        return make()


@cache
def _entry_points() -> dict[str, EntryPoint]:
    """Return the entry points by the name of their engine; of several of one name, the first by their value."""
    from importlib.metadata import entry_points

    found = sorted(entry_points(group=GROUP), key=lambda point: (point.name.lower(), point.value), reverse=True)
    return {point.name.lower(): point for point in found}


@contextmanager
def _blamed(name: str) -> Iterator[None]:
    """Turn any error of a package into one that names the package."""
    try:
        yield
    except VoicecoachError:
        raise
    except (Exception, SystemExit) as error:
        package = _package(name)
        why = " ".join(f"{type(error).__name__}: {error}".split())
        hint = f"update that package, or remove it: pip uninstall {package}"
        raise VoiceUnavailableError(name, f"its package {package} does not work ({why})", hint) from error


def _package(name: str) -> str:
    """Return the name under which pip knows the package of an engine."""
    point = _entry_points()[name]
    return point.dist.name if point.dist else point.module


def _checked(value: Any, kind: type[T], function: str) -> T:
    if not isinstance(value, kind):
        raise TypeError(f"its function {function} gave {type(value).__name__}, not {kind.__name__}")
    return value
