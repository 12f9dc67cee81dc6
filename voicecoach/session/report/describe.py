"""A timeline as text for a person, and the words that found no place in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from voicecoach.errors import Diagnostic, Severity
from voicecoach.session.timeline import Clip, Dropped, PlacedHold, SoundSource, Timeline
from voicecoach.units import MINUTE_MS, format_clock, format_duration

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


def describe(timeline: Timeline, title: str, voice: str) -> str:
    """Return a timeline as text, each line with its time in minutes, seconds and milliseconds."""
    lines = [f"{title}, {format_clock(timeline.duration_ms)}, {voice}", ""]
    rows = [
        *((step.start_ms, 0, f"== {step.index}. {step.name}") for step in timeline.steps),
        *((hold.start_ms, 2, _hold(hold)) for hold in timeline.holds),
        *((clip.start_ms, 1, _clip(clip)) for clip in timeline.clips),
    ]
    for time_ms, _, text in sorted(rows, key=lambda row: row[:2]):
        lines.append(f"{_exact(time_ms):>11}  {text}")
    lines += ["", *_side_times(timeline)]
    lines += (f"left out: {lost.text!r} ({lost.role}, step {lost.step}): {lost.reason}" for lost in timeline.dropped)
    return "\n".join(lines).rstrip() + "\n"


def _clip(clip: Clip) -> str:
    if isinstance(clip.source, SoundSource):
        return f"   {clip.role:<8} ~ {clip.source.name}"
    side = f"[{clip.side}] " if clip.side else ""
    length = format_duration(clip.duration_ms)
    return f"   {clip.role:<8} {side}{clip.text} ({length})"


def _hold(hold: PlacedHold) -> str:
    side = f"{hold.side} side, " if hold.side else ""
    return f"-- hold {format_duration(hold.end_ms - hold.start_ms)} ({side}set {hold.set_number}, rep {hold.rep})"


def _side_times(timeline: Timeline) -> Iterator[str]:
    totals_ms: dict[str, int] = {}
    for hold in timeline.holds:
        if hold.side:
            totals_ms[hold.side] = totals_ms.get(hold.side, 0) + hold.end_ms - hold.start_ms
    if totals_ms:
        yield "held in all: " + ", ".join(f"{side} {format_duration(total)}" for side, total in totals_ms.items())


def _exact(time_ms: int) -> str:
    minutes, rest_ms = divmod(time_ms, MINUTE_MS)
    return f"{minutes}:{rest_ms / 1000:06.3f}"
