"""The table of engines, and the voices by name: which one a name or ``auto`` means, opened, listed or offered.

An engine is a row of ``ENGINES`` and a module, which is imported when one of its voices is asked for. Other packages
may add engines, see :mod:`voicecoach.voices.plug_ins`.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple, cast

from voicecoach.errors import NotFoundError, VoiceUnavailableError
from voicecoach.script.pace import SYLLABLES_PER_SECOND
from voicecoach.text import did_you_mean, nearest
from voicecoach.voices.base import (
    Demo,
    Engine,
    EngineModule,
    ListedByOtherNames,
    NamesFiles,
    Offer,
    PickedByAuto,
    SpeaksOneLanguage,
    Timing,
    Voice,
    VoiceListing,
)
from voicecoach.voices.names import VoiceName, base_language, common_language, parse
from voicecoach.voices.pace.calibration import (
    MOST_STRETCHED,
    MOST_STRETCHED_WITHOUT_SPEED,
    STRETCHER,
    USUAL_RATE,
)
from voicecoach.voices.plug_ins import PlugIn, plug_in_listings, plug_in_names, plug_in_offer, plug_in_row

AUTO = "auto"

# Linux, whose system voices are those of espeak-ng.
_HAS_ESPEAK = sys.platform not in {"darwin", "win32"}

# In the order of the list of voices, which is also the order in which auto asks them.
ENGINES = {
    "hibari": Engine(
        "voicecoach.voices.engines.hibari",
        auto_reason="the natural English voice that comes with voicecoach",
        timing=Timing.EXACT,
        has_pitch=True,
        offers="voicecoach.voices.download.hibari",
    ),
    "own": Engine("voicecoach.voices.engines.recordings.voice", timing=Timing.OWN, demo=Demo.NEVER, is_levelled=True),
    "kokoro": Engine(
        "voicecoach.voices.engines.kokoro",
        auto_reason="a natural voice that you installed",
        offers="voicecoach.voices.download.kokoro",
    ),
    "piper": Engine(
        "voicecoach.voices.engines.piper",
        auto_reason="a natural voice that you installed",
        offers="voicecoach.voices.download.piper",
    ),
    "pico": Engine(
        "voicecoach.voices.engines.pico",
        auto_reason="the clearest basic voice; no natural one is installed",
        has_pitch=True,
        is_basic=True,
        demo=Demo.WHEN_PICKED,
        repeats_itself=False,
    ),
    "system": Engine(
        "voicecoach.voices.engines.system.voice",
        auto_reason="your system's voice; no natural one is installed",
        is_basic=_HAS_ESPEAK,  # the other systems have better ones
        has_pitch=_HAS_ESPEAK,
        demo=Demo.WHEN_PICKED,  # there are more than a hundred
        # espeak-ng's lowest rate is 80 words a minute by its own count; measured with release 1.52 on the cues.
        slowest_rates={"en": 2.32, "de": 2.55, "es": 3.23, "fr": 3.05, "it": 3.46} if _HAS_ESPEAK else {},
        repeats_itself=False,
    ),
    "server": Engine(
        "voicecoach.voices.engines.server.voice", demo=Demo.NEVER, without_speed="wyoming:", repeats_itself=False
    ),
    "tone": Engine("voicecoach.voices.engines.tone", timing=Timing.OWN, demo=Demo.WHEN_PICKED),
}

CATALOGUE = "piper"
"""The engine with voices of most languages: it is asked for a voice of a language that is to be fetched."""


class AutoVoice(NamedTuple):
    """The voice that ``auto`` means for a language, and the reason in words that follow a colon."""

    voice: VoiceName
    reason: str


def row_of(engine: str) -> Engine:
    """Return the row of an engine, which must be one of those that :func:`is_voice` knows.

    Raises:
        VoiceUnavailableError: It is another package's, which fails.
    """
    return ENGINES[engine] if engine in ENGINES else plug_in_row(engine)


def slowest_pace(voice: VoiceName, language: str) -> float:
    """Return the lowest pace that a voice reaches in a language, with a time-stretch; 0 without a limit.

    Raises:
        VoiceUnavailableError: The engine is another package's, which fails.
    """
    row = row_of(voice.engine)
    rate, most = row.slowest_rates.get(base_language(language), 0.0), MOST_STRETCHED
    if row.without_speed and voice.name.startswith(row.without_speed):
        rate, most = USUAL_RATE, MOST_STRETCHED_WITHOUT_SPEED
    return rate / SYLLABLES_PER_SECOND / (most if importlib.util.find_spec(STRETCHER) else 1.0)


def is_voice(spec: str) -> bool:
    """Return whether a spec begins with the name of an engine, or is ``auto``."""
    engine = parse(spec).engine
    return engine == AUTO or engine in ENGINES or engine in plug_in_names()


def why_auto(language: str) -> AutoVoice:
    """Return the voice that ``auto`` means for a language on this machine, and why; no engine is loaded.

    It is hibari for English. For every other language it is Kokoro's first voice of that language, or the Piper voice
    that fits best, where the engine and such a voice are installed, else pico's, where it has one, and else the
    system's. The same things installed give the same voice.
    """
    for engine, row in ENGINES.items():
        if row.auto_reason:
            name = cast("PickedByAuto", importlib.import_module(row.module)).best_voice(language)
            if name is not None:
                return AutoVoice(VoiceName(engine, name), row.auto_reason)
    raise AssertionError("the system has a voice for every language")


def basic_voice_note(voice: VoiceName, language: str) -> str:
    """Return a note for a session that a basic voice speaks, with the way to a natural one; empty for the others.

    English never has the note: its natural voice is always there, and a person who asks for another one knows.
    """
    if base_language(language) == "en" or not row_of(voice.engine).is_basic:
        return ""
    from voicecoach.voices.engines import piper

    return f"basic voice; for a natural one: {piper.way_to_a_voice(language)}"


def is_natural(voice: VoiceListing) -> bool:
    """Return whether a voice of the list is a natural one."""
    row = row_of(voice.engine)
    return not row.is_basic and row.demo is Demo.ALWAYS


def resolve_voice(spec: str, language: str) -> VoiceName:
    """Return the voice that a spec means for a language; no engine is loaded.

    Raises:
        NotFoundError: There is no such engine, or the engine has no such voice.
        VoiceUnavailableError: It is another package's, which fails.
    """
    asked = parse(spec)
    if asked.engine == AUTO:
        if asked.name:
            raise NotFoundError("voice", spec, "auto takes no voice name: write only auto")
        return why_auto(language).voice
    if not is_voice(spec):
        named = {one.name.partition(":")[2].lower(): one.name for one in list_voices()} if asked.engine else {}
        known = [AUTO, *ENGINES, *plug_in_names()]
        near = nearest(asked.engine, known)
        whole = named.get(asked.engine) or (f"{near}:{asked.name}" if near and asked.name else near)
        whole = whole or named.get(nearest(asked.engine, named) or "")
        raise NotFoundError("voice", spec, f'did you mean "{whole}"?' if whole else did_you_mean(asked.engine, known))
    return VoiceName(asked.engine, _module(asked.engine).full_name(asked.name, language))


def own_language(spec: str) -> str:
    """Return the tag of the one language that a voice speaks; empty where it follows the session's.

    >>> own_language("hibari:emma"), own_language("pico:de"), own_language("tone")
    ('en-GB', 'de-DE', '')
    """
    asked = parse(spec)
    module = importlib.import_module(ENGINES[asked.engine].module) if asked.engine in ENGINES else None
    return module.language_of(asked.name) if isinstance(module, SpeaksOneLanguage) else ""


def name_in_script(spec: str, script_folder: Path) -> str:
    """Return the voice that a script in a folder names, with its files found where it has any.

    Raises:
        VoiceUnavailableError: The script names it by a path, or there are no such files.
    """
    asked = parse(spec)
    module = importlib.import_module(ENGINES[asked.engine].module) if asked.engine in ENGINES else None
    if not isinstance(module, NamesFiles) or not asked.name:
        return spec
    name = module.name_in_script(asked.name, script_folder)
    return spec if name == asked.name else str(VoiceName(asked.engine, name))


def open_voice(spec: str, language: str, pace: float) -> Voice:
    """Return a voice that is ready to speak; its engine is loaded when it first does.

    Args:
        spec: The voice as ``--voice`` takes it.
        language: The tag of the language that the text is written in.
        pace: Speed relative to 3.1 syllables a second, 0.5 to 2.0 unless its row has other limits.

    Raises:
        NotFoundError: As for :func:`resolve_voice`.
        VoiceUnavailableError: The voice cannot be used on this machine or at this pace.
    """
    voice = resolve_voice(spec, language)
    row = row_of(voice.engine)
    if not row.slowest_pace <= pace <= row.fastest_pace:
        reason = f"a pace of {pace:g} is outside {row.slowest_pace:g} to {row.fastest_pace:g}"
        raise VoiceUnavailableError(str(voice), reason, "1 is unhurried, 0.85 is slow")
    return _module(voice.engine).open_voice(voice.name, language, pace)


def list_voices() -> list[VoiceListing]:
    """Return every voice that this machine can use now, and the remedy for the others."""
    built_in = [listing for engine in ENGINES for listing in listings_of(engine)]
    return built_in + plug_in_listings((AUTO, *ENGINES))


def listings_of(engine: str) -> list[VoiceListing]:
    """Return the voices of one engine."""
    return _module(engine).listings()


@dataclass(frozen=True, slots=True)
class Pick:
    """The voice that ``auto`` picks for a language.

    Attributes:
        language: Its tag.
        auto: The voice, and why.
        listed_name: The name of the voice in the list; empty where it is not there.
    """

    language: str
    auto: AutoVoice
    listed_name: str


def picks_of_auto(languages: Sequence[str]) -> list[Pick]:
    """Return the voice that ``auto`` picks for each of the languages."""
    autos = [why_auto(language) for language in languages]
    listed: dict[VoiceName, str] = {}
    for engine, voices in groupby(sorted({auto.voice for auto in autos}, key=str), key=lambda voice: voice.engine):
        names = [voice.name for voice in voices]
        module = _module(engine)
        # A whole group at once: the system's engine is started to be asked.
        found = module.listed_names(names) if isinstance(module, ListedByOtherNames) else {name: name for name in names}
        listed |= {VoiceName(engine, name): f"{engine}:{found[name]}" for name in found}
    return [Pick(language, auto, listed.get(auto.voice, "")) for language, auto in zip(languages, autos, strict=True)]


def of_language(listings: Sequence[VoiceListing], language: str) -> list[VoiceListing]:
    """Return the voices that speak a language, whatever the region, and those that fit every language."""
    wanted = common_language(language)
    return [listing for listing in listings if not listing.language or common_language(listing.language) == wanted]


def offer(wanted: str) -> Offer:
    """Return the voice to fetch: ``hibari:emma``, ``kokoro:af_heart``, a Piper voice, or the best one of a language.

    For Piper's voices the catalogue is fetched, which needs the network.

    Raises:
        NotFoundError: There is no such voice to fetch.
        VoiceUnavailableError: The catalogue could not be fetched.
    """
    asked = parse(wanted)
    if asked.engine == AUTO or not is_voice(wanted):
        return cast("Offer", _offering(CATALOGUE).offer(wanted))
    row = row_of(asked.engine)
    if not row.offers:
        fetched = " and ".join([CATALOGUE, *(name for name in ENGINES if ENGINES[name].offers and name != CATALOGUE)])
        raise NotFoundError("voice to download", wanted, f"only {fetched} voices can be downloaded, such as: de")
    if asked.engine == CATALOGUE and not asked.name:
        raise NotFoundError("voice to download", wanted, "add a language, such as: voicecoach voices get de")
    if asked.engine in ENGINES:
        return cast("Offer", _offering(asked.engine).offer(asked.name))
    return plug_in_offer(asked.engine, lambda: importlib.import_module(row.offers).offer(asked.name))


def _offering(engine: str) -> Any:
    return importlib.import_module(ENGINES[engine].offers)


def _module(engine: str) -> EngineModule:
    if engine not in ENGINES:
        return PlugIn(engine)
    return cast("EngineModule", importlib.import_module(ENGINES[engine].module))
