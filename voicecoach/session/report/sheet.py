"""The cue sheet: a timeline as plain data for other programs, all times in whole milliseconds."""

from __future__ import annotations

from collections.abc import Mapping

from voicecoach.session.timeline import Clip, SoundSource, SpeechSource, Timeline
from voicecoach.units import MIX_RATE_HZ

SHEET_VERSION = 1


def cue_sheet(
    timeline: Timeline,
    *,
    title: str,
    language: str,
    channels: int,
    voice: Mapping[str, str | float],
    script_sha256: str,
    options: Mapping[str, object],
) -> dict[str, object]:
    """Return the cue sheet of a session, version 1, ready for JSON.

    Args:
        timeline: The session in time.
        title: The routine's title.
        language: The language of its words.
        channels: Of the sound: 1 or 2.
        voice: Engine, name and pace.
        script_sha256: The hash of the script's bytes, in hexadecimal.
        options: What was chosen outside the script.
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
            for step in timeline.steps
        ],
        "cues": [_cue(clip) for clip in timeline.clips],
        "holds": [
            {
                "step": hold.step,
                "side": hold.side,
                "set": hold.set_number,
                "rep": hold.rep,
                "start_ms": hold.start_ms,
                "end_ms": hold.end_ms,
            }
            for hold in timeline.holds
        ],
        "beds": [{"start_ms": bed.start_ms, "end_ms": bed.end_ms, "sound": bed.sound} for bed in timeline.beds],
        "chapters": [
            {"start_ms": chapter.start_ms, "end_ms": chapter.end_ms, "title": chapter.title}
            for chapter in timeline.chapters
        ],
        "dropped": [
            {"step": lost.step, "role": lost.role, "text": lost.text, "reason": lost.reason}
            for lost in timeline.dropped
        ],
    }


def _cue(clip: Clip) -> dict[str, object]:
    place = {"start_ms": clip.start_ms, "duration_ms": clip.duration_ms}
    belongs = {"step": clip.step, "side": clip.side, "role": clip.role}
    match clip.source:
        case SpeechSource(spoken):
            return {"kind": "speech", **place, "text": clip.text, "spoken": spoken, **belongs}
        case SoundSource(name, is_recording):
            return {"kind": "sound" if is_recording else "chime", **place, "sound": name, **belongs}
