"""What a person should know about a timeline: the words that found no place in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.errors import Diagnostic, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from voicecoach.session.timeline import Dropped, Timeline

_HINT = "shorten the words, or lengthen the hold or phase"


def remarks(timeline: Timeline) -> tuple[Diagnostic, ...]:
    """Return a warning for all words that are left out, in the order of the script; what repeats comes once."""
    return in_order(_remark(lost) for lost in timeline.dropped if not lost.is_chosen)


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return diagnostics in the order of the script, each once."""
    return tuple(sorted(dict.fromkeys(diagnostics), key=lambda found: found.location))


def _remark(lost: Dropped) -> Diagnostic:
    assert lost.location is not None
    message = f'"{lost.text}" ({lost.role}) is left out: {lost.reason}'
    return Diagnostic(lost.location, Severity.WARNING, message, _HINT)
