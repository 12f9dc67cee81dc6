"""Speak the phrases of sessions ahead, in one process: each phrase once, each engine loaded once."""

from __future__ import annotations

import contextlib
from collections import OrderedDict
from typing import Self

from voicecoach import folders
from voicecoach.batch.orders import Order
from voicecoach.errors import VoicecoachError
from voicecoach.handout.compose import PATIENT_VALUES
from voicecoach.pipeline.delivery import delivery_of
from voicecoach.pipeline.load import load_script
from voicecoach.pipeline.plan import phrases_of
from voicecoach.pipeline.session import Session
from voicecoach.session.timeline import SpeechSource
from voicecoach.voices.base import Delivery
from voicecoach.voices.speaker import Speaker

_MOST_VOICES = 3


class SpeechAhead:
    """Speaks what the cache lacks of each session, so that those who make the files find all of it there."""

    def __init__(self) -> None:
        self._speakers: OrderedDict[tuple[str, str, Delivery], Speaker] = OrderedDict()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for speaker in self._speakers.values():
            speaker.close()

    def speak(self, order: Order) -> None:
        """Speak the phrases of an order that are not cached; its errors are left to who makes the files."""
        with contextlib.suppress(VoicecoachError):
            script = load_script(order.script, order.choices, other_values=PATIENT_VALUES)
            options = script.options
            delivery = delivery_of(options.pace, options.pauses, options.pitch_semitones)
            with Session(script, order.choices) as session:
                missing: dict[tuple[str, str], list[SpeechSource]] = {}
                for phrase in phrases_of(session.plan.sections):
                    if not session.speakers.is_cached(phrase):
                        voice = phrase.voice
                        key = (options.voice, options.language) if voice is None else (voice.name, voice.language)
                        missing.setdefault(key, []).append(phrase)
            for (spec, language), phrases in missing.items():
                self._speaker(spec, language, delivery).render(phrases)

    def _speaker(self, spec: str, language: str, delivery: Delivery) -> Speaker:
        """Return a voice that stays loaded; the one that was used the longest time ago makes room."""
        key = (spec, language, delivery)
        if key not in self._speakers:
            if len(self._speakers) == _MOST_VOICES:
                self._speakers.popitem(last=False)[1].close()
            self._speakers[key] = Speaker(spec, language, delivery, folders.cache())
        self._speakers.move_to_end(key)
        return self._speakers[key]
