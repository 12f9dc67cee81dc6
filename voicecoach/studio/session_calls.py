"""The calls that let a session be heard: opened, looked at, and its sound by byte range."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import Response

from voicecoach.api.session import GuidedSession, open_draft
from voicecoach.pipeline.wave import Wave
from voicecoach.serving.answer import ResourceAnswer
from voicecoach.serving.resource import Resource
from voicecoach.session.timeline import Timeline
from voicecoach.studio.answers import error_fields, problem
from voicecoach.studio.call import Call, RequestError
from voicecoach.studio.fits import named_for_fit
from voicecoach.studio.paths import path_of
from voicecoach.studio.row import CallRow
from voicecoach.studio.sessions import HeardSession
from voicecoach.studio.state import Studio

_AT_ONCE_S = 0.4
"""A session whose words are all cached is ready within the first answer."""


def open_session(studio: Studio, call: Call) -> Mapping[str, object]:
    """Open the session of a text, or of one step of it, and begin to speak what is missing."""
    heard = studio.sessions.open(call.text("text"), path_of(call), call.options(), call.whole_or_none("step"))
    heard.wait(_AT_ONCE_S)
    return _fields(heard)


def get_session(studio: Studio, call: Call) -> Mapping[str, object]:
    """Answer with a session, at once or when it is spoken."""
    heard = studio.sessions.get(call.path["id"])
    heard.wait(call.wait_s())
    return _fields(heard)


def growing_sound(studio: Studio, call: Call) -> Response:
    """Answer with the sound of a session that is still being spoken; each part waits for the words that it needs."""
    heard = studio.sessions.get(call.path["id"])
    return _sound(heard, heard.growing.wave(heard.estimated_ms), "growing")


def session_sound(studio: Studio, call: Call) -> Response:
    """Answer with the sound of a session, mixed as it is read."""
    heard = _ready(studio, call)
    return _sound(heard, heard.session.wave(), "whole")


def session_picture(studio: Studio, call: Call) -> Response:
    """Answer with the timeline of a session as a picture."""
    return Response(_ready(studio, call).session.picture(), media_type="image/svg+xml")


def lengths(studio: Studio, call: Call) -> Mapping[str, object]:
    """Answer with the length of a session, without speaking anything."""
    text, path, options = call.text("text"), path_of(call), call.options()
    heard = studio.sessions.find(text, path, options)
    if heard is not None:
        return _lengths(studio, heard.session, heard.timeline, named_for_fit(text, path, options))
    with open_draft(text, path, **options) as session:
        return _lengths(studio, session, session.estimate(), named_for_fit(text, path, options))


def _lengths(
    studio: Studio, session: GuidedSession, found: tuple[Timeline, bool], fit_name: str
) -> Mapping[str, object]:
    timeline, is_exact = found
    return {
        "duration_ms": timeline.duration_ms,
        "is_exact": is_exact,
        "fit": studio.fits.of(session, fit_name),
        "dropped": len(timeline.dropped),
        "fit_summary": session.fit_summary,
    }


def _ready(studio: Studio, call: Call) -> HeardSession:
    heard = studio.sessions.get(call.path["id"])
    heard.wait(call.wait_s())
    if heard.state != "ready":
        raise heard.error or RequestError("the session is still being spoken", "ask again with wait_s")
    return heard


def _sound(heard: HeardSession, wave: Wave, form: str) -> Response:
    return ResourceAnswer(Resource("audio/wav", wave.length_bytes, f'"{heard.id}-{form}"', wave.read))


def _fields(heard: HeardSession) -> dict[str, object]:
    state = heard.state
    spoken, phrases = heard.progress
    body: dict[str, object] = {
        "id": heard.id,
        "state": state,
        "spoken": spoken,
        "phrases": phrases,
        "title": heard.session.title,
        "error": error_fields(heard.error) if heard.error else None,
    }
    if state == "failed":
        return body | {"audio": None}
    timeline, is_exact = heard.timeline
    sheet = heard.session.sheet(timeline)
    lines = [None if clip.location is None else clip.location.line for clip in timeline.clips]
    cues = sheet["cues"]
    assert isinstance(cues, list)
    for cue, line in zip(cues, lines, strict=True):
        cue["line"] = line
    return body | {
        "audio": f"/api/sessions/{heard.id}/{'audio' if is_exact else 'growing'}.wav",
        "duration_ms": timeline.duration_ms,
        "is_exact": is_exact,
        "fit": heard.fit,
        "fit_summary": heard.session.fit_summary,
        "sheet": sheet,
        "problems": [problem(one) for one in heard.session.diagnostics] if is_exact else [],
    }


ROWS = (
    CallRow("POST", "sessions", open_session),
    CallRow("GET", "sessions/{id}", get_session),
    CallRow("GET", "sessions/{id}/audio.wav", session_sound),
    CallRow("GET", "sessions/{id}/growing.wav", growing_sound),
    CallRow("GET", "sessions/{id}/timeline.svg", session_picture),
    CallRow("POST", "lengths", lengths),
)
