"""Routine to sections: repeats unrolled, steps chosen, phrases worded. Pure, and bounded before memory is spent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.errors import Diagnostic, NotFoundError, ScriptError, Severity
from voicecoach.script import phrases
from voicecoach.script import settings as table
from voicecoach.script.lint import steps_of
from voicecoach.script.model import Break, Paragraph, Part, Repeat, SessionRepeat, Step
from voicecoach.script.settings import Kind
from voicecoach.script.source import did_you_mean
from voicecoach.script.text import print_text
from voicecoach.session import rules
from voicecoach.session.cues import Breath, Cue, Role, Section, Speech, Talk
from voicecoach.session.moving import MovingStep
from voicecoach.session.words import Filled, Scope, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from voicecoach.errors import Location
    from voicecoach.script.model import Flow, Routine, Text
    from voicecoach.script.settings import Settings
    from voicecoach.script.wording import Wording
    from voicecoach.session.options import Options

_GUESSED_MINUTES_LEFT = 10


def expand(
    routine: Routine,
    options: Options,
    wording: Wording,
    *,
    values: Mapping[str, str] | None = None,
    pronunciations: Mapping[str, str] | None = None,
    minutes_left: Callable[[int], int] = lambda _use: _GUESSED_MINUTES_LEFT,
) -> list[Section]:
    """Return the sections of a session, unrolled.

    Args:
        routine: The routine, without mistakes.
        options: What shapes the session.
        wording: Where the session's own phrases come from.
        values: A person's values from outside the script; they win over the script's own.
        pronunciations: How words are spoken, from outside the script; the script's own win.
        minutes_left: The minutes left at the n-th use of ``{remaining}``, counted from 0.

    Raises:
        ScriptError: The session would have more than 100,000 cues, or a variable has no meaning at its place.
        NotFoundError: A step to keep or to leave out is not in the script.
    """
    script_pronunciations = {
        str(line.argument): spoken or "" for line, spoken in routine.settings.every(table.PRONOUNCE)
    }
    words = Words(wording, {**(pronunciations or {}), **script_pronunciations}, options.seed, minutes_left)
    return _Expansion(routine, options, words, values or {}).sections()


class _Expansion:
    def __init__(self, routine: Routine, options: Options, words: Words, values: Mapping[str, str]) -> None:
        self.routine = routine
        self.options = options
        self.words = words
        texts: dict[str, Filled | Text] = {
            str(line.argument): text for line, text in routine.settings.every(table.VALUE) if text is not None
        }
        texts.update({name: Filled.same(words) for name, words in values.items()})
        self.session_scope = Scope(texts)

    def sections(self) -> list[Section]:
        _check_size(self.routine)
        self._check_names()
        unrolled = list(self._unroll(self.routine.sections))
        steps = [section for section in unrolled if isinstance(section, Step)]
        self.session_scope = self.session_scope.with_values(steps=Filled.same(str(len(steps))))
        sections: list[Section] = []
        opening = unrolled[0] if unrolled and isinstance(unrolled[0], Part) else None
        if opening or self._opening_words():
            sections.append(self._opening(opening.flow if opening else ()))
        position: str | None = None
        is_first = True
        index = 0
        following = self._following_names(unrolled)
        for section, following_name in zip(unrolled, following, strict=True):
            if isinstance(section, Part):
                if section is not opening:
                    words = self._flow(section.flow, Role.SAY, self.session_scope)
                    sections.append(Section((Talk(tuple(words)),)))
                continue
            index += 1
            scope = self.session_scope.with_values(name=self._name(section), step=Filled.same(str(index)))
            if following_name is not None:
                scope = scope.with_values(next=following_name)
            moves = section.settings.get(table.POSITION) not in (None, position)
            if section.settings.kind() & Kind.MOVING:
                step = MovingStep(section, self.routine.settings, self.options, self.words, scope)
                first = step.first_scope()
                passages = step.passages(
                    setup=self._flow(section.flow, Role.SETUP, first),
                    care=self._care(section.settings, first),
                    has_long_ready=is_first or moves,
                    has_next=following_name is not None,
                )
                is_first = False
            else:
                care = self._care(section.settings, scope)
                passages = (Talk((*care, *self._flow(section.flow, Role.SAY, scope))),)
            position = section.settings.get(table.POSITION) or position
            sections.append(Section(passages, index, print_text(section.name), self._chapter(section)))
        return sections

    def _chapter(self, step: Step) -> str | None:
        if step.settings.is_off(table.CHAPTER):
            return None
        return step.settings.get(table.CHAPTER) or self._name(step).written

    def _check_names(self) -> None:
        names = [print_text(step.name) for step in steps_of(self.routine.sections)]
        folded = {name.casefold() for name in names}
        for name in (*self.options.only, *self.options.skip):
            if name.casefold() not in folded:
                raise NotFoundError("step", name, did_you_mean(name, names))

    def _unroll(self, sections: tuple[Part | Step | SessionRepeat, ...]) -> Iterator[Part | Step]:
        for section in sections:
            if isinstance(section, SessionRepeat):
                for _ in range(section.count):
                    yield from self._unroll(section.sections)
            elif isinstance(section, Part) or self._is_kept(section):
                yield section

    def _is_kept(self, step: Step) -> bool:
        levels = step.settings.get(table.LEVELS)
        if levels is not None and not levels.low <= self.options.level <= levels.high:
            return False
        name = print_text(step.name).casefold()
        only = {kept.casefold() for kept in self.options.only}
        return (not only or name in only) and name not in {left_out.casefold() for left_out in self.options.skip}

    def _following_names(self, unrolled: list[Part | Step]) -> list[Filled | None]:
        """Return for each section the name of the next step with holds, phases or breathing after it."""
        names: list[Filled | None] = []
        upcoming: Filled | None = None
        for section in reversed(unrolled):
            names.append(upcoming)
            if isinstance(section, Step) and section.settings.kind() & Kind.MOVING:
                upcoming = self._name(section)
        return names[::-1]

    def _name(self, step: Step) -> Filled:
        name = _flat(self.words, step.name)
        spoken = step.settings.get(table.SPOKEN)
        return Filled(name.written, _flat(self.words, spoken).spoken) if spoken else name

    def _opening_words(self) -> list[Cue]:
        return self._care(self.routine.settings, self.session_scope, props=phrases.PROPS)

    def _opening(self, flow: Flow) -> Section:
        """Return the introduction, with the session's props and safety after its first paragraph."""
        care = self._opening_words()
        spoken = [at for at, item in enumerate(flow) if isinstance(item, Paragraph) and _has_words(item)]
        split = spoken[0] + 1 if spoken else len(flow)
        before = self._flow(flow[:split], Role.SAY, self.session_scope)
        after = self._flow(flow[split:], Role.SAY, self.session_scope)
        return Section((Talk((*before, Breath(), *care, Breath(), *after)),))

    def _care(self, settings: Settings, scope: Scope, props: phrases.Phrase = phrases.STEP_PROPS) -> list[Cue]:
        """Return the props and the safety words of the session or a step."""
        cues: list[Cue] = []
        needed = settings.get(table.PROPS)
        if needed is not None:
            announced = self.words.phrase(props, Role.PROPS, scope.with_values(props=needed))
            cues += announced or self.words.cues(needed, Role.PROPS, scope)
        safety = settings.get(table.SAFETY)
        if safety is not None:
            cues += [Breath(), *self.words.cues(safety, Role.SAFETY, scope)]
        return cues

    def _flow(self, flow: Flow, role: Role, scope: Scope) -> list[Cue]:
        cues: list[Cue] = []
        for item in flow:
            match item:
                case Paragraph(text):
                    cues += self.words.cues(text, role, scope)
                case Break():
                    cues.append(Breath())
                case Repeat(count, inner):
                    for _ in range(count):
                        cues += self._flow(inner, role, scope)
                case _:
                    pass
        return cues


def _has_words(paragraph: Paragraph) -> bool:
    from voicecoach.script.model import Action

    return any(not isinstance(piece, Action) for piece in paragraph.text.pieces)


def _flat(words: Words, text: Text) -> Filled:
    """Return a name's text as one pair of forms."""
    cues = [cue for cue in words.cues(text, Role.NAME, Scope()) if isinstance(cue, Speech)]
    return Filled(" ".join(cue.text for cue in cues), " ".join(cue.spoken for cue in cues))


def _check_size(routine: Routine) -> None:
    """Refuse a session of too many cues by counting them, without making them."""
    largest: list[tuple[int, Location]] = []
    total = sum(_section_size(section, largest) for section in routine.sections)
    if total > rules.MOST_CUES:
        _, location = max(largest, key=lambda found: found[0])
        message = f"the session would have about {total:,} cues; the most is {rules.MOST_CUES:,}"
        raise ScriptError([Diagnostic(location, Severity.ERROR, message, "repeat less often, or split the script")])


def _section_size(section: Part | Step | SessionRepeat, largest: list[tuple[int, Location]]) -> int:
    match section:
        case SessionRepeat(count, inner, location):
            size = count * sum(_section_size(one, largest) for one in inner)
        case Step():
            settings, location = section.settings, section.location
            one = [settings.get(table.SETS), settings.get(table.REPS), settings.get(table.ROUNDS)]
            size = _flow_size(section.flow, largest)
            breaths, sides = settings.get(table.BREATHE), settings.get(table.SIDES)
            bout = len(settings.every(table.PHASE)) + (len(breaths) if breaths else 0) + 6
            for span in one:
                bout *= span.high if span else 1
            size += bout * (len(sides) if sides else 1)
        case Part(flow, location):
            size = _flow_size(flow, largest)
    largest.append((size, location))
    return size


def _flow_size(flow: Flow, largest: list[tuple[int, Location]]) -> int:
    total = 0
    for item in flow:
        if isinstance(item, Repeat):
            size = item.count * _flow_size(item.flow, largest)
            largest.append((size, item.location))
            total += size
        elif isinstance(item, Paragraph):
            total += len(item.text.pieces)
    return total
