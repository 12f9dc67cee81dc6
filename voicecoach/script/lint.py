"""What is wrong with a routine as a whole: settings a step cannot use, variables without a meaning, and more.

The reader knows lines; this knows steps. Everything is reported with its place and what to write instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.script import settings as table
from voicecoach.script.model import (
    Chime,
    Comment,
    Paragraph,
    Part,
    Recording,
    Repeat,
    SessionRepeat,
    SideChoice,
    Step,
    Text,
    Variable,
)
from voicecoach.script.phrases import PHRASES, SESSION_VARIABLES, SIDE_VARIABLES, STEP_VARIABLES
from voicecoach.script.settings import Kind
from voicecoach.script.source import did_you_mean, nearest
from voicecoach.script.text import print_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from voicecoach.errors import Location
    from voicecoach.script.model import Flow, Routine, Section
    from voicecoach.script.settings import Setting, Settings
    from voicecoach.script.source import Report

_MOVING_VARIABLES = ("hold", "rep", "reps", "set", "sets")
_KIND_WORDS = {Kind.HOLDS: "a hold", Kind.PHASES: "phases", Kind.BREATHING: "breathing"}
_KIND_REMEDY = {
    Kind.HOLDS: "- hold: 30s",
    Kind.PHASES: "- phase 4s: words",
    Kind.BREATHING: "- breathe: in 4s, out 4s",
}


def lint(routine: Routine, report: Report, given_values: Collection[str] = ()) -> None:
    """Report what is wrong with a routine, and what is legal and probably not meant.

    Args:
        routine: The routine as it was read.
        report: Where the diagnostics go.
        given_values: Names of values that come from outside the script.
    """
    _Lint(routine, report, given_values).run()


def steps_of(sections: tuple[Section, ...]) -> Iterator[Step]:
    """Yield every step once, in the order of the script, those inside repeats too."""
    for section in sections:
        if isinstance(section, Step):
            yield section
        elif isinstance(section, SessionRepeat):
            yield from steps_of(section.sections)


def parts_of(sections: tuple[Section, ...]) -> Iterator[Part]:
    """Yield every unnamed part once, in the order of the script."""
    for section in sections:
        if isinstance(section, Part):
            yield section
        elif isinstance(section, SessionRepeat):
            yield from parts_of(section.sections)


def paragraphs_of(flow: Flow) -> Iterator[Text]:
    """Yield every paragraph once, those inside repeats too."""
    for item in flow:
        if isinstance(item, Paragraph):
            yield item.text
        elif isinstance(item, Repeat):
            yield from paragraphs_of(item.flow)


class _Lint:
    def __init__(self, routine: Routine, report: Report, given_values: Collection[str]) -> None:
        self.routine = routine
        self.report = report
        own = [str(setting.argument) for setting, _ in routine.settings.every(table.VALUE)]
        self.values = (*own, *given_values)

    def run(self) -> None:
        self._session()
        for step in steps_of(self.routine.sections):
            self._step(step)
        for part in parts_of(self.routine.sections):
            for text in paragraphs_of(part.flow):
                self._variables(text, self._session_variables(), None)
        self._closing_words()
        self._something_to_hear()

    def _session_variables(self) -> tuple[str, ...]:
        return (*SESSION_VARIABLES, *self.values)

    def _session(self) -> None:
        settings = self.routine.settings
        for setting, _ in settings.every(table.VALUE):
            if setting.argument in (*STEP_VARIABLES, *SESSION_VARIABLES, "props"):
                message = f"{{{setting.argument}}} already has a meaning"
                self.report.error(setting.location, message, "choose another name for this value")
        for setting, text in table.texts(settings):
            allowed = self._session_variables()
            if setting.spec is table.WORDING_PHRASE:
                allowed = (*PHRASES[str(setting.argument)].variables, *self.values)
            self._variables(text, allowed, None)
        self._chosen_steps()

    def _chosen_steps(self) -> None:
        names = [print_text(step.name) for step in steps_of(self.routine.sections)]
        folded = {name.casefold() for name in names}
        for spec in (table.ONLY, table.SKIP):
            for name in self.routine.settings.get(spec) or ():
                setting = self.routine.settings.written(spec)
                if setting is not None and name.casefold() not in folded:
                    message = f"there is no step called {name!r}"
                    self.report.error(setting.value_location, message, did_you_mean(name, names))

    def _step(self, step: Step) -> None:
        kind = step.settings.kind()
        self._usable(step, kind)
        sided = step.settings.get(table.SIDES) is not None
        variables = [name for name in STEP_VARIABLES if kind & Kind.MOVING or name not in _MOVING_VARIABLES]
        if not kind & Kind.HOLDS:
            variables = [name for name in variables if name != "hold"]
        if not sided:
            variables = [name for name in variables if name not in SIDE_VARIABLES]
        allowed = (*variables, *self._session_variables())
        for _, text in table.texts(step.settings):
            self._variables(text, allowed, step)
        for text in paragraphs_of(step.flow):
            self._variables(text, allowed, step)
        levels = step.settings.written(table.LEVELS)
        chosen = step.settings.get(table.LEVELS)
        if levels is not None and chosen is not None and chosen.high > 5:  # noqa: PLR2004 - levels are 1 to 5
            self.report.error(levels.value_location, "levels go from 1 to 5", "write it as 4-5")

    def _usable(self, step: Step, kind: Kind) -> None:
        kinds = [one for one in _KIND_WORDS if one & kind]
        if len(kinds) > 1:
            found = " and ".join(_KIND_WORDS[one] for one in kinds)
            self.report.error(step.location, f"this step has {found}", "keep one of them, or make two steps")
            return
        for setting in step.settings:
            if not setting.spec.kinds & kind:
                self._unusable(setting)

    def _unusable(self, setting: Setting) -> None:
        able = [one for one in _KIND_WORDS if one & setting.spec.kinds]
        needs = " or ".join(_KIND_WORDS[one] for one in able)
        message = f'"{setting.written_key}" needs {needs}, and this step has none'
        hint = f"add {_KIND_REMEDY[able[0]]}, or take this line out"
        self.report.error(setting.location, message, hint)

    def _variables(self, text: Text, allowed: tuple[str, ...], step: Step | None) -> None:
        for piece in text.pieces:
            if isinstance(piece, Variable) and piece.name not in allowed:
                self._unknown_variable(piece, allowed, step)
            elif isinstance(piece, SideChoice) and "side" not in allowed:
                self._without_sides(piece.location, "side")

    def _unknown_variable(self, piece: Variable, allowed: tuple[str, ...], step: Step | None) -> None:
        name = piece.name
        if name in SIDE_VARIABLES and step is not None:
            self._without_sides(piece.location, name)
        elif name in STEP_VARIABLES:
            where = "stands for something of a step" if step is None else "has no meaning in this step"
            fitting = "put it into a step" if step is None else "give the step a hold"
            hint = rf"{fitting}, or write \{{{name}}} to have it spoken"
            self.report.error(piece.location, f"{{{name}}} {where}", hint)
        else:
            near = nearest(name, allowed)
            guess = f"did you mean {{{near}}}? " if near else ""
            hint = rf"{guess}name it above with - value {name}: …, or write \{{{name}}} to have it spoken"
            self.report.error(piece.location, f"there is no variable {{{name}}}", hint)

    def _without_sides(self, location: Location, name: str) -> None:
        message = f"{{{name}}} has no meaning where there are no sides"
        hint = rf"add - sides: right, left to the step, or write \{{{name}}} to have it spoken"
        self.report.error(location, message, hint)

    def _closing_words(self) -> None:
        if not self.routine.sections or not isinstance(last := self.routine.sections[-1], Step):
            return
        if last.settings.kind() & Kind.MOVING and (texts := list(paragraphs_of(last.flow))):
            message = "these words are spoken before the hold"
            self.report.warning(texts[0].location, message, "put --- above closing words")

    def _something_to_hear(self) -> None:
        spoken = any(step.settings.kind() & Kind.MOVING for step in steps_of(self.routine.sections))
        spoken |= any(True for setting, _ in table.texts(self.routine.settings)
                      if setting.spec in (table.PROPS, table.SAFETY))  # fmt: skip
        if not spoken and not any(_is_heard(text) for text in all_texts(self.routine)):
            hint = "write words on a line of their own: they are spoken"
            place = _first_place(self.routine.settings, self.routine)
            self.report.error(place, "there is nothing to speak in this script", hint)


def all_texts(routine: Routine) -> Iterator[Text]:
    """Yield every spoken text of a routine outside its session settings."""
    for step in steps_of(routine.sections):
        yield from paragraphs_of(step.flow)
        for _, text in table.texts(step.settings):
            yield text
    for part in parts_of(routine.sections):
        yield from paragraphs_of(part.flow)


def _is_heard(text: Text) -> bool:
    from voicecoach.script.model import Action

    return any(isinstance(piece, Chime | Recording) or not isinstance(piece, Action) for piece in text.pieces)


def _first_place(settings: Settings, routine: Routine) -> Location:
    from voicecoach.errors import Location

    if routine.title is not None:
        return routine.title.location
    places = [entry.location for entry in settings.entries if not isinstance(entry, Comment)]
    return min(places, default=Location(routine.path, 1, 1))
