"""What ``based on`` means: a script that gives only what is different, laid over the one it is based on.

Everything comes from the base: settings, introduction, steps. Own settings win; safety is added; own paragraphs
replace the introduction or those of the same step; a step of the same name changes only what it gives; one of a
new name is put in after the step that stands before it in the own script, or else first, with a warning.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from voicecoach.script import settings as table
from voicecoach.script.adding import with_care
from voicecoach.script.gathering import has_words, joined_words
from voicecoach.script.model import Part, Routine, SessionRepeat, Step
from voicecoach.script.naming import shown_name, step_key
from voicecoach.script.placing import Placing
from voicecoach.script.report import did_you_mean, quoted
from voicecoach.script.spec import Settings
from voicecoach.script.walk import steps_of

if TYPE_CHECKING:
    from voicecoach.script.model import Section
    from voicecoach.script.report import Report
    from voicecoach.script.spec import Setting


_MOST_GUESSES = 20


def based_on(base: Routine, own: Routine, report: Report) -> Routine:
    """Return a routine laid over the one it is based on; a step of a new name is warned of."""
    merge = _Merge(base, own, report)
    introduction: list[Part] = []
    for index, section in enumerate(own.sections):
        if isinstance(section, Part) and index == len(introduction):
            introduction.append(section)
        else:
            merge.lay(section)
    sections = _with_introduction(merge.sections(), introduction)
    settings = merged_settings(base.settings, own.settings)
    kept = Settings(tuple(setting for setting in settings if setting.spec is not table.BASED_ON))
    return Routine(own.title or base.title, kept, sections, own.path)


def merged_settings(base: Settings, own: Settings) -> Settings:
    """Return settings where the own ones win, but for safety, which is added; own phases replace all phases."""
    gives_phases = any(setting.spec is table.PHASE for setting in own)
    given = {_identity(setting) for setting in own}
    kept = [
        setting
        for setting in base
        if _identity(setting) not in given and not (gives_phases and setting.spec is table.PHASE)
    ]
    safety = Settings(tuple(setting for setting in base if setting.spec is table.SAFETY))
    own_safety = Settings(tuple(setting for setting in own if setting.spec is table.SAFETY))
    # What keeps a person safe cannot be turned off from outside.
    both = with_care(safety, [own_safety]) if any(safety) else own_safety
    others = [setting for setting in own if setting.spec is not table.SAFETY]
    return Settings((*(one for one in kept if one.spec is not table.SAFETY), *others, *both.entries))


def _identity(setting: Setting) -> tuple[str, str]:
    """Return what makes two lines the same setting."""
    argument = "" if setting.argument is None else str(setting.argument).casefold()
    return setting.spec.key, argument


class _Merge:
    """Lays own sections over those of the base, one after the other."""

    def __init__(self, base: Routine, own: Routine, report: Report) -> None:
        self._placing = Placing(base.sections)
        self._report = report
        self._guesses_left = _MOST_GUESSES
        self._base_steps: dict[str, list[Step]] = {}
        for step in steps_of(self._placing.given):
            self._base_steps.setdefault(step_key(step), []).append(step)
        self._given = Counter(step_key(step) for step in steps_of(own.sections))
        self._seen: Counter[str] = Counter()
        # The section of the result that the last own one became, and the step before it for messages.
        self._last: Section | None = None
        self._last_step: Step | None = None

    def sections(self) -> tuple[Section, ...]:
        """Return what there is so far."""
        return self._placing.result()

    def lay(self, section: Section) -> None:
        """Change, replace or put in one own section."""
        match section:
            case Part():
                self._lay_part(section)
            case Step():
                self._lay_step(section)
            case SessionRepeat():
                self._lay_repeat(section)

    def _lay_part(self, own: Part) -> None:
        """Put an unnamed part behind the step before it, in place of the one that stands there in the base."""
        if not has_words(own.flow):
            return
        there = None if self._last is None else self._placing.part_behind(self._last)
        if there is None:
            self._put_in(own)
        else:
            self._placing.replace(there, own)
            self._last = own

    def _lay_step(self, own: Step) -> None:
        alike = self._alike(own)
        for old in alike:
            settings = merged_settings(old.settings, own.settings)
            new = replace(old, settings=settings, flow=own.flow if has_words(own.flow) else old.flow)
            self._placing.replace(old, new)
            self._last = new
        if not alike:
            self._warn_of_new(own)
            self._put_in(own)
        self._last_step = own

    def _lay_repeat(self, own: SessionRepeat) -> None:
        steps = list(steps_of(own.sections))
        if any(step_key(step) in self._base_steps for step in steps):
            message = "steps of the script this is based on cannot be repeated here"
            self._report.error(own.location, message, "give each of these steps once, with what is different")
            return
        for step in steps:
            self._warn_of_new(step)
        self._put_in(own)
        self._last_step = steps[-1] if steps else self._last_step

    def _alike(self, own: Step) -> list[Step]:
        """Return the base's steps that an own one changes: all of its name, or one each where it is given again."""
        key = step_key(own)
        there = self._base_steps.get(key, [])
        index = self._seen[key]
        self._seen[key] += 1
        return there if self._given[key] == 1 else there[index : index + 1]

    def _put_in(self, own: Section) -> None:
        if self._last is None:
            self._placing.insert_first(own)
        else:
            self._placing.insert_behind(self._last, own)
        self._last = own

    def _warn_of_new(self, own: Step) -> None:
        where = f"behind {quoted(shown_name(self._last_step))}" if self._last_step else "as the first step"
        message = f"the script this is based on has no step called {quoted(shown_name(own))}: it is put in {where}"
        hint = f"to change a step, give it the same name as there{self._guess(own)}"
        self._report.warning(own.location, message, hint if self._base_steps else "that script has no steps")

    def _guess(self, own: Step) -> str:
        """Return which step of the base may be meant; to guess takes long, and a script may have thousands."""
        if not self._guesses_left:
            return ""
        self._guesses_left -= 1
        return f"; {did_you_mean(shown_name(own), [shown_name(steps[0]) for steps in self._base_steps.values()])}"


def _with_introduction(sections: tuple[Section, ...], own: list[Part]) -> tuple[Section, ...]:
    """Return sections with own words, if there are any, in place of the words before the first step."""
    flow = tuple(joined_words(own))
    if not has_words(flow):
        return sections
    first = next((index for index, one in enumerate(sections) if not isinstance(one, Part)), len(sections))
    return (replace(own[0], flow=flow), *sections[first:])
