"""Unroll a routine into sections; a session that would be too large is refused before it takes memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from voicecoach.errors import Diagnostic, Location, ScriptError, Severity
from voicecoach.script import phrases
from voicecoach.script import settings as table
from voicecoach.script.model import Action, Break, Flow, Include, Paragraph, Part, Repeat, Routine, Step, Text
from voicecoach.script.printer import written_form
from voicecoach.script.props import remaining_props
from voicecoach.script.source import Comment
from voicecoach.script.spec import OFF, Settings, StepKind
from voicecoach.script.steps import steps_of
from voicecoach.script.wording import Wording
from voicecoach.session import rules
from voicecoach.session.clock import Clock
from voicecoach.session.cues import Cue, ParagraphPause, Passage, Role, Section, Silence, SpeechCue, Talk
from voicecoach.session.options import Options
from voicecoach.session.sounding import sounding
from voicecoach.session.unroll.choose import Size, StepChoice, size_of
from voicecoach.session.unroll.cue_writer import CueWriter, Filled, Variables, spoken_form
from voicecoach.session.unroll.shorten import Guidance, guided
from voicecoach.session.unroll.steps import ActiveStep
from voicecoach.session.unroll.voices import OtherVoices
from voicecoach.session.workload import Workload

_GUESSED_MINUTES_LEFT = 10


def expand(
    routine: Routine,
    options: Options,
    wording: Wording,
    *,
    values: Mapping[str, str] | None = None,
    pronunciations: Mapping[str, str] | None = None,
    minutes_left: Callable[[int], int] = lambda _use: _GUESSED_MINUTES_LEFT,
    others: OtherVoices | None = None,
) -> list[Section]:
    """Return the sections of a session, unrolled.

    Args:
        routine: The routine, without mistakes.
        options: The session's options.
        wording: The session's own phrases.
        values: A person's own values, which win over the script's.
        pronunciations: A person's own pronunciations; the script's win.
        minutes_left: The minutes left at the n-th use of ``{remaining}``, counted from 0.
        others: The voices beside the session's own, for a script that asks for some.

    Raises:
        ScriptError: The session would have more than 100,000 cues or none at all, no step is left, or a variable has
            no value at its place.
        NotFoundError: A step to keep or to skip is not in the script.
    """
    writer = CueWriter(
        wording,
        pronunciations_of(routine, pronunciations or {}),
        options.seed,
        minutes_left,
        options.silence,
        others=others or OtherVoices(),
        pauses=options.pauses,
    )
    choice = StepChoice(routine, options)
    size = size_of(routine, options, choice)
    size.check()
    unrolled = _Expansion(routine, options, writer, values or {}, choice).sections()
    sections = _within_limit((guided(section, options.guidance) for section in unrolled), size)
    if writer.mistakes:
        raise ScriptError(dict.fromkeys(writer.mistakes))
    if not any(True for section in sections for _ in sounding(section)):
        message = "this session has nothing to hear"
        hint = "add a cue, a chime or the step's name"
        raise ScriptError([Diagnostic(_first_place(routine), Severity.ERROR, message, hint)])
    return sections


def pronunciations_of(routine: Routine, from_outside: Mapping[str, str]) -> dict[str, str]:
    """Return the pronunciation of each respelled word; ``off`` in the script leaves a word to the voice."""
    own = {str(line.argument): spoken for line, spoken in routine.settings.every(table.PRONOUNCE)}
    folded = {word.casefold() for word in own}
    others = {word: spoken for word, spoken in from_outside.items() if word.casefold() not in folded}
    return {**others, **{word: spoken for word, spoken in own.items() if spoken is not None}}


def _within_limit(sections: Iterator[Section], size: Size) -> list[Section]:
    """Return the sections, unless they have too many cues."""
    kept: list[Section] = []
    cue_count = 0
    for section in sections:
        kept.append(section)
        cue_count += sum(1 for _ in sounding(section))
        if cue_count > rules.MOST_CUES:
            raise size.too_many_cues()
    return kept


class _Expansion:
    """Unrolls one routine; used once, since variants of phrases take turns."""

    def __init__(
        self, routine: Routine, options: Options, writer: CueWriter, values: Mapping[str, str], choice: StepChoice
    ) -> None:
        self._routine = routine
        self._options = options
        self._writer = writer
        own: dict[str, Filled | Text] = {
            str(line.argument): text for line, text in routine.settings.every(table.VALUE) if text is not None
        }
        given = {name: Filled.same(words) for name, words in values.items()}
        self._unrolled = list(choice.unrolled(routine.sections))
        steps = list(steps_of(routine.sections))
        self._props = remaining_props(
            routine.settings.get(table.PROPS),
            [step for step in steps if choice.keeps(step)],
            [step for step in steps if not choice.keeps(step)],
        )
        step_count = sum(isinstance(section, Step) for section in self._unrolled)
        self._variables = Variables({**own, **given, "steps": Filled.same(str(step_count))})

    def sections(self) -> Iterator[Section]:
        """Yield the sections in the order of the session."""
        written = self._routine.sections
        introduction = written[0] if written and isinstance(written[0], Part) else None
        yield from self._opening(introduction)
        following = self._following_names()
        position: str | None = None
        is_first = True
        index = 0
        for section, following_name in zip(self._unrolled, following, strict=True):
            self._writer.place.enter(section.settings if isinstance(section, Step) else None)
            if isinstance(section, Part):
                if section is not introduction:
                    yield Section((Talk(tuple(self._flow(section.flow, Role.SAY, self._variables))),), section.location)
                continue
            index += 1
            variables = replace(self._variables, location=section.location)
            variables = variables.with_values(name=self._name(section), step=Filled.same(str(index)))
            if following_name is not None:
                variables = variables.with_values(next=following_name)
            own_position = section.settings.get(table.POSITION)
            left_out: tuple[SpeechCue, ...] = ()
            workload: Workload | None = None
            clock: Clock | None = None
            name, chapter = written_form(section.name), _chapter(section)
            announced = self._part(variables) if self._options.parts and chapter is not None else ()
            if section.settings.kind() & StepKind.MOVING:
                moves = own_position is not None and own_position.casefold() != position
                has_next = following_name is not None
                passages, left_out, clock, workload = self._active(
                    section,
                    variables,
                    has_long_ready=is_first or moves,
                    has_next=has_next,
                    is_announced=bool(announced),
                )
                is_first = False
            else:
                care = self._step_care(section, variables)
                passages = (Talk((*care, *self._flow(section.flow, Role.SAY, variables))),)
            position = own_position.casefold() if own_position is not None else position
            bed = OFF if section.settings.is_off(table.BED) else section.settings.get(table.BED)
            sides = () if self._options.parts else section.settings.get(table.SIDES) or ()
            side_names = {side: self._writer.side(side).written for side in sides}
            yield Section(
                (*announced, *passages), section.location, index, name, chapter, left_out=left_out, bed=bed,
                side_names=side_names, clock=clock, workload=workload,
            )  # fmt: skip

    def _part(self, variables: Variables) -> tuple[Passage, ...]:
        """Return the start of a step that is a file of its own; players swallow the first sound, so it is silence."""
        return (Talk((Silence(rules.LEAD_IN_MS), *self._writer.phrase(phrases.PART, Role.NAME, variables))),)

    def _active(
        self, step: Step, variables: Variables, *, has_long_ready: bool, has_next: bool, is_announced: bool
    ) -> tuple[tuple[Passage, ...], tuple[SpeechCue, ...], Clock | None, Workload]:
        """Return the passages of an active step, the cues that it leaves out, its clock and its workload."""
        active = ActiveStep(step, self._routine.settings, self._options, self._writer, variables)
        first = active.first_variables()
        care = self._step_care(step, first)
        setup = self._flow(step.flow, Role.SETUP, first)
        passages = active.passages(
            setup, care, has_long_ready=has_long_ready, has_next=has_next, is_announced=is_announced
        )
        return passages, tuple(active.left_out), active.clock(), active.workload()

    def _following_names(self) -> list[Filled | None]:
        """Return for each section the name of the next active step after it."""
        names: list[Filled | None] = []
        upcoming: Filled | None = None
        for section in reversed(self._unrolled):
            names.append(upcoming)
            if isinstance(section, Step) and section.settings.kind() & StepKind.MOVING:
                upcoming = self._name(section)
        return names[::-1]

    def _name(self, step: Step) -> Filled:
        """Return a step's name, as written and as spoken."""
        return Filled(written_form(step.name), spoken_form(step.settings.get(table.SPOKEN) or step.name))

    def _opening(self, introduction: Part | None) -> Iterator[Section]:
        """Yield the introduction, with the session's props and safety after its first paragraph."""
        flow = introduction.flow if introduction else ()
        spoken = [at for at, item in enumerate(flow) if isinstance(item, Paragraph) and _has_words(item)]
        split = spoken[0] + 1 if spoken else len(flow)
        before = self._flow(flow[:split], Role.SAY, self._variables)
        care = self._care(self._routine.settings, self._props, self._variables, phrases.PROPS)
        after = self._flow(flow[split:], Role.SAY, self._variables, _last_speech(before))
        legend = self._legend()
        if before or care or after or legend:
            talk = Talk((*before, ParagraphPause(), *care, ParagraphPause(), *after, ParagraphPause(), *legend))
            yield Section((talk,), _first_place(self._routine), is_introduction=True)

    def _legend(self) -> list[Cue]:
        """Return the meaning of the signals, for a session that continues without words."""
        if self._options.guidance is not Guidance.CHIMES:
            return []
        return self._writer.phrase(phrases.LEGEND, Role.LEGEND, self._variables)

    def _step_care(self, step: Step, variables: Variables) -> list[Cue]:
        return self._care(step.settings, step.settings.get(table.PROPS), variables, phrases.STEP_PROPS)

    def _care(
        self, settings: Settings, props: Text | None, variables: Variables, announcement: phrases.Phrase
    ) -> list[Cue]:
        """Return the props and the safety words of the session or of a step."""
        cues: list[Cue] = []
        if props is not None:
            announced = self._writer.phrase(announcement, Role.PROPS, variables.with_values(props=props))
            cues += announced or self._writer.cues(props, Role.PROPS, variables)
        safety = settings.get(table.SAFETY)
        if safety is not None:
            cues += [ParagraphPause(), *self._writer.cues(safety, Role.SAFETY, variables)]
        return cues

    def _flow(self, flow: Flow, role: Role, variables: Variables, before: SpeechCue | None = None) -> list[Cue]:
        """Return the cues of paragraphs; ``before`` is the phrase before them."""
        cues: list[Cue] = []
        for item in flow:
            match item:
                case Paragraph(text):
                    spoken = self._writer.cues(text, role, variables, before)
                    before = _last_speech(spoken) or before
                    cues += spoken
                case Break():
                    cues.append(ParagraphPause())
                case Repeat(count, inner):
                    cues += self._repeated(count, inner, role, variables)
                case Include():
                    raise AssertionError("includes are resolved, or reported, before a session is made of a script")
                case Comment():
                    pass
        return cues

    def _repeated(self, count: int, inner: Flow, role: Role, variables: Variables) -> list[Cue]:
        once = self._flow(inner, role, variables)
        if any(isinstance(cue, SpeechCue) and cue.remaining_use is not None for cue in once):
            return [*once, *(cue for _ in range(count - 1) for cue in self._flow(inner, role, variables))]
        return once * count


def _last_speech(cues: list[Cue]) -> SpeechCue | None:
    return next((cue for cue in reversed(cues) if isinstance(cue, SpeechCue)), None)


def _first_place(routine: Routine) -> Location:
    return routine.sections[0].location if routine.sections else Location(routine.path, 1, 1)


def _chapter(step: Step) -> str | None:
    if step.settings.is_off(table.CHAPTER):
        return None
    return step.settings.get(table.CHAPTER) or written_form(step.name)


def _has_words(paragraph: Paragraph) -> bool:
    return any(not isinstance(piece, Action) for piece in paragraph.text.pieces)
