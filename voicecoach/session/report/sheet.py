"""A timeline for readers: the cue sheet for programs, a description and diagnostics for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from voicecoach.errors import Diagnostic, Severity
from voicecoach.script.sides import Side
from voicecoach.session.cues import OtherVoice
from voicecoach.session.timeline import Clip, Dropped, PlacedBed, PlacedHold, SoundSource, SpeechSource, Timeline
from voicecoach.units import MINUTE_MS, MIX_RATE_HZ, format_clock, format_duration

SHEET_VERSION = 1


def cue_sheet(
    timeline: Timeline,
    *,
    title: str,
    language: str,
    channels: int,
    voice: Mapping[str, str | float],
    other_voices: Mapping[OtherVoice, Mapping[str, str | float]] | None = None,
    script_sha256: str,
    options: Mapping[str, object],
) -> dict[str, object]:
    """Return the cue sheet of a session, version 1, ready for JSON; all times in whole milliseconds.

    Args:
        timeline: The session in time.
        title: The routine's title.
        language: The language of its words.
        channels: Of the sound: 1 or 2.
        voice: Engine, name and pace.
        other_voices: Engine, name, pace and language of each voice beside the session's own.
        script_sha256: The hash of the script's bytes, in hexadecimal.
        options: The options chosen outside the script.
    """
    return {
        "version": SHEET_VERSION,
        "title": title,
        "language": language,
        "duration_ms": timeline.duration_ms,
        "sample_rate_hz": MIX_RATE_HZ,
        "channels": channels,
        "voice": dict(voice),
        "script_sha256": script_sha256,
        "options": dict(options),
        "steps": [
            {"index": step.index, "name": step.name, "start_ms": step.start_ms, "end_ms": step.end_ms}
            | ({"reps": sum(step.clock.reps), "for_ms": step.clock.period_ms} if step.clock else {})
            for step in timeline.steps
        ],
        "cues": [_cue(clip, other_voices or {}) for clip in timeline.clips],
        "holds": [
            {
                "step": hold.step,
                **_side(hold.side),
                "set": hold.set_number,
                "rep": hold.rep,
                "start_ms": hold.start_ms,
                "end_ms": hold.end_ms,
            }
            for hold in timeline.holds
        ],
        "beds": [_bed(bed) for bed in timeline.beds],
        "chapters": [
            {"start_ms": chapter.start_ms, "end_ms": chapter.end_ms, "title": chapter.title}
            for chapter in timeline.chapters
        ],
        "dropped": [
            {"step": lost.step, "role": lost.role, "text": lost.text, "reason": lost.reason}
            for lost in timeline.dropped
        ],
    }


def _bed(bed: PlacedBed) -> dict[str, object]:
    return {
        "start_ms": bed.start_ms,
        "end_ms": bed.end_ms,
        "sound": bed.sound,
        "level_db": bed.level_db,
        "fade_in_ms": bed.fade_in_ms,
        "fade_out_ms": bed.fade_out_ms,
        **({"once": True} if bed.is_once else {}),
    }


def _cue(clip: Clip, other_voices: Mapping[OtherVoice, Mapping[str, str | float]]) -> dict[str, object]:
    place = {"start_ms": clip.start_ms, "duration_ms": clip.duration_ms}
    belongs = {"step": clip.step, **_side(clip.side), "role": clip.role}
    match clip.source:
        case SpeechSource(spoken=spoken, voice=voice):
            by = {} if voice is None else {"voice": dict(other_voices[voice])}
            return {"kind": "speech", **place, "text": clip.text, "spoken": spoken, **belongs, **by}
        case SoundSource(name, is_recording):
            return {"kind": "sound" if is_recording else "chime", **place, "sound": name, **belongs}


def _side(side: Side | None) -> dict[str, str | None]:
    """Return the side that a cue or a hold counts as, and its name where that is another one."""
    if side is None:
        return {"side": None}
    return {"side": side.body, "label": side} if side.has_own_name else {"side": side}


_HINT = "shorten the words, or lengthen the hold, phase or rest"
_HINT_OUTSIDE = "choose an earlier point, such as half, or lengthen the hold, phase or rest"


def dropped_warnings(timeline: Timeline) -> tuple[Diagnostic, ...]:
    """Return a warning for each phrase that did not fit, in the order of the script, each once."""
    return in_order(_dropped_warning(lost) for lost in timeline.dropped if not lost.is_chosen)


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return diagnostics in the order of the script, each once."""
    return tuple(sorted(dict.fromkeys(diagnostics), key=lambda found: found.location))


def _dropped_warning(lost: Dropped) -> Diagnostic:
    assert lost.location is not None
    message = f'"{lost.text}" ({lost.role}) is skipped: {lost.reason}'
    hint = _HINT_OUTSIDE if lost.reason.startswith("its point is outside") else _HINT
    return Diagnostic(lost.location, Severity.WARNING, message, hint)


def describe(timeline: Timeline, title: str, voice: str) -> str:
    """Return a timeline as text; each line starts with its time in minutes, seconds and milliseconds."""
    lines = [f"{title}, {format_clock(timeline.duration_ms)}, {voice}", ""]
    rows = [
        *(
            (step.start_ms, 0, f"== {step.index}. {step.name}" + (f" ({step.clock})" if step.clock else ""))
            for step in timeline.steps
        ),
        *((hold.start_ms, 2, _hold(hold)) for hold in timeline.holds),
        *((clip.start_ms, 1, _clip(clip)) for clip in timeline.clips),
        *((bed.start_ms, 3, _described_bed(bed)) for bed in timeline.beds),
    ]
    for time_ms, _, text in sorted(rows, key=lambda row: row[:2]):
        lines.append(f"{_exact(time_ms):>11}  {text}")
    lines += ["", *_side_times(timeline)]
    lines += (f"skipped: {lost.text!r} ({lost.role}, step {lost.step}): {lost.reason}" for lost in timeline.dropped)
    return "\n".join(lines).rstrip() + "\n"


def _described_bed(bed: PlacedBed) -> str:
    once = " once" if bed.is_once else ""
    return f"   bed      ~ {bed.sound}{once}, {bed.level_db:g} dB (until {_exact(bed.end_ms)})"


def _clip(clip: Clip) -> str:
    if isinstance(clip.source, SoundSource):
        return f"   {clip.role:<8} ~ {clip.source.name}"
    side = f"[{clip.side}] " if clip.side else ""
    by = f"<{clip.source.voice.name}> " if clip.source.voice is not None else ""
    length = format_duration(clip.duration_ms)
    return f"   {clip.role:<8} {side}{by}{clip.text} ({length})"


def _hold(hold: PlacedHold) -> str:
    side = f"{hold.side.in_words}, " if hold.side else ""
    return f"-- hold {format_duration(hold.end_ms - hold.start_ms)} ({side}set {hold.set_number}, rep {hold.rep})"


def _side_times(timeline: Timeline) -> Iterator[str]:
    totals_ms: dict[str, int] = {}
    for hold in timeline.holds:
        if hold.side:
            totals_ms[hold.side] = totals_ms.get(hold.side, 0) + hold.end_ms - hold.start_ms
    if totals_ms:
        yield "total hold time: " + ", ".join(f"{side} {format_duration(total)}" for side, total in totals_ms.items())


def _exact(time_ms: int) -> str:
    minutes, rest_ms = divmod(time_ms, MINUTE_MS)
    return f"{minutes}:{rest_ms / 1000:06.3f}"
