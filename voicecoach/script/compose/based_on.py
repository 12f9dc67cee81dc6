"""``based on``: a script that gives only its differences, merged into its base.

A section is told from another one that says the same by identity: two steps may well be alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import zip_longest

from voicecoach.script import settings as table
from voicecoach.script.compose.combine import has_words, joined_words, with_care
from voicecoach.script.model import Part, Routine, Section, SessionRepeat, Step
from voicecoach.script.report import Report
from voicecoach.script.spec import Setting, Settings
from voicecoach.script.step_names import shown_name, step_key
from voicecoach.script.walk import steps_of
from voicecoach.text import did_you_mean, quoted

Sections = tuple["Section", ...]


class Placing:
    """Sections among which others are put, each at the price of a look into a table however many there are.

    Args:
        sections: What is there at first. They are copied, so that none is the same object as another one: a script
            that is included twice brings in the same.

    Attributes:
        given: The copies.
    """

    def __init__(self, sections: Sections) -> None:
        self.given = distinct(sections)
        self._next = dict(_followed(self.given))
        self._instead: dict[int, Section] = {}
        self._behind: dict[int, list[Section]] = {}
        self._first: list[Section] = []

    def result(self) -> Sections:
        """Return all sections as they stand now."""
        behind = 1 if self.given and isinstance(self.given[0], Part) else 0
        introduction, others = self.given[:behind], self.given[behind:]
        first = [each for put in reversed(self._first) for each in self._with_followers(put)]
        return (*self._placed(introduction), *first, *self._placed(others))

    def replace(self, old: Section, new: Section) -> None:
        """Put a new section in the place of one that was given."""
        self._instead[id(old)] = new
        self._next[id(new)] = self._next[id(old)]

    def insert_behind(self, place: Section, new: Section) -> None:
        """Put a new section directly behind another one, be that given, new or put in before."""
        self._behind.setdefault(id(place), []).append(new)

    def insert_first(self, new: Section) -> None:
        """Put a new section before all but the introduction."""
        self._first.append(new)

    def part_behind(self, place: Section) -> Part | None:
        """Return the unnamed part directly behind a section, or None where another one, or nothing, stands there."""
        behind = self._next.get(id(place))
        if behind is None or id(place) in self._behind or id(behind) in self._instead:
            return None
        return behind if isinstance(behind, Part) else None

    def _placed(self, sections: Iterable[Section]) -> Iterator[Section]:
        for given in sections:
            section = self._instead.get(id(given), given)
            if isinstance(section, SessionRepeat) and section is given:
                section = replace(section, sections=tuple(self._placed(section.sections)))
            yield section
            yield from self._followers(self._instead.get(id(given), given))

    def _with_followers(self, section: Section) -> Iterator[Section]:
        yield section
        yield from self._followers(section)

    def _followers(self, section: Section) -> Iterator[Section]:
        # What was put in last stands nearest.
        waiting = list(self._behind.get(id(section), ()))
        while waiting:
            follower = waiting.pop()
            yield follower
            waiting.extend(self._behind.get(id(follower), ()))


def distinct(sections: Sections) -> Sections:
    """Return sections none of which is the same object as another: a script included twice brings in the same."""
    return tuple(
        replace(one, sections=distinct(one.sections)) if isinstance(one, SessionRepeat) else replace(one)
        for one in sections
    )


def _followed(sections: Sections) -> Iterator[tuple[int, Section | None]]:
    """Yield the identity of every section with the one behind it in the same repeat."""
    for section, behind in zip_longest(sections, sections[1:]):
        yield id(section), behind
        if isinstance(section, SessionRepeat):
            yield from _followed(section.sections)


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
