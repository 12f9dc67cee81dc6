"""The calls that let a session be heard: opened, looked at, and its sound by byte range."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import Response

from voicecoach.errors import VoicecoachError
from voicecoach.serving.answer import ResourceAnswer
from voicecoach.serving.resource import Resource
from voicecoach.studio.answers import error_fields, problem
from voicecoach.studio.call import Call, RequestError
from voicecoach.studio.paths import path_of
from voicecoach.studio.row import CallRow
from voicecoach.studio.sessions import HeardSession
from voicecoach.studio.state import Studio


def open_session(studio: Studio, call: Call) -> Mapping[str, object]:
    """Open the session of a text, and begin to speak what is missing."""
    return _fields(studio.sessions.open(call.text("text"), path_of(call), call.options()))


def get_session(studio: Studio, call: Call) -> Mapping[str, object]:
    """Answer with a session, at once or when it is spoken."""
    heard = studio.sessions.get(call.path["id"])
    heard.wait(call.wait_s())
    return _fields(heard)


def session_sound(studio: Studio, call: Call) -> Response:
    """Answer with the sound of a session, mixed as it is read."""
    heard = studio.sessions.get(call.path["id"])
    heard.wait(call.wait_s())
    if heard.state != "ready":
        raise heard.error or RequestError("the session is still being spoken", "ask again with wait_s")
    wave = heard.session.wave()
    return ResourceAnswer(Resource("audio/wav", wave.length_bytes, f'"{heard.id}"', wave.read))


def session_picture(studio: Studio, call: Call) -> Response:
    """Answer with the timeline of a session as a picture."""
    heard = studio.sessions.get(call.path["id"])
    heard.wait(call.wait_s())
    if heard.state != "ready":
        raise heard.error or RequestError("the session is still being spoken", "ask again with wait_s")
    return Response(heard.session.picture(), media_type="image/svg+xml")


def _fields(heard: HeardSession) -> dict[str, object]:
    state = heard.state
    is_ready = state == "ready"
    body: dict[str, object] = {
        "id": heard.id,
        "state": state,
        "spoken": heard.spoken,
        "phrases": heard.phrases,
        "title": heard.session.title,
        "audio": f"/api/sessions/{heard.id}/audio.wav" if is_ready else None,
        "error": error_fields(heard.error) if heard.error else None,
    }
    if state == "failed":
        return body
    timeline, is_exact = heard.session.estimate()
    sheet = heard.session.sheet(is_estimated=not is_exact)
    lines = [None if clip.location is None else clip.location.line for clip in timeline.clips]
    cues = sheet["cues"]
    assert isinstance(cues, list)
    for cue, line in zip(cues, lines, strict=True):
        cue["line"] = line
    try:
        least_ms, most_ms = heard.session.possible_ms()
        fit = {"least_ms": least_ms, "most_ms": most_ms, "summary": heard.session.fit_summary}
    except VoicecoachError:
        fit = None
    found = [problem(one) for one in heard.session.diagnostics] if is_ready else []
    return body | {
        "duration_ms": timeline.duration_ms,
        "is_exact": is_exact,
        "fit": fit,
        "sheet": sheet,
        "problems": found,
    }


ROWS = (
    CallRow("POST", "sessions", open_session),
    CallRow("GET", "sessions/{id}", get_session),
    CallRow("GET", "sessions/{id}/audio.wav", session_sound),
    CallRow("GET", "sessions/{id}/timeline.svg", session_picture),
)
