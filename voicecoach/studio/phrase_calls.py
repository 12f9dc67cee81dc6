"""The calls that let a single phrase be heard."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import Response

from voicecoach.api import phrases
from voicecoach.serving.answer import ResourceAnswer
from voicecoach.serving.resource import bytes_resource
from voicecoach.studio.call import Call
from voicecoach.studio.paths import path_of
from voicecoach.studio.row import CallRow
from voicecoach.studio.state import Studio


def hear(studio: Studio, call: Call) -> Mapping[str, object]:
    """Speak a phrase, and answer with the address of its sound."""
    heard = phrases.hear(
        call.text("text"),
        path_of(call),
        script=call.text_or_none("script") or "",
        step=call.whole_or_none("step"),
        options=call.options(),
    )
    phrase_id = studio.phrases.keep(heard.wav)
    return {
        "id": phrase_id,
        "audio": f"/api/phrases/{phrase_id}.wav",
        "duration_ms": heard.duration_ms,
        "spoken": heard.spoken,
    }


def phrase_sound(studio: Studio, call: Call) -> Response:
    """Answer with the sound of a phrase."""
    return ResourceAnswer(bytes_resource(studio.phrases.get(call.path["id"]), "audio/wav"))


ROWS = (
    CallRow("POST", "phrases", hear),
    CallRow("GET", "phrases/{id}.wav", phrase_sound),
)
