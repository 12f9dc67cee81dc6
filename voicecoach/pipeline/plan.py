"""Plan a session: unroll its script, fit it to a length if the person chose one, and place its clips and beds."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from fractions import Fraction

from voicecoach.errors import Diagnostic, FitError, NotFoundError, ScriptError, Severity
from voicecoach.pipeline.defaults import is_defaults_file
from voicecoach.pipeline.load import Script
from voicecoach.script import settings as table
from voicecoach.script.steps import normalise_name
from voicecoach.session.cues import Section
from voicecoach.session.options import Choices
from voicecoach.session.schedule.assemble import schedule, timeline_of
from voicecoach.session.schedule.bed_spans import place_beds
from voicecoach.session.schedule.fit import fit, possible_ms
from voicecoach.session.schedule.scheduler import Scheduler, sources_of, tells_remaining
from voicecoach.session.timeline import ClipSource, SoundSource, SpeechSource, Timeline
from voicecoach.session.unroll.sections import expand
from voicecoach.session.unroll.shorten import previewed
from voicecoach.sound.library import SoundLibrary
from voicecoach.units import MINUTE_MS, round_half_up


class Plan:
    """The session of a script, for any lengths of its speech.

    Args:
        script: Without errors in its report.
        choices: The person's choices.
        estimate_ms: Returns the estimated length of a phrase, always the same for the same phrase.
        sound_ms: Returns the length of a sound.
        once_ms: Returns the length of a bed that plays once.

    Attributes:
        sections: The sections before fitting, with every range at the place of the level.
        fit_ms: The length that they are fitted to; None for none.

    Raises:
        ScriptError: The script has mistakes that only unrolling shows.
        NotFoundError: A step that the person names is not in it.
    """

    def __init__(
        self,
        script: Script,
        choices: Choices,
        estimate_ms: Callable[[SpeechSource], int],
        sound_ms: Callable[[SoundSource], int],
        once_ms: Callable[[str], int] = lambda _sound: 0,
    ) -> None:
        self._once_ms = once_ms
        self._script = script
        self._choices = choices
        self._estimate_ms = estimate_ms
        self._sound_ms = sound_ms
        # A preview is for its words: it is as long as they take. So is a step alone.
        self.fit_ms = None if choices.preview or choices.alone else script.options.fit_ms
        self.sections = self._unrolled(script.options.range_position)

    def timeline(self, speech_ms: Callable[[SpeechSource], int]) -> tuple[list[Section], Timeline, str]:
        """Return the sections, their timeline for these lengths of speech, and a summary of the fitting.

        Raises:
            ScriptError: The session is longer than 24 hours, or cannot get the length in the script.
            FitError: It cannot get the length that the person chose; the message says what is possible.
        """
        # Fitting asks for the same lengths many times, and each may be a read from the cache's files.
        speech_ms = functools.cache(speech_ms)
        options, sections, summary = self._script.options, self.sections, ""
        if self.fit_ms is not None:
            with self._fit_error_located():
                fitted = fit(
                    self.fit_ms,
                    options.range_position,
                    self._unrolled,
                    lambda some: self.lengths_ms(some, speech_ms),
                    options.pauses,
                )
            sections, summary = fitted.sections, fitted.summary
        scheduler = Scheduler(self.lengths_ms(sections, speech_ms), options.pauses)
        placed = [scheduler.place(section) for section in sections]
        duration_ms = self.fit_ms or scheduler.duration_ms()
        beds = place_beds(placed, duration_ms, options, self._once_ms)
        return sections, replace(timeline_of(placed, duration_ms), beds=beds), summary

    def possible_ms(self, speech_ms: Callable[[SpeechSource], int]) -> tuple[int, int]:
        """Return the shortest and the longest length that the session can be fitted to.

        Raises:
            ScriptError: It is longer than 24 hours at any length.
        """
        speech_ms = functools.cache(speech_ms)
        options = self._script.options
        return possible_ms(
            options.range_position, self._unrolled, lambda some: self.lengths_ms(some, speech_ms), options.pauses
        )

    def lengths_ms(self, sections: list[Section], speech_ms: Callable[[SpeechSource], int]) -> dict[ClipSource, int]:
        """Return the length of every source of some sections."""
        sources = dict.fromkeys(source for section in sections for source in sources_of(section))
        return {
            source: speech_ms(source) if isinstance(source, SpeechSource) else self._sound_ms(source)
            for source in sources
        }

    def _unrolled(self, range_position: Fraction) -> list[Section]:
        """Return the sections with every range at a position, and ``{remaining}`` worded from estimated lengths."""
        script, values = self._script, self._choices.values
        options = replace(script.options, range_position=range_position)

        unroll = functools.partial(
            expand,
            script.routine,
            options,
            script.wording,
            values=values,
            pronunciations=script.pronunciations,
            others=script.voices.others,
        )
        sections = self._as_heard(unroll())
        if not any(tells_remaining(section) for section in sections):
            return sections
        timeline = schedule(sections, self.lengths_ms(sections, self._estimate_ms), options.pauses)
        begun_ms = {clip.remaining_use: clip.start_ms for clip in timeline.clips}
        total_ms = self.fit_ms or timeline.duration_ms

        def minutes_left(use: int) -> int:
            left = 1 - begun_ms.get(use, 0) / timeline.duration_ms
            return max(round_half_up(total_ms * left / MINUTE_MS), 1)

        return self._as_heard(unroll(minutes_left=minutes_left))

    def _as_heard(self, sections: list[Section]) -> list[Section]:
        if self._choices.alone is not None:
            sections = [_step_of(sections, self._script, *self._choices.alone)]
        return [previewed(section) for section in sections] if self._choices.preview else sections

    @contextmanager
    def _fit_error_located(self) -> Iterator[None]:
        """Locate the error for an impossible length at the script's setting, unless the person chose the length.

        Raises:
            ScriptError: The length in the script is not possible.
        """
        asked = self._script.routine.settings.written(table.FIT)
        try:
            yield
        except FitError as error:
            if self._choices.fit_ms is not None or asked is None:
                raise
            hint = error.hint
            if is_defaults_file(asked.location.path):
                hint = f"--fit off plays it at its own length; or {hint}"
            found = Diagnostic(asked.value_location, Severity.ERROR, error.message, hint)
            raise ScriptError([found]) from error


def _step_of(sections: list[Section], script: Script, line: int, name: str) -> Section:
    """Return the section of a step: by its place, else by its name, as one that is based on another script's has.

    Raises:
        NotFoundError: The session leaves it out.
    """
    steps = [section for section in sections if section.index is not None]
    here = [one for one in steps if one.location.line == line and one.location.path == str(script.path)]
    named = [one for one in steps if normalise_name(one.name) == normalise_name(name)]
    if not here and not named:
        raise NotFoundError("step of this session", name, "it is skipped, or not part of this level")
    return (here or named)[0]


def phrases_of(sections: list[Section]) -> list[SpeechSource]:
    """Return all phrases as given to their voices, in the order of the session, each once."""
    sources = (source for section in sections for source in sources_of(section))
    return list(dict.fromkeys(source for source in sources if isinstance(source, SpeechSource)))


def library_sound_ms(sounds: SoundLibrary, source: SoundSource) -> int:
    """Return the length of a chime or recording of a library."""
    if source.is_recording:
        return sounds.recording(source.name).duration_ms
    return sounds.chime_ms(source.name, source.pitch_semitones)
