"""Check a routine as a whole: settings that a step cannot use, unknown variables and steps, nothing to speak.

The reader checks lines; this module checks steps and the session.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import replace

from voicecoach.errors import Location
from voicecoach.script import limits, model
from voicecoach.script import settings as table
from voicecoach.script.blame import blamed, own_line
from voicecoach.script.closing_words import warn_of_closing_words
from voicecoach.script.directions import read_pause
from voicecoach.script.language import NAMES as LANGUAGE_NAMES
from voicecoach.script.language import language_code, language_of
from voicecoach.script.lone_words import warn_of_lone_word
from voicecoach.script.pace import pace_for, words_per_minute
from voicecoach.script.phrases import (
    PHRASES,
    RESERVED_VARIABLES,
    SESSION_VARIABLES,
    SIDE_VARIABLES,
    STEP_VARIABLES,
    PhraseForm,
)
from voicecoach.script.printer import print_pause
from voicecoach.script.programme import check_programme
from voicecoach.script.report import Report
from voicecoach.script.sides import Side, Sides, choice_sizes, distinct, is_side, other_side
from voicecoach.script.spec import KIND_WORDS, OFF, Setting, StepKind
from voicecoach.script.steps import StepIndex, all_texts, flat_sections, paragraphs_of, shown_name, steps_of
from voicecoach.script.unfilled_waits import warn_of_unfilled_waits
from voicecoach.script.voices import own_words, voice_of_step
from voicecoach.text import base_code, did_you_mean, either, nearest, quoted

_MOVING_VARIABLES = ("hold", "rep", "reps", "set", "sets")
_FEWEST_WORDS_OF_A_LANGUAGE = 6
_EACH_SET = "give a value for each set, or one for all of them"
_BRACE_ITSELF = r"write \{ to speak the brace itself"
_KIND_REMEDY = {
    StepKind.HOLDS: "- hold: 30s",
    StepKind.PHASES: "- phase 4s: words",
    StepKind.BREATHING: "- breathe: in 4s, out 4s",
    StepKind.COUNTED: "- reps: 10 without a hold, phases or breathing",
}


def lint(routine: model.Routine, report: Report, given_values: Collection[str] = ()) -> None:
    """Report the mistakes of a routine, and warn of probable slips.

    Args:
        routine: The routine as read.
        report: Collects the diagnostics.
        given_values: The names of values that are given outside the script.
    """
    linter = _Linter(routine, report, given_values)
    linter.check_session()
    for section in flat_sections(routine.sections):
        if isinstance(section, model.Step):
            linter.check_step(section)
        else:
            linter.check_part(section)
    warn_of_unfilled_waits(routine, base_code(routine.settings.get(table.LANGUAGE) or "en"), report)
    check_programme(routine, report)
    warn_of_closing_words(routine, report)
    linter.check_something_to_hear()


class _Linter:
    def __init__(self, routine: model.Routine, report: Report, given_values: Collection[str]) -> None:
        self.routine = routine
        self.report = report
        own = (str(setting.argument) for setting, text in routine.settings.every(table.VALUE) if text is not None)
        self.given_values = frozenset(given_values)
        self.values = self.given_values.union(own)

    def check_session(self) -> None:
        settings = self.routine.settings
        for setting, _ in settings.every(table.VALUE):
            if setting.argument in RESERVED_VARIABLES:
                message = f"{{{setting.argument}}} is a built-in variable"
                self.report.error(setting.location, message, "choose another name")
        for setting, text in table.texts(settings):
            if setting.spec is table.WORDING_PHRASE:
                self._check_phrase(setting, text)
            else:
                self._check_variables(text, SESSION_VARIABLES)
        self._check_session_focus()
        self._check_rate()
        self._check_language()
        self._check_chosen_steps()

    def _check_phrase(self, setting: Setting, text: model.Text) -> None:
        phrase = PHRASES[str(setting.argument)]
        if phrase.form is PhraseForm.LIST and not all(isinstance(piece, model.Words) for piece in text.pieces):
            message = f'"{phrase.name}" must be a list of words separated by commas'
            self.report.error(setting.value_location, message, "remove the braces and brackets")
        else:
            self._check_variables(text, phrase.variables)

    def _check_session_focus(self) -> None:
        line, focus = self.routine.settings.written(table.FOCUS), self.routine.settings.get(table.FOCUS)
        if line is None or focus is None or not focus.has_own_name:
            return
        sides = [side for step in steps_of(self.routine.sections) for side in step.settings.get(table.SIDES) or ()]
        if not any(is_side(side, focus) for side in sides):
            words = tuple(dict.fromkeys((Side.RIGHT, Side.LEFT, *sides)))
            message = f"no step has a side called {quoted(focus)}"
            self.report.error(line.value_location, message, did_you_mean(focus, words))

    def _check_rate(self) -> None:
        setting = self.routine.settings.written(table.WORDS_PER_MINUTE)
        rate = self.routine.settings.get(table.WORDS_PER_MINUTE)
        language = self.routine.settings.get(table.LANGUAGE) or "en"
        if setting is None or rate is None or self.report.has_error_at(setting.location):
            return
        if not limits.SLOWEST_PACE <= pace_for(rate, language) <= limits.FASTEST_PACE:
            own = words_per_minute(language)
            message = f"{rate} words a minute is out of range in this language"
            slowest, fastest = math.ceil(limits.SLOWEST_PACE * own), limits.FASTEST_PACE * own
            hint = f"use {slowest} to {fastest}; {own} is unhurried"
            self.report.error(setting.value_location, message, hint)

    def _check_language(self) -> None:
        """Warn where the words look like another language than the session's."""
        setting = self.routine.settings.written(table.LANGUAGE)
        stated = self.routine.settings.get(table.LANGUAGE) or "en"
        own = (one for one in flat_sections(self.routine.sections) if not _has_own_language(one))
        texts = list(all_texts(replace(self.routine, sections=tuple(own))))
        words = "\n".join(map(own_words, texts))
        found = language_of(words) if len(words.split()) >= _FEWEST_WORDS_OF_A_LANGUAGE else None
        if found is None or found == language_code(stated):
            return
        name = LANGUAGE_NAMES[found]
        if setting is None:
            where, hint = texts[0].location, f"add a line near the top: - language: {found}"
        else:
            where, hint = setting.value_location, f"write - language: {found}"
        self.report.warning(
            where, f"this looks like {name}, but the script's language is {_language_name(stated)}", hint
        )

    def _check_chosen_steps(self) -> None:
        index = StepIndex(steps_of(self.routine.sections))
        for spec in (table.ONLY, table.SKIP):
            setting = self.routine.settings.written(spec)
            asked = self.routine.settings.get(spec)
            for name in index.join_names(asked) if asked else ():
                if setting is not None and not index.find(name):
                    message = f"no step is called {quoted(name)}"
                    self.report.error(setting.value_location, message, index.hint(name))
        self._check_changed_steps(index)

    def _check_changed_steps(self, index: StepIndex) -> None:
        """Warn of a step that this script changes or adds, and that another one leaves out."""
        only, skip = self.routine.settings.written(table.ONLY), self.routine.settings.written(table.SKIP)
        called = {
            spec: {id(step) for name in index.join_names(names) for step in index.find(name)}
            for spec, names in ((one, self.routine.settings.get(one) or ()) for one in (table.ONLY, table.SKIP))
        }
        for step in steps_of(self.routine.sections):
            is_left_out = called[table.ONLY] and id(step) not in called[table.ONLY]
            line = only if is_left_out else skip if id(step) in called[table.SKIP] else None
            if line is not None and step.location.path == self.routine.path != line.location.path:
                place = f"{line.location.path}:{line.location.line}"
                message = f"{quoted(shown_name(step))} is skipped by - {line.spec.key} at {place}"
                self.report.warning(step.location, message, f"write - {line.spec.key}: off at the top to play it again")

    def check_step(self, step: model.Step) -> None:
        kind = step.settings.kind()
        self._check_usable(step, kind)
        self._check_lists(step)
        self._check_clock(step, kind)
        self._check_growth(step)
        variables = {*STEP_VARIABLES, *SESSION_VARIABLES}
        if not kind & StepKind.MOVING:
            variables.difference_update(_MOVING_VARIABLES)
        if not kind & StepKind.HOLDS:
            variables.discard("hold")
        sides = step.settings.get(table.SIDES)
        if sides is None:
            variables.difference_update(SIDE_VARIABLES)
        elif other_side(sides[0], sides) is None:
            variables.discard("other_side")
        for text in (*(text for _, text in table.texts(step.settings)), *paragraphs_of(step.flow)):
            self._check_variables(text, variables, step)
            self._check_choices(text, sides or (), step)
            warn_of_lone_word(text, step, self.report)
        self._check_focus(step)

    def _check_choices(self, text: model.Text, sides: Sides, step: model.Step) -> None:
        """Report a ``{side|…|…}`` with more words or fewer than the step has sides."""
        for piece in text.pieces:
            if sides and isinstance(piece, model.SideChoice) and len(piece.words) not in choice_sizes(sides):
                count = len(distinct(sides))
                told = "1 side" if count == 1 else f"{count} sides"
                message = f"{{side|…}} has {len(piece.words)} words, but this step has {told}"
                hint = f"write a word for each side: {{side|{'|'.join(distinct(sides))}}}"
                self.report.error(blamed(piece.location, step, self.routine.path, table.SIDES), message, hint)

    def _check_focus(self, step: model.Step) -> None:
        """Report a focus on a side that the step does not have; right and left may stand for any step."""
        focus, sides = step.settings.get(table.FOCUS), step.settings.get(table.SIDES)
        line = step.settings.written(table.FOCUS)
        if focus is None or sides is None or line is None or any(is_side(side, focus) for side in sides):
            return
        if focus.has_own_name or any(side.has_own_name for side in sides):
            message = f"{quoted(focus)} is not a side of this step"
            self.report.error(line.value_location, message, f"write {either(list(dict.fromkeys(sides)))}")

    def _check_lists(self, step: model.Step) -> None:
        """Report a list that has not one value for each set."""
        settings = step.settings
        lists = [
            (line, len(values))
            for spec in table.BY_SET
            if (line := settings.written(spec)) is not None and len(values := table.by_set(settings, spec)) > 1
        ]
        sets, span = settings.written(table.SETS), settings.get(table.SETS)
        if sets is None or span is None:
            for line, count in lists[1:]:
                message = f'"{lists[0][0].spec.key}" has {lists[0][1]} values, and "{line.spec.key}" has {count}'
                if count != lists[0][1]:
                    self.report.error(line.value_location, message, _EACH_SET)
            return
        for line, count in lists:
            if not span.low == span.high == count:
                message = f'"{line.spec.key}" has {count} values, and "sets" is {sets.written_value}'
                place = own_line(self.routine.path, line, sets) or line
                self.report.error(place.value_location, message, _EACH_SET)

    def _check_clock(self, step: model.Step, kind: StepKind) -> None:
        """Report a number of reps beside a time for them, and a rest that begins reps when the clock does not."""
        number = table.number_of_reps(step.settings)
        if number is not None and step.settings.get(table.FOR) is not None:
            message = f'"for" sets how often, and so does "{number.spec.key}"'
            self.report.error(number.location, message, "remove one of the two lines")
        self._check_rests(step, kind)
        if step.settings.get(table.EVERY) is None:
            return
        of_holds = (table.REST_BETWEEN,) if kind & StepKind.HOLDS else ()
        for spec in (table.REST_BETWEEN_REPS, *of_holds):
            setting = step.settings.written(spec)
            if setting is None or step.settings.get(spec) is None:
                continue
            message = f'"every" sets when each rep begins, and so does "{spec.key}"'
            hint = "remove one of the two lines"
            if spec is table.REST_BETWEEN:
                hint = f"remove one of the two lines, or write - rest between sets: {setting.written_value}"
            self.report.error(setting.location, message, hint)

    def _check_rests(self, step: model.Step, kind: StepKind) -> None:
        """Report words for rests where rounds follow each other without any."""
        given = {setting.spec.key: setting for setting in step.settings if setting.value is not OFF}
        has_sets = any(len(table.by_set(step.settings, spec)) > 1 for spec in table.BY_SET)
        rests = {table.SETS.key, table.REST_BETWEEN_REPS.key, table.EVERY.key}
        if kind & StepKind.HOLDS or has_sets or not rests.isdisjoint(given):
            return
        for key in (table.REST_COUNTDOWN.key, table.REST_HALF.key):
            if key in given:
                message = f'"{key}" needs a rest, but this step has none'
                self.report.error(given[key].location, message, "add - rest between reps: 10s, or remove this line")

    def _check_growth(self, step: model.Step) -> None:
        """Report a part of the breath that is to grow or shrink and is not in the breathing."""
        line, rounds = step.settings.written(table.ROUNDS), step.settings.get(table.ROUNDS)
        kinds = dict.fromkeys(breath.kind for breath in step.settings.get(table.BREATHE) or ())
        for one in rounds.growth if rounds is not None else ():
            if line is not None and kinds and one.kind not in kinds:
                message = f'"rounds" changes {quoted(one.kind)}, but "breathe" has no such part'
                self.report.error(line.value_location, message, f"change {either(list(kinds))}")

    def _check_usable(self, step: model.Step, kind: StepKind) -> None:
        kinds = [one for one in KIND_WORDS if one & kind]
        if len(kinds) > 1:
            found = " and ".join(KIND_WORDS[one] for one in kinds)
            message = f"this step has {found}; a step can have only one of them"
            self.report.error(step.location, message, "keep one of them, or make two steps")
            return
        for setting in step.settings:
            if self.report.has_error_at(setting.location) or _is_example(setting):
                continue
            spec = setting.spec
            if table.can_use(step.settings, setting):
                continue
            if not spec.kinds & kind:
                able = [one for one in KIND_WORDS if one & spec.kinds & ~spec.makes]
                needed, remedy = [KIND_WORDS[one] for one in able], _KIND_REMEDY[able[0]]
            elif any(_is_example(one) for one in step.settings if one.spec in table.BY_SET):
                continue  # what was written may be a list, which says how many sets there are
            else:
                needed = [f'"{key}"' for key in spec.needs]
                remedy = next(one for one in table.TABLE if one.key == spec.needs[0]).example_line
            message = f"{quoted(setting.written_key)} needs {either(needed)}, but this step has none"
            self.report.error(setting.location, message, f"add {remedy}, or remove this line")

    def check_part(self, part: model.Part) -> None:
        for text in paragraphs_of(part.flow):
            self._check_variables(text, SESSION_VARIABLES)
            warn_of_lone_word(text, None, self.report)

    def _check_variables(self, text: model.Text, allowed: Collection[str], step: model.Step | None = None) -> None:
        for piece in text.pieces:
            if isinstance(piece, model.Variable) and piece.name not in allowed and piece.name not in self.values:
                self._unknown_variable(piece, allowed, step)
            elif isinstance(piece, model.SideChoice) and "side" not in allowed:
                self._without_sides(piece.location, "{side|…}", step)

    def _unknown_variable(self, piece: model.Variable, allowed: Collection[str], step: model.Step | None) -> None:
        name = piece.name
        shown = f"{{{name}}}"
        if name in SIDE_VARIABLES:
            self._without_sides(piece.location, shown, step)
        elif name in STEP_VARIABLES:
            where = "outside a step" if step is None else "in a step without a hold"
            if step is not None and name != "hold":
                where = "in a step without a hold, phases, breathing or reps"
            fitting = "move it into a step" if step is None else "remove it"
            hint = f"{fitting}, or {_BRACE_ITSELF}"
            place = blamed(piece.location, step, self.routine.path, table.HOLD, table.PHASE, table.BREATHE)
            self.report.error(place, f"{shown} does not work {where}", hint)
        else:
            if (pause := read_pause(name)) is not None:
                hint = f"write {print_pause(pause)} for silence, or {_BRACE_ITSELF}"
                self.report.error(piece.location, f"unknown variable {quoted(shown)}", hint)
                return
            near = nearest(name, (*sorted(allowed), *self.values))
            guess = f"did you mean {{{near}}}? If not, " if near else ""
            if near in self.given_values:
                guess = f"write --set {name}=… instead of --set {near}=…, or "
            hint = f"{guess}define it at the top with - value {name}: words, or {_BRACE_ITSELF}"
            self.report.error(piece.location, f"unknown variable {quoted(shown)}", hint)

    def _without_sides(self, location: Location, shown: str, step: model.Step | None) -> None:
        if step is None:
            message, fitting = f"{shown} does not work outside a step", "move it into a step with sides"
        else:
            message, fitting = f"{shown} does not work in a step without sides", "add - sides: right, left to the step"
            if sides := step.settings.get(table.SIDES):
                message, fitting = (
                    f"{shown} does not work in a step with one side",
                    f"add a second side after {sides[0]}",
                )
        place = blamed(location, step, self.routine.path, table.SIDES)
        if place != location:
            fitting = f"the words are at {location.path}:{location.line}: write new words here, or keep the sides"
        self.report.error(place, message, f"{fitting}, or {_BRACE_ITSELF}")

    def check_something_to_hear(self) -> None:
        if self.report.has_errors:
            return  # the part with the mistake may have had words
        settings = self.routine.settings
        if (
            any(step.settings.kind() & StepKind.MOVING for step in steps_of(self.routine.sections))
            or settings.get(table.PROPS) is not None
            or settings.get(table.SAFETY) is not None
            or any(_is_heard(text) for text in all_texts(self.routine))
        ):
            return
        place = self.routine.title.location if self.routine.title else Location(self.routine.path, 1, 1)
        hint = "write words on a line of their own"
        self.report.error(place, "this script has nothing to speak", hint)


def _has_own_language(section: model.Part | model.Step) -> bool:
    return isinstance(section, model.Step) and voice_of_step(section.settings) is not None


def _is_heard(text: model.Text) -> bool:
    return any(
        isinstance(piece, model.Chime | model.Recording) or not isinstance(piece, model.Action) for piece in text.pieces
    )


def _language_name(stated: str) -> str:
    """Return the English name of a language as a script states it, or the very words."""
    return LANGUAGE_NAMES.get(language_code(stated) or "", quoted(stated))


def _is_example(setting: Setting) -> bool:
    """Return whether a setting is the example in the place of a value with a mistake."""
    return setting.location == setting.value_location
