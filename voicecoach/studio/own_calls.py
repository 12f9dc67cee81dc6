"""The calls about one's own voice: phrases to record, and recordings."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import Response

from voicecoach.api import own
from voicecoach.api.exports import media_type
from voicecoach.serving.answer import ResourceAnswer
from voicecoach.serving.resource import bytes_resource, file_resource
from voicecoach.studio.call import Call, RequestError
from voicecoach.studio.paths import path_of
from voicecoach.studio.row import UPLOAD, CallRow
from voicecoach.studio.state import Studio

_MOST_RECORDED_BYTES = 64_000_000
_WAV = "audio/wav"


def list_voices(_studio: Studio, _call: Call) -> Mapping[str, object]:
    """Answer with the folders of recordings."""
    return {"voices": own.own_voices()}


def list_phrases(_studio: Studio, call: Call) -> Mapping[str, object]:
    """Answer with the phrases of a script to record."""
    voice = call.path["voice"]
    phrases = own.list_phrases(voice, call.text("text"), path_of(call), call.options())
    rows = [
        {
            "number": one.number,
            "text": one.text,
            "spoken": one.spoken,
            "is_recorded": one.is_recorded,
            "audio": f"/api/own/{voice}/{one.number}.wav" if one.is_recorded else None,
        }
        for one in phrases
    ]
    recorded = sum(one.is_recorded for one in phrases)
    return {"voice": voice, "recorded": recorded, "of": len(phrases), "phrases": rows}


def store(studio: Studio, call: Call) -> Mapping[str, object]:
    """Store a recording, and answer with what was measured in it."""
    measured = own.store_recording(call.path["voice"], _number(call), call.content, is_kept=call.is_on("keep"))
    studio.sessions.renew()
    return {
        "number": measured.number,
        "duration_ms": measured.duration_ms,
        "peak_dbfs": measured.peak_dbfs,
        "noise_dbfs": measured.noise_dbfs,
        "is_clipped": measured.is_clipped,
        "remarks": measured.remarks,
    }


def recording(_studio: Studio, call: Call) -> Response:
    """Answer with a recording, as it is heard in a session or as it was recorded."""
    voice, number = call.path["voice"], _number(call)
    if call.is_on("raw"):
        path = own.recording_path(voice, number)
        return ResourceAnswer(file_resource(path, media_type(path)))
    wave = own.recording_wave(voice, number)
    return ResourceAnswer(bytes_resource(b"".join(wave.read(0, wave.length_bytes)), _WAV))


def remove(studio: Studio, call: Call) -> Mapping[str, object]:
    """Move a recording into the bin."""
    own.remove_recording(call.path["voice"], _number(call))
    studio.sessions.renew()
    return {}


def _number(call: Call) -> int:
    number = call.path["number"]
    if not number.isdecimal() or len(number) > 5:  # noqa: PLR2004 - as in the list
        raise RequestError(f"no phrase has the number {number!r}")
    return int(number)


ROWS = (
    CallRow("GET", "own", list_voices),
    CallRow("POST", "own/{voice}/list", list_phrases),
    CallRow("GET", "own/{voice}/{number}.wav", recording),
    CallRow("PUT", "own/{voice}/{number}", store, 200, UPLOAD, _MOST_RECORDED_BYTES),
    CallRow("DELETE", "own/{voice}/{number}", remove),
)
