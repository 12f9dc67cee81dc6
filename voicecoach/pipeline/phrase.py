"""Play or export a single phrase, to try wording and pace."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np
from numpy.typing import NDArray

from voicecoach import folders
from voicecoach.errors import Location
from voicecoach.export.tags.tags import Tags
from voicecoach.export.write import WrittenFile, check_target, write_audio
from voicecoach.mix.mixer import CHANNELS, Stretch, mix
from voicecoach.pipeline.delivery import delivery_of
from voicecoach.pipeline.load import own_pronunciations
from voicecoach.play.controls.terminal import open_keys
from voicecoach.play.devices.table import open_device
from voicecoach.play.display.terminal import open_display
from voicecoach.play.player import play
from voicecoach.play.source import PlainSource
from voicecoach.play.status import NowPlaying
from voicecoach.script.actions import WrittenAction, read_action
from voicecoach.script.model import Pause
from voicecoach.script.pronunciation import Pronunciations
from voicecoach.script.report import Report
from voicecoach.script.speakable import is_speakable
from voicecoach.script.spec import Settings
from voicecoach.script.ssml import PARAGRAPH_END, find_tags
from voicecoach.session import rules
from voicecoach.session.cues import Role
from voicecoach.session.options import Choices, Options
from voicecoach.session.timeline import Clip, ClipSource, SpeechSource
from voicecoach.units import ms_to_frames
from voicecoach.voices.normalize.text import require_speakable
from voicecoach.voices.speaker import Speaker

if TYPE_CHECKING:
    from rich.console import Console

_BRACKET = re.compile(r"(\[[^\[\]]*\])")


class SinglePhrase:
    """A phrase and its voice; use it in a ``with``.

    Raises:
        SpeechError: The text has nothing to speak.
        ScriptError: The person's own list of pronunciations has mistakes.
        NotFoundError: There is no such voice.
        VoiceUnavailableError: The voice cannot be used on this machine.
    """

    def __init__(
        self, text: str, *, voice: str, language: str, pace: Fraction, pitch_semitones: Fraction = Fraction(0)
    ) -> None:
        pauses = Options.of(Settings(), Choices(pace=pace))
        parts = list(_parts(text, language, pauses))
        words = " ".join(part for part in parts if isinstance(part, str))
        require_speakable(words, voice)
        report = Report()
        pronunciations = Pronunciations(own_pronunciations(report))
        report.raise_errors()
        self._text = words
        self._parts = [pronunciations.applied(part) if isinstance(part, str) else part for part in parts]
        delivery = delivery_of(pace, rules.Pauses.at_pace(pace), pitch_semitones)
        self._speaker = Speaker(voice, language, delivery, folders.cache())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._speaker.close()

    def play(self, device: str, console: Console) -> None:
        """Play the phrase."""
        opened = open_device(device, CHANNELS)
        now = NowPlaying(what=self._text, total_ms=self._total_ms())
        play(
            PlainSource(self._blocks(), CHANNELS, lambda _position_ms: now),
            device=opened,
            keys=open_keys(),
            display=open_display(console),
        )

    def export(self, path: Path) -> WrittenFile:
        """Write the phrase to a file; its suffix chooses the format."""
        check_target(path)
        frames_total = ms_to_frames(self._total_ms())
        tags = Tags(title=self._text)
        return write_audio(path, self._blocks(), frames_total=frames_total, channels=CHANNELS, gain_db=0.0, tags=tags)

    def _total_ms(self) -> int:
        return self._stretch().until_ms

    def _blocks(self) -> Iterator[NDArray[np.float32]]:
        spoken: dict[ClipSource, str] = {SpeechSource(part): part for part in self._parts if isinstance(part, str)}
        return mix([self._stretch()], lambda source: self._speaker.pcm(spoken[source]))

    def _stretch(self) -> Stretch:
        """Return the words and pauses, one after the other."""
        clips: list[Clip] = []
        position_ms = rules.LEAD_IN_MS
        for part in self._parts:
            length_ms = self._speaker.duration_ms(part) if isinstance(part, str) else part
            if isinstance(part, str):
                clips.append(Clip(SpeechSource(part), position_ms, length_ms, Role.SAY))
            position_ms += length_ms
        return Stretch(clips, position_ms + rules.LEAD_OUT_MS)


def _parts(text: str, language: str, options: Options) -> Iterator[str | int]:
    """Yield the words of a text, and the lengths of its pauses in ms, in order; tags of SSML are taken out."""
    for tag in reversed(find_tags(text)):
        text = text[: tag.begin] + tag.replacement.replace(PARAGRAPH_END, " ") + text[tag.end :]
    words = ""
    for piece in _BRACKET.split(text):
        bracket = WrittenAction(" ".join(piece[1:-1].split()), Location("", 1, 1), language)
        action = read_action(bracket, Report()) if _BRACKET.fullmatch(piece) else None
        if isinstance(action, Pause):
            if is_speakable(words):
                yield words.strip()
            words = ""
            yield options.silence(action.length).duration_ms
        else:
            words += piece
    if is_speakable(words):
        yield words.strip()
