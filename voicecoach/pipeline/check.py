"""What ``check`` knows: the mistakes of a script, and the words that would not fit into their holds."""

from __future__ import annotations

from dataclasses import dataclass

from voicecoach.errors import Diagnostic, Location, ScriptError, Severity, VoicecoachError
from voicecoach.pipeline.load import load_script
from voicecoach.pipeline.session import Session
from voicecoach.session.options import Choices
from voicecoach.units import format_clock


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found out about a script.

    Attributes:
        diagnostics: Every remark, in the order of the file.
        summary: One line for a person; empty where the script has mistakes.
    """

    diagnostics: tuple[Diagnostic, ...]
    summary: str


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
    certainty = "exact" if is_exact else "speech estimated"
    summary = f"{script.path}: {script.title}, {format_clock(timeline.duration_ms)} ({certainty})"
    return Checked(session.remarks(timeline), summary)
