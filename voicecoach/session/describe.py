"""A timeline as text that a person can read: one line for whatever begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.session.timeline import SoundSource
from voicecoach.units import MINUTE_MS, format_clock, format_duration

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voicecoach.session.timeline import Clip, PlacedHold, Timeline


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
