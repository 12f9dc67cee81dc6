"""The library of scripts: list and check them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from voicecoach.errors import Diagnostic, Location, ScriptError, Severity, VoicecoachError
from voicecoach.pipeline.load import load_script
from voicecoach.pipeline.session import Session
from voicecoach.script.files import NamedFile, list_scripts
from voicecoach.script.settings import ABOUT
from voicecoach.session.options import Choices
from voicecoach.units import format_clock


@dataclass(frozen=True, slots=True)
class ListedRoutine:
    """One line of the list of scripts.

    Attributes:
        name: Its name on the command line.
        title: Its title; the name where the script has mistakes.
        about: What it is for, in its own words; empty where it does not say.
        path: Its path.
        duration_ms: Its length, from cached speech or else estimated; None for a script with mistakes.
        is_exact: Whether the length is that of cached speech.
        is_shipped: Whether it ships with voicecoach.
        shadows_shipped: Whether it is the person's own and replaces a shipped script of the same name.
    """

    name: str
    title: str
    about: str
    path: Path
    duration_ms: int | None
    is_exact: bool
    is_shipped: bool
    shadows_shipped: bool


def list_routines() -> list[ListedRoutine]:
    """Return every routine of the library, by name."""
    return [listed_routine(found) for found in list_scripts()]


def listed_routine(found: NamedFile) -> ListedRoutine:
    """Return the row of a script; one with mistakes has no length."""
    title, about, duration_ms, is_exact = found.name, "", None, False
    try:
        script = load_script(str(found.path), Choices())
        with Session(script, Choices()) as session:
            timeline, is_exact = session.cached_timeline()
        title, about, duration_ms = script.title, script.routine.settings.get(ABOUT) or "", timeline.duration_ms
    except VoicecoachError:
        pass  # a list names every script; check says what is wrong with one
    shadows = found.shadows is not None
    return ListedRoutine(
        found.name,
        title,
        about,
        found.path,
        duration_ms,
        is_exact,
        is_shipped=found.is_shipped,
        shadows_shipped=shadows,
    )


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of checking a script.

    Attributes:
        diagnostics: All of its diagnostics, in the order of the file.
        summary: A line for a person, and one for each step that repeats for a time; empty where there are mistakes.
        duration_ms: The length, from cached speech or else estimated; None where there are mistakes.
    """

    diagnostics: tuple[Diagnostic, ...]
    summary: str
    duration_ms: int | None = None


def check_script(name_or_path: str, *, text: str | None = None) -> Checked:
    """Return every diagnostic of a script; nothing is spoken for it.

    Args:
        name_or_path: The script as a person names it.
        text: The script itself, in the place of a file.
    """
    try:
        script = load_script(name_or_path, Choices(), text=text)
        with Session(script, Choices()) as session:
            timeline, is_exact = session.cached_timeline()
    except ScriptError as error:
        return Checked(error.diagnostics, "")
    except VoicecoachError as error:
        top = Location(name_or_path, 1, 1)
        return Checked((Diagnostic(top, Severity.ERROR, error.message, error.hint),), "")
    certainty = "exact" if is_exact else "estimated speech"
    summary = f"{script.path}: {script.title}, {format_clock(timeline.duration_ms)} ({certainty})"
    clocks = (f"\n    {step.index}. {step.name}: {step.clock}" for step in timeline.steps if step.clock)
    return Checked(session.diagnostics(timeline), summary + "".join(clocks), timeline.duration_ms)
