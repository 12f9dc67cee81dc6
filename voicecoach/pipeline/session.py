"""A session: where script, voice and sounds meet, and what comes of them is mixed or written."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Self

from voicecoach import folders
from voicecoach.errors import ScriptError
from voicecoach.export.file import WrittenFile, check_target, write_audio
from voicecoach.export.tags import ChapterMark, Tags
from voicecoach.mix.mastering import mastering_gain_db
from voicecoach.mix.mixer import CHANNELS, Stretch, mix
from voicecoach.pipeline.loading import voice_setting_blamed
from voicecoach.session.expand import expand
from voicecoach.session.remarks import in_order, remarks
from voicecoach.session.schedule import Scheduler, schedule, sources_of, tells_remaining, timeline_of
from voicecoach.session.sheet import cue_sheet
from voicecoach.session.timeline import SoundSource, SpeechSource
from voicecoach.units import MINUTE_MS, ms_to_frames, round_half_up
from voicecoach.voices.speaker import Speaker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path
    from types import TracebackType

    import numpy as np
    from numpy.typing import NDArray

    from voicecoach.errors import Diagnostic
    from voicecoach.pipeline.loading import Script
    from voicecoach.session.cues import Section
    from voicecoach.session.options import Choices
    from voicecoach.session.timeline import PlacedSection, Source, Timeline
    from voicecoach.sound.pcm import Pcm


class Session:
    """A script on its way to the ears: unrolled, with its voice and its sounds; to be used in a ``with``.

    Args:
        script: Without errors in its report.
        choices: What the command line asked for.

    Raises:
        ScriptError: The script has mistakes, or its session would be too long.
        NotFoundError: A step that the command line names is not in it.
        VoiceUnavailableError: Its voice cannot be used on this machine.
    """

    def __init__(self, script: Script, choices: Choices) -> None:
        script.report.raise_errors()
        self.script = script
        self.choices = choices
        options = script.options
        self.speaker = Speaker(options.voice, options.language, float(options.pace), folders.cache())
        try:
            self.sections = self._expanded()
            # What is too long even with words of no length is refused before a word of it is spoken.
            schedule(self.sections, defaultdict(int))
        except ScriptError as error:
            raise ScriptError(in_order((*script.report.diagnostics, *error.diagnostics))) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.speaker.close()

    def cached_timeline(self) -> tuple[Timeline, bool]:
        """Return the timeline from what is cached, and whether all of it was; the rest is estimated."""
        speaker = self.speaker
        is_exact = all(speaker.is_cached(phrase) for phrase in self.phrases())

        def length_ms(phrase: str) -> int:
            return speaker.duration_ms(phrase) if speaker.is_cached(phrase) else speaker.estimate_ms(phrase)

        return schedule(self.sections, self._lengths_ms(self.sections, length_ms)), is_exact

    def timeline(self, progress: Callable[[int, int], None] | None = None) -> Timeline:
        """Return the exact timeline, for which every phrase is spoken that is not cached.

        Args:
            progress: Called with the number of phrases that are ready, and of all.

        Raises:
            SpeechError: The voice could not speak a phrase.
            ScriptError: The script's voice cannot be used, or the session is too long.
            SoundError: A sound cannot be used.
        """
        phrases = self.phrases()
        done = 0

        def count(_phrase: str) -> None:
            nonlocal done
            done += 1
            if progress:
                progress(done, len(phrases))

        with self._voice_blamed():
            self.speaker.render(phrases, count)
        return schedule(self.sections, self._lengths_ms(self.sections, self.speaker.duration_ms))

    def placed_live(self) -> Iterator[tuple[PlacedSection, Timeline | None]]:
        """Yield each section as soon as its phrases are spoken; with the last one the whole timeline."""
        lengths_ms: dict[Source, int] = {}
        scheduler = Scheduler(lengths_ms)
        placed: list[PlacedSection] = []
        for section in self.sections:
            with self._voice_blamed():
                self.speaker.render(_phrases_of(section))
            lengths_ms.update(self._lengths_ms([section], self.speaker.duration_ms))
            placed.append(scheduler.place(section))
            is_last = len(placed) == len(self.sections)
            yield placed[-1], timeline_of(placed, scheduler.duration_ms()) if is_last else None

    def phrases(self) -> list[str]:
        """Return everything that is given to the voice, in the order of need, each once."""
        return list(dict.fromkeys(phrase for section in self.sections for phrase in _phrases_of(section)))

    def sound_of(self, source: Source) -> Pcm:
        """Return the sound of a source of the timeline."""
        match source:
            case SpeechSource(spoken):
                return self.speaker.pcm(spoken)
            case SoundSource(name, is_recording):
                sounds = self.script.sounds
                return sounds.recording(name) if is_recording else sounds.chime(name)

    def blocks(self, timeline: Timeline, *, begin_ms: int = 0) -> Iterator[NDArray[np.float32]]:
        """Return the sound of the session, block by block."""
        return mix([Stretch(timeline.clips, timeline.duration_ms)], self.sound_of, begin_ms=begin_ms)

    def remarks(self, timeline: Timeline) -> tuple[Diagnostic, ...]:
        """Return what there is to say about the script and the words that found no place, in its order."""
        return in_order((*self.script.report.diagnostics, *remarks(timeline)))

    def sheet(self, timeline: Timeline) -> dict[str, object]:
        """Return the cue sheet of the session."""
        return cue_sheet(
            timeline,
            title=self.script.title,
            language=self.script.options.language,
            channels=CHANNELS,
            voice=self.speaker.describe(),
            script_sha256=self.script.sha256,
            options=self.choices.given(),
        )

    def export(self, path: Path, timeline: Timeline, progress: Callable[[int, int], None] | None = None) -> WrittenFile:
        """Return the file that now holds the session; what stood at the path is replaced in one step.

        Args:
            path: Its suffix chooses the format.
            timeline: The session in time.
            progress: Called with the number of frames written, and of all.

        Raises:
            ExportError: The file cannot be written; what stood at the path is untouched.
        """
        check_target(path)
        frames_total = ms_to_frames(timeline.duration_ms)
        return write_audio(
            path,
            self.blocks(timeline),
            frames_total=frames_total,
            channels=CHANNELS,
            gain_db=mastering_gain_db(timeline, self.sound_of),
            tags=self._tags(timeline),
            progress=(lambda frames: progress(frames, frames_total)) if progress else None,
        )

    def _voice_blamed(self) -> AbstractContextManager[None]:
        """Return a context in which an error of the voice is told at the script's own setting."""
        return voice_setting_blamed(self.script.routine, self.choices)

    def _tags(self, timeline: Timeline) -> Tags:
        return Tags(
            title=self.script.title,
            album=self.script.title,
            language=self.script.options.language,
            chapters=tuple(ChapterMark(one.start_ms, one.end_ms, one.title) for one in timeline.chapters),
            lyrics="\n".join(clip.text for clip in timeline.clips if clip.text),
        )

    def _lengths_ms(self, sections: list[Section], speech_ms: Callable[[str], int]) -> dict[Source, int]:
        sources = dict.fromkeys(source for section in sections for source in sources_of(section))
        return {
            source: speech_ms(source.spoken) if isinstance(source, SpeechSource) else self.sound_of(source).duration_ms
            for source in sources
        }

    def _expanded(self) -> list[Section]:
        """Return the sections, with ``{remaining}`` told from a timeline of estimated lengths."""
        script, values = self.script, self.choices.values
        sections = expand(script.routine, script.options, script.wording, values=values)
        if not any(tells_remaining(section) for section in sections):
            return sections
        timeline = schedule(sections, self._lengths_ms(sections, self.speaker.estimate_ms))
        left_ms = {clip.remaining_use: timeline.duration_ms - clip.start_ms for clip in timeline.clips}

        def minutes_left(use: int) -> int:
            return max(round_half_up(left_ms.get(use, 0) / MINUTE_MS), 1)

        return expand(script.routine, script.options, script.wording, values=values, minutes_left=minutes_left)


def _phrases_of(section: Section) -> list[str]:
    return [source.spoken for source in sources_of(section) if isinstance(source, SpeechSource)]
