"""The problems of a script while it is being changed, each with its fix where there is a safe one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from voicecoach.errors import Diagnostic, ScriptError, VoicecoachError
from voicecoach.pipeline.load import load_script
from voicecoach.pipeline.session import Session
from voicecoach.script.fix import fix_text
from voicecoach.script.suggestions import Suggestion, suggestions, with_suggestions
from voicecoach.session.options import Choices

_MOST_UNROLLED_CHARACTERS = 60_000
"""A longer script is not unrolled while somebody types; its session tells the mistakes that only unrolling shows."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A diagnostic of a script's text.

    Attributes:
        diagnostic: The diagnostic.
        is_here: Whether it is in this text; else in another file that the text names.
        fix: The fix; None where there is no safe one.
    """

    diagnostic: Diagnostic
    is_here: bool
    fix: Suggestion | None = None


def problems_in(text: str, path: Path, choices: Choices) -> list[Remark]:
    """Return the problems of a text that are known before anything is spoken or estimated.

    Args:
        text: The script.
        path: The file that it is to be saved to.
        choices: The person's choices; one that does not fit the script is no problem of the text.
    """
    found = _diagnostics(text, path, choices)
    fixes = suggestions(text, path, found) if found else {}
    return [Remark(one, one.path == str(path), fixes.get(one)) for one in found]


def with_fixes(text: str, path: Path, choices: Choices) -> str:
    """Return a text with every safe fix made: those of ``check --fix``, then those that its problems have."""
    fixed, _ = fix_text(text)
    return with_suggestions(fixed, path, _diagnostics(fixed, path, choices))


def _diagnostics(text: str, path: Path, choices: Choices) -> tuple[Diagnostic, ...]:
    try:
        script = load_script(path.stem, choices, text=text, path=path)
        if len(text) <= _MOST_UNROLLED_CHARACTERS and not script.report.has_errors:
            Session(script, choices).close()  # opening it raises the mistakes that only unrolling shows
    except ScriptError as error:
        return error.diagnostics
    except VoicecoachError:
        if choices == Choices():
            return ()
        return _diagnostics(text, path, Choices())
    return script.report.diagnostics
