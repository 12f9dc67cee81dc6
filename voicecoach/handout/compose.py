"""Make the handout of a session from its routine and its sections: nothing on paper is written twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from voicecoach.handout.dose import Units, breath_parts, dose_of
from voicecoach.handout.page import Handout, HandoutItem, HandoutPart, HandoutRepeat, HandoutStep
from voicecoach.handout.programme import rows_to_tick, week_words, weeks_of_step
from voicecoach.handout.words import PageWords, words_for
from voicecoach.handout.written import PaperPlace, shortened, written
from voicecoach.script import phrases
from voicecoach.script import settings as table
from voicecoach.script.model import Part, Routine, RoutineSection, SessionRepeat, Step, Text
from voicecoach.script.printer import written_form
from voicecoach.script.props import remaining_props
from voicecoach.script.spec import Spec, StepKind
from voicecoach.script.steps import paragraphs_of, steps_of
from voicecoach.script.wording import Wording
from voicecoach.session.cues import Section
from voicecoach.session.options import Options
from voicecoach.session.unroll.choose import StepChoice

PATIENT_VALUES = ("patient", "patientin", "paciente", "paziente", "patiënt", "client", "klient", "klientin")
"""The names of values that are a patient's name, the first one that is given."""


@dataclass(frozen=True, slots=True)
class HandoutSource:
    """The parts of a session that a handout is made of.

    Attributes:
        title: The session's title.
        routine: Its routine.
        options: Its options.
        wording: Its phrases.
        sections: Its sections, unrolled.
        step_ms: The length of each step of the session, in order.
        duration_ms: Its whole length.
        values: The person's own values.
    """

    title: str
    routine: Routine
    options: Options
    wording: Wording
    sections: list[Section]
    step_ms: list[int]
    duration_ms: int
    values: Mapping[str, str] = field(default_factory=dict)


def handout_of(session: HandoutSource, *, link: str = "") -> Handout:
    """Return the handout of a session.

    Args:
        session: The session.
        link: The address for a QR code; empty for none.
    """
    return _Composer(session).handout(link)


class _Composer:
    def __init__(self, session: HandoutSource) -> None:
        self._session = session
        routine = session.routine
        self._words = words_for(session.options.language)
        self._units = _units(session.wording, self._words)
        self._all_units = (self._units, Units.short(self._words.decimal_mark))
        self._choice = StepChoice(routine, session.options)
        own: dict[str, str | Text] = {
            str(line.argument): text for line, text in routine.settings.every(table.VALUE) if text is not None
        }
        self._values = {**own, **session.values}
        unrolled = [one for one in self._choice.unrolled(routine.sections) if isinstance(one, Step)]
        sections = [section for section in session.sections if section.index is not None]
        lengths = session.step_ms
        self._first = {
            id(step): (section, step_ms)
            for step, section, step_ms in reversed(list(zip(unrolled, sections, lengths, strict=True)))
        }
        self._numbers = iter(range(1, len(unrolled) + 1))
        self._total = len(self._first)

    def handout(self, link: str) -> Handout:
        session, routine = self._session, self._session.routine
        steps = list(steps_of(routine.sections))
        kept = [step for step in steps if self._choice.keeps(step)]
        left_out = [step for step in steps if not self._choice.keeps(step)]
        place = PaperPlace(self._values)
        patient = next((self._values[name] for name in PATIENT_VALUES if name in self._values), "")
        listed = remaining_props(routine.settings.get(table.PROPS), kept, left_out)
        return Handout(
            title=session.title,
            language=session.options.language,
            words=self._words,
            patient=patient if isinstance(patient, str) else written(patient, place),
            length=self._words.about.format(length=self._units.minutes_about(session.duration_ms)),
            props=written(listed, place),
            safety=written(routine.settings.get(table.SAFETY), place),
            items=tuple(self._items(routine.sections)),
            paragraphs=() if kept else tuple(_paragraphs(routine.sections, place)),
            link=link,
            week=week_words(routine, session.options.week, self._words),
            ticks=rows_to_tick(routine, session.options.week, self._words),
        )

    def _items(self, sections: tuple[RoutineSection, ...]) -> Iterator[HandoutItem]:
        for section in sections:
            match section:
                case SessionRepeat(count, inner):
                    items = tuple(self._items(inner))
                    if items and count > 1:
                        yield HandoutRepeat(count, items)
                    else:
                        yield from items
                case Step() if self._choice.keeps(section):
                    yield self._step(section)
                case _:
                    pass

    def _step(self, step: Step) -> HandoutStep:
        section, step_ms = self._first[id(step)]
        settings, number = step.settings, next(self._numbers)
        kind, workload = settings.kind(), section.workload
        name = written_form(step.name)
        values = {**self._values, "name": name, "step": str(number), "steps": str(self._total)}
        doses: list[tuple[str, ...]] = [(units.minutes_about(step_ms),) for units in self._all_units]
        parts: tuple[HandoutPart, ...] = ()
        sides = settings.get(table.SIDES) or ()
        if workload is not None:
            doses = [dose_of(workload, kind, self._words, units, section.side_names) for units in self._all_units]
            holds_ms = dict.fromkeys(turn.hold_ms for turn in workload.turns if turn.hold_ms is not None)
            counts = {turn.reps for turn in workload.turns}
            values["sets"] = str(workload.sets)
            if holds_ms:
                values["hold"] = self._units.length(*holds_ms)
            if len(counts) == 1:
                values["reps"] = str(*counts)
        place = PaperPlace(values, sides, section.side_names)
        if workload is not None and kind & StepKind.BREATHING:
            kinds = (breath.kind for breath in settings.get(table.BREATHE) or ())
            parts = breath_parts(kinds, workload, self._words, self._units)
        elif workload is not None and kind & StepKind.PHASES:
            said = (written(text, place) for _, text in settings.every(table.PHASE))
            lengths = (self._units.length(first_ms) for first_ms, _ in workload.parts_ms)
            parts = tuple(HandoutPart(length, words) for length, words in zip(lengths, said, strict=True))

        def text_of(spec: Spec[Text]) -> str:
            return written(settings.get(spec), place)

        cue = text_of(table.CUE) or text_of(table.BRIEF)
        if not cue and not any(part.words for part in parts):
            cue = shortened(" ".join(written(text, place) for text in paragraphs_of(step.flow)))
        return HandoutStep(
            number,
            name,
            settings.get(table.POSITION) or "",
            doses[0],
            doses[1],
            parts,
            text_of(table.PROPS),
            text_of(table.SAFETY),
            cue,
            weeks_of_step(step, self._words) if self._session.options.week is None else "",
        )


def _units(wording: Wording, words: PageWords) -> Units:
    hours, minutes, seconds = (wording.words(one.name) for one in (phrases.HOURS, phrases.MINUTES, phrases.SECONDS))
    return Units(hours, minutes, seconds, words.decimal_mark)


def _paragraphs(sections: tuple[RoutineSection, ...], place: PaperPlace) -> Iterator[str]:
    """Yield the printed paragraphs of a script without steps, each once."""
    for section in sections:
        if isinstance(section, SessionRepeat):
            yield from _paragraphs(section.sections, place)
        elif isinstance(section, Part):
            yield from filter(None, (written(text, place) for text in paragraphs_of(section.flow)))
