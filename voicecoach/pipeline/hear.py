"""One phrase of a script as it will be heard: in the voice of its session, and with the values of its step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from voicecoach.errors import Location, SpeechError
from voicecoach.pipeline.file_options import FileChoices
from voicecoach.pipeline.load import Script, load_script, with_voices_of
from voicecoach.pipeline.session import Session
from voicecoach.pipeline.wave import Wave
from voicecoach.script import settings as table
from voicecoach.script.lint import lint
from voicecoach.script.model import Break, Flow, Paragraph, Part, Routine, RoutineSection, Step
from voicecoach.script.printer import written_form
from voicecoach.script.reader import read_routine
from voicecoach.script.report import Report
from voicecoach.script.spec import OFF, Setting, Settings, Spec, StepKind
from voicecoach.script.steps import normalise_name, steps_of
from voicecoach.session.cues import ChimeCue, Cue, Section, SpeechCue, Talk
from voicecoach.session.options import Choices
from voicecoach.session.schedule.assemble import timeline_of
from voicecoach.session.schedule.scheduler import Scheduler
from voicecoach.session.timeline import SpeechSource, Timeline
from voicecoach.session.unroll.shorten import Guidance

PHRASE_PATH = "<phrase>"
"""The name of a phrase in messages."""

_TAIL_MS = 250
_NOT_OF_PHRASE = (table.CUE, table.BRIEF, table.FINISH, table.AT, table.PROPS, table.SAFETY, table.LEVELS)


@dataclass(frozen=True, slots=True)
class HeardPhrase:
    """A phrase as sound.

    Attributes:
        spoken: The words as given to the voice.
        duration_ms: The length of the sound.
        wav: The sound, a WAV file.
    """

    spoken: str
    duration_ms: int
    wav: bytes


def hear_phrase(text: str, script: str, path: Path, choices: Choices, step: tuple[int, str] | None) -> HeardPhrase:
    """Return a phrase as it is heard in a session of a script, whose own mistakes do not matter.

    Args:
        text: The phrase, with its brackets and braces.
        script: The whole text of the script.
        path: Its file.
        choices: The person's choices.
        step: The line of the heading, and the name, of the step that the phrase is in; None for none.

    Raises:
        ScriptError: The phrase has mistakes; they are in ``PHRASE_PATH``.
        SpeechError: The voice could not speak it, or there is nothing to speak.
        VoiceUnavailableError: The voice cannot be used on this machine.
    """
    choices = replace(choices, only=None, skip=None, fit_ms=None, guidance=None, bed=OFF)
    loaded = load_script(path.stem, choices, text=script, path=path)
    alone = _with_phrase(loaded, text, step, choices)
    with Session(alone, choices, file=FileChoices(channels=1)) as session:
        timeline, spoken = _timeline_of_phrase(session, text)
        begin_ms, end_ms = timeline.clips[0].start_ms, timeline.clips[-1].end_ms + _TAIL_MS
        wave = Wave(lambda _begin_ms: session.blocks(timeline, begin_ms=begin_ms, end_ms=end_ms), end_ms - begin_ms, 1)
        return HeardPhrase(spoken, end_ms - begin_ms, b"".join(wave.read(0, wave.length_bytes)))


def _with_phrase(script: Script, text: str, step: tuple[int, str] | None, choices: Choices) -> Script:
    """Return a script that has a phrase alone, in the place of a step's words or in an unnamed part.

    Raises:
        ScriptError: The phrase has mistakes.
    """
    report = Report()
    section: RoutineSection
    words = read_routine(f"{text.strip()}\n", PHRASE_PATH, report)
    flow = _flow_of(words)
    section = Part(flow, Location(PHRASE_PATH, 1, 1))
    found = None if step is None else _step_at(script.routine, *step)
    if found is not None:
        section = _step_with(found, flow)
    routine = replace(script.routine, sections=(section,), settings=_settings_of_phrase(script.routine.settings))
    lint(routine, report, choices.values)
    own = [one for one in report.diagnostics if one.path == PHRASE_PATH]
    report = Report()
    report.extend(own)
    report.raise_errors()
    options = replace(script.options, only=(), skip=(), fit_ms=None, guidance=Guidance.FULL)
    return with_voices_of(replace(script, routine=routine, options=options, report=Report()))


def _flow_of(words: Routine) -> Flow:
    return tuple(item for section in words.sections if isinstance(section, Part | Step) for item in section.flow)


def _step_at(routine: Routine, line: int, name: str) -> Step | None:
    steps = list(steps_of(routine.sections))
    here = [one for one in steps if (one.location.line, one.location.path) == (line, routine.path)]
    return next(
        iter(here + [one for one in steps if normalise_name(written_form(one.name)) == normalise_name(name)]), None
    )


def _settings_of_phrase(settings: Settings) -> Settings:
    dropped = (table.PROPS, table.SAFETY, table.ORDER, table.ONLY, table.SKIP, table.FIT)
    return Settings(tuple(one for one in settings if one.spec not in dropped))


def _step_with(step: Step, flow: Flow) -> Step:
    """Return a step with other words: as its cue where it has exercises, since a cue knows the sides."""
    kept = tuple(one for one in step.settings if one.spec not in _NOT_OF_PHRASE)
    is_moving = bool(step.settings.kind() & StepKind.MOVING)
    texts = [item.text for item in flow if isinstance(item, Paragraph)]
    if is_moving and len(texts) == 1 and len([item for item in flow if not isinstance(item, Break)]) == 1:
        place = texts[0].location
        cue = Setting(cast("Spec[object]", table.CUE), None, texts[0], place, place)
        return replace(step, settings=Settings((*kept, cue)), flow=())
    return replace(step, settings=Settings(kept), flow=flow)


def _timeline_of_phrase(session: Session, text: str) -> tuple[Timeline, str]:
    cues = _own_cues(session.plan.sections)
    if not any(isinstance(cue, SpeechCue | ChimeCue) for cue in cues):
        raise SpeechError(text, session.script.options.voice, "there is nothing to speak")
    section = Section((Talk(tuple(cues)),), Location(PHRASE_PATH, 1, 1))
    scheduler = Scheduler(
        session.plan.lengths_ms([section], session.speakers.duration_ms), session.script.options.pauses
    )
    timeline = timeline_of([scheduler.place(section)], scheduler.duration_ms())
    spoken = [clip.source.spoken for clip in timeline.clips if isinstance(clip.source, SpeechSource)]
    return timeline, " ".join(spoken)


def _own_cues(sections: Iterable[Section]) -> list[Cue]:
    """Return the cues of the phrase for the first side, with the silences between them."""
    for cues in _talks(sections):
        own = [index for index, cue in enumerate(cues) if _is_own(cue)]
        if own:
            return [*cues[own[0] : own[-1] + 1]]
    return []


def _talks(sections: Iterable[Section]) -> Iterator[tuple[Cue, ...]]:
    for section in sections:
        for passage in section.passages:
            yield getattr(passage, "cues", ())


def _is_own(cue: Cue) -> bool:
    return isinstance(cue, SpeechCue | ChimeCue) and cue.location is not None and cue.location.path == PHRASE_PATH
