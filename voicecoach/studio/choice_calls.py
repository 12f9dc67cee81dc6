"""The calls about what can be chosen: voices, sounds, wording packs, formats."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import Response

from voicecoach.api import choices, exports
from voicecoach.errors import NotFoundError
from voicecoach.serving.answer import ResourceAnswer
from voicecoach.serving.resource import bytes_resource
from voicecoach.studio.call import Call
from voicecoach.studio.row import CallRow
from voicecoach.studio.state import Studio

_WAV = "audio/wav"


def list_voices(_studio: Studio, _call: Call) -> Mapping[str, object]:
    """Answer with the voices, and the default one of each language."""
    picks = choices.default_voices()
    defaults = [
        {"language": pick.language, "voice": pick.listed_name or str(pick.auto.voice), "reason": pick.auto.reason}
        for pick in picks
    ]
    return {"voices": [_voice(one) for one in choices.voices()], "defaults": defaults}


def _voice(one: choices.VoiceChoice) -> dict[str, object]:
    listing = one.listing
    return {
        "name": listing.name,
        "engine": listing.engine,
        "language": listing.language,
        "language_name": one.language_name,
        "is_usable": listing.usable,
        "remedy": listing.remedy,
        "licence": one.download_licence or listing.licence,
        "description": listing.description,
        "size_bytes": one.size_bytes,
        "is_natural": one.is_natural,
        "can_download": one.can_download,
        "needs": one.needs,
        "sample": f"/api/voices/{listing.name}/sample.wav" if listing.usable else None,
    }


def voice_sample(_studio: Studio, call: Call) -> Response:
    """Answer with a sentence in a voice of the list."""
    name = call.path["name"]
    found = next((one.listing for one in choices.voices() if one.listing.name == name), None)
    if found is None:
        raise NotFoundError("voice", name, "the list of voices has their names")
    return ResourceAnswer(bytes_resource(choices.voice_sample(name, found.language).wav, _WAV))


def list_sounds(_studio: Studio, _call: Call) -> Mapping[str, object]:
    """Answer with the beds and the chimes."""
    beds, chimes = choices.list_sounds()
    return {"beds": beds, "chimes": chimes}


def chime_sound(_studio: Studio, call: Call) -> Response:
    """Answer with a chime."""
    return ResourceAnswer(bytes_resource(choices.chime_sample(call.path["name"]).wav, _WAV))


def bed_sound(_studio: Studio, call: Call) -> Response:
    """Answer with ten seconds of a bed."""
    name = call.path["name"]
    wave = choices.bed_sample(name)
    return ResourceAnswer(bytes_resource(b"".join(wave.read(0, wave.length_bytes)), _WAV))


def list_packs(_studio: Studio, _call: Call) -> Mapping[str, object]:
    """Answer with the wording packs."""
    return {"packs": choices.packs()}


def pack_phrases(_studio: Studio, call: Call) -> Mapping[str, object]:
    """Answer with every built-in phrase of a pack."""
    name = call.path["name"]
    phrases = [
        {
            "name": one.name,
            "help": one.help,
            "texts": one.texts,
            "is_list": one.is_list,
            "variables": one.variables,
            "setting": f"wording {one.name}",
        }
        for one in choices.pack_phrases(name)
    ]
    language = next(pack.language for pack in choices.packs() if pack.name == name)
    return {"name": name, "language": language, "phrases": phrases}


def list_formats(_studio: Studio, _call: Call) -> Mapping[str, object]:
    """Answer with the formats of files, what some places ask for, the tags, and what can be written beside a file."""
    return {
        "formats": choices.formats(),
        "places": exports.presets(),
        "tags": exports.tags(),
        "sidecars": exports.sidecars(),
    }


ROWS = (
    CallRow("GET", "voices", list_voices),
    CallRow("GET", "voices/{name}/sample.wav", voice_sample),
    CallRow("GET", "sounds", list_sounds),
    CallRow("GET", "sounds/chimes/{name}.wav", chime_sound),
    CallRow("GET", "sounds/beds/{name}.wav", bed_sound),
    CallRow("GET", "wording", list_packs),
    CallRow("GET", "wording/{name}", pack_phrases),
    CallRow("GET", "formats", list_formats),
)
