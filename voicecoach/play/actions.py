"""The player's next actions: the core returns them, and the player carries them out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar

from voicecoach.errors import VoicecoachError
from voicecoach.play.look_ahead import LookAhead

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Fill:
    """Begin to fill a buffer."""

    buffer: LookAhead


@dataclass(frozen=True, slots=True)
class Release:
    """Stop filling a buffer that is no longer heard."""

    buffer: LookAhead


@dataclass(frozen=True, slots=True)
class Run(Generic[T]):
    """Do slow work in the background.

    Attributes:
        work: The work.
        done: Called in the main thread with its result.
        failed: Called in the main thread with the error that it raised.
    """

    work: Callable[[], T]
    done: Callable[[T], None]
    failed: Callable[[VoicecoachError], None]


@dataclass(frozen=True, slots=True)
class StartDevice:
    """Start the device: the first sound is ready."""


Action: TypeAlias = Fill | Release | Run[Any] | StartDevice
