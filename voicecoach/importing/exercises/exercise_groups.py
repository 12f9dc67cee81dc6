"""Find the lines above several exercises that tell their rounds, the rest between them, or figures that all have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from voicecoach.caseless import Caseless
from voicecoach.importing.document import (
    Block,
    EndOfRounds,
    Exercise,
    Heading,
    Item,
    Note,
    Rounds,
    Rule,
    TableRow,
    TextBlock,
    WrittenLine,
    text_of,
)
from voicecoach.importing.exercises.exercise_lists import bare_words
from voicecoach.importing.exercises.sheet_items import sentences_of
from voicecoach.importing.exercises.step_settings import as_cue
from voicecoach.importing.lines.exercise_lines import is_exercise, is_exercise_name, read_exercise, without_parentheses
from voicecoach.importing.lines.figure_sides import asks_for_both_sides
from voicecoach.importing.lines.figure_words import BETWEEN, EXERCISES, REST, ROUND, WORK, D
from voicecoach.importing.lines.figures import (
    DIGIT,
    Figures,
    figures_alone,
    may_have_figures,
    read_figures,
    rest_of_line,
)
from voicecoach.importing.lines.heading_parts import heading_parts
from voicecoach.importing.lines.number_words import with_digits
from voicecoach.importing.lines.rounds import read_circuit, read_group, read_rounds
from voicecoach.text import capitalised
from voicecoach.units import Span

_COUNT = Caseless(
    rf"(?<![\d:.,])(?P<count>\d{{1,2}}(?:[-–]\d{{1,2}})?)\s?(?:x\s)?{ROUND}(?!\w)|"
    rf"[x×]\s?(?P<count2>\d{{1,2}})\s?{ROUND}(?!\w)",
)
_REST_BETWEEN = Caseless(
    rf"{REST}\s{BETWEEN}(?:\s\w+){{0,2}}?\s(?P<exercises2>{EXERCISES}|{ROUND})\s?[:=–-]\s?(?P<length2>{D})|"
    rf"(?P<length>{D})\s*(?:(?:of |de |di |d['’])?{REST}\s*)?{BETWEEN}(?:\s\w+){{0,2}}?\s"
    rf"(?P<exercises>{EXERCISES}|{ROUND})(?!\w)|"
    rf"{BETWEEN}(?:\s\w+){{0,2}}?\s(?P<exercises3>{EXERCISES}|{ROUND}),?\s{REST}(?:\s[^\W\d_]+){{0,5}}?\s(?P<length3>{D})",
)
_REST = Caseless(rf"{REST}(?!\w)")
_OF_EACH = Caseless(
    r"\b(?:each|every exercise|per exercise|cada(?: un[oa])?|de cada ejercicio|por ejercicio|jeweils|je übung|"
    r"pro übung|chacun[e]?|par exercice|pour chaque exercice|ciascuno|ciascuna|per esercizio|ognuno|cada um|"
    r"por exercício|elke?|per oefening|ieder|(?:all|alle|all die|todos (?:los|os)|tous les|tutti gli)"
    rf"(?=\s{EXERCISES}))\b(?!\s(?:side|leg|arm|direction|lado|pierna|brazo|perna|braço|côté|lato))",
)
_COUNTED = re.compile(r"(?P<reps>\d{1,3})\s+(?P<name>[^\W\d_](?:[^,;:.!?]*\w)?)")
_NAME_AND_HOW = re.compile(r"(?P<name>[^:–—.!?\d]{2,60}?)\s?(?::|\s[–—-])\s+(?P<how>\S.*)")
_OWN_LENGTH = re.compile(rf"[(\[][^()\[\]\d]{{0,24}}{D}\s*[)\]]", re.IGNORECASE)  # make a fist. (5 s)
_WORK = Caseless(rf"\b{WORK}\b")
_ROUNDS = Caseless(rf"{ROUND}\s?[:=]\s?(?P<count>\d{{1,2}})\W*")
_OF_ALL = Caseless(
    r"^\W*(?:(?:exercise )?prescription|dosage|sets (?:and|&) reps|dosierung|übungsumfang|(?:übungs)?vorgabe|"
    r"dosis|dosificación|prescripción|posologie|dosage|prescrizione|dosaggio|prescrição|dosagem|dosering)\s?:\s*"
)
_LEAST_MEMBERS = 2
_MOST_MEMBERS = 200
_MOST_LINES_BELOW = 4
_LEAST_LEVEL_OF_BARE = 7
_MOST_WORDS = 16
_MOST_WORDS_OF_NAME = 6


@dataclass(frozen=True, slots=True)
class _Head:
    """The line above a group: its name, its rounds, the rests, and the figures that all of its exercises have."""

    name: str
    count: Span | None
    rest_ms: Span | None
    between_ms: Span | None
    shared: Figures | None


def with_groups(blocks: list[Block]) -> Iterator[Block]:
    """Turn "Superset 1 (3 rounds):" and the exercises below it into rounds of them."""
    position = 0
    while position < len(blocks):
        block = blocks[position]
        following = blocks[position + 1 : position + 1 + _MOST_MEMBERS]
        head = _head_of_sentences(block, following) or _head(block, following)
        position += 1
        if head is None:
            yield block
            continue
        yield from _named(block, head)
        below, taken = _with_lines_below(head, blocks[position : position + _MOST_LINES_BELOW])
        lines = blocks[position : position + taken]
        yield from (one if isinstance(one, Note) else Note(text_of(one), one.line) for one in lines)
        position += taken
        close = position + _length(block, blocks[position : position + _MOST_MEMBERS])
        for at in range(position, min(close + 1, len(blocks))):
            line = blocks[at]
            rest_ms = rests_of(bare_words(line.text))[1] if isinstance(line, TextBlock) and not below.rest_ms else None
            if rest_ms and isinstance(line, TextBlock):
                below, blocks[at] = replace(below, rest_ms=rest_ms), Note(line.text, line.line)
        if below.count is not None and below.count.high > 1:
            text = text_of(block)
            count = below.count.high
            if below.count.low != count:
                yield Note(text, block.line, f"unsure: read as {count} rounds")
            yield Rounds(below.count.high, block.line, text, below.rest_ms, below.between_ms)
        for one in blocks[position:close]:
            yield _member(one, below) if isinstance(one, Item) else one
        position = close
        if below.count is not None and below.count.high > 1:
            yield EndOfRounds(blocks[min(position, len(blocks) - 1)].line)


def _head(block: Block, following: Sequence[Block]) -> _Head | None:
    """Return what the line above a group tells; None for any other block."""
    if not isinstance(block, WrittenLine) or "\n" in block.text:
        return None
    text = bare_words(block.text)
    if len(text.split()) > _MOST_WORDS:
        return None
    text = f"{text}:" if isinstance(block, Heading) else text
    circuit = read_circuit(text.rstrip(":"), block.line)
    group = read_group(text)
    count = _COUNT.search(text)
    rounds = _ROUNDS.fullmatch(text) if isinstance(block, TextBlock) else None
    shared = figures_of_each(text) if isinstance(block, Heading) or not _is_interval(text) else None
    if not (circuit or group or count or rounds or shared is not None):
        return None  # as most lines are; to look for the members below takes longest
    members = _members(block, following)
    if len(members) < _LEAST_MEMBERS:
        return None
    has_exercises = any(map(_is_exercise, members[:_LEAST_MEMBERS])) or all(map(_is_counted, members))
    if circuit is not None and has_exercises:
        return _Head(circuit[0], Span(circuit[1].count, circuit[1].count), circuit[1].rest_ms, None, None)
    above = group or (("", int(rounds["count"])) if rounds else None)
    if above and not isinstance(block, Item):
        head = _Head(above[0], Span(above[1], above[1]), None, None, None)
        if (group and has_exercises) or _has_shared_below(head, following, members):
            return head
    between_ms, rest_ms = rests_of(text)
    has_exercises = has_exercises or (_has_level(block) and any(map(_has_figures, members)))
    if count and has_exercises and (text.endswith(":") or (count.start() == 0 and figures_alone(text) is None)):
        counts = [int(one) for one in re.findall(r"\d+", count["count"] or count["count2"])]
        name = heading_parts(text[: count.start()].strip(" -–—:,(["))[0] if count.start() else ""
        return _Head(name, Span(counts[0], counts[-1]), rest_ms, between_ms, None)
    is_of_all = shared is not None and (
        all(map(_is_bare_name, members)) or all(_is_held_as(one, shared) for one in members)
    )
    return _head_of_all(text, shared, rest_ms, is_in_rounds=count is not None) if shared and is_of_all else None


def _is_interval(text: str) -> bool:
    """Return whether a line is an exercise with its own work and rest: "Squats 40 s on / 20 s off"."""
    return _WORK.search(text) is not None and is_exercise(text)


def _head_of_all(text: str, shared: Figures, rest_ms: Span | None, *, is_in_rounds: bool) -> _Head:
    """Return the head of bare names with the figures that all of them have."""
    name = without_parentheses(text[: re.search(r"[\d(]|$", text).start()])[0].strip(" -–—:,")  # type: ignore[union-attr]
    if is_in_rounds and shared.hold_ms and shared.sets:  # "45 s work / 15 s rest – 2 rounds"
        return _Head(name, shared.sets, rest_ms, None, replace(shared, sets=None))
    return _Head(name, None, None, None, shared)


def _has_shared_below(head: _Head, following: Sequence[Block], members: Sequence[Block]) -> bool:
    """Return whether bare names stand below a line, and right below it the figures that all of them have."""
    told = _with_lines_below(head, following[:_MOST_LINES_BELOW])[0].shared
    return told is not None and all(map(_is_bare_name, members))


def _head_of_sentences(block: Block, following: Sequence[Block]) -> _Head | None:
    """Return what a paragraph tells of the names below it: "Do 5 rounds. Each exercise lasts 45 s."; else None."""
    sentences = sentences_of(block.text) if isinstance(block, TextBlock) else []
    members = _members(block, following) if len(sentences) > 1 else []
    if len(members) < _LEAST_MEMBERS:
        return None
    sentences = [with_digits(one) for one in sentences]
    counts = [int(one["count"] or one["count2"]) for text in sentences if (one := _COUNT.search(text))]
    rests = [rests_of(text) for text in sentences]
    between_ms, rest_ms = (next((one[kind] for one in rests if one[kind]), None) for kind in (0, 1))
    is_close = following[0].line <= block.line + 1 + text_of(block).count("\n")
    if counts and is_close and all(map(_is_exercise, members[:_LEAST_MEMBERS])) and _asks_for_rounds(sentences):
        return _Head("", Span(counts[0], counts[0]), rest_ms, between_ms, None)
    if not all(map(_is_bare_name, members)):
        return None
    told = filter(None, map(figures_of_each, sentences))
    shared = next((one for one in told if one.hold_ms or one.reps), None)
    if shared is None:
        return None
    if not counts and between_ms and shared.rest_ms is None:
        shared = replace(shared, rest_ms=between_ms)
    return _Head("", Span(counts[0], counts[0]) if counts else None, rest_ms, between_ms, shared)


def _asks_for_rounds(sentences: Sequence[str]) -> bool:
    """Return whether a sentence does nothing but ask for rounds: "Do 3 rounds."."""
    return any(read_rounds(one) for one in sentences)


def figures_of_each(text: str) -> Figures | None:
    """Return the figures that each of the exercises below a line has: "Mobility (30 s each):"."""
    if not DIGIT.search(text):
        return None
    told = _OF_ALL.match(text)
    text = text[told.end() :] if told else text
    is_of_each = told is not None or _OF_EACH.search(text) is not None
    if not (is_of_each or _WORK.search(text) or (text[:1].isdigit() and may_have_figures(text))):
        return None
    figures = read_figures(_OF_EACH.sub(" ", text).strip(" :"))
    if not is_of_each and not (figures.hold_ms and figures.rest_ms):
        return None
    return figures if figures.is_exercise else None


def rests_of(text: str) -> tuple[Span | None, Span | None]:
    """Return the rest between the exercises and the rest between the rounds that a line tells."""
    between_ms = rest_ms = None
    for found in _REST_BETWEEN.finditer(text):
        length = read_figures(found["length"] or found["length2"] or found["length3"]).hold_ms
        if re.fullmatch(EXERCISES, found["exercises"] or found["exercises2"] or found["exercises3"], re.IGNORECASE):
            between_ms = length
        else:
            rest_ms = length
    return between_ms, rest_ms


def _with_lines_below(head: _Head, following: Sequence[Block]) -> tuple[_Head, int]:
    """Return a head with the figures in the lines right below it, and how many these are."""
    taken = 0
    for block in following:
        text = bare_words(block.text) if isinstance(block, TextBlock | Note) else ""
        rounds = _ROUNDS.fullmatch(text)
        if rounds and head.count is None:
            head = replace(head, count=Span(int(rounds["count"]), int(rounds["count"])))
        elif (
            head.shared is None
            and (head.name == "" or head.count is not None)
            and not _is_interval(text)
            and (shared := figures_of_each(text))
            and len(text.split()) <= _MOST_WORDS
        ):
            head = replace(head, shared=shared)
        else:
            head, count = _rests_below(head, following[taken:])
            if not count and not isinstance(block, Note):
                break
        taken += 1
    return head, taken


def _rests_below(head: _Head, following: Sequence[Block]) -> tuple[_Head, int]:
    """Return a head with the rests in the line right below it, and whether there was one."""
    block = following[0] if following else None
    if not isinstance(block, TextBlock) or not _is_of_rest(bare_words(block.text)):
        return head, 0
    between_ms, rest_ms = rests_of(block.text)
    alone = rest_of_line(bare_words(block.text)) if not (between_ms or rest_ms) else None
    if not (between_ms or rest_ms or alone):
        return head, 0
    if head.shared is not None and (alone or between_ms):
        return replace(head, shared=replace(head.shared, rest_ms=alone or between_ms)), 1
    return replace(head, between_ms=between_ms or head.between_ms, rest_ms=rest_ms or alone or head.rest_ms), 1


def _is_of_rest(text: str) -> bool:
    """Return whether a line tells a rest: between exercises or rounds, or as a whole."""
    return _REST.match(text) is not None or _REST_BETWEEN.search(text) is not None


def _is_of_group(text: str) -> bool:
    """Return whether a line tells what holds for a group: a rest, the rounds, or work and rest."""
    is_short = len(text.split()) <= _MOST_WORDS
    return is_short and (_is_of_rest(text) or _ROUNDS.fullmatch(text) is not None or figures_of_each(text) is not None)


def _named(block: Block, head: _Head) -> Iterator[Block]:
    """Yield the name of a group as what it was: the heading of a part, or a note."""
    text = text_of(block)
    if (isinstance(block, Item) or _has_level(block)) and head.name and is_exercise_name(head.name):
        yield Heading(head.name, block.level if isinstance(block, Heading) else 7, block.line)
    elif head.name or head.shared:
        yield Note(text if head.shared else head.name, block.line)


def _members(head: Block, following: Sequence[Block]) -> list[Block]:
    """Return the items, exercises and rows below the line above a group."""
    inside = following[: _length(head, following)]
    return [one for one in inside if isinstance(one, Item | Exercise | TableRow) or _is_exercise(one)]


def _length(head: Block, following: Sequence[Block]) -> int:
    """Return how many blocks below a line belong to its group."""
    has_lines = has_members = False
    for at, one in enumerate(following):
        if isinstance(one, Rule) or (isinstance(one, Heading) and not _is_below(one, head)):
            return at
        if isinstance(head, Item) and isinstance(one, Item) and one.indent <= head.indent:
            return at
        is_apart = at > 1 and one.line > following[at - 1].line + 1 and following[0].line + 1 == following[1].line
        if is_apart and isinstance(one, Exercise) and not _has_level(head) and isinstance(following[0], Item):
            return at  # below a blank line begins another list
        has_members = has_members or isinstance(one, Item | Exercise | TableRow)
        if _has_level(head) or isinstance(one, Item | Exercise | TableRow | Note):
            continue
        is_rest = isinstance(one, TextBlock) and (_is_of_rest if has_members else _is_of_group)(bare_words(one.text))
        has_lines = has_lines or (isinstance(one, TextBlock) and at <= 1 and _is_exercise(one))
        if not (is_rest or (has_lines and _is_exercise(one))):
            return at
    return len(following)


def _is_below(heading: Heading, head: Block) -> bool:
    return isinstance(head, Heading) and _has_level(head) and _has_level(heading) and heading.level > head.level


def _has_level(block: Block) -> bool:
    """Return whether a block is a heading that was marked as one below others."""
    return isinstance(block, Heading) and 1 < block.level < _LEAST_LEVEL_OF_BARE


def _is_exercise(block: Block) -> bool:
    if isinstance(block, Exercise | TableRow):
        return True
    is_line = isinstance(block, WrittenLine)
    return is_line and is_exercise(bare_words(text_of(block)).partition("\n")[0])


def _is_counted(block: Block) -> bool:
    """Return whether an item is a number and a name, as "10 squats" below rounds."""
    return isinstance(block, Item) and (_is_exercise(block) or _counted(block)[0] is not None)


def _counted(item: Item) -> tuple[re.Match[str] | None, list[str]]:
    """Return number and name of an item such as "10 squats (24 kg)", and what stands in brackets."""
    words, notes = without_parentheses(bare_words(item.text))
    found = _COUNTED.fullmatch(words.strip())
    return (found if found and len(found["name"].split()) <= _MOST_WORDS_OF_NAME else None), notes


def _has_figures(block: Block) -> bool:
    """Return whether a block is a line of figures below the name of an exercise."""
    return isinstance(block, Item) and figures_alone(bare_words(block.text)) is not None


def _is_bare_name(block: Block) -> bool:
    """Return whether an item is the name of an exercise and has no figures."""
    if not isinstance(block, Item) or "\n" in block.text or _OWN_LENGTH.search(block.text):
        return False
    name = name_and_how(block.text)[0]
    if re.search(r"\d", name):
        return False
    is_short = len(name.split()) <= _MOST_WORDS_OF_NAME and not name.endswith((".", "!", "?", ":"))
    return is_short and is_exercise_name(name)


def _is_held_as(block: Block, shared: Figures) -> bool:
    """Return whether an item is an exercise with the hold that the line above tells, and has no rest of its own."""
    own = read_exercise(bare_words(block.text), block.line, is_listed=True) if isinstance(block, Item) else None
    return own is not None and own.hold_ms == shared.hold_ms and shared.rest_ms is not None and own.rest_ms is None


def name_and_how(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the name of an exercise and how it is done: "**Squats** – sit back", "Lunges (alternating)"."""
    words = bare_words(text)
    if found := _NAME_AND_HOW.fullmatch(words):
        return found["name"].strip(" *"), (as_cue(found["how"]),)
    name, notes = without_parentheses(words)
    return name.strip(), tuple(f"{note[:1].upper()}{note[1:]}." for note in notes)


def _member(item: Item, head: _Head) -> Block:
    """Return an item below the line above a group as an exercise, where its figures or those of all are known."""
    if head.shared is None:
        is_counted = head.count is not None and not _is_exercise(item)
        counted, beside = _counted(item) if is_counted else (None, [])
        reps = int(counted["reps"]) if counted else 0
        name = capitalised(counted["name"]) if counted else ""
        made = Exercise(name, item.line, item.text, reps=Span(reps, reps), notes=tuple(beside), is_listed=True)
        return made if reps else item
    shared = head.shared
    if _is_held_as(item, shared) and (own := read_exercise(bare_words(item.text), item.line, is_listed=True)):
        return replace(own, rest_ms=shared.rest_ms, is_listed=True)
    name, how = name_and_how(item.text)
    return Exercise(
        name, item.line, item.text, hold_ms=shared.hold_ms, sets=shared.sets, reps=shared.reps,
        rest_ms=shared.rest_ms, has_sides=shared.has_sides or any(map(asks_for_both_sides, how)), texts=how,
        is_listed=True,
    )  # fmt: skip
