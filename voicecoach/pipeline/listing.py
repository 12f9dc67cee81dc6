"""The routines that can be named, each with its length."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from voicecoach.errors import VoicecoachError
from voicecoach.pipeline.loading import load_script
from voicecoach.pipeline.session import Session
from voicecoach.script.find import list_scripts
from voicecoach.session.options import Choices

if TYPE_CHECKING:
    from pathlib import Path

    from voicecoach.script.find import NamedFile


@dataclass(frozen=True, slots=True)
class ListedRoutine:
    """One line of the list of scripts.

    Attributes:
        name: What it is called by.
        title: Its title; the name where the script has mistakes.
        path: Where it lies.
        duration_ms: Its length, from what is cached, else estimated for its voice; None for a script with mistakes.
        shadows_shipped: Whether it is the person's own and stands before a shipped one of the same name.
    """

    name: str
    title: str
    path: Path
    duration_ms: int | None
    shadows_shipped: bool


def list_routines() -> list[ListedRoutine]:
    """Return the routines that can be named, in the order of their names."""
    return [_listed(found) for found in list_scripts()]


def _listed(found: NamedFile) -> ListedRoutine:
    shadows = found.shadows is not None
    try:
        script = load_script(str(found.path), Choices())
        with Session(script, Choices()) as session:
            timeline, _ = session.cached_timeline()
    except VoicecoachError:
        # A list names what is there; check says what is wrong with it.
        return ListedRoutine(found.name, found.name, found.path, None, shadows)
    return ListedRoutine(found.name, script.title, found.path, timeline.duration_ms, shadows)
