"""What ``check`` knows: the mistakes of a script, and the words that would not fit into their holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from voicecoach.errors import Location, ScriptError, VoicecoachError
from voicecoach.pipeline.loading import load_script
from voicecoach.pipeline.session import Session
from voicecoach.session.options import Choices
from voicecoach.units import format_clock

if TYPE_CHECKING:
    from voicecoach.errors import Diagnostic
    from voicecoach.pipeline.loading import Script


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found out about a script.

    Attributes:
        diagnostics: Every remark, in the order of the file.
        summary: One line for a person; empty where the script has mistakes.
    """

    diagnostics: tuple[Diagnostic, ...]
    summary: str


def check_script(name_or_path: str) -> Checked:
    """Return every remark about a script; nothing is spoken for it.

    Raises:
        NotFoundError: There is no script of this name.
    """
    try:
        script = load_script(name_or_path, Choices())
        return _checked(script)
    except ScriptError as error:
        return Checked(error.diagnostics, "")


def _checked(script: Script) -> Checked:
    report = script.report
    report.raise_errors()
    summary = ""
    try:
        with Session(script, Choices()) as session:
            timeline, is_exact = session.cached_timeline()
    except ScriptError:
        raise
    except VoicecoachError as error:
        report.error(Location(str(script.path), 1, 1), error.message, error.hint)
    else:
        for lost in timeline.dropped:
            if lost.location is not None:
                message = f"{lost.text!r} ({lost.role}) is left out: {lost.reason}"
                report.warning(lost.location, message, "shorten the words, or lengthen the hold or phase")
        certainty = "exact" if is_exact else "speech estimated"
        summary = f"{script.path}: {script.title}, {format_clock(timeline.duration_ms)} ({certainty})"
    return Checked(report.diagnostics, "" if report.has_errors else summary)
