"""A session: a script with its voice and its sounds, as a timeline, as sound and as a file."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Self

from voicecoach import folders
from voicecoach.errors import Diagnostic, ScriptError, Severity
from voicecoach.export.tags.tags import Tags
from voicecoach.pipeline.delivery import delivery_of
from voicecoach.pipeline.estimates import EstimatedLengths
from voicecoach.pipeline.file_options import FileChoices
from voicecoach.pipeline.load import Script, voice_error_located
from voicecoach.pipeline.plan import Plan, library_sound_ms, phrases_of
from voicecoach.pipeline.times import as_estimated, least_timeline, names_times
from voicecoach.pipeline.voices import Speakers
from voicecoach.pipeline.week_names import session_title
from voicecoach.session import rules
from voicecoach.session.cues import Section
from voicecoach.session.options import Choices, choices_json
from voicecoach.session.report.changed_steps import at_own_lines
from voicecoach.session.report.sheet import cue_sheet, dropped_warnings, in_order
from voicecoach.session.schedule.bed_spans import bed_layers
from voicecoach.session.schedule.scheduler import Scheduler, sources_of, speech_source
from voicecoach.session.sounding import partial_sections
from voicecoach.session.timeline import ClipSource, GrowingSection, PlacedBed, SoundSource, SpeechSource, Timeline
from voicecoach.sound.beds.names import bed_channels, once_ms
from voicecoach.units import MINUTE_MS, ms_to_frames
from voicecoach.voices.speaker import Phrase, Speaker
from voicecoach.voices.table import basic_voice_note, resolve_voice

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from voicecoach.export.write import WrittenFile
    from voicecoach.sound.beds.layers import Bed
    from voicecoach.sound.pcm import Pcm

_BLOCK_MS = 80 * rules.STEP_GRID_MS
"""The block length for files: long, since nobody waits; whole MP3 frames, so that silent frames are found fast."""


class Session:
    """A script, unrolled, with its voice and its sounds; use it in a ``with``.

    Args:
        script: Without errors in its report.
        choices: The person's choices.
        file: The person's options for files; the script has those that they leave open.

    Attributes:
        script: The script.
        choices: The person's choices.
        speaker: Its own voice.
        speakers: All of its voices.
        plan: Its plan, for any lengths of its speech.
        wake_after_ms: The length of a silence after which headphones are woken before the next cue; 0 for never.
        plan: Its sections, for any lengths of speech.
        fit_summary: A summary of the fitting, once there is a timeline; empty without fitting.

    Raises:
        ScriptError: The script has mistakes, or its session would be too long.
        NotFoundError: A step that the person names is not in it.
        VoiceUnavailableError: Its voice cannot be used on this machine.
    """

    def __init__(self, script: Script, choices: Choices, *, file: FileChoices | None = None) -> None:
        script.report.raise_errors()
        self.script = script
        self.choices = choices
        options = script.options
        self.speaker = Speaker(
            options.voice,
            options.language,
            delivery_of(options.pace, options.pauses, options.pitch_semitones),
            folders.cache(),
        )
        self.speakers = Speakers(self.speaker, script.voices, options, folders.cache())
        try:
            # Methods of the session would keep it, with its sounds, until Python looks for circles of objects.
            sounds = script.sounds
            lengths_ms = functools.partial(library_sound_ms, sounds), functools.partial(once_ms, library=sounds)
            self.plan = Plan(script, choices, self.speakers.estimate_ms, *lengths_ms)
            # A session that is too long even without speech is refused before anything is spoken.
            least = least_timeline(self.plan.sections, script.routine, options.pauses, self.cached_timeline)
        except ScriptError as error:
            raise ScriptError(in_order((*script.report.diagnostics, *error.diagnostics))) from error
        self.wake_after_ms = self._wake_after_ms(least.duration_ms)
        self.fit_summary = ""
        self.file = (file or FileChoices()).over(FileChoices.of(script.routine.settings))
        self._beds: dict[tuple[str, bool], Bed] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the engines of its voices. Closing twice is fine."""
        self.speaker.close()
        self.speakers.close_others()

    def prepare(self) -> None:
        """Start loading the voice's engine if phrases are not cached, and return at once."""
        self.speakers.prepare(phrases_of(self.plan.sections))

    def load_sounds(self) -> None:
        """Load every chime and recording of the session, best while the engine loads: only the mix needs them.

        Raises:
            SoundError: One of them cannot be used.
        """
        for source in {source for section in self.plan.sections for source in sources_of(section)}:
            if isinstance(source, SoundSource):
                self.sound_of(source)

    def cached_timeline(self) -> tuple[Timeline, bool]:
        """Return the timeline from cached and estimated lengths of speech, and whether all of them were cached."""
        return self.cached_sections()[1:]

    def cached_sections(self) -> tuple[list[Section], Timeline, bool]:
        """Return the sections, fitted to a length if one was chosen, with what :meth:`cached_timeline` returns."""
        lengths = EstimatedLengths(self.speakers, self.plan.sections)
        try:
            sections, timeline, self.fit_summary = self.plan.timeline(lengths.length_ms)
        except ScriptError as error:
            raise error if lengths.is_exact else ScriptError(as_estimated(error.diagnostics)) from error
        return sections, timeline, lengths.is_exact

    def missed_times(self) -> tuple[Diagnostic, ...]:
        """Return warnings for times such as ``[until 1:10]`` that the words before them miss, as estimated.

        Raises:
            ScriptError: All speech is cached, and its lengths miss a time.
        """
        if not names_times(self.script.routine):
            return ()
        try:
            self.cached_timeline()
        except ScriptError as error:
            if all(map(self.speakers.is_cached, phrases_of(self.plan.sections))):
                raise
            return tuple(replace(one, severity=Severity.WARNING) for one in error.diagnostics)
        return ()

    def timeline(self, progress: Callable[[int, int], None] | None = None) -> Timeline:
        """Return the exact timeline; phrases that are not cached are spoken for it.

        Args:
            progress: Called with the number of phrases that are spoken, and of all.

        Raises:
            SpeechError: The voice could not speak a phrase.
            ScriptError: The script's voice cannot be used, or the session is too long.
            SoundError: A sound cannot be used.
        """
        phrases = phrases_of(self.plan.sections)
        done = 0

        def count(_phrase: Phrase) -> None:
            nonlocal done
            done += 1
            if progress:
                progress(done, len(phrases))

        with self._voice_error_located():
            self.speakers.render(phrases, count)
            self.speakers.unload()  # before the mix takes memory of its own
            _, timeline, self.fit_summary = self.plan.timeline(self.speakers.duration_ms)
        return timeline

    def sections_live(self) -> Iterator[GrowingSection]:
        """Yield each section as soon as its phrases are spoken.

        A section with phrases that are not cached comes several times, each time with more of its first phrases.
        A session that is fitted to a length is spoken as a whole before it begins.
        """
        sections, whole = self.plan.sections, None
        if self.plan.fit_ms is not None:
            with self._voice_error_located():
                self.speakers.begin(phrases_of(sections))
                sections, whole, self.fit_summary = self.plan.timeline(self.speakers.duration_ms)
        with self._voice_error_located():
            self.speakers.begin(phrases_of(sections))
        lengths_ms: dict[ClipSource, int] = {}
        scheduler = Scheduler(lengths_ms, self.script.options.pauses)
        for number, section in enumerate(sections, 1):
            yield from self._partial_sections(section, scheduler, lengths_ms)
            with self._voice_error_located():
                self.speakers.render(phrases_of([section]))
            lengths_ms.update(self.plan.lengths_ms([section], self.speakers.duration_ms))
            placed = scheduler.place(section)
            total_ms = None
            if number == len(sections):
                total_ms = scheduler.duration_ms() if whole is None else whole.duration_ms
            yield GrowingSection(placed, total_ms)

    def _partial_sections(
        self, section: Section, scheduler: Scheduler, lengths_ms: dict[ClipSource, int]
    ) -> Iterator[GrowingSection]:
        """Yield a section up to its last settled phrase, each time that its next phrase still has to be spoken."""
        speakers = self.speakers
        settled: Section | None = None
        for speech, partial in partial_sections(section):
            phrase = speech_source(speech)
            if settled is not None and not speakers.is_cached(phrase):
                yield GrowingSection(scheduler.place_partial(settled), None, is_whole=False)
            with self._voice_error_located():
                speakers.render([phrase])
            lengths_ms[phrase] = speakers.duration_ms(phrase)
            settled = partial
        if settled is not None and not all(map(speakers.is_cached, phrases_of([section]))):
            yield GrowingSection(scheduler.place_partial(settled), None, is_whole=False)

    @property
    def channels(self) -> int:
        """The channels of the session's sound, 1 or 2: as asked, else 2 where a bed is in stereo."""
        if asked := self.file.asked_channels:
            return asked
        layers = bed_layers(self.plan.sections, self.script.options)
        sounds = self.script.sounds
        return max((bed_channels(sound, sounds, is_once=is_once) for sound, is_once in layers), default=1)

    def phrases(self) -> list[str]:
        """Return the words of its own voice's phrases, as given to it, in the order of the session, each once."""
        return list(dict.fromkeys(one.spoken for one in phrases_of(self.plan.sections) if one.voice is None))

    def sound_of(self, source: ClipSource) -> Pcm:
        """Return the sound of a source of the timeline."""
        match source:
            case SpeechSource():
                return self.speakers.pcm(source)
            case SoundSource(name, is_recording, pitch_semitones):
                sounds = self.script.sounds
                return sounds.recording(name) if is_recording else sounds.chime(name, pitch_semitones)

    def bed_of(self, placed: PlacedBed) -> Bed:
        """Return the sound of a bed of the timeline."""
        key = (placed.sound, placed.is_once)
        if key not in self._beds:
            from voicecoach.sound.beds.beds import load_bed

            sounds, seed = self.script.sounds, self.script.options.seed
            self._beds[key] = load_bed(placed.sound, sounds, seed, most_channels=self.channels, is_once=placed.is_once)
        return self._beds[key]

    def once_ms(self, sound: str) -> int:
        """Return the length of a bed that plays once."""
        return once_ms(sound, self.script.sounds)

    def blocks(
        self, timeline: Timeline, *, begin_ms: int = 0, end_ms: int | None = None
    ) -> Iterator[NDArray[np.float32]]:
        """Return the blocks of the session from one time up to another, None for its end."""
        from voicecoach.mix.mixer import Stretch, mix

        stretch = Stretch(timeline.clips, timeline.duration_ms if end_ms is None else end_ms, timeline.beds)
        return mix(
            [stretch],
            self.sound_of,
            bed_of=self.bed_of,
            channels=self.channels,
            wake_after_ms=self.wake_after_ms,
            begin_ms=begin_ms,
            block_ms=_BLOCK_MS,
        )

    @property
    def voice_note(self) -> str:
        """A note about a basic voice, such as the system's; empty for others."""
        options = self.script.options
        return basic_voice_note(resolve_voice(options.voice, options.language), options.language)

    def diagnostics(self, timeline: Timeline) -> tuple[Diagnostic, ...]:
        """Return the diagnostics of the script, and warnings for words that did not fit, in the order of the script."""
        report = self.script.report
        dropped = at_own_lines(dropped_warnings(timeline), self.script.routine)
        return in_order((*report.diagnostics, *report.without_accepted(dropped)))

    def sheet(self, timeline: Timeline) -> dict[str, object]:
        """Return the cue sheet of the session."""
        return cue_sheet(
            timeline,
            title=session_title(self.script),
            language=self.script.options.language,
            channels=self.channels,
            voice=self.speaker.describe(),
            other_voices=self.speakers.describe_others(),
            script_sha256=self.script.sha256,
            options=choices_json(self.choices),
        )

    def tags(self, timeline: Timeline, own: Mapping[str, str] | None = None, cover: bytes | None = None) -> Tags:
        """Return the tags of a file of the session.

        Args:
            timeline: The session in time.
            own: The person's own tags, by key.
            cover: The bytes of a JPEG file; empty for no cover, None for the script's, or else one that is drawn.
        """
        from voicecoach.pipeline.tags import session_tags

        return session_tags(self.script, timeline, self.sheet(timeline), own=own or {}, cover=cover)

    def export(
        self,
        path: Path,
        timeline: Timeline,
        progress: Callable[[int, int], None] | None = None,
        *,
        bitrate_kbps: int | None = None,
        tags: Tags | None = None,
        inspect: Callable[[Path], None] | None = None,
    ) -> WrittenFile:
        """Write the session to a file by an atomic write, and return the file.

        Args:
            path: Its suffix chooses the format.
            timeline: The session in time.
            progress: Called with the number of frames written, and of all.
            bitrate_kbps: A bit rate of the format; None for that of ``file``.
            tags: The tags; None for those of :meth:`tags`.
            inspect: Called with the path of the finished file before it is put in place; an error keeps it out.

        Raises:
            ExportError: The file cannot be written; an existing file at the path stays as it was.
        """
        from voicecoach.export.formats import format_of
        from voicecoach.export.write import check_target, write_audio
        from voicecoach.pipeline.proof import Proof

        check_target(path)
        bitrate_kbps = bitrate_kbps or self.file.bitrate_for(path, self.channels)
        frames_total = ms_to_frames(timeline.duration_ms)
        gain_db = self.gain_db(path, timeline, bitrate_kbps)
        proof = Proof(self.channels, gain_db, format_of(path).tolerance(self.channels, bitrate_kbps))
        return write_audio(
            path,
            proof.measured(self.blocks(timeline)),
            frames_total=frames_total,
            channels=self.channels,
            gain_db=gain_db,
            tags=tags or self.tags(timeline),
            complete_tags=proof.completed,
            bitrate_kbps=bitrate_kbps,
            progress=(lambda frames: progress(frames, frames_total)) if progress else None,
            inspect=inspect,
        )

    def gain_db(self, path: Path, timeline: Timeline, bitrate_kbps: int | None = None) -> float:
        """Return the gain of a file of the session; it leaves room for the peaks that the format's encoder adds."""
        from voicecoach.export.formats import format_of
        from voicecoach.mix.mastering import mastering_gain_db

        overshoot_db = format_of(path).overshoot_db(self.channels, bitrate_kbps)
        return mastering_gain_db(timeline, self.sound_of, self.bed_of, overshoot_db=overshoot_db)

    def _wake_after_ms(self, least_ms: int) -> int:
        """Return the silence after which headphones are woken: as it is set, else a default for long sessions.

        The session's length is estimated, so that it is the same live, where the length is not known yet, as in a file.
        """
        if self.script.options.wake_after_ms is not None:
            return self.script.options.wake_after_ms
        try:
            is_long = least_ms > MINUTE_MS or self.plan.timeline(self.speakers.estimate_ms)[1].duration_ms > MINUTE_MS
        except ScriptError:
            if not names_times(self.script.routine):
                raise
            is_long = True  # an estimate misses an [until]; the real lengths decide
        return rules.WAKE_AFTER_MS if is_long else 0

    def _voice_error_located(self) -> AbstractContextManager[None]:
        """Return a context that locates an error of the voice at the script's setting."""
        return voice_error_located(self.script.routine, self.choices)
